//! The one statement of a commit.

use sqlx::PgConnection;

use super::batch::Batch;
use crate::merkle::Hash;
use crate::note::Checkpoint;

/// Head, events, full tiles, checkpoint and commands in one round trip, and nothing at all where the
/// head is not the one that the batch was decided on. It tells how many commands it wrote.
const WRITE: &str = "
WITH head AS (
    UPDATE journal_head SET position = $22, recorded_at = $2, frontier = $25, root = $23,
        refusals = $28, refusals_chain = $29, refusals_named = $30
    WHERE position = $1 AND root = $26 AND refusals = $27 RETURNING $1 AS start
), new_events AS (
    INSERT INTO events (position, aggregate_type, aggregate_id, sequence, event_type, event_version,
        payload, metadata, recorded_at, leaf)
    SELECT start + number, kind, id, sequence, event_type, event_version, payload::json, metadata::json, $2, leaf
    FROM head, unnest($3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::text[],
        $10::bytea[])
        WITH ORDINALITY AS event (kind, id, sequence, event_type, event_version, payload, metadata, leaf, number)
), new_tiles AS (
    INSERT INTO merkle_tiles (level, index, hashes)
    SELECT level, index, hashes
    FROM head, unnest($19::smallint[], $20::bigint[], $21::bytea[]) AS tile (level, index, hashes)
), new_checkpoint AS (
    INSERT INTO checkpoints (size, root, note, recorded_at) SELECT $22, $23, $24, $2 FROM head
)
INSERT INTO commands (organization, command_id, command, fingerprint, outcome, first_position,
    last_position, recorded_at, actor, role, refusal_number, refusal_digest)
SELECT organization, id, command, fingerprint, outcome::json, first, last, recorded, actor, role, number, digest
FROM head, unnest($11::text[], $12::text[], $13::text[], $14::bytea[], $15::text[], $16::bigint[], $17::bigint[],
    $18::timestamptz[], $31::text[], $32::text[], $33::bigint[], $34::bytea[])
    AS command (organization, id, command, fingerprint, outcome, first, last, recorded, actor, role, number, digest)";

/// Commands alone, on the head that they were decided on: of it, refusals move their own chain.
const WRITE_COMMANDS: &str = "
WITH head AS (
    UPDATE journal_head SET refusals = $12, refusals_chain = $13
    WHERE position = $9 AND root = $10 AND refusals = $11 RETURNING 1
)
INSERT INTO commands (organization, command_id, command, fingerprint, outcome, first_position,
    last_position, recorded_at, actor, role, refusal_number, refusal_digest)
SELECT organization, id, command, fingerprint, outcome::json, first, last, recorded, actor, role, number, digest
FROM head, unnest($1::text[], $2::text[], $3::text[], $4::bytea[], $5::text[], $6::bigint[], $7::bigint[],
    $8::timestamptz[], $14::text[], $15::text[], $16::bigint[], $17::bytea[])
    AS command (organization, id, command, fingerprint, outcome, first, last, recorded, actor, role, number, digest)";

