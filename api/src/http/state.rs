//! What a server needs to answer: its ledgers, who may enter, and the time.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use almoner_journal::{
    ledger::Ledger,
    schema::LedgerName,
    store::{CarriedOut, Journal, ReadError, Receipt},
};
use almoner_projections::{client_reads::Way, projector::Projector, read::Reader};

use tokio::sync::{Semaphore, watch};

use super::live::Live;
use crate::{
    client_keys::Vault,
    clock::{Clock, Mint},
    graphql::{Caller, Schema, TopError, schema},
    server::WitnessStatus,
    token::Verifier,
};

/// How the journal is kept from being rewritten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AppendOnly {
    /// The role that serves may insert and select, and a trigger refuses the rest besides.
    ByPrivilege,
    /// The role that serves owns the tables: only triggers refuse.
    ByTriggersAlone,
}

/// How many views of the read models are open at once.
const VIEWS_MAX: u32 = 16;

/// Connections that views never take: what an answer tells of clients is recorded on them, however many are read.
const RECORDING_CONNECTIONS: u32 = 4;

/// The connections of the pool that a reader needs.
pub const READ_CONNECTIONS_MAX: u32 = VIEWS_MAX + RECORDING_CONNECTIONS;

/// How long an answer waits until it is recorded that it tells of clients.
const RECORD_WAIT_MAX: Duration = Duration::from_secs(5);

/// One ledger that is served.
#[derive(Clone)]
pub struct LedgerState {
    ledger: Ledger,
    reader: Reader,
    projector: Arc<Projector>,
    view_turns: Arc<Semaphore>,
    cosigning: Option<Cosigned>,
    vault: Option<Vault>,
}

/// The witnesses that a ledger asks: their verifier keys, how many make a checkpoint a cosigned one, and how each stands.
#[derive(Clone)]
pub struct Cosigned {
    /// The verifier keys.
    pub witnesses: Vec<String>,
    /// How many of them are enough.
    pub threshold: usize,
    /// How each stands to the ledger.
    pub statuses: watch::Receiver<Vec<WitnessStatus>>,
}

impl LedgerState {
    /// A ledger, the reader of its read models over a pool of [`READ_CONNECTIONS_MAX`] connections of its own, and their
    /// projector.
    pub fn new(ledger: Ledger, reader: Reader, projector: Arc<Projector>) -> Self {
        let views = usize::try_from(VIEWS_MAX).unwrap_or(1);
        Self {
            ledger,
            reader,
            projector,
            view_turns: Arc::new(Semaphore::new(views)),
            cosigning: None,
            vault: None,
        }
    }

    /// The same, with checkpoints that witnesses cosign.
    #[must_use]
    pub fn with_cosigning(self, cosigning: Cosigned) -> Self {
        Self {
            cosigning: Some(cosigning),
            ..self
        }
    }

    /// The same, with the keys under which values about clients are sealed.
    #[must_use]
    pub fn with_client_keys(self, vault: Vault) -> Self {
        Self {
            vault: Some(vault),
            ..self
        }
    }

    /// The keys of clients; none where nothing is sealed or opened.
    pub(crate) fn vault(&self) -> Option<&Vault> {
        self.vault.as_ref()
    }

    /// The witnesses that it asks; none where it asks none.
    pub(crate) fn cosigning(&self) -> Option<&Cosigned> {
        self.cosigning.as_ref()
    }

    /// The receipt of a command: under the first checkpoint with its events that enough witnesses have cosigned, or
    /// while there is none under the first one at all.
    pub(crate) async fn receipt(&self, command: CarriedOut) -> Result<Receipt, ReadError> {
        let journal = self.journal();
        if let Some(asked) = &self.cosigning {
            let (keys, threshold) = (&asked.witnesses, asked.threshold);
            let found = journal.cosigned_over(command.last, keys, threshold);
            if let Some(checkpoint) = found.await? {
                return journal.receipt_under(command, checkpoint).await;
            }
        }
        journal.receipt(command).await
    }

