//! The state of an award and how events change it. Its decisions are in `decide.rs` and in the files of their subjects.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    AwardCash, AwardCommand, AwardError, AwardEvent, AwardTerms, BudgetPeriodBooks, Contributions,
    CostCategory, FiscalYears, IndirectRate, NoticeEvent, ProgramIncome, StandingEvent,
    SubAwardShare,
};
use crate::{
    id::{CostId, SubAwardId},
    identifier::AwardNumber,
    ledger::aggregate,
    measure::DocumentDigest,
    money::Money,
    period::Period,
    text::Reason,
};

/// The state that decisions need.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "phase")]
pub enum Award {
    /// There is none yet.
    #[default]
    Unknown,
    /// Funds may be obligated and spent.
    Open {
        /// Its books.
        books: AwardBooks,
    },
    /// No new obligations or costs.
    Suspended {
        /// Its books.
        books: AwardBooks,
        /// The first day.
        since: NaiveDate,
        /// Why.
        reason: Reason,
    },
    /// Nothing moves any more.
    Closed {
        /// Its books.
        books: AwardBooks,
        /// The day.
        on: NaiveDate,
    },
}

/// What is kept of an award, whatever its phase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AwardBooks {
    /// What was agreed, as it stands.
    pub terms: Arc<AwardTerms>,
    /// The latest notice.
    pub number: AwardNumber,
    /// Where the funds are.
    pub funds: AwardFunds,
    /// Every sub-award that ever took funds.
    pub sub_awards: BTreeSet<SubAwardId>,
    /// The prime's own costs.
    pub costs: BTreeMap<CostId, DirectCost>,
    /// The notices after the first.
    pub amendments: Vec<Amendment>,
    /// The waiver that stands, if any.
    pub waiver: Option<ShareWaiver>,
    /// The budget period that runs.
    pub period: BudgetPeriodBooks,
    /// Since when, and why, it is terminated.
    pub terminated: Option<(NaiveDate, Reason)>,
    /// The rate of indirect costs that stands.
    pub indirect_rate: Option<IndirectRate>,
    /// Indirect costs that were disallowed or reversed with their direct costs.
    pub indirect_disallowed: Money,
    /// The federal cash.
    pub cash: AwardCash,
    /// What others contribute.
    pub contributions: Contributions,
    /// What of it belongs to which federal fiscal year.
    pub years: FiscalYears,
    /// What the project earned.
    pub income: ProgramIncome,
}

/// Where the funds of an award are: awarded = retained + committed + returned + unassigned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AwardFunds {
    /// All federal funds awarded.
    pub awarded: Money,
    /// Spent by the prime itself.
    pub retained: Money,
    /// Obligated to sub-awards, net.
    pub committed: Money,
    /// The part of it that counts towards the sub-award share.
    pub committed_qualified: Money,
    /// Given back at the closing of budget periods and of the award.
    pub returned: Money,
}

/// A cost of the prime itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectCost {
    /// What for.
    pub category: CostCategory,
    /// How much.
    pub amount: Money,
    /// The document that shows it, where one was named.
    pub document: Option<DocumentDigest>,
    /// The accounting date.
    pub effective_on: NaiveDate,
    /// Why it no longer stands, and since when.
    pub reversed: Option<(Reason, NaiveDate)>,
    /// What an officer disallowed of it.
    pub disallowed: Option<Disallowed>,
}

/// What an officer disallowed of a cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disallowed {
    /// How much.
    pub amount: Money,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl DirectCost {
    /// What of it stands: neither reversed nor disallowed.
    pub fn standing(&self) -> Money {
        if self.reversed.is_some() {
            return Money::ZERO;
        }
        let disallowed = self.disallowed.as_ref();
        self.amount
            .less(disallowed.map_or(Money::ZERO, |disallowed| disallowed.amount))
    }
}

/// A notice after the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    /// Its number.
    pub number: AwardNumber,
    /// What it did.
    pub action: AmendmentAction,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// What a notice after the first did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AmendmentAction {
    /// Added funds.
    Supplement(Money),
    /// Took funds back.
    Reduction(Money),
    /// Moved the last day.
    Extension(NaiveDate),
    /// Opened the next budget period.
    Continuation {
        /// Funds added.
        amount: Money,
        /// Funds carried over.
        carried: Money,
        /// The budget period.
        budget_period: Period,
    },
    /// Moved neither money nor days.
    Administrative,
}

/// An officer's leave to close below the sub-award share. It covers a shortfall up to its own, and no worse one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareWaiver {
    /// What was missing on the day.
    pub shortfall: Money,
    /// Why.
    pub reason: Reason,
}

