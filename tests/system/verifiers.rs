//! Three verifiers that share no code: the product's own, one in Python, one in Go.

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
};

use almoner_tests::binary::command;

/// The verifiers, ready to run.
pub(crate) struct Verifiers {
    go: PathBuf,
    python: OsString,
}

impl Verifiers {
    /// Compiles the one in Go into a directory.
    pub(crate) fn new(directory: &Path) -> Self {
        Self {
            go: built_by_go(directory),
            python: python(),
        }
    }

    /// What the three say in the end of a bundle, the product's own first.
    pub(crate) fn verdicts(&self, bundle: &Path, words: &[OsString]) -> [String; 3] {
        self.said(bundle, words)
            .map(|said| said.lines().last().unwrap_or_default().to_owned())
    }

    /// All that the three say of a bundle.
    pub(crate) fn said(&self, bundle: &Path, words: &[OsString]) -> [String; 3] {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/verify/verify.py");
        let mut own = command();
        own.args(["verify", "--bundle"]).arg(bundle);
        let mut python = Command::new(&self.python);
        python.arg("-B").arg(script).arg(bundle);
        let mut go = Command::new(&self.go);
        go.arg(bundle);
        [own, python, go].map(|mut verifier| {
            let output = verifier.args(words).output().unwrap();
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            let verdict = said.lines().last().unwrap_or_default().to_owned();
            let code = i32::from(verdict != "verdict: holds");
            let errors = String::from_utf8_lossy(&output.stderr);
            assert_eq!(
                output.status.code(),
                Some(code),
                "{verifier:?}: {said}{errors}"
            );
            assert!(
                verdict.starts_with("verdict: "),
                "{verifier:?}: {said}{errors}"
            );
            said
        })
    }
}

/// The Python that has what the scripts need.
pub(crate) fn python() -> OsString {
    env::var_os("ALMONER_VERIFY_PYTHON").unwrap_or_else(|| "python3".into())
}

/// The Go verifier, compiled.
fn built_by_go(directory: &Path) -> PathBuf {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/verify/verify.go");
    let (program, go_path) = (directory.join("verify-go"), env::var_os("ALMONER_GO_PATH"));
    let built = Command::new(env::var_os("ALMONER_GO").unwrap_or_else(|| "go".into()))
        .args(["build", "-o"])
        .arg(&program)
        .arg(source)
        .env("GO111MODULE", "off")
        .env("GOFLAGS", "")
        .env(
            "GOPATH",
            go_path.unwrap_or_else(|| "/usr/share/gocode".into()),
        )
        .env("GOCACHE", directory.join("go-cache"))
        .output()
        .unwrap();
    assert!(
        built.status.success(),
        "{}",
        String::from_utf8_lossy(&built.stderr)
    );
    program
}
