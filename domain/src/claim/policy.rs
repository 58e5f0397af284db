//! Named rules of a claim.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{AdjustmentGroup, Carc, ClaimError, ClaimLine, ClaimPart, DenialReason, Submission};
use crate::{
    id::{ClientCode, SubAwardId},
    money::Money,
    period::Month,
    programme::Category,
};

/// The most lines that a claim has.
pub const CLAIM_LINES_MAX: usize = 50;

/// Who bears an adjustment: another payer's and a duplicate's are OA, all others the contractual obligation CO.
pub fn group_of(carc: Carc) -> AdjustmentGroup {
    match carc {
        Carc::ExactDuplicate | Carc::OtherPayer => AdjustmentGroup::Oa,
        Carc::LacksInformation
        | Carc::CoveredByFlatAmount
        | Carc::BeforeCoverage
        | Carc::AfterCoverage
        | Carc::Late
        | Carc::NotEnrolled
        | Carc::NotEligibleDependent
        | Carc::LifetimeMaximum
        | Carc::OverRate
        | Carc::NotCovered
        | Carc::IncludedElsewhere
        | Carc::WrongPayer
        | Carc::PeriodMaximum
        | Carc::NoAuthorization => AdjustmentGroup::Co,
    }
}

/// The reason code under which an officer's denial takes the payable amount off.
pub fn carc_of_denial(reason: DenialReason) -> Carc {
    match reason {
        DenialReason::EvidenceInsufficient => Carc::LacksInformation,
        DenialReason::NotCovered => Carc::NotCovered,
        DenialReason::OtherPayer => Carc::OtherPayer,
        DenialReason::IncludedElsewhere => Carc::IncludedElsewhere,
    }
}

/// SHA-256, in hex, of what a claim says without the number that its sub-awardee gave it: two claims of one
/// digest are exact duplicates.
pub fn content_digest(
    sub_award: &SubAwardId,
    client: &ClientCode,
    service_month: Month,
    lines: &[ClaimLine],
) -> String {
    #[derive(Serialize)]
    struct Content<'c> {
        sub_award: &'c SubAwardId,
        client: &'c ClientCode,
        service_month: Month,
        lines: &'c [ClaimLine],
    }
    let content = serde_json::to_vec(&Content {
        sub_award,
        client,
        service_month,
        lines,
    })
    .expect("a claim has text keys and no maps");
    hex::encode(Sha256::digest(content))
}

/// The claim can be read: what fails here is refused, and everything else is a claim.
pub fn readable(submission: &Submission) -> Result<Money, ClaimError> {
    let lines = &submission.lines;
    if lines.is_empty() || lines.len() > CLAIM_LINES_MAX {
        return Err(ClaimError::LineCount { count: lines.len() });
    }
    for (line, expected) in lines.iter().zip(1..) {
        readable_line(line, expected)?;
    }
    Money::sum(lines.iter().map(|line| line.billed)).ok_or(ClaimError::AmountOutOfRange)
}

fn readable_line(line: &ClaimLine, expected: u32) -> Result<(), ClaimError> {
    if line.number != expected {
        return Err(ClaimError::LinesMisnumbered {
            expected,
            given: line.number,
        });
    }
    if !line.billed.is_positive() {
        return Err(ClaimError::AmountNotPositive { line: expected });
    }
    if part_of(line.category) != line.part {
        return Err(ClaimError::PartNotOfCategory { line: expected });
    }
    let digest = line.receipt_digest.as_deref();
    if digest.is_some_and(|digest| !is_sha256_hex(digest)) {
        return Err(ClaimError::ReceiptDigestMalformed { line: expected });
    }
    Ok(())
}

fn part_of(category: Category) -> ClaimPart {
    if category == Category::CaseManagement {
        ClaimPart::Administration
    } else {
        ClaimPart::Direct
    }
}

fn is_sha256_hex(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
