//! Where a command stands in the journal.

use almoner_journal::{ledger::Accepted, store::CarriedOut};

use crate::graphql::scalar;

/// Where a command stands in the journal, and whether the read models hold it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answered {
    pub(crate) position: scalar::Position,
    pub(crate) first_position: scalar::Position,
    pub(crate) recorded_at: scalar::DateTime,
    pub(crate) repeated: bool,
    pub(crate) already_held: bool,
    pub(crate) read_position: scalar::Position,
    pub(crate) caught_up: bool,
    /// The command, for its receipt.
    pub(crate) command: CarriedOut,
}

impl Answered {
    pub(crate) fn new(
        accepted: &Accepted,
        command: CarriedOut,
        read_position: i64,
        caught_up: bool,
    ) -> Self {
        Self {
            position: scalar::Position::of(accepted.last),
            first_position: scalar::Position::of(accepted.first),
            recorded_at: scalar::DateTime::at(accepted.recorded_at),
            repeated: accepted.repeated,
            already_held: accepted.no_op,
            read_position: scalar::Position::of(read_position),
            caught_up,
            command,
        }
    }
}
