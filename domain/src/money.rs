//! US dollars, exact to the cent. The only place where an amount is rounded.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use crate::rate::Rate;

/// The largest absolute amount a ledger accepts: just under ten trillion dollars.
const MONEY_MAX: Decimal = Decimal::from_parts(2_764_472_319, 232_830, 0, false, 2);

/// An amount of US dollars with exactly two decimals. Signed, because a balance may be negative; amounts
/// that enter with a command are checked to be positive. Serialised as text (`"825000.00"`), never as a number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(Decimal);

/// Why a text is not an amount, or an operation has no exact result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MoneyError {
    /// Not a plain decimal number such as `825000.00`.
    #[error("an amount is a plain decimal number of dollars such as \"825000.00\"")]
    Malformed,
    /// More than two decimals; nothing is rounded on the way in.
    #[error("an amount has at most two decimals; round it before sending it")]
    TooPrecise,
    /// Beyond what a ledger accepts.
    #[error("the amount is out of range")]
    OutOfRange,
}

impl MoneyError {
    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Malformed => "AMOUNT_MALFORMED",
            Self::TooPrecise => "AMOUNT_TOO_PRECISE",
            Self::OutOfRange => "AMOUNT_OUT_OF_RANGE",
        }
    }
}

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// Reads `825000`, `825000.5` or `825000.00`, with an optional leading `-`. No exponent, sign `+`,
    /// separators or spaces.
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !plain(whole) || !plain(fraction) {
            return Err(MoneyError::Malformed);
        }
        if fraction.len() > 2 {
            return Err(MoneyError::TooPrecise);
        }
        let amount: Decimal = text.parse().map_err(|_| MoneyError::OutOfRange)?;
        Self::of(amount)
    }

    /// Whole cents.
    pub fn from_cents(cents: i64) -> Self {
        Self(Decimal::new(cents, 2))
    }

    /// The amount in whole cents; every accepted amount fits.
    pub fn cents(self) -> i64 {
        i64::try_from(self.0.mantissa()).expect("an amount in range is less than 2^63 cents")
    }

    /// The amount as a decimal with two places.
    pub fn decimal(self) -> Decimal {
        self.0
    }

    fn of(amount: Decimal) -> Result<Self, MoneyError> {
        let mut cents = amount;
        cents.rescale(2);
        if cents != amount {
            return Err(MoneyError::TooPrecise);
        }
        if cents.abs() > MONEY_MAX {
            return Err(MoneyError::OutOfRange);
        }
        if cents.is_zero() {
            return Ok(Self(Decimal::new(0, 2)));
        }
        Ok(Self(cents))
    }

    /// The sum, or nothing when it is out of range.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0
            .checked_add(other.0)
            .and_then(|sum| Self::of(sum).ok())
    }

    /// The difference (possibly negative), or nothing when it is out of range.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0
            .checked_sub(other.0)
            .and_then(|difference| Self::of(difference).ok())
    }

    /// The difference, never below zero: what is left of `self` after `other`.
    #[must_use]
    pub fn less(self, other: Self) -> Self {
        self.minus(other)
            .filter(|left| left.is_positive())
            .unwrap_or(Self::ZERO)
    }

    /// The sum of all, or nothing when it is out of range.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::plus)
    }

    /// `rate` of the amount, rounded up to the cent (a minimum is never understated).
    #[must_use]
    pub fn share_ceiling(self, rate: Rate) -> Self {
        self.scaled(rate, RoundingStrategy::ToPositiveInfinity)
    }

    /// `rate` of the amount, rounded down to the cent (a maximum is never overstated).
    #[must_use]
    pub fn share_floor(self, rate: Rate) -> Self {
        self.scaled(rate, RoundingStrategy::ToNegativeInfinity)
    }

    /// `part` of `whole` of the amount, rounded down to the cent: a month's rate by its days. Nothing of no whole, and
    /// all of it where the part is not smaller.
    #[must_use]
    pub fn portion_floor(self, part: u32, whole: u32) -> Self {
        if whole == 0 {
            return Self::ZERO;
        }
        if part >= whole {
            return self;
        }
        let share = Decimal::from(part) * self.0 / Decimal::from(whole);
        Self(share.round_dp_with_strategy(2, RoundingStrategy::ToNegativeInfinity)).rescaled()
    }

    fn scaled(self, rate: Rate, strategy: RoundingStrategy) -> Self {
        // A rate is at most 1, so the product is never further from zero than the amount itself.
        Self((self.0 * rate.decimal()).round_dp_with_strategy(2, strategy)).rescaled()
    }

    /// The whole of which the amount is `rate`, rounded half away from zero to the cent: the total cost of a
    /// project of which this is the federal share. Nothing when the rate is zero or the whole is out of range.
    #[must_use]
    pub fn whole_of(self, rate: Rate) -> Option<Self> {
        let whole = self.0.checked_div(rate.decimal())?;
        Self::of(whole.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)).ok()
    }

    /// What part of `whole` the amount is, as a percentage rounded half away from zero to two decimals
    /// (58.79); nothing when `whole` is zero. For showing; a rule compares amounts.
    #[must_use]
    pub fn percent_of(self, whole: Self) -> Option<Decimal> {
        let ratio = self
            .0
            .checked_mul(Decimal::ONE_HUNDRED)?
            .checked_div(whole.0)?;
        let mut percent = ratio.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        percent.rescale(2);
        Some(percent)
    }

    fn rescaled(mut self) -> Self {
        self.0.rescale(2);
        self
    }

    /// More than nothing.
    pub fn is_positive(self) -> bool {
        self > Self::ZERO
    }

    /// Less than nothing.
    pub fn is_negative(self) -> bool {
        self < Self::ZERO
    }

    /// Exactly nothing.
    pub fn is_zero(self) -> bool {
        self == Self::ZERO
    }
}