/// Writes the batch where the head is still the one that it was decided on; tells whether it was.
pub(super) async fn write(
    connection: &mut PgConnection,
    batch: &Batch,
) -> Result<bool, sqlx::Error> {
    let before = batch.before;
    if batch.events.streams.is_empty() {
        return write_commands(connection, batch, before).await;
    }
    let root = batch.head.frontier.root();
    let note = signed(batch, root);
    let levels: Vec<i16> = batch
        .tiles
        .iter()
        .map(|tile| i16::from(tile.level))
        .collect();
    let indexes: Vec<i64> = batch
        .tiles
        .iter()
        .map(|tile| tile.index.cast_signed())
        .collect();
    let tiles: Vec<Vec<u8>> = batch
        .tiles
        .iter()
        .map(|tile| concatenated(&tile.hashes))
        .collect();
    let (events, commands) = (&batch.events, Commands::of(batch));
    let metadata: Vec<&str> = events
        .requests
        .iter()
        .zip(&events.metadata)
        .map(|(request, own)| own.as_deref().unwrap_or(&request.metadata))
        .collect();
    let (kinds, ids): (Vec<&str>, Vec<&str>) = events
        .streams
        .iter()
        .map(|stream| (stream.kind.as_str(), stream.id.as_str()))
        .unzip();
    let written = sqlx::query(WRITE)
        .bind(batch.start.to_bigint())
        .bind(batch.recorded_at)
        .bind(kinds)
        .bind(ids)
        .bind(&events.sequences)
        .bind(&events.types)
        .bind(&events.versions)
        .bind(&events.payloads)
        .bind(metadata)
        .bind(&events.leaves)
        .bind(commands.organizations)
        .bind(commands.ids)
        .bind(commands.names)
        .bind(commands.fingerprints)
        .bind(&batch.commands.outcomes)
        .bind(&batch.commands.firsts)
        .bind(&batch.commands.lasts)
        .bind(&batch.commands.recorded)
        .bind(levels)
        .bind(indexes)
        .bind(tiles)
        .bind(batch.position().to_bigint())
        .bind(root.as_bytes().as_slice())
        .bind(note)
        .bind(batch.head.frontier.to_bytes())
        .bind(before.as_bytes().as_slice())
        .bind(batch.refusals_before.cast_signed())
        .bind(batch.head.refusals.last.cast_signed())
        .bind(batch.head.refusals.chain.as_bytes().as_slice())
        .bind(batch.head.refusals.named.cast_signed())
        .bind(commands.actors)
        .bind(commands.roles)
        .bind(&batch.commands.refusal_numbers)
        .bind(&batch.commands.refusal_digests)
        .execute(connection)
        .await?;
    Ok(written.rows_affected() > 0)
}

async fn write_commands(
    connection: &mut PgConnection,
    batch: &Batch,
    before: Hash,
) -> Result<bool, sqlx::Error> {
    let commands = Commands::of(batch);
    let written = sqlx::query(WRITE_COMMANDS)
        .bind(commands.organizations)
        .bind(commands.ids)
        .bind(commands.names)
        .bind(commands.fingerprints)
        .bind(&batch.commands.outcomes)
        .bind(&batch.commands.firsts)
        .bind(&batch.commands.lasts)
        .bind(&batch.commands.recorded)
        .bind(batch.start.to_bigint())
        .bind(before.as_bytes().as_slice())
        .bind(batch.refusals_before.cast_signed())
        .bind(batch.head.refusals.last.cast_signed())
        .bind(batch.head.refusals.chain.as_bytes().as_slice())
        .bind(commands.actors)
        .bind(commands.roles)
        .bind(&batch.commands.refusal_numbers)
        .bind(&batch.commands.refusal_digests)
        .execute(connection)
        .await?;
    Ok(written.rows_affected() > 0)
}

/// The columns of the commands that their requests hold.
struct Commands<'batch> {
    organizations: Vec<&'batch str>,
    ids: Vec<&'batch str>,
    names: Vec<&'static str>,
    fingerprints: Vec<[u8; 32]>,
    actors: Vec<&'batch str>,
    roles: Vec<&'static str>,
}

impl<'batch> Commands<'batch> {
    fn of(batch: &'batch Batch) -> Self {
        let requests = &batch.commands.requests;
        let (organizations, ids) = requests.iter().map(|request| request.key()).unzip();
        Self {
            organizations,
            ids,
            names: requests
                .iter()
                .map(|request| request.command.name())
                .collect(),
            fingerprints: requests.iter().map(|request| request.fingerprint).collect(),
            actors: requests
                .iter()
                .map(|request| request.context.actor.as_str())
                .collect(),
            roles: requests
                .iter()
                .map(|request| request.context.role.as_str())
                .collect(),
        }
    }
}

/// The checkpoint of the batch, signed by the key in force and by each that the batch brings.
fn signed(batch: &Batch, root: Hash) -> String {
    let origin = batch.head.signer.verifier().name().to_owned();
    let size = batch.head.frontier.size();
    let body = Checkpoint { origin, size, root }.body();
    let lines = batch.signers.iter().map(|signer| signer.line(&body));
    format!("{body}\n{}", lines.collect::<String>())
}

fn concatenated(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| *hash.as_bytes()).collect()
}
