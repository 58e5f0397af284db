//! A portfolio as it is read.

use std::sync::Arc;

use almoner_projections::portfolio::{PortfolioDays, PortfolioRead, PortfolioRow, PortfolioTotals};
use async_graphql::{ComplexObject, Object, Result, SimpleObject};
use chrono::NaiveDate;

use super::count::{Calendar, DeadlineSums, OpenFindings};
use crate::graphql::{
    award::{Award, SubAwardShare},
    connection::{Connection, Page},
    scalar,
    scope::Scope,
};

pub(crate) struct Portfolio {
    rows: Arc<Vec<PortfolioRow>>,
    totals: PortfolioTotals,
    calendar: Arc<Calendar>,
    on: NaiveDate,
    scope: Scope,
}

impl Portfolio {
    pub(crate) fn new(
        read: PortfolioRead,
        totals: PortfolioTotals,
        days: PortfolioDays,
        scope: Scope,
    ) -> Self {
        let calendar = Calendar::new(days, scope.clone(), read.deadlines);
        Self {
            rows: Arc::new(read.rows),
            totals,
            calendar: Arc::new(calendar),
            on: days.on,
            scope,
        }
    }
}

/// The sums over all awards of a portfolio, not only those of a page.
#[derive(SimpleObject)]
#[graphql(complex)]
pub(crate) struct PortfolioSums {
    #[graphql(skip)]
    rows: Arc<Vec<PortfolioRow>>,
    #[graphql(skip)]
    calendar: Arc<Calendar>,
    /// How many awards.
    awards: usize,
    /// How many are below the minimum of their sub-award share, without a waiver.
    below_share: usize,
    /// Federal funds awarded (federal data element: Total Federal Funds Authorized).
    awarded: scalar::Money,
    /// Neither spent by the primes nor sub-awarded.
    unassigned: scalar::Money,
    /// Spent by the primes themselves from what they retain.
    retained_spent: scalar::Money,
    /// Net obligations to sub-awards (federal data element: Total Subaward Obligations).
    sub_obligated: scalar::Money,
    /// All that was spent, on the accrual basis (federal data element: Federal Share of Expenditures).
    expenditures: scalar::Money,
    /// Federal cash that was drawn and not returned (federal data element: Cash Receipts).
    drawn: scalar::Money,
    /// What others have to contribute (federal data element: Total Recipient Share Required).
    match_required: scalar::Money,
    /// What others contributed (federal data element: Recipient Share of Expenditures).
    matched: scalar::Money,
    /// Findings that are open.
    open_findings: OpenFindings,
}

#[ComplexObject]
impl PortfolioSums {
    /// How many deadlines are due or overdue.
    async fn deadlines(&self) -> Result<DeadlineSums> {
        Ok(self.calendar.total(&self.rows).await?)
    }
}

/// Every award that you may see and that was asked for, read in one round of statements however many they are.
#[Object]
impl Portfolio {
    /// The sums over all of them.
    async fn totals(&self) -> PortfolioSums {
        let totals = &self.totals;
        PortfolioSums {
            rows: self.rows.clone(),
            calendar: self.calendar.clone(),
            awards: totals.awards,
            below_share: totals.below_share,
            awarded: scalar::Money::of(totals.awarded),
            unassigned: scalar::Money::of(totals.unassigned),
            retained_spent: scalar::Money::of(totals.retained_spent),
            sub_obligated: scalar::Money::of(totals.sub_obligated),
            expenditures: scalar::Money::of(totals.expenditures),
            drawn: scalar::Money::of(totals.drawn),
            match_required: scalar::Money::of(totals.match_required),
            matched: scalar::Money::of(totals.matched),
            open_findings: totals.findings.into(),
        }
    }

    /// The awards, in the order that was asked for.
    #[allow(clippy::unused_async, reason = "every resolver is asynchronous")]
    async fn awards(
        &self,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Connection<PortfolioAward>> {
        let page = Page::new(first, after)?;
        let most = usize::try_from(page.first).unwrap_or(usize::MAX);
        let is_after = |row: &PortfolioRow| Some(row.award.award.as_str()) == page.after.as_deref();
        let begins = match &page.after {
            None => 0,
            // A cursor of an award that the filter does not take is that of the end.
            Some(_) => self
                .rows
                .iter()
                .position(is_after)
                .map_or(self.rows.len(), |at| at + 1),
        };
        let rest = self.rows.get(begins..).unwrap_or_default();
        let items = rest.iter().take(most).map(|row| {
            let item = PortfolioAward {
                row: row.clone(),
                calendar: self.calendar.clone(),
                on: self.on,
                scope: self.scope.clone(),
            };
            (row.award.award.to_string(), item)
        });
        Ok(Connection::new(
            items,
            &page,
            rest.len() > most,
            self.scope.as_of(),
        ))
    }

    /// The day by which the pace of spending is measured and deadlines are counted.
    async fn on(&self) -> scalar::Date {
        scalar::Date::of(self.on)
    }

    /// The position in the journal as of which this was read.
    async fn as_of(&self) -> scalar::Position {
        self.scope.as_of()
    }
}

pub(crate) struct PortfolioAward {
    row: PortfolioRow,
    calendar: Arc<Calendar>,
    on: NaiveDate,
    scope: Scope,
}

/// How the prime's and others' contributions stand.
#[derive(SimpleObject)]
pub(crate) struct PortfolioMatch {
    /// What others have to contribute (federal data element: Total Recipient Share Required, SF-425 line i).
    required: scalar::Money,
    /// What others contributed (federal data element: Recipient Share of Expenditures, SF-425 line j).
    recorded: scalar::Money,
    /// What is left to be contributed, never below nothing (federal data element: Remaining Recipient Share to be
    /// Provided, SF-425 line k).
    remaining: scalar::Money,
    /// What was contributed, in percent of what is required; none where nothing is.
    percent: Option<scalar::Percent>,
}

/// An award of a portfolio: its money, its pace, and where it stands.
#[Object]
impl PortfolioAward {
    /// The award (federal data element: Federal Award Identification Number).
    async fn award(&self) -> Award {
        Award {
            row: self.row.award.clone(),
            scope: self.scope.clone(),
        }
    }

