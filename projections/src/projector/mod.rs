//! Copies the journal.
