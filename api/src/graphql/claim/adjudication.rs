//! What adjudication made of a claim: line by line, with the reason for every cent taken off.

use almoner_domain::claim::{Carc, Reason, reason, waiting};
use almoner_projections::claims::{ClaimAdjustmentRow, ClaimFindingRow, ClaimLineRow};
use async_graphql::Object;

use super::{AdjustmentGroup, ClaimPart, Edit};
use crate::graphql::{programme::Category, scalar};

pub(crate) struct ClaimLine {
    pub(crate) row: ClaimLineRow,
    pub(crate) adjustments: Vec<ClaimAdjustmentRow>,
    pub(crate) findings: Vec<ClaimFindingRow>,
}

impl ClaimLine {
    /// The edit that an adjustment comes from; none where an officer made it.
    fn edit_of(&self, adjustment: &ClaimAdjustmentRow) -> Option<almoner_domain::claim::Edit> {
        self.findings
            .iter()
            .find(|found| {
                found.carc == Some(adjustment.carc)
                    && found.line.is_none_or(|line| line == self.row.number)
            })
            .map(|found| found.edit)
    }
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
            .map(|row| Adjustment {
                row: row.clone(),
                edit: self.edit_of(row),
            })
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

    /// The code of the family member whom the service was for; none where it was for the client.
    async fn dependent(&self) -> Option<scalar::ClientCode> {
        self.row.dependent.as_ref().map(scalar::ClientCode::of)
    }

    /// Another payer owes it.
    async fn other_payer(&self) -> bool {
        self.row.other_payer
    }
}

pub(crate) struct Adjustment {
    row: ClaimAdjustmentRow,
    edit: Option<almoner_domain::claim::Edit>,
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

    /// What it means here, for whoever claimed.
    async fn explanation(&self) -> &'static str {
        reason(self.row.carc, self.edit).explanation
    }

    /// What whoever claimed can do about it.
    async fn what_to_do(&self) -> &'static str {
        reason(self.row.carc, self.edit).what_to_do
    }
}

pub(crate) struct Finding {
    pub(crate) row: ClaimFindingRow,
}

impl Finding {
    fn reason(&self) -> Reason {
        match self.row.carc {
            Some(carc) => reason(carc, Some(self.row.edit)),
            None => waiting(self.row.edit),
        }
    }
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

    /// What it means here, for whoever claimed.
    async fn explanation(&self) -> &'static str {
        self.reason().explanation
    }

    /// What whoever claimed can do about it.
    async fn what_to_do(&self) -> &'static str {
        self.reason().what_to_do
    }

    /// It decides the claim by itself: denied, or waiting.
    async fn fatal(&self) -> bool {
        self.row.fatal
    }
}
