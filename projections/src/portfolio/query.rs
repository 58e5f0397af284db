//! Questions about portfolios.

use almoner_domain::{
    id::{OrganizationId, ProgrammeCode},
    identifier::AssistanceListing,
};
use chrono::NaiveDate;

use super::PortfolioRow;
use crate::{
    awards::AwardStatus,
    read::{ReadError, View, as_of},
};

/// Which awards are asked for; what is absent does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PortfolioFilter {
    /// Of a programme.
    pub programme: Option<ProgrammeCode>,
    /// Of a prime.
    pub grantee: Option<OrganizationId>,
    /// That stand there.
    pub status: Option<AwardStatus>,
    /// Of an assistance listing.
    pub assistance_listing: Option<AssistanceListing>,
    /// That are below the minimum of their sub-award share, or that are not.
    pub below_share: Option<bool>,
    /// Whose period of performance ends on this day or before it.
    pub ends_by: Option<NaiveDate>,
}

/// In which order awards stand; awards that are alike in it stand by FAIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PortfolioOrder {
    /// By FAIN.
    #[default]
    Fain,
    /// The largest award first.
    Awarded,
    /// The most that is neither spent nor sub-awarded first.
    Unassigned,
    /// The most that was spent of what was awarded first.
    SpentPercent,
    /// The largest shortfall of the sub-award share first.
    Shortfall,
    /// The earliest end of the period of performance first.
    EndsOn,
}

impl View {
    /// All awards that the viewer sees and the filter takes, with their money and where they stand, in one statement.
    pub async fn portfolio(
        &self,
        filter: &PortfolioFilter,
        order: PortfolioOrder,
    ) -> Result<Vec<PortfolioRow>, ReadError> {
        let query = as_of(self, PORTFOLIO)
            .bind(filter.programme.as_ref().map(ProgrammeCode::as_str))
            .bind(filter.grantee.as_ref().map(OrganizationId::as_str))
            .bind(filter.status.map(AwardStatus::code))
            .bind(filter.assistance_listing.as_ref().map(ToString::to_string))
            .bind(filter.below_share)
            .bind(filter.ends_by);
        let rows = self.rows(query).await?;
        let mut rows = rows
            .iter()
            .map(PortfolioRow::read)
            .collect::<Result<Vec<_>, _>>()?;
        // They come by FAIN, and a stable sort keeps that.
        match order {
            PortfolioOrder::Fain => {}
            PortfolioOrder::Awarded => rows.sort_by_key(|row| std::cmp::Reverse(row.award.awarded)),
            PortfolioOrder::Unassigned => {
                rows.sort_by_key(|row| std::cmp::Reverse(row.unassigned));
            }
            PortfolioOrder::SpentPercent => {
                rows.sort_by_key(|row| std::cmp::Reverse(row.spent_percent()));
            }
            PortfolioOrder::Shortfall => rows.sort_by_key(|row| std::cmp::Reverse(row.shortfall())),
            PortfolioOrder::EndsOn => rows.sort_by_key(|row| row.award.project_ends_on),
        }
        Ok(rows)
    }
}

/// Each account's balance is its last posting at or before the position: one seek an account.
const PORTFOLIO: &str = "
SELECT w.*, s.award IS NOT NULL AS has_share, s.minimum_rate, s.base, s.sub_awarded, s.minimum, s.maximum_retained,
       s.retained, s.shortfall, s.compliant, s.waived, s.waived_shortfall, s.waived_reason, s.waived_by, s.waived_on, s.carried_qualified,
       coalesce(b.unassigned, 0) AS unassigned, coalesce(b.retained_spent, 0) AS retained_spent,
       coalesce(b.unliquidated, 0) AS unliquidated, coalesce(b.accrued, 0) AS accrued, coalesce(b.paid, 0) AS paid,
       coalesce(b.receivable, 0) AS receivable, coalesce(b.pended, 0) AS pended,
       coalesce(b.expenditures, 0) AS expenditures, coalesce(b.drawn, 0) AS drawn, coalesce(b.matched, 0) AS matched
FROM awards w
LEFT JOIN sub_award_shares s ON s.award = w.award AND s.valid_from <= $1 AND s.valid_to > $1
LEFT JOIN LATERAL (
    SELECT sum(p.balance_after) FILTER (WHERE a.kind = 'unassigned') AS unassigned,
           sum(p.balance_after) FILTER (WHERE a.kind = 'retained_spent') AS retained_spent,
           sum(p.balance_after) FILTER (WHERE a.kind IN ('available', 'reserved')) AS unliquidated,
           sum(p.balance_after) FILTER (WHERE a.kind = 'accrued') AS accrued,
           sum(p.balance_after) FILTER (WHERE a.kind = 'paid') AS paid,
           sum(p.balance_after) FILTER (WHERE a.kind = 'receivable') AS receivable,
           sum(p.balance_after) FILTER (WHERE a.kind = 'pended') AS pended,
           sum(p.balance_after) FILTER (WHERE a.kind = 'programme_cost') AS expenditures,
           sum(p.balance_after) FILTER (WHERE a.kind = 'cash_drawn') AS drawn,
           sum(p.balance_after) FILTER (WHERE a.kind = 'match') AS matched
    FROM accounts a, LATERAL (
        SELECT balance_after FROM postings
        WHERE account = a.account AND position <= $1 ORDER BY position DESC, entry DESC LIMIT 1
    ) AS p
    WHERE a.award = w.award AND a.valid_from <= $1
) AS b ON true
WHERE w.valid_from <= $1 AND w.valid_to > $1
  AND ($2::text IS NULL OR w.programme = $2)
  AND ($3::text IS NULL OR w.grantee = $3)
  AND ($4::text IS NULL OR w.status = $4)
  AND ($5::text IS NULL OR w.assistance_listing = $5)
  AND ($6::boolean IS NULL OR (s.award IS NOT NULL AND NOT s.compliant AND NOT s.waived) = $6)
  AND ($7::date IS NULL OR w.project_ends_on <= $7)
ORDER BY w.award COLLATE \"C\"";
