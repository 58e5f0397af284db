//! The sub-award share: the 60 percent rule, as of any moment.

use almoner_projections::sub_award_shares::SubAwardShareRow;
use async_graphql::Object;

use crate::graphql::scalar;

pub(crate) struct SubAwardShare {
    pub(crate) row: SubAwardShareRow,
}

/// How much of an award its prime passes on, and how much it must: at least the minimum to qualified local
/// grassroots organizations, by sub-award. Procurement does not count.
#[Object]
impl SubAwardShare {
    /// The least part of the base that is sub-awarded: `"0.60"` is 60 percent.
    async fn minimum_rate(&self) -> scalar::Rate {
        scalar::Rate::of(self.row.minimum_rate)
    }

    /// Federal funds awarded for the budget period, of which the share is taken.
    async fn base(&self) -> scalar::Money {
        scalar::Money::of(self.row.base)
    }

    /// Net obligations to qualified local grassroots organizations.
    async fn sub_awarded(&self) -> scalar::Money {
        scalar::Money::of(self.row.sub_awarded)
    }

    /// The least that must be sub-awarded: the rate of the base, rounded up to the cent.
    async fn minimum(&self) -> scalar::Money {
        scalar::Money::of(self.row.minimum)
    }

    /// The base less what is sub-awarded.
    async fn retained(&self) -> scalar::Money {
        scalar::Money::of(self.row.retained)
    }

    /// The most that may be retained: the rest of the base. The prime's own costs above it are refused.
    async fn maximum_retained(&self) -> scalar::Money {
        scalar::Money::of(self.row.maximum_retained)
    }

    /// What is sub-awarded as a percentage of the base, rounded to two decimals; none of an empty base.
    async fn percent(&self) -> Option<scalar::Percent> {
        self.row.percent().map(scalar::Percent::of)
    }

    /// What is missing of the minimum; zero when nothing is.
    async fn shortfall(&self) -> scalar::Money {
        scalar::Money::of(self.row.shortfall)
    }

    /// Nothing is missing of the minimum.
    async fn compliant(&self) -> bool {
        self.row.compliant
    }

    /// An officer lets the award close below the minimum.
    async fn waived(&self) -> bool {
        self.row.waived
    }

    /// What was missing on the day of the waiver.
    async fn waived_shortfall(&self) -> Option<scalar::Money> {
        self.row.waived_shortfall.map(scalar::Money::of)
    }

    /// Why it was waived.
    async fn waived_reason(&self) -> Option<&str> {
        self.row
            .waived_reason
            .as_ref()
            .map(almoner_domain::text::Text::as_str)
    }

    /// The account of the officer who waived it.
    async fn waived_by(&self) -> Option<scalar::ActorId> {
        self.row.waived_by.as_ref().map(scalar::ActorId::of)
    }

    /// The accounting date of the waiver.
    async fn waived_on(&self) -> Option<scalar::Date> {
        self.row.waived_on.map(scalar::Date::of)
    }
}
