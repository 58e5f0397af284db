//! The lines of a claim, as a sub-awardee sends them.

use async_graphql::InputObject;

use super::ClaimPart;
use crate::graphql::{error::Coded, programme::Category, read::Fields, scalar};

/// One line of a claim. Lines are numbered from 1 in the order in which they are sent.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ClaimLineInput {
    /// What kind of service.
    pub(crate) category: Category,
    /// Administration, or a direct participant expense.
    pub(crate) part: ClaimPart,
    /// What is asked, above zero.
    pub(crate) billed: scalar::Money,
    /// The day on which a direct expense was paid to the vendor.
    pub(crate) paid_on: Option<scalar::Date>,
    /// The salted SHA-256 digest of the receipt that you keep, for a direct expense. Without one the line is
    /// adjusted away (16).
    pub(crate) receipt_digest: Option<scalar::Digest>,
    /// Another payer owes it, such as another federal award.
    #[graphql(default)]
    pub(crate) other_payer: bool,
    /// The family member of the case whom the service was for, by the random code; none where it was for the client.
    pub(crate) dependent: Option<scalar::ClientCode>,
}

/// The text is not a digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a digest is SHA-256 in lower-case hexadecimal: 64 digits")]
struct DigestError;

impl Coded for DigestError {
    fn stable_code(&self) -> &'static str {
        "RECEIPT_DIGEST_MALFORMED"
    }
}

/// A claim has no lines, or too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a claim has 1 to 50 lines")]
struct LineCountError;

impl Coded for LineCountError {
    fn stable_code(&self) -> &'static str {
        "CLAIM_LINE_COUNT"
    }
}

/// Reads the lines and numbers them from 1.
pub(crate) fn read_lines(
    fields: &mut Fields,
    field: &str,
    lines: &[ClaimLineInput],
) -> Option<Vec<almoner_domain::claim::ClaimLine>> {
    let count = if (1..=50).contains(&lines.len()) {
        Ok(())
    } else {
        Err(LineCountError)
    };
    fields.check(field, count)?;
    let lines = fields.each(field, lines, |fields, at, line| {
        fields.within(at, |fields| read_line(fields, line))
    })?;
    Some(
        (1..)
            .zip(lines)
            .map(|(number, line)| almoner_domain::claim::ClaimLine { number, ..line })
            .collect(),
    )
}

fn read_line(
    fields: &mut Fields,
    line: &ClaimLineInput,
) -> Option<almoner_domain::claim::ClaimLine> {
    let billed = fields.read("billed", &line.billed);
    let paid_on = fields.read_optional("paidOn", line.paid_on.as_ref());
    let dependent = fields.read_optional("dependent", line.dependent.as_ref());
    let receipt_digest = match &line.receipt_digest {
        None => Some(None),
        Some(digest) => {
            let plain = digest.0.len() == 64
                && digest
                    .0
                    .bytes()
                    .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
            let read = if plain {
                Ok(digest.0.clone())
            } else {
                Err(DigestError)
            };
            fields.check("receiptDigest", read).map(Some)
        }
    };
    Some(almoner_domain::claim::ClaimLine {
        number: 0,
        category: line.category.into(),
        part: line.part.into(),
        billed: billed?,
        paid_on: paid_on?,
        receipt_digest: receipt_digest?,
        other_payer: line.other_payer,
        dependent: dependent?,
    })
}
