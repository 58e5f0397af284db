//! A place in a list: the key of an item, made opaque so that nobody builds one by hand.

use std::fmt;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

/// A place in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cursor(pub(crate) String);

impl Cursor {
    /// Reads a cursor; nothing if it is none of ours.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let key = String::from_utf8(bytes).ok()?;
        let plain = !key.is_empty() && key.len() <= 200 && !key.chars().any(char::is_control);
        plain.then_some(Self(key))
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&URL_SAFE_NO_PAD.encode(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_was_written() {
        let cursor = Cursor("SA-1:2024-10".to_owned());
        assert_eq!(Cursor::read(&cursor.to_string()), Some(cursor));
        for text in ["", "ü", "AA", "not base 64"] {
            assert_eq!(Cursor::read(text), None, "{text:?}");
        }
    }
}
