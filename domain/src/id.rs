//! Identifiers of streams and people. They enter with a command; nothing here mints one.

use thiserror::Error;

use crate::{
    identifier::Fain,
    measure::{MeasureKind, MeasurePeriod},
};

/// The text is not an identifier of the kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{kind} is {shape}")]
pub struct IdError {
    /// What it should have been.
    pub kind: &'static str,
    /// What one looks like.
    pub shape: &'static str,
    code: &'static str,
}

impl IdError {
    /// The stable code.
    pub fn code(self) -> &'static str {
        self.code
    }
}

fn is_plain(text: &str, length_max: usize) -> bool {
    let mut bytes = text.bytes();
    text.len() <= length_max
        && bytes
            .next()
            .is_some_and(|first| first.is_ascii_alphanumeric())
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

fn is_client_code(text: &str) -> bool {
    const CROCKFORD: &[u8] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    text.strip_prefix("C-").is_some_and(|random| {
        random.len() == 16 && random.bytes().all(|byte| CROCKFORD.contains(&byte))
    })
}

fn is_claim_id(text: &str) -> bool {
    let mut parts = text.splitn(3, ':');
    let (sub_award, number, version) = (parts.next(), parts.next(), parts.next());
    sub_award.is_some_and(|sub_award| is_plain(sub_award, 64))
        && number.is_some_and(|number| is_plain(number, 64))
        && version.is_none_or(is_later_version)
}

/// 2 or more, without a leading zero: the first version has no number in its id.
fn is_later_version(text: &str) -> bool {
    text.len() <= 9
        && !text.starts_with('0')
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text.parse::<u32>().is_ok_and(|version| version > 1)
}

fn is_measure_id(text: &str) -> bool {
    let mut parts = text.splitn(4, ':');
    let (Some(kind), Some(period), Some(of), Some(name)) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let named = match of {
        "programme" => name
            .split('+')
            .all(|code| ProgrammeCode::parse(code).is_ok()),
        "award" => Fain::parse(name).is_ok(),
        "sub-award" => SubAwardId::parse(name).is_ok(),
        _ => false,
    };
    named
        && MeasureKind::ALL.iter().any(|known| known.slug() == kind)
        && MeasurePeriod::parse(period).is_ok()
}

macro_rules! text_ids {
    ($($(#[$doc:meta])* $name:ident, $kind:literal, $shape:literal, $code:literal, $check:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Checks the shape.
            pub fn parse(text: &str) -> Result<Self, IdError> {
                let check: fn(&str) -> bool = $check;
                if check(text) {
                    Ok(Self(text.to_owned()))
                } else {
                    Err(IdError { kind: $kind, shape: $shape, code: $code })
                }
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        $crate::written::held_as_text! { $name }
    )+};
}

text_ids! {
    /// A programme's short code, such as `RRR` or `TVAP`.
    ProgrammeCode, "a programme code", "2 to 16 capitals, digits or hyphens, such as \"TVAP\"", "PROGRAMME_CODE_MALFORMED",
        |text| (2..=16).contains(&text.len()) && text.starts_with(|first: char| first.is_ascii_uppercase())
            && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-');
    /// An organization in the register.
    OrganizationId, "an organization id", "1 to 64 letters, digits, '-', '_' or '.'", "ORGANIZATION_ID_MALFORMED", |text| is_plain(text, 64);
    /// A sub-award, unique in the ledger.
    SubAwardId, "a sub-award id", "1 to 64 letters, digits, '-', '_' or '.'", "SUB_AWARD_ID_MALFORMED", |text| is_plain(text, 64);
    /// The number that a sub-awardee gives a claim, unique in its sub-award.
    ClaimNumber, "a claim number", "1 to 64 letters, digits, '-', '_' or '.'", "CLAIM_NUMBER_MALFORMED", |text| is_plain(text, 64);
    /// A claim: its sub-award and claim number joined by a colon, so that a number cannot be used twice. A replacement
    /// adds a colon and its version, from 2 on.
    ClaimId, "a claim id", "a sub-award id and a claim number joined by ':', and for a replacement ':' and its version", "CLAIM_ID_MALFORMED", is_claim_id;
    /// A client's random code. It is derived from nothing and says nothing.
    ClientCode, "a client code", "\"C-\" and 16 capitals or digits", "CLIENT_CODE_MALFORMED", is_client_code;
    /// A batch of approved claims that are paid together.
    PaymentId, "a payment id", "1 to 64 letters, digits, '-', '_' or '.'", "PAYMENT_ID_MALFORMED", |text| is_plain(text, 64);
    /// A refund: a sub-awardee's of what it owes back, unique in its sub-award, or a prime's of cash that it drew, unique in
    /// its award.
    RefundId, "a refund id", "1 to 64 letters, digits, '-', '_' or '.'", "REFUND_ID_MALFORMED", |text| is_plain(text, 64);
    /// A prime's direct cost, unique in its award.
    CostId, "a cost id", "1 to 64 letters, digits, '-', '_' or '.'", "COST_ID_MALFORMED", |text| is_plain(text, 64);
    /// A prime's draw of federal cash, unique in its award.
    DrawId, "a draw id", "1 to 64 letters, digits, '-', '_' or '.'", "DRAW_ID_MALFORMED", |text| is_plain(text, 64);
    /// Interest on federal cash, earned or remitted, unique in its award.
    InterestId, "an interest id", "1 to 64 letters, digits, '-', '_' or '.'", "INTEREST_ID_MALFORMED", |text| is_plain(text, 64);
    /// Program income, earned or spent, unique in its award.
    IncomeId, "an income id", "1 to 64 letters, digits, '-', '_' or '.'", "INCOME_ID_MALFORMED", |text| is_plain(text, 64);
    /// A contribution to the non-federal share, unique in its award.
    ContributionId, "a contribution id", "1 to 64 letters, digits, '-', '_' or '.'", "CONTRIBUTION_ID_MALFORMED", |text| is_plain(text, 64);
    /// A measure: what is counted, of which period, and over which programmes, award or sub-award.
    MeasureId, "a measure id", "a kind, a period and whom it is about, such as \"hotline-cases:FY2021:programme:NHTRC\"", "MEASURE_ID_MALFORMED", is_measure_id;
    /// A finding about an award, unique in it.
    FindingId, "a finding id", "1 to 64 letters, digits, '-', '_' or '.'", "FINDING_ID_MALFORMED", |text| is_plain(text, 64);
    /// A planned piece of monitoring, unique in its sub-award.
    ActivityId, "an activity id", "1 to 64 letters, digits, '-', '_' or '.'", "ACTIVITY_ID_MALFORMED", |text| is_plain(text, 64);
    /// The person or program that acts; an account's id, never a person's name.
    ActorId, "an actor id", "1 to 64 letters, digits, '-', '_' or '.'", "ACTOR_ID_MALFORMED", |text| is_plain(text, 64);
    /// A client-minted id of a command, for idempotency.
    CommandId, "a command id", "1 to 64 letters, digits, '-', '_' or '.'", "COMMAND_ID_MALFORMED", |text| is_plain(text, 64);
}

impl ClaimId {
    /// The claim of a number in a sub-award.
    pub fn of(sub_award: &SubAwardId, number: &ClaimNumber) -> Self {
        Self(format!("{sub_award}:{number}"))
    }

    /// Which version of its number it is: 1, or more for a replacement.
    pub fn version(&self) -> u32 {
        let version = self.0.splitn(3, ':').nth(2);
        version
            .and_then(|version| version.parse().ok())
            .unwrap_or(1)
    }

    /// The claim that replaces this one: the same number in its next version.
    #[must_use]
    pub fn next_version(&self) -> Self {
        let mut parts = self.0.splitn(3, ':');
        let (sub_award, number) = (parts.next(), parts.next());
        let first = [sub_award, number].map(Option::unwrap_or_default).join(":");
        Self(format!("{first}:{}", self.version().saturating_add(1)))
    }
}

impl MeasureId {
    /// The measure of programmes together, given in order of their codes.
    pub fn of_programmes(
        kind: MeasureKind,
        period: MeasurePeriod,
        programmes: &[ProgrammeCode],
    ) -> Self {
        let codes: Vec<&str> = programmes.iter().map(ProgrammeCode::as_str).collect();
        Self(format!(
            "{}:{period}:programme:{}",
            kind.slug(),
            codes.join("+")
        ))
    }

    /// The measure of an award.
    pub fn of_award(kind: MeasureKind, period: MeasurePeriod, award: &Fain) -> Self {
        Self(format!("{}:{period}:award:{award}", kind.slug()))
    }

    /// The measure of a sub-award.
    pub fn of_sub_award(kind: MeasureKind, period: MeasurePeriod, sub_award: &SubAwardId) -> Self {
        Self(format!("{}:{period}:sub-award:{sub_award}", kind.slug()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_its_shape() {
        assert!(OrganizationId::parse("uscri").is_ok());
        for text in ["", "-a", "a b", "a/b", "ü", "a\u{0}"] {
            assert!(OrganizationId::parse(text).is_err(), "{text:?}");
        }
        assert!(ClientCode::parse("C-0123456789ABCDEF").is_ok());
        assert!(ClientCode::parse("C-0123456789ABCDEU").is_err());
        assert!(ProgrammeCode::parse("VHT-NC").is_ok());
        assert!(ProgrammeCode::parse("rrr").is_err());
    }

    #[test]
    fn a_replacement_is_the_next_version_of_its_number() {
        let first = ClaimId::parse("TV-1:2019-05").unwrap();
        assert_eq!(first.version(), 1);
        let second = first.next_version();
        assert_eq!(second.as_str(), "TV-1:2019-05:2");
        assert_eq!(ClaimId::parse(second.as_str()).unwrap().version(), 2);
        assert_eq!(second.next_version().as_str(), "TV-1:2019-05:3");
        for text in ["TV-1:1:1", "TV-1:1:02", "TV-1:1:", "TV-1:1:x", "TV-1:1:2:3"] {
            assert!(ClaimId::parse(text).is_err(), "{text}");
        }
    }
}
