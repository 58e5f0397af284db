//! The fields of an input, read one by one, and everything that was wrong with them.

use super::ReadText;
use crate::graphql::error::{Coded, UserError};

/// What is wrong with the fields that were read so far.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    within: Vec<String>,
    errors: Vec<UserError>,
}

impl Fields {
    /// Everything that was wrong, in the order in which it was found.
    pub(crate) fn into_errors(self) -> Vec<UserError> {
        self.errors
    }

    /// Reads a field's text.
    pub(crate) fn read<T: ReadText>(&mut self, field: &str, text: impl AsRef<str>) -> Option<T> {
        self.check(field, T::read(text.as_ref()))
    }

    /// Reads a field that may be left out.
    #[expect(
        clippy::option_option,
        reason = "what is wrong, and what is left out, are two things"
    )]
    pub(crate) fn read_optional<T: ReadText>(
        &mut self,
        field: &str,
        text: Option<impl AsRef<str>>,
    ) -> Option<Option<T>> {
        text.map_or(Some(None), |text| self.read(field, text).map(Some))
    }

    /// Reads a list of texts.
    pub(crate) fn read_list<T: ReadText>(
        &mut self,
        field: &str,
        texts: &[impl AsRef<str>],
    ) -> Option<Vec<T>> {
        self.each(field, texts, |fields, at, text| fields.read(at, text))
    }

    /// Reads a list of anything; all items are read, whatever is wrong with one.
    pub(crate) fn each<I, T>(
        &mut self,
        field: &str,
        items: &[I],
        mut read: impl FnMut(&mut Self, &str, &I) -> Option<T>,
    ) -> Option<Vec<T>> {
        self.within.push(field.to_owned());
        let values: Vec<Option<T>> = items
            .iter()
            .enumerate()
            .map(|(at, item)| read(self, &at.to_string(), item))
            .collect();
        self.within.pop();
        values.into_iter().collect()
    }

    /// Reads what lies within a field.
    pub(crate) fn within<T>(
        &mut self,
        field: &str,
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        self.within.push(field.to_owned());
        let value = read(self);
        self.within.pop();
        value
    }

    /// Takes a value, or notes what is wrong with the field.
    pub(crate) fn check<T, E: Coded>(&mut self, field: &str, value: Result<T, E>) -> Option<T> {
        match value {
            Ok(value) => Some(value),
            Err(error) => {
                self.refuse(field, error.stable_code(), error.to_string());
                None
            }
        }
    }

    /// Notes what is wrong with a field.
    pub(crate) fn refuse(&mut self, field: &str, code: &str, message: String) {
        let path = self
            .within
            .iter()
            .map(String::as_str)
            .chain([field])
            .collect::<Vec<_>>();
        self.errors.push(UserError {
            code: code.to_owned(),
            message,
            field: Some(path.join(".")),
        });
    }
}

#[cfg(test)]
mod tests {
    use almoner_domain::{id::SubAwardId, money::Money};

    use super::*;

    #[test]
    fn everything_that_is_wrong_is_found_with_its_path() {
        let mut fields = Fields::default();
        assert_eq!(fields.read::<Money>("amount", "1.001"), None);
        assert_eq!(
            fields
                .read::<SubAwardId>("subAward", "SA-1")
                .unwrap()
                .as_str(),
            "SA-1"
        );
        let amounts = fields.each("lines", &["1.00", "x"], |fields, at, text| {
            fields.within(at, |fields| fields.read::<Money>("billed", text))
        });
        assert_eq!(amounts, None);
        let found: Vec<_> = fields
            .into_errors()
            .into_iter()
            .map(|error| (error.code, error.field.unwrap()))
            .collect();
        assert_eq!(
            found,
            [
                ("AMOUNT_TOO_PRECISE".to_owned(), "amount".to_owned()),
                ("AMOUNT_MALFORMED".to_owned(), "lines.1.billed".to_owned()),
            ]
        );
    }
}
