//! What the ledger can count itself, beside what is reported: cases that were open in a period, and where.
//!
//! A count is of rows that the viewer sees. Where only aggregates may be told, an officer and an auditor get a count
//! over all cases, and none that is small.

use almoner_domain::{
    disclosure::is_small,
    id::ProgrammeCode,
    measure::{MeasureKind, MeasurePeriod},
    programme::DisclosureProfile,
};
use sqlx::Row;

use crate::read::{ReadError, View, as_of};

/// A figure that the ledger counts itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ComputedMeasure {
    /// What is counted.
    pub kind: MeasureKind,
    /// How many; none where so few may not be told.
    pub count: Option<u32>,
}

impl View {
    /// Clients served (whose case was open on a day of the period, each counted once) and the states and territories
    /// that they were served in, as this moment knows them; nothing for a programme that has neither measure.
    pub async fn computed_measures(
        &self,
        programme: &ProgrammeCode,
        period: MeasurePeriod,
    ) -> Result<Vec<ComputedMeasure>, ReadError> {
        let Some(row) = self.programme(programme).await? else {
            return Ok(Vec::new());
        };
        let protected = row.disclosure == DisclosureProfile::AggregateOnly && !self.is_of_owner();
        let days = period.period();
        let query = as_of(self, SERVED)
            .bind(programme.as_str())
            .bind(days.starts_on)
            .bind(days.ends_on);
        let rows = if protected {
            self.aggregate_rows(query).await?
        } else {
            self.rows(query).await?
        };
        let counted = |column: &str| -> Result<u32, ReadError> {
            let count: i64 = match rows.first() {
                Some(row) => row.try_get(column)?,
                None => 0,
            };
            Ok(u32::try_from(count).unwrap_or(u32::MAX))
        };
        let (clients, states) = (counted("clients")?, counted("states")?);
        // Where a few clients are served tells of them as well; and two spans of days that differ in one tell of that day.
        let few = is_small(clients) || matches!(period, MeasurePeriod::Days(_));
        let told = |count| (!(protected && few)).then_some(count);
        Ok(vec![
            ComputedMeasure {
                kind: MeasureKind::ClientsServed,
                count: told(clients),
            },
            ComputedMeasure {
                kind: MeasureKind::StatesAndTerritories,
                count: told(states),
            },
        ])
    }
}

const SERVED: &str = "
SELECT count(*) AS clients, count(DISTINCT state) AS states
FROM clients
WHERE valid_from <= $1 AND valid_to > $1 AND programme = $2
  AND enrolled_on <= $4 AND (closed_on IS NULL OR closed_on >= $3)";
