//! How a value of the domain is stored in a column, and read back.

use std::borrow::Cow;

use almoner_domain::{
    award::{CostCategory, IncomeMethod, IncomeSource, MatchKind, PaymentMethod},
    claim::{
        AdjustmentGroup, Carc, ClaimPart, DenialReason, Edit, ReconsiderationDecision, VoidReason,
    },
    client::{
        AgeBand, ClientPhase, ClosingReason, ErasureReason, ErasureWithdrawalReason,
        FamilyRelation, HoldReason, LeavingReason, LetterKind, PhaseBasis, Population,
    },
    id::{
        ActorId, ClaimId, ClaimNumber, ClientCode, ContributionId, IncomeId, MeasureId,
        OrganizationId, PaymentId, ProgrammeCode, RefundId, SubAwardId,
    },
    identifier::{AssistanceListing, AwardNumber, Fain},
    ledger::StreamKind,
    measure::{CorrectionReason, DocumentDigest, MeasureKind, MeasurePeriod, Qualifier},
    money::Money,
    oversight::{Severity, TermsStatement},
    period::Month,
    posting::{AccountKind, Side, TrialBalanceDigest},
    programme::{Category, DisclosureProfile, Instrument, RuleSet},
    rate::Rate,
    region::{Region, State},
    sealed::{KeyCommitment, Sealed},
    sub_award::SubAwardInstrument,
    text::Text,
};
use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use sqlx::{Row, postgres::PgRow, types::Json};

use super::{Kind, Sink};

/// A stored value that is not what the program writes: the read models were changed by another hand.
#[derive(Debug, thiserror::Error)]
#[error("column {column} holds what the program never writes: {reason}")]
pub struct CellError {
    /// The column.
    pub column: String,
    /// What is wrong with it.
    pub reason: String,
}

/// A value that a column holds.
pub(crate) trait Cell: Sized {
    /// What the column holds.
    const KIND: Kind;
    /// What the driver reads.
    type Raw: for<'row> sqlx::Decode<'row, sqlx::Postgres> + sqlx::Type<sqlx::Postgres>;

    fn write(&self, sink: &mut impl Sink);

    fn load(raw: Self::Raw) -> Result<Self, String>;

    fn read(row: &PgRow, column: &str) -> Result<Self, CellError> {
        row.try_get::<Self::Raw, _>(column)
            .map_err(|error| error.to_string())
            .and_then(Self::load)
            .map_err(|reason| CellError {
                column: column.to_owned(),
                reason,
            })
    }
}

impl<T: Cell> Cell for Option<T> {
    const KIND: Kind = T::KIND;
    type Raw = Option<T::Raw>;

    fn write(&self, sink: &mut impl Sink) {
        match self {
            Some(value) => value.write(sink),
            None => sink.null(),
        }
    }

    fn load(raw: Self::Raw) -> Result<Self, String> {
        raw.map(T::load).transpose()
    }
}

macro_rules! plain_cells {
    ($($type:ty, $kind:ident, $put:ident;)+) => {$(
        impl Cell for $type {
            const KIND: Kind = Kind::$kind;
            type Raw = $type;

            fn write(&self, sink: &mut impl Sink) {
                sink.$put(*self);
            }

            fn load(raw: Self::Raw) -> Result<Self, String> {
                Ok(raw)
            }
        }
    )+};
}

plain_cells! {
    i64, Bigint, bigint;
    bool, Boolean, boolean;
    NaiveDate, Date, date;
    DateTime<Utc>, Instant, instant;
}

impl Cell for String {
    const KIND: Kind = Kind::Text;
    type Raw = String;

    fn write(&self, sink: &mut impl Sink) {
        sink.text(self);
    }

    fn load(raw: String) -> Result<Self, String> {
        Ok(raw)
    }
}

impl Cell for u32 {
    const KIND: Kind = Kind::Bigint;
    type Raw = i64;

    fn write(&self, sink: &mut impl Sink) {
        sink.bigint(i64::from(*self));
    }

    fn load(raw: i64) -> Result<Self, String> {
        Self::try_from(raw).map_err(|error| error.to_string())
    }
}

/// Values with a text and a way to read it back.
macro_rules! text_cells {
    ($($type:ty: |$value:ident| $write:expr, |$text:ident| $read:expr;)+) => {$(
        impl Cell for $type {
            const KIND: Kind = Kind::Text;
            type Raw = String;

            fn write(&self, sink: &mut impl Sink) {
                let $value = self;
                sink.text(&$write);
            }

            fn load(raw: String) -> Result<Self, String> {
                let $text = raw.as_str();
                $read.map_err(|error| error.to_string())
            }
        }
    )+};
}

macro_rules! id_cells {
    ($($type:ty),+ $(,)?) => {
        text_cells! { $($type: |id| id.as_str(), |text| <$type>::parse(text);)+ }
    };
}

id_cells!(
    ActorId,
    AssistanceListing,
    ClaimId,
    ClaimNumber,
    ClientCode,
    ContributionId,
    IncomeId,
    DocumentDigest,
    Fain,
    KeyCommitment,
    MeasureId,
    OrganizationId,
    PaymentId,
    ProgrammeCode,
    RefundId,
    Sealed,
    SubAwardId,
);

