//! The transparency log as it is served, held against tools that are not ours.

pub(crate) mod client;
mod proofs;
mod receipts;
mod sigstore;
mod tiles;
