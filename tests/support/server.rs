//! A serving process, killed when the test is over.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, ChildStdout, Stdio},
};

use almoner_journal::testing::TestDatabase;

use crate::binary;

/// `almoner serve` as a process of its own.
#[derive(Debug)]
pub struct Server {
    process: Child,
    url: String,
    said: String,
    _output: BufReader<ChildStdout>,
}

impl Server {
    /// Serves the ledger `test` of a test database, with keys that servers of one test share.
    pub fn on_database(database: &TestDatabase, keys: &Path) -> Self {
        Self::on_database_with(database, keys, &[])
    }

    /// The same, with further words.
    pub fn on_database_with(database: &TestDatabase, keys: &Path, words: &[&str]) -> Self {
        let mut command = binary::command();
        command
            .args(["serve", "--bind", "127.0.0.1:0", "--ledger", "test"])
            .args(words)
            .arg("--keys-dir")
            .arg(keys)
            .arg("--data-dir")
            .arg(keys)
            .env("DATABASE_URL", database.app_url())
            .env("ALMONER_OWNER_URL", database.owner_url());
        Self::start(command)
    }

    /// Serves the ledger `otip` on a private PostgreSQL in a data directory.
    pub fn embedded(data_dir: &Path) -> Self {
        let mut command = binary::command();
        command
            .args(["serve", "--bind", "127.0.0.1:0", "--data-dir"])
            .arg(data_dir);
        Self::start(command)
    }

    /// The same, with every line of its log at the end of a file.
    pub fn embedded_logging_to(data_dir: &Path, log: &Path) -> Self {
        let mut command = binary::command();
        command
            .args(["serve", "--bind", "127.0.0.1:0", "--data-dir"])
            .arg(data_dir)
            .env("RUST_LOG", "debug");
        let log = std::fs::OpenOptions::new()
            .append(true)
            .create(true)
            .open(log)
            .expect("the log can be written");
        Self::start_telling(command, log.into())
    }

    /// Witnesses the log of a verifier key, on a free port.
    pub fn witness(directory: &Path, name: &str, log: &str) -> Self {
        Self::witness_of(directory, name, &[log])
    }

    /// The same, of a log that has several keys.
    pub fn witness_of(directory: &Path, name: &str, logs: &[&str]) -> Self {
        let mut command = binary::command();
        command.args(["witness", "--bind", "127.0.0.1:0", "--name", name]);
        for log in logs {
            command.args(["--log", log]);
        }
        command.arg("--dir").arg(directory);
        Self::start(command)
    }

    fn start(command: std::process::Command) -> Self {
        Self::start_telling(command, Stdio::inherit())
    }

    fn start_telling(mut command: std::process::Command, log: Stdio) -> Self {
        let mut process = command
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("the binary starts");
        let mut output = BufReader::new(process.stdout.take().expect("its output is piped"));
        let mut line = String::new();
        let (said, url) = loop {
            line.clear();
            let read = output.read_line(&mut line).expect("its output is text");
            assert!(read > 0, "the server ended before it served");
            if let Some((said, url)) = line.trim_end().split_once(" on ") {
                break (said.to_owned(), url.to_owned());
            }
        };
        Self {
            process,
            url,
            said,
            _output: output,
        }
    }

    /// Where it listens.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What it said of itself before its address.
    pub fn said(&self) -> &str {
        &self.said
    }

    /// Its process id.
    pub fn process_id(&self) -> u32 {
        self.process.id()
    }

    /// Ends it without a word, as a power cut would.
    pub fn kill(mut self) {
        self.process.kill().expect("it runs");
        self.process.wait().expect("it ends");
    }

    /// Asks it to stop, and waits; answers with its exit code.
    pub fn stop(mut self) -> Option<i32> {
        let id = i32::try_from(self.process.id())
            .ok()
            .and_then(rustix::process::Pid::from_raw);
        let id = id.expect("a process has an id");
        rustix::process::kill_process(id, rustix::process::Signal::TERM).expect("it runs");
        self.process.wait().expect("it ends").code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already ended is just as well.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}
