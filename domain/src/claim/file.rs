//! What a claim holds for decisions.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{
    AdjudicatedLine, ClaimEvent, ClaimLine, ClaimPart, DenialReason, ReconsiderationDecision,
    Submission, VoidReason,
};
use crate::{
    id::{
        ActorId, ClaimId, ClaimNumber, ClientCode, OrganizationId, PaymentId, ProgrammeCode,
        SubAwardId,
    },
    identifier::Fain,
    money::Money,
    period::Month,
    sealed::GivenReason,
};

/// Under what a claim was made, and for whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimTerms {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// The sub-awardee.
    pub organization: OrganizationId,
    /// The award.
    pub award: Fain,
    /// The programme.
    pub programme: ProgrammeCode,
    /// The client.
    pub client: ClientCode,
    /// The month of service.
    pub service_month: Month,
}

/// A line of a claim: what of it is payable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledLine {
    /// Its number.
    pub number: u32,
    /// Administration or direct.
    pub part: ClaimPart,
    /// Billed less adjustments.
    pub allowed: Money,
}

/// A claim as it was submitted and adjudicated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimFile {
    /// The claim.
    pub claim: ClaimId,
    /// The sub-awardee's number.
    pub number: ClaimNumber,
    /// The claim that it replaces.
    pub replaces: Option<ClaimId>,
    /// Under what, and for whom.
    pub terms: ClaimTerms,
    /// The lines as billed.
    pub billed: Vec<ClaimLine>,
    /// When it reached the programme.
    pub received_at: DateTime<Utc>,
    /// When the first version of its number did: a correction of a claim that came in time is in time.
    pub first_received_at: DateTime<Utc>,
    /// The rule set that was applied.
    pub rule_set: u32,
    /// The digest of its content without its number.
    pub content_digest: String,
    /// Who submitted it.
    pub submitted_by: ActorId,
    /// The accounting date of the submission.
    pub submitted_on: NaiveDate,
    /// Line by line.
    pub lines: Vec<FiledLine>,
    /// Billed less all adjustments.
    pub payable: Money,
    /// What of it was paid before.
    pub settled: Option<Settlement>,
    /// The one reconsideration that a denial may have.
    pub reconsidered: Option<Reconsideration>,
    /// A late fact concerns it, and it is adjudicated again once it is paid.
    pub postponed: bool,
    /// The claim that it is the rest of, where the funds did not cover all of that one.
    pub remainder_of: Option<ClaimId>,
    /// The claim that waits, or waited, for what the funds did not cover of this one.
    pub remainder: Option<Remainder>,
    /// The latest accounting date of the claim: what follows is not before it.
    pub changed_on: NaiveDate,
}

/// The part of a claim that the funds did not cover, as a claim of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remainder {
    /// That claim.
    pub claim: ClaimId,
    /// The lines of which a part went there, in order, with how much of each.
    pub lines: Vec<(u32, Money)>,
}

impl ClaimFile {
    /// What of it was paid already.
    pub fn paid(&self) -> Money {
        self.settled
            .as_ref()
            .map_or(Money::ZERO, |settled| settled.amount)
    }

    /// What of it is still to be paid.
    pub fn due(&self) -> Money {
        self.payable.less(self.paid())
    }

    /// The claim as it came in, to be adjudicated anew.
    pub fn submission(&self) -> Submission {
        Submission {
            claim: self.claim.clone(),
            number: self.number.clone(),
            terms: self.terms.clone(),
            lines: self.billed.clone(),
            content_digest: self.content_digest.clone(),
            submitted_by: self.submitted_by.clone(),
            received_at: self.received_at,
            first_received_at: self.first_received_at,
            effective_on: self.submitted_on,
        }
    }

    /// What is payable of the administration part.
    pub fn administration(&self) -> Money {
        self.allowed(ClaimPart::Administration)
    }

    /// What is payable of the direct part.
    pub fn direct(&self) -> Money {
        self.allowed(ClaimPart::Direct)
    }

