//! The id of an import, and the ids of its commands: derived, so that sending a sheet again does nothing new.

use almoner_domain::id::{CommandId, IdError, OrganizationId};
use sha2::{Digest, Sha256};

use crate::intake::SheetClaims;

/// What one import is called. The same id with the same sheet is the same import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportId(CommandId);

impl ImportId {
    /// An id that the sender chose: 1 to 64 letters, digits, `-`, `_` or `.`.
    ///
    /// # Errors
    /// [`IdError`] when it is none.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        CommandId::parse(text).map(Self)
    }

    /// The id of a sheet by what it says: SHA-256, in hex, over the organization and every claim that was read, with its
    /// rows. What was refused at the door is no part of it: nothing of that is ever recorded, not even as a digest.
    pub fn of(organization: &OrganizationId, sheet: &SheetClaims) -> Self {
        let mut digest = Sha256::new();
        let mut add = |part: &[u8]| {
            let length = u64::try_from(part.len()).expect("a length in memory fits 64 bits");
            digest.update(length.to_be_bytes());
            digest.update(part);
        };
        add(b"almoner claim sheet 1");
        add(organization.as_str().as_bytes());
        for claim in &sheet.claims {
            for row in &claim.rows {
                add(&row.to_be_bytes());
            }
            let command = serde_json::to_vec(&claim.command).expect("a claim has text keys");
            add(&command);
            if claim.version > 1 {
                add(&claim.version.to_be_bytes());
            }
        }
        Self(parsed(&hex::encode(digest.finalize())))
    }

    /// The id of the command for the claim that begins in a row.
    pub(in crate::intake) fn command(&self, first_row: u32) -> CommandId {
        let digest = Sha256::new()
            .chain_update(b"almoner claim sheet row 1\0")
            .chain_update(self.0.as_str().as_bytes())
            .chain_update(b"\0")
            .chain_update(first_row.to_be_bytes())
            .finalize();
        parsed(&format!("sheet-{}", hex::encode(&digest[..20])))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl From<CommandId> for ImportId {
    fn from(id: CommandId) -> Self {
        Self(id)
    }
}

fn parsed(text: &str) -> CommandId {
    CommandId::parse(text).expect("hexadecimal digits are a command id")
}
