//! Logs: structured, to standard error, so that standard output is a command's answer alone.

use clap::ValueEnum;
use tracing_subscriber::EnvFilter;

/// What is logged when `RUST_LOG` says nothing.
const FILTER: &str = "info,sqlx=warn";

/// How a log line looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line, for machines.
    Json,
}

/// Starts logging. A second call changes nothing.
pub fn start(format: Format) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(FILTER));
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    // An error says that logging has started already.
    let _ = match format {
        Format::Text => {
            let colour = std::io::IsTerminal::is_terminal(&std::io::stderr());
            lines.with_ansi(colour).with_target(false).try_init()
        }
        Format::Json => lines.json().flatten_event(true).try_init(),
    };
}
