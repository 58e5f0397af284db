//! The name of a ledger, which is the name of its schema.

use std::fmt;
use std::str::FromStr;

/// The name of a ledger: `[a-z][a-z0-9_]{0,30}`, and not a schema of PostgreSQL's own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LedgerName(String);

/// A text that cannot name a ledger.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LedgerNameError {
    /// It does not have the form.
    #[error("a ledger's name is a lower-case letter and up to 30 more of a-z, 0-9 and _")]
    Form,
    /// PostgreSQL keeps it for itself.
    #[error("the name {0} belongs to PostgreSQL")]
    Reserved(String),
}

impl LedgerNameError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Form => "LEDGER_NAME_MALFORMED",
            Self::Reserved(_) => "LEDGER_NAME_RESERVED",
        }
    }
}

impl LedgerName {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for LedgerName {
    type Err = LedgerNameError;

    fn from_str(text: &str) -> Result<Self, LedgerNameError> {
        let mut bytes = text.bytes();
        let starts = bytes.next().is_some_and(|byte| byte.is_ascii_lowercase());
        let goes_on = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        if !starts || !bytes.all(goes_on) || text.len() > 31 {
            return Err(LedgerNameError::Form);
        }
        if text.starts_with("pg_") || text == "public" || text == "information_schema" {
            return Err(LedgerNameError::Reserved(text.to_owned()));
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for LedgerName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
