//! What is left of a client's year, for those who plan with it. Adjudication decides by its own edits, in their order.

use chrono::{Days, Months, NaiveDate};

use super::BenefitYear;
use crate::{money::Money, programme::PaymentModel};

/// What is left of a year under an annual cap (notice HHS-2018-ACF-IOAS-OTIP-ZV-1369).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearRoom {
    /// The cap of the case is that of a family.
    pub family: bool,
    /// The most of the year, both parts together.
    pub cap: Money,
    /// The most of it for administration.
    pub administration_cap: Money,
    /// What administration can still take.
    pub administration_left: Money,
    /// What direct expenses can still take: all that is left of the cap.
    pub direct_left: Money,
}

impl YearRoom {
    /// What is left once claims hold so much of the year; none where the rules know no annual cap.
    pub fn of(
        payment: &PaymentModel,
        family: bool,
        used_administration: Money,
        used_direct: Money,
    ) -> Option<Self> {
        let PaymentModel::Hybrid {
            individual_cap,
            family_cap,
            administration_share,
            ..
        } = payment
        else {
            return None;
        };
        let cap = if family { *family_cap } else { *individual_cap };
        let administration_cap = cap.share_floor(*administration_share);
        let left = floor(cap.less(used_administration).less(used_direct));
        let administration_left = floor(administration_cap.less(used_administration)).min(left);
        Some(Self {
            family,
            cap,
            administration_cap,
            administration_left,
            direct_left: left,
        })
    }
}

impl BenefitYear {
    /// The last day of the year.
    pub fn ends_on(self) -> NaiveDate {
        self.0
            .checked_add_months(Months::new(12))
            .and_then(|next| next.checked_sub_days(Days::new(1)))
            .unwrap_or(NaiveDate::MAX)
    }
}

/// A cap that was lowered leaves nothing, not less than nothing.
fn floor(left: Money) -> Money {
    left.max(Money::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::YearBasis;

    fn room(family: bool, administration: &str, direct: &str) -> (String, String) {
        let money = |text: &str| Money::parse(text).unwrap();
        let payment = PaymentModel::Hybrid {
            individual_cap: money("6000.00"),
            family_cap: money("7500.00"),
            administration_share: crate::rate::Rate::parse("0.40").unwrap(),
            administration_rate: None,
            year_basis: YearBasis::Calendar,
        };
        let room = YearRoom::of(&payment, family, money(administration), money(direct)).unwrap();
        (
            room.administration_left.to_string(),
            room.direct_left.to_string(),
        )
    }

    #[test]
    fn administration_takes_its_share_of_what_is_left_and_no_more_than_is_left() {
        let texts = |left: &str, direct: &str| (left.to_owned(), direct.to_owned());
        assert_eq!(room(false, "0.00", "0.00"), texts("2400.00", "6000.00"));
        assert_eq!(room(true, "0.00", "0.00"), texts("3000.00", "7500.00"));
        assert_eq!(room(false, "2200.00", "0.00"), texts("200.00", "3800.00"));
        assert_eq!(room(false, "2000.00", "3900.00"), texts("100.00", "100.00"));
        assert_eq!(room(false, "2400.00", "4000.00"), texts("0.00", "0.00"));
        assert_eq!(
            YearRoom::of(&PaymentModel::NoClaims, false, Money::ZERO, Money::ZERO),
            None
        );
    }

    #[test]
    fn a_year_ends_the_day_before_the_next() {
        let year = BenefitYear("2024-02-29".parse().unwrap());
        assert_eq!(year.ends_on(), "2025-02-27".parse::<NaiveDate>().unwrap());
    }
}
