//! What follows from a command to a sub-award. Guards stand in one order: repeat → exists → phase → policy → money.

use chrono::NaiveDate;

use super::{
    ExecutionFacts, ModificationFacts, SubAward, SubAwardBooks, SubAwardCommand, SubAwardError,
    SubAwardEvent, SubAwardInstrument, SubAwardTerms,
    funding::{Movement, positive},
    not_to_grantee, qualified, within_award, within_regions,
};
use crate::{
    id::{ClaimId, SubAwardId},
    ledger::{
        CloseSubAward, ExecuteSubAward, ExtendSubAward, LowerSubAward, RaiseSubAward,
        ResumeSubAward, SuspendSubAward,
    },
    money::Money,
    period::{Period, not_after, not_before, not_in_future},
    text::Reason,
};

type Decided = Result<Vec<SubAwardEvent>, SubAwardError>;

impl SubAward {
    /// What follows from a command.
    pub fn decide(&self, command: &SubAwardCommand) -> Decided {
        match command {
            SubAwardCommand::Execute { input, facts } => self.execute(input, facts),
            SubAwardCommand::Raise { input, facts } => self.raise(input, *facts),
            SubAwardCommand::Lower { input, received_on } => self.lower(input, *received_on),
            SubAwardCommand::Extend { input, facts } => self.extend(input, *facts),
            SubAwardCommand::Suspend { input, received_on } => self.suspend(input, *received_on),
            SubAwardCommand::Resume { input, received_on } => self.resume(input, *received_on),
            SubAwardCommand::Close { input, received_on } => self.close(input, *received_on),
            SubAwardCommand::Reserve {
                claim,
                amount,
                effective_on,
            } => self.reserve(&moving(claim, *amount, *effective_on)),
            SubAwardCommand::Release {
                claim,
                amount,
                effective_on,
            } => self.release(&moving(claim, *amount, *effective_on)),
            SubAwardCommand::Accrue {
                claim,
                amount,
                effective_on,
            } => self.accrue(&moving(claim, *amount, *effective_on)),
            SubAwardCommand::Pay {
                claim,
                payment,
                amount,
                effective_on,
            } => self.pay(&moving(claim, *amount, *effective_on), payment),
            SubAwardCommand::Pend {
                claim,
                amount,
                service_month,
                effective_on,
            } => self.pend(&moving(claim, *amount, *effective_on), *service_month),
            SubAwardCommand::Unpend {
                claim,
                amount,
                effective_on,
            } => self.unpend(&moving(claim, *amount, *effective_on)),
            SubAwardCommand::ChangePended {
                claim,
                amount,
                effective_on,
            } => self.change_pended(&moving(claim, *amount, *effective_on)),
            SubAwardCommand::Requalify {
                qualified,
                effective_on,
            } => Ok(self.requalify(*qualified, *effective_on)),
            SubAwardCommand::ReverseAccrual { .. }
            | SubAwardCommand::RaiseReceivable { .. }
            | SubAwardCommand::CarryReceivable { .. }
            | SubAwardCommand::ScheduleOffset { .. }
            | SubAwardCommand::Offset { .. }
            | SubAwardCommand::Refund { .. } => self.recover(command),
            SubAwardCommand::DeferRelease { next, effective_on } => {
                self.defer_release(next, *effective_on)
            }
        }
    }

    fn execute(&self, input: &ExecuteSubAward, facts: &ExecutionFacts) -> Decided {
        if let Some(terms) = self.terms() {
            return if terms.were_executed_as(input) {
                Ok(Vec::new())
            } else {
                Err(SubAwardError::AlreadyExecuted {
                    sub_award: input.sub_award.clone(),
                })
            };
        }
        not_to_grantee(&input.sub_awardee, &facts.grantee)?;
        if facts.sub_awardee_excluded {
            return Err(SubAwardError::Excluded {
                organization: input.sub_awardee.clone(),
                on: input.effective_on,
            });
        }
        within_regions(&input.states, &facts.award_regions)?;
        within_award(input.period, facts.award_period, "period")?;
        not_in_future(input.effective_on, facts.received_on)?;
        not_before(input.effective_on, facts.award_period.starts_on)?;
        not_after(input.effective_on, facts.award_period.ends_on)?;
        positive(input.amount)?;
        Ok(vec![SubAwardEvent::SubAwardExecuted {
            sub_award: input.sub_award.clone(),
            award: input.award.clone(),
            programme: facts.programme.clone(),
            grantee: facts.grantee.clone(),
            sub_awardee: input.sub_awardee.clone(),
            instrument: input.instrument,
            qualified: qualified(input.instrument, facts.sub_awardee_grassroots),
            purpose: input.purpose.clone(),
            states: input.states.clone(),
            amount: input.amount,
            period: input.period,
            effective_on: input.effective_on,
        }])
    }

