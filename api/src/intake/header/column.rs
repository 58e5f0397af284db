//! The columns of a claim sheet and the headings under which they are known.

use std::{collections::BTreeMap, sync::LazyLock};

/// A column of a claim sheet. There is none for free text, and none about a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// The sub-award that is claimed under; may be given for the whole sheet instead.
    SubAward,
    /// The sub-awardee's number for the claim; all rows of one number are one claim.
    ClaimNumber,
    /// The client's random code.
    Client,
    /// The month of service.
    ServiceMonth,
    /// What kind of service.
    Category,
    /// Administration or direct; without it, case management is administration and all else direct.
    Part,
    /// What is asked, in dollars.
    Billed,
    /// The day on which a direct expense was paid to the vendor.
    PaidOn,
    /// The salted SHA-256 digest of the receipt that the sub-awardee keeps.
    ReceiptDigest,
    /// Whether another payer owes it.
    OtherPayer,
    /// The family member of the case whom the service was for, by random code.
    FamilyMember,
    /// Which version of its number the claim is: from 2 on it replaces the one before.
    Version,
    /// The accounting date; may be given for the whole sheet instead.
    EffectiveOn,
}

impl Column {
    /// Every column, in the order of the template.
    pub const ALL: [Self; 13] = [
        Self::SubAward,
        Self::ClaimNumber,
        Self::Client,
        Self::ServiceMonth,
        Self::Category,
        Self::Part,
        Self::Billed,
        Self::PaidOn,
        Self::ReceiptDigest,
        Self::OtherPayer,
        Self::EffectiveOn,
        Self::FamilyMember,
        Self::Version,
    ];

    /// What it is called: in the template, in reports, in errors.
    pub fn name(self) -> &'static str {
        match self {
            Self::SubAward => "sub-award",
            Self::ClaimNumber => "claim number",
            Self::Client => "client code",
            Self::ServiceMonth => "service month",
            Self::Category => "category",
            Self::Part => "part",
            Self::Billed => "billed",
            Self::PaidOn => "paid on",
            Self::ReceiptDigest => "receipt digest",
            Self::OtherPayer => "other payer",
            Self::FamilyMember => "family member code",
            Self::Version => "version",
            Self::EffectiveOn => "effective on",
        }
    }

    /// The headings under which it is known, its own name first. Case, spaces and punctuation do not matter, `#` reads
    /// as `number`.
    #[expect(
        clippy::too_many_lines,
        reason = "a list is as long as there are headings"
    )]
    pub fn headings(self) -> &'static [&'static str] {
        match self {
            Self::SubAward => &[
                "sub-award",
                "sub-award id",
                "sub-award number",
                "subgrant",
                "subgrant id",
                "subgrant number",
                "subcontract",
                "subcontract number",
                "agreement",
                "agreement number",
            ],
            Self::ClaimNumber => &[
                "claim number",
                "claim",
                "claim id",
                "claim no",
                "claim num",
                "claim ref",
                "claim reference",
                "invoice",
                "invoice number",
                "invoice no",
            ],
            Self::Client => &[
                "client code",
                "client",
                "client id",
                "participant",
                "participant code",
                "participant id",
                "case code",
            ],
            Self::ServiceMonth => &[
                "service month",
                "month",
                "month of service",
                "service period",
                "period of service",
                "service month/year",
                "month/year",
            ],
            Self::Category => &[
                "category",
                "service",
                "service category",
                "service type",
                "type of service",
                "expense category",
                "expense type",
                "category of service",
            ],
            Self::Part => &[
                "part",
                "claim part",
                "cost type",
                "admin/direct",
                "admin or direct",
            ],
            Self::Billed => &[
                "billed",
                "amount",
                "amount billed",
                "billed amount",
                "amount claimed",
                "claimed",
                "claimed amount",
                "line amount",
                "amount requested",
                "requested",
                "amount usd",
                "usd",
                "dollars",
                "cost",
                "charge",
                "charges",
            ],
            Self::PaidOn => &[
                "paid on",
                "date paid",
                "paid date",
                "payment date",
                "date of payment",
                "vendor paid on",
                "vendor paid date",
                "date vendor paid",
            ],
            Self::ReceiptDigest => &[
                "receipt digest",
                "receipt",
                "receipt hash",
                "receipt sha256",
                "receipt sha-256",
                "sha256",
                "sha-256",
                "digest",
            ],
            Self::OtherPayer => &[
                "other payer",
                "other payor",
                "other funding",
                "other funding source",
                "other federal award",
                "paid by other",
            ],
            Self::FamilyMember => &[
                "family member code",
                "dependent code",
                "dependent id",
                "family member id",
            ],
            Self::Version => &[
                "version",
                "claim version",
                "version number",
                "replacement version",
            ],
            Self::EffectiveOn => &[
                "effective on",
                "effective date",
                "claim date",
                "date of claim",
                "submitted on",
                "date submitted",
                "submission date",
                "invoice date",
                "date of invoice",
                "accounting date",
            ],
        }
    }

    /// A sheet without it is none.
    pub(super) fn is_needed(self) -> bool {
        match self {
            Self::ClaimNumber
            | Self::Client
            | Self::ServiceMonth
            | Self::Category
            | Self::Billed => true,
            Self::SubAward
            | Self::Part
            | Self::PaidOn
            | Self::ReceiptDigest
            | Self::OtherPayer
            | Self::FamilyMember
            | Self::Version
            | Self::EffectiveOn => false,
        }
    }

    /// The column that a heading names.
    pub(in crate::intake) fn of_heading(heading: &str) -> Option<Self> {
        // No heading is as long as most other texts: those need not be folded.
        if heading.len() > HEADING_BYTES_MAX {
            return None;
        }
        KNOWN.get(&folded(heading)).copied()
    }
}

