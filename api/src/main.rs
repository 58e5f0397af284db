//! The almoner binary: it parses the words, runs the command, and turns its end into an exit code.

use std::process::ExitCode;

use almoner_api::cli::{self, Cli, Outcome};
use clap::Parser;

#[tokio::main]
async fn main() -> ExitCode {
    // Words that make no sense end here, with 2.
    let cli = Cli::parse();
    match Box::pin(cli::run(cli)).await {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::CheckFailed) => ExitCode::from(1),
        Err(error) => {
            eprintln!("almoner: {error} [{}]", error.code());
            ExitCode::from(error.exit_code())
        }
    }
}
