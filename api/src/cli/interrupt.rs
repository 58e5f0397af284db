//! Ctrl-C and its kin: a command that is interrupted still leaves its database in order.

use std::future::Future;

use tokio::signal::unix::{Signal, SignalKind, signal};

use super::{CliError, Outcome};

/// An ear for SIGINT (Ctrl-C) and SIGTERM. What was asked after it began to listen is heard, however late the wait for
/// it begins.
#[derive(Debug)]
pub struct Interrupt {
    interrupt: Signal,
    terminate: Signal,
}

impl Interrupt {
    /// Begins to listen: from here on neither signal ends the process by itself.
    ///
    /// # Errors
    /// [`CliError::Signals`] when the system refuses to tell.
    pub fn listen() -> Result<Self, CliError> {
        let listen = |kind| signal(kind).map_err(CliError::Signals);
        Ok(Self {
            interrupt: listen(SignalKind::interrupt())?,
            terminate: listen(SignalKind::terminate())?,
        })
    }

    /// Waits until somebody asks the process to end.
    pub async fn requested(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

/// Runs a command's work until it is done or somebody asks for its end. What it holds is let go in both cases.
pub(super) async fn or_interrupted(
    work: impl Future<Output = Result<Outcome, CliError>>,
) -> Result<Outcome, CliError> {
    let mut asked = Interrupt::listen()?;
    tokio::select! {
        done = work => done,
        () = asked.requested() => Err(CliError::Interrupted),
    }
}
