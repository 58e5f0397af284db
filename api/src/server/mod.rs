//! One serving process: the ledger's sequencer, its projector and the HTTP listener, started and ended in order.
//!
//! Ending: no new requests are taken, subscribers are told to come back, requests in hand are answered, the sequencer finishes its batch, the projector
//! stops. A commit that was acknowledged is durable whatever happens here.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use almoner_journal::{
    ledger::{Keys, Ledger, LedgerOptions},
    schema,
};
use almoner_projections::{
    projector::Projector,
    read::{AsOf, ReadError, Reader, Viewer},
    stating::{Stater, StatingOptions},
};
use sqlx::postgres::PgPoolOptions;
use tokio::{net::TcpListener, sync::watch, task::JoinHandle};

use crate::{
    client_keys::{FileKeys, Vault},
    clock::Clock,
    config::{Store, StoreArguments},
    http::{AppState, AppendOnly, Cosigned, LedgerState, Live, READ_CONNECTIONS_MAX, router},
    token::Verifier,
    witness::Policy,
};

mod continuation;
mod cosigning;
mod error;

use continuation::Continuation;
use cosigning::Cosigning;
pub use cosigning::{Trouble, WitnessStatus};
pub use error::ServerError;

/// Name and version, as every record carries it.
pub const PROGRAM: &str = concat!("almoner ", env!("CARGO_PKG_VERSION"));

/// A ledger that takes commands, and the projector that copies it.
pub struct Engine {
    /// Takes commands.
    pub ledger: Ledger,
    projector: Arc<Projector>,
    reader: Reader,
    continuation: Continuation,
    cosigning: Option<(Cosigning, Cosigned)>,
    stater: Option<Stater>,
    vault: Vault,
}

impl Engine {
    /// Connects to the ledger, and starts its sequencer and its projector.
    ///
    /// # Errors
    /// [`ServerError`] when a key cannot be used or the ledger is not there.
    pub async fn start(store: &Store, words: &StoreArguments) -> Result<Self, ServerError> {
        let pool = PgPoolOptions::new()
            .max_connections(READ_CONNECTIONS_MAX)
            .connect_lazy_with(schema::connect_options(store.app_url(), &words.ledger)?);
        let reader = Reader::new(pool);
        if !reader.is_guarded().await? {
            return Err(ServerError::Read(ReadError::Unguarded));
        }
        let keys = Keys {
            signing: *store.keys().checkpoint()?.bytes(),
            fingerprint: *store.keys().fingerprint()?.bytes(),
        };
        let options = LedgerOptions {
            further_seeds: store.keys().further_checkpoints(),
            ..LedgerOptions::new(store.app_url(), words.ledger.clone(), keys, PROGRAM)
        };
        let ledger = Ledger::connect(options).await?;
        let projector = Arc::new(Projector::spawn(store.app_url(), &words.ledger)?);
        let vault = vault(store, words);
        settle(&vault, &reader).await?;
        let continuation = Continuation::spawn(
            ledger.clone(),
            reader.clone(),
            vault.clone(),
            projector.watch(),
        );
        Ok(Self {
            ledger,
            projector,
            reader,
            continuation,
            cosigning: None,
            stater: None,
            vault,
        })
    }

    /// The same, stating what its read models hold, no more often than this.
    ///
    /// # Errors
    /// [`ServerError::Database`] when the database cannot be named.
    pub fn stating(self, store: &Store, every: Duration) -> Result<Self, ServerError> {
        let options = StatingOptions {
            program: PROGRAM.to_owned(),
            every,
        };
        let (ledger, projected) = (self.ledger.clone(), self.projector.watch());
        let stater = Stater::spawn(store.app_url(), ledger, projected, options)?;
        Ok(Self {
            stater: Some(stater),
            ..self
        })
    }

    /// The keys of the ledger's clients.
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// The same, asking the witnesses of a policy to cosign its checkpoints.
    #[must_use]
    pub fn cosigned_by(self, policy: Policy) -> Self {
        let (witnesses, threshold) = (policy.keys(), policy.threshold);
        let (task, statuses) = Cosigning::spawn(self.ledger.clone(), policy);
        let cosigned = Cosigned {
            witnesses,
            threshold,
            statuses,
        };
        Self {
            cosigning: Some((task, cosigned)),
            ..self
        }
    }

