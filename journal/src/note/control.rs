//! The body of the note beside a file that was made from a ledger: what the file says of itself, and its digest.

use sha2::{Digest, Sha256};

/// The first line. No origin has white space in it, so no checkpoint begins like this, and no such note can be taken for one.
const TYPE: &str = "almoner report control v1";

/// What a ledger vouches for about one file. The text that is signed is lines, each a word and what it says:
///
/// ```text
/// almoner report control v1
/// ledger grants.example/otip
/// position 107
/// bytes 1729
/// sha256 9f86d0…
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileControl {
    /// The ledger, as its checkpoints name it.
    pub origin: String,
    /// What the file says of itself, in its order: a word without spaces, and a text on one line.
    pub facts: Vec<(String, String)>,
    /// How many bytes it has.
    pub size: u64,
    /// SHA-256 of all of them.
    pub digest: [u8; 32],
}

/// A text that is not the body of such a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the note is not the control of a report's file")]
pub struct FileControlError;

impl FileControlError {
    /// The stable code of this error.
    pub fn code(self) -> &'static str {
        "REPORT_CONTROL_MALFORMED"
    }
}

impl FileControl {
    /// The control of a file that says this of itself.
    pub fn of(origin: &str, facts: Vec<(String, String)>, file: &[u8]) -> Self {
        Self {
            origin: origin.to_owned(),
            facts,
            size: u64::try_from(file.len()).unwrap_or(u64::MAX),
            digest: Sha256::digest(file).into(),
        }
    }

    /// Whether these are the bytes of the file, every one.
    pub fn covers(&self, file: &[u8]) -> bool {
        let digest: [u8; 32] = Sha256::digest(file).into();
        u64::try_from(file.len()).is_ok_and(|size| size == self.size) && digest == self.digest
    }

    /// What the file says under a word; the first, where it says several things.
    pub fn fact(&self, word: &str) -> Option<&str> {
        self.facts
            .iter()
            .find(|(known, _)| known == word)
            .map(|(_, text)| text.as_str())
    }

    /// The text that is signed, each line ended by a line feed. A line feed within a fact is a space.
    pub fn body(&self) -> String {
        let mut body = format!("{TYPE}\nledger {}\n", self.origin);
        for (word, text) in &self.facts {
            let line = [word, " ", &text.replace(['\n', '\r'], " "), "\n"];
            body.push_str(&line.concat());
        }
        let (size, digest) = (self.size.to_string(), hex::encode(self.digest));
        body.push_str(&["bytes ", &size, "\nsha256 ", &digest, "\n"].concat());
        body
    }

    /// Reads a body.
    pub fn parse(body: &str) -> Result<Self, FileControlError> {
        let lines = body.strip_suffix('\n').ok_or(FileControlError)?;
        let mut lines = lines.split('\n');
        if lines.next() != Some(TYPE) {
            return Err(FileControlError);
        }
        let mut read = Vec::new();
        for line in lines {
            let (word, text) = line.split_once(' ').ok_or(FileControlError)?;
            read.push((word.to_owned(), text.to_owned()));
        }
        let last = |word: &str, read: &mut Vec<(String, String)>| match read.pop() {
            Some((known, text)) if known == word => Ok(text),
            Some(_) | None => Err(FileControlError),
        };
        let digest = last("sha256", &mut read)?;
        let size = last("bytes", &mut read)?;
        if read.first().is_none_or(|(word, _)| word != "ledger") {
            return Err(FileControlError);
        }
        let (_, origin) = read.remove(0);
        let control = Self {
            origin,
            facts: read,
            size: size.parse().map_err(|_| FileControlError)?,
            digest: hex::decode(digest)
                .ok()
                .and_then(|bytes| bytes.try_into().ok())
                .ok_or(FileControlError)?,
        };
        // There is one spelling.
        if control.body() == body {
            Ok(control)
        } else {
            Err(FileControlError)
        }
    }
}