    /// Federal funds awarded (federal data element: Total Federal Funds Authorized, SF-425 line d).
    async fn awarded(&self) -> scalar::Money {
        scalar::Money::of(self.row.award.awarded)
    }

    /// Neither spent by the prime nor sub-awarded (federal data element: Unobligated Balance of Federal Funds).
    async fn unassigned(&self) -> scalar::Money {
        scalar::Money::of(self.row.unassigned)
    }

    /// Spent by the prime itself from what it retains.
    async fn retained_spent(&self) -> scalar::Money {
        scalar::Money::of(self.row.retained_spent)
    }

    /// Net obligations to its sub-awards.
    async fn sub_obligated(&self) -> scalar::Money {
        scalar::Money::of(self.row.award.committed)
    }

    /// What sub-awards hold that no approved claim has taken up (federal data element: Federal Share of Unliquidated
    /// Obligations, SF-425 line f).
    async fn unliquidated(&self) -> scalar::Money {
        scalar::Money::of(self.row.unliquidated)
    }

    /// Approved claims of sub-awardees, not yet paid.
    async fn accrued(&self) -> scalar::Money {
        scalar::Money::of(self.row.accrued)
    }

    /// Paid to sub-awardees.
    async fn paid(&self) -> scalar::Money {
        scalar::Money::of(self.row.paid)
    }

    /// What sub-awardees owe back.
    async fn receivable(&self) -> scalar::Money {
        scalar::Money::of(self.row.receivable)
    }

    /// What claims wait for.
    async fn pended(&self) -> scalar::Money {
        scalar::Money::of(self.row.pended)
    }

    /// All that was spent, on the accrual basis (federal data element: Federal Share of Expenditures, SF-425 line e).
    async fn expenditures(&self) -> scalar::Money {
        scalar::Money::of(self.row.expenditures)
    }

    /// Federal cash that was drawn and not returned (federal data element: Cash Receipts, SF-425 line a).
    async fn drawn(&self) -> scalar::Money {
        scalar::Money::of(self.row.drawn)
    }

    /// What was spent, in percent of what was awarded.
    async fn spent_percent(&self) -> Option<scalar::Percent> {
        self.row.spent_percent().map(scalar::Percent::of)
    }

    /// How much of the period of performance is over, in percent of its days: beside `spentPercent`, whether spending
    /// keeps pace.
    async fn elapsed_percent(&self) -> scalar::Percent {
        scalar::Percent::of(self.row.elapsed_percent(self.on))
    }

    /// The burn rate: what was spent in a month on average, of the months of the period of performance that have begun.
    async fn burn_rate(&self) -> Option<scalar::Money> {
        self.row.monthly_burn(self.on).map(scalar::Money::of)
    }

    /// How it keeps the 60 percent rule; none where its programme has no such rule.
    async fn sub_award_share(&self) -> Option<SubAwardShare> {
        let row = self.row.share.clone()?;
        Some(SubAwardShare { row })
    }

    /// The findings that are open, about it or anything under it.
    async fn open_findings(&self) -> OpenFindings {
        self.row.findings.into()
    }

    /// How many deadlines, its own or of anything under it, are due or overdue.
    async fn deadlines(&self) -> Result<DeadlineSums> {
        Ok(self.calendar.of(&self.row).await?)
    }

    /// How cost sharing stands; none where the federal government pays all.
    async fn cost_share(&self) -> Option<PortfolioMatch> {
        let required = self.row.award.non_federal?;
        let remaining = self.row.match_remaining()?;
        Some(PortfolioMatch {
            required: scalar::Money::of(required),
            recorded: scalar::Money::of(self.row.matched),
            remaining: scalar::Money::of(remaining),
            percent: self
                .row
                .matched
                .percent_of(required)
                .map(scalar::Percent::of),
        })
    }
}
