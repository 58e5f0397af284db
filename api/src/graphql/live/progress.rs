//! How far a subscription has come, so that it goes on where it stopped when the database was gone for a while.

use std::sync::atomic::{AtomicI64, Ordering};

use tokio::sync::Notify;

/// Before the subscription has begun.
const NOWHERE: i64 = -1;

/// How far one subscription has come. It outlives the streams that are opened for it one after the other.
#[derive(Debug)]
pub(crate) struct Progress {
    told: AtomicI64,
    begun: Notify,
}

impl Progress {
    /// Of a subscription that has not begun.
    pub(crate) fn new() -> Self {
        Self {
            told: AtomicI64::new(NOWHERE),
            begun: Notify::new(),
        }
    }

    /// The position up to which everything was told; none before the subscription has begun.
    pub(super) fn told(&self) -> Option<i64> {
        let told = self.told.load(Ordering::Acquire);
        (told != NOWHERE).then_some(told)
    }

    /// Everything up to a position was told, or is none of the subscriber's business.
    pub(super) fn tell(&self, position: i64) {
        self.told.store(position, Ordering::Release);
        self.begun.notify_one();
    }

    /// Waits until the question was understood, and its answer has begun.
    pub(crate) async fn begun(&self) {
        self.begun.notified().await;
    }
}
