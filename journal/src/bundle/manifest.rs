//! The manifest: what a bundle holds, file by file. It is signed by nobody; every word of it is checked.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::Part;
use crate::merkle::Hash;

/// The format of bundles that have statements of the read side.
pub const FORMAT: &str = "almoner-bundle/3";

/// The format without statements. It is written where the ledger has stated nothing, so that older programs read it.
pub const FORMAT_2: &str = "almoner-bundle/2";

/// The format from before refused commands stood under a root: without the file of refusals. It is still read.
pub const FORMAT_1: &str = "almoner-bundle/1";

/// The name of the file of statements.
pub const STATEMENTS: &str = "statements.jsonl.gz";

/// The name of the manifest in a bundle.
pub const MANIFEST: &str = "manifest.json";

/// What a bundle holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// [`FORMAT`], [`FORMAT_2`] or [`FORMAT_1`].
    pub format: String,
    /// Name of the log, `<deployment>/<ledger>`.
    pub origin: String,
    /// Name of the ledger, the last part of the origin.
    pub ledger: String,
    /// Lines: the position of the last record.
    pub size: u64,
    /// Root of the tree over them, in base64.
    pub root: String,
    /// The log's verifier keys, in the order in which they came into force. A verifier who knows the key from elsewhere need not believe them.
    pub keys: Vec<String>,
    /// Lines of each segment but the last.
    pub segment_lines: u64,
    /// How much there is.
    pub counts: Counts,
    /// Every other file, segment by segment.
    pub files: Vec<Listed>,
}

/// How much a bundle holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Record lines that are there.
    pub records: u64,
    /// Lines of which the leaf alone is there.
    pub withheld: u64,
    /// Checkpoints.
    pub checkpoints: u64,
    /// Refused commands; in the first format there are none.
    #[serde(default)]
    pub refusals: u64,
    /// Statements of the read side; in the formats before the third there are none.
    #[serde(default, skip_serializing_if = "is_none")]
    pub statements: u64,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands the field over by reference"
)]
fn is_none(count: &u64) -> bool {
    *count == 0
}

/// One file of a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// Its path in the bundle.
    pub name: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

impl Manifest {
    /// The text of the file.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self)
            .expect("a struct of texts and numbers always has a JSON form");
        text.push('\n');
        text
    }

    /// The root as the manifest spells it.
    pub fn spell_root(root: &Hash) -> String {
        STANDARD.encode(root.as_bytes())
    }

    /// The files that a segment has, in this format.
    pub(crate) fn parts(&self) -> &'static [Part] {
        if self.format == FORMAT_1 {
            &Part::ALL[..3]
        } else {
            &Part::ALL
        }
    }

    /// Whether there is a file of statements, in this format.
    pub(crate) fn has_statements(&self) -> bool {
        self.format == FORMAT
    }

    /// Whether the format is one that this program reads.
    pub(crate) fn is_known(&self) -> bool {
        [FORMAT, FORMAT_2, FORMAT_1].contains(&self.format.as_str())
    }

    /// The file of this name.
    pub fn file(&self, name: &str) -> Option<&Listed> {
        self.files.iter().find(|file| file.name == name)
    }
}
