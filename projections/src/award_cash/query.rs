//! Questions about federal cash and contributions.

use almoner_domain::{identifier::Fain, money::Money, posting::AccountKind};

use super::{AwardCashEntryRow, AwardCashRow, AwardContributionRow};
use crate::read::{Cursor, Page, Paged, ReadError, View, as_of};
use crate::table::Cell;

/// Which movements or contributions are asked for; what is absent does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CashFilter {
    /// Of an award.
    pub award: Option<Fain>,
}

/// What an award has spent and paid out, from the accounts of its own and of its sub-awards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AwardDisbursed {
    /// The award.
    pub award: Fain,
    /// Allowable costs that were accrued: retained spending and approved claims, paid or not, less what program income paid.
    pub accrued: Money,
    /// What was paid out of federal cash: retained spending that no program income paid, and what went out to sub-awardees
    /// and did not come back.
    pub disbursed: Money,
    /// What sub-awardees owe back.
    pub receivable: Money,
}

impl View {
    /// The federal cash of these awards, in no order; an award without a movement is left out.
    pub async fn award_cash(&self, awards: &[Fain]) -> Result<Vec<AwardCashRow>, ReadError> {
        let ids: Vec<&str> = awards.iter().map(Fain::as_str).collect();
        self.records(as_of(self, CASH).bind(ids)).await
    }

    /// What these awards have spent and paid out, in the order given.
    pub async fn award_disbursed(&self, awards: &[Fain]) -> Result<Vec<AwardDisbursed>, ReadError> {
        let ids: Vec<&str> = awards.iter().map(Fain::as_str).collect();
        let rows = self.rows(as_of(self, SPENT).bind(ids)).await?;
        let mut all: Vec<AwardDisbursed> = awards
            .iter()
            .map(|award| AwardDisbursed {
                award: award.clone(),
                accrued: Money::ZERO,
                disbursed: Money::ZERO,
                receivable: Money::ZERO,
            })
            .collect();
        for row in &rows {
            let award = Fain::read(row, "award")?;
            let kind = AccountKind::read(row, "kind")?;
            let held = Money::read(row, "held")?;
            for of in all.iter_mut().filter(|of| of.award == award) {
                of.take(kind, held);
            }
        }
        Ok(all)
    }

    /// What moved federal cash, by award, in order.
    pub async fn award_cash_entries(
        &self,
        filter: &CashFilter,
        page: &Page,
    ) -> Result<Paged<AwardCashEntryRow>, ReadError> {
        let after = page.after::<2>()?;
        let query = as_of(self, ENTRIES)
            .bind(page.limit())
            .bind(after.map(|[award, _]| award))
            .bind(after.map(|[_, entry]| entry))
            .bind(filter.award.as_ref().map(Fain::as_str));
        let rows = self.records(query).await?;
        Ok(page.of(rows, |row: &AwardCashEntryRow| {
            Cursor::of(&[row.award.as_str(), &row.entry.to_string()])
        }))
    }

    /// What others contributed, by award and id.
    pub async fn award_contributions(
        &self,
        filter: &CashFilter,
        page: &Page,
    ) -> Result<Paged<AwardContributionRow>, ReadError> {
        let after = page.after::<2>()?;
        let query = as_of(self, CONTRIBUTIONS)
            .bind(page.limit())
            .bind(after.map(|[award, _]| award))
            .bind(after.map(|[_, contribution]| contribution))
            .bind(filter.award.as_ref().map(Fain::as_str));
        let rows = self.records(query).await?;
        Ok(page.of(rows, |row: &AwardContributionRow| {
            Cursor::of(&[row.award.as_str(), row.contribution.as_str()])
        }))
    }
}

impl AwardDisbursed {
    fn take(&mut self, kind: AccountKind, held: Money) {
        let add = |total: &mut Money| *total = total.plus(held).unwrap_or(*total);
        if [
            AccountKind::RetainedSpent,
            AccountKind::Accrued,
            AccountKind::Paid,
        ]
        .contains(&kind)
        {
            add(&mut self.accrued);
        }
        if [
            AccountKind::RetainedSpent,
            AccountKind::Paid,
            AccountKind::Receivable,
        ]
        .contains(&kind)
        {
            add(&mut self.disbursed);
        }
        if kind == AccountKind::Receivable {
            add(&mut self.receivable);
        }
        // What program income paid, no federal funds did. It paid for costs that the prime has.
        if kind == AccountKind::PaidByIncome {
            for total in [&mut self.accrued, &mut self.disbursed] {
                *total = total.minus(held).unwrap_or(*total);
            }
        }
    }
}

const CASH: &str = "
SELECT * FROM award_cash WHERE award = ANY($2) AND valid_from <= $1 AND valid_to > $1";

const SPENT: &str = "
SELECT a.award, a.kind, sum(p.balance_after) AS held
FROM accounts AS a, LATERAL (
    SELECT balance_after FROM postings
    WHERE account = a.account AND position <= $1 ORDER BY position DESC, entry DESC LIMIT 1
) AS p
WHERE a.award = ANY($2) AND a.valid_from <= $1
  AND a.kind IN ('retained_spent', 'accrued', 'paid', 'receivable', 'paid_by_income')
GROUP BY a.award, a.kind";

const ENTRIES: &str = "
SELECT * FROM award_cash_entries
WHERE valid_from <= $1 AND valid_to > $1
  AND ($3::text IS NULL OR (award, entry) > ($3, $4::bigint))
  AND ($5::text IS NULL OR award = $5)
ORDER BY award, entry LIMIT $2";

const CONTRIBUTIONS: &str = "
SELECT * FROM award_contributions
WHERE valid_from <= $1 AND valid_to > $1
  AND ($3::text IS NULL OR (award, contribution) > ($3, $4))
  AND ($5::text IS NULL OR award = $5)
ORDER BY award, contribution LIMIT $2";
