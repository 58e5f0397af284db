//! What a fact posts where its own day is frozen: the same amounts, in the accounts of the year in which they count.

use chrono::NaiveDate;

use super::{Transaction, cash};
use crate::ledger::Event;

/// What an event posts when it counts on a later day than its own; nothing where that is what it posts anyway.
///
/// A refund of what was drawn in a year that has ended meanwhile is one of an earlier year.
pub fn post_late(event: &Event, on: NaiveDate) -> Option<Transaction> {
    match event {
        Event::Award(event) => cash::post_refund_late(event, on),
        Event::SubAward(_)
        | Event::Programme(_)
        | Event::Organization(_)
        | Event::Client(_)
        | Event::Claim(_)
        | Event::Payment(_)
        | Event::Measure(_)
        | Event::Oversight(_)
        | Event::Closing(_) => None,
    }
}
