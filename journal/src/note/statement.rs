//! The body of a statement of the read side: at a position, the program that made the read models, and the roots of what they
//! hold.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::merkle::Hash;

/// The first line. No origin has white space in it, so no checkpoint begins like this, and no such note can be taken for one.
const TYPE: &str = "almoner read statement v1";

/// A map as a statement names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatedMap {
    /// How many keys it has.
    pub count: u64,
    /// Its root.
    pub root: Hash,
}

/// What a ledger states of its read side. The text that is signed is lines, each a word and what it says:
///
/// ```text
/// almoner read statement v1
/// ledger grants.example/otip
/// position 107
/// root CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
/// program almoner 0.1.0
/// binary 2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae
/// shape 486ea46224d1bb4fb680f34f7c9ad96a8f24ec88be73ea8e5a6c65260e9cb8a7
/// streams 53 jEWL4tsWyJHJgO8b5oJn0KOjdvZ5zFRQYTm4Qfcd7yE=
/// rows 911 TglNH3CzmWnyEDYDnqwJTLCbEbWLOSrPVdvW0VnEz6k=
/// previous 98 n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadStatement {
    /// The ledger, as its checkpoints name it.
    pub origin: String,
    /// The position that the read side had reached, which is the size of a checkpoint.
    pub position: u64,
    /// The root of that checkpoint.
    pub root: Hash,
    /// Name and version of the program, on one line.
    pub program: String,
    /// SHA-256 of the program's executable file.
    pub binary: Hash,
    /// The digest of the tables and columns that the program writes.
    pub shape: Hash,
    /// Every stream.
    pub streams: StatedMap,
    /// Every row that is valid, and every account's balance.
    pub rows: StatedMap,
    /// The statement before it, by its position and the digest of its body; none of the first.
    pub previous: Option<(u64, Hash)>,
}

/// A text that is not the body of such a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the note is not a statement of a read side")]
pub struct ReadStatementError;

impl ReadStatementError {
    /// The stable code of this error.
    pub fn code(self) -> &'static str {
        "READ_STATEMENT_MALFORMED"
    }
}

impl ReadStatement {
    /// The text that is signed, each line ended by a line feed.
    pub fn body(&self) -> String {
        let base64 = |hash: &Hash| STANDARD.encode(hash.as_bytes());
        let previous = match &self.previous {
            Some((position, digest)) => format!("{position} {}", base64(digest)),
            None => "none".to_owned(),
        };
        format!(
            "{TYPE}\nledger {}\nposition {}\nroot {}\nprogram {}\nbinary {}\nshape {}\n\
             streams {} {}\nrows {} {}\nprevious {previous}\n",
            self.origin,
            self.position,
            base64(&self.root),
            self.program,
            self.binary,
            self.shape,
            self.streams.count,
            base64(&self.streams.root),
            self.rows.count,
            base64(&self.rows.root),
        )
    }

    /// The digest by which the next statement names this one: SHA-256 of its body.
    pub fn digest(&self) -> Hash {
        Hash::new(Sha256::digest(self.body()).into())
    }

    /// Reads a body; there is one spelling.
    pub fn parse(body: &str) -> Result<Self, ReadStatementError> {
        let mut lines = body
            .strip_suffix('\n')
            .ok_or(ReadStatementError)?
            .split('\n');
        if lines.next() != Some(TYPE) {
            return Err(ReadStatementError);
        }
        let mut said = |word: &str| {
            lines
                .next()
                .and_then(|line| line.strip_prefix(word)?.strip_prefix(' '))
                .ok_or(ReadStatementError)
        };
        let statement = Self {
            origin: said("ledger")?.to_owned(),
            position: number(said("position")?)?,
            root: base64(said("root")?)?,
            program: said("program")?.to_owned(),
            binary: hexadecimal(said("binary")?)?,
            shape: hexadecimal(said("shape")?)?,
            streams: map(said("streams")?)?,
            rows: map(said("rows")?)?,
            previous: match said("previous")? {
                "none" => None,
                text => map(text).map(|previous| Some((previous.count, previous.root)))?,
            },
        };
        if statement.body() == body {
            Ok(statement)
        } else {
            Err(ReadStatementError)
        }
    }
}

fn number(text: &str) -> Result<u64, ReadStatementError> {
    text.parse().map_err(|_| ReadStatementError)
}

fn base64(text: &str) -> Result<Hash, ReadStatementError> {
    let bytes = STANDARD.decode(text).map_err(|_| ReadStatementError)?;
    Hash::try_from(bytes.as_slice()).map_err(|_| ReadStatementError)
}

fn hexadecimal(text: &str) -> Result<Hash, ReadStatementError> {
    let bytes = hex::decode(text).map_err(|_| ReadStatementError)?;
    Hash::try_from(bytes.as_slice()).map_err(|_| ReadStatementError)
}

fn map(text: &str) -> Result<StatedMap, ReadStatementError> {
    let (count, root) = text.split_once(' ').ok_or(ReadStatementError)?;
    Ok(StatedMap {
        count: number(count)?,
        root: base64(root)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::Checkpoint;

    #[test]
    fn a_statement_is_read_back_and_is_no_checkpoint() {
        let hash = |byte| Hash::new([byte; 32]);
        let map = |count, byte| StatedMap {
            count,
            root: hash(byte),
        };
        let first = ReadStatement {
            origin: "grants.example/otip".to_owned(),
            position: 98,
            root: hash(1),
            program: "almoner 0.1.0".to_owned(),
            binary: hash(2),
            shape: hash(3),
            streams: map(53, 4),
            rows: map(911, 5),
            previous: None,
        };
        let second = ReadStatement {
            position: 107,
            previous: Some((98, first.digest())),
            ..first.clone()
        };
        for statement in [first, second] {
            let body = statement.body();
            assert_eq!(ReadStatement::parse(&body), Ok(statement));
            assert!(Checkpoint::parse(&body).is_err());
            for other in [
                body.replace("position ", "position 0"),
                body.replace("rows ", "rows  "),
                format!("{body}more\n"),
                body.trim_end().to_owned(),
            ] {
                assert_eq!(ReadStatement::parse(&other), Err(ReadStatementError));
            }
        }
    }
}