    /// Records what an answer tells of clients, before it is given. Who cannot record it gives no answer.
    pub(crate) async fn record_read(
        &self,
        caller: &Caller,
        way: Way,
        operation: &str,
    ) -> Result<(), TopError> {
        let reading = caller.reading(way, operation);
        let recorded = self.reader.record_read(&reading, &caller.touched);
        let recorded = tokio::time::timeout(RECORD_WAIT_MAX, recorded).await;
        Ok(recorded.map_err(|_elapsed| TopError::Unavailable)??)
    }

    /// Its name.
    pub fn name(&self) -> &LedgerName {
        self.ledger.name()
    }

    /// Takes commands.
    pub(crate) fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Reads what is kept.
    pub(crate) fn journal(&self) -> &Journal {
        self.ledger.journal()
    }

    /// Reads the read models.
    pub(crate) fn reader(&self) -> &Reader {
        &self.reader
    }

    /// The turns in which views are opened.
    pub(crate) fn view_turns(&self) -> &Arc<Semaphore> {
        &self.view_turns
    }

    /// Keeps the read models.
    pub(crate) fn projector(&self) -> &Projector {
        &self.projector
    }
}

/// What is served cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StateError {
    /// The default ledger is not among those that are served.
    #[error("the default ledger {0} is not among those that are served")]
    DefaultLedgerMissing(LedgerName),
}

impl StateError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::DefaultLedgerMissing(_) => "DEFAULT_LEDGER_MISSING",
        }
    }
}

/// Everything that a server answers from. Cloning gives another handle on the same.
#[derive(Clone)]
pub struct AppState(Arc<Inner>);

#[derive(Clone)]
struct Inner {
    ledgers: BTreeMap<String, Arc<LedgerState>>,
    default_ledger: Arc<LedgerState>,
    verifier: Verifier,
    clock: Clock,
    mint: Mint,
    schema: Schema,
    append_only: AppendOnly,
    live: Live,
}

impl AppState {
    /// Serves these ledgers to those whom the verifier lets in.
    ///
    /// # Errors
    /// [`StateError`] when the default ledger is not among them.
    pub fn try_new(
        ledgers: Vec<LedgerState>,
        default_ledger: &LedgerName,
        verifier: Verifier,
        clock: Clock,
        append_only: AppendOnly,
    ) -> Result<Self, StateError> {
        let ledgers: BTreeMap<String, Arc<LedgerState>> = ledgers
            .into_iter()
            .map(|ledger| (ledger.name().to_string(), Arc::new(ledger)))
            .collect();
        let default_ledger = ledgers
            .get(&default_ledger.to_string())
            .map(Arc::clone)
            .ok_or_else(|| StateError::DefaultLedgerMissing(default_ledger.clone()))?;
        Ok(Self(Arc::new(Inner {
            ledgers,
            default_ledger,
            verifier,
            mint: Mint::new(clock.clone()),
            clock,
            schema: schema(),
            append_only,
            live: Live::default(),
        })))
    }

    /// The same, with other limits for subscriptions.
    #[must_use]
    pub fn with_live(self, live: Live) -> Self {
        Self(Arc::new(Inner {
            live,
            ..Arc::unwrap_or_clone(self.0)
        }))
    }

    /// The subscriptions of the server.
    pub fn live(&self) -> &Live {
        &self.0.live
    }

    /// The ledger that `/graphql` is about.
    pub(crate) fn default_ledger(&self) -> &Arc<LedgerState> {
        &self.0.default_ledger
    }

    /// The ledger of a name.
    pub(crate) fn ledger(&self, name: &str) -> Option<&Arc<LedgerState>> {
        self.0.ledgers.get(name)
    }

    /// All ledgers, by name.
    pub(crate) fn ledgers(&self) -> impl Iterator<Item = &Arc<LedgerState>> {
        self.0.ledgers.values()
    }

    /// Verifies tokens.
    pub(crate) fn verifier(&self) -> &Verifier {
        &self.0.verifier
    }

    /// Tells the time.
    pub(crate) fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// Mints ids.
    pub(crate) fn mint(&self) -> &Mint {
        &self.0.mint
    }

    /// The GraphQL schema.
    pub(crate) fn schema(&self) -> &Schema {
        &self.0.schema
    }

    /// How the journal is kept from being rewritten.
    pub(crate) fn append_only(&self) -> AppendOnly {
        self.0.append_only
    }
}
