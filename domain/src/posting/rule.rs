//! The posting rules: one template an event, in the module of its subject.

use super::{Transaction, award::post_award, prior_year, sub_award::post_sub_award};
use crate::ledger::Event;

/// What an event posts; nothing for an event that moves no money.
///
/// Sources: the chart's USSGL column and the federal entries for awards, accruals and payments. The prime's payment
/// to its sub-awardee moves only `accrued` and `paid`; cash moves, in the federal view, at the prime's draw.
pub fn post(event: &Event) -> Option<Transaction> {
    match event {
        Event::Award(event) => prior_year::added_to(
            post_award(event),
            event.award(),
            prior_year::of_award_event(event),
        ),
        Event::SubAward(event) => {
            let adjustments = prior_year::of_sub_award_event(event);
            let transaction = post_sub_award(event)?;
            let award = transaction.award().clone();
            prior_year::added_to(Some(transaction), &award, adjustments)
        }
        Event::Programme(_)
        | Event::Organization(_)
        | Event::Client(_)
        | Event::Claim(_)
        | Event::Payment(_)
        // A counter never drives a payment.
        | Event::Measure(_)
        // The file of an award speaks of money and moves none.
        | Event::Oversight(_)
        // A close says when facts count, and moves nothing.
        | Event::Closing(_)
        // A key moves nothing.
        | Event::Signing(_) => None,
    }
}