impl AwardFunds {
    /// Neither spent, nor committed, nor given back.
    pub fn unassigned(&self) -> Money {
        self.awarded
            .less(self.retained)
            .less(self.committed)
            .less(self.returned)
    }
}

impl AwardBooks {
    /// The sub-award share of the budget period that runs, where the rules ask for one.
    pub fn share(&self) -> Option<SubAwardShare> {
        let rule = self.terms.sub_award_share?;
        let qualified = self.funds.committed_qualified;
        Some(SubAwardShare::of(
            rule,
            self.period.base,
            qualified.less(self.period.committed_before),
        ))
    }
}

impl Award {
    /// What is kept of it, once it was issued.
    pub fn books(&self) -> Option<&AwardBooks> {
        match self {
            Self::Unknown => None,
            Self::Open { books } | Self::Suspended { books, .. } | Self::Closed { books, .. } => {
                Some(books)
            }
        }
    }

    fn books_mut(&mut self) -> Option<&mut AwardBooks> {
        match self {
            Self::Unknown => None,
            Self::Open { books } | Self::Suspended { books, .. } | Self::Closed { books, .. } => {
                Some(books)
            }
        }
    }

    /// What was agreed, once it was issued.
    pub fn terms(&self) -> Option<&AwardTerms> {
        self.books().map(|books| books.terms.as_ref())
    }

    /// Where the funds are; nothing anywhere while there is no award.
    pub fn funds(&self) -> AwardFunds {
        self.books().map(|books| books.funds).unwrap_or_default()
    }

    /// The sub-award share, where the rules ask for one.
    pub fn share(&self) -> Option<SubAwardShare> {
        self.books().and_then(AwardBooks::share)
    }

    /// Every sub-award that ever took funds.
    pub fn sub_awards(&self) -> impl Iterator<Item = &SubAwardId> {
        self.books()
            .into_iter()
            .flat_map(|books| books.sub_awards.iter())
    }

    /// Funds may be obligated and spent.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Open { .. })
    }

    /// No new obligations or costs.
    pub fn is_suspended(&self) -> bool {
        matches!(self, Self::Suspended { .. })
    }

    /// Nothing moves any more.
    pub fn is_closed(&self) -> bool {
        matches!(self, Self::Closed { .. })
    }

    /// Applies an event. It cannot fail and computes nothing it could have been told.
    pub fn evolve(&mut self, event: &AwardEvent) {
        match event {
            AwardEvent::Notice(notice @ NoticeEvent::AwardIssued { number, amount, .. }) => {
                if let Some(terms) = AwardTerms::issued(notice) {
                    let mut books = AwardBooks::issued(terms, number.clone(), *amount);
                    books.years.evolve(event);
                    *self = Self::Open { books };
                }
            }
            AwardEvent::Standing(StandingEvent::AwardSuspended {
                reason,
                effective_on,
                ..
            }) => self.turn(|books| Self::Suspended {
                books,
                since: *effective_on,
                reason: reason.clone(),
            }),
            AwardEvent::Standing(StandingEvent::AwardResumed { .. }) => {
                self.turn(|books| Self::Open { books });
            }
            AwardEvent::Standing(StandingEvent::AwardClosed {
                returned,
                effective_on,
                ..
            }) => self.turn(|mut books| {
                let before = books.funds.returned;
                books.funds.returned = before.plus(*returned).unwrap_or(before);
                books.years.evolve(event);
                Self::Closed {
                    books,
                    on: *effective_on,
                }
            }),
            AwardEvent::Notice(
                NoticeEvent::AwardSupplemented { .. }
                | NoticeEvent::AwardReduced { .. }
                | NoticeEvent::AwardExtended { .. }
                | NoticeEvent::AwardContinued { .. }
                | NoticeEvent::AwardAdministered { .. },
            )
            | AwardEvent::Standing(
                StandingEvent::AwardTerminated { .. }
                | StandingEvent::BudgetPeriodClosed { .. }
                | StandingEvent::DisallowedFundsReleased { .. }
                | StandingEvent::AdjustedFundsReleased { .. },
            )
            | AwardEvent::Cost(_)
            | AwardEvent::Share(_)
            | AwardEvent::Cash(_)
            | AwardEvent::Interest(_)
            | AwardEvent::Match(_)
            | AwardEvent::Income(_) => {
                if let Some(books) = self.books_mut() {
                    books.evolve(event);
                }
            }
        }
    }

    fn turn(&mut self, into: impl FnOnce(AwardBooks) -> Self) {
        match std::mem::take(self) {
            Self::Unknown => {}
            Self::Open { books } | Self::Suspended { books, .. } | Self::Closed { books, .. } => {
                *self = into(books);
            }
        }
    }
}

aggregate!(Award, AwardCommand, AwardEvent, AwardError);
