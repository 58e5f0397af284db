//! The client-level extract of a period, in the shape of the quarterly collection OMB 0970-0467 as far as the ledger
//! knows it: the random code, age band, state, phase, days, and services by category with their months and amounts.

use almoner_domain::{
    client::{AgeBand, ClientPhase, Population},
    id::{ClientCode, ProgrammeCode},
    measure::MeasurePeriod,
    money::Money,
    period::Month,
    programme::{Category, DisclosureProfile},
    region::State,
};
use chrono::NaiveDate;
use serde::Serialize;
use sqlx::postgres::PgRow;

use super::document::{Document, cell, digest};
use crate::{
    read::{ReadError, View, as_of},
    table::{Cell, CellError},
};

/// The client-level extract of a programme and a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClientExtract {
    /// The programme.
    pub programme: ProgrammeCode,
    /// The time that it is about.
    pub period: MeasurePeriod,
    /// The position as of which it was made.
    pub position: i64,
    /// A row a client and category of service, by client; a client without services has one row.
    pub rows: Vec<ClientExtractRow>,
}

/// A client whose case was open in the period, with what was allowed of one category of service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClientExtractRow {
    /// The random code.
    pub client: ClientCode,
    /// Adult or child.
    pub population: Population,
    /// A band of ages.
    pub age_band: AgeBand,
    /// Where the client is served.
    pub state: State,
    /// Where the case stands at the position.
    pub phase: ClientPhase,
    /// The day the phase took effect.
    pub phase_since: NaiveDate,
    /// The day of enrolment.
    pub enrolled_on: NaiveDate,
    /// The day the case closed.
    pub closed_on: Option<NaiveDate>,
    /// The category of service; none where nothing was allowed in the period.
    pub category: Option<Category>,
    /// In how many months of the period.
    pub months: u32,
    /// On how many lines of claims.
    pub lines: u32,
    /// What was allowed.
    pub allowed: Money,
}

impl ClientExtractRow {
    fn read(row: &PgRow) -> Result<Self, CellError> {
        Ok(Self {
            client: Cell::read(row, "client")?,
            population: Cell::read(row, "population")?,
            age_band: Cell::read(row, "age_band")?,
            state: Cell::read(row, "state")?,
            phase: Cell::read(row, "phase")?,
            phase_since: Cell::read(row, "phase_since")?,
            enrolled_on: Cell::read(row, "enrolled_on")?,
            closed_on: Cell::read(row, "closed_on")?,
            category: Cell::read(row, "category")?,
            months: Cell::read(row, "months")?,
            lines: Cell::read(row, "lines")?,
            allowed: Cell::read(row, "allowed")?,
        })
    }
}

const COLUMNS: [&str; 14] = [
    "programme",
    "period",
    "client",
    "population",
    "age_band",
    "state",
    "phase",
    "phase_since",
    "enrolled_on",
    "closed_on",
    "category",
    "months",
    "lines",
    "allowed",
];

impl Document for ClientExtract {
    fn columns(&self) -> Vec<String> {
        COLUMNS.map(str::to_owned).to_vec()
    }

    fn lines(&self) -> Vec<Vec<String>> {
        self.rows
            .iter()
            .map(|row| {
                vec![
                    self.programme.to_string(),
                    self.period.to_string(),
                    cell(&row.client),
                    cell(&row.population),
                    cell(&row.age_band),
                    cell(&row.state),
                    cell(&row.phase),
                    cell(&row.phase_since),
                    cell(&row.enrolled_on),
                    cell(&row.closed_on),
                    cell(&row.category),
                    cell(&row.months),
                    cell(&row.lines),
                    cell(&row.allowed),
                ]
            })
            .collect()
    }
}

impl ClientExtract {
    /// SHA-256 of the CSV, in hex.
    pub fn csv_digest(&self) -> String {
        digest(&self.csv())
    }
}

impl View {
    /// The client-level extract of a programme and a period, of the clients that the viewer sees; none when there is
    /// no such programme.
    ///
    /// Errors: `CLIENT_LEVEL_WITHHELD` where only aggregates may be told and the viewer serves no clients.
    pub async fn client_extract(
        &self,
        programme: &ProgrammeCode,
        period: MeasurePeriod,
    ) -> Result<Option<ClientExtract>, ReadError> {
        let Some(row) = self.programme(programme).await? else {
            return Ok(None);
        };
        if row.disclosure == DisclosureProfile::AggregateOnly && !self.is_of_owner() {
            return Err(ReadError::ClientLevelWithheld {
                programme: programme.clone(),
            });
        }
        let days = period.period();
        let query = as_of(self, ROWS)
            .bind(programme.as_str())
            .bind(days.starts_on)
            .bind(days.ends_on)
            .bind(Month::of(days.starts_on).to_string())
            .bind(Month::of(days.ends_on).to_string());
        let rows = self.rows(query).await?;
        let rows = rows
            .iter()
            .map(ClientExtractRow::read)
            .collect::<Result<_, _>>()?;
        Ok(Some(ClientExtract {
            programme: programme.clone(),
            period,
            position: self.position(),
            rows,
        }))
    }
}

/// A case that was open on a day of the period, with what claims that are payable, approved or paid were allowed for its
/// months.
const ROWS: &str = "
SELECT c.client, c.population, c.age_band, c.state, c.phase, c.phase_since, c.enrolled_on, c.closed_on,
       s.category, coalesce(s.months, 0) AS months, coalesce(s.lines, 0) AS lines,
       coalesce(s.allowed, 0)::numeric(18,2) AS allowed
FROM clients AS c
LEFT JOIN (
    SELECT m.client, l.category, count(DISTINCT m.service_month) AS months, count(*) AS lines, sum(l.allowed) AS allowed
    FROM claims AS m JOIN claim_lines AS l ON l.claim = m.claim
    WHERE m.valid_from <= $1 AND m.valid_to > $1 AND l.valid_from <= $1 AND l.valid_to > $1
      AND m.programme = $2 AND m.status IN ('PAYABLE', 'APPROVED', 'SCHEDULED', 'PAID') AND l.allowed > 0
      AND m.service_month >= $5 AND m.service_month <= $6
    GROUP BY m.client, l.category
) AS s ON s.client = c.client
WHERE c.valid_from <= $1 AND c.valid_to > $1 AND c.programme = $2
  AND c.enrolled_on <= $4 AND (c.closed_on IS NULL OR c.closed_on >= $3)
ORDER BY c.client COLLATE \"C\", s.category COLLATE \"C\"";
