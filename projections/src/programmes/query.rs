//! Questions about programmes.

use almoner_domain::id::ProgrammeCode;

use super::{ProgrammeRow, RuleSetRow};
use crate::read::{Cursor, Page, Paged, ReadError, View, as_of};

impl View {
    /// A programme.
    pub async fn programme(
        &self,
        programme: &ProgrammeCode,
    ) -> Result<Option<ProgrammeRow>, ReadError> {
        Ok(self
            .programmes_by_ids(std::slice::from_ref(programme))
            .await?
            .into_iter()
            .next())
    }

    /// Programmes of these codes, in no order.
    pub async fn programmes_by_ids(
        &self,
        programmes: &[ProgrammeCode],
    ) -> Result<Vec<ProgrammeRow>, ReadError> {
        let codes: Vec<&str> = programmes.iter().map(ProgrammeCode::as_str).collect();
        self.records(as_of(self, BY_IDS).bind(codes)).await
    }

    /// The catalogue, by code.
    pub async fn programmes(&self, page: &Page) -> Result<Paged<ProgrammeRow>, ReadError> {
        let after = page.after::<1>()?.map(|[code]| code);
        let rows = self
            .records(as_of(self, LIST).bind(page.limit()).bind(after))
            .await?;
        Ok(page.of(rows, |row: &ProgrammeRow| {
            Cursor::of(&[row.programme.as_str()])
        }))
    }

    /// The rule sets of a programme, by number.
    pub async fn rule_sets(&self, programme: &ProgrammeCode) -> Result<Vec<RuleSetRow>, ReadError> {
        self.rule_sets_by_programmes(std::slice::from_ref(programme))
            .await
    }

    /// The rule sets of these programmes, by programme and number.
    pub async fn rule_sets_by_programmes(
        &self,
        programmes: &[ProgrammeCode],
    ) -> Result<Vec<RuleSetRow>, ReadError> {
        let codes: Vec<&str> = programmes.iter().map(ProgrammeCode::as_str).collect();
        self.records(as_of(self, RULE_SETS).bind(codes)).await
    }
}

const BY_IDS: &str = "
SELECT * FROM programmes WHERE programme = ANY($2) AND valid_from <= $1 AND valid_to > $1";

const LIST: &str = "
SELECT * FROM programmes
WHERE valid_from <= $1 AND valid_to > $1 AND ($3::text IS NULL OR programme > $3)
ORDER BY programme LIMIT $2";

const RULE_SETS: &str = "
SELECT * FROM rule_sets
WHERE programme = ANY($2) AND valid_from <= $1 AND valid_to > $1 ORDER BY programme, version";
