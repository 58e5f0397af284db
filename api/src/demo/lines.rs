//! Lines of the script's claims.

use almoner_domain::{
    claim::{ClaimLine, ClaimPart},
    money::Money,
    period::Month,
    programme::Category,
};
use sha2::{Digest, Sha256};

/// Whole dollars.
pub(super) fn amount(dollars: usize) -> Money {
    let cents = i64::try_from(dollars * 100).expect("the script's amounts are small");
    Money::from_cents(cents)
}

/// The first line: case management.
pub(super) fn administration(dollars: usize) -> ClaimLine {
    ClaimLine {
        number: 1,
        category: Category::CaseManagement,
        part: ClaimPart::Administration,
        billed: amount(dollars),
        paid_on: None,
        receipt_digest: None,
        other_payer: false,
        dependent: None,
    }
}

/// A direct expense, paid on the last day of its month, with the digest of a receipt.
pub(super) fn direct(number: u32, category: Category, dollars: usize, month: &str) -> ClaimLine {
    ClaimLine {
        number,
        category,
        part: ClaimPart::Direct,
        billed: amount(dollars),
        paid_on: Some(
            Month::parse(month)
                .expect("a month of the script")
                .last_day(),
        ),
        receipt_digest: Some(hex::encode(Sha256::digest(format!(
            "demo receipt {category:?} {dollars} {month}"
        )))),
        other_payer: false,
        dependent: None,
    }
}
