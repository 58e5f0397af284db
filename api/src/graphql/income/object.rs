//! Program income as it is read.

use almoner_projections::award_income::{AwardIncomeEntryRow, AwardIncomeRow, IncomeFilter};
use async_graphql::{Enum, Object, Result};

use crate::graphql::{
    connection::{Connection, Page},
    scalar,
    scope::Scope,
};

/// How program income is used (2 CFR 200.307(b)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(
    name = "ProgramIncomeMethod",
    remote = "almoner_domain::award::IncomeMethod"
)]
pub(crate) enum IncomeMethod {
    /// It pays for costs of the prime in place of federal funds, and reduces the award. It stands where no term says otherwise.
    Deduction,
    /// It pays for more of the project, beside the award.
    Addition,
}

/// What earned program income (2 CFR 200.1). Interest on federal cash, rebates, credits and discounts are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(
    name = "ProgramIncomeSource",
    remote = "almoner_domain::award::IncomeSource"
)]
pub(crate) enum IncomeSource {
    /// Fees for services, such as of a training.
    ServiceFees,
    /// The use or rental of property acquired under the award.
    PropertyUse,
    /// Things made under the award that were sold, such as publications.
    ItemsSold,
    /// Licence fees and royalties on patents and copyrights.
    Royalties,
    /// Principal of, and interest on, loans made with federal funds.
    LoanRepayments,
}

/// What an entry of program income says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(
    name = "ProgramIncomeMovement",
    remote = "almoner_projections::award_income::IncomeEntryKind"
)]
pub(crate) enum IncomeMovement {
    /// It was earned.
    Earned,
    /// It was spent in place of federal funds.
    Deducted,
    /// It was spent beside the award.
    Added,
}

pub(crate) struct ProgramIncome {
    pub(crate) row: AwardIncomeRow,
    pub(crate) scope: Scope,
}

/// The program income of an award: earned is deducted, added and unexpended together, always. What is unexpended is not
/// drawn of federal cash, and blocks the award's close.
#[Object]
impl ProgramIncome {
    /// How it is used.
    async fn method(&self) -> IncomeMethod {
        self.row.method.into()
    }

    /// Earned, and stands (SF-425 line l).
    async fn earned(&self) -> scalar::Money {
        scalar::Money::of(self.row.earned)
    }

    /// Spent in place of federal funds (SF-425 line m).
    async fn deducted(&self) -> scalar::Money {
        scalar::Money::of(self.row.deducted)
    }

    /// Spent beside the award (SF-425 line n).
    async fn added(&self) -> scalar::Money {
        scalar::Money::of(self.row.added)
    }

    /// Not spent (SF-425 line o).
    async fn unexpended(&self) -> scalar::Money {
        scalar::Money::of(self.row.unexpended)
    }

    /// What was earned and spent, by id.
    async fn entries(
        &self,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Connection<IncomeEntry>> {
        let filter = IncomeFilter {
            award: Some(self.row.award.clone()),
        };
        Ok(self
            .scope
            .award_income_entries(&filter, &Page::new(first, after)?)
            .await?)
    }
}

pub(crate) struct IncomeEntry {
    pub(crate) row: AwardIncomeEntryRow,
    pub(crate) scope: Scope,
}

/// Program income that was earned, or spent.
#[Object(name = "ProgramIncomeEntry")]
impl IncomeEntry {
    /// Its id, unique in the award.
    async fn income_id(&self) -> scalar::IncomeId {
        scalar::IncomeId::of(&self.row.income)
    }

    /// What it says.
    async fn movement(&self) -> IncomeMovement {
        self.row.movement.into()
    }

    /// What earned it; none of an expense.
    async fn source(&self) -> Option<IncomeSource> {
        self.row.source.map(Into::into)
    }

    /// How much.
    async fn amount(&self) -> scalar::Money {
        scalar::Money::of(self.row.amount)
    }

    /// SHA-256 of the document that shows what was earned; none of an expense.
    async fn document(&self) -> Option<scalar::Digest> {
        let document = self.row.document.as_ref()?;
        Some(scalar::Digest(document.as_str().to_owned()))
    }

    /// The day on which it was earned, or the accounting date of the expense.
    async fn effective_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.effective_on)
    }

    /// It no longer stands.
    async fn reversed(&self) -> bool {
        self.row.reversed_on.is_some()
    }

    /// Why it no longer stands.
    async fn reversed_reason(&self) -> Option<&str> {
        self.row
            .reversed_reason
            .as_ref()
            .map(almoner_domain::text::Text::as_str)
    }

    /// Since when it no longer stands.
    async fn reversed_on(&self) -> Option<scalar::Date> {
        self.row.reversed_on.map(scalar::Date::of)
    }

    /// The position in the journal as of which this was read.
    async fn as_of(&self) -> scalar::Position {
        self.scope.as_of()
    }
}
