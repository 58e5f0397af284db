//! What follows from a command to an award: its life. Guards stand in one order: repeat → exists → phase → policy →
//! money. Amendments are in `amend.rs`, spending and commitments in `spend.rs`.

use chrono::NaiveDate;

use super::{
    Award, AwardBooks, AwardCommand, AwardError, AwardEvent, ByFiscalYear, IssueFacts, NoticeError,
    NoticeEvent, ShareError, ShareEvent, StandingEvent, SubAwardShare, budget_within_project,
    cost_share,
};
use crate::{
    id::{ActorId, SubAwardId},
    identifier::Fain,
    ledger::{CloseAward, IssueAward, ResumeAward, SuspendAward, WaiveSubAwardShare},
    money::Money,
    period::{not_after, not_before, not_in_future},
    regime::retained_until,
};

pub(super) type Decided = Result<Vec<AwardEvent>, AwardError>;

impl Award {
    /// What follows from a command.
    pub fn decide(&self, command: &AwardCommand) -> Decided {
        match command {
            AwardCommand::Issue { input, facts } => self.issue(input, *facts),
            AwardCommand::Supplement { input, received_on } => self.supplement(input, *received_on),
            AwardCommand::Reduce {
                input,
                reversed_claims,
                received_on,
            } => self.reduce(input, reversed_claims, *received_on),
            AwardCommand::Extend { input, received_on } => self.extend(input, *received_on),
            AwardCommand::Suspend { input, received_on } => self.suspend(input, *received_on),
            AwardCommand::Resume { input, received_on } => self.resume(input, *received_on),
            AwardCommand::Close {
                input,
                open_sub_awards,
                reversed_claims,
                received_on,
            } => self.close(input, open_sub_awards, reversed_claims, *received_on),
            AwardCommand::WaiveShare {
                input,
                waived_by,
                received_on,
            } => self.waive_share(input, waived_by, *received_on),
            AwardCommand::RecordDirectCost { input, received_on } => {
                self.record_direct_cost(input, *received_on)
            }
            AwardCommand::Continue {
                input,
                reversed_claims,
                received_on,
            } => self.continue_award(input, reversed_claims, *received_on),
            AwardCommand::Administer { input, received_on } => self.administer(input, *received_on),
            AwardCommand::Terminate { input, received_on } => self.terminate(input, *received_on),
            AwardCommand::SetIndirectRate { input, received_on } => {
                self.set_indirect_rate(input, *received_on)
            }
            AwardCommand::DisallowCost {
                input,
                final_report_on,
                received_on,
            } => self.disallow_cost(input, *final_report_on, *received_on),
            AwardCommand::ReverseCost {
                input,
                sub_award_costs,
                received_on,
            } => self.reverse_cost(input, sub_award_costs, *received_on),
            AwardCommand::SetPaymentMethod {
                input,
                spending,
                received_on,
            } => self.set_payment_method(input, spending, *received_on),
            AwardCommand::Draw {
                input,
                spending,
                received_on,
            } => self.draw(input, spending, *received_on),
            AwardCommand::Liquidate {
                input,
                spending,
                received_on,
            } => self.liquidate(input, spending, *received_on),
            AwardCommand::Return {
                input,
                spending,
                received_on,
            } => self.return_funds(input, spending, *received_on),
            AwardCommand::RecordInterest { input, received_on } => {
                self.record_interest(input, *received_on)
            }
            AwardCommand::RemitInterest { input, received_on } => {
                self.remit_interest(input, *received_on)
            }
            AwardCommand::RecordMatch { input, received_on } => {
                self.record_match(input, *received_on)
            }
            AwardCommand::ReverseMatch {
                input,
                final_report_on,
                received_on,
            } => self.reverse_match(input, *final_report_on, *received_on),
            AwardCommand::Income(command, received_on) => self.income(command, *received_on),
            AwardCommand::Requalify(asked) => self.requalify(asked),
            AwardCommand::AdjustCommitment {
                commitment,
                reversed_claims,
                final_report_on,
                received_on,
            } => {
                self.within_retention(*final_report_on, *received_on)?;
                self.adjust_commitment(commitment, reversed_claims)
            }
            AwardCommand::RaiseCommitment(commitment) => self.raise_commitment(commitment),
            AwardCommand::LowerCommitment(commitment) => self.lower_commitment(commitment),
        }
    }

