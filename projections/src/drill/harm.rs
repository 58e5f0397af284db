//! The kinds of harm that whoever owns the tables can do.

/// Where a harm shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// In the journal, checked by itself.
    InJournal,
    /// In the journal, against a checkpoint that was kept elsewhere.
    AgainstHeld,
    /// In the read models, against the records that they are made of.
    InReadModels,
    /// In what was stated of the read models.
    InStatements,
    /// In what was stated, against a statement that was kept elsewhere.
    AgainstKept,
}

/// A kind of harm to a live ledger.
#[derive(Debug, Clone, Copy)]
pub struct LiveHarm {
    /// What it is, for a person.
    pub words: &'static str,
    /// Where it shows.
    pub shows: Shows,
    /// The tables that it changes.
    pub tables: &'static [&'static str],
    /// How it is done. It changes nothing where a ledger has no place for it.
    pub(super) statements: &'static str,
    /// Whether hashes, head and checkpoints, or statements, are made to fit afterwards, and with which of the log's own keys.
    pub(super) resigned: Resigned,
}

/// Whether what was harmed is signed anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Resigned {
    /// It stands as it was left.
    No,
    /// With the keys of their time.
    InForce,
    /// With the log's first key, where that was replaced.
    Retired,
    /// With a stranger's key, under the log's name.
    Stranger,
}

const fn of(
    words: &'static str,
    tables: &'static [&'static str],
    statements: &'static str,
) -> LiveHarm {
    LiveHarm {
        words,
        shows: Shows::InJournal,
        tables,
        statements,
        resigned: Resigned::No,
    }
}

const fn resigned(words: &'static str, statements: &'static str) -> LiveHarm {
    LiveHarm {
        words,
        shows: Shows::AgainstHeld,
        tables: &[
            "events",
            "commands",
            "checkpoints",
            "merkle_tiles",
            "journal_head",
        ],
        statements,
        resigned: Resigned::InForce,
    }
}

/// The tables of what was stated.
const STATED: &[&str] = &["read_statements", "map_pages"];

const fn stated(
    words: &'static str,
    tables: &'static [&'static str],
    statements: &'static str,
) -> LiveHarm {
    LiveHarm {
        words,
        shows: Shows::InStatements,
        tables,
        statements,
        resigned: Resigned::No,
    }
}

const fn read(
    words: &'static str,
    tables: &'static [&'static str],
    statements: &'static str,
) -> LiveHarm {
    LiveHarm {
        words,
        shows: Shows::InReadModels,
        tables,
        statements,
        resigned: Resigned::No,
    }
}

/// The record in the middle of the ledger, on which most harm is done.
macro_rules! middle {
    ($change:literal) => {
        concat!(
            "UPDATE events SET ",
            $change,
            " WHERE position = (SELECT (max(position) + 1) / 2 FROM events)"
        )
    };
}

