//! The kinds of harm to what a bundle holds.

use super::text;

/// A kind of harm to a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BundleHarm {
    /// A character of a column is another, and the leaf hash is made to fit.
    Column(&'static str),
    /// A line is left out.
    LineDeleted,
    /// A line is left out, and those after it are renumbered.
    LineDeletedAndRenumbered,
    /// A line is there twice, the second time under the next place.
    LineInserted,
    /// Two lines have changed places.
    LinesReordered,
    /// Two lines have changed places, and their numbers with them.
    LinesRenumbered,
    /// Two records have changed their streams.
    StreamsSwapped,
    /// The clock of a commit was set back.
    ClockMoved,
    /// An amount is another, in the event and nowhere else.
    AmountEdited,
    /// A line says that it is withheld, and its leaf is another.
    LineWithheldFalsely,
    /// A leaf hash is another.
    LeafEdited,
    /// The root that a checkpoint names is another.
    CheckpointRootEdited,
    /// A character of a checkpoint's signature is another.
    SignatureEdited,
    /// A checkpoint is left out.
    CheckpointDeleted,
    /// Two checkpoints have changed places.
    CheckpointsReordered,
    /// The manifest names another root.
    ManifestRootEdited,
    /// The manifest counts other records.
    ManifestCountEdited,
    /// The lines at the end are left out; the checkpoints are there.
    LinesCutOff,
    /// Lines and checkpoints after an earlier checkpoint are left out.
    Truncated,
    /// The end was written anew, and signed with the log's own key.
    TailReplaced,
    /// The verifier is shown another history than others are: an early record differs, all signed with the log's own key.
    ForkShown,
    /// Everything is signed with another key, which the manifest names.
    KeyReplaced,
    /// From some checkpoint on another key signs, which the manifest names and no record brings.
    KeyReplacedUnannounced,
    /// The checkpoint with a key's replacement is signed by one of the two alone.
    RotationSignedByOne,
    /// The answer to a refused command is another.
    RefusalEdited,
    /// A refused command is left out.
    RefusalDeleted,
    /// A command that nobody gave is said to have been refused.
    RefusalInvented,
    /// A statement of the read side, with a later one after it, is left out.
    StatementDeleted,
    /// A statement says something else than was signed.
    StatementEdited,
    /// Two statements have changed places.
    StatementsReordered,
    /// The last statement states other streams, signed with the log's own key.
    StatementOfOtherStreams,
    /// The last statement is signed with a key that had been replaced.
    StatementByRetiredKey,
    /// The statements from the one that the verifier holds on are others, signed with the log's own keys.
    StatementsReplaced,
    /// The statements from the one that the verifier holds on are left out.
    StatementsCutOff,
}

impl BundleHarm {
    /// Every kind.
    pub fn all() -> Vec<Self> {
        let mut all: Vec<Self> = text::COLUMNS.into_iter().map(Self::Column).collect();
        all.extend([
            Self::LineDeleted,
            Self::LineDeletedAndRenumbered,
            Self::LineInserted,
            Self::LinesReordered,
            Self::LinesRenumbered,
            Self::StreamsSwapped,
            Self::ClockMoved,
            Self::AmountEdited,
            Self::LineWithheldFalsely,
            Self::LeafEdited,
            Self::CheckpointRootEdited,
            Self::SignatureEdited,
            Self::CheckpointDeleted,
            Self::CheckpointsReordered,
            Self::ManifestRootEdited,
            Self::ManifestCountEdited,
            Self::LinesCutOff,
            Self::Truncated,
            Self::TailReplaced,
            Self::ForkShown,
            Self::KeyReplaced,
            Self::KeyReplacedUnannounced,
            Self::RotationSignedByOne,
            Self::RefusalEdited,
            Self::RefusalDeleted,
            Self::RefusalInvented,
            Self::StatementDeleted,
            Self::StatementEdited,
            Self::StatementsReordered,
            Self::StatementOfOtherStreams,
            Self::StatementByRetiredKey,
            Self::StatementsReplaced,
            Self::StatementsCutOff,
        ]);
        all
    }

    /// What it is, for a person.
    pub fn words(self) -> String {
        match self {
            Self::Column(name) => return format!("a character of {name} changed"),
            Self::LineDeleted => "a line deleted",
            Self::LineDeletedAndRenumbered => "a line deleted, the rest renumbered",
            Self::LineInserted => "a line inserted",
            Self::LinesReordered => "two lines reordered",
            Self::LinesRenumbered => "two lines reordered and renumbered",
            Self::StreamsSwapped => "two streams swapped",
            Self::ClockMoved => "the clock moved back",
            Self::AmountEdited => "an amount edited",
            Self::LineWithheldFalsely => "a line withheld under another leaf",
            Self::LeafEdited => "a leaf hash changed",
            Self::CheckpointRootEdited => "a checkpoint's root changed",
            Self::SignatureEdited => "a signature changed",
            Self::CheckpointDeleted => "a checkpoint deleted",
            Self::CheckpointsReordered => "two checkpoints reordered",
            Self::ManifestRootEdited => "the manifest's root changed",
            Self::ManifestCountEdited => "the manifest's counts changed",
            Self::LinesCutOff => "the last lines cut off",
            Self::Truncated => "lines and checkpoints cut off",
            Self::TailReplaced => "the end rewritten and signed anew",
            Self::ForkShown => "another history shown, signed anew",
            Self::KeyReplaced => "the key replaced",
            Self::KeyReplacedUnannounced => "a key replaced without an event",
            Self::RotationSignedByOne => "a key's replacement signed by one key alone",
            Self::RefusalEdited => "a refused command's answer edited",
            Self::RefusalDeleted => "a refused command deleted",
            Self::RefusalInvented => "a refused command invented",
            Self::StatementDeleted => "a statement deleted",
            Self::StatementEdited => "a statement edited",
            Self::StatementsReordered => "two statements reordered",
            Self::StatementOfOtherStreams => "a statement of other streams, signed anew",
            Self::StatementByRetiredKey => "a statement signed by a key that was replaced",
            Self::StatementsReplaced => "the last statements replaced and signed anew",
            Self::StatementsCutOff => "the last statements cut off",
        }
        .to_owned()
    }

    /// Whether leaf hashes, and the manifest's size and root, can be made to fit what was done.
    pub(super) fn edits_lines(self) -> bool {
        match self {
            Self::Column(_)
            | Self::LineDeleted
            | Self::LineDeletedAndRenumbered
            | Self::LineInserted
            | Self::LinesReordered
            | Self::LinesRenumbered
            | Self::StreamsSwapped
            | Self::ClockMoved
            | Self::AmountEdited
            | Self::LineWithheldFalsely
            | Self::LinesCutOff => true,
            Self::LeafEdited
            | Self::CheckpointRootEdited
            | Self::SignatureEdited
            | Self::CheckpointDeleted
            | Self::CheckpointsReordered
            | Self::ManifestRootEdited
            | Self::ManifestCountEdited
            | Self::Truncated
            | Self::TailReplaced
            | Self::ForkShown
            | Self::KeyReplaced
            | Self::KeyReplacedUnannounced
            | Self::RotationSignedByOne
            | Self::RefusalEdited
            | Self::RefusalDeleted
            | Self::RefusalInvented
            | Self::StatementDeleted
            | Self::StatementEdited
            | Self::StatementsReordered
            | Self::StatementOfOtherStreams
            | Self::StatementByRetiredKey
            | Self::StatementsReplaced
            | Self::StatementsCutOff => false,
        }
    }
}
