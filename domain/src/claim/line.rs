//! What a claim is made of: lines, adjustments by group and CARC, and the findings of adjudication.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{id::ClientCode, money::Money, programme::Category};

/// One line of a claim as billed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimLine {
    /// Its number within the claim, from 1.
    pub number: u32,
    /// What kind of service.
    pub category: Category,
    /// Administration or direct expense.
    pub part: ClaimPart,
    /// What is asked.
    pub billed: Money,
    /// The day a direct expense was paid to the vendor.
    pub paid_on: Option<NaiveDate>,
    /// Salted SHA-256, in hex, of the receipt that the sub-awardee keeps.
    pub receipt_digest: Option<String>,
    /// Another payer owes it, such as another federal award.
    pub other_payer: bool,
    /// The family member of the case whom the service was for; none where it was for the client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dependent: Option<ClientCode>,
}

/// The two parts of a hybrid claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ClaimPart {
    /// Administration: case management.
    Administration,
    /// A direct participant expense, actual and receipted.
    Direct,
}

/// Who bears an adjustment. There is no group for the client: a victim is never billed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AdjustmentGroup {
    /// CO: contractual obligation.
    Co,
    /// OA: other adjustment.
    Oa,
    /// PI: payer initiated.
    Pi,
    /// CR: correction.
    Cr,
}

/// An amount taken off a line, with its claim adjustment reason code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjustment {
    /// Who bears it.
    pub group: AdjustmentGroup,
    /// The claim adjustment reason code.
    pub carc: Carc,
    /// How much, above zero.
    pub amount: Money,
}

/// The claim adjustment reason codes that this programme uses (X12 code list 139).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "u16", try_from = "u16")]
pub enum Carc {
    /// 16: lacks information, such as a receipt.
    LacksInformation,
    /// 18: exact duplicate.
    ExactDuplicate,
    /// 22: another payer covers it.
    OtherPayer,
    /// 24: the flat amount of the month covers it.
    CoveredByFlatAmount,
    /// 26: before coverage began.
    BeforeCoverage,
    /// 27: after coverage ended.
    AfterCoverage,
    /// 29: filed late.
    Late,
    /// 31: the client is not enrolled with this sub-awardee.
    NotEnrolled,
    /// 32: the person served is no family member of the case.
    NotEligibleDependent,
    /// 35: the client's lifetime maximum, such as the months of a phase, is reached.
    LifetimeMaximum,
    /// 45: over the rate.
    OverRate,
    /// 96: not covered.
    NotCovered,
    /// 97: included in another payment.
    IncludedElsewhere,
    /// 109: another payer's region.
    WrongPayer,
    /// 119: the maximum for the period is reached.
    PeriodMaximum,
    /// 197: no authorization: the sub-award is closed or its organization excluded.
    NoAuthorization,
}

/// The code is not one that this programme uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not an adjustment reason code of this programme")]
pub struct CarcError(pub u16);

impl Carc {
    /// Every code with its number.
    pub const ALL: &[(Self, u16)] = &[
        (Self::LacksInformation, 16),
        (Self::ExactDuplicate, 18),
        (Self::OtherPayer, 22),
        (Self::CoveredByFlatAmount, 24),
        (Self::BeforeCoverage, 26),
        (Self::AfterCoverage, 27),
        (Self::Late, 29),
        (Self::NotEnrolled, 31),
        (Self::NotEligibleDependent, 32),
        (Self::LifetimeMaximum, 35),
        (Self::OverRate, 45),
        (Self::NotCovered, 96),
        (Self::IncludedElsewhere, 97),
        (Self::WrongPayer, 109),
        (Self::PeriodMaximum, 119),
        (Self::NoAuthorization, 197),
    ];

    /// The number in X12 code list 139.
    pub fn number(self) -> u16 {
        match self {
            Self::LacksInformation => 16,
            Self::ExactDuplicate => 18,
            Self::OtherPayer => 22,
            Self::CoveredByFlatAmount => 24,
            Self::BeforeCoverage => 26,
            Self::AfterCoverage => 27,
            Self::Late => 29,
            Self::NotEnrolled => 31,
            Self::NotEligibleDependent => 32,
            Self::LifetimeMaximum => 35,
            Self::OverRate => 45,
            Self::NotCovered => 96,
            Self::IncludedElsewhere => 97,
            Self::WrongPayer => 109,
            Self::PeriodMaximum => 119,
            Self::NoAuthorization => 197,
        }
    }
}

