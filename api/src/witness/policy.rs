//! Which witnesses a ledger asks for cosignatures, and how many of them must have given theirs: a file of lines.
//!
//! ```text
//! # Two agencies and the auditor; two of the three are enough.
//! witness audit.example/w1+0a1b2c3d+BAAA…= http://127.0.0.1:8091
//! witness …
//! threshold 2
//! ```
//!
//! Plain HTTP is enough: a checkpoint is public, and a cosignature is believed for its signature alone.

use std::{fs, io, path::Path, path::PathBuf};

use almoner_journal::note::Witness;

/// Whom to ask, and how many must have answered.
#[derive(Debug, Clone)]
pub struct Policy {
    /// The witnesses, each with the URL under which it takes `add-checkpoint`.
    pub witnesses: Vec<Asked>,
    /// How many of them make a checkpoint a cosigned one; at least 1, at most all.
    pub threshold: usize,
}

/// A witness that is asked.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Its name and key.
    pub witness: Witness,
    /// Where it is, without a slash at its end.
    pub url: String,
}

/// A policy that cannot be followed.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// The file cannot be read.
    #[error("the witness policy {path}: {source}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A line says nothing that a policy says.
    #[error(
        "line {line} of the witness policy is not `witness <verifier key> <http URL>`, `threshold <number>` or a comment"
    )]
    Line {
        /// Which line, from 1.
        line: usize,
    },
    /// A witness is named twice.
    #[error("line {line} of the witness policy names a witness a second time")]
    Twice {
        /// Which line, from 1.
        line: usize,
    },
    /// The threshold is missing, is said twice, or cannot be met.
    #[error("a witness policy has one threshold, from 1 to the number of its witnesses")]
    Threshold,
}

impl PolicyError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io { .. } => "WITNESS_POLICY_UNREADABLE",
            Self::Line { .. } | Self::Twice { .. } => "WITNESS_POLICY_MALFORMED",
            Self::Threshold => "WITNESS_THRESHOLD_OUT_OF_RANGE",
        }
    }
}

impl Policy {
    /// Reads the policy of a file.
    ///
    /// # Errors
    /// [`PolicyError`], each with what is wrong with it.
    pub fn read(path: &Path) -> Result<Self, PolicyError> {
        let text = fs::read_to_string(path).map_err(|source| PolicyError::Io {
            path: path.to_owned(),
            source,
        })?;
        Self::parse(&text)
    }

    /// Reads a policy.
    ///
    /// # Errors
    /// [`PolicyError`], each with what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, PolicyError> {
        let (mut witnesses, mut threshold) = (Vec::<Asked>::new(), None);
        for (line, words) in (1..).zip(text.lines()) {
            let words: Vec<&str> = words.split_whitespace().collect();
            match words.as_slice() {
                [] => {}
                [first, ..] if first.starts_with('#') => {}
                ["witness", key, url] if url.starts_with("http://") => {
                    let witness = Witness::parse(key).map_err(|_| PolicyError::Line { line })?;
                    if witnesses.iter().any(|asked| asked.witness == witness) {
                        return Err(PolicyError::Twice { line });
                    }
                    witnesses.push(Asked {
                        witness,
                        url: url.trim_end_matches('/').to_owned(),
                    });
                }
                ["threshold", number] if threshold.is_none() => {
                    let number: usize = number.parse().map_err(|_| PolicyError::Line { line })?;
                    threshold = Some(number);
                }
                ["threshold", _] => return Err(PolicyError::Threshold),
                _ => return Err(PolicyError::Line { line }),
            }
        }
        let threshold = threshold
            .filter(|threshold| (1..=witnesses.len()).contains(threshold))
            .ok_or(PolicyError::Threshold)?;
        Ok(Self {
            witnesses,
            threshold,
        })
    }

    /// The verifier keys of the witnesses.
    pub fn keys(&self) -> Vec<String> {
        let keys = self.witnesses.iter().map(|asked| asked.witness.to_key());
        keys.collect()
    }
}

#[cfg(test)]
mod tests {
    use almoner_journal::note::{Cosigner, Signer};

    use super::*;

    fn key(name: &str, seed: u8) -> String {
        let cosigner = Cosigner::try_new(name, &[seed; 32]).unwrap();
        cosigner.witness().to_key()
    }

    #[test]
    fn a_policy_names_witnesses_and_how_many_of_them_are_enough() {
        let text = format!(
            "# whom we ask\n\nwitness {} http://127.0.0.1:8091/\nwitness {} http://127.0.0.1:8092/two\nthreshold 1\n",
            key("w.example/1", 1),
            key("w.example/2", 2)
        );
        let policy = Policy::parse(&text).unwrap();
        assert_eq!(policy.threshold, 1);
        assert_eq!(
            policy.keys(),
            [key("w.example/1", 1), key("w.example/2", 2)]
        );
        assert_eq!(policy.witnesses[0].url, "http://127.0.0.1:8091");
    }

    #[test]
    fn a_policy_that_cannot_be_followed_is_refused() {
        let witness = format!("witness {} http://127.0.0.1:1\n", key("w.example/1", 1));
        let log = Signer::try_new("w.example/1", &[1; 32]).unwrap();
        for (text, expected) in [
            (String::new(), "WITNESS_THRESHOLD_OUT_OF_RANGE"),
            (witness.clone(), "WITNESS_THRESHOLD_OUT_OF_RANGE"),
            (
                format!("{witness}threshold 0"),
                "WITNESS_THRESHOLD_OUT_OF_RANGE",
            ),
            (
                format!("{witness}threshold 2"),
                "WITNESS_THRESHOLD_OUT_OF_RANGE",
            ),
            (
                format!("{witness}threshold 1\nthreshold 1"),
                "WITNESS_THRESHOLD_OUT_OF_RANGE",
            ),
            (
                format!("{witness}{witness}threshold 1"),
                "WITNESS_POLICY_MALFORMED",
            ),
            (
                format!("{witness}threshold many"),
                "WITNESS_POLICY_MALFORMED",
            ),
            (format!("{witness}quorum 1"), "WITNESS_POLICY_MALFORMED"),
            (
                format!("witness {} file:///w\nthreshold 1", key("w.example/1", 1)),
                "WITNESS_POLICY_MALFORMED",
            ),
            (
                format!(
                    "witness {} http://127.0.0.1:1\nthreshold 1",
                    log.verifier().to_key()
                ),
                "WITNESS_POLICY_MALFORMED",
            ),
        ] {
            assert_eq!(Policy::parse(&text).unwrap_err().code(), expected, "{text}");
        }
        let absent = Policy::read(Path::new("/nonexistent/policy")).unwrap_err();
        assert_eq!(absent.code(), "WITNESS_POLICY_UNREADABLE");
    }
}
