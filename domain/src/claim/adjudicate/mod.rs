//! Adjudication: the edits in their order, each a named rule, and what follows from what they find.
//!
//! Every edit looks at every claim and all findings are recorded. A finding is about a line, and takes an amount
//! off it; or about the whole claim, and then it is fatal: the first fatal finding with a reason code denies the
//! claim and carries all its money, and one without lets the claim wait. Pure: no clock, no lookup.

mod cap;
mod eligibility;
mod line;
mod rest;
mod standing;
mod unit;
mod worksheet;

pub use rest::rest_again;
pub use unit::{UnitPart, unit_parts, unit_phases};

use super::{AdjudicatedLine, Carc, ClaimFacts, Edit, Finding, Outcome, Submission};
use crate::money::Money;
use worksheet::Worksheet;

/// What adjudication came to. Billed less adjusted is payable, by line and in sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjudication {
    /// What came of the claim.
    pub outcome: Outcome,
    /// Line by line.
    pub lines: Vec<AdjudicatedLine>,
    /// Every edit that found something, in order.
    pub findings: Vec<Finding>,
    /// The sum billed.
    pub billed: Money,
    /// The sum of all adjustments.
    pub adjusted: Money,
    /// Billed less adjusted.
    pub payable: Money,
    /// What each edit took off, in order. A denial takes all, and is no cut.
    pub cuts: Vec<Cut>,
    /// What the funds did not cover and waits as a claim of its own, by line.
    pub waiting: Vec<(u32, Money)>,
}

/// What an edit took off a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    /// Which edit.
    pub edit: Edit,
    /// The number of the line.
    pub line: u32,
    /// Under which reason code.
    pub carc: Carc,
    /// How much.
    pub amount: Money,
}

/// Applies every edit to a readable claim.
pub fn adjudicate(submission: &Submission, facts: &ClaimFacts) -> Adjudication {
    let mut sheet = Worksheet::new(submission, facts);
    line::syntax(&mut sheet);
    eligibility::enrolment(&mut sheet);
    eligibility::dependents(&mut sheet);
    eligibility::region(&mut sheet);
    standing::sub_award_active(&mut sheet);
    standing::period(&mut sheet);
    standing::timely(&mut sheet);
    eligibility::duplicate(&mut sheet);
    eligibility::eligibility_month(&mut sheet);
    line::category(&mut sheet);
    line::other_payer(&mut sheet);
    line::rate(&mut sheet);
    cap::administration_cap(&mut sheet);
    cap::annual_cap(&mut sheet);
    cap::month_limit(&mut sheet);
    standing::funds(&mut sheet);
    sheet.conclude()
}
