//! The demonstration: the real awards that public sources name, with fictional sub-awardees, clients and claims.
//!
//! Everything is sent through the same door as any other command. Numbers, identifiers, periods and amounts that no
//! source gives are made up and labelled fictional; award serials of the form 99nn are fictional too. The story is
//! fixed: loading it again answers from the journal's memory and moves nothing.

mod awards;
mod cases;
mod cast;
mod closing;
mod contract;
mod courses;
mod lines;
mod load;
mod measures;
mod money;
mod oversight;
mod payments;
mod programmes;
mod questions;
mod reference;
mod script;
mod services;
mod sub_awards;
mod summit;

pub use load::{DemoError, Loaded, STEPS_ABOUT, load};
pub use questions::{QUESTIONS, Question};