/// Every kind.
pub const LIVE_HARMS: &[LiveHarm] = &[
    of("a record renumbered", &["events"], "UPDATE events SET position = position + 1 WHERE position = (SELECT max(position) FROM events)"),
    of("a record's kind of stream changed", &["events"], middle!("aggregate_type = CASE aggregate_type WHEN 'Claim' THEN 'Client' ELSE 'Claim' END")),
    of("a record's stream changed", &["events"], middle!("aggregate_id = aggregate_id || 'x'")),
    of("a record's sequence changed", &["events"], middle!("sequence = sequence + 1000")),
    of("a record's type changed", &["events"], middle!("event_type = event_type || 'ed'")),
    of("a record's version changed", &["events"], middle!("event_version = event_version || '1'")),
    of("an actor changed", &["events"], middle!("metadata = replace(metadata::text, '\"actor\":\"', '\"actor\":\"x')::json")),
    of("an amount edited", &["events"], "UPDATE events SET payload = replace(payload::text, '\"amount\":\"', '\"amount\":\"1')::json
        WHERE position = (SELECT min(position) FROM events WHERE payload::text LIKE '%\"amount\":\"%')"),
    of("white space put into a payload", &["events"], middle!("payload = replace(payload::text, '{', '{ ')::json")),
    of("the clock moved back", &["events"], middle!("recorded_at = recorded_at - interval '1 year'")),
    of("a leaf changed", &["events"], middle!("leaf = set_byte(leaf, 7, 255 - get_byte(leaf, 7))")),
    of("a record deleted", &["events"], "DELETE FROM events WHERE position = (SELECT (max(position) + 1) / 2 FROM events)"),
    of("a record inserted", &["events"], "INSERT INTO events SELECT position + 1, aggregate_type, 'intruder', 1, event_type, event_version, payload,
        metadata, recorded_at, leaf FROM events ORDER BY position DESC LIMIT 1"),
    of("two records reordered", &["events"], "UPDATE events SET position = 9000000000 WHERE position = 5;
        UPDATE events SET position = 5 WHERE position = 6;
        UPDATE events SET position = 6 WHERE position = 9000000000"),
    of("two streams swapped", &["events"], "UPDATE events SET sequence = sequence + 1000000,
            aggregate_id = CASE aggregate_id WHEN one THEN other ELSE one END
        FROM (SELECT min(aggregate_id) AS one, max(aggregate_id) AS other FROM events WHERE aggregate_type = 'SubAward') AS pair
        WHERE aggregate_type = 'SubAward' AND aggregate_id IN (one, other) AND one <> other;
        UPDATE events SET sequence = sequence - 1000000 WHERE sequence > 1000000"),
    of("the last records cut off", &["events"], "DELETE FROM events WHERE position > (SELECT max(position) - 2 FROM events)"),
    of("an accepted command's outcome turned into a refusal", &["commands"],
        "UPDATE commands SET outcome = '{\"result\":\"refused\",\"code\":\"NO_FUNDS\",\"message\":\"no\",\"field\":null}'
        WHERE first_position = (SELECT max(first_position) FROM commands)"),
    of("an accepted command's subject changed", &["commands"], "UPDATE commands SET outcome = replace(outcome::text, '\"id\":\"', '\"id\":\"x')::json
        WHERE first_position = (SELECT max(first_position) FROM commands)"),
    of("a command's fingerprint changed", &["commands"], "UPDATE commands SET fingerprint = set_byte(fingerprint, 0, 255 - get_byte(fingerprint, 0))
        WHERE first_position = (SELECT min(first_position) FROM commands)"),
    of("a command's records changed", &["commands"], "UPDATE commands SET last_position = last_position + 1
        WHERE first_position = (SELECT min(first_position) FROM commands)"),
    of("a command's answer deleted", &["commands"], "DELETE FROM commands WHERE first_position = (SELECT max(first_position) FROM commands)"),
    // Of the command that its records name: a repeat that moved nothing has the same positions.
    of("a command's answer invented", &["commands"], "INSERT INTO commands SELECT c.organization, 'invented', c.command, c.fingerprint, c.outcome,
        c.first_position, c.last_position, c.recorded_at FROM commands AS c JOIN events AS e ON e.position = c.first_position
            AND e.metadata->>'organization' = c.organization AND e.metadata->>'command_id' = c.command_id
        WHERE c.first_position = (SELECT max(first_position) FROM commands)"),
    of("a checkpoint's root changed", &["checkpoints"], "UPDATE checkpoints SET root = set_byte(root, 3, 255 - get_byte(root, 3))
        WHERE size = (SELECT max(size) FROM checkpoints)"),
    of("a checkpoint's text changed", &["checkpoints"], "UPDATE checkpoints SET note = replace(note, E'\\n\\n', E'\\nx\\n\\n')
        WHERE size = (SELECT min(size) FROM checkpoints WHERE size > 0)"),
    of("a checkpoint deleted", &["checkpoints"], "DELETE FROM checkpoints WHERE size = (SELECT min(size) FROM checkpoints WHERE size > 0)"),
    of("a tile changed", &["merkle_tiles"], "UPDATE merkle_tiles SET hashes = set_byte(hashes, 99, 255 - get_byte(hashes, 99)) WHERE level = 0 AND index = 0"),
    of("a tile deleted", &["merkle_tiles"], "DELETE FROM merkle_tiles WHERE level = 0 AND index = 0"),
    of("the head's root changed", &["journal_head"], "UPDATE journal_head SET root = set_byte(root, 0, 255 - get_byte(root, 0))"),
    of("the head's position changed", &["journal_head"], "UPDATE journal_head SET position = position + 1"),
    of("a key's replacement signed by one key alone", &["checkpoints"],
        "UPDATE checkpoints SET note = regexp_replace(note, E'\\n\\n— [^\\n]*\\n', E'\\n\\n')
        WHERE size = (SELECT min(size) FROM checkpoints WHERE size >= (SELECT min(position) FROM events WHERE aggregate_type = 'Signing'))"),
    LiveHarm {
        resigned: Resigned::Stranger,
        ..of("a key replaced without an event", &["checkpoints"], "UPDATE checkpoints SET note = note WHERE size = (SELECT max(size) FROM checkpoints)")
    },
    of("a refused command's answer edited", &["commands"], "UPDATE commands SET outcome = replace(outcome::text, '\"message\":\"', '\"message\":\"x')::json
        WHERE refusal_number = (SELECT min(refusal_number) FROM commands)"),
    of("a refused command given to another", &["commands"], "UPDATE commands SET actor = actor || 'x'
        WHERE refusal_number = (SELECT max(refusal_number) FROM commands)"),
    of("a refused command deleted", &["commands"], "DELETE FROM commands WHERE refusal_number = (SELECT min(refusal_number) FROM commands)"),
    of("a refused command invented", &["commands"], "INSERT INTO commands SELECT organization, 'invented', command, fingerprint, outcome, NULL, NULL,
        recorded_at, actor, role, refusal_number + 1, refusal_digest FROM commands WHERE refusal_number = (SELECT max(refusal_number) FROM commands)"),
    of("the head's count of named refusals changed", &["journal_head"], "UPDATE journal_head SET refusals_named = refusals_named - 1 WHERE refusals_named > 0"),
    of("the chain of refusals in the head changed", &["journal_head"], "UPDATE journal_head SET refusals_chain = set_byte(refusals_chain, 0, 255 - get_byte(refusals_chain, 0))"),
    resigned("everything after an earlier checkpoint cut off, the head set back", "
        DELETE FROM events WHERE position > (SELECT size FROM checkpoints ORDER BY size OFFSET (SELECT count(*) / 2 FROM checkpoints) LIMIT 1);
        DELETE FROM commands WHERE last_position > (SELECT size FROM checkpoints ORDER BY size OFFSET (SELECT count(*) / 2 FROM checkpoints) LIMIT 1);
        DELETE FROM checkpoints WHERE size > (SELECT size FROM checkpoints ORDER BY size OFFSET (SELECT count(*) / 2 FROM checkpoints) LIMIT 1)"),
    resigned("an early record rewritten, all hashed and signed anew", "
        UPDATE events SET payload = replace(payload::text, '\"title\":\"', '\"title\":\"The ')::json
        WHERE position = (SELECT min(position) FROM events WHERE payload::text LIKE '%\"title\":\"%')"),
    resigned("an actor rewritten with the command, all hashed and signed anew", "
        UPDATE events SET metadata = replace(metadata::text, '\"actor\":\"', '\"actor\":\"x')::json
        WHERE metadata->>'command_id' = (SELECT metadata->>'command_id' FROM events WHERE position = 1)"),
    read("a balance edited", &["postings"], "UPDATE postings SET balance_after = balance_after + 1
        WHERE position = (SELECT max(position) FROM postings)"),
    read("a posting edited", &["postings"], "UPDATE postings SET amount = amount + 1 WHERE position = (SELECT min(position) FROM postings)"),
    read("a posting deleted", &["postings"], "DELETE FROM postings WHERE position = (SELECT max(position) FROM postings)"),
    read("a row of a read model edited", &["awards"], "UPDATE awards SET title = title || '.' WHERE valid_to = 9223372036854775807"),
    read("a row of a read model deleted", &["organizations"], "DELETE FROM organizations WHERE valid_from = (SELECT min(valid_from) FROM organizations)"),
    stated("a row edited under a statement", &["awards"], "UPDATE awards SET title = title || '.' WHERE valid_to = 9223372036854775807"),
    stated("a balance edited under a statement", &["postings"], "UPDATE postings SET balance_after = balance_after + 1
        WHERE position = (SELECT max(position) FROM postings WHERE position <= (SELECT max(position) FROM read_statements))"),
    stated("a statement's root changed", STATED, "UPDATE read_statements SET rows_root = sha256(rows_root)
        WHERE position = (SELECT min(position) FROM read_statements)"),
    LiveHarm {
        resigned: Resigned::InForce,
        ..stated("a statement replaced by another, all signed anew", STATED, "UPDATE read_statements SET rows_root = sha256(rows_root)
            WHERE position = (SELECT min(position) FROM read_statements)")
    },
    stated("a statement's text changed", STATED, "UPDATE read_statements SET note = replace(note, 'program almoner', 'program Almoner')
        WHERE position = (SELECT max(position) FROM read_statements)"),
    stated("a statement deleted", STATED, "DELETE FROM read_statements WHERE position = (SELECT min(position) FROM read_statements)
        AND position < (SELECT max(position) FROM read_statements)"),
    LiveHarm {
        resigned: Resigned::Retired,
        ..stated("a statement signed by a key that was replaced", STATED, "UPDATE read_statements SET note = note
            WHERE EXISTS (SELECT FROM events WHERE aggregate_type = 'Signing')")
    },
    LiveHarm {
        shows: Shows::AgainstKept,
        resigned: Resigned::InForce,
        ..stated("the statements replaced by others, all signed anew", STATED,
            "UPDATE read_statements SET note = replace(note, 'program almoner', 'program Almoner')")
    },
    LiveHarm {
        shows: Shows::AgainstKept,
        ..stated("the last statement cut off", STATED, "DELETE FROM read_statements WHERE position = (SELECT max(position) FROM read_statements)
            AND position > (SELECT min(position) FROM read_statements)")
    },
    stated("a page of a stated map changed", STATED, "UPDATE map_pages SET page = set_byte(page, octet_length(page) - 1, 255 - get_byte(page, octet_length(page) - 1))
        WHERE (epoch, map, path, position) = (SELECT epoch, map, path, position FROM map_pages WHERE octet_length(path) = 1 ORDER BY epoch DESC, position DESC, map, path LIMIT 1)"),
    stated("a page of a stated map deleted", STATED, "DELETE FROM map_pages
        WHERE (epoch, map, path, position) = (SELECT epoch, map, path, position FROM map_pages WHERE octet_length(path) = 1 ORDER BY epoch DESC, position DESC, map, path LIMIT 1)"),
];
