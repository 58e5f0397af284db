//! What is asked about the closing of a programme's months.

use chrono::NaiveDate;
use serde::Serialize;

use super::Asked;
use crate::{
    closing::ClosingStatement, id::ProgrammeCode, ledger::StreamId, period::Month, text::Reason,
};

/// An officer begins to close a programme's months, and freezes them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BeginPeriodClose {
    /// The programme.
    pub programme: ProgrammeCode,
    /// The last month to close; all before it that are open are closed with it.
    pub through: Month,
    /// The day, after the month.
    pub effective_on: NaiveDate,
}

/// An officer says that the trial balance of the months is right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ApprovePeriodClose {
    /// The programme.
    pub programme: ProgrammeCode,
    /// The number of the close within the programme.
    pub close: u32,
    /// The trial balance as the officer saw it.
    pub statement: ClosingStatement,
    /// The day.
    pub effective_on: NaiveDate,
}

/// An officer withdraws a close that is under way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WithdrawPeriodClose {
    /// The programme.
    pub programme: ProgrammeCode,
    /// The number of the close within the programme.
    pub close: u32,
    /// Why.
    pub reason: Reason,
    /// The day.
    pub effective_on: NaiveDate,
}

macro_rules! of_programme {
    ($($name:ident)+) => {$(
        impl Asked for $name {
            fn streams(&self) -> Vec<StreamId> {
                vec![StreamId::programme(&self.programme), StreamId::closing(&self.programme)]
            }
        }
    )+};
}

of_programme! { BeginPeriodClose ApprovePeriodClose WithdrawPeriodClose }
