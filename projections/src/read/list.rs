//! What the queries of the read models have in common: the moment.

use sqlx::{Postgres, postgres::PgArguments, query::Query};

use super::View;

/// A query whose first parameter is the position that is asked about.
pub(crate) fn as_of<'q>(view: &View, sql: &'q str) -> Query<'q, Postgres, PgArguments> {
    sqlx::query(sql).bind(view.position())
}
