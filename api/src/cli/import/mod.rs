//! `almoner import`: claim sheets, and the template of one.

mod claims;
mod template;

use clap::Subcommand;

use super::{CliError, Outcome};

/// Import a claim sheet, or print the template of one (for sub-awardees)
///
/// A claim sheet is a CSV or XLSX file with a line for each line of a claim. docs/claim-sheets.md tells what its
/// columns are, how dates and amounts may be written, and what is refused and why.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Claims(Box<claims::Arguments>),
    Template(template::Arguments),
}

pub(super) async fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    match &arguments.command {
        Command::Claims(arguments) => claims::run(arguments).await,
        Command::Template(arguments) => template::run(arguments),
    }
}
