//! What is proved under a statement, and the text of it that stands by itself.

use almoner_journal::merkle::Hash;
use almoner_journal::merkle_map::{MapKind, MapProof, Terminal, key_hash};
use almoner_journal::note::ReadStatement;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

/// The first line of a proof's text.
const TYPE: &str = "almoner map proof v1";

/// A statement that was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// What it says.
    pub said: ReadStatement,
    /// The signed note.
    pub note: String,
    /// The maps that it is of.
    pub(super) epoch: i64,
}

/// What was proved of a key under a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proved {
    /// The statement.
    pub statement: Statement,
    /// The map.
    pub map: MapKind,
    /// The key, as JSON.
    pub key: String,
    /// Its value as JSON, and the salt; none where the key is not in the map.
    pub value: Option<(String, Hash)>,
    /// The way from the map's root.
    pub proof: MapProof,
}

/// What was proved of a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreamProved {
    /// The proof.
    pub proved: Proved,
    /// How many events it has, and the position of the last; none where there is no such stream.
    pub end: Option<(i64, i64)>,
}

/// What was proved of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BalanceProved {
    /// The proof.
    pub proved: Proved,
    /// What it held, and the position of the last posting; none where nothing had been posted to it.
    pub held: Option<(String, String)>,
}

impl Proved {
    /// The proof as a text that stands by itself: lines of a word and what it says, an empty line, the statement's note.
    pub fn to_text(&self) -> String {
        let base64 = |hash: &Hash| BASE64_STANDARD.encode(hash.as_bytes());
        let mut text = format!("{TYPE}\nmap {}\nkey {}\n", self.map.name(), self.key);
        let end = match (&self.value, &self.proof.terminal) {
            (Some((value, salt)), _) => format!("value {value}\nsalt {}\n", base64(salt)),
            (None, Terminal::Other(key, value)) => {
                format!("absent {} {}\n", base64(key), base64(value))
            }
            (None, Terminal::Empty | Terminal::Here(_)) => "absent\n".to_owned(),
        };
        text.push_str(&end);
        for sibling in &self.proof.siblings {
            text.push_str("beside ");
            text.push_str(&base64(sibling));
            text.push('\n');
        }
        text.push('\n');
        text.push_str(&self.statement.note);
        text
    }

    /// The hash of the key.
    pub fn key_hash(&self) -> Hash {
        key_hash(self.map, &self.key)
    }
}
