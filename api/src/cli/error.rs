//! Why a command broke.

use std::io;
use std::path::{Path, PathBuf};

use almoner_journal::{
    bundle::BundleError, ledger::ConnectError, schema::SchemaError, store::ReadError,
};

use almoner_projections::{
    drill::ScratchError, read, rebuild::RebuildError, replay::ReplayError, reports,
    stating::StatingError,
};

use crate::books::BooksError;
use crate::config::ConfigError;
use crate::demo::DemoError;
use crate::keys::KeyError;
use crate::postgres::EmbeddedError;
use crate::remittance::RenderError;
use crate::server::ServerError;
use crate::token::TokenError;
use crate::witness::{PolicyError, SeenError};

/// Why a command could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// The words of the command make no sense together.
    #[error("{0}")]
    Usage(String),
    /// The database or the keys cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// A key file cannot be used.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The embedded server does not run or stop.
    #[error(transparent)]
    Embedded(#[from] EmbeddedError),
    /// The ledger's schema cannot be made or brought up to date.
    #[error(transparent)]
    Schema(#[from] SchemaError),
    /// The ledger cannot be opened.
    #[error(transparent)]
    Connect(#[from] ConnectError),
    /// The demonstration cannot be loaded.
    #[error(transparent)]
    Demo(#[from] DemoError),
    /// The server does not start or end as it should.
    #[error(transparent)]
    Server(#[from] ServerError),
    /// The read models did not reach what was loaded.
    #[error("the read models have not caught up with the journal in time; look at the log above")]
    NotCaughtUp,
    /// The read models cannot be built again.
    #[error(transparent)]
    Rebuild(#[from] RebuildError),
    /// The books of an earlier moment cannot be built or compared.
    #[error(transparent)]
    Replay(#[from] ReplayError),
    /// What was stated of the read models cannot be checked.
    #[error(transparent)]
    Stating(#[from] StatingError),
    /// The read models cannot be asked.
    #[error(transparent)]
    Question(#[from] read::ReadError),
    /// A remittance advice cannot be made into a file.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// The books for other tools cannot be written.
    #[error(transparent)]
    Books(#[from] BooksError),
    /// A question has no report.
    #[error(transparent)]
    Report(#[from] reports::ReportError),
    /// A report cannot be made into a file.
    #[error(transparent)]
    ReportRender(#[from] crate::report::RenderError),
    /// The journal cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A bundle cannot be written or read.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// The copy of a drill cannot be made or harmed.
    #[error(transparent)]
    Drill(#[from] ScratchError),
    /// The memory of a witness cannot be used.
    #[error(transparent)]
    Witness(#[from] SeenError),
    /// A witness policy cannot be followed.
    #[error(transparent)]
    WitnessPolicy(#[from] PolicyError),
    /// A file that was asked for cannot be written.
    #[error("{path} cannot be written: {source}")]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file that was given cannot be read.
    #[error("{path} cannot be read: {source}")]
    FileUnreadable {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The access token is not good.
    #[error(transparent)]
    Token(#[from] TokenError),
    /// The reader of sheets ended by itself; nothing was recorded.
    #[error("the sheet cannot be read; save it as CSV. Nothing was recorded")]
    SheetReader,
    /// Somebody asked for the end (Ctrl-C) before it was done.
    #[error("interrupted")]
    Interrupted,
    /// The system refuses to tell of signals.
    #[error("signals cannot be listened to: {0}")]
    Signals(io::Error),
    /// Standard output cannot be written to.
    #[error("standard output cannot be written to: {0}")]
    Output(io::Error),
}

impl CliError {
    pub(super) fn file(path: &Path, source: io::Error) -> Self {
        Self::File {
            path: path.to_owned(),
            source,
        }
    }

    pub(super) fn unreadable(path: &Path, source: io::Error) -> Self {
        Self::FileUnreadable {
            path: path.to_owned(),
            source,
        }
    }

    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Usage(_) => "USAGE",
            Self::Config(error) => error.code(),
            Self::Key(error) => error.code(),
            Self::Embedded(error) => error.code(),
            Self::Schema(error) => error.code(),
            Self::Connect(error) => error.code(),
            Self::Demo(error) => error.code(),
            Self::Server(error) => error.code(),
            Self::NotCaughtUp => "NOT_CAUGHT_UP",
            Self::Rebuild(error) => error.code(),
            Self::Replay(error) => error.code(),
            Self::Stating(error) => error.code(),
            Self::Question(error) => error.code(),
            Self::Render(error) => error.code(),
            Self::Books(error) => error.code(),
            Self::Report(error) => error.code(),
            Self::ReportRender(error) => error.code(),
            Self::Read(error) => error.code(),
            Self::Bundle(error) => error.code(),
            Self::Drill(error) => error.code(),
            Self::Witness(error) => error.code(),
            Self::WitnessPolicy(error) => error.code(),
            Self::File { .. } => "FILE_UNWRITABLE",
            Self::FileUnreadable { .. } => "FILE_UNREADABLE",
            Self::Token(error) => error.code(),
            Self::SheetReader => "SHEET_DAMAGED",
            Self::Interrupted => "INTERRUPTED",
            Self::Signals(_) => "SIGNALS_REFUSED",
            Self::Output(_) => "OUTPUT_FAILED",
        }
    }

    /// The exit code: 2 when the words were wrong, 130 after Ctrl-C as shells have it, 1 otherwise.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Config(error) if error.is_usage() => 2,
            Self::Replay(error) if error.is_usage() => 2,
            Self::Interrupted => 130,
            Self::Config(_)
            | Self::Key(_)
            | Self::Embedded(_)
            | Self::Schema(_)
            | Self::Connect(_)
            | Self::Demo(_)
            | Self::Server(_)
            | Self::NotCaughtUp
            | Self::Rebuild(_)
            | Self::Replay(_)
            | Self::Stating(_)
            | Self::Question(_)
            | Self::Render(_)
            | Self::Books(_)
            | Self::Report(_)
            | Self::ReportRender(_)
            | Self::Read(_)
            | Self::Bundle(_)
            | Self::Drill(_)
            | Self::Witness(_)
            | Self::WitnessPolicy(_)
            | Self::File { .. }
            | Self::FileUnreadable { .. }
            | Self::Token(_)
            | Self::SheetReader
            | Self::Signals(_)
            | Self::Output(_) => 1,
        }
    }
}
