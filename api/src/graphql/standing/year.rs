//! What is left of a client's year.

use almoner_domain::client::{BenefitYear, YearRoom};
use async_graphql::Object;

use crate::graphql::scalar;

pub(crate) struct YearLeft {
    pub(crate) year: BenefitYear,
    pub(crate) room: YearRoom,
}

/// What is left of a client's year of benefits, once all that its claims hold is counted.
#[Object]
impl YearLeft {
    /// The first day of the year, by the basis that the rules set.
    async fn starts_on(&self) -> scalar::Date {
        scalar::Date::of(self.year.0)
    }

    /// The last day of the year.
    async fn ends_on(&self) -> scalar::Date {
        scalar::Date::of(self.year.ends_on())
    }

    /// The cap is that of a family: an eligible family member lives in the household.
    async fn family(&self) -> bool {
        self.room.family
    }

    /// The most of the year, both parts together.
    async fn cap(&self) -> scalar::Money {
        scalar::Money::of(self.room.cap)
    }

    /// The most of it for administration.
    async fn administration_cap(&self) -> scalar::Money {
        scalar::Money::of(self.room.administration_cap)
    }

    /// What administration can still take.
    async fn administration_left(&self) -> scalar::Money {
        scalar::Money::of(self.room.administration_left)
    }

    /// What direct expenses can still take. Administration draws on the same.
    async fn direct_left(&self) -> scalar::Money {
        scalar::Money::of(self.room.direct_left)
    }
}
