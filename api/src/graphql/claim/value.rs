//! What a claim and its adjudication are made of.

use async_graphql::Enum;

/// The two parts of a hybrid claim (notice HHS-2018-ACF-IOAS-OTIP-ZV-1369).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::claim::ClaimPart")]
pub(crate) enum ClaimPart {
    /// Administration: case management, at most 40 percent of the authorized amount.
    Administration,
    /// A direct participant expense, actual and receipted.
    Direct,
}

/// What adjudication found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(
    remote = "almoner_domain::claim::Outcome",
    name = "AdjudicationOutcome"
)]
pub(crate) enum Outcome {
    /// Something is payable; funds, caps and the month are reserved.
    Payable,
    /// Payable, but the sub-award lacks the funds or is suspended: it waits, with its caps and its month.
    Pended,
    /// Nothing is payable.
    Denied,
}

/// Who bears an adjustment (X12 claim adjustment group code). There is no group for the client: a victim is
/// never billed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::claim::AdjustmentGroup")]
pub(crate) enum AdjustmentGroup {
    /// CO, contractual obligation: the sub-awardee bears it.
    Co,
    /// OA, other adjustment.
    Oa,
    /// PI, payer initiated reduction.
    Pi,
    /// CR, correction or reversal.
    Cr,
}

/// The edits of adjudication, in the order in which they are applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::claim::Edit")]
pub(crate) enum Edit {
    /// The claim is complete.
    Syntax,
    /// The client is enrolled with the sub-awardee (else 31).
    Enrolment,
    /// The state of the client lies in the award's regions (else 109).
    Region,
    /// The sub-award is active and its organization is not excluded (else 197).
    SubAwardActive,
    /// The month lies in the period of performance (else 96).
    Period,
    /// The claim came in time (else 29).
    Timely,
    /// Nothing like it was claimed before (else 18 or 97).
    Duplicate,
    /// The client was eligible in the month (else 26 or 27).
    EligibilityMonth,
    /// The programme pays for the category (else 96).
    Category,
    /// No other payer owes it (else 22).
    OtherPayer,
    /// The amount is within the rate (else 45) and receipted (else 16).
    Rate,
    /// Administration is within its part of the cap (else 119).
    AdministrationCap,
    /// The annual cap of the client is not passed (else 119).
    AnnualCap,
    /// The limit of months is not passed (else 119).
    MonthLimit,
    /// The sub-award has the funds; else the claim pends.
    Funds,
}

/// Why an officer denied a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::claim::DenialReason")]
pub(crate) enum DenialReason {
    /// The evidence does not support it (16).
    EvidenceInsufficient,
    /// The service is not covered (96).
    NotCovered,
    /// Another payer covers it (22).
    OtherPayer,
    /// It is included in another payment (97).
    IncludedElsewhere,
}

/// Where a claim stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_projections::claims::ClaimStatus")]
pub(crate) enum ClaimStatus {
    /// Submitted, not yet adjudicated; adjudication follows in the same commit.
    Submitted,
    /// Something is payable, and waits for an officer's approval.
    Payable,
    /// Payable, but the sub-award lacks the funds or is suspended.
    Pended,
    /// Nothing is payable.
    Denied,
    /// An officer approved it.
    Approved,
    /// It is part of a payment.
    Scheduled,
    /// It was paid.
    Paid,
    /// Its sub-awardee voided it: what it held is free again, and what was paid of it is owed back.
    Voided,
    /// Its sub-awardee replaced it: see the claim that stands in its place.
    Replaced,
}

/// Why a sub-awardee voids a claim. Nobody is named in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::claim::VoidReason")]
pub(crate) enum VoidReason {
    /// It should not have been billed.
    BilledInError,
    /// It was billed twice.
    BilledTwice,
    /// It was billed for another client than was served.
    WrongClient,
    /// It was billed for another month than was served.
    WrongMonth,
    /// Another payer paid it since.
    PaidByOther,
}

/// What came of an officer's second look at a denial.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::claim::ReconsiderationDecision")]
pub(crate) enum ReconsiderationDecision {
    /// The denial stands.
    Upheld,
    /// The denial does not stand: the claim is adjudicated anew, without the officer's ground.
    Reversed,
}
