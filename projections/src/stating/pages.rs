//! The pages of the maps, as they are kept.

use almoner_journal::merkle_map::{MapKind, Page, Update};
use sqlx::{PgConnection, Row};

use super::turn::StatingError;

/// Pages that are read or written by one statement, at most.
const PAGES_MAX: usize = 4_000;

/// Each page of these paths, as it was at a position.
pub(super) const LOAD: &str = "
SELECT wanted.path, kept.page
FROM unnest($4::bytea[]) AS wanted(path)
CROSS JOIN LATERAL (
    SELECT page FROM map_pages
    WHERE epoch = $1 AND map = $2 AND path = wanted.path AND position <= $3
    ORDER BY position DESC LIMIT 1
) AS kept";

const KEEP: &str = "
INSERT INTO map_pages (epoch, map, path, position, page)
SELECT $1, $2, new.path, $3, new.page FROM unnest($4::bytea[], $5::bytea[]) AS new(path, page)";

/// A map as it was at a position.
#[derive(Debug, Clone, Copy)]
pub(super) struct MapAt {
    pub(super) epoch: i64,
    pub(super) map: MapKind,
    pub(super) position: i64,
}

/// The pages of these paths that there are.
pub(super) async fn load(
    connection: &mut PgConnection,
    at: MapAt,
    paths: &[Vec<u8>],
) -> Result<Vec<(Vec<u8>, Page)>, StatingError> {
    let mut pages = Vec::with_capacity(paths.len());
    for paths in paths.chunks(PAGES_MAX) {
        let rows = sqlx::query(LOAD)
            .bind(at.epoch)
            .bind(at.map.name())
            .bind(at.position)
            .bind(paths)
            .fetch_all(&mut *connection)
            .await?;
        for row in rows {
            let page =
                Page::parse(row.try_get(1)?).map_err(|_| StatingError::Page { map: at.map })?;
            pages.push((row.try_get(0)?, page));
        }
    }
    Ok(pages)
}

/// Tells an update every page that it wants.
pub(super) async fn prepare(
    connection: &mut PgConnection,
    at: MapAt,
    update: &mut Update,
) -> Result<(), StatingError> {
    loop {
        let wanted = update.wanted();
        if wanted.is_empty() {
            return Ok(());
        }
        let found = load(connection, at, &wanted).await?;
        let is_first = wanted.iter().all(Vec::is_empty);
        if found.len() < wanted.len() && !is_first {
            return Err(StatingError::Page { map: at.map });
        }
        update.take(found);
    }
}

/// Keeps the pages that an update wrote.
pub(super) async fn keep(
    connection: &mut PgConnection,
    at: MapAt,
    pages: &[(Vec<u8>, Page)],
) -> Result<(), StatingError> {
    for pages in pages.chunks(PAGES_MAX) {
        let paths: Vec<&[u8]> = pages.iter().map(|(path, _)| path.as_slice()).collect();
        let bytes: Vec<Vec<u8>> = pages.iter().map(|(_, page)| page.to_bytes()).collect();
        sqlx::query(KEEP)
            .bind(at.epoch)
            .bind(at.map.name())
            .bind(at.position)
            .bind(paths)
            .bind(bytes)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
