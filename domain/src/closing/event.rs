//! What happens when a programme's months are closed.

use chrono::NaiveDate;

use super::ClosingStatement;
use crate::{
    id::{ActorId, ProgrammeCode},
    ledger::domain_event,
    period::Month,
    text::Reason,
};

domain_event! {
    /// A fact about the closing of a programme's months.
    pub enum ClosingEvent {
        /// An officer began to close a programme's months. From this event on they take no more postings: what is
        /// recorded for a day of theirs counts from the first day after them.
        PeriodCloseBegun {
            /// The programme.
            programme: ProgrammeCode,
            /// The number of the close within the programme, from 1.
            close: u32,
            /// The first month that it closes; none for the first close, which takes in everything before.
            from: Option<Month>,
            /// The last month that it closes.
            through: Month,
            /// The officer's account.
            begun_by: ActorId,
            /// The day.
            effective_on: NaiveDate,
        } = "1.0",
        /// An officer said that the trial balance of the months is right.
        PeriodCloseApproved {
            /// The programme.
            programme: ProgrammeCode,
            /// The number of the close.
            close: u32,
            /// The last month that it closes.
            through: Month,
            /// The trial balance, by digest and totals.
            statement: ClosingStatement,
            /// The officer's account.
            approved_by: ActorId,
            /// The day.
            effective_on: NaiveDate,
        } = "1.0",
        /// Two officers said the same: the months are closed for good, and bound to their trial balance.
        PeriodClosed {
            /// The programme.
            programme: ProgrammeCode,
            /// The number of the close.
            close: u32,
            /// The first month that it closes; none for the first close, which takes in everything before.
            from: Option<Month>,
            /// The last month that it closes.
            through: Month,
            /// The trial balance, by digest and totals.
            statement: ClosingStatement,
            /// The accounts of the two officers, in the order in which they approved.
            approved_by: [ActorId; 2],
            /// The day.
            effective_on: NaiveDate,
        } = "1.0",
        /// An officer withdrew a close that was under way: its months take postings again. What was dated after them
        /// meanwhile stays there.
        PeriodCloseWithdrawn {
            /// The programme.
            programme: ProgrammeCode,
            /// The number of the close.
            close: u32,
            /// The last month that it would have closed.
            through: Month,
            /// Why.
            reason: Reason,
            /// The officer's account.
            withdrawn_by: ActorId,
            /// The day.
            effective_on: NaiveDate,
        } = "1.0",
    }
}

impl ClosingEvent {
    /// The programme whose months it is about.
    pub fn programme(&self) -> &ProgrammeCode {
        let (Self::PeriodCloseBegun { programme, .. }
        | Self::PeriodCloseApproved { programme, .. }
        | Self::PeriodClosed { programme, .. }
        | Self::PeriodCloseWithdrawn { programme, .. }) = self;
        programme
    }
}
