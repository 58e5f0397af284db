//! The second model: what was accepted, as plain facts, and what follows from them.

mod adjudicate;
mod awards;
mod caps;
mod claims;
mod clients;
mod corrections;
mod facts;
mod funds;
mod late;
mod queue;
mod rules;
mod take;
mod verdict;

pub(crate) use adjudicate::{Come, Judgement};
pub(crate) use claims::{Claim, Status};
pub(crate) use facts::Model;
pub(crate) use rules::{Basis, Rules};
pub(crate) use take::Expected;
pub(crate) use verdict::Verdict;

/// An amount in cents.
pub(crate) type Cents = i64;

/// The cents of the ledger's money.
pub(crate) fn cents(money: almoner_domain::money::Money) -> Cents {
    money.cents()
}
