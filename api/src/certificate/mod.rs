//! The certificate of an erasure as a file: made from the books, signed with the ledger's current key, the same for everybody
//! who may have it.

use almoner_domain::{id::ClientCode, ledger::Role};
use almoner_journal::{
    note::{ErasureCertificate, ErasureFile, ProvedLeaf, TreeHead},
    record::Position,
    store::{IssuedCheckpoint, Journal},
};
use almoner_projections::{
    clients::{ClientRow, ErasureStatus},
    read::AsOf,
};

use crate::{
    graphql::{Caller, TopError, open_for, open_whole},
    http::LedgerState,
};

/// What stands after a client's code in the name of the file.
pub const EXTENSION: &str = "certificate";
/// What it is on the wire: text, ending in a signed note.
pub const MEDIA_TYPE: &str = "text/plain; charset=utf-8";

/// The path of a client's certificate.
pub(crate) fn path(ledger: &str, client: &ClientCode) -> String {
    format!("/l/{ledger}/erasures/{client}.{EXTENSION}")
}

/// An erased client, and the positions of all events that hold something about it.
pub(crate) struct Erased {
    row: ClientRow,
    sealed: Vec<i64>,
    plain: Vec<i64>,
}

/// The erased client of a code, for officers, auditors, and the sub-awardee whose case it was; none for anybody else, and while
/// it is not erased.
pub(crate) async fn erased(
    ledger: &LedgerState,
    caller: &Caller,
    client: &ClientCode,
) -> Result<Option<Erased>, TopError> {
    let found = {
        let (view, _turn) = open_for(ledger, caller, AsOf::Latest).await?;
        view.client(client).await?
    };
    let Some(row) = found else {
        return Ok(None);
    };
    let may = match caller.role {
        Role::Officer | Role::Auditor => true,
        Role::Subawardee => row.organization == caller.organization,
        Role::Grantee | Role::Admin => false,
    };
    if !may || row.erasure != Some(ErasureStatus::Erased) {
        return Ok(None);
    }
    // Positions say nothing of what stands there; the list is whole, whoever asks.
    let (view, _turn) = open_whole(ledger, caller).await?;
    Ok(Some(Erased {
        sealed: view.sealed_positions(client).await?,
        plain: view.plain_positions(client).await?,
        row,
    }))
}

/// The certificate, with what proves it; none where the books do not say all of it.
pub(crate) async fn make(
    ledger: &LedgerState,
    erased: &Erased,
) -> Result<Option<ErasureFile>, TopError> {
    let journal = ledger.journal();
    let row = &erased.row;
    let Some(erased_at) = row.erased_at else {
        return Ok(None);
    };
    let at = Position::try_from(erased_at).map_err(|error| TopError::internal(&error))?;
    let (before, after) = (
        journal.checkpoint_before(at).await?,
        journal.checkpoint_over(at).await?,
    );
    let (Some(before), Some(after)) = (before, after) else {
        return Ok(None);
    };
    let Some(certificate) = said(journal, erased, [&before, &after])? else {
        return Ok(None);
    };
    let mut leaves = Vec::new();
    let mut event = Vec::new();
    for number in certificate.positions() {
        let position = Position::try_from(number).map_err(|error| TopError::internal(&error))?;
        let record = journal.record(position).await?.ok_or(TopError::Internal)?;
        if position == at {
            record.line().write(&mut event);
        }
        let proof = journal
            .inclusion_proof_under(position, after.clone())
            .await?;
        leaves.push(ProvedLeaf {
            position: number,
            leaf: record.leaf,
            path: proof.hashes,
        });
    }
    let consistency = journal.consistency_proof(before.size, after.size).await?;
    let signer = ledger.ledger().signer().await;
    let signer = signer.map_err(|error| TopError::internal(&error))?;
    Ok(Some(ErasureFile {
        event: String::from_utf8(event).map_err(|error| TopError::internal(&error))?,
        before: before.note,
        after: after.note,
        consistency: consistency.hashes,
        leaves,
        note: signer.sign(&certificate.body()),
    }))
}

/// What is signed.
fn said(
    journal: &Journal,
    erased: &Erased,
    [before, after]: [&IssuedCheckpoint; 2],
) -> Result<Option<ErasureCertificate>, TopError> {
    let row = &erased.row;
    let (Some(requested_by), Some(approved_by), Some(approved_on)) = (
        &row.erasure_requested_by,
        &row.erasure_approved_by,
        row.erasure_approved_on,
    ) else {
        return Ok(None);
    };
    let (Some(approved_at), Some(erased_at)) = (row.erasure_approved_at, row.erased_at) else {
        return Ok(None);
    };
    let head = |checkpoint: &IssuedCheckpoint| TreeHead {
        size: checkpoint.size.get(),
        root: checkpoint.root,
    };
    Ok(Some(ErasureCertificate {
        origin: journal.origin().to_owned(),
        client: row.client.to_string(),
        key: row.erased_key.as_ref().map(ToString::to_string),
        requested_by: requested_by.to_string(),
        approved_by: approved_by.to_string(),
        approved_on: approved_on.to_string(),
        approved_at: number(approved_at)?,
        erased_at: number(erased_at)?,
        sealed: numbers(&erased.sealed)?,
        plain: numbers(&erased.plain)?,
        before: head(before),
        after: head(after),
    }))
}

fn numbers(positions: &[i64]) -> Result<Vec<u64>, TopError> {
    positions.iter().map(|position| number(*position)).collect()
}

fn number(position: i64) -> Result<u64, TopError> {
    u64::try_from(position).map_err(|error| TopError::internal(&error))
}
