//! The receipt of a command, made when it is asked for.

use std::sync::Arc;

use almoner_journal::store::CarriedOut;
use async_graphql::{Context, SimpleObject};

use super::proof::Checkpoint;
use crate::{
    graphql::{error::TopError, scalar},
    http::LedgerState,
};

/// The proof that a command's events are in the journal, for whoever gave it to keep: with it and the ledger's public key
/// anybody can check, without this server, that they were recorded and are there still. It names the events by their
/// hashes and says nothing of what they hold. Made again, it is as good; `docs/transparency.md` tells how to check it.
#[derive(SimpleObject)]
pub(crate) struct Receipt {
    /// The position of the command's first event.
    first_position: scalar::Position,
    /// The position of its last event.
    last_position: scalar::Position,
    /// The checkpoint under which they are.
    checkpoint: Checkpoint,
    /// The receipt itself, to be kept as a file whose name ends in `.tlog-proof` (C2SP tlog-proof).
    tlog_proof: String,
    /// Where the same file can be downloaded, with your token.
    path: String,
}

impl Receipt {
    /// Makes the receipt of a command.
    pub(crate) async fn of(ctx: &Context<'_>, command: CarriedOut) -> Result<Self, TopError> {
        let ledger = ctx.data_unchecked::<Arc<LedgerState>>();
        let path = format!(
            "/l/{}/receipts/{}.tlog-proof",
            ledger.name(),
            command.command_id
        );
        let receipt = ledger.receipt(command).await?;
        Ok(Self {
            first_position: scalar::Position::of(receipt.command.first),
            last_position: scalar::Position::of(receipt.command.last),
            tlog_proof: receipt.to_tlog_proof().to_string(),
            checkpoint: Checkpoint::of(receipt.proof.checkpoint),
            path,
        })
    }
}
