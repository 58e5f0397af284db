//! What a log asks of a witness.

use almoner_journal::{merkle::Hash, note::PROOF_HASHES_MAX};
use base64::{Engine, engine::general_purpose::STANDARD};

/// A checkpoint to be cosigned, and the proof that it extends an older one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddCheckpoint {
    /// Leaves of the tree that the witness cosigned last, as far as the log knows; 0 for none.
    pub old: u64,
    /// The proof of consistency from there on.
    pub proof: Vec<Hash>,
    /// The checkpoint, a signed note.
    pub note: String,
}

impl AddCheckpoint {
    /// Reads the body of a request; `None` where it is none.
    pub fn parse(body: &[u8]) -> Option<Self> {
        let text = str::from_utf8(body).ok()?;
        let (head, note) = text.split_once("\n\n")?;
        let mut lines = head.split('\n');
        let old = read_size(lines.next()?.strip_prefix("old ")?)?;
        let proof = lines.map(read_hash).collect::<Option<Vec<_>>>()?;
        (proof.len() <= PROOF_HASHES_MAX).then(|| Self {
            old,
            proof,
            note: note.to_owned(),
        })
    }

    /// The body of the request.
    pub fn to_body(&self) -> String {
        let mut body = format!("old {}\n", self.old);
        for hash in &self.proof {
            body.push_str(&STANDARD.encode(hash.as_bytes()));
            body.push('\n');
        }
        body.push('\n');
        body.push_str(&self.note);
        body
    }
}

/// A size in its one spelling.
pub(crate) fn read_size(text: &str) -> Option<u64> {
    let size: u64 = text.parse().ok()?;
    (size.to_string() == text).then_some(size)
}

fn read_hash(line: &str) -> Option<Hash> {
    let bytes = STANDARD.decode(line).ok()?;
    Hash::try_from(bytes.as_slice()).ok()
}