    fn issue(&self, input: &IssueAward, facts: IssueFacts) -> Decided {
        let award = input.number.fain();
        if let Some(terms) = self.terms() {
            return if terms.were_issued_as(input) {
                Ok(Vec::new())
            } else {
                Err(AwardError::Notice(NoticeError::AlreadyIssued {
                    award: award.clone(),
                }))
            };
        }
        if input.number.budget_year() != 1 || input.number.amendment() != 0 {
            return Err(AwardError::Notice(NoticeError::NumberNotFirst {
                number: input.number.clone(),
            }));
        }
        if facts.grantee_excluded {
            return Err(AwardError::Notice(NoticeError::GranteeExcluded {
                organization: input.grantee.clone(),
                on: input.effective_on,
            }));
        }
        budget_within_project(input.budget_period, input.project_period)?;
        not_in_future(input.effective_on, facts.received_on)?;
        not_after(input.effective_on, input.project_period.ends_on)?;
        positive(input.amount)?;
        let cost_share = input
            .federal_share
            .map(|rate| cost_share(input.amount, rate))
            .transpose()?;
        Ok(vec![AwardEvent::Notice(NoticeEvent::AwardIssued {
            award: award.clone(),
            number: input.number.clone(),
            programme: input.programme.clone(),
            notice: input.notice.clone(),
            rule_set: facts.rule_set,
            sub_award_share: facts.sub_award_share,
            grantee: input.grantee.clone(),
            title: input.title.clone(),
            assistance_listing: input.assistance_listing.clone(),
            amount: input.amount,
            cost_share,
            regions: input.regions.clone(),
            project_period: input.project_period,
            budget_period: input.budget_period,
            effective_on: input.effective_on,
        })])
    }

    fn suspend(&self, input: &SuspendAward, received_on: NaiveDate) -> Decided {
        if let Self::Suspended { since, reason, .. } = self
            && *since == input.effective_on
            && *reason == input.reason
        {
            return Ok(Vec::new());
        }
        let books = self.open(&input.award)?;
        not_in_future(input.effective_on, received_on)?;
        not_before(input.effective_on, books.terms.first.effective_on)?;
        Ok(vec![AwardEvent::Standing(StandingEvent::AwardSuspended {
            award: input.award.clone(),
            reason: input.reason.clone(),
            effective_on: input.effective_on,
        })])
    }

    fn resume(&self, input: &ResumeAward, received_on: NaiveDate) -> Decided {
        self.not_closed(&input.award)?;
        let Self::Suspended { since, .. } = self else {
            return Err(AwardError::NotSuspended);
        };
        not_in_future(input.effective_on, received_on)?;
        not_before(input.effective_on, *since)?;
        Ok(vec![AwardEvent::Standing(StandingEvent::AwardResumed {
            award: input.award.clone(),
            reason: input.reason.clone(),
            effective_on: input.effective_on,
        })])
    }

    fn close(
        &self,
        input: &CloseAward,
        open_sub_awards: &[SubAwardId],
        reversed_claims: &ByFiscalYear,
        received_on: NaiveDate,
    ) -> Decided {
        if let Self::Closed { on, .. } = self
            && *on == input.effective_on
        {
            return Ok(Vec::new());
        }
        let books = self.not_closed(&input.award)?;
        not_in_future(input.effective_on, received_on)?;
        not_before(input.effective_on, books.terms.first.effective_on)?;
        if !open_sub_awards.is_empty() {
            return Err(AwardError::OpenSubAwards {
                count: open_sub_awards.len(),
            });
        }
        if let Some(share) = books.share()
            && !books.may_close_at(share)
        {
            return Err(AwardError::Share(ShareError::ShareBelowMinimum {
                shortfall: share.shortfall,
                minimum: share.minimum,
            }));
        }
        Ok(vec![AwardEvent::Standing(StandingEvent::AwardClosed {
            award: input.award.clone(),
            programme: books.terms.programme.clone(),
            returned: books.funds.unassigned(),
            prior_year: books.prior_year(
                books.funds.unassigned(),
                reversed_claims,
                input.effective_on,
            ),
            effective_on: input.effective_on,
        })])
    }