    /// Answers questions to the read models.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// How far the read models are, and whether they halted.
    pub fn projector(&self) -> &Projector {
        &self.projector
    }

    /// Finishes the batch in hand, and ends.
    pub async fn stop(self) {
        if let Some(stater) = self.stater {
            stater.stop().await;
        }
        if let Some((cosigning, _)) = self.cosigning {
            cosigning.stop().await;
        }
        self.continuation.stop().await;
        self.ledger.shutdown().await;
        // Whoever still answers a request holds it too; then it ends with the process.
        if let Some(projector) = Arc::into_inner(self.projector) {
            projector.stop().await;
        }
    }
}

/// The keys of the clients of a ledger, where the store keeps them.
fn vault(store: &Store, words: &StoreArguments) -> Vault {
    let (keys, ledger) = (store.keys(), words.ledger.to_string());
    Vault::new(FileKeys::new(
        &keys.clients(&ledger),
        &keys.destroyed(&ledger),
    ))
}

/// Destroys again what was destroyed and is there nevertheless, before anything is read: keys that are on the list, and
/// keys of clients whose erasure the ledger holds.
async fn settle(vault: &Vault, reader: &Reader) -> Result<(), ServerError> {
    let again = vault.settle().await?;
    if again > 0 {
        tracing::warn!(
            keys = again,
            "destroyed keys were there again, and are destroyed again"
        );
    }
    let view = reader.view(Viewer::office(), AsOf::Latest).await?;
    let erased = view.erased_clients().await?;
    drop(view);
    for client in erased {
        if vault.holds(&client).await? {
            vault.destroy(&client).await?;
            tracing::warn!(%client, "the key of an erased client was there again, and is destroyed again");
        }
    }
    Ok(())
}

/// A listening server.
pub struct Server {
    engine: Engine,
    address: SocketAddr,
    live: Live,
    stop: watch::Sender<bool>,
    serving: JoinHandle<std::io::Result<()>>,
}

impl Server {
    /// Listens, and serves the engine's ledger.
    ///
    /// # Errors
    /// [`ServerError`] when the address cannot be listened on or the token key cannot be used.
    pub async fn listen(
        engine: Engine,
        store: &Store,
        bind: SocketAddr,
    ) -> Result<Self, ServerError> {
        let clock = Clock::system();
        let verifier = Verifier::new(&store.keys().token()?, clock.clone());
        let append_only = if store.has_two_roles() {
            AppendOnly::ByPrivilege
        } else {
            AppendOnly::ByTriggersAlone
        };
        let mut served = LedgerState::new(
            engine.ledger.clone(),
            engine.reader.clone(),
            Arc::clone(&engine.projector),
        )
        .with_client_keys(engine.vault.clone());
        if let Some((_, cosigned)) = &engine.cosigning {
            served = served.with_cosigning(cosigned.clone());
        }
        let name = engine.ledger.name().clone();
        let state = AppState::try_new(vec![served], &name, verifier, clock, append_only)?;
        let listener = TcpListener::bind(bind)
            .await
            .map_err(|source| ServerError::Bind { bind, source })?;
        let address = listener
            .local_addr()
            .map_err(|source| ServerError::Bind { bind, source })?;
        let live = state.live().clone();
        let (stop, mut stopping) = watch::channel(false);
        let serving = tokio::spawn(async move {
            axum::serve(listener, router(state))
                .with_graceful_shutdown(async move {
                    // An error means that the server itself is gone, which is an end too.
                    drop(stopping.wait_for(|stop| *stop).await);
                })
                .await
        });
        Ok(Self {
            engine,
            address,
            live,
            stop,
            serving,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The ledger behind it.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Takes no more requests, answers those in hand, and ends.
    ///
    /// # Errors
    /// [`ServerError::Serve`] when the listener had failed.
    pub async fn stop(self) -> Result<(), ServerError> {
        self.stop.send_replace(true);
        self.live.end().await;
        let served = self.serving.await;
        self.engine.stop().await;
        match served {
            Ok(served) => served.map_err(ServerError::Serve),
            Err(error) => Err(ServerError::Serve(std::io::Error::other(error))),
        }
    }
}
