//! The annual extract by category of service and assistance: how many clients of each age band were allowed services of
//! each category in a fiscal year. A client counts once in every category, so that rows and columns add up.

use std::collections::BTreeMap;

use almoner_domain::{
    client::AgeBand,
    disclosure::{CountTable, ToldTable},
    id::ProgrammeCode,
    measure::{FiscalYear, MeasurePeriod},
    money::Money,
    period::Month,
    programme::{Category, DisclosureProfile},
};
use serde::Serialize;

use super::document::{Document, cell, digest};
use crate::{
    read::{ReadError, View, as_of},
    table::Cell,
};

/// The columns of the table.
pub const AGE_BANDS: [AgeBand; 5] = [
    AgeBand::Under18,
    AgeBand::From18To24,
    AgeBand::From25To44,
    AgeBand::From45,
    AgeBand::NotStated,
];

/// The rows of the table. All of them stand in every extract: that one is missing would tell of nobody in it.
const CATEGORIES: [Category; 16] = [
    Category::CaseManagement,
    Category::Referral,
    Category::EmergencyAssistance,
    Category::Housing,
    Category::SafetyPlanning,
    Category::BasicNeeds,
    Category::MentalHealth,
    Category::Employability,
    Category::Legal,
    Category::Medical,
    Category::BenefitsAccess,
    Category::Interpretation,
    Category::Transportation,
    Category::Childcare,
    Category::CrisisIntervention,
    Category::Education,
];

/// What stands in CSV for a suppressed cell.
const SUPPRESSED: &str = "suppressed";

/// The extract by category of service of a programme and a fiscal year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ServiceExtract {
    /// The programme.
    pub programme: ProgrammeCode,
    /// The fiscal year.
    pub period: MeasurePeriod,
    /// The position as of which it was made.
    pub position: i64,
    /// Small cells, and others that they could be solved for from, are left out.
    pub suppressed: bool,
    /// The columns of the counts.
    pub age_bands: Vec<AgeBand>,
    /// A row a category.
    pub rows: Vec<ServiceRow>,
    /// The column totals: clients counted once in each of their categories.
    pub total: ServiceRow,
}

/// A row of counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ServiceRow {
    /// The category; none in the row of totals.
    pub category: Option<Category>,
    /// How many clients of each age band; none where it is suppressed.
    pub clients: Vec<Option<u32>>,
    /// How many in all.
    pub total: Option<u32>,
    /// What was allowed; none where it could tell of a suppressed total.
    pub allowed: Option<Money>,
}

impl ServiceRow {
    fn line(&self, of: String) -> Vec<String> {
        let told =
            |count: &Option<u32>| count.map_or_else(|| SUPPRESSED.to_owned(), |n| n.to_string());
        let allowed = match self.allowed {
            Some(amount) => cell(&amount),
            None => SUPPRESSED.to_owned(),
        };
        std::iter::once(of)
            .chain(self.clients.iter().map(told))
            .chain([told(&self.total), allowed])
            .collect()
    }
}

impl Document for ServiceExtract {
    fn columns(&self) -> Vec<String> {
        std::iter::once("category".to_owned())
            .chain(self.age_bands.iter().map(cell))
            .chain(["total".to_owned(), "allowed".to_owned()])
            .collect()
    }

    fn lines(&self) -> Vec<Vec<String>> {
        self.rows
            .iter()
            .map(|row| row.line(cell(&row.category)))
            .chain([self.total.line("TOTAL".to_owned())])
            .collect()
    }
}

impl ServiceExtract {
    /// SHA-256 of the CSV, in hex.
    pub fn csv_digest(&self) -> String {
        digest(&self.csv())
    }
}

