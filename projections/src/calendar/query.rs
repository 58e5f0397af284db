//! Questions about what is due.

use almoner_domain::{
    deadline::{ClaimsReceived, Deadline, DeadlineKind, Standing},
    id::{OrganizationId, SubAwardId},
    identifier::Fain,
    money::Money,
    programme::FfataBasis,
};
use chrono::NaiveDate;
use sqlx::Row;

use super::facts::{award_facts, filed_deadline, of_award, settle, sub_award_facts};
use crate::{
    awards::AwardRow,
    oversight::OversightEntryRow,
    read::{Cursor, Page, Paged, ReadError, View, as_of},
    sub_award_actions::SubAwardActionRow,
    sub_awards::SubAwardRow,
    table::Cell,
};

/// Which deadlines are asked for, on which day; what is absent does not matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarFilter {
    /// The day from which is counted.
    pub on: NaiveDate,
    /// The last day on which something is due that is asked for.
    pub through: NaiveDate,
    /// Of these kinds; of every kind where there is none.
    pub kinds: Vec<DeadlineKind>,
    /// Of an award, or anything under it.
    pub award: Option<Fain>,
    /// Of a sub-award.
    pub sub_award: Option<SubAwardId>,
    /// Also what has passed and is not done.
    pub overdue: bool,
    /// Also what is done or settled, of whatever day.
    pub done: bool,
}

impl CalendarFilter {
    fn takes(&self, deadline: &Deadline) -> bool {
        let of_kind = self.kinds.is_empty() || self.kinds.contains(&deadline.kind);
        of_kind
            && deadline.due_on <= self.through
            && match deadline.on(self.on) {
                None => false,
                Some(Standing::Due) => true,
                Some(Standing::Overdue) => self.overdue,
                Some(Standing::Done | Standing::Settled) => self.done,
            }
    }
}

impl View {
    /// What is due, by the day: a fixed number of statements, however many awards there are.
    pub async fn calendar(
        &self,
        filter: &CalendarFilter,
        page: &Page,
    ) -> Result<Paged<Deadline>, ReadError> {
        let mut deadlines = self.all_deadlines(filter).await?;
        deadlines.retain(|deadline| filter.takes(deadline));
        deadlines.sort_by(|a, b| (a.due_on, &a.key).cmp(&(b.due_on, &b.key)));
        if let Some([due_on, key]) = page.after::<2>()? {
            let due_on: NaiveDate = due_on.parse().map_err(|_| ReadError::Cursor)?;
            deadlines.retain(|deadline| (deadline.due_on, deadline.key.as_str()) > (due_on, key));
        }
        let most = usize::try_from(page.limit()).unwrap_or(usize::MAX);
        deadlines.truncate(most);
        Ok(page.of(deadlines, |deadline: &Deadline| {
            Cursor::of(&[&deadline.due_on.to_string(), deadline.key.as_str()])
        }))
    }

    /// What was ever or will be due of what a filter is about, done or not.
    pub(crate) async fn all_deadlines(
        &self,
        filter: &CalendarFilter,
    ) -> Result<Vec<Deadline>, ReadError> {
        let award = filter.award.as_ref().map(Fain::as_str);
        let sub_award = filter.sub_award.as_ref().map(SubAwardId::as_str);
        let entries: Vec<OversightEntryRow> = self
            .records(as_of(self, ENTRIES).bind(award).bind(sub_award))
            .await?;
        let mut deadlines = Vec::new();
        if sub_award.is_none() {
            let awards: Vec<AwardRow> = self.records(as_of(self, AWARDS).bind(award)).await?;
            for row in &awards {
                let own = of_award(&entries, &row.award);
                deadlines.extend(award_facts(row, own).deadlines());
            }
        }
        let sub_awards: Vec<SubAwardRow> = self
            .records(as_of(self, SUB_AWARDS).bind(award).bind(sub_award))
            .await?;
        let actions: Vec<SubAwardActionRow> = self
            .records(as_of(self, ACTIONS).bind(award).bind(sub_award))
            .await?;
        let cumulative = self.cumulative_sub_awards(award, sub_award).await?;
        for row in &sub_awards {
            let basis = if cumulative.contains(&row.sub_award) {
                FfataBasis::Cumulative
            } else {
                FfataBasis::EachAction
            };
            let own = of_award(&entries, &row.award);
            let facts = sub_award_facts(row, basis, &actions, own);
            deadlines.extend(facts.deadlines());
        }
        for entry in &entries {
            deadlines.extend(filed_deadline(entry, &sub_awards));
        }
        deadlines.extend(self.clean_claims(filter).await?);
        settle(&mut deadlines, &entries);
        Ok(deadlines)
    }

