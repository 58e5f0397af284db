//! On which days a case was open, in which phase, and whether a month is covered.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Case, ClientPhase, ClosingReason, ReopeningReason};
use crate::period::Month;

/// Days on which a case was open, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenSpan {
    /// The first day: of the enrolment, or of the re-opening.
    pub from: NaiveDate,
    /// The last day; none while the case is open. It lies before the first when the case closed at once.
    pub through: Option<NaiveDate>,
    /// Why the case was taken up again; none for the enrolment.
    pub reopened: Option<ReopeningReason>,
}

/// Days of a month on which a case was open and in a phase, and the phase's window ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhaseDays {
    /// The phase.
    pub phase: ClientPhase,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub through: NaiveDate,
}

/// Whether a month lies between enrolment and closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Coverage {
    /// At least a day of it.
    Covered,
    /// The month ended before the enrolment.
    Before,
    /// The case was closed in the whole month, or the window of its phase had ended.
    After,
}

/// The last day on which a case that closes is covered. Who comes into custody, or is a citizen or permanent resident,
/// is not covered from that very day on; for any other reason the day of the closing is the last.
pub fn covered_through(reason: ClosingReason, closed_on: NaiveDate) -> NaiveDate {
    match reason {
        ClosingReason::Custody | ClosingReason::Citizenship => {
            closed_on.pred_opt().unwrap_or(closed_on)
        }
        ClosingReason::ServicesCompleted
        | ClosingReason::ClientWithdrew
        | ClosingReason::LostContact
        | ClosingReason::NotEligible
        | ClosingReason::LeftCountry => closed_on,
    }
}

impl Case {
    /// The days of the month on which the case was open, in order, by phase. A phase holds from its first day to the
    /// day before the first later phase, but no longer than its window; days after a lapsed window belong to no phase.
    pub fn phase_days(&self, month: Month) -> Vec<PhaseDays> {
        let mut days = Vec::new();
        for held in self.held_phases() {
            for span in &self.spans {
                let from = held.from.max(span.from).max(month.first_day());
                let through = held
                    .through
                    .min(span.through.unwrap_or(NaiveDate::MAX))
                    .min(month.last_day());
                if from <= through {
                    days.push(PhaseDays {
                        phase: held.phase,
                        from,
                        through,
                    });
                }
            }
        }
        days
    }

    /// Whether a month is covered: some day of it is in a phase whose window runs, while the case is open.
    pub(super) fn coverage(&self, month: Month) -> Coverage {
        if !self.phase_days(month).is_empty() {
            Coverage::Covered
        } else if month.last_day() < self.enrolment.effective_on {
            Coverage::Before
        } else {
            Coverage::After
        }
    }

    /// Each phase with its first day and the last day on which its window runs, oldest first. A phase that was recorded
    /// late may begin before one recorded earlier, and then takes its days.
    fn held_phases(&self) -> Vec<PhaseDays> {
        let mut held = Vec::new();
        let mut before = NaiveDate::MAX;
        for (phase, since) in self.begun_phases().rev() {
            let window = self.phase_ends_on(phase, since).unwrap_or(NaiveDate::MAX);
            held.push(PhaseDays {
                phase,
                from: since,
                through: window.min(before),
            });
            before = before.min(since.pred_opt().unwrap_or(NaiveDate::MIN));
        }
        held.reverse();
        held
    }

    fn begun_phases(&self) -> impl DoubleEndedIterator<Item = (ClientPhase, NaiveDate)> {
        let first = (self.enrolment.phase, self.enrolment.effective_on);
        let later = self
            .phases
            .iter()
            .map(|change| (change.phase, change.since));
        [first].into_iter().chain(later)
    }
}
