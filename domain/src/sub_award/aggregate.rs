//! The state of a sub-award and how events change it. Its decisions are in `decide.rs` and `funding.rs`.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Funds, ObligationAction, PendedClaim, PendedQueue, SubAwardCommand, SubAwardError,
    SubAwardEvent, SubAwardInstrument,
};
use crate::{
    award::ByFiscalYear,
    id::{ClaimId, OrganizationId, ProgrammeCode, RefundId, SubAwardId},
    identifier::Fain,
    ledger::aggregate,
    money::Money,
    period::{Month, Period},
    regime::fiscal_year,
    region::State,
    text::{Reason, Title},
};

/// The state that decisions need. It grows with the claims that wait, with obligating actions and with
/// refunds, and with nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "phase")]
pub enum SubAward {
    /// There is none yet.
    #[default]
    Unknown,
    /// It takes claims.
    Active {
        /// Its books.
        books: SubAwardBooks,
    },
    /// New claims pend.
    Suspended {
        /// Its books.
        books: SubAwardBooks,
        /// The first day.
        since: NaiveDate,
        /// Why.
        reason: Reason,
    },
    /// Nothing moves any more.
    Closed {
        /// Its books.
        books: SubAwardBooks,
        /// The day.
        on: NaiveDate,
    },
}

/// What is kept of a sub-award, whatever its phase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubAwardBooks {
    /// What was agreed, as it stands.
    pub terms: Arc<SubAwardTerms>,
    /// Where the funds are.
    pub funds: Funds,
    /// The claims that wait for funds.
    pub pended: PendedQueue,
    /// What was obligated and taken back when, in the order of the journal.
    pub obligations: Arc<Vec<ObligationAction>>,
    /// The refunds that were received, with their amounts and days, so that none is received twice.
    pub refunds: Arc<BTreeMap<RefundId, (Money, NaiveDate)>>,
    /// Claims that were reversed in a later federal fiscal year than they were approved in, by the year of the reversal.
    pub reversed: ByFiscalYear,
}

/// What was agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubAwardTerms {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// Its award.
    pub award: Fain,
    /// The programme.
    pub programme: ProgrammeCode,
    /// The prime.
    pub grantee: OrganizationId,
    /// The sub-awardee.
    pub sub_awardee: OrganizationId,
    /// By what instrument.
    pub instrument: SubAwardInstrument,
    /// It counts towards the sub-award share.
    pub qualified: bool,
    /// What it is for.
    pub purpose: Title,
    /// Where it serves.
    pub states: Vec<State>,
    /// What was obligated at first.
    pub executed_amount: Money,
    /// The accounting date of the execution.
    pub executed_on: NaiveDate,
    /// The last day as it was executed.
    pub executed_until: NaiveDate,
    /// The period of performance, as extended.
    pub period: Period,
}

impl SubAward {
    /// What is kept of it, once it was executed.
    pub fn books(&self) -> Option<&SubAwardBooks> {
        match self {
            Self::Unknown => None,
            Self::Active { books } | Self::Suspended { books, .. } | Self::Closed { books, .. } => {
                Some(books)
            }
        }
    }

    fn books_mut(&mut self) -> Option<&mut SubAwardBooks> {
        match self {
            Self::Unknown => None,
            Self::Active { books } | Self::Suspended { books, .. } | Self::Closed { books, .. } => {
                Some(books)
            }
        }
    }

    /// What was agreed, once it was executed.
    pub fn terms(&self) -> Option<&SubAwardTerms> {
        self.books().map(|books| books.terms.as_ref())
    }

    /// Where the funds are; nothing anywhere while there is none.
    pub fn funds(&self) -> Funds {
        self.books().map(|books| books.funds).unwrap_or_default()
    }

    /// It takes claims.
    pub fn is_active(&self) -> bool {
        matches!(self, Self::Active { .. })
    }

    /// New claims pend.
    pub fn is_suspended(&self) -> bool {
        matches!(self, Self::Suspended { .. })
    }

    /// Nothing moves any more.
    pub fn is_closed(&self) -> bool {
        matches!(self, Self::Closed { .. })
    }

