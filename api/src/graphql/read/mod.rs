//! Reads the texts of an input into the domain's values, collecting everything that is wrong.

mod argument;
mod fields;
mod text;

pub(crate) use argument::{read_argument, read_optional_argument};
pub(crate) use fields::Fields;
pub(crate) use text::ReadText;
