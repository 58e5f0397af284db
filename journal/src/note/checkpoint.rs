//! The body of a checkpoint (C2SP tlog-checkpoint): origin, size and root, a line each.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::merkle::Hash;

/// What a checkpoint says: the log of this origin has this root at this size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log's name, `<deployment>/<ledger>`.
    pub origin: String,
    /// Leaves of the tree, which is the position of the last record.
    pub size: u64,
    /// Root of the tree of that size.
    pub root: Hash,
}

/// A text that is not the body of a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// A line is missing, is empty or is one too many.
    #[error("a checkpoint is three lines: origin, size, root")]
    Lines,
    /// The size is not a decimal number in its one spelling.
    #[error("the size of a checkpoint is a decimal number without leading zeros")]
    Size,
    /// The root is not the base64 of 32 bytes.
    #[error("the root of a checkpoint is the standard base64 of 32 bytes")]
    Root,
}

impl Checkpoint {
    /// The text that is signed, each line ended by a line feed.
    pub fn body(&self) -> String {
        format!(
            "{}\n{}\n{}\n",
            self.origin,
            self.size,
            STANDARD.encode(self.root.as_bytes())
        )
    }

    /// Reads a body; extension lines, which this log never writes, are refused.
    pub fn parse(body: &str) -> Result<Self, CheckpointError> {
        let mut lines = body
            .strip_suffix('\n')
            .ok_or(CheckpointError::Lines)?
            .split('\n');
        let (Some(origin), Some(size), Some(root), None) =
            (lines.next(), lines.next(), lines.next(), lines.next())
        else {
            return Err(CheckpointError::Lines);
        };
        if origin.is_empty() {
            return Err(CheckpointError::Lines);
        }
        let parsed: u64 = size.parse().map_err(|_| CheckpointError::Size)?;
        if parsed.to_string() != size {
            return Err(CheckpointError::Size);
        }
        let root = STANDARD.decode(root).map_err(|_| CheckpointError::Root)?;
        let root = Hash::try_from(root.as_slice()).map_err(|_| CheckpointError::Root)?;
        Ok(Self {
            origin: origin.to_owned(),
            size: parsed,
            root,
        })
    }
}
