//! Cases: who managed them when, where, and with whom in the household.

use almoner_domain::{client::ClientPhase, period::Month, region::State};
use chrono::{Datelike, Days, Months, NaiveDate};

use super::{Basis, Model};

/// From a day on, a sub-award manages the case in a state.
#[derive(Debug, Clone)]
pub(crate) struct Managed {
    /// The sub-award.
    pub(crate) under: String,
    /// Where the client is served.
    pub(crate) state: State,
    /// From when.
    pub(crate) since: NaiveDate,
}

/// A phase that the case was said to be in from a day on.
#[derive(Debug, Clone)]
pub(crate) struct Phase {
    /// Which.
    pub(crate) phase: ClientPhase,
    /// From when.
    pub(crate) since: NaiveDate,
}

impl Phase {
    /// How many days the phase lasts at most: 42 without a screening, 90 of interim assistance.
    fn lasts(&self) -> Option<u64> {
        match self.phase {
            ClientPhase::PendingScreening => Some(42),
            ClientPhase::InterimAssistance => Some(90),
            ClientPhase::PreCertified | ClientPhase::Certified | ClientPhase::Eligible => None,
        }
    }

    /// The phase still runs on a day from its first on.
    fn runs(&self, day: NaiveDate) -> bool {
        self.lasts()
            .is_none_or(|days| day < self.since + Days::new(days))
    }
}

/// A case as its facts made it.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    /// Its managers in order; the first by enrolment, the others by transfer.
    pub(crate) managed: Vec<Managed>,
    /// When family members joined the household.
    pub(crate) household: Vec<NaiveDate>,
    /// When family members joined, whether in the household or not.
    pub(crate) members: Vec<NaiveDate>,
    /// Its phases, in the order in which they were recorded.
    pub(crate) phases: Vec<Phase>,
    /// The first day on which the case is no longer open, once it closed.
    pub(crate) closed_from: Option<NaiveDate>,
}

/// Why a month is not covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Uncovered {
    Before,
    After,
}

impl Case {
    /// The day of the enrolment.
    pub(crate) fn enrolled_on(&self) -> NaiveDate {
        self.managed[0].since
    }

    /// Who manages the case now.
    pub(crate) fn manager(&self) -> &str {
        &self.managed[self.managed.len() - 1].under
    }

    /// Who manages the case on a day: one sub-award at a time. Days outside the case are its first or last one's.
    fn manager_on(&self, day: NaiveDate) -> &Managed {
        self.managed
            .iter()
            .rev()
            .find(|managed| managed.since <= day)
            .unwrap_or(&self.managed[0])
    }

    /// The sub-award manages the case on the day.
    pub(crate) fn managed_by(&self, under: &str, day: NaiveDate) -> bool {
        self.manager_on(day).under == under
    }

    /// The sub-award manages the case on some day of the month, and the last state in which it did.
    pub(crate) fn served_in(&self, under: &str, month: Month) -> Option<State> {
        days(month)
            .map(|day| self.manager_on(day))
            .filter(|managed| managed.under == under)
            .last()
            .map(|managed| managed.state)
    }

    /// The case moved in the month.
    pub(crate) fn moved_in(&self, month: Month) -> bool {
        self.managed[1..]
            .iter()
            .any(|managed| Month::of(managed.since) == month)
    }

    /// Somebody of the family lived in the household by the end of the month.
    pub(crate) fn household_in(&self, month: Month) -> bool {
        self.household
            .iter()
            .any(|since| *since <= month.last_day())
    }

    /// The phase on a day. What was recorded last holds, also for days that an earlier record spoke of.
    pub(crate) fn phase_on(&self, day: NaiveDate) -> Option<&Phase> {
        self.phases.iter().rev().find(|phase| phase.since <= day)
    }

    /// The case is open on the day, and in a phase that still runs.
    pub(crate) fn covers(&self, day: NaiveDate) -> bool {
        self.enrolled_on() <= day
            && self.closed_from.is_none_or(|closed| day < closed)
            && self.phase_on(day).is_some_and(|phase| phase.runs(day))
    }

    /// Whether no day of the month is covered, and on which side.
    pub(crate) fn uncovered(&self, month: Month) -> Option<Uncovered> {
        if month.last_day() < self.enrolled_on() {
            return Some(Uncovered::Before);
        }
        let open = days(month).any(|day| self.covers(day));
        (!open).then_some(Uncovered::After)
    }
}

/// The days of a month.
pub(crate) fn days(month: Month) -> impl Iterator<Item = NaiveDate> {
    month
        .first_day()
        .iter_days()
        .take_while(move |day| *day <= month.last_day())
}

impl Model {
    /// The first day of the client's year that a month counts in: the year that the month's fifteenth lies in, but
    /// none before the first.
    pub(crate) fn year(&self, case: &Case, under: &str, month: Month) -> NaiveDate {
        let middle = month
            .first_day()
            .with_day(15)
            .expect("every month has a fifteenth");
        let first = match self.rules.basis {
            Basis::Calendar => {
                return NaiveDate::from_ymd_opt(middle.year(), 1, 1).expect("a new year's day");
            }
            Basis::Anniversary => case.enrolled_on(),
            Basis::BudgetPeriod => self.awards[&self.sub_awards[under].award].budget_starts_on,
        };
        (0..100)
            .map(|years| first + Months::new(12 * years))
            .take_while(|starts_on| *starts_on <= middle)
            .last()
            .unwrap_or(first)
    }
}
