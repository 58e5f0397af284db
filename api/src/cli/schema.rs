//! `almoner schema`: the GraphQL schema, as text.

use super::{CliError, Outcome, output};
use crate::graphql;

/// Print the GraphQL schema (for developers of clients)
///
/// The same text is served at /schema.graphql, and stands in the repository as api/schema.graphql.
#[derive(Debug, clap::Args)]
pub struct Arguments {}

pub(super) fn run(_arguments: &Arguments) -> Result<Outcome, CliError> {
    output::line(graphql::sdl().trim_end())?;
    Ok(Outcome::Done)
}