    /// Claims wait for funds.
    pub fn has_pended(&self) -> bool {
        self.first_pended().is_some()
    }

    /// The claim that waits longest.
    pub fn first_pended(&self) -> Option<&ClaimId> {
        self.pended().next().map(|pended| &pended.claim)
    }

    /// A claim waits that is released before one of the month; of any month, where claims are released as they came
    /// in.
    pub fn has_pended_before(&self, service_month: Option<Month>) -> bool {
        self.pended().next().is_some_and(|first| {
            let (Some(first), Some(month)) = (first.service_month, service_month) else {
                return true;
            };
            first <= month
        })
    }

    /// The claims that wait for funds, in the order in which they are released.
    pub fn pended(&self) -> impl Iterator<Item = &PendedClaim> {
        self.books()
            .into_iter()
            .flat_map(|books| books.pended.iter())
    }

    /// Applies an event. It cannot fail and computes nothing it could have been told.
    pub fn evolve(&mut self, event: &SubAwardEvent) {
        match event {
            SubAwardEvent::SubAwardExecuted {
                amount,
                effective_on,
                ..
            } => {
                if let Some(terms) = SubAwardTerms::executed(event) {
                    let books = SubAwardBooks {
                        terms: Arc::new(terms),
                        funds: Funds::executed(*amount),
                        pended: PendedQueue::default(),
                        obligations: Arc::new(vec![ObligationAction {
                            on: *effective_on,
                            amount: *amount,
                            obligated: *amount,
                        }]),
                        refunds: Arc::default(),
                        reversed: ByFiscalYear::default(),
                    };
                    *self = Self::Active { books };
                }
            }
            SubAwardEvent::SubAwardSuspended {
                effective_on,
                reason,
                ..
            } => self.turn(|books| Self::Suspended {
                books,
                since: *effective_on,
                reason: reason.clone(),
            }),
            SubAwardEvent::SubAwardResumed { .. } => self.turn(|books| Self::Active { books }),
            SubAwardEvent::SubAwardClosed { effective_on, .. } => {
                self.turn(|books| Self::Closed {
                    books,
                    on: *effective_on,
                });
            }
            SubAwardEvent::SubAwardObligationRaised { .. }
            | SubAwardEvent::SubAwardObligationLowered { .. }
            | SubAwardEvent::SubAwardExtended { .. }
            | SubAwardEvent::FundsReserved { .. }
            | SubAwardEvent::FundsReleased { .. }
            | SubAwardEvent::FundsAccrued { .. }
            | SubAwardEvent::FundsPaid { .. }
            | SubAwardEvent::ClaimPendedForFunds { .. }
            | SubAwardEvent::ClaimUnpended { .. }
            | SubAwardEvent::PendedClaimChanged { .. }
            | SubAwardEvent::FundsAccrualReversed { .. }
            | SubAwardEvent::ReceivableRaised { .. }
            | SubAwardEvent::ReceivableCarried { .. }
            | SubAwardEvent::ReceivableOffsetScheduled { .. }
            | SubAwardEvent::ReceivableOffset { .. }
            | SubAwardEvent::ReceivableRefunded { .. }
            | SubAwardEvent::SubAwardQualificationChanged { .. }
            | SubAwardEvent::ReleaseDeferred { .. } => {
                if let Some(books) = self.books_mut() {
                    books.evolve(event);
                }
            }
        }
    }

    fn turn(&mut self, into: impl FnOnce(SubAwardBooks) -> Self) {
        match std::mem::take(self) {
            Self::Unknown => {}
            Self::Active { books } | Self::Suspended { books, .. } | Self::Closed { books, .. } => {
                *self = into(books);
            }
        }
    }
}

impl SubAwardBooks {
    fn acted(&mut self, on: NaiveDate, amount: Money, obligated: Money) {
        Arc::make_mut(&mut self.obligations).push(ObligationAction {
            on,
            amount,
            obligated,
        });
    }

