//! Extracts as they are read.

use almoner_projections::extracts::{self, Document};
use async_graphql::{Object, SimpleObject};

use crate::graphql::{client::AgeBand, programme::Category, scalar};

pub(crate) struct ClientExtract {
    pub(crate) extract: extracts::ClientExtract,
}

/// The client-level extract of a programme and a period, in the shape of the quarterly collection OMB 0970-0467 as far as
/// the ledger knows it: random codes, never a person. Made again as of the same position it is the same, byte for byte.
#[Object]
impl ClientExtract {
    /// The programme.
    async fn programme_code(&self) -> scalar::ProgrammeCode {
        scalar::ProgrammeCode::of(&self.extract.programme)
    }

    /// The time that it is about.
    async fn period(&self) -> scalar::MeasurePeriod {
        scalar::MeasurePeriod::of(self.extract.period)
    }

    /// How many rows it has: one a client and category of service.
    async fn row_count(&self) -> usize {
        self.extract.rows.len()
    }

    /// The extract as a CSV file.
    async fn csv(&self) -> String {
        self.extract.csv()
    }

    /// SHA-256 of the CSV file.
    async fn csv_digest(&self) -> scalar::Digest {
        scalar::Digest(self.extract.csv_digest())
    }

    /// The extract as a JSON file.
    async fn json(&self) -> String {
        self.extract.json()
    }

    /// The position in the journal as of which it was made.
    async fn as_of(&self) -> scalar::Position {
        scalar::Position::of(self.extract.position)
    }
}

pub(crate) struct ServiceExtract {
    pub(crate) extract: extracts::ServiceExtract,
}

/// Clients of one age band who were allowed services of a category.
#[derive(SimpleObject)]
pub(crate) struct ServiceCount {
    /// The age band.
    age_band: AgeBand,
    /// How many clients; none where it is suppressed.
    clients: Option<u32>,
}

/// A category of service and assistance, or the totals of all.
#[derive(SimpleObject)]
pub(crate) struct ServiceRow {
    /// The category; none in the row of totals.
    category: Option<Category>,
    /// How many clients of each age band.
    counts: Vec<ServiceCount>,
    /// How many in all; none where it is suppressed.
    clients: Option<u32>,
    /// What was allowed; none where it could tell of a count that is suppressed.
    allowed: Option<scalar::Money>,
}

impl ServiceRow {
    fn of(extract: &extracts::ServiceExtract, row: &extracts::ServiceRow) -> Self {
        let bands = extract.age_bands.iter().zip(&row.clients);
        Self {
            category: row.category.map(Into::into),
            counts: bands
                .map(|(band, clients)| ServiceCount {
                    age_band: (*band).into(),
                    clients: *clients,
                })
                .collect(),
            clients: row.total,
            allowed: row.allowed.map(scalar::Money::of),
        }
    }
}

/// The annual extract by category of service and assistance: how many clients were allowed services of each, by age band.
/// A client counts once in every category. Where only aggregates may be told, officers and auditors see no count under 11,
/// and none that such a count could be solved for from.
#[Object]
impl ServiceExtract {
    /// The programme.
    async fn programme_code(&self) -> scalar::ProgrammeCode {
        scalar::ProgrammeCode::of(&self.extract.programme)
    }

    /// The fiscal year.
    async fn period(&self) -> scalar::MeasurePeriod {
        scalar::MeasurePeriod::of(self.extract.period)
    }

    /// Small counts, and others with them, are suppressed.
    async fn suppressed(&self) -> bool {
        self.extract.suppressed
    }

    /// The categories, each of them, whether there were clients or not.
    async fn rows(&self) -> Vec<ServiceRow> {
        let rows = self.extract.rows.iter();
        rows.map(|row| ServiceRow::of(&self.extract, row)).collect()
    }

    /// The totals of the columns.
    async fn total(&self) -> ServiceRow {
        ServiceRow::of(&self.extract, &self.extract.total)
    }

    /// The extract as a CSV file.
    async fn csv(&self) -> String {
        self.extract.csv()
    }

    /// SHA-256 of the CSV file.
    async fn csv_digest(&self) -> scalar::Digest {
        scalar::Digest(self.extract.csv_digest())
    }

    /// The extract as a JSON file.
    async fn json(&self) -> String {
        self.extract.json()
    }

    /// The position in the journal as of which it was made.
    async fn as_of(&self) -> scalar::Position {
        scalar::Position::of(self.extract.position)
    }
}
