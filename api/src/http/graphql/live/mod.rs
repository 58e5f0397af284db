//! Subscriptions on the wire: as server-sent events (graphql-sse, distinct connections) and over a `WebSocket`
//! (graphql-transport-ws).
//!
//! Each subscription runs in a task of its own, which ends an answer before it hands it over: however slowly a
//! subscriber reads, nothing of the database is held for it, and no more than an answer or two wait.

mod follow;
mod pass;
mod question;
pub(super) mod socket;
pub(super) mod sse;

pub(super) use question::is_subscription;

use super::{Operation, RequestError, RequestId, answer, body, checked, operation, request};
