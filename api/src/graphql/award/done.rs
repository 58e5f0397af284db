//! What was done with an award, one action after the other.

use almoner_domain::text::Reason;
use almoner_projections::award_actions::AwardActionRow;
use async_graphql::{Enum, Object};

use crate::graphql::{period::Period, scalar, scope::Scope};

/// What an action did with an award.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_projections::award_actions::AwardActionKind")]
pub(crate) enum AwardActionKind {
    /// The first notice of award.
    New,
    /// A notice that adds funds.
    Supplement,
    /// A notice that takes funds back.
    Reduction,
    /// The budget period closed: a continuation follows.
    BudgetPeriodClose,
    /// The notice of the next budget period.
    Continuation,
    /// A notice of a later last day, without funds.
    NoCostExtension,
    /// A notice that moves neither money nor days.
    Administrative,
    /// The award takes no new obligations or costs.
    Suspension,
    /// The suspension ended.
    Resumption,
    /// The period of performance ended early, and the award takes no new obligations.
    Termination,
    /// An officer let the award, or its budget period, close below the sub-award share.
    ShareWaiver,
    /// The award closed, and what was neither spent nor sub-awarded went back.
    Close,
    /// What was disallowed after the close went back.
    Release,
}

pub(crate) struct AwardAction {
    pub(crate) row: AwardActionRow,
    pub(crate) scope: Scope,
}

/// An action on an award. Number, funds and dates are the award's after it.
#[Object]
impl AwardAction {
    /// Its place in the journal.
    async fn position(&self) -> scalar::Position {
        scalar::Position::of(self.row.position)
    }

    /// What it did.
    async fn kind(&self) -> AwardActionKind {
        self.row.action.into()
    }

    /// The award number of the latest notice, such as `90ZV0134-01-02`: the action's own, where it is a notice.
    async fn number(&self) -> scalar::AwardNumber {
        scalar::AwardNumber::of(&self.row.number)
    }

    /// The budget year of that number.
    async fn budget_year(&self) -> u8 {
        self.row.number.budget_year()
    }

    /// The amendment of that number; 0 is the first notice of its budget year.
    async fn amendment(&self) -> u8 {
        self.row.number.amendment()
    }

    /// Amount of the action: federal funds added, or below zero taken back; none where it moves none.
    async fn amount(&self) -> Option<scalar::Money> {
        self.row.amount.map(scalar::Money::of)
    }

    /// Unobligated funds carried over into the next budget period; of a continuation, and of the close before it.
    async fn carried(&self) -> Option<scalar::Money> {
        self.row.carried.map(scalar::Money::of)
    }

    /// All federal funds awarded after it.
    async fn awarded(&self) -> scalar::Money {
        scalar::Money::of(self.row.awarded)
    }

    /// The budget period after it.
    async fn budget_period(&self) -> Period {
        Period::of(self.row.budget_starts_on, self.row.budget_ends_on)
    }

    /// The last day of the period of performance after it.
    async fn project_ends_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.project_ends_on)
    }

    /// Why, where that was said.
    async fn reason(&self) -> Option<&str> {
        self.row.reason.as_ref().map(Reason::as_str)
    }

    /// The accounting date.
    async fn effective_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.effective_on)
    }

    /// The position in the journal as of which this was read.
    async fn as_of(&self) -> scalar::Position {
        self.scope.as_of()
    }
}
