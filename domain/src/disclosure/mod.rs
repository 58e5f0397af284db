//! What aggregates may say where clients must not be told of: no cell under [`SMALLEST_TOLD`], and none that could be
//! solved for from those that are told. The rule is ours, after the confidentiality that the programmes demand.

mod lines;
#[cfg(test)]
mod lines_tests;
mod network;
mod suppress;
#[cfg(test)]
mod tests;

pub use lines::ClientLines;
pub use suppress::*;

/// The smallest count that is told.
pub const SMALLEST_TOLD: u32 = 11;

/// A count that is not told where only aggregates may be.
pub fn is_small(count: u32) -> bool {
    count < SMALLEST_TOLD
}
