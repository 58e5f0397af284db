//! Questions about portfolios.

use almoner_domain::{
    id::{OrganizationId, ProgrammeCode},
    identifier::AssistanceListing,
    oversight::Severity,
};
use chrono::NaiveDate;

use super::{PortfolioDays, PortfolioDeadlines, PortfolioRow};
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
    /// With an open finding that is at least as grave.
    pub findings_from: Option<Severity>,
    /// With anything overdue, or with nothing overdue.
    pub overdue: Option<bool>,
}

/// A portfolio as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortfolioRead {
    /// The awards.
    pub rows: Vec<PortfolioRow>,
    /// What is due of them, where the question could not be answered without.
    pub deadlines: Option<PortfolioDeadlines>,
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
    /// The most open findings first: those that are high, then those that are moderate, then those that are low.
    Findings,
    /// The most that is overdue first.
    Overdue,
    /// What is due next first.
    NextDue,
}

impl PortfolioOrder {
    fn needs_deadlines(self) -> bool {
        match self {
            Self::Overdue | Self::NextDue => true,
            Self::Fain
            | Self::Awarded
            | Self::Unassigned
            | Self::SpentPercent
            | Self::Shortfall
            | Self::EndsOn
            | Self::Findings => false,
        }
    }
}

impl View {
    /// All awards that the viewer sees and the filter takes, with their money, findings and where they stand, in one
    /// statement; where filter or order ask for what is due, with the calendar's.
    pub async fn portfolio(
        &self,
        filter: &PortfolioFilter,
        order: PortfolioOrder,
        days: PortfolioDays,
    ) -> Result<PortfolioRead, ReadError> {
        let query = as_of(self, PORTFOLIO)
            .bind(filter.programme.as_ref().map(ProgrammeCode::as_str))
            .bind(filter.grantee.as_ref().map(OrganizationId::as_str))
            .bind(filter.status.map(AwardStatus::code))
            .bind(filter.assistance_listing.as_ref().map(ToString::to_string))
            .bind(filter.below_share)
            .bind(filter.ends_by)
            .bind(filter.findings_from.map(|from| from == Severity::Low))
            .bind(filter.findings_from.map(|from| from <= Severity::Moderate));
        let rows = self.rows(query).await?;
        let mut rows = rows
            .iter()
            .map(PortfolioRow::read)
            .collect::<Result<Vec<_>, _>>()?;
        let deadlines = if filter.overdue.is_some() || order.needs_deadlines() {
            Some(self.portfolio_deadlines(days).await?)
        } else {
            None
        };
        let due = |row: &PortfolioRow| {
            let deadlines = deadlines.as_ref();
            deadlines
                .map(|deadlines| deadlines.of(&row.award.award))
                .unwrap_or_default()
        };
        if let Some(overdue) = filter.overdue {
            rows.retain(|row| (due(row).overdue > 0) == overdue);
        }
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
            PortfolioOrder::Findings => rows.sort_by_key(|row| std::cmp::Reverse(row.findings)),
            PortfolioOrder::Overdue => {
                rows.sort_by_key(|row| {
                    let due = due(row);
                    std::cmp::Reverse((due.overdue, due.overdue_high))
                });
            }
            PortfolioOrder::NextDue => {
                rows.sort_by_key(|row| due(row).next_due_on.unwrap_or(NaiveDate::MAX));
            }
        }
        Ok(PortfolioRead { rows, deadlines })
    }
}

/// Each account's balance is its last posting at or before the position: one seek an account.
const PORTFOLIO: &str = "
SELECT w.*, s.award IS NOT NULL AS has_share, s.minimum_rate, s.base, s.sub_awarded, s.minimum, s.maximum_retained,
       s.retained, s.shortfall, s.compliant, s.waived, s.waived_shortfall, s.waived_reason, s.waived_by, s.waived_on, s.carried_qualified,
       coalesce(b.unassigned, 0) AS unassigned, coalesce(b.retained_spent, 0) AS retained_spent,
       coalesce(b.unliquidated, 0) AS unliquidated, coalesce(b.accrued, 0) AS accrued, coalesce(b.paid, 0) AS paid,
       coalesce(b.receivable, 0) AS receivable, coalesce(b.pended, 0) AS pended,
       coalesce(b.expenditures, 0) AS expenditures, coalesce(b.drawn, 0) AS drawn, coalesce(b.matched, 0) AS matched,
       f.high AS findings_high, f.moderate AS findings_moderate, f.low AS findings_low
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
CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE severity = 'HIGH') AS high,
           count(*) FILTER (WHERE severity = 'MODERATE') AS moderate,
           count(*) FILTER (WHERE severity = 'LOW') AS low
    FROM oversight_entries
    WHERE award = w.award AND kind = 'FINDING' AND done_on IS NULL AND valid_from <= $1 AND valid_to > $1
) AS f
WHERE w.valid_from <= $1 AND w.valid_to > $1
  AND ($2::text IS NULL OR w.programme = $2)
  AND ($3::text IS NULL OR w.grantee = $3)
  AND ($4::text IS NULL OR w.status = $4)
  AND ($5::text IS NULL OR w.assistance_listing = $5)
  AND ($6::boolean IS NULL OR (s.award IS NOT NULL AND NOT s.compliant AND NOT s.waived) = $6)
  AND ($7::date IS NULL OR w.project_ends_on <= $7)
  AND ($8::boolean IS NULL OR f.high > 0 OR $9 AND f.moderate > 0 OR $8 AND f.low > 0)
ORDER BY w.award COLLATE \"C\"";
