//! A claim of an advice, and its lines.

use almoner_domain::claim::reason;
use almoner_projections::remittances::{AdviceAdjustment, AdviceClaim, AdviceLine};
use async_graphql::SimpleObject;

use crate::graphql::{
    claim::{AdjustmentGroup, ClaimPart},
    programme::Category,
    scalar,
};

/// A claim as a payment pays it: billed less adjusted is paid.
#[derive(SimpleObject)]
pub(crate) struct RemittanceClaim {
    /// The claim's id in the ledger.
    claim_id: scalar::ClaimId,
    /// The sub-awardee's number.
    number: scalar::ClaimNumber,
    /// The sub-award that pays it.
    sub_award_id: scalar::SubAwardId,
    /// The client's code.
    client_code: scalar::ClientCode,
    /// The month of service.
    service_month: scalar::Month,
    /// What was asked.
    billed: scalar::Money,
    /// What was taken off its lines, and what was paid before.
    adjusted: scalar::Money,
    /// What of it was paid before, by an earlier payment: an adjustment of the whole claim (OA-B13).
    paid_before: scalar::Money,
    /// What is paid.
    paid: scalar::Money,
    /// Its lines, by number; at most 50.
    lines: Vec<RemittanceLine>,
}

/// A line of a claim: billed less its adjustments is allowed.
#[derive(SimpleObject)]
pub(crate) struct RemittanceLine {
    /// Its number within the claim, from 1.
    number: u32,
    /// What kind of service.
    category: Category,
    /// Administration, or a direct participant expense.
    part: ClaimPart,
    /// What was asked.
    billed: scalar::Money,
    /// The sum of what was taken off.
    adjusted: scalar::Money,
    /// What is left.
    allowed: scalar::Money,
    /// What was taken off, each with its reason.
    adjustments: Vec<RemittanceAdjustment>,
}

/// What was taken off a line.
#[derive(SimpleObject)]
pub(crate) struct RemittanceAdjustment {
    /// Who bears it. Never the client.
    group: AdjustmentGroup,
    /// The claim adjustment reason code (X12 code list 139).
    carc: u16,
    /// How much, above zero.
    amount: scalar::Money,
    /// What it means, in a sentence.
    explanation: &'static str,
    /// What you can do about it.
    what_to_do: &'static str,
}

impl RemittanceClaim {
    pub(super) fn of(claim: &AdviceClaim) -> Self {
        Self {
            claim_id: scalar::ClaimId::of(claim.claim()),
            number: scalar::ClaimNumber::of(claim.number()),
            sub_award_id: scalar::SubAwardId::of(claim.sub_award()),
            client_code: scalar::ClientCode::of(claim.client()),
            service_month: scalar::Month::of(claim.service_month()),
            billed: scalar::Money::of(claim.billed()),
            adjusted: scalar::Money::of(claim.adjusted()),
            paid_before: scalar::Money::of(claim.paid_before()),
            paid: scalar::Money::of(claim.paid()),
            lines: claim.lines().iter().map(RemittanceLine::of).collect(),
        }
    }
}

impl RemittanceLine {
    fn of(line: &AdviceLine) -> Self {
        Self {
            number: *line.number(),
            category: (*line.category()).into(),
            part: (*line.part()).into(),
            billed: scalar::Money::of(line.billed()),
            adjusted: scalar::Money::of(line.adjusted()),
            allowed: scalar::Money::of(line.allowed()),
            adjustments: line
                .adjustments()
                .iter()
                .map(RemittanceAdjustment::of)
                .collect(),
        }
    }
}

impl RemittanceAdjustment {
    fn of(taken: &AdviceAdjustment) -> Self {
        let why = reason(taken.carc, taken.edit);
        Self {
            group: taken.group.into(),
            carc: taken.carc.number(),
            amount: scalar::Money::of(taken.amount),
            explanation: why.explanation,
            what_to_do: why.what_to_do,
        }
    }
}