    fn raise(&self, input: &RaiseSubAward, facts: ModificationFacts) -> Decided {
        let books = self.active(&input.sub_award)?;
        let terms = &books.terms;
        terms.sub_awardee_not_excluded(facts, input.effective_on)?;
        not_in_future(input.effective_on, facts.received_on)?;
        not_before(input.effective_on, terms.executed_on)?;
        not_after(input.effective_on, facts.award_period.ends_on)?;
        positive(input.amount)?;
        let obligated = books
            .funds
            .obligated
            .plus(input.amount)
            .ok_or(SubAwardError::AmountOutOfRange)?;
        Ok(vec![SubAwardEvent::SubAwardObligationRaised {
            sub_award: terms.sub_award.clone(),
            award: terms.award.clone(),
            programme: terms.programme.clone(),
            amount: input.amount,
            obligated,
            reason: input.reason.clone(),
            effective_on: input.effective_on,
        }])
    }

    fn lower(&self, input: &LowerSubAward, received_on: NaiveDate) -> Decided {
        let books = self.not_closed(&input.sub_award)?;
        not_in_future(input.effective_on, received_on)?;
        not_before(input.effective_on, books.terms.executed_on)?;
        positive(input.amount)?;
        let unliquidated = books.funds.unliquidated();
        if input.amount > unliquidated {
            return Err(SubAwardError::DeobligationOverUnliquidated {
                asked: input.amount,
                available: unliquidated,
            });
        }
        Ok(vec![books.lowered(
            input.amount,
            input.reason.clone(),
            input.effective_on,
        )])
    }

    fn extend(&self, input: &ExtendSubAward, facts: ModificationFacts) -> Decided {
        let books = self.active(&input.sub_award)?;
        let terms = &books.terms;
        terms.sub_awardee_not_excluded(facts, input.effective_on)?;
        if input.ends_on <= terms.period.ends_on {
            return Err(SubAwardError::EndNotLater {
                ends_on: terms.period.ends_on,
            });
        }
        let extended = Period {
            starts_on: terms.period.starts_on,
            ends_on: input.ends_on,
        };
        within_award(extended, facts.award_period, "endsOn")?;
        not_in_future(input.effective_on, facts.received_on)?;
        not_before(input.effective_on, terms.executed_on)?;
        Ok(vec![SubAwardEvent::SubAwardExtended {
            sub_award: terms.sub_award.clone(),
            ends_on: input.ends_on,
            reason: input.reason.clone(),
            effective_on: input.effective_on,
        }])
    }

    fn suspend(&self, input: &SuspendSubAward, received_on: NaiveDate) -> Decided {
        if let Self::Suspended { since, reason, .. } = self
            && *since == input.effective_on
            && *reason == input.reason
        {
            return Ok(Vec::new());
        }
        let books = self.active(&input.sub_award)?;
        not_in_future(input.effective_on, received_on)?;
        not_before(input.effective_on, books.terms.executed_on)?;
        Ok(vec![SubAwardEvent::SubAwardSuspended {
            sub_award: input.sub_award.clone(),
            reason: input.reason.clone(),
            effective_on: input.effective_on,
        }])
    }

    fn resume(&self, input: &ResumeSubAward, received_on: NaiveDate) -> Decided {
        self.not_closed(&input.sub_award)?;
        let Self::Suspended { since, .. } = self else {
            return Err(SubAwardError::NotSuspended);
        };
        not_in_future(input.effective_on, received_on)?;
        not_before(input.effective_on, *since)?;
        Ok(vec![SubAwardEvent::SubAwardResumed {
            sub_award: input.sub_award.clone(),
            reason: input.reason.clone(),
            effective_on: input.effective_on,
        }])
    }

