//! Whoever has the scripts of `docs/verify` and nothing else of ours.

use std::{env, fs, path::Path, process::Command};

use almoner_journal::record::Position;

use crate::server::Server;

/// Whether a script accepts a text under a key, held against the record lines where they are given, and what it says.
pub(crate) fn says(script: &str, text: &str, key: &str, books: Option<&[u8]>) -> (bool, String) {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/verify");
    // The one that has the package for signatures, as `bin/test` found it.
    let python = env::var_os("ALMONER_VERIFY_PYTHON").unwrap_or_else(|| "python3".into());
    let mut command = Command::new(python);
    command
        .arg(scripts.join(script))
        .arg(write("text", text.as_bytes()))
        .arg(write("key", key.as_bytes()));
    if let Some(books) = books {
        command.arg(write("books.jsonl", books));
    }
    let output = command.output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.success(),
        String::from_utf8_lossy(&said).into_owned(),
    )
}

/// Every record line of a ledger, as it is exported.
pub(crate) async fn books(server: &Server) -> Vec<u8> {
    let (journal, mut books) = (server.ledger.journal(), Vec::new());
    let head = journal.head().await.unwrap().position;
    journal
        .export(Position::ZERO, head, &mut books, |_| {})
        .await
        .unwrap();
    books
}