impl fmt::Display for Money {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:.2}", self.0)
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "${self}")
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn money(text: &str) -> Money {
        Money::parse(text).unwrap()
    }

    #[test]
    fn an_amount_is_text_with_two_decimals() {
        assert_eq!(
            serde_json::to_string(&money("825000")).unwrap(),
            "\"825000.00\""
        );
        assert_eq!(
            serde_json::from_str::<Money>("\"-0.5\"").unwrap(),
            money("-0.50")
        );
        assert!(serde_json::from_str::<Money>("825000.00").is_err());
    }

    #[test]
    fn what_is_not_a_plain_amount_is_refused() {
        for text in [
            "", "-", ".", "1.", ".5", "+1", "1e3", "1,000", " 1", "1 ", "NaN", "0x1", "١",
        ] {
            assert_eq!(Money::parse(text), Err(MoneyError::Malformed), "{text:?}");
        }
        assert_eq!(Money::parse("0.001"), Err(MoneyError::TooPrecise));
        assert_eq!(Money::parse("99999999999999"), Err(MoneyError::OutOfRange));
        assert_eq!(
            Money::parse("99999999999999999999999999999999"),
            Err(MoneyError::OutOfRange)
        );
    }

    #[test]
    fn the_largest_amount_fits() {
        let largest = money("9999999999999.99");
        assert_eq!(largest.decimal(), MONEY_MAX);
        assert_eq!(largest.plus(Money::from_cents(1)), None);
    }

    #[test]
    fn shares_round_against_the_one_who_gains() {
        let sixty = Rate::parse("0.60").unwrap();
        let forty = Rate::parse("0.40").unwrap();
        let award = money("100000.01");
        assert_eq!(award.share_ceiling(sixty), money("60000.01"));
        assert_eq!(award.share_floor(forty), money("40000.00"));
    }

    #[test]
    fn a_portion_by_days_is_rounded_down() {
        assert_eq!(money("400").portion_floor(10, 31), money("129.03"));
        assert_eq!(money("400").portion_floor(21, 31), money("270.96"));
        assert_eq!(money("400").portion_floor(31, 31), money("400"));
        assert_eq!(money("400").portion_floor(40, 31), money("400"));
        assert_eq!(money("400").portion_floor(0, 31), Money::ZERO);
        assert_eq!(money("400").portion_floor(1, 0), Money::ZERO);
    }

    #[test]
    fn the_total_of_a_federal_share_is_exact_to_the_cent() {
        let rate = Rate::parse("0.7187").unwrap();
        assert_eq!(money("3500000").whole_of(rate), Some(money("4869903.99")));
    }

    proptest! {
        #[test]
        fn minimum_and_maximum_always_sum_to_the_award(cents in 0_i64..1_000_000_000_000) {
            let award = Money::from_cents(cents);
            let minimum = award.share_ceiling(Rate::parse("0.60").unwrap());
            let maximum = award.share_floor(Rate::parse("0.40").unwrap());
            prop_assert_eq!(minimum.plus(maximum), Some(award));
        }

        #[test]
        fn text_and_amount_are_one(cents in -1_000_000_000_000_i64..1_000_000_000_000) {
            let amount = Money::from_cents(cents);
            prop_assert_eq!(Money::parse(&amount.to_string()), Ok(amount));
            prop_assert_eq!(amount.cents(), cents);
        }
    }
}