    fn close(&self, input: &CloseSubAward, received_on: NaiveDate) -> Decided {
        if let Self::Closed { on, .. } = self
            && *on == input.effective_on
        {
            return Ok(Vec::new());
        }
        let books = self.not_closed(&input.sub_award)?;
        not_in_future(input.effective_on, received_on)?;
        not_before(input.effective_on, books.terms.executed_on)?;
        let funds = books.funds;
        let open = [funds.reserved, funds.accrued, funds.pended];
        if open.into_iter().any(Money::is_positive) {
            return Err(SubAwardError::OpenClaims {
                reserved: funds.reserved,
                accrued: funds.accrued,
                pended: funds.pended,
            });
        }
        if funds.receivable.is_positive() {
            return Err(SubAwardError::OpenReceivable {
                receivable: funds.receivable,
            });
        }
        let mut events = Vec::new();
        if funds.available.is_positive() {
            let reason = Reason::parse("De-obligated at closing").expect("a short plain text");
            events.push(books.lowered(funds.available, reason, input.effective_on));
        }
        events.push(SubAwardEvent::SubAwardClosed {
            sub_award: input.sub_award.clone(),
            effective_on: input.effective_on,
        });
        Ok(events)
    }

    /// What a closed sub-award was obligated, its organization was while it qualified: it stays as it was.
    fn requalify(&self, qualified: bool, effective_on: NaiveDate) -> Vec<SubAwardEvent> {
        let books = match self {
            Self::Active { books } | Self::Suspended { books, .. } => books,
            Self::Unknown | Self::Closed { .. } => return Vec::new(),
        };
        let terms = &books.terms;
        if terms.qualified == qualified || terms.instrument == SubAwardInstrument::Procurement {
            return Vec::new();
        }
        vec![SubAwardEvent::SubAwardQualificationChanged {
            sub_award: terms.sub_award.clone(),
            award: terms.award.clone(),
            qualified,
            effective_on,
        }]
    }

    fn not_closed(&self, sub_award: &SubAwardId) -> Result<&SubAwardBooks, SubAwardError> {
        match self {
            Self::Unknown => Err(SubAwardError::Unknown {
                sub_award: sub_award.clone(),
            }),
            Self::Active { books } | Self::Suspended { books, .. } => Ok(books),
            Self::Closed { on, .. } => Err(SubAwardError::Closed { on: *on }),
        }
    }

    fn active(&self, sub_award: &SubAwardId) -> Result<&SubAwardBooks, SubAwardError> {
        match self {
            Self::Suspended { since, .. } => Err(SubAwardError::Suspended { since: *since }),
            Self::Unknown | Self::Active { .. } | Self::Closed { .. } => self.not_closed(sub_award),
        }
    }
}

impl SubAwardBooks {
    pub(super) fn lowered(
        &self,
        amount: Money,
        reason: Reason,
        effective_on: NaiveDate,
    ) -> SubAwardEvent {
        SubAwardEvent::SubAwardObligationLowered {
            sub_award: self.terms.sub_award.clone(),
            award: self.terms.award.clone(),
            programme: self.terms.programme.clone(),
            amount,
            obligated: self.funds.obligated.less(amount),
            reason,
            effective_on,
        }
    }
}

impl SubAwardTerms {
    fn were_executed_as(&self, input: &ExecuteSubAward) -> bool {
        self.award == input.award
            && self.sub_awardee == input.sub_awardee
            && self.instrument == input.instrument
            && self.purpose == input.purpose
            && self.states == input.states
            && self.executed_amount == input.amount
            && self.period.starts_on == input.period.starts_on
            && self.executed_until == input.period.ends_on
            && self.executed_on == input.effective_on
    }

    fn sub_awardee_not_excluded(
        &self,
        facts: ModificationFacts,
        on: NaiveDate,
    ) -> Result<(), SubAwardError> {
        if facts.sub_awardee_excluded {
            return Err(SubAwardError::Excluded {
                organization: self.sub_awardee.clone(),
                on,
            });
        }
        Ok(())
    }
}

fn moving(claim: &ClaimId, amount: Money, effective_on: NaiveDate) -> Movement<'_> {
    Movement {
        claim,
        amount,
        effective_on,
    }
}
