//! How a read model's rows are held and written: columns, versions, and one statement a table a batch.
//!
//! Nothing here knows what a row means. A [`Record`] is a row of any table, a [`Temporal`] one has versions; a
//! [`Table`] holds the current versions that a batch needs, and collects what the batch makes of them.

mod cell;
mod code;
mod log;
mod record;
mod sink;
mod statement;
mod temporal;
mod write;

pub(crate) use cell::Cell;
pub(crate) use cell::CellError;
pub(crate) use cell::name_of;
pub(crate) use code::codes;
pub(crate) use log::Log;
pub(crate) use record::{Record, Temporal, record, temporal};
pub(crate) use sink::{Kind, Sink};
pub(crate) use statement::{Target, columns};
pub(crate) use temporal::Missing;
pub(crate) use temporal::Table;
pub(crate) use write::LoadError;

/// The end of a version that is valid now.
pub(crate) const FOREVER: i64 = i64::MAX;
