//! The sidecar of a report's file: a signed note over its whole SHA-256, with what it says of itself, so that whoever has the
//! ledger's public key knows whether a byte of it was changed, and whoever has the ledger can make it again.

use almoner_journal::{
    note::{FileControl, FileControlError, NoteError, Signer, Verifier},
    record::Position,
    verify::{KeysInForce, RetiredKey},
};
use almoner_projections::{
    read::Viewer,
    reports::{Parameters, Question, Report, ReportName},
};

use super::Format;

/// What stands after a file's name in that of its sidecar.
pub const EXTENSION: &str = "control";
/// What a sidecar is on the wire: text, a signed note.
pub const MEDIA_TYPE: &str = "text/plain; charset=utf-8";

/// Why a file is not what its ledger vouched for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ControlError {
    /// The sidecar is no note of this ledger, or its signature does not hold.
    #[error("the sidecar: {0}")]
    Note(#[from] NoteError),
    /// The key that signed the sidecar had been replaced before the position that the file tells of.
    #[error("the sidecar: {0}")]
    Retired(#[from] RetiredKey),
    /// The sidecar is signed, and is not the control of a file.
    #[error("the sidecar: {0}")]
    Malformed(#[from] FileControlError),
    /// The sidecar is of another ledger than the key.
    #[error("the sidecar is of the ledger {said}, and the key of {key}")]
    OtherLedger {
        /// What the sidecar says.
        said: String,
        /// Whose key it is.
        key: String,
    },
    /// The file is not the one that was signed.
    #[error(
        "the file is not the one that was signed: a byte of it was changed, added or taken away"
    )]
    FileChanged,
    /// The sidecar says nothing that a report could be made from again.
    #[error("the sidecar does not say how the report is made again: {what}")]
    NotReproducible {
        /// What it does not say.
        what: &'static str,
    },
    /// Made again from the ledger, the file is another.
    #[error(
        "made again from the ledger, the file differs: it was signed, and is not what these books say"
    )]
    NotAsBooks,
}

impl ControlError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Note(error) => error.code(),
            Self::Retired(error) => error.code(),
            Self::Malformed(error) => error.code(),
            Self::OtherLedger { .. } => "REPORT_OF_OTHER_LEDGER",
            Self::FileChanged => "REPORT_FILE_CHANGED",
            Self::NotReproducible { .. } => "REPORT_NOT_REPRODUCIBLE",
            Self::NotAsBooks => "REPORT_NOT_AS_BOOKS",
        }
    }
}

/// The text of the sidecar of a file.
pub fn sign(report: &Report, format: Format, file: &[u8], signer: &Signer) -> String {
    let mut facts = vec![("format".to_owned(), format.extension().to_owned())];
    let lines = report.control_lines();
    facts.extend(
        lines
            .into_iter()
            .map(|(word, text)| (word.to_owned(), text)),
    );
    let control = FileControl::of(signer.verifier().name(), facts, file);
    signer.sign(&control.body())
}

/// What a sidecar says, once its signature by this key holds and the file is the one that was signed.
///
/// # Errors
/// [`ControlError`], which says what does not hold.
pub fn check(file: &[u8], sidecar: &str, key: &Verifier) -> Result<FileControl, ControlError> {
    check_in_force(file, sidecar, &KeysInForce::beginning(Some(key.clone())))
}

/// The same by all keys of a ledger: the one that signed must not have been replaced before the position that the file tells of.
///
/// # Errors
/// [`ControlError`], which says what does not hold.
pub fn check_in_force(
    file: &[u8],
    sidecar: &str,
    keys: &KeysInForce,
) -> Result<FileControl, ControlError> {
    let (body, signed) = keys.open(sidecar)?;
    let control = FileControl::parse(body)?;
    if let Some(key) = keys.all().iter().find(|key| key.name() != control.origin) {
        return Err(ControlError::OtherLedger {
            said: control.origin,
            key: key.name().to_owned(),
        });
    }
    if keys.all().len() > 1 {
        let what = "position";
        let position = control.fact(what).and_then(|text| text.parse().ok());
        let position: Position = position.ok_or(ControlError::NotReproducible { what })?;
        keys.check(&signed, position)?;
    }
    if control.covers(file) {
        Ok(control)
    } else {
        Err(ControlError::FileChanged)
    }
}

/// How a file is made again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipe {
    /// What was asked.
    pub question: Question,
    /// As of which position.
    pub position: i64,
    /// For whom.
    pub reader: Viewer,
    /// In which form.
    pub format: Format,
}

impl Recipe {
    /// What a sidecar says about that.
    ///
    /// # Errors
    /// [`ControlError::NotReproducible`] where it says less, or what this program does not know.
    pub fn read(control: &FileControl) -> Result<Self, ControlError> {
        let missing = |what| ControlError::NotReproducible { what };
        let said = |word| control.fact(word).ok_or_else(|| missing(word));
        let name = ReportName::parse(said("report")?).map_err(|_| missing("report"))?;
        let pairs = control
            .facts
            .iter()
            .filter(|(word, _)| word == "parameter")
            .filter_map(|(_, text)| text.split_once('='));
        let question = Parameters::read(pairs)
            .and_then(|parameters| Question::try_new(name, parameters))
            .map_err(|_| missing("parameter"))?;
        Ok(Self {
            question,
            position: said("position")?.parse().map_err(|_| missing("position"))?,
            reader: Viewer::parse(said("reader")?).ok_or_else(|| missing("reader"))?,
            format: Format::of_extension(said("format")?).ok_or_else(|| missing("format"))?,
        })
    }
}
