//! Statements and proofs as they are shown.

use std::sync::Arc;

use almoner_journal::{
    merkle_map::{MapKind, Terminal},
    note::StatedMap,
    record::Position,
};
use almoner_projections::stating::{Proved, Statement};
use async_graphql::{Context, Enum, Object, Result, SimpleObject};

use crate::{
    graphql::{error::TopError, journal::Checkpoint, scalar},
    http::LedgerState,
};

/// What the ledger states of its read models at a position: the program that made them, and the roots of what they
/// hold, signed. Keep it: no row and no balance of then can be shown otherwise unnoticed.
pub(crate) struct ReadStatement(pub(super) Statement);

/// A map that is stated: a root under which every key has one value, or is proved not to be there.
#[derive(SimpleObject)]
pub(crate) struct StatementMap {
    /// How many keys it has.
    count: scalar::Position,
    /// Its root.
    root: scalar::Digest,
}

impl From<StatedMap> for StatementMap {
    fn from(map: StatedMap) -> Self {
        Self {
            count: scalar::Position::of(map.count),
            root: scalar::Digest::of(map.root),
        }
    }
}

/// What the ledger states of its read models at a position: the program that made them, and the roots of what they
/// hold, signed. Keep it: no row and no balance of then can be shown otherwise unnoticed.
#[Object]
impl ReadStatement {
    /// The position that the read models had reached.
    async fn position(&self) -> scalar::Position {
        scalar::Position::of(self.0.said.position)
    }

    /// The root of the log at that position.
    async fn root(&self) -> scalar::Digest {
        scalar::Digest::of(self.0.said.root)
    }

    /// The checkpoint of that position; it ties the statement to the log.
    async fn checkpoint(&self, ctx: &Context<'_>) -> Result<Checkpoint> {
        let journal = ctx.data_unchecked::<Arc<LedgerState>>().journal();
        let size = Position::try_from(self.0.said.position).map_err(|_| TopError::Internal)?;
        let issued = journal.checkpoint_at(size).await.map_err(TopError::from)?;
        Ok(Checkpoint::of(issued))
    }

    /// Name and version of the program that states.
    async fn program(&self) -> &str {
        &self.0.said.program
    }

    /// SHA-256 of that program's file.
    async fn binary(&self) -> scalar::Digest {
        scalar::Digest::of(self.0.said.binary)
    }

    /// SHA-256 of the tables and columns that it writes.
    async fn shape(&self) -> scalar::Digest {
        scalar::Digest::of(self.0.said.shape)
    }

    /// Every stream of the journal, with how many events it has and where the last one is.
    async fn streams(&self) -> StatementMap {
        self.0.said.streams.into()
    }

    /// Every row of the read models, and every account's balance.
    async fn rows(&self) -> StatementMap {
        self.0.said.rows.into()
    }

    /// The signed note, to be verified by whoever has the public key.
    async fn note(&self) -> &str {
        &self.0.note
    }
}

/// Which map a proof is under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "MapKind")]
pub(crate) enum StatementMapName {
    /// The streams of the journal.
    Streams,
    /// The rows of the read models, and the balances.
    Rows,
}

/// The proof that a key has a value under a statement, or is not there. How it is checked is in
/// `docs/transparency.md`; `docs/verify/statement.py` does it.
pub(crate) struct MapProof(pub(super) Proved);

/// The proof that a key has a value under a statement, or is not there. How it is checked is in
/// `docs/transparency.md`; `docs/verify/statement.py` does it.
#[Object]
impl MapProof {
    /// The statement.
    async fn statement(&self) -> ReadStatement {
        ReadStatement(self.0.statement.clone())
    }

    /// The map.
    async fn map(&self) -> StatementMapName {
        self.0.map.into()
    }

    /// The key, a JSON list of texts.
    async fn key(&self) -> scalar::JsonText {
        scalar::JsonText::of(&self.0.key)
    }

    /// Its hash, which is its way from the root.
    async fn key_hash(&self) -> scalar::Digest {
        scalar::Digest::of(self.0.key_hash())
    }

    /// Its value, the exact text that is hashed; none where the key is not there.
    async fn value(&self) -> Option<scalar::JsonText> {
        let value = self.0.value.as_ref();
        value.map(|(value, _)| scalar::JsonText::of(value))
    }

    /// The salt of the value, which no other value has; none where the key is not there.
    async fn salt(&self) -> Option<scalar::Digest> {
        let value = self.0.value.as_ref();
        value.map(|(_, salt)| scalar::Digest::of(salt))
    }

    /// The hashes beside the way, from the root down.
    async fn beside(&self) -> Vec<scalar::Digest> {
        let siblings = self.0.proof.siblings.iter();
        siblings.map(scalar::Digest::of).collect()
    }

    /// Where the key is not there and the way ends at another one: that key's hash and its value's.
    async fn other(&self) -> Option<Vec<scalar::Digest>> {
        match self.0.proof.terminal {
            Terminal::Other(key, value) => Some([key, value].map(scalar::Digest::of).to_vec()),
            Terminal::Here(_) | Terminal::Empty => None,
        }
    }

    /// All of it as one text that stands by itself.
    async fn text(&self) -> String {
        self.0.to_text()
    }
}

/// The proof of where a stream ends: its events are the sequences from 1 to `version`, and there are no more.
#[derive(SimpleObject)]
pub(crate) struct StreamProof {
    /// How many events it has; none where there is no such stream.
    pub(super) version: Option<scalar::Position>,
    /// The position of the last.
    pub(super) last_position: Option<scalar::Position>,
    /// The proof.
    pub(super) proof: MapProof,
}

/// The proof of what an account held.
#[derive(SimpleObject)]
pub(crate) struct BalanceProof {
    /// What it held, on the side on which it grows; none where nothing had been posted to it.
    pub(super) balance: Option<scalar::Money>,
    /// The position of the last posting to it.
    pub(super) position: Option<scalar::Position>,
    /// The proof.
    pub(super) proof: MapProof,
}
