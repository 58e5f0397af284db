//! Scalars, each sent and received as text. What a text means is read later, field by field, so that all that
//! is wrong with an input is answered at once; a number where text is due never gets that far.

use std::fmt::Display;

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};

macro_rules! text_scalars {
    ($($(#[doc = $doc:literal])+ $name:ident $graphql:literal, $example:literal;)+) => {
        $(
            $(#[doc = $doc])+
            #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
            pub(crate) struct $name(pub(crate) String);

            impl $name {
                /// The text of a value.
                #[allow(dead_code, reason = "some ids are only ever sent, never shown")]
                pub(crate) fn of(value: impl Display) -> Self {
                    Self(value.to_string())
                }
            }

            impl AsRef<str> for $name {
                fn as_ref(&self) -> &str {
                    &self.0
                }
            }

            $(#[doc = $doc])+
            #[Scalar(name = $graphql)]
            impl ScalarType for $name {
                fn parse(value: Value) -> InputValueResult<Self> {
                    match value {
                        Value::String(text) => Ok(Self(text)),
                        other => Err(InputValueError::expected_type(other)),
                    }
                }

                fn is_valid(value: &Value) -> bool {
                    matches!(value, Value::String(_))
                }

                fn to_value(&self) -> Value {
                    Value::String(self.0.clone())
                }
            }
        )+

        /// What to send for a scalar of a name, such as `"825000.00"`; nothing for other types.
        pub(crate) fn example(graphql: &str) -> Option<&'static str> {
            match graphql {
                $($graphql => Some($example),)+
                _ => None,
            }
        }
    };
}

text_scalars! {
    /// An amount of US dollars, exact to the cent, as text: `"825000.00"`. Never a JSON number: a floating-point
    /// number cannot hold every cent.
    Money "Money", "825000.00";
    /// A part of a whole, from 0 to 1 with at most six decimals, as text: `"0.60"` is 60 percent.
    Rate "Rate", "0.60";
    /// A percentage rounded to two decimals, as text: `"58.79"`. For reading; rules compare amounts.
    Percent "Percent", "58.79";
    /// A place in the journal: 1 for the first event, 2 for the second, without a gap. As text: `"4711"`.
    Position "Position", "4711";
    /// A calendar day: `"2024-10-01"`.
    Date "Date", "2024-10-01";
    /// An instant in UTC (RFC 3339): `"2024-10-01T14:30:00Z"`.
    DateTime "DateTime", "2024-10-01T14:30:00Z";
    /// A calendar month: `"2024-10"`.
    Month "Month", "2024-10";
    /// A programme's short code: 2 to 16 capitals, digits or hyphens, such as `"TVAP"`.
    ProgrammeCode "ProgrammeCode", "TVAP";
    /// An organization's id in the register: 1 to 64 letters, digits, `-`, `_` or `.`.
    OrganizationId "OrganizationId", "uscri";
    /// A federal award identification number (FAIN): two digits, two capitals, four digits, such as `"90ZV0134"`.
    Fain "Fain", "90ZV0134";
    /// The number of a notice of award: FAIN, budget year and amendment, such as `"90ZV0134-01-00"`. The older
    /// `"90ZV0134/01"` means amendment 00.
    AwardNumber "AwardNumber", "90ZV0134-01-00";
    /// A sub-award's id, unique in the ledger: 1 to 64 letters, digits, `-`, `_` or `.`.
    SubAwardId "SubAwardId", "SA-2024-001";
    /// A client's random code, minted by the ledger: `C-` and 16 capitals or digits. It is derived from nothing
    /// and says nothing about a person.
    ClientCode "ClientCode", "C-0123456789ABCDEF";
    /// The number that a sub-awardee gives its claim, unique in the sub-award: 1 to 64 letters, digits, `-`, `_` or `.`.
    ClaimNumber "ClaimNumber", "2024-10-0001";
    /// A claim's id: its sub-award and its number joined by a colon, and for a replacement a colon and its version.
    ClaimId "ClaimId", "SA-2024-001:2024-10-0001";
    /// A payment's id: 1 to 64 letters, digits, `-`, `_` or `.`.
    PaymentId "PaymentId", "PAY-2024-11";
    /// The id of a refund, unique in its sub-award or award: 1 to 64 letters, digits, `-`, `_` or `.`.
    RefundId "RefundId", "REFUND-0001";
    /// The id of a direct cost, unique in its award: 1 to 64 letters, digits, `-`, `_` or `.`.
    CostId "CostId", "COST-0001";
    /// The id of a draw of federal cash, unique in its award: 1 to 64 letters, digits, `-`, `_` or `.`.
    DrawId "DrawId", "DRAW-0001";
    /// The id of interest on federal cash, earned or remitted, unique in its award: 1 to 64 letters, digits, `-`, `_` or `.`.
    InterestId "InterestId", "INTEREST-2024";
    /// The id of program income, earned or spent, unique in its award: 1 to 64 letters, digits, `-`, `_` or `.`.
    IncomeId "IncomeId", "FEES-2024";
    /// A ZIP+4 of the Postal Service, its hyphen included.
    ZipPlus4 "ZipPlus4", "80203-1234";
    /// The id of a contribution to the non-federal share, unique in its award: 1 to 64 letters, digits, `-`, `_` or `.`.
    ContributionId "ContributionId", "MATCH-0001";
    /// The id that you mint for a command: 1 to 64 letters, digits, `-`, `_` or `.`, such as a UUID. Sending the
    /// same command again under the same id never does it twice: the first answer is given again.
    CommandId "CommandId", "0192c2f0-7a6b-7cc0-9d5e-3f1a2b4c5d6e";
    /// A measure's id: what is counted, of when, and over what, such as `"hotline-cases:FY2021:programme:NHTRC"`.
    MeasureId "MeasureId", "hotline-cases:FY2021:programme:NHTRC";
    /// The time that a measure is about: a federal fiscal year `"FY2021"`, a quarter of one `"FY2021Q3"`, or two days
    /// joined by a slash, `"2012-10-03/2012-10-03"`.
    MeasurePeriod "MeasurePeriod", "FY2021";
    /// The id of a piece of monitoring, unique in its sub-award: 1 to 64 letters, digits, `-`, `_` or `.`.
    ActivityId "ActivityId", "VISIT-2026";
    /// The id of a finding, unique in its award: 1 to 64 letters, digits, `-`, `_` or `.`.
    FindingId "FindingId", "FINDING-0001";
    /// A deadline's name in the calendar: what is due, the award, the sub-award or `-`, and what of it, joined by colons.
    DeadlineKey "DeadlineKey", "financial-report:90ZV0134:-:2024-03-31";
    /// The account of the person or program that acted; never a person's name.
    ActorId "ActorId", "officer-1";
    /// An assistance listing (formerly CFDA) number, such as `"93.598"`.
    AssistanceListing "AssistanceListing", "93.598";
    /// A state, the District of Columbia, a territory or a freely associated state, by its postal code in capitals.
    State "State", "CO";
    /// A SHA-256 digest in lower-case hexadecimal: 64 digits.
    Digest "Digest", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    /// The public half of a signing key: the name of the log, the key's id and the key itself, with plus signs between, as
    /// C2SP signed-note writes it.
    VerifierKey "VerifierKey", "ledger.example/journal+e2ea5781+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
    /// JSON, as the exact text that was hashed into the journal.
    JsonText "JsonText", "{}";
    /// A value as JSON, in a text: `"\"825000.00\""`, `"{\"phase\":\"Active\"}"`.
    Json "Json", "{}";
}

impl DateTime {
    /// An instant, to the microsecond, as the journal writes it.
    pub(crate) fn at(instant: chrono::DateTime<chrono::Utc>) -> Self {
        Self::of(instant.to_rfc3339_opts(chrono::SecondsFormat::Micros, true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_no_amount_and_no_position() {
        for value in [async_graphql::value!(825_000), async_graphql::value!(0.5)] {
            assert!(!Money::is_valid(&value));
            assert!(!Position::is_valid(&value));
            assert!(Money::parse(value).is_err());
        }
        assert!(Money::is_valid(&Value::String("825000.00".to_owned())));
    }
}
