//! Ctrl-C and its kin: a command that is interrupted still leaves its database in order.

use std::future::Future;

use tokio::signal::unix::{Signal, SignalKind, signal};

use super::{CliError, Outcome};

/// Waits until somebody asks the process to end: SIGINT (Ctrl-C) or SIGTERM.
///
/// # Errors
/// [`CliError::Signals`] when the system refuses to tell.
pub async fn requested() -> Result<(), CliError> {
    let listen = |kind| signal(kind).map_err(CliError::Signals);
    let mut signals: [Signal; 2] = [
        listen(SignalKind::interrupt())?,
        listen(SignalKind::terminate())?,
    ];
    let [interrupt, terminate] = &mut signals;
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    Ok(())
}

/// Runs a command's work until it is done or somebody asks for its end. What it holds is let go in both cases.
pub(super) async fn or_interrupted(
    work: impl Future<Output = Result<Outcome, CliError>>,
) -> Result<Outcome, CliError> {
    tokio::select! {
        done = work => done,
        asked = requested() => {
            asked?;
            Err(CliError::Interrupted)
        }
    }
}
