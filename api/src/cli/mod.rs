//! The commands of the binary, a module each: its words, its help, and what it does with them.
//!
//! A command's answer goes to standard output, everything else to standard error. It ends with 0
//! when it is done, 1 when a check or the command failed, 2 when its words make no sense.

mod demo;
mod diff;
mod error;
mod export;
mod extract;
mod import;
pub mod interrupt;
mod log_keys;
mod migrate;
mod moment;
mod output;
mod progress;
mod reader;
mod rebuild;
mod remittance;
mod replay;
mod report;
mod schema;
mod serve;
mod signing_key;
mod tamper_drill;
mod token;
mod verify;
mod witness;

use clap::{Parser, Subcommand};

pub use error::CliError;

use crate::logging;

/// Almoner keeps the books of a grant programme: awards, sub-awards, per-capita claims and payments.
///
/// Every change is an event in an append-only journal that anybody can replay and verify.
#[derive(Debug, Parser)]
#[command(
    name = "almoner",
    version,
    propagate_version = true,
    max_term_width = 100
)]
pub struct Cli {
    /// How log lines on standard error look; `RUST_LOG` says which (`info`, `debug`, `almoner_api=trace` …)
    #[arg(
        long,
        global = true,
        env = "ALMONER_LOG_FORMAT",
        value_enum,
        default_value_t
    )]
    pub log_format: logging::Format,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands, in the order in which a reader of the help meets them.
#[derive(Debug, Subcommand)]
#[expect(
    missing_docs,
    reason = "a command's help is the documentation of its own arguments"
)]
pub enum Command {
    Serve(serve::Arguments),
    Demo(demo::Arguments),
    Migrate(migrate::Arguments),
    Import(import::Arguments),
    Export(export::Arguments),
    Extract(extract::Arguments),
    Diff(diff::Arguments),
    Rebuild(rebuild::Arguments),
    Remittance(remittance::Arguments),
    Replay(replay::Arguments),
    Report(report::Arguments),
    Schema(schema::Arguments),
    SigningKey(signing_key::Arguments),
    TamperDrill(tamper_drill::Arguments),
    Token(token::Arguments),
    Verify(verify::Arguments),
    Witness(witness::Arguments),
}

/// How a command ended that did not break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It did what it was asked: exit code 0.
    Done,
    /// It looked, and what it looked at does not hold: exit code 1.
    CheckFailed,
}

/// Runs a command.
///
/// # Errors
/// [`CliError`], each with what to do about it.
pub async fn run(cli: Cli) -> Result<Outcome, CliError> {
    logging::start(cli.log_format);
    match cli.command {
        Command::Serve(arguments) => serve::run(&arguments).await,
        Command::Demo(arguments) => demo::run(&arguments).await,
        Command::Migrate(arguments) => interrupt::or_interrupted(migrate::run(&arguments)).await,
        Command::Import(arguments) => interrupt::or_interrupted(import::run(&arguments)).await,
        Command::Export(arguments) => interrupt::or_interrupted(export::run(&arguments)).await,
        Command::Extract(arguments) => interrupt::or_interrupted(extract::run(&arguments)).await,
        Command::Diff(arguments) => interrupt::or_interrupted(diff::run(&arguments)).await,
        Command::Rebuild(arguments) => interrupt::or_interrupted(rebuild::run(&arguments)).await,
        Command::Remittance(arguments) => {
            interrupt::or_interrupted(remittance::run(&arguments)).await
        }
        Command::Replay(arguments) => replay::run(&arguments).await,
        Command::Report(arguments) => interrupt::or_interrupted(report::run(&arguments)).await,
        Command::Schema(arguments) => schema::run(&arguments),
        Command::SigningKey(arguments) => {
            interrupt::or_interrupted(signing_key::run(&arguments)).await
        }
        Command::TamperDrill(arguments) => {
            interrupt::or_interrupted(Box::pin(tamper_drill::run(&arguments))).await
        }
        Command::Token(arguments) => token::run(&arguments),
        Command::Verify(arguments) => interrupt::or_interrupted(verify::run(&arguments)).await,
        Command::Witness(arguments) => witness::run(&arguments).await,
    }
}
