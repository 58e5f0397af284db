//! What happens to a claim.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{
    AdjudicatedLine, Adjustment, ClaimLine, DenialReason, Finding, Grounds, ReadjudicationCause,
    ReconsiderationDecision, VoidReason,
};
use crate::{
    id::{
        ActorId, ClaimId, ClaimNumber, ClientCode, OrganizationId, PaymentId, ProgrammeCode,
        SubAwardId,
    },
    identifier::Fain,
    ledger::domain_event,
    money::Money,
    period::Month,
    sealed::Sealed,
    text::Reason,
};

/// What adjudication found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Outcome {
    /// Something is payable; funds, caps and month are reserved.
    Payable,
    /// Payable, but the sub-award lacks funds or is suspended: it waits with its caps and month.
    Pended,
    /// Nothing is payable.
    Denied,
}

domain_event! {
    /// A fact about a claim. The money of a claim moves on its sub-award's stream.
    pub enum ClaimEvent {
        /// A sub-awardee claimed for a client and a month.
        ClaimSubmitted {
            /// The claim.
            claim: ClaimId,
            /// The sub-awardee's number.
            number: ClaimNumber,
            /// The sub-award.
            sub_award: SubAwardId,
            /// The sub-awardee.
            organization: OrganizationId,
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The client.
            client: ClientCode,
            /// The month of service.
            service_month: Month,
            /// What is claimed.
            lines: Vec<ClaimLine>,
            /// The sum of the lines.
            billed: Money,
            /// SHA-256, in hex, of the claim's content without its number.
            content_digest: String,
            /// Who submitted it.
            submitted_by: ActorId,
            /// When it reached the programme; timeliness is tested by it.
            received_at: DateTime<Utc>,
            /// The accounting date.
            effective_on: NaiveDate,
            /// The claim of which this is the part that the funds did not cover; none where it came in by itself.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            remainder_of: Option<ClaimId>,
        } = "1.1",
        /// The rules were applied, line by line: billed less adjustments is payable.
        ClaimAdjudicated {
            /// The claim.
            claim: ClaimId,
            /// The rule set of the programme that was applied.
            rule_set: u32,
            /// What came of it.
            outcome: Outcome,
            /// Line by line.
            lines: Vec<AdjudicatedLine>,
            /// Every edit that found something, in order; the first fatal one decided.
            findings: Vec<Finding>,
            /// The sum billed.
            billed: Money,
            /// The sum of all adjustments.
            adjusted: Money,
            /// Billed less adjusted.
            payable: Money,
            /// The accounting date.
            effective_on: NaiveDate,
            /// What decided besides the rules, so that the decision can be explained.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            grounds: Option<Box<Grounds>>,
            /// The claim that waits for the part that the funds did not cover.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            remainder: Option<ClaimId>,
        } = "1.1",
        /// Funds were found for a pended claim.
        ClaimReleased {
            /// The claim.
            claim: ClaimId,
            /// What is reserved for it.
            payable: Money,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// An officer approved the payable amount.
        ClaimApproved {
            /// The claim.
            claim: ClaimId,
            /// How much.
            amount: Money,
            /// Who approved it.
            approved_by: ActorId,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// An officer denied the claim: all that was payable is adjusted away.
        ClaimDenied {
            /// The claim.
            claim: ClaimId,
            /// Why.
            reason: DenialReason,
            /// What is taken off, by line number.
            adjustments: Vec<(u32, Adjustment)>,
            /// The sum of it: what was payable before.
            amount: Money,
            /// Who denied it.
            denied_by: ActorId,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// The claim went into a payment.
        ClaimScheduled {
            /// The claim.
            claim: ClaimId,
            /// The payment.
            payment: PaymentId,
            /// How much.
            amount: Money,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// The payment was confirmed.
        ClaimPaid {
            /// The claim.
            claim: ClaimId,
            /// The payment.
            payment: PaymentId,
            /// How much.
            amount: Money,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// A sub-awardee replaced a claim by this one (frequency 7): the next version of its number.
        ClaimReplacementSubmitted {
            /// The claim.
            claim: ClaimId,
            /// The sub-awardee's number, that of the claim that it replaces.
            number: ClaimNumber,
            /// Its version, from 2.
            version: u32,
            /// The claim that it replaces.
            replaces: ClaimId,
            /// The sub-award.
            sub_award: SubAwardId,
            /// The sub-awardee.
            organization: OrganizationId,
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The client.
            client: ClientCode,
            /// The month of service.
            service_month: Month,
            /// What is claimed.
            lines: Vec<ClaimLine>,
            /// The sum of the lines.
            billed: Money,
            /// SHA-256, in hex, of the claim's content without its number.
            content_digest: String,
            /// Who submitted it.
            submitted_by: ActorId,
            /// When it reached the programme.
            received_at: DateTime<Utc>,
            /// When the first version did; timeliness is tested by it.
            first_received_at: DateTime<Utc>,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// The claim was replaced: what it reserved is given back, and what was paid of it is owed back or carried
        /// over to the claim that replaces it.
        ClaimReplaced {
            /// The claim.
            claim: ClaimId,
            /// The claim that replaces it.
            by: ClaimId,
            /// What was payable.
            payable: Money,
            /// What of it was paid.
            paid: Money,
            /// Who replaced it.
            replaced_by: ActorId,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// The claim was voided (frequency 8): what it reserved is given back, and what was paid of it is owed back.
        ClaimVoided {
            /// The claim.
            claim: ClaimId,
            /// Why.
            reason: VoidReason,
            /// What was payable.
            payable: Money,
            /// What of it was paid.
            paid: Money,
            /// Who voided it.
            voided_by: ActorId,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// What was paid of the claim that this one replaces counts for this one.
        ClaimPaymentCarried {
            /// The claim.
            claim: ClaimId,
            /// The claim that it was paid for.
            from: ClaimId,
            /// The payment.
            payment: PaymentId,
            /// How much.
            amount: Money,
            /// What is still to be paid; the claim is paid when it is nothing.
            due: Money,
            /// Who approved it.
            approved_by: ActorId,
            /// The accounting date of the approval.
            approved_on: NaiveDate,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// An officer looked at the denial again, once and for all.
        ClaimReconsidered {
            /// The claim.
            claim: ClaimId,
            /// Whether the denial stands.
            decision: ReconsiderationDecision,
            /// Why, in the plain words of a time before reasons were sealed.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            reason: Option<Reason>,
            /// Who: not the officer who denied it.
            reconsidered_by: ActorId,
            /// The accounting date.
            effective_on: NaiveDate,
            /// Why, sealed under the client's key.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            sealed_reason: Option<Sealed>,
        } = "1.1",
        /// The rules were applied again: what was payable before is replaced by what is payable now.
        ClaimReadjudicated {
            /// The claim.
            claim: ClaimId,
            /// Why.
            cause: ReadjudicationCause,
            /// The rule set of the programme that was applied.
            rule_set: u32,
            /// What came of it.
            outcome: Outcome,
            /// Line by line.
            lines: Vec<AdjudicatedLine>,
            /// Every edit that found something, in order; the first fatal one decided.
            findings: Vec<Finding>,
            /// The sum billed.
            billed: Money,
            /// The sum of all adjustments.
            adjusted: Money,
            /// What was payable before.
            before: Money,
            /// Billed less adjusted: what is payable now.
            payable: Money,
            /// Payable now less payable before; below zero when less is payable.
            difference: Money,
            /// What was paid beyond what is payable now: the sub-awardee owes it back.
            overpaid: Money,
            /// The approval that the claim had stands for what is payable now.
            approval_stands: bool,
            /// The accounting date.
            effective_on: NaiveDate,
            /// What decided besides the rules, so that the decision can be explained.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            grounds: Option<Box<Grounds>>,
        } = "1.1",
        /// A late fact concerns the claim, which is on its way to be paid: it is adjudicated again once it is paid.
        ClaimReadjudicationPostponed {
            /// The claim.
            claim: ClaimId,
            /// Why it is to be adjudicated again.
            cause: ReadjudicationCause,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
    }
}
