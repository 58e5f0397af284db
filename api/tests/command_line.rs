//! The words of the binary: helps, answers, exit codes.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

/// The built binary with a data directory of its own, and nothing of the caller's environment but what
/// says where PostgreSQL is.
fn almoner(scratch: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_almoner"));
    command
        .env_clear()
        .env("ALMONER_DATA_DIR", scratch.join("data"));
    for name in ["PATH", "ALMONER_POSTGRES_BIN"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command.args(words).output().expect("the binary starts")
}

/// A directory that the embedded server's account can reach.
fn scratch() -> tempfile::TempDir {
    let scratch = tempfile::Builder::new()
        .prefix("almoner-")
        .tempdir_in("/tmp")
        .expect("a directory");
    fs::set_permissions(scratch.path(), fs::Permissions::from_mode(0o711)).expect("its mode");
    scratch
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn every_command_has_a_help_that_says_whom_it_is_for() {
    let scratch = scratch();
    let help = text(&almoner(scratch.path(), &["--help"]).stdout);
    let list = help.split("Commands:").nth(1).expect("a list of commands");
    let commands: Vec<&str> = list
        .lines()
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert!(commands.len() >= 2, "{help}");
    for command in commands {
        let output = almoner(scratch.path(), &[command, "--help"]);
        assert!(output.status.success());
        let help = text(&output.stdout);
        assert!(
            help.lines()
                .next()
                .is_some_and(|line| line.contains("(for ")),
            "{help}"
        );
    }
}

#[test]
fn words_that_make_no_sense_end_with_2() {
    let scratch = scratch();
    for words in [
        &["prophesy"][..],
        &["migrate", "--ledger", "Not A Name"],
        &["migrate", "--database-url", "not-a-url"],
        &["migrate", "--owner-url", "postgres://a@localhost/b"],
        &[
            "token",
            "--role",
            "king",
            "--organization",
            "o",
            "--actor",
            "a",
        ],
        &[
            "token",
            "--role",
            "officer",
            "--organization",
            "two words",
            "--actor",
            "a",
        ],
        &[
            "token",
            "--role",
            "officer",
            "--organization",
            "o",
            "--actor",
            "a",
            "--hours",
            "0",
        ],
    ] {
        let output = almoner(scratch.path(), words);
        assert_eq!(
            output.status.code(),
            Some(2),
            "{words:?}: {}",
            text(&output.stderr)
        );
        assert!(output.stdout.is_empty(), "an error is no answer");
        assert!(!output.stderr.is_empty());
    }
}

#[test]
fn a_token_is_printed_alone() {
    let scratch = scratch();
    let words = [
        "token",
        "--role",
        "auditor",
        "--organization",
        "OIG",
        "--actor",
        "auditor-1",
    ];
    let output = almoner(scratch.path(), &words);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let token = text(&output.stdout);
    assert_eq!(token.lines().count(), 1);
    assert_eq!(token.trim().split('.').count(), 3);
}

#[test]
fn migrating_makes_a_ledger_and_migrating_again_changes_nothing() {
    let scratch = scratch();
    let words = [
        "migrate",
        "--ledger",
        "ovc",
        "--deployment",
        "grants.example",
    ];
    for _ in 0..2 {
        let output = almoner(scratch.path(), &words);
        assert!(output.status.success(), "{}", text(&output.stderr));
        assert!(
            text(&output.stdout).contains("grants.example/ovc"),
            "{}",
            text(&output.stdout)
        );
    }
    assert!(
        !scratch.path().join("data/postgres/postmaster.pid").exists(),
        "the server was stopped"
    );
}

#[test]
fn a_machine_without_postgresql_is_told_what_to_install() {
    let scratch = scratch();
    let output = Command::new(env!("CARGO_BIN_EXE_almoner"))
        .args(["migrate", "--data-dir"])
        .arg(scratch.path().join("data"))
        .env_remove("DATABASE_URL")
        .env("ALMONER_POSTGRES_BIN", scratch.path())
        .output()
        .expect("the binary starts");
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stderr);
    assert!(
        said.contains("apt-get install postgresql") && said.contains("POSTGRES_MISSING"),
        "{said}"
    );
}
