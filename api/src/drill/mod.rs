//! The tamper drill: harm of every kind done to copies of a ledger, to see that each is noticed, and by what.
//!
//! A drill never touches what it copies. Harm to a bundle is done in memory and written as another bundle.

mod bundle;
mod kinds;
mod statements;
mod text;

pub use bundle::Means;
pub use kinds::BundleHarm;
pub use statements::{position as stated_position, state};
