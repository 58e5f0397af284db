//! What the ledger can count itself, beside what is reported: cases that were open in a period, where, and letters seen.
//!
//! A count is of rows that the viewer sees. Where only aggregates may be told, an officer and an auditor get a count
//! over all cases, and none that is small.

use almoner_domain::{
    disclosure::is_small,
    id::ProgrammeCode,
    measure::{MeasureKind, MeasurePeriod},
    programme::{DisclosureProfile, catalogue},
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

/// What the ledger counts: the kind, the query, its column, and the column whose smallness hides it. Where a few clients
/// are served tells of them as well.
const COUNTED: &[(MeasureKind, &str, &str, &str)] = &[
    (MeasureKind::ClientsServed, SERVED, "clients", "clients"),
    (
        MeasureKind::StatesAndTerritories,
        SERVED,
        "states",
        "clients",
    ),
    (
        MeasureKind::CertificationLetters,
        LETTERS,
        "certification",
        "certification",
    ),
    (
        MeasureKind::EligibilityLetters,
        LETTERS,
        "eligibility",
        "eligibility",
    ),
];

impl View {
    /// As far as the programme counts it: clients served (whose case was open on a day of the period, each counted
    /// once), the states and territories that they were served in, and letters of the office that providers have seen,
    /// of any programme's clients, by the date on them. As this moment knows them; nothing where there is no such
    /// programme.
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
        let mut computed = Vec::new();
        for (kind, sql, column, deciding) in COUNTED {
            if !catalogue::measures(programme).contains(kind) {
                continue;
            }
            let query = as_of(self, sql)
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
            // Two spans of days that differ in one tell of that day.
            let few = is_small(counted(deciding)?) || matches!(period, MeasurePeriod::Days(_));
            let count = counted(column)?;
            computed.push(ComputedMeasure {
                kind: *kind,
                count: (!(protected && few)).then_some(count),
            });
        }
        Ok(computed)
    }
}

const SERVED: &str = "
SELECT count(*) AS clients, count(DISTINCT state) AS states
FROM clients
WHERE valid_from <= $1 AND valid_to > $1 AND programme = $2
  AND enrolled_on <= $4 AND (closed_on IS NULL OR closed_on >= $3)";

/// Letters are the office's: whose programme a client's case is under does not matter.
const LETTERS: &str = "
SELECT count(*) FILTER (WHERE kind = 'CERTIFICATION') AS certification,
       count(*) FILTER (WHERE kind = 'ELIGIBILITY') AS eligibility
FROM client_letters
WHERE valid_from <= $1 AND valid_to > $1 AND $2::text IS NOT NULL AND dated_on >= $3 AND dated_on <= $4";
