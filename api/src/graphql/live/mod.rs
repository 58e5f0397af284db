//! Subscriptions: what happens, told as it is copied into the read models, to whoever may see it.
//!
//! A subscription follows the read side, not the journal: whatever it tells of, a query finds. It reads in bounded
//! pages, each in a short view of its own, and holds neither a connection nor a turn while it waits.

mod feed;
mod progress;
mod subscription;

pub(crate) use progress::Progress;
pub(crate) use subscription::Subscription;