text_cells! {
    AwardNumber: |number| number.to_string(), |text| AwardNumber::parse(text);
    MeasurePeriod: |period| period.to_string(), |text| MeasurePeriod::parse(text);
    Month: |month| month.to_string(), |text| Month::parse(text);
    TrialBalanceDigest: |digest| digest.as_str(), |text| TrialBalanceDigest::parse(text);
    State: |state| state.code(), |text| State::parse(text);
    StreamKind: |kind| kind.as_str(), |text| StreamKind::parse(text).ok_or("no such kind of stream");
    AccountKind: |kind| kind.code(), |text| AccountKind::parse(text).ok_or("no such kind of account");
    Side: |side| match side { Side::Debit => "DEBIT", Side::Credit => "CREDIT" }, |text| match text {
        "DEBIT" => Ok(Side::Debit),
        "CREDIT" => Ok(Side::Credit),
        _ => Err("neither side"),
    };
}

impl<const MAX: usize> Cell for Text<MAX> {
    const KIND: Kind = Kind::Text;
    type Raw = String;

    fn write(&self, sink: &mut impl Sink) {
        sink.text(self.as_str());
    }

    fn load(raw: String) -> Result<Self, String> {
        Self::parse(&raw).map_err(|error| error.to_string())
    }
}

/// The stored name of a value that serialises as a name.
pub(crate) fn name_of(value: &impl serde::Serialize) -> Cow<'static, str> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => Cow::Owned(name),
        Ok(_) | Err(_) => unreachable!("an enum without fields serialises as its name"),
    }
}

fn of_name<'text, T: Deserialize<'text>>(name: &'text str) -> Result<T, serde::de::value::Error> {
    T::deserialize(name.into_deserializer())
}

macro_rules! name_cells {
    ($($type:ty),+ $(,)?) => {
        text_cells! { $($type: |value| name_of(value), |text| of_name::<$type>(text);)+ }
    };
}

name_cells!(
    AdjustmentGroup,
    AgeBand,
    Category,
    ClaimPart,
    ClientPhase,
    ClosingReason,
    CorrectionReason,
    CostCategory,
    DenialReason,
    DisclosureProfile,
    Edit,
    ErasureReason,
    ErasureWithdrawalReason,
    FamilyRelation,
    HoldReason,
    IncomeMethod,
    IncomeSource,
    Instrument,
    LeavingReason,
    LetterKind,
    MatchKind,
    MeasureKind,
    PaymentMethod,
    PhaseBasis,
    Population,
    Qualifier,
    ReconsiderationDecision,
    Severity,
    SubAwardInstrument,
    VoidReason,
);

impl Cell for Carc {
    const KIND: Kind = Kind::Bigint;
    type Raw = i64;

    fn write(&self, sink: &mut impl Sink) {
        sink.bigint(i64::from(self.number()));
    }

    fn load(raw: i64) -> Result<Self, String> {
        u16::try_from(raw)
            .ok()
            .and_then(|number| Self::try_from(number).ok())
            .ok_or_else(|| format!("{raw} is no adjustment reason code"))
    }
}

impl Cell for Money {
    const KIND: Kind = Kind::Numeric;
    type Raw = Decimal;

    fn write(&self, sink: &mut impl Sink) {
        sink.numeric(self.decimal());
    }

    fn load(raw: Decimal) -> Result<Self, String> {
        Self::parse(&raw.to_string()).map_err(|error| error.to_string())
    }
}

impl Cell for Rate {
    const KIND: Kind = Kind::Numeric;
    type Raw = Decimal;

    fn write(&self, sink: &mut impl Sink) {
        sink.numeric(self.decimal());
    }

    fn load(raw: Decimal) -> Result<Self, String> {
        Self::parse(&raw.to_string()).map_err(|error| error.to_string())
    }
}

macro_rules! json_cells {
    ($($type:ty),+ $(,)?) => {$(
        impl Cell for $type {
            const KIND: Kind = Kind::Json;
            type Raw = Json<$type>;

            fn write(&self, sink: &mut impl Sink) {
                let text = serde_json::to_string(self).expect("it has a JSON form: it was in an event");
                sink.text(&text);
            }

            fn load(raw: Json<$type>) -> Result<Self, String> {
                Ok(raw.0)
            }
        }
    )+};
}

json_cells!(RuleSet, TermsStatement);

/// A word without spaces, of which a column holds a list.
pub(crate) trait Word: Sized {
    fn word(&self) -> Cow<'_, str>;
    fn of_word(word: &str) -> Result<Self, String>;
}

impl Word for String {
    fn word(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }

    fn of_word(word: &str) -> Result<Self, String> {
        Ok(word.to_owned())
    }
}

impl Word for OrganizationId {
    fn word(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.as_str())
    }

    fn of_word(word: &str) -> Result<Self, String> {
        Self::parse(word).map_err(|error| error.to_string())
    }
}

impl Word for ProgrammeCode {
    fn word(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.as_str())
    }

    fn of_word(word: &str) -> Result<Self, String> {
        Self::parse(word).map_err(|error| error.to_string())
    }
}

impl Word for State {
    fn word(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.code())
    }

    fn of_word(word: &str) -> Result<Self, String> {
        Self::parse(word).map_err(|error| error.to_string())
    }
}

impl Word for Region {
    fn word(&self) -> Cow<'_, str> {
        Cow::Owned(u8::from(*self).to_string())
    }

    fn of_word(word: &str) -> Result<Self, String> {
        let number: u8 = word.parse().map_err(|_| format!("{word} is no region"))?;
        Self::try_from(number).map_err(|error| error.to_string())
    }
}

impl<T: Word> Cell for Vec<T> {
    const KIND: Kind = Kind::Words;
    type Raw = Vec<String>;

    fn write(&self, sink: &mut impl Sink) {
        let words: Vec<Cow<'_, str>> = self.iter().map(Word::word).collect();
        sink.words(words.iter().map(Cow::as_ref));
    }

    fn load(raw: Vec<String>) -> Result<Self, String> {
        raw.iter().map(|word| T::of_word(word)).collect()
    }
}
