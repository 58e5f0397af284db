//! The events that a subscriber sees, in the order of the journal, each once: first those that are there, page by
//! page, then those that come.

use std::{collections::VecDeque, sync::Arc, time::Duration};

use almoner_projections::{
    audit_trail::{AuditFilter, AuditRow},
    projector::ProjectorStatus,
    read::{self, Touched, Viewer},
};
use futures::Stream;
use tokio::sync::watch;

use super::Progress;
use crate::{
    graphql::{
        error::TopError,
        journal::JournalEvent,
        scope::{open_view, take_turn},
    },
    http::LedgerState,
};

/// The most positions that one look passes over: no statement reads more, however little the subscriber sees.
const WINDOW: i64 = 5_000;
/// How long a subscription leaves the database alone between two looks.
const PAUSE: Duration = Duration::from_millis(40);

/// What is followed, by whom, and from where to where.
pub(super) struct Following {
    pub(super) ledger: Arc<LedgerState>,
    pub(super) viewer: Viewer,
    pub(super) filter: AuditFilter,
    /// Told already, or not asked for.
    pub(super) after: i64,
    /// The last position that is asked for; none to go on for ever.
    pub(super) until: Option<i64>,
    pub(super) progress: Arc<Progress>,
    /// Where it is noted whom the subscriber is told of.
    pub(super) touched: Touched,
}

/// The events, as they are read and as they come.
pub(super) fn feed(
    following: Following,
) -> impl Stream<Item = async_graphql::Result<JournalEvent>> {
    let feed = Feed {
        status: following.ledger.projector().watch(),
        at: following.after,
        passed: following.after,
        rows: VecDeque::new(),
        failed: false,
        looked: false,
        following,
    };
    futures::stream::unfold(feed, Feed::next)
}

struct Feed {
    following: Following,
    status: watch::Receiver<ProjectorStatus>,
    /// Read up to here.
    at: i64,
    /// Given out up to here.
    passed: i64,
    /// Read, and not given out yet: a page at most.
    rows: VecDeque<AuditRow>,
    failed: bool,
    looked: bool,
}

impl Feed {
    /// The next event. Asking for it says that what was given out before is with the subscriber.
    async fn next(mut self) -> Option<(async_graphql::Result<JournalEvent>, Self)> {
        self.following.progress.tell(self.passed);
        loop {
            if let Some(row) = self.rows.pop_front() {
                self.passed = row.position;
                return Some((Ok(JournalEvent::alone(row)), self));
            }
            self.passed = self.at;
            self.following.progress.tell(self.passed);
            if self.failed || self.following.until.is_some_and(|until| self.at >= until) {
                return None;
            }
            let head = self.news().await?;
            if let Err(error) = self.look(head).await {
                self.failed = true;
                return Some((Err(error.into()), self));
            }
        }
    }

    /// Waits until the read models hold more than was read; none when they never will.
    async fn news(&mut self) -> Option<i64> {
        if self.looked {
            tokio::time::sleep(PAUSE).await;
        }
        let at = self.at;
        let status = self.status.wait_for(|status| status.position > at).await;
        Some(status.ok()?.position)
    }

    /// Reads the next page, in a view that is closed before anything of it is given out.
    async fn look(&mut self, head: i64) -> Result<(), TopError> {
        let until = self.following.until.unwrap_or(head);
        let last = head.min(until).min(self.at.saturating_add(WINDOW));
        let after = read::Cursor::parse(&self.at.to_string());
        let page = read::Page::try_new(read::FIRST_MAX, Some(after))?;
        let _turn = take_turn(&self.following.ledger, 1).await?;
        let view = open_view(
            &self.following.ledger,
            self.following.viewer.clone(),
            read::AsOf::Position(last),
        )
        .await?;
        let touched = &self.following.touched;
        touched.begin_anew();
        let view = view.noting(touched.clone());
        let page = view.audit_trail(&self.following.filter, &page).await?;
        self.at = match page.rows.last() {
            Some(row) if page.has_next => row.position,
            Some(_) | None => last,
        };
        // Behind the head by more than a page: the next look need not wait.
        self.looked = self.at >= head;
        self.rows = page.rows.into();
        Ok(())
    }
}
