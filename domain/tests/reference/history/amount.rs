//! Amounts that are interesting: near what is left of a cap, of the funds, or of an award.

use crate::model::Cents;

/// An amount, by what it is near to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Amount {
    /// What it is near to.
    pub(crate) near: Near,
    /// Cents more, or fewer.
    pub(crate) by: Cents,
}

/// What an amount is near to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Near {
    /// Nothing: the amount is `by`.
    Nothing,
    /// What both parts may still take of the client's year.
    YearRoom,
    /// What administration may still take of it.
    AdministrationRoom,
    /// What the sub-award has left.
    Available,
    /// What the claim that waits longest lacks.
    Lacking,
    /// What the award has left.
    Unassigned,
    /// What the sub-awardee owes back.
    Owed,
}

/// What there is room for, where an amount is asked.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Rooms {
    pub(crate) year: Cents,
    pub(crate) administration: Cents,
    pub(crate) available: Cents,
    pub(crate) lacking: Cents,
    pub(crate) unassigned: Cents,
    pub(crate) owed: Cents,
}

impl Amount {
    /// So many cents.
    pub(crate) fn plain(cents: Cents) -> Self {
        Self {
            near: Near::Nothing,
            by: cents,
        }
    }

    /// The amount in cents, at least one.
    pub(crate) fn cents(self, rooms: Rooms) -> Cents {
        let near = match self.near {
            Near::Nothing => 0,
            Near::YearRoom => rooms.year,
            Near::AdministrationRoom => rooms.administration,
            Near::Available => rooms.available,
            Near::Lacking => rooms.lacking,
            Near::Unassigned => rooms.unassigned,
            Near::Owed => rooms.owed,
        };
        (near + self.by).max(1)
    }
}
