//! The built binary.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

/// Where the binary is: beside the tests, in the same build.
pub fn path() -> PathBuf {
    let test = env::current_exe().expect("a test runs from a file");
    let built = test
        .ancestors()
        .nth(2)
        .expect("tests are built in target/PROFILE/deps");
    built.join("almoner")
}

/// The binary with nothing of the caller's environment but what says where PostgreSQL is.
pub fn command() -> Command {
    let mut command = Command::new(path());
    command.env_clear();
    for name in ["PATH", "ALMONER_POSTGRES_BIN", "ALMONER_POSTGRES_USER"] {
        if let Some(value) = env::var_os(name) {
            command.env(name, value);
        }
    }
    command
}

/// What a finished command said.
#[derive(Debug)]
pub struct Said {
    /// Its exit code.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// Runs a command on a data directory to its end.
///
/// # Panics
/// When the binary does not start.
pub fn run(data_dir: &Path, words: &[&str]) -> Said {
    let output = command()
        .arg(words[0])
        .arg("--data-dir")
        .arg(data_dir)
        .args(&words[1..])
        .output()
        .expect("the binary starts");
    Said {
        code: output.status.code(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// A directory that the embedded server's account can reach, gone afterwards.
///
/// # Panics
/// When it cannot be made.
pub fn scratch() -> tempfile::TempDir {
    use std::os::unix::fs::PermissionsExt as _;
    let scratch = tempfile::Builder::new()
        .prefix("almoner-")
        .tempdir_in("/tmp")
        .expect("a directory can be made");
    std::fs::set_permissions(scratch.path(), std::fs::Permissions::from_mode(0o711))
        .expect("its mode can be set");
    scratch
}
