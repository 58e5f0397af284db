//! Where a projector stands.

/// Where a projector stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProjectorStatus {
    /// The last record that the read models hold.
    pub position: i64,
    /// The last record of the journal, when last looked.
    pub head: i64,
    /// This server projects; otherwise another does, or none is reached.
    pub leading: bool,
    /// The database answers.
    pub connected: bool,
    /// Why it does not go on.
    pub halted: Option<Halted>,
}

impl ProjectorStatus {
    /// How many records the read models lack.
    pub fn lag(&self) -> u64 {
        u64::try_from(self.head.saturating_sub(self.position)).unwrap_or(0)
    }
}

/// Why a projector does not go on. It never skips: somebody has to look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Halted {
    /// The record at which it stands.
    pub position: i64,
    /// The stable code: `JOURNAL_HOLE`, `RECORD_UNREADABLE`, `RECORD_NOT_PROJECTED`, `READ_MODELS_OUTDATED`.
    pub code: &'static str,
    /// What is wrong.
    pub reason: String,
}
