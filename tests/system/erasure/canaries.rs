//! Looks for bytes in every file below some directories, whatever it is packed in.

use std::{
    collections::BTreeSet,
    env,
    fmt::Write as _,
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

use base64::{
    Engine,
    engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};
use serde_json::{Map, Value, json};

/// Reads what to look for from its input, and says a line for each that a file holds; archives are opened.
const SEARCH: &str = r#"
import gzip, io, json, os, sys, zipfile
sought = {name: bytes.fromhex(text) for name, text in json.load(sys.stdin).items()}
def look(path, data):
    for name, bytes_ in sought.items():
        if bytes_ in data:
            print(name + "\t" + path)
    if data[:2] == b"\x1f\x8b":
        look(path + "!gz", gzip.decompress(data))
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for inner in archive.namelist():
                look(path + "!" + inner, archive.read(inner))
for root in sys.argv[1:]:
    for folder, _, files in os.walk(root):
        for file in files:
            path = os.path.join(folder, file)
            if os.path.isfile(path):
                with open(path, "rb") as opened:
                    look(path, opened.read())
"#;

/// What is looked for, by name.
#[derive(Debug, Default)]
pub(super) struct Canaries(Map<String, Value>);

impl Canaries {
    /// Some bytes as they are, in hex and in base64.
    pub(super) fn bytes(mut self, name: &str, bytes: &[u8]) -> Self {
        let hexed = hex(bytes);
        for (form, text) in [
            ("hex", hexed.clone()),
            ("HEX", hexed.to_uppercase()),
            ("base64", STANDARD_NO_PAD.encode(bytes)),
            ("base64url", URL_SAFE_NO_PAD.encode(bytes)),
        ] {
            self = self.text(&format!("{name} in {form}"), &text);
        }
        self.0.insert(name.to_owned(), json!(hexed));
        self
    }

    /// A text as it is.
    pub(super) fn text(mut self, name: &str, text: &str) -> Self {
        self.0.insert(name.to_owned(), json!(hex(text.as_bytes())));
        self
    }

    /// Which of them are in some file below the directories: the name, and the file.
    pub(super) fn found(&self, directories: &[&Path]) -> Vec<(String, String)> {
        let python = env::var_os("ALMONER_VERIFY_PYTHON").unwrap_or_else(|| "python3".into());
        let mut search = Command::new(python)
            .args(["-B", "-c", SEARCH])
            .args(directories)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let sought = Value::Object(self.0.clone()).to_string();
        let mut input = search.stdin.take().unwrap();
        input.write_all(sought.as_bytes()).unwrap();
        drop(input);
        let output = search.wait_with_output().unwrap();
        assert!(output.status.success());
        let said = String::from_utf8(output.stdout).unwrap();
        let lines = said.lines().filter_map(|line| line.split_once('\t'));
        lines
            .map(|(name, file)| (name.to_owned(), file.to_owned()))
            .collect()
    }

    /// The names of those that are found.
    pub(super) fn names_found(&self, directories: &[&Path]) -> BTreeSet<String> {
        let found = self.found(directories).into_iter();
        found.map(|(name, _)| name).collect()
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a string");
        text
    })
}
