//! Hashes, tiles, head and checkpoints made to fit whatever the records say: what an insider with the key could do.
//!
//! Nothing but a drill on a copy calls this; on a ledger the triggers refuse it.

use futures::TryStreamExt;
use sqlx::PgConnection;

use super::{ReadError, Record, select_records};
use crate::bundle::signed_as;
use crate::merkle::{Frontier, Hash};
use crate::note::{Checkpoint, Signer};
use crate::tile::TileEdge;

/// Makes everything that is computed of the records anew, and signs every checkpoint with those of the signers that had
/// signed it.
pub async fn resign(connection: &mut PgConnection, signers: &[&Signer]) -> Result<(), ReadError> {
    let sizes: Vec<i64> = sqlx::query_scalar("SELECT size FROM checkpoints ORDER BY size")
        .fetch_all(&mut *connection)
        .await?;
    let mut records = Vec::new();
    let mut rows = sqlx::query(select_records!("ORDER BY position")).fetch(&mut *connection);
    while let Some(row) = rows.try_next().await? {
        records.push(Record::decode(&row)?);
    }
    drop(rows);
    let (mut tree, mut edge, mut line) = (Frontier::empty(), TileEdge::empty(), Vec::new());
    let mut tiles = Vec::new();
    let mut sizes = sizes.into_iter().peekable();
    sign_at(connection, signers, &tree, &mut sizes).await?;
    for record in &records {
        let leaf = record.line().leaf(&mut line);
        tree.append(leaf);
        edge.append(leaf, &mut tiles);
        if leaf != record.leaf {
            sqlx::query("UPDATE events SET leaf = $1 WHERE position = $2")
                .bind(leaf.as_bytes().as_slice())
                .bind(record.position.to_bigint())
                .execute(&mut *connection)
                .await?;
        }
        sign_at(connection, signers, &tree, &mut sizes).await?;
    }
    sqlx::query("DELETE FROM merkle_tiles")
        .execute(&mut *connection)
        .await?;
    for tile in &tiles {
        let hashes: Vec<u8> = tile
            .hashes
            .iter()
            .flat_map(|hash| *hash.as_bytes())
            .collect();
        sqlx::query("INSERT INTO merkle_tiles (level, index, hashes) VALUES ($1, $2, $3)")
            .bind(i16::from(tile.level))
            .bind(i64::try_from(tile.index).map_err(ReadError::malformed)?)
            .bind(hashes)
            .execute(&mut *connection)
            .await?;
    }
    sqlx::query(
        "UPDATE journal_head SET position = $1, root = $2, frontier = $3, \
         recorded_at = coalesce((SELECT max(recorded_at) FROM events), recorded_at), \
         refusals_named = coalesce((SELECT split_part(metadata->>'refusals', ':', 1)::bigint FROM events \
             WHERE metadata->>'refusals' IS NOT NULL ORDER BY position DESC LIMIT 1), 0)",
    )
    .bind(i64::try_from(tree.size()).map_err(ReadError::malformed)?)
    .bind(tree.root().as_bytes().as_slice())
    .bind(tree.to_bytes())
    .execute(&mut *connection)
    .await?;
    Ok(())
}

/// Signs the later half of the checkpoints with another key alone, under the name of the log.
pub async fn sign_as(connection: &mut PgConnection, stranger: &Signer) -> Result<(), ReadError> {
    let rows: Vec<(i64, String)> = sqlx::query_as(
        "SELECT size, note FROM checkpoints WHERE size > (SELECT max(size) / 2 FROM checkpoints)",
    )
    .fetch_all(&mut *connection)
    .await?;
    for (size, note) in rows {
        let body = note.split("\n\n").next().unwrap_or_default();
        sqlx::query("UPDATE checkpoints SET note = $1 WHERE size = $2")
            .bind(stranger.sign(&format!("{body}\n")))
            .bind(size)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Signs the checkpoint of this size, where there is one.
async fn sign_at(
    connection: &mut PgConnection,
    signers: &[&Signer],
    tree: &Frontier,
    sizes: &mut std::iter::Peekable<impl Iterator<Item = i64>>,
) -> Result<(), ReadError> {
    let size = i64::try_from(tree.size()).map_err(ReadError::malformed)?;
    if sizes.next_if_eq(&size).is_none() {
        return Ok(());
    }
    let root: Hash = tree.root();
    let note: String = sqlx::query_scalar("SELECT note FROM checkpoints WHERE size = $1")
        .bind(size)
        .fetch_one(&mut *connection)
        .await?;
    let checkpoint = Checkpoint {
        origin: note.split('\n').next().unwrap_or_default().to_owned(),
        size: tree.size(),
        root,
    };
    sqlx::query("UPDATE checkpoints SET root = $1, note = $2 WHERE size = $3")
        .bind(root.as_bytes().as_slice())
        .bind(signed_as(&note, &checkpoint, signers))
        .bind(size)
        .execute(connection)
        .await?;
    Ok(())
}
