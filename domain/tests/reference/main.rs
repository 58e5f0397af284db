//! The ledger against a second, independently written model of its caps and balances.
//!
//! The model is simple and slow: facts in vectors, every question answered by going through all of them, integer cents.
//! It was written from the rules and shares no code with the ledger but its vocabulary (commands, events, the chart of
//! accounts). Random histories are given to both, and after every step the two must agree to the cent.

mod check;
mod history;
mod model;
mod properties;
mod regressions;
