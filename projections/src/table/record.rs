//! A row of a table, and a row that has versions: what the statements need to know of them.

use std::fmt::Debug;

use sqlx::postgres::PgRow;

use super::{CellError, Kind, Sink};

/// A row of a read model.
pub(crate) trait Record: Clone + Debug + PartialEq + Send + Sync + 'static {
    /// The table.
    const TABLE: &'static str;
    /// Its columns but those of validity, in order.
    const COLUMNS: &'static [(&'static str, Kind)];

    fn write(&self, sink: &mut impl Sink);

    fn read(row: &PgRow) -> Result<Self, CellError>;
}

/// A row that is valid from one position to another.
pub(crate) trait Temporal: Record {
    /// What names it.
    type Key: Clone + Debug + Ord + Send + Sync + 'static;
    /// The columns of the key.
    const KEY: &'static [&'static str];
    /// The column of the key by which rows are loaded; a text.
    const PARENT: &'static str;

    fn key(&self) -> Self::Key;

    fn write_key(key: &Self::Key, sink: &mut impl Sink);
}

/// Declares a row: its table, and a column a field.
macro_rules! record {
    ($(#[$doc:meta])* pub struct $name:ident in $table:literal {
        $( $(#[$field_doc:meta])* $field:ident : $type:ty ),+ $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name { $( $(#[$field_doc])* pub $field: $type ),+ }

        impl $crate::table::Record for $name {
            const TABLE: &'static str = $table;
            const COLUMNS: &'static [(&'static str, $crate::table::Kind)] =
                &[$((stringify!($field), <$type as $crate::table::Cell>::KIND)),+];

            fn write(&self, sink: &mut impl $crate::table::Sink) {
                $($crate::table::Cell::write(&self.$field, sink);)+
            }

            fn read(row: &sqlx::postgres::PgRow) -> Result<Self, $crate::table::CellError> {
                Ok(Self { $($field: $crate::table::Cell::read(row, stringify!($field))?),+ })
            }
        }
    };
}

/// Says by which fields a row that has versions is named; it is loaded by the first of them.
macro_rules! temporal {
    ($name:ident by $parent:ident: $parent_type:ty $(, $key:ident: $type:ty)*) => {
        impl $crate::table::Temporal for $name {
            type Key = ($parent_type, $($type,)*);
            const KEY: &'static [&'static str] = &[stringify!($parent), $(stringify!($key)),*];
            const PARENT: &'static str = stringify!($parent);

            fn key(&self) -> Self::Key {
                (self.$parent.clone(), $(self.$key.clone(),)*)
            }

            fn write_key(key: &Self::Key, sink: &mut impl $crate::table::Sink) {
                let ($parent, $($key,)*) = key;
                $crate::table::Cell::write($parent, sink);
                $($crate::table::Cell::write($key, sink);)*
            }
        }
    };
}

pub(crate) use {record, temporal};
