//! Which part of a list is asked for.

use almoner_projections::read;

use super::Cursor;
use crate::graphql::error::TopError;

/// How many items a page has if nothing is said, and at most.
const FIRST_DEFAULT: u32 = 20;
const FIRST_MAX: u32 = 100;

/// So many items after a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Page {
    /// How many items, from 1 to 100.
    pub(crate) first: u32,
    /// The key of the item after which the page begins.
    pub(crate) after: Option<String>,
}

impl Page {
    /// Checks the arguments of a list.
    pub(crate) fn new(first: Option<i32>, after: Option<String>) -> Result<Self, TopError> {
        let first = match first {
            None => FIRST_DEFAULT,
            Some(first) => u32::try_from(first)
                .ok()
                .filter(|first| (1..=FIRST_MAX).contains(first))
                .ok_or_else(|| TopError::Argument {
                    field: "first",
                    code: "PAGE_SIZE_OUT_OF_RANGE",
                    message: format!("a page has 1 to {FIRST_MAX} items"),
                })?,
        };
        let after = match after {
            None => None,
            Some(text) => Some(Cursor::read(&text).ok_or_else(malformed)?.0),
        };
        Ok(Self { first, after })
    }

    /// The page as the read models take it.
    pub(crate) fn asked(&self) -> Result<read::Page, TopError> {
        let after = self.after.as_deref().map(read::Cursor::parse);
        Ok(read::Page::try_new(self.first, after)?)
    }
}

fn malformed() -> TopError {
    TopError::Argument {
        field: "after",
        code: "CURSOR_MALFORMED",
        message: "a cursor is one that this list gave".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_one_to_a_hundred_items() {
        assert_eq!(Page::new(None, None).unwrap().first, 20);
        assert_eq!(Page::new(Some(100), None).unwrap().first, 100);
        for first in [0, -1, 101, i32::MAX] {
            let error = Page::new(Some(first), None).unwrap_err();
            assert_eq!(error.code(), "PAGE_SIZE_OUT_OF_RANGE");
        }
        assert_eq!(
            Page::new(None, Some("?".to_owned())).unwrap_err().code(),
            "CURSOR_MALFORMED"
        );
    }
}
