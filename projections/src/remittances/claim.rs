//! A claim of an advice, and its lines: billed less adjustments is allowed, or paid.

use almoner_domain::{
    claim::{AdjustmentGroup, Carc, ClaimPart, Edit},
    id::{ClaimId, ClaimNumber, ClientCode, SubAwardId},
    money::Money,
    period::Month,
    programme::Category,
};

use super::balance::{Unbalanced, checked};

/// What was taken off a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AdviceAdjustment {
    /// Who bears it.
    pub group: AdjustmentGroup,
    /// The claim adjustment reason code.
    pub carc: Carc,
    /// How much, above zero.
    pub amount: Money,
    /// The edit that found it; none where an officer took it off.
    pub edit: Option<Edit>,
}

checked! {
    /// A line: billed less its adjustments is allowed.
    pub struct AdviceLine {
        /// Its number within the claim, from 1.
        number: u32,
        /// What kind of service.
        category: Category,
        /// Administration or direct expense.
        part: ClaimPart,
        /// What was asked.
        billed: Money,
        /// What was taken off, each with its reason.
        adjustments: Vec<AdviceAdjustment>,
        /// The sum of what was taken off.
        adjusted: Money,
        /// What is left.
        allowed: Money,
    }
}

impl AdviceLine {
    /// A line that balances, or [`Unbalanced::Line`].
    pub fn try_new(
        number: u32,
        (category, part): (Category, ClaimPart),
        billed: Money,
        adjustments: Vec<AdviceAdjustment>,
        allowed: Money,
    ) -> Result<Self, Unbalanced> {
        let adjusted = Money::sum(adjustments.iter().map(|taken| taken.amount))
            .ok_or(Unbalanced::OutOfRange)?;
        let holds = adjustments.iter().all(|taken| taken.amount.is_positive())
            && !allowed.is_negative()
            && billed.minus(adjusted) == Some(allowed);
        if !holds {
            return Err(Unbalanced::Line {
                number,
                billed,
                allowed,
            });
        }
        Ok(Self {
            number,
            category,
            part,
            billed,
            adjustments,
            adjusted,
            allowed,
        })
    }
}

/// What a claim of an advice is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdviceClaimParts {
    /// The claim.
    pub claim: ClaimId,
    /// The sub-awardee's number.
    pub number: ClaimNumber,
    /// The sub-award that pays it.
    pub sub_award: SubAwardId,
    /// The client's code.
    pub client: ClientCode,
    /// The month of service.
    pub service_month: Month,
    /// What was asked.
    pub billed: Money,
    /// What of it was paid before, by an earlier payment.
    pub paid_before: Money,
    /// What the payment pays for it.
    pub paid: Money,
    /// Its lines, by number.
    pub lines: Vec<AdviceLine>,
}

checked! {
    /// A claim: its lines add up to it, and billed less adjusted is paid. What was paid before is an adjustment of the
    /// claim as a whole, as X12 has it (OA-B13).
    pub struct AdviceClaim {
        /// The claim.
        claim: ClaimId,
        /// The sub-awardee's number.
        number: ClaimNumber,
        /// The sub-award that pays it.
        sub_award: SubAwardId,
        /// The client's code.
        client: ClientCode,
        /// The month of service.
        service_month: Month,
        /// What was asked.
        billed: Money,
        /// What was taken off its lines, and what was paid before.
        adjusted: Money,
        /// What of it was paid before, by an earlier payment.
        paid_before: Money,
        /// What is paid.
        paid: Money,
        /// Its lines, by number.
        lines: Vec<AdviceLine>,
    }
}

impl AdviceClaim {
    /// A claim whose lines add up to it, or [`Unbalanced::Claim`].
    pub fn try_new(parts: AdviceClaimParts) -> Result<Self, Unbalanced> {
        let sum = |of: fn(&AdviceLine) -> &Money| {
            Money::sum(parts.lines.iter().map(|line| *of(line))).ok_or(Unbalanced::OutOfRange)
        };
        let adjusted = sum(AdviceLine::adjusted)?
            .plus(parts.paid_before)
            .ok_or(Unbalanced::OutOfRange)?;
        let holds = sum(AdviceLine::billed)? == parts.billed
            && sum(AdviceLine::allowed)?.minus(parts.paid_before) == Some(parts.paid)
            && parts.billed.minus(adjusted) == Some(parts.paid)
            && !parts.paid_before.is_negative()
            && !parts.paid.is_negative();
        if !holds {
            return Err(Unbalanced::Claim {
                claim: parts.claim,
                billed: parts.billed,
                paid: parts.paid,
            });
        }
        Ok(Self {
            claim: parts.claim,
            number: parts.number,
            sub_award: parts.sub_award,
            client: parts.client,
            service_month: parts.service_month,
            billed: parts.billed,
            adjusted,
            paid_before: parts.paid_before,
            paid: parts.paid,
            lines: parts.lines,
        })
    }
}
