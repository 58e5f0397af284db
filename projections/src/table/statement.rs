//! The statements of a table, written from its columns, which are constants of the program.

use super::{FOREVER, Kind, Record, Temporal};

/// Which tables are written: those under their own names, or those that a rebuild makes beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// The tables under their own names: in a ledger's schema those that are read.
    Live,
    /// The tables of a rebuild.
    Next,
}

impl Target {
    /// The name of a table.
    pub(crate) fn table(self, name: &str) -> String {
        match self {
            Self::Live => name.to_owned(),
            Self::Next => format!("{name}__next"),
        }
    }
}

fn array_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Words | Kind::Json => "text[]",
        Kind::Bigint => "bigint[]",
        Kind::Date => "date[]",
        Kind::Instant => "timestamptz[]",
        Kind::Numeric => "numeric[]",
        Kind::Boolean => "boolean[]",
    }
}

/// `unnest($1::text[], …) AS u(a, …)`
fn unnest(columns: &[(&str, Kind)]) -> String {
    let parameters: Vec<String> = columns
        .iter()
        .enumerate()
        .map(|(at, (_, kind))| format!("${}::{}", at + 1, array_type(*kind)))
        .collect();
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    format!(
        "unnest({}) AS u({})",
        parameters.join(", "),
        names.join(", ")
    )
}

const VALIDITY: [(&str, Kind); 2] = [("valid_from", Kind::Bigint), ("valid_to", Kind::Bigint)];

/// The columns of a table, with those of validity where it has them.
pub(crate) fn columns<R: Record>(versions: bool) -> Vec<(&'static str, Kind)> {
    let validity = if versions { &VALIDITY[..] } else { &[] };
    R::COLUMNS.iter().chain(validity).copied().collect()
}

/// Inserts many rows, a parameter a column.
pub(crate) fn insert<R: Record>(target: Target, versions: bool) -> String {
    let columns = columns::<R>(versions);
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let values: Vec<String> = columns
        .iter()
        .map(|(name, kind)| match kind {
            Kind::Words => format!("string_to_array(u.{name}, ' ')"),
            Kind::Json => format!("u.{name}::json"),
            Kind::Text
            | Kind::Bigint
            | Kind::Date
            | Kind::Instant
            | Kind::Numeric
            | Kind::Boolean => format!("u.{name}"),
        })
        .collect();
    format!(
        "INSERT INTO {} ({}) SELECT {} FROM {}",
        target.table(R::TABLE),
        names.join(", "),
        values.join(", "),
        unnest(&columns),
    )
}

/// Copies many rows in.
pub(crate) fn copy<R: Record>(target: Target, versions: bool) -> String {
    let names: Vec<&str> = columns::<R>(versions)
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    format!(
        "COPY {} ({}) FROM STDIN",
        target.table(R::TABLE),
        names.join(", ")
    )
}

/// The columns of the key, and the position at which the version ends.
pub(crate) fn close_columns<R: Temporal>() -> Vec<(&'static str, Kind)> {
    R::COLUMNS
        .iter()
        .filter(|(name, _)| R::KEY.contains(name))
        .copied()
        .chain([("closed_at", Kind::Bigint)])
        .collect()
}

/// Ends the versions that are valid now, of many keys.
pub(crate) fn close<R: Temporal>(target: Target) -> String {
    let matches: Vec<String> = R::KEY
        .iter()
        .map(|name| format!("t.{name} = u.{name}"))
        .collect();
    format!(
        "UPDATE {} AS t SET valid_to = u.closed_at FROM {} WHERE {} AND t.valid_to = {FOREVER}",
        target.table(R::TABLE),
        unnest(&close_columns::<R>()),
        matches.join(" AND "),
    )
}

/// Loads the versions that are valid now, of many parents.
pub(crate) fn load<R: Temporal>(target: Target) -> String {
    format!(
        "SELECT * FROM {} WHERE {} = ANY($1) AND valid_to = {FOREVER}",
        target.table(R::TABLE),
        R::PARENT,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clients::ClientYearRow;

    #[test]
    fn a_table_is_written_by_one_statement() {
        assert_eq!(
            close::<ClientYearRow>(Target::Next),
            "UPDATE client_years__next AS t SET valid_to = u.closed_at FROM \
             unnest($1::text[], $2::date[], $3::bigint[]) AS u(client, benefit_year, closed_at) \
             WHERE t.client = u.client AND t.benefit_year = u.benefit_year \
             AND t.valid_to = 9223372036854775807"
        );
        assert!(insert::<ClientYearRow>(Target::Live, true).contains(
            "string_to_array(u.organizations, ' '), u.valid_from, u.valid_to FROM unnest("
        ));
    }
}
