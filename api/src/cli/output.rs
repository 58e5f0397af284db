//! Standard output: a command's answer.

use std::io::{self, Write};

use super::CliError;

/// Writes one line. A reader that has gone away (`| head`) wants no more, and that is no error.
pub(super) fn line(text: &str) -> Result<(), CliError> {
    let mut output = io::stdout().lock();
    match writeln!(output, "{text}").and_then(|()| output.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(CliError::Output(error)),
        _ => Ok(()),
    }
}

/// Writes a text as it is.
pub(super) fn text(text: &str) -> Result<(), CliError> {
    let mut output = io::stdout().lock();
    match output
        .write_all(text.as_bytes())
        .and_then(|()| output.flush())
    {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(CliError::Output(error)),
        _ => Ok(()),
    }
}
