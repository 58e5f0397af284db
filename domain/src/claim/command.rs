//! What a claim is asked, with the facts that the ledger looked up for it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{
    Adjudication, ClaimLine, ClaimTerms, DenialReason, ReadjudicationCause,
    ReconsiderationDecision, Settlement, VoidReason,
};
use crate::{
    client::Standing,
    id::{ActorId, ClaimId, ClaimNumber, PaymentId},
    money::Money,
    period::Period,
    programme::RuleSet,
    region::Region,
    sealed::GivenReason,
};

/// A command to a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClaimCommand {
    /// Submit it; it is adjudicated at once.
    Submit {
        /// What the sub-awardee said.
        submission: Box<Submission>,
        /// What the rules, the sub-award and the client's case say.
        facts: Box<ClaimFacts>,
    },
    /// Let what the funds did not cover of another claim wait, as a claim of its own. It was adjudicated with it.
    Remain {
        /// What is left, line by line.
        submission: Box<Submission>,
        /// The claim that it is the rest of.
        of: ClaimId,
        /// The rule set that was applied.
        rule_set: u32,
    },
    /// Its funds were found: it no longer waits.
    Release {
        /// The accounting date.
        effective_on: NaiveDate,
    },
    /// Approve the payable amount.
    Approve {
        /// Who.
        approved_by: ActorId,
        /// The accounting date.
        effective_on: NaiveDate,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Deny it.
    Deny {
        /// Why.
        reason: DenialReason,
        /// Who.
        denied_by: ActorId,
        /// The accounting date.
        effective_on: NaiveDate,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Put it into a payment.
    Schedule {
        /// The payment.
        payment: PaymentId,
        /// The accounting date.
        effective_on: NaiveDate,
    },
    /// The payment was confirmed.
    Pay {
        /// The payment.
        payment: PaymentId,
        /// The day it was paid.
        effective_on: NaiveDate,
    },
    /// Withdraw it.
    Void {
        /// Why.
        reason: VoidReason,
        /// Who.
        voided_by: ActorId,
        /// The accounting date.
        effective_on: NaiveDate,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Give way to the claim that replaces it.
    GiveWay {
        /// That claim.
        by: ClaimId,
        /// Who replaces it.
        replaced_by: ActorId,
        /// The accounting date.
        effective_on: NaiveDate,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Submit it in place of another; it is adjudicated at once.
    SubmitReplacement {
        /// The claim that it replaces.
        replaces: ClaimId,
        /// What the sub-awardee said.
        submission: Box<Submission>,
        /// What the rules, the sub-award and the client's case say without the claim that it replaces.
        facts: Box<ClaimFacts>,
    },
    /// Count what was paid of the claim that it replaces.
    CarryPayment {
        /// The claim that was paid.
        from: ClaimId,
        /// How it was paid, and how much of that counts.
        settlement: Settlement,
        /// The accounting date.
        effective_on: NaiveDate,
    },
    /// Look at the denial again.
    Reconsider {
        /// Whether it stands.
        decision: ReconsiderationDecision,
        /// Why.
        reason: GivenReason,
        /// Who.
        reconsidered_by: ActorId,
        /// The accounting date.
        effective_on: NaiveDate,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Take what is left of the rest of another claim, which was adjudicated again.
    ReadjudicateRest {
        /// Why.
        cause: ReadjudicationCause,
        /// What came of it.
        adjudication: Box<Adjudication>,
        /// The rule set that was applied.
        rule_set: u32,
        /// The accounting date.
        effective_on: NaiveDate,
    },
    /// Adjudicate again once the payment that the claim is on its way to is confirmed.
    PostponeReadjudication {
        /// Why.
        cause: ReadjudicationCause,
        /// The accounting date.
        effective_on: NaiveDate,
    },
    /// Apply the rules again.
    Readjudicate {
        /// Why.
        cause: ReadjudicationCause,
        /// What the rules, the sub-award and the client's case say without the claim itself.
        facts: Box<ClaimFacts>,
        /// The accounting date.
        effective_on: NaiveDate,
    },
}

/// A claim as it came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// The claim.
    pub claim: ClaimId,
    /// The sub-awardee's number.
    pub number: ClaimNumber,
    /// Under what, and for whom.
    pub terms: ClaimTerms,
    /// What is claimed.
    pub lines: Vec<ClaimLine>,
    /// The digest of its content without its number.
    pub content_digest: String,
    /// Who submitted it.
    pub submitted_by: ActorId,
    /// When it reached the programme.
    pub received_at: DateTime<Utc>,
    /// When the first version of its number did; timeliness is tested by it.
    pub first_received_at: DateTime<Utc>,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Submission {
    /// The day on which it reached the programme, in UTC.
    pub fn received_on(&self) -> NaiveDate {
        self.received_at.date_naive()
    }

    /// The day on which the first version of its number did, in UTC.
    pub fn first_received_on(&self) -> NaiveDate {
        self.first_received_at.date_naive()
    }
}

/// What adjudication goes by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimFacts {
    /// The number of the rule set that is pinned to the award.
    pub rule_set: u32,
    /// The rules.
    pub rules: RuleSet,
    /// The award's regions; empty is the whole country.
    pub regions: Vec<Region>,
    /// How the sub-award stands.
    pub sub_award: SubAwardStanding,
    /// The day the sub-award was executed: no claim is earlier.
    pub executed_on: NaiveDate,
    /// The sub-award's period of performance.
    pub period: Period,
    /// How the client's case stands; none when no case has the code.
    pub client: Option<Standing>,
    /// What the sub-award has left.
    pub available: Money,
    /// Claims of the sub-award wait for funds that are released before this one.
    pub queue_waits: bool,
    /// The claim that would wait for the part that the funds do not cover; none where a claim is not paid in part.
    pub remainder: Option<ClaimId>,
    /// Where a part of the claim went to a remainder before: the lines that they share. Empty for a new claim.
    pub shared: Vec<SharedLine>,
}

/// A line of a claim of which a part went to a remainder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedLine {
    /// The line's number.
    pub line: u32,
    /// What of it stays with the claim first.
    pub kept: Money,
    /// The most of it that is the remainder's.
    pub rest: Money,
}

/// How a sub-award stands towards a new claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SubAwardStanding {
    /// It takes claims.
    Active,
    /// It or its award is suspended.
    Suspended,
    /// It or its award is closed.
    Closed,
    /// SAM excludes its organization.
    Excluded,
}
