//! `almoner import template`: the sheet to begin with.

use std::fs;
use std::path::PathBuf;

use crate::{
    cli::{CliError, Outcome, output},
    intake,
};

/// Print the template of a claim sheet: its headings, as CSV (for sub-awardees)
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Where to write it; without it, standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let template = intake::template();
    match &arguments.output {
        Some(path) => fs::write(path, template).map_err(|error| CliError::file(path, error))?,
        None => output::line(template.trim_end())?,
    }
    Ok(Outcome::Done)
}
