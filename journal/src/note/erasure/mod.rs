//! The certificate of an erasure: what a ledger vouches for, signed, and with it what proves that the events which it names
//! are in the ledger's log.
//!
//! Only the last part is signed. What stands before it proves itself, against the checkpoints, which are signed too.

mod check;
mod file;
#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

pub use check::ErasureCertificateError;
pub use file::{ErasureFile, ProvedLeaf};

use crate::merkle::Hash;

/// The first line. No origin has white space in it, so no checkpoint begins like this, and no such note can be taken for one.
const TYPE: &str = "almoner erasure certificate v1";

/// What stands for nothing.
const NONE: &str = "none";

/// Size and root of the tree of a checkpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TreeHead {
    /// Leaves.
    pub size: u64,
    /// Root.
    pub root: Hash,
}

/// What a ledger says of an erasure. The text that is signed is lines, each a word and what it says:
///
/// ```text
/// almoner erasure certificate v1
/// ledger grants.example/otip
/// client C-7K3M9QW2X8RT4VBN
/// key Zm9v…
/// requested-by officer-1
/// approved-by officer-2
/// approved-on 2012-04-01
/// approved-at 412
/// erased-at 413
/// sealed 390 395
/// plain none
/// before 412 CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
/// after 413 jEWL4tsWyJHJgO8b5oJn0KOjdvZ5zFRQYTm4Qfcd7yE=
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasureCertificate {
    /// The ledger, as its checkpoints name it.
    pub origin: String,
    /// The client's random code.
    pub client: String,
    /// The commitment to the destroyed key; none where nothing had been sealed.
    pub key: Option<String>,
    /// Who asked for it.
    pub requested_by: String,
    /// Who approved it.
    pub approved_by: String,
    /// The day of the approval.
    pub approved_on: String,
    /// The position of the approval.
    pub approved_at: u64,
    /// The position of the event that says that the key is destroyed.
    pub erased_at: u64,
    /// The positions of all events that hold a value which nobody can open any more, in order.
    pub sealed: Vec<u64>,
    /// The positions of the events that have plain words about the client, of a time before they were sealed: these stay.
    pub plain: Vec<u64>,
    /// The last checkpoint before the erasure.
    pub before: TreeHead,
    /// The first checkpoint with it.
    pub after: TreeHead,
}

impl ErasureCertificate {
    /// The text that is signed, each line ended by a line feed.
    pub fn body(&self) -> String {
        let head = |head: &TreeHead| {
            let root = STANDARD.encode(head.root.as_bytes());
            format!("{} {root}", head.size)
        };
        let mut body = format!("{TYPE}\n");
        for (word, text) in [
            ("ledger", self.origin.clone()),
            ("client", self.client.clone()),
            ("key", self.key.clone().unwrap_or_else(|| NONE.to_owned())),
            ("requested-by", self.requested_by.clone()),
            ("approved-by", self.approved_by.clone()),
            ("approved-on", self.approved_on.clone()),
            ("approved-at", self.approved_at.to_string()),
            ("erased-at", self.erased_at.to_string()),
            ("sealed", positions(&self.sealed)),
            ("plain", positions(&self.plain)),
            ("before", head(&self.before)),
            ("after", head(&self.after)),
        ] {
            writeln!(body, "{word} {text}").expect("writing to a string");
        }
        body
    }

    /// Reads a body; there is one spelling.
    pub fn parse(body: &str) -> Result<Self, ErasureCertificateError> {
        let malformed = || ErasureCertificateError::Malformed;
        let mut lines = body.strip_suffix('\n').ok_or_else(malformed)?.split('\n');
        if lines.next() != Some(TYPE) {
            return Err(malformed());
        }
        let mut said = |word: &str| {
            lines
                .next()
                .and_then(|line| line.strip_prefix(word)?.strip_prefix(' '))
                .map(str::to_owned)
                .ok_or_else(malformed)
        };
        let certificate = Self {
            origin: said("ledger")?,
            client: said("client")?,
            key: Some(said("key")?).filter(|key| key != NONE),
            requested_by: said("requested-by")?,
            approved_by: said("approved-by")?,
            approved_on: said("approved-on")?,
            approved_at: number(&said("approved-at")?)?,
            erased_at: number(&said("erased-at")?)?,
            sealed: read_positions(&said("sealed")?)?,
            plain: read_positions(&said("plain")?)?,
            before: read_head(&said("before")?)?,
            after: read_head(&said("after")?)?,
        };
        if certificate.body() == body {
            Ok(certificate)
        } else {
            Err(malformed())
        }
    }

    /// Every position that it names, once and in order.
    pub fn positions(&self) -> Vec<u64> {
        let mut all = [self.approved_at, self.erased_at].to_vec();
        all.extend(self.sealed.iter().chain(&self.plain));
        all.sort_unstable();
        all.dedup();
        all
    }
}

fn positions(positions: &[u64]) -> String {
    let texts: Vec<String> = positions.iter().map(u64::to_string).collect();
    match texts.as_slice() {
        [] => NONE.to_owned(),
        texts => texts.join(" "),
    }
}

fn read_positions(text: &str) -> Result<Vec<u64>, ErasureCertificateError> {
    match text {
        NONE => Ok(Vec::new()),
        text => text.split(' ').map(number).collect(),
    }
}

fn read_head(text: &str) -> Result<TreeHead, ErasureCertificateError> {
    let (size, root) = text
        .split_once(' ')
        .ok_or(ErasureCertificateError::Malformed)?;
    Ok(TreeHead {
        size: number(size)?,
        root: hash(root)?,
    })
}

fn number(text: &str) -> Result<u64, ErasureCertificateError> {
    text.parse().map_err(|_| ErasureCertificateError::Malformed)
}

fn hash(text: &str) -> Result<Hash, ErasureCertificateError> {
    let bytes = STANDARD
        .decode(text)
        .map_err(|_| ErasureCertificateError::Malformed)?;
    Hash::try_from(bytes.as_slice()).map_err(|_| ErasureCertificateError::Malformed)
}