impl From<Carc> for u16 {
    fn from(carc: Carc) -> Self {
        carc.number()
    }
}

impl TryFrom<u16> for Carc {
    type Error = CarcError;

    fn try_from(number: u16) -> Result<Self, CarcError> {
        Self::ALL
            .iter()
            .find_map(|(carc, known)| (*known == number).then_some(*carc))
            .ok_or(CarcError(number))
    }
}

/// A line after adjudication: billed less its adjustments is allowed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdjudicatedLine {
    /// The line's number.
    pub number: u32,
    /// What was asked.
    pub billed: Money,
    /// What was taken off, each with its reason.
    pub adjustments: Vec<Adjustment>,
    /// What is left.
    pub allowed: Money,
}

impl AdjudicatedLine {
    /// A line that balances: nothing when an adjustment is not above zero, or more is taken off than was billed.
    pub fn try_new(number: u32, billed: Money, adjustments: Vec<Adjustment>) -> Option<Self> {
        if !adjustments.iter().all(|taken| taken.amount.is_positive()) {
            return None;
        }
        let taken = Money::sum(adjustments.iter().map(|taken| taken.amount))?;
        let allowed = billed.minus(taken).filter(|left| !left.is_negative())?;
        Some(Self {
            number,
            billed,
            adjustments,
            allowed,
        })
    }

    /// What of it waits as a claim of its own: taken off as included elsewhere, at nobody's cost.
    pub fn moved(&self) -> Option<Money> {
        self.adjustments
            .iter()
            .find(|taken| {
                taken.carc == Carc::IncludedElsewhere && taken.group == AdjustmentGroup::Oa
            })
            .map(|taken| taken.amount)
    }
}

/// The edits of adjudication, in the order in which they are applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Edit {
    /// The claim is complete.
    Syntax,
    /// The client is enrolled with the sub-awardee.
    Enrolment,
    /// The state lies in the award's regions.
    Region,
    /// The sub-award is active and its organization not excluded.
    SubAwardActive,
    /// The month lies in the period of performance.
    Period,
    /// The claim came in time.
    Timely,
    /// Nothing like it was claimed before.
    Duplicate,
    /// The client was eligible in the month.
    EligibilityMonth,
    /// The programme pays for the category.
    Category,
    /// No other payer owes it.
    OtherPayer,
    /// The amount is within the rate and receipted.
    Rate,
    /// Administration is within its part of the cap.
    AdministrationCap,
    /// The year's cap is not passed.
    AnnualCap,
    /// The month's limit is not passed.
    MonthLimit,
    /// The sub-award has the funds.
    Funds,
}

impl Edit {
    /// Every edit, in order.
    pub const ALL: &[Self] = &[
        Self::Syntax,
        Self::Enrolment,
        Self::Region,
        Self::SubAwardActive,
        Self::Period,
        Self::Timely,
        Self::Duplicate,
        Self::EligibilityMonth,
        Self::Category,
        Self::OtherPayer,
        Self::Rate,
        Self::AdministrationCap,
        Self::AnnualCap,
        Self::MonthLimit,
        Self::Funds,
    ];
}

/// Something that an edit found. Fatal findings deny the whole claim, or pend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Which edit.
    pub edit: Edit,
    /// The line, or none for the whole claim.
    pub line: Option<u32>,
    /// The reason code that it carries; none where it only pends.
    pub carc: Option<Carc>,
    /// It decides the claim by itself.
    pub fatal: bool,
}

/// Why an officer denied a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DenialReason {
    /// The evidence does not support it (16).
    EvidenceInsufficient,
    /// The service is not covered (96).
    NotCovered,
    /// Another payer covers it (22).
    OtherPayer,
    /// It is included in another payment (97).
    IncludedElsewhere,
}

/// Why a sub-awardee voids a claim. There is no free text: nobody can be named in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum VoidReason {
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ReconsiderationDecision {
    /// The denial stands.
    Upheld,
    /// The denial does not stand: the claim is adjudicated anew.
    Reversed,
}

/// Why a claim was adjudicated again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ReadjudicationCause {
    /// An officer reversed its denial.
    Reconsideration,
    /// A fact about the client became known that holds since before.
    LateFact,
}
