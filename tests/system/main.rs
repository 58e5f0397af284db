//! The system tests: the built product, driven from outside, and what must hold of the whole tree.

mod architecture;
mod audit;
mod outages;
mod readme;
mod two_servers;
