//! Which part of a list is asked for, from either end: of a list whose keys are positions.

use almoner_projections::read;

use super::{Cursor, Page};
use crate::graphql::error::TopError;

/// So many items from the start of a list or from its end, between two places of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Window {
    /// How many, from 1 to 100.
    count: Page,
    /// Counted from the end.
    pub(crate) is_backward: bool,
    /// The position of the item after which the part begins.
    pub(crate) after: Option<i64>,
    /// The position of the item before which it ends.
    pub(crate) before: Option<i64>,
}

impl Window {
    /// Checks the arguments of a list.
    pub(crate) fn new(
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<Self, TopError> {
        if first.is_some() && last.is_some() {
            return Err(TopError::Argument {
                field: "last",
                code: "PAGE_FROM_BOTH_ENDS",
                message: "a page is counted from the start, by first, or from the end, by last"
                    .to_owned(),
            });
        }
        let count = Page::new(first.or(last), None).map_err(|error| {
            if let (TopError::Argument { code, message, .. }, Some(_)) = (&error, last) {
                TopError::Argument {
                    field: "last",
                    code,
                    message: message.clone(),
                }
            } else {
                error
            }
        })?;
        Ok(Self {
            count,
            is_backward: last.is_some(),
            after: place("after", after)?,
            before: place("before", before)?,
        })
    }

    /// How many are read, as the read models take it.
    pub(crate) fn asked(&self) -> Result<read::Page, TopError> {
        self.count.asked()
    }
}

fn place(field: &'static str, cursor: Option<String>) -> Result<Option<i64>, TopError> {
    let Some(text) = cursor else { return Ok(None) };
    let position = Cursor::read(&text).and_then(|cursor| cursor.0.parse().ok());
    position.map(Some).ok_or_else(|| TopError::Argument {
        field,
        code: "CURSOR_MALFORMED",
        message: "a cursor is one that this list gave".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(window: Result<Window, TopError>) -> &'static str {
        window.unwrap_err().code()
    }

    #[test]
    fn a_page_is_counted_from_one_end() {
        assert!(!Window::new(None, None, None, None).unwrap().is_backward);
        assert!(Window::new(None, None, Some(3), None).unwrap().is_backward);
        let both = Window::new(Some(1), None, Some(1), None);
        assert_eq!(code(both), "PAGE_FROM_BOTH_ENDS");
        let none = Window::new(None, None, Some(0), None);
        assert_eq!(code(none), "PAGE_SIZE_OUT_OF_RANGE");
        let elsewhere = Cursor("SA-1".to_owned()).to_string();
        let elsewhere = Window::new(None, None, None, Some(elsewhere));
        assert_eq!(code(elsewhere), "CURSOR_MALFORMED");
        let ninth = Cursor("9".to_owned()).to_string();
        let ninth = Window::new(None, Some(ninth), None, None).unwrap();
        assert_eq!(ninth.after, Some(9));
    }
}