    /// The file that a submission opens; none for any other event.
    pub(super) fn submitted(event: &ClaimEvent) -> Option<Self> {
        match event {
            ClaimEvent::ClaimSubmitted {
                claim,
                number,
                sub_award,
                organization,
                award,
                programme,
                client,
                service_month,
                lines,
                content_digest,
                submitted_by,
                received_at,
                effective_on,
                remainder_of,
                billed: _,
            } => Some(Self {
                remainder_of: remainder_of.clone(),
                ..Self::opened(Submission {
                    claim: claim.clone(),
                    number: number.clone(),
                    terms: ClaimTerms {
                        sub_award: sub_award.clone(),
                        organization: organization.clone(),
                        award: award.clone(),
                        programme: programme.clone(),
                        client: client.clone(),
                        service_month: *service_month,
                    },
                    lines: lines.clone(),
                    content_digest: content_digest.clone(),
                    submitted_by: submitted_by.clone(),
                    received_at: *received_at,
                    first_received_at: *received_at,
                    effective_on: *effective_on,
                })
            }),
            ClaimEvent::ClaimReplacementSubmitted {
                claim,
                number,
                replaces,
                sub_award,
                organization,
                award,
                programme,
                client,
                service_month,
                lines,
                content_digest,
                submitted_by,
                received_at,
                first_received_at,
                effective_on,
                version: _,
                billed: _,
            } => {
                let file = Self::opened(Submission {
                    claim: claim.clone(),
                    number: number.clone(),
                    terms: ClaimTerms {
                        sub_award: sub_award.clone(),
                        organization: organization.clone(),
                        award: award.clone(),
                        programme: programme.clone(),
                        client: client.clone(),
                        service_month: *service_month,
                    },
                    lines: lines.clone(),
                    content_digest: content_digest.clone(),
                    submitted_by: submitted_by.clone(),
                    received_at: *received_at,
                    first_received_at: *first_received_at,
                    effective_on: *effective_on,
                });
                Some(Self {
                    replaces: Some(replaces.clone()),
                    ..file
                })
            }
            ClaimEvent::ClaimAdjudicated { .. }
            | ClaimEvent::ClaimReleased { .. }
            | ClaimEvent::ClaimApproved { .. }
            | ClaimEvent::ClaimDenied { .. }
            | ClaimEvent::ClaimScheduled { .. }
            | ClaimEvent::ClaimPaid { .. }
            | ClaimEvent::ClaimReplaced { .. }
            | ClaimEvent::ClaimVoided { .. }
            | ClaimEvent::ClaimPaymentCarried { .. }
            | ClaimEvent::ClaimReconsidered { .. }
            | ClaimEvent::ClaimReadjudicated { .. }
            | ClaimEvent::ClaimReadjudicationPostponed { .. } => None,
        }
    }

    fn opened(submission: Submission) -> Self {
        let lines = submission.lines.iter().map(|line| FiledLine {
            number: line.number,
            part: line.part,
            allowed: Money::ZERO,
        });
        Self {
            claim: submission.claim,
            number: submission.number,
            replaces: None,
            terms: submission.terms,
            lines: lines.collect(),
            billed: submission.lines,
            received_at: submission.received_at,
            first_received_at: submission.first_received_at,
            rule_set: 0,
            content_digest: submission.content_digest,
            submitted_by: submission.submitted_by,
            submitted_on: submission.effective_on,
            payable: Money::ZERO,
            settled: None,
            reconsidered: None,
            postponed: false,
            remainder_of: None,
            remainder: None,
            changed_on: submission.effective_on,
        }
    }

    pub(super) fn adjudicate(&mut self, rule_set: u32, lines: &[AdjudicatedLine], payable: Money) {
        self.rule_set = rule_set;
        self.payable = payable;
        for (filed, line) in self.lines.iter_mut().zip(lines) {
            filed.allowed = line.allowed;
        }
    }

    /// Where a remainder waits, what was taken off under the group OA as included elsewhere went there.
    pub(super) fn part(&mut self, remainder: Option<&ClaimId>, lines: &[AdjudicatedLine]) {
        self.remainder = remainder.map(|claim| Remainder {
            claim: claim.clone(),
            lines: lines
                .iter()
                .filter_map(|line| line.moved().map(|amount| (line.number, amount)))
                .collect(),
        });
    }

    /// Nothing of it is payable any more, nor does what was paid count.
    pub(super) fn deny(&mut self) {
        self.payable = Money::ZERO;
        self.settled = None;
        for line in &mut self.lines {
            line.allowed = Money::ZERO;
        }
    }

    /// An overpayment is owed back and no longer counts as paid.
    pub(super) fn recover(&mut self, overpaid: Money) {
        if let Some(settled) = &mut self.settled {
            settled.amount = settled.amount.less(overpaid);
        }
        if self.paid().is_zero() {
            self.settled = None;
        }
    }

    pub(super) fn change(&mut self, on: NaiveDate) {
        self.changed_on = self.changed_on.max(on);
    }

    fn allowed(&self, part: ClaimPart) -> Money {
        let lines = self.lines.iter().filter(|line| line.part == part);
        Money::sum(lines.map(|line| line.allowed))
            .expect("parts of a claim whose billed sum is in range")
    }
}

/// An officer's approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Who.
    pub approved_by: ActorId,
    /// The accounting date.
    pub approved_on: NaiveDate,
}

/// An officer's denial.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Denial {
    /// Why.
    pub reason: DenialReason,
    /// Who.
    pub denied_by: ActorId,
    /// The accounting date.
    pub denied_on: NaiveDate,
}

/// What of a claim was paid: in which payment, on whose approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    /// The latest payment.
    pub payment: PaymentId,
    /// The approval that it rests on.
    pub approval: Approval,
    /// How much in all.
    pub amount: Money,
}

/// An officer's second look at a denial.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reconsideration {
    /// What came of it.
    pub decision: ReconsiderationDecision,
    /// Why.
    pub reason: GivenReason,
    /// Who.
    pub reconsidered_by: ActorId,
    /// The accounting date.
    pub reconsidered_on: NaiveDate,
}

/// A sub-awardee's withdrawal of a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voiding {
    /// Why.
    pub reason: VoidReason,
    /// Who.
    pub voided_by: ActorId,
    /// The accounting date.
    pub voided_on: NaiveDate,
}

/// The funds of its sub-award that a claim holds, beside what of it was paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holding {
    /// None.
    Nothing,
    /// It waits for them.
    Waiting(Money),
    /// Reserved.
    Reserved(Money),
    /// Approved on a day, unpaid.
    Accrued(Money, NaiveDate),
}
