//! What verification finds.

use super::remedy_table;

remedy_table! {
    "LEAF_DIFFERS" "A record does not hash to its leaf: one of them was changed.", "Compare with an earlier export; restore.";
    "POSITION_GAP" "A record is missing, or comes twice.", "Compare with an earlier export; restore.";
    "SEQUENCE_BROKEN" "A record does not follow the one before it in its stream.", "Compare with an earlier export; restore.";
    "TIME_RUNS_BACKWARDS" "A record is older than the one before it.", "Compare with an earlier export; restore.";
    "CHECKPOINT_ROOT_DIFFERS" "The records do not lead to the root that a checkpoint names.", "Compare with the checkpoints that others hold.";
    "CHECKPOINT_NOTE_INVALID" "A checkpoint's signature or text does not hold.", "Compare with the checkpoints that others hold; check the key file.";
    "CHECKPOINT_BEYOND_RECORDS" "A checkpoint covers more records than there are: the end was cut off.", "Restore.";
    "CHECKPOINT_MISSING" "No checkpoint covers the last record.", "Restore the checkpoints.";
    "HEAD_DIFFERS" "The head's root, frontier or time is not what the records lead to.", "Stop serving; restore.";
    "HEAD_POSITION_DIFFERS" "There are records past the head, or the head is past them.", "Stop serving; restore.";
    "TILE_DIFFERS" "A tile of the tree is missing or has other hashes.", "Restore the tiles.";
    "BOOKS_DIFFER" "The postings of a record do not balance, or are not what its rule says.", "Report it with the position.";
    "STATEMENT_DIFFERS" "A statement of the read side does not hold: its signature, the one before it, its checkpoint, or the rows and streams that it states.", "Compare with the statements that others hold; `almoner rebuild` puts rows right.";
    "COMMAND_DIFFERS" "A record does not agree with the command that it names.", "Keep the database and a backup; find who changed it.";
    "COSIGNATURES_MISSING" "No checkpoint has as many cosignatures as the witness policy asks for.", "Ask the witnesses for what they have signed; `/health/ready` says why they do not.";
    "SIGNING_KEY_DIFFERS" "A record replaces another key than the one in force, or brings one that the bundle does not list next.", "Compare with `/l/<ledger>/keys` and the checkpoints that others hold.";
    "REFUSAL_DIFFERS" "A refused command is not as the records after it name it: it was edited, deleted or invented.", "Keep the database and a backup; find who changed it.";
    "FILE_DIFFERS" "A file of a bundle is missing, or is not the one that the manifest lists.", "Get the bundle again, from whoever wrote it.";
    "MANIFEST_DIFFERS" "The manifest of a bundle says something else than its files.", "The same.";
    "HELD_CHECKPOINT_INVALID" "A checkpoint that the verifier holds is not of this log, or not signed by its key.", "Hold the one that was kept of this ledger.";
    "HELD_CHECKPOINT_DIFFERS" "A checkpoint that the verifier holds names another root than the records lead to: the log was forked or edited.", "Keep both; ask who keeps the ledger.";
    "HELD_CHECKPOINT_BEYOND_RECORDS" "The records do not reach a checkpoint that the verifier holds: they were cut off.", "The same.";
    "SIGNED_WITH_RETIRED_KEY" "A statement, a checkpoint that the verifier holds or a report's sidecar is signed with a key that the ledger had replaced by the position that it speaks of.", "Believe nothing of it; find who has the old key.";
    "HELD_STATEMENT_INVALID" "A statement that the verifier holds is not of this ledger, or not signed by its key.", "Hold the one that was kept of this ledger.";
    "HELD_STATEMENT_DIFFERS" "The ledger shows another statement at a position than the verifier holds, or none: one was changed, taken away or put in.", "Keep both; ask who keeps the ledger.";
    "HELD_STATEMENT_BEYOND_CHAIN" "The statements end before one that the verifier holds: they were cut off, or the bundle is older than what is held.", "Get a bundle of now; then the same.";
    "ERASURE_CERTIFICATE_MALFORMED" "It is no certificate of an erasure, or not spelled as one is.", "Get it again, from the ledger.";
    "ERASURE_CERTIFICATE_OF_OTHER_LEDGER" "The certificate is of another ledger than the key.", "Give the key of the ledger that it names.";
    "ERASURE_CERTIFICATE_EVENT_DIFFERS" "The event in the certificate is not the erasure of that client and key.", "Get it again, from the ledger; keep this one, and ask who changed it.";
    "ERASURE_CERTIFICATE_NOT_PROVED" "A checkpoint of the certificate, a position or their order is not proved.", "Get it again, from the ledger; keep this one, and ask who changed it.";
    "ERASURE_CERTIFICATE_NOT_AS_BOOKS" "The books have something else than the certificate says.", "Verify the ledger; keep both.";
}
