//! Reads the texts of a question's arguments: the first that cannot be read is a top-level error.

use super::ReadText;
use crate::graphql::error::TopError;

/// Reads an argument.
pub(crate) fn read_argument<T: ReadText>(
    field: &'static str,
    text: impl AsRef<str>,
) -> Result<T, TopError> {
    T::read(text.as_ref()).map_err(|error| TopError::argument(field, &error))
}

/// Reads an argument that may be left out.
pub(crate) fn read_optional_argument<T: ReadText>(
    field: &'static str,
    text: Option<impl AsRef<str>>,
) -> Result<Option<T>, TopError> {
    text.map(|text| read_argument(field, text)).transpose()
}
