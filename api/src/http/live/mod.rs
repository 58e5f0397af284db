//! What subscriptions may take of a server, and how they end with it.

use std::{sync::Arc, time::Duration};

use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

/// How many subscriptions a server carries, and how often it says that it is there.
#[derive(Debug, Clone)]
pub struct LiveOptions {
    /// Subscriptions at once, over all connections.
    pub subscriptions_max: usize,
    /// `WebSocket` connections at once.
    pub sockets_max: usize,
    /// How often something is sent when nothing happens.
    pub heartbeat: Duration,
    /// How long a `WebSocket` may take to say who it is.
    pub greeting: Duration,
    /// How long a subscriber may take to take what is sent.
    pub patience: Duration,
}

impl Default for LiveOptions {
    fn default() -> Self {
        Self {
            subscriptions_max: 256,
            sockets_max: 256,
            heartbeat: Duration::from_secs(12),
            greeting: Duration::from_secs(5),
            patience: Duration::from_secs(30),
        }
    }
}

/// The subscriptions of a server. Cloning gives another handle on the same.
#[derive(Debug, Clone)]
pub struct Live(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    options: LiveOptions,
    subscriptions: Arc<Semaphore>,
    sockets: Arc<Semaphore>,
    ending: watch::Sender<bool>,
}

impl Live {
    /// Subscriptions within these limits.
    pub fn new(options: LiveOptions) -> Self {
        Self(Arc::new(Inner {
            subscriptions: Arc::new(Semaphore::new(options.subscriptions_max)),
            sockets: Arc::new(Semaphore::new(options.sockets_max)),
            ending: watch::Sender::new(false),
            options,
        }))
    }

    /// The limits.
    pub(crate) fn options(&self) -> &LiveOptions {
        &self.0.options
    }

    /// A place for one more subscription, until it is dropped; none when all are taken.
    pub(crate) fn subscription(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.0.subscriptions).try_acquire_owned().ok()
    }

    /// A place for one more connection, until it is dropped; none when all are taken.
    pub(crate) fn socket(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.0.sockets).try_acquire_owned().ok()
    }

    /// How many subscriptions there are.
    pub fn count(&self) -> usize {
        let free = self.0.subscriptions.available_permits();
        self.0.options.subscriptions_max.saturating_sub(free)
    }

    /// Comes when the server ends.
    pub(crate) async fn ended(&self) {
        let mut ending = self.0.ending.subscribe();
        // The sender lives as long as this handle.
        drop(ending.wait_for(|ending| *ending).await);
    }

    /// Tells every subscriber that the server ends, and waits until they are gone, though not for ever.
    pub async fn end(&self) {
        self.0.ending.send_replace(true);
        let all = |semaphore: &Arc<Semaphore>, count: usize| {
            let semaphore = Arc::clone(semaphore);
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            async move { semaphore.acquire_many_owned(count).await.is_ok() }
        };
        let gone = futures::future::join(
            all(&self.0.sockets, self.0.options.sockets_max),
            all(&self.0.subscriptions, self.0.options.subscriptions_max),
        );
        if tokio::time::timeout(self.0.options.greeting, gone)
            .await
            .is_err()
        {
            tracing::warn!("some subscribers did not end in time");
        }
    }
}

impl Default for Live {
    fn default() -> Self {
        Self::new(LiveOptions::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_place_is_free_again_when_its_subscription_is_over() {
        let live = Live::new(LiveOptions {
            subscriptions_max: 1,
            ..LiveOptions::default()
        });
        let place = live.subscription().unwrap();
        assert!(live.subscription().is_none());
        assert_eq!(live.count(), 1);
        drop(place);
        assert!(live.subscription().is_some());
        live.end().await;
        live.ended().await;
    }
}
