//! Given/when/then over several aggregates, and properties of any history.

mod attestations;
mod authority;
mod awards;
mod caps;
mod cash;
mod catalogue;
mod claims;
mod clients;
mod closings;
mod codes;
mod corrections;
mod erasures;
mod golden;
mod golden_awards;
mod income;
mod late_facts;
mod late_voids;
mod measures;
mod oversight;
mod payments;
mod properties;
mod recovery;
mod rules;
mod share;
mod sub_awards;
mod tied;
mod waiting;

use super::{Decision, Event, Refusal};

/// The types of the events of a decision, in order.
fn types(decision: Result<Decision, Refusal>) -> Vec<&'static str> {
    decision
        .unwrap()
        .events
        .iter()
        .map(|(_, event)| event.event_type())
        .collect()
}

/// The code of a refusal.
fn code(decision: Result<Decision, Refusal>) -> &'static str {
    decision.unwrap_err().code
}

/// The last event of a decision.
fn last(decision: Result<Decision, Refusal>) -> Event {
    decision.unwrap().events.pop().unwrap().1
}
