//! Questions about closes of months.

use almoner_domain::id::ProgrammeCode;

use super::PeriodCloseRow;
use crate::read::{Cursor, Page, Paged, ReadError, View, as_of};

impl View {
    /// A close, by its number within the programme.
    pub async fn period_close(
        &self,
        programme: &ProgrammeCode,
        close: u32,
    ) -> Result<Option<PeriodCloseRow>, ReadError> {
        let query = as_of(self, ONE)
            .bind(programme.as_str())
            .bind(i64::from(close));
        Ok(self.records(query).await?.into_iter().next())
    }

    /// The latest close of a programme that was begun, whatever became of it.
    pub async fn latest_period_close(
        &self,
        programme: &ProgrammeCode,
    ) -> Result<Option<PeriodCloseRow>, ReadError> {
        let query = as_of(self, LATEST).bind(programme.as_str());
        Ok(self.records(query).await?.into_iter().next())
    }

    /// The closes of a programme, the latest one first.
    pub async fn period_closes(
        &self,
        programme: &ProgrammeCode,
        page: &Page,
    ) -> Result<Paged<PeriodCloseRow>, ReadError> {
        let number = |text: &str| text.parse::<i64>().map_err(|_| ReadError::Cursor);
        let after = page.after::<1>()?;
        let after = after.map(|[close]| number(close)).transpose()?;
        let query = as_of(self, LIST)
            .bind(page.limit())
            .bind(programme.as_str())
            .bind(after);
        let rows = self.records(query).await?;
        Ok(page.of(rows, |row: &PeriodCloseRow| {
            Cursor::of(&[&row.close.to_string()])
        }))
    }
}

const ONE: &str = "
SELECT * FROM period_closes WHERE programme = $2 AND close = $3 AND valid_from <= $1 AND valid_to > $1";

const LATEST: &str = "
SELECT * FROM period_closes WHERE programme = $2 AND valid_from <= $1 AND valid_to > $1 ORDER BY close DESC LIMIT 1";

const LIST: &str = "
SELECT * FROM period_closes
WHERE programme = $3 AND valid_from <= $1 AND valid_to > $1 AND ($4::bigint IS NULL OR close < $4)
ORDER BY close DESC LIMIT $2";
