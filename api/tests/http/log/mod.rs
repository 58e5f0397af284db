//! The transparency log as it is served, held against tools that are not ours.

mod client;
mod proofs;
mod receipts;
mod sigstore;
mod tiles;
