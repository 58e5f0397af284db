//! Why the projector does not go on.

use super::remedy_table;

remedy_table! {
    "JOURNAL_HOLE" "A position is missing from the journal.", "`almoner verify`; restore the database from a backup.";
    "RECORD_UNREADABLE" "A record is not one that this program can read.", "`almoner verify`; serve with the version that wrote it, or a later one.";
    "RECORD_NOT_PROJECTED" "A record cannot be stored in the read models.", "Read the log; report it as a defect with the record's position.";
    "READ_MODELS_OUTDATED" "The read models were made by another version.", "`almoner rebuild`.";
}