    /// The sub-awards whose rules compare the sum of all obligations with the reporting threshold.
    async fn cumulative_sub_awards(
        &self,
        award: Option<&str>,
        sub_award: Option<&str>,
    ) -> Result<Vec<SubAwardId>, ReadError> {
        let rows = self
            .rows(as_of(self, CUMULATIVE).bind(award).bind(sub_award))
            .await?;
        rows.iter()
            .map(|row| Ok(SubAwardId::read(row, "sub_award")?))
            .collect()
    }

    /// Clean claims that are not paid, a sum a sub-award and day of receipt.
    async fn clean_claims(&self, filter: &CalendarFilter) -> Result<Vec<Deadline>, ReadError> {
        let query = as_of(self, CLEAN_CLAIMS)
            .bind(filter.award.as_ref().map(Fain::as_str))
            .bind(filter.sub_award.as_ref().map(SubAwardId::as_str));
        let rows = self.rows(query).await?;
        rows.iter()
            .map(|row| {
                let received = ClaimsReceived {
                    award: Fain::read(row, "award")?,
                    sub_award: SubAwardId::read(row, "sub_award")?,
                    grantee: OrganizationId::read(row, "grantee")?,
                    received_on: row.try_get("received_on")?,
                    unpaid: Money::read(row, "unpaid")?,
                };
                Ok(received.deadline())
            })
            .collect()
    }
}

const AWARDS: &str = "
SELECT * FROM awards WHERE valid_from <= $1 AND valid_to > $1 AND ($2::text IS NULL OR award = $2) ORDER BY award";

const SUB_AWARDS: &str = "
SELECT * FROM sub_awards
WHERE valid_from <= $1 AND valid_to > $1 AND ($2::text IS NULL OR award = $2) AND ($3::text IS NULL OR sub_award = $3)
ORDER BY sub_award COLLATE \"C\"";

const ACTIONS: &str = "
SELECT * FROM sub_award_actions
WHERE position <= $1 AND ($2::text IS NULL OR award = $2) AND ($3::text IS NULL OR sub_award = $3)
ORDER BY sub_award COLLATE \"C\", position";

const ENTRIES: &str = "
SELECT * FROM oversight_entries
WHERE valid_from <= $1 AND valid_to > $1 AND ($2::text IS NULL OR award = $2) AND ($3::text IS NULL OR sub_award = $3)
ORDER BY award COLLATE \"C\", entry";

const CUMULATIVE: &str = "
SELECT t.sub_award
FROM sub_award_terms t
JOIN sub_awards s ON s.sub_award = t.sub_award AND s.valid_from <= $1 AND s.valid_to > $1
JOIN rule_sets r ON r.programme = t.programme AND r.version = t.rule_set AND r.valid_from <= $1 AND r.valid_to > $1
WHERE t.valid_from <= $1 AND t.valid_to > $1 AND r.rules ->> 'ffata_basis' = 'CUMULATIVE'
  AND ($2::text IS NULL OR s.award = $2) AND ($3::text IS NULL OR t.sub_award = $3)";

const CLEAN_CLAIMS: &str = "
SELECT c.award, c.sub_award, s.grantee, (c.received_at AT TIME ZONE 'UTC')::date AS received_on,
       sum(c.payable - c.paid)::numeric(18,2) AS unpaid
FROM claims c
JOIN sub_awards s ON s.sub_award = c.sub_award AND s.valid_from <= $1 AND s.valid_to > $1
WHERE c.valid_from <= $1 AND c.valid_to > $1 AND c.status IN ('PAYABLE', 'APPROVED', 'SCHEDULED') AND c.payable > c.paid
  AND ($2::text IS NULL OR c.award = $2) AND ($3::text IS NULL OR c.sub_award = $3)
GROUP BY c.award, c.sub_award, s.grantee, 4";
