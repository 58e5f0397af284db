//! What happens to a claim.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{AdjudicatedLine, Adjustment, ClaimLine, DenialReason, Finding, Grounds};
use crate::{
    id::{
        ActorId, ClaimId, ClaimNumber, ClientCode, OrganizationId, PaymentId, ProgrammeCode,
        SubAwardId,
    },
    identifier::Fain,
    ledger::domain_event,
    money::Money,
    period::Month,
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
    }
}
