//! The one statement of a commit, and the commit.

use sqlx::{Executor, PgConnection};

use super::attempt::Failure;
use super::batch::{Batch, CommandRows};
use crate::merkle::Hash;
use crate::note::{Checkpoint, Signer};

/// Events, commands, full tiles, checkpoint and head in one round trip.
const WRITE: &str = "
WITH new_events AS (
    INSERT INTO events (position, aggregate_type, aggregate_id, sequence, event_type, event_version,
        payload, metadata, recorded_at, leaf)
    SELECT $1 + number, kind, id, sequence, event_type, event_version, payload::json, metadata::json, $2, leaf
    FROM unnest($3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::text[], $10::bytea[])
        WITH ORDINALITY AS event (kind, id, sequence, event_type, event_version, payload, metadata, leaf, number)
), new_commands AS (
    INSERT INTO commands (organization, command_id, command, fingerprint, outcome, first_position,
        last_position, recorded_at)
    SELECT organization, id, command, fingerprint, outcome::json, first, last, recorded
    FROM unnest($11::text[], $12::text[], $13::text[], $14::bytea[], $15::text[], $16::bigint[], $17::bigint[],
        $18::timestamptz[]) AS command (organization, id, command, fingerprint, outcome, first, last, recorded)
), new_tiles AS (
    INSERT INTO merkle_tiles (level, index, hashes)
    SELECT level, index, hashes
    FROM unnest($19::smallint[], $20::bigint[], $21::bytea[]) AS tile (level, index, hashes)
), new_checkpoint AS (
    INSERT INTO checkpoints (size, root, note, recorded_at) VALUES ($22, $23, $24, $2)
)
UPDATE journal_head SET position = $22, recorded_at = $2, frontier = $25, root = $23";

/// Commands alone: refusals do not move the head.
const WRITE_COMMANDS: &str = "
INSERT INTO commands (organization, command_id, command, fingerprint, outcome, first_position,
    last_position, recorded_at)
SELECT organization, id, command, fingerprint, outcome::json, first, last, recorded
FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[], $5::text[], $6::bigint[], $7::bigint[],
    $8::timestamptz[]) AS command (organization, id, command, fingerprint, outcome, first, last, recorded)";

/// Writes the batch into the open transaction.
pub(super) async fn write(
    connection: &mut PgConnection,
    signer: &Signer,
    batch: &Batch<'_>,
) -> Result<(), Failure> {
    if batch.events.ids.is_empty() {
        return write_commands(connection, &batch.commands).await;
    }
    let root = batch.head.frontier.root();
    let checkpoint = Checkpoint {
        origin: signer.verifier().name().to_owned(),
        size: batch.head.frontier.size(),
        root,
    };
    let note = signer.sign(&checkpoint.body());
    let levels: Vec<i16> = batch
        .tiles
        .iter()
        .map(|tile| i16::from(tile.level))
        .collect();
    let indexes = batch
        .tiles
        .iter()
        .map(|tile| i64::try_from(tile.index))
        .collect::<Result<Vec<i64>, _>>()
        .map_err(Failure::inconsistent)?;
    let tiles: Vec<Vec<u8>> = batch
        .tiles
        .iter()
        .map(|tile| concatenated(&tile.hashes))
        .collect();
    let (events, commands) = (&batch.events, &batch.commands);
    sqlx::query(WRITE)
        .bind(batch.start.to_bigint())
        .bind(batch.recorded_at)
        .bind(&events.kinds)
        .bind(&events.ids)
        .bind(&events.sequences)
        .bind(&events.types)
        .bind(&events.versions)
        .bind(&events.payloads)
        .bind(&events.metadata)
        .bind(&events.leaves)
        .bind(&commands.organizations)
        .bind(&commands.ids)
        .bind(&commands.commands)
        .bind(&commands.fingerprints)
        .bind(&commands.outcomes)
        .bind(&commands.firsts)
        .bind(&commands.lasts)
        .bind(&commands.recorded)
        .bind(levels)
        .bind(indexes)
        .bind(tiles)
        .bind(batch.position().to_bigint())
        .bind(root.as_bytes().as_slice())
        .bind(note)
        .bind(batch.head.frontier.to_bytes())
        .execute(connection)
        .await?;
    Ok(())
}

async fn write_commands(
    connection: &mut PgConnection,
    commands: &CommandRows<'_>,
) -> Result<(), Failure> {
    sqlx::query(WRITE_COMMANDS)
        .bind(&commands.organizations)
        .bind(&commands.ids)
        .bind(&commands.commands)
        .bind(&commands.fingerprints)
        .bind(&commands.outcomes)
        .bind(&commands.firsts)
        .bind(&commands.lasts)
        .bind(&commands.recorded)
        .execute(connection)
        .await?;
    Ok(())
}

/// Commits; whatever goes wrong from here on, the outcome is unknown.
pub(super) async fn commit(connection: &mut PgConnection) -> Result<(), Failure> {
    connection
        .execute("COMMIT")
        .await
        .map(drop)
        .map_err(|error| Failure::OutcomeUnknown(error.to_string()))
}

fn concatenated(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| *hash.as_bytes()).collect()
}