/// The most bytes of a heading that is looked up.
const HEADING_BYTES_MAX: usize = 100;

/// Every heading, folded.
static KNOWN: LazyLock<BTreeMap<String, Column>> = LazyLock::new(|| {
    let all = Column::ALL.into_iter().flat_map(|column| {
        let headings = column.headings().iter();
        headings.map(move |heading| (folded(heading), column))
    });
    all.collect()
});

/// A heading without case, spaces and punctuation; `#` reads as `number`.
pub(in crate::intake) fn folded(heading: &str) -> String {
    let mut folded = String::with_capacity(heading.len());
    for character in heading.chars() {
        if character == '#' {
            folded.push_str("number");
        } else if character.is_alphanumeric() {
            folded.extend(character.to_lowercase());
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn headings_are_known_whatever_their_case_spaces_and_punctuation() {
        for (heading, column) in [
            ("Claim #", Column::ClaimNumber),
            ("CLAIM_NUMBER", Column::ClaimNumber),
            ("  Sub award  ID:", Column::SubAward),
            ("Amount ($)", Column::Billed),
            ("Month of\nService", Column::ServiceMonth),
            ("sub\u{2011}award", Column::SubAward),
        ] {
            assert_eq!(Column::of_heading(heading), Some(column), "{heading:?}");
        }
        for heading in ["", "#", "Client name", "Notes", "Amount paid to person"] {
            assert_eq!(Column::of_heading(heading), None, "{heading:?}");
        }
    }

    #[test]
    fn no_heading_names_two_columns() {
        let all: Vec<String> = Column::ALL
            .iter()
            .flat_map(|column| column.headings())
            .map(|heading| folded(heading))
            .collect();
        let distinct: BTreeSet<&String> = all.iter().collect();
        // "receipt sha256" and "receipt sha-256" fold to one, of one column.
        assert_eq!(distinct.len() + 2, all.len());
        for column in Column::ALL {
            assert_eq!(Column::of_heading(column.name()), Some(column));
            assert_eq!(column.headings()[0], column.name());
        }
    }
}
