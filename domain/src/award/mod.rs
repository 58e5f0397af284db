//! An award, by FAIN: federal funds for a grantee, its amendments, what the grantee retains and spends itself,
//! what it commits to sub-awards, the federal cash that it draws, and what others contribute.
//!
//! Life: issued → (supplemented, reduced, extended, administered, continued; suspended ⇄ resumed; terminated) → closed. While it is open, every event
//! that moves the awarded funds or the commitments re-evaluates the sub-award share.

mod aggregate;
mod amend;
mod books;
mod cash;
mod command;
mod continuation;
mod decide;
mod draw;
mod earn;
mod error;
mod event;
mod income;
mod indirect;
mod interest;
mod matching;
mod policy;
mod prior_year;
mod spend;
mod terms;
#[cfg(test)]
mod tests;

pub use aggregate::*;
pub use cash::*;
pub use command::*;
pub use continuation::*;
pub use error::*;
pub use event::*;
pub use income::*;
pub use indirect::*;
pub use matching::*;
pub use policy::*;
pub use prior_year::*;
pub use terms::*;

use amend::Notice;