    fn waive_share(
        &self,
        input: &WaiveSubAwardShare,
        waived_by: &ActorId,
        received_on: NaiveDate,
    ) -> Decided {
        let books = self.not_closed(&input.award)?;
        let share = books
            .share()
            .ok_or(AwardError::Share(ShareError::ShareNotRequired))?;
        if share.is_met() {
            return Err(AwardError::Share(ShareError::ShareMet));
        }
        if let Some(waiver) = &books.waiver
            && books.may_close_at(share)
        {
            return if waiver.reason == input.reason {
                Ok(Vec::new())
            } else {
                Err(AwardError::Share(ShareError::ShareAlreadyWaived))
            };
        }
        not_in_future(input.effective_on, received_on)?;
        not_before(input.effective_on, books.terms.first.effective_on)?;
        Ok(vec![AwardEvent::Share(ShareEvent::SubAwardShareWaived {
            award: input.award.clone(),
            shortfall: share.shortfall,
            reason: input.reason.clone(),
            waived_by: waived_by.clone(),
            effective_on: input.effective_on,
        })])
    }

    /// The award takes new obligations and costs; otherwise why not.
    pub fn open(&self, award: &Fain) -> Result<&AwardBooks, AwardError> {
        match self {
            Self::Suspended { since, .. } => Err(AwardError::Suspended { since: *since }),
            Self::Unknown | Self::Open { .. } | Self::Closed { .. } => self.not_closed(award),
        }
    }

    /// The award was issued, whatever became of it since.
    pub(super) fn issued(&self, award: &Fain) -> Result<&AwardBooks, AwardError> {
        self.books().ok_or_else(|| AwardError::Unknown {
            award: award.clone(),
        })
    }

    /// Once it is closed, something is adjusted or disallowed as long as records are kept: three years from the final report,
    /// or from the close where none was filed (2 CFR 200.334).
    pub(crate) fn within_retention(
        &self,
        final_report_on: Option<NaiveDate>,
        received_on: NaiveDate,
    ) -> Result<(), AwardError> {
        let Self::Closed { on, .. } = self else {
            return Ok(());
        };
        let until = retained_until(final_report_on.unwrap_or(*on));
        if received_on > until {
            return Err(AwardError::RetentionOver { until });
        }
        Ok(())
    }

    pub(super) fn not_closed(&self, award: &Fain) -> Result<&AwardBooks, AwardError> {
        match self {
            Self::Unknown => Err(AwardError::Unknown {
                award: award.clone(),
            }),
            Self::Open { books } | Self::Suspended { books, .. } => Ok(books),
            Self::Closed { on, .. } => Err(AwardError::Closed { on: *on }),
        }
    }
}

impl AwardBooks {
    /// The share is met, or a waiver covers what is missing.
    pub(super) fn may_close_at(&self, share: SubAwardShare) -> bool {
        share.is_met()
            || self
                .waiver
                .as_ref()
                .is_some_and(|waiver| share.shortfall <= waiver.shortfall)
    }

    /// The event that says that the share crossed its minimum, if it does when the base and qualified
    /// commitments become what is given. A change that stays on its side is none.
    pub(super) fn crossing(
        &self,
        base: Money,
        committed_qualified: Money,
        effective_on: NaiveDate,
    ) -> Option<AwardEvent> {
        let before = self.share()?;
        let qualified = committed_qualified.less(self.period.committed_before);
        let after = SubAwardShare::of(self.terms.sub_award_share?, base, qualified);
        let award = self.terms.award.clone();
        match (before.is_met(), after.is_met()) {
            (true, false) => Some(AwardEvent::Share(ShareEvent::SubAwardShareFell {
                award,
                base: after.base,
                sub_awarded: after.sub_awarded,
                minimum: after.minimum,
                shortfall: after.shortfall,
                effective_on,
            })),
            (false, true) => Some(AwardEvent::Share(ShareEvent::SubAwardShareRestored {
                award,
                base: after.base,
                sub_awarded: after.sub_awarded,
                minimum: after.minimum,
                effective_on,
            })),
            (true, true) | (false, false) => None,
        }
    }
}

pub(super) fn positive(amount: Money) -> Result<(), AwardError> {
    if amount.is_positive() {
        Ok(())
    } else {
        Err(AwardError::AmountNotPositive)
    }
}
