//! Questions about who read.

use almoner_domain::id::{ClientCode, OrganizationId};
use chrono::{DateTime, Utc};
use sqlx::{Row, postgres::PgRow};

use super::{ClientRead, ClientReadFilter, Reading, Way};
use crate::read::{Cursor, Page, Paged, ReadError, View};

impl View {
    /// Who read of clients, the last ones first: for officers and auditors all, for an organization what was read of the
    /// clients that were its own when they were read of.
    pub async fn client_reads(
        &self,
        filter: &ClientReadFilter,
        page: &Page,
    ) -> Result<Paged<ClientRead>, ReadError> {
        let (at, id) = match page.after::<2>()? {
            None => (None, None),
            Some([at, id]) => (
                Some(at.parse::<DateTime<Utc>>().map_err(|_| ReadError::Cursor)?),
                Some(id.parse::<i64>().map_err(|_| ReadError::Cursor)?),
            ),
        };
        let sql = if filter.client.is_some() {
            OF_CLIENT
        } else if self.is_of_owner() {
            OF_OWNER
        } else {
            LIST
        };
        let query = sqlx::query(sql)
            .bind(page.limit())
            .bind(at)
            .bind(id)
            .bind(filter.client.as_ref().map(ClientCode::as_str))
            .bind(filter.actor.as_deref())
            .bind(filter.organization.as_ref().map(OrganizationId::as_str))
            .bind(filter.read_from)
            .bind(filter.read_before)
            .bind(self.reader().organization().to_owned())
            .bind(self.is_of_office())
            .bind(filter.way.map(Way::as_str));
        let rows = self.rows(query).await?;
        let reads = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        Ok(page.of(reads, |read| {
            let at = read
                .read_at
                .to_rfc3339_opts(chrono::SecondsFormat::Micros, true);
            Cursor::of(&[&at, &read.read_id.to_string()])
        }))
    }
}

fn read(row: &PgRow) -> Result<ClientRead, ReadError> {
    let way: Option<&str> = row.try_get("way")?;
    Ok(ClientRead {
        read_id: row.try_get("read_id")?,
        read_at: row.try_get("read_at")?,
        reading: Reading {
            actor: row.try_get("actor")?,
            role: row.try_get("role")?,
            organization: row.try_get("organization")?,
            way: way.and_then(|way| Way::ALL.into_iter().find(|known| known.as_str() == way)),
            operation: row.try_get("operation")?,
            request: row.try_get("request")?,
        },
        client_count: row.try_get("seen_count")?,
        codes: row.try_get("codes")?,
    })
}

/// What is asked of a read `r`, found under `i`, and what is told of it. Whoever looks into this list reads of nobody: the
/// codes are under a name of their own.
macro_rules! reads {
    ($from:literal) => {
        concat!(
            "SELECT r.*, CASE WHEN $10 THEN r.client_count ELSE (SELECT count(DISTINCT s.client) FROM client_read_subjects AS s
                WHERE s.read_id = r.read_id) END AS seen_count, ARRAY(SELECT DISTINCT s.client FROM client_read_subjects AS s WHERE s.read_id = r.read_id
                ORDER BY s.client LIMIT 100) AS codes
             FROM (",
            $from,
            " AND ($2::timestamptz IS NULL OR (i.read_at, i.read_id) < ($2, $3))
                AND ($7::timestamptz IS NULL OR i.read_at >= $7) AND ($8::timestamptz IS NULL OR i.read_at < $8)
              ORDER BY i.read_at DESC, i.read_id DESC) AS i
             JOIN client_reads AS r ON r.read_id = i.read_id
             WHERE ($5::text IS NULL OR r.actor = $5) AND ($6::text IS NULL OR r.organization = $6) AND ($11::text IS NULL OR r.way = $11)
             ORDER BY i.read_at DESC, i.read_id DESC LIMIT $1"
        )
    };
}

const OF_CLIENT: &str = reads!(
    "SELECT DISTINCT i.read_at, i.read_id FROM client_read_subjects AS i WHERE i.client = $4"
);
const OF_OWNER: &str = reads!(
    "SELECT DISTINCT i.read_at, i.read_id FROM client_read_subjects AS i WHERE i.organization = $9"
);
const LIST: &str = "
SELECT i.*, CASE WHEN $10 THEN i.client_count ELSE (SELECT count(DISTINCT s.client) FROM client_read_subjects AS s
    WHERE s.read_id = i.read_id) END AS seen_count, ARRAY(SELECT DISTINCT s.client FROM client_read_subjects AS s WHERE s.read_id = i.read_id
    ORDER BY s.client LIMIT 100) AS codes
FROM client_reads AS i
WHERE ($2::timestamptz IS NULL OR (i.read_at, i.read_id) < ($2, $3))
  AND ($7::timestamptz IS NULL OR i.read_at >= $7) AND ($8::timestamptz IS NULL OR i.read_at < $8)
  AND ($5::text IS NULL OR i.actor = $5) AND ($6::text IS NULL OR i.organization = $6) AND ($11::text IS NULL OR i.way = $11)
ORDER BY i.read_at DESC, i.read_id DESC LIMIT $1";
