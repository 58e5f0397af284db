//! What adjudication made of a claim: line by line, with the reason for every cent taken off.

use almoner_domain::claim::Carc;
use almoner_projections::claims::{ClaimAdjustmentRow, ClaimFindingRow, ClaimLineRow};
use async_graphql::Object;

use super::{AdjustmentGroup, ClaimPart, Edit};
use crate::graphql::{programme::Category, scalar};

pub(crate) struct ClaimLine {
    pub(crate) row: ClaimLineRow,
    pub(crate) adjustments: Vec<ClaimAdjustmentRow>,
}

/// One line of a claim: billed less its adjustments is allowed.
#[Object]
impl ClaimLine {
    /// Its number within the claim, from 1.
    async fn number(&self) -> u32 {
        self.row.number
    }

    /// What kind of service.
    async fn category(&self) -> Category {
        self.row.category.into()
    }

    /// Administration, or a direct participant expense.
    async fn part(&self) -> ClaimPart {
        self.row.part.into()
    }

    /// What is asked.
    async fn billed(&self) -> scalar::Money {
        scalar::Money::of(self.row.billed)
    }

    /// What was taken off.
    async fn adjusted(&self) -> scalar::Money {
        scalar::Money::of(self.row.adjusted)
    }

    /// What is left: billed less adjusted.
    async fn allowed(&self) -> scalar::Money {
        scalar::Money::of(self.row.allowed)
    }

    /// What was taken off, each with its group and its reason.
    async fn adjustments(&self) -> Vec<Adjustment> {
        self.adjustments
            .iter()
            .map(|row| Adjustment { row: row.clone() })
            .collect()
    }

    /// The day on which a direct expense was paid to the vendor.
    async fn paid_on(&self) -> Option<scalar::Date> {
        self.row.paid_on.map(scalar::Date::of)
    }

    /// The salted digest of the receipt that the sub-awardee keeps.
    async fn receipt_digest(&self) -> Option<scalar::Digest> {
        self.row.receipt_digest.as_ref().map(scalar::Digest::of)
    }

    /// Another payer owes it.
    async fn other_payer(&self) -> bool {
        self.row.other_payer
    }
}

pub(crate) struct Adjustment {
    row: ClaimAdjustmentRow,
}

/// An amount taken off a line. The client never bears one.
#[Object]
impl Adjustment {
    /// Who bears it.
    async fn group(&self) -> AdjustmentGroup {
        self.row.adjustment_group.into()
    }

    /// The claim adjustment reason code (X12 code list 139).
    async fn carc(&self) -> u16 {
        self.row.carc.number()
    }

    /// How much, above zero.
    async fn amount(&self) -> scalar::Money {
        scalar::Money::of(self.row.amount)
    }

    /// What the reason code means here.
    async fn explanation(&self) -> &'static str {
        explanation(self.row.carc)
    }
}

pub(crate) struct Finding {
    pub(crate) row: ClaimFindingRow,
}

/// Something that an edit of adjudication found.
#[Object]
impl Finding {
    /// Which edit.
    async fn edit(&self) -> Edit {
        self.row.edit.into()
    }

    /// The number of the line; none for the whole claim.
    async fn line(&self) -> Option<u32> {
        self.row.line
    }

    /// The claim adjustment reason code that it carries; none where the claim only waits.
    async fn carc(&self) -> Option<u16> {
        self.row.carc.map(Carc::number)
    }

    /// What the reason code means here.
    async fn explanation(&self) -> &'static str {
        self.row
            .carc
            .map_or("It waits for the sub-award.", explanation)
    }

    /// It decides the claim by itself: denied, or waiting.
    async fn fatal(&self) -> bool {
        self.row.fatal
    }
}

/// What a reason code means in this programme, in words of our own.
pub(crate) fn explanation(carc: Carc) -> &'static str {
    match carc {
        Carc::LacksInformation => {
            "Information is missing, such as the receipt of a direct expense."
        }
        Carc::ExactDuplicate => "It repeats a claim that was made before.",
        Carc::OtherPayer => "Another payer owes it.",
        Carc::BeforeCoverage => "The service came before the client's coverage began.",
        Carc::AfterCoverage => "The service came after the client's coverage ended.",
        Carc::Late => "It was filed after the limit.",
        Carc::NotEnrolled => "The client is not enrolled with this sub-awardee.",
        Carc::OverRate => "It is over the rate for the service.",
        Carc::NotCovered => "The programme does not cover it, or not in that month.",
        Carc::IncludedElsewhere => {
            "It is included in what another sub-awardee was paid for the month."
        }
        Carc::WrongPayer => "The client is served in a state that belongs to another prime.",
        Carc::PeriodMaximum => "The most for the client's year is reached.",
        Carc::NoAuthorization => "The sub-award is closed, or its organization is excluded.",
    }
}