impl View {
    /// The extract by category of service; none when there is no such programme. Where only aggregates may be told,
    /// officers and auditors get it over all clients, suppressed; an organization that serves gets its own whole.
    pub async fn service_extract(
        &self,
        programme: &ProgrammeCode,
        year: FiscalYear,
    ) -> Result<Option<ServiceExtract>, ReadError> {
        let Some(row) = self.programme(programme).await? else {
            return Ok(None);
        };
        let suppressed = row.disclosure == DisclosureProfile::AggregateOnly && !self.is_of_owner();
        let days = year.period();
        let query = as_of(self, COUNTS)
            .bind(programme.as_str())
            .bind(Month::of(days.starts_on).to_string())
            .bind(Month::of(days.ends_on).to_string());
        let rows = if suppressed {
            self.aggregate_rows(query).await?
        } else {
            self.rows(query).await?
        };
        let mut counted: BTreeMap<(Category, AgeBand), (u32, Money)> = BTreeMap::new();
        for row in &rows {
            let key = (Cell::read(row, "category")?, Cell::read(row, "age_band")?);
            counted.insert(
                key,
                (Cell::read(row, "clients")?, Cell::read(row, "allowed")?),
            );
        }
        Ok(Some(extract(
            programme,
            year,
            self.position(),
            suppressed,
            &counted,
        )))
    }
}

fn extract(
    programme: &ProgrammeCode,
    year: FiscalYear,
    position: i64,
    suppressed: bool,
    counted: &BTreeMap<(Category, AgeBand), (u32, Money)>,
) -> ServiceExtract {
    let count = |category, band| {
        counted
            .get(&(category, band))
            .map_or(0, |(count, _)| *count)
    };
    let counts = CATEGORIES
        .iter()
        .map(|category| {
            AGE_BANDS
                .iter()
                .map(|band| count(*category, *band))
                .collect()
        })
        .collect();
    let table = CountTable::new(counts, AGE_BANDS.len());
    let told = if suppressed {
        table.suppressed()
    } else {
        table.told_whole()
    };
    let mut rows = Vec::with_capacity(CATEGORIES.len());
    let cells = told.cells.iter().zip(&told.row_totals);
    for (category, (clients, total)) in CATEGORIES.iter().zip(cells) {
        let of_category = counted.iter().filter(|((of, _), _)| of == category);
        let allowed = Money::sum(of_category.map(|(_, (_, allowed))| *allowed));
        rows.push(ServiceRow {
            category: Some(*category),
            clients: clients.clone(),
            total: *total,
            allowed: allowed.filter(|_| total.is_some()),
        });
    }
    let total = totals(&told, &rows);
    ServiceExtract {
        programme: programme.clone(),
        period: MeasurePeriod::FiscalYear(year),
        position,
        suppressed,
        age_bands: AGE_BANDS.to_vec(),
        rows,
        total,
    }
}

/// The row of totals. The sum of amounts is told only where each of them is.
fn totals(told: &ToldTable, rows: &[ServiceRow]) -> ServiceRow {
    let amounts: Option<Vec<Money>> = rows.iter().map(|row| row.allowed).collect();
    ServiceRow {
        category: None,
        clients: told.column_totals.clone(),
        total: told.total,
        allowed: amounts.and_then(Money::sum),
    }
}

/// A client whom the viewer sees no longer counts under no age band.
const COUNTS: &str = "
SELECT l.category, coalesce(c.age_band, 'NOT_STATED') AS age_band, count(DISTINCT m.client) AS clients,
       sum(l.allowed)::numeric(18,2) AS allowed
FROM claims AS m
JOIN claim_lines AS l ON l.claim = m.claim AND l.valid_from <= $1 AND l.valid_to > $1
LEFT JOIN clients AS c ON c.client = m.client AND c.valid_from <= $1 AND c.valid_to > $1
WHERE m.valid_from <= $1 AND m.valid_to > $1 AND m.programme = $2
  AND m.status IN ('PAYABLE', 'APPROVED', 'SCHEDULED', 'PAID') AND l.allowed > 0
  AND m.service_month >= $3 AND m.service_month <= $4
GROUP BY 1, 2";