    fn evolve(&mut self, event: &SubAwardEvent) {
        match event {
            SubAwardEvent::SubAwardObligationRaised {
                amount,
                obligated,
                effective_on,
                ..
            } => {
                self.funds.raise(*amount, *obligated);
                self.acted(*effective_on, *amount, *obligated);
            }
            SubAwardEvent::SubAwardObligationLowered {
                amount,
                obligated,
                effective_on,
                ..
            } => {
                self.funds.lower(*amount, *obligated);
                let taken = Money::ZERO.minus(*amount).unwrap_or_default();
                self.acted(*effective_on, taken, *obligated);
            }
            SubAwardEvent::SubAwardExtended { ends_on, .. } => {
                Arc::make_mut(&mut self.terms).period.ends_on = *ends_on;
            }
            SubAwardEvent::SubAwardQualificationChanged { qualified, .. } => {
                Arc::make_mut(&mut self.terms).qualified = *qualified;
            }
            SubAwardEvent::FundsReserved { amount, .. } => self.funds.reserve(*amount),
            SubAwardEvent::FundsReleased { amount, .. } => self.funds.release(*amount),
            SubAwardEvent::FundsAccrued { amount, .. } => self.funds.accrue(*amount),
            SubAwardEvent::FundsPaid { amount, .. } => self.funds.pay(*amount),
            SubAwardEvent::ClaimPendedForFunds {
                claim,
                amount,
                service_month,
                ..
            } => {
                self.funds.pend(*amount);
                self.pended.push(claim.clone(), *amount, *service_month);
            }
            SubAwardEvent::ClaimUnpended { claim, amount, .. } => {
                self.funds.unpend(*amount);
                self.pended.remove(claim);
            }
            SubAwardEvent::PendedClaimChanged {
                claim,
                before,
                amount,
                ..
            } => {
                self.funds.unpend(*before);
                self.funds.pend(*amount);
                self.pended.change(claim, *amount);
            }
            SubAwardEvent::FundsAccrualReversed {
                amount,
                accrued_in,
                effective_on,
                ..
            } => {
                self.funds.reverse_accrual(*amount);
                let year = fiscal_year(*effective_on);
                if accrued_in.is_some_and(|accrued_in| accrued_in < year) {
                    self.reversed.add(year, *amount);
                }
            }
            SubAwardEvent::ReceivableRaised { amount, .. } => self.funds.raise_receivable(*amount),
            SubAwardEvent::ReceivableCarried { amount, .. } => self.funds.carry_payment(*amount),
            SubAwardEvent::ReceivableOffsetScheduled { amount, .. } => {
                self.funds.schedule_offset(*amount);
            }
            SubAwardEvent::ReceivableOffset { amount, .. } => self.funds.offset(*amount),
            SubAwardEvent::ReceivableRefunded {
                refund,
                amount,
                effective_on,
                ..
            } => {
                self.funds.refund(*amount);
                Arc::make_mut(&mut self.refunds).insert(refund.clone(), (*amount, *effective_on));
            }
            SubAwardEvent::SubAwardExecuted { .. }
            | SubAwardEvent::SubAwardSuspended { .. }
            | SubAwardEvent::SubAwardResumed { .. }
            | SubAwardEvent::SubAwardClosed { .. }
            | SubAwardEvent::ReleaseDeferred { .. } => {}
        }
    }
}

impl SubAwardTerms {
    fn executed(event: &SubAwardEvent) -> Option<Self> {
        let SubAwardEvent::SubAwardExecuted {
            sub_award,
            award,
            programme,
            grantee,
            sub_awardee,
            instrument,
            qualified,
            purpose,
            states,
            amount,
            period,
            effective_on,
        } = event
        else {
            return None;
        };
        Some(Self {
            sub_award: sub_award.clone(),
            award: award.clone(),
            programme: programme.clone(),
            grantee: grantee.clone(),
            sub_awardee: sub_awardee.clone(),
            instrument: *instrument,
            qualified: *qualified,
            purpose: purpose.clone(),
            states: states.clone(),
            executed_amount: *amount,
            executed_on: *effective_on,
            executed_until: period.ends_on,
            period: *period,
        })
    }
}

aggregate!(SubAward, SubAwardCommand, SubAwardEvent, SubAwardError);
