//! Writes what a table collected: one statement for what ended, one for what began.

use sqlx::{PgConnection, Row};

use super::sink::{Arrays, CopyText};
use super::statement::{self, Target};
use super::temporal::{Changes, Version};
use super::{CellError, Kind, Log, Record, Sink, Table, Temporal};

/// Bytes of a COPY that are sent at once.
const COPY_BYTES: usize = 1 << 16;

/// Rows that could not be loaded.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LoadError {
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    #[error(transparent)]
    Cell(#[from] CellError),
}

fn kinds(columns: &[(&'static str, Kind)]) -> impl Iterator<Item = Kind> {
    columns.iter().map(|(_, kind)| *kind)
}

impl<R: Temporal> Table<R> {
    /// Loads the rows of the parents that are not held yet.
    pub(crate) async fn load<'key>(
        &mut self,
        connection: &mut PgConnection,
        target: Target,
        parents: impl Iterator<Item = &'key str>,
    ) -> Result<(), LoadError> {
        let parents = self.unknown(parents);
        if parents.is_empty() {
            return Ok(());
        }
        let found = sqlx::query(&statement::load::<R>(target))
            .bind(&parents)
            .fetch_all(connection)
            .await?;
        let mut rows = Vec::with_capacity(found.len());
        for row in &found {
            rows.push((R::read(row)?, row.try_get("valid_from")?));
        }
        self.hold(parents, rows);
        Ok(())
    }

    /// Writes what changed.
    pub(crate) async fn write(
        &mut self,
        connection: &mut PgConnection,
        target: Target,
    ) -> Result<u64, sqlx::Error> {
        let Changes { versions, closed } = self.take();
        if !closed.is_empty() {
            let columns = statement::close_columns::<R>();
            let mut arrays = Arrays::new(kinds(&columns), closed.len());
            for (key, position) in &closed {
                R::write_key(key, &mut arrays);
                arrays.bigint(*position);
            }
            let sql = statement::close::<R>(target);
            let ended = arrays
                .bind(sqlx::query(&sql))
                .execute(&mut *connection)
                .await?;
            if usize::try_from(ended.rows_affected()) != Ok(closed.len()) {
                return Err(sqlx::Error::Protocol(format!(
                    "{} versions of {} should have ended, and {} did",
                    closed.len(),
                    R::TABLE,
                    ended.rows_affected(),
                )));
            }
        }
        if versions.is_empty() {
            return Ok(0);
        }
        let columns = statement::columns::<R>(true);
        let mut arrays = Arrays::new(kinds(&columns), versions.len());
        for version in &versions {
            write_version(version, &mut arrays);
        }
        let sql = statement::insert::<R>(target, true);
        let written = arrays.bind(sqlx::query(&sql)).execute(connection).await?;
        Ok(written.rows_affected())
    }

    /// Copies into an empty table the versions that ended, and with `all` those that are valid now too.
    pub(crate) async fn copy(
        &mut self,
        connection: &mut PgConnection,
        target: Target,
        all: bool,
    ) -> Result<u64, sqlx::Error> {
        let versions = if all {
            self.take().versions
        } else {
            self.take_ended()
        };
        if versions.is_empty() {
            return Ok(0);
        }
        let sql = statement::copy::<R>(target, true);
        copy_in(connection, &sql, &versions, write_version).await
    }
}

fn write_version<R: Record>(version: &Version<R>, sink: &mut impl Sink) {
    version.row.write(sink);
    sink.bigint(version.valid_from);
    sink.bigint(version.valid_to);
}

impl<R: Record> Log<R> {
    /// Writes what was added.
    pub(crate) async fn write(
        &mut self,
        connection: &mut PgConnection,
        target: Target,
    ) -> Result<u64, sqlx::Error> {
        let rows = self.take();
        if rows.is_empty() {
            return Ok(0);
        }
        let columns = statement::columns::<R>(false);
        let mut arrays = Arrays::new(kinds(&columns), rows.len());
        for row in &rows {
            row.write(&mut arrays);
        }
        let sql = statement::insert::<R>(target, false);
        let written = arrays.bind(sqlx::query(&sql)).execute(connection).await?;
        Ok(written.rows_affected())
    }

    /// Copies what was added into a table that is built anew.
    pub(crate) async fn copy(
        &mut self,
        connection: &mut PgConnection,
        target: Target,
    ) -> Result<u64, sqlx::Error> {
        let rows = self.take();
        if rows.is_empty() {
            return Ok(0);
        }
        let sql = statement::copy::<R>(target, false);
        copy_in(connection, &sql, &rows, R::write).await
    }
}

async fn copy_in<T>(
    connection: &mut PgConnection,
    sql: &str,
    rows: &[T],
    write: impl Fn(&T, &mut CopyText),
) -> Result<u64, sqlx::Error> {
    let mut copy = connection.copy_in_raw(sql).await?;
    let mut text = CopyText::default();
    for row in rows {
        write(row, &mut text);
        text.end();
        if text.bytes.len() >= COPY_BYTES {
            copy.send(std::mem::take(&mut text.bytes)).await?;
        }
    }
    copy.send(text.bytes).await?;
    copy.finish().await
}
