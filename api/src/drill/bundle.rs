//! Harm to what a bundle holds. Whoever does it is diligent: lists and hashes that need no key are made to fit.

use almoner_journal::{
    bundle::{LooseBundle, note_size},
    merkle::leaf_hash,
    note::{Signer, Verifier},
};

use super::{kinds::BundleHarm, statements, text};

/// What whoever does harm has at hand.
pub struct Means<'signer> {
    /// The log's own keys, as an insider has them.
    pub insiders: &'signer [&'signer Signer],
    /// Another key under the log's name.
    pub stranger: &'signer Signer,
    /// The size of the checkpoint that the verifier holds. Harm that shows against it alone is done before it.
    pub held: u64,
    /// The position of the statement that the verifier holds, where he does.
    pub stated: Option<u64>,
}

impl BundleHarm {
    /// Does it at a place that `place` decides on. None where the bundle has no such place: then nothing was done.
    pub fn harm(self, bundle: &mut LooseBundle, means: &Means<'_>, place: u64) -> Option<()> {
        let lines = u64::try_from(bundle.lines.len()).ok()?;
        let at = usize::try_from(place.checked_rem(lines)?).ok()?;
        let note = pick(bundle.notes.len(), place)?;
        let is_diligent = (place / lines).is_multiple_of(2);
        match self {
            Self::Column(name) => {
                let range = text::column(bundle.lines.get(at)?, name)?;
                text::flip(bundle.lines.get_mut(at)?, range, place / 7)?;
            }
            Self::LineDeleted => {
                bundle.lines.remove(at);
            }
            Self::LineDeletedAndRenumbered => {
                bundle.lines.remove(at);
                renumber(bundle, at)?;
            }
            Self::LineInserted => {
                let line = bundle.lines.get(at)?.clone();
                bundle.lines.insert(at + 1, line);
                renumber(bundle, at + 1)?;
            }
            Self::LinesReordered => swap(bundle, at)?,
            Self::LinesRenumbered => {
                swap(bundle, at)?;
                renumber(bundle, 0)?;
            }
            Self::StreamsSwapped => swap_streams(bundle, at)?,
            Self::ClockMoved => {
                text::replace(
                    bundle.lines.get_mut(at)?,
                    "recorded_at",
                    b"\"2001-01-01T00:00:00.000000Z\"",
                )?;
            }
            Self::AmountEdited => edit_amount(bundle, at)?,
            Self::LineWithheldFalsely => {
                let leaf = leaf_hash(b"another line");
                let line = format!("{{\"withheld\":{},\"leaf\":\"{leaf}\"}}", at + 1);
                *bundle.lines.get_mut(at)? = line.into_bytes();
            }
            Self::LeafEdited => *bundle.leaves.get_mut(at)? = leaf_hash(b"another line"),
            Self::CheckpointRootEdited => edit_root(bundle, note, place)?,
            Self::SignatureEdited => edit_signature(bundle, note, place)?,
            Self::CheckpointDeleted => {
                bundle.notes.remove(note);
            }
            Self::CheckpointsReordered => {
                let other = (note + 1).checked_rem(bundle.notes.len())?;
                bundle.notes.swap(note, other);
            }
            Self::ManifestRootEdited => {
                let mut root = bundle.manifest.root.clone().into_bytes();
                let end = root.len().checked_sub(2)?;
                text::flip(&mut root, 0..end, place)?;
                bundle.manifest.root = String::from_utf8(root).ok()?;
            }
            Self::ManifestCountEdited => bundle.manifest.size += 1,
            Self::LinesCutOff => {
                bundle.lines.truncate(at);
                bundle.leaves.truncate(at);
            }
            Self::Truncated => cut(bundle, means.held.checked_sub(1)?)?,
            Self::TailReplaced | Self::ForkShown => rewrite(self, bundle, means, place)?,
            Self::KeyReplaced => {
                bundle.sign_anew(&[means.stranger], 0);
                bundle.manifest.keys = vec![means.stranger.verifier().to_key()];
            }
            Self::KeyReplacedUnannounced => {
                let from = note_size(bundle.notes.get(note)?)?.max(1);
                bundle.sign_anew(&[means.stranger], from);
                let stranger = means.stranger.verifier().to_key();
                bundle.manifest.keys.push(stranger);
            }
            Self::RotationSignedByOne => one_signature(bundle, place)?,
            Self::RefusalEdited => edit_refusal(bundle, place)?,
            Self::RefusalDeleted => {
                let at = pick(bundle.refusals.len(), place)?;
                bundle.refusals.remove(at);
                renumber_refusals(bundle)?;
            }
            Self::RefusalInvented => invent_refusal(bundle, place)?,
            Self::StatementDeleted => statements::delete(bundle, place)?,
            Self::StatementEdited => statements::edit(bundle, place)?,
            Self::StatementsReordered => statements::reorder(bundle, place)?,
            Self::StatementOfOtherStreams => statements::other_streams(bundle, means)?,
            Self::StatementByRetiredKey => statements::sign_by_retired(bundle, means)?,
            Self::StatementsReplaced => statements::replace(bundle, means)?,
            Self::StatementsCutOff => statements::cut_off(bundle, means)?,
        }
        if self.edits_lines() && is_diligent {
            bundle.hash_anew();
        }
        Some(())
    }
}

/// Takes away one of the two signatures that a note has.
fn one_signature(bundle: &mut LooseBundle, place: u64) -> Option<()> {
    let keys: Vec<Verifier> = bundle
        .manifest
        .keys
        .iter()
        .filter_map(|key| Verifier::parse(key).ok())
        .collect();
    let signers = |note: &str| keys.iter().filter(|key| key.open(note).is_ok()).count();
    let note = bundle.notes.iter_mut().find(|note| signers(note) > 1)?;
    let (body, lines) = note.split_once("\n\n")?;
    let lines: Vec<&str> = lines.lines().collect();
    let kept = lines.get(pick(lines.len(), place)?)?;
    *note = format!("{body}\n\n{kept}\n");
    Some(())
}

/// Changes a character of what somebody was answered.
fn edit_refusal(bundle: &mut LooseBundle, place: u64) -> Option<()> {
    let at = pick(bundle.refusals.len(), place)?;
    let (_, line) = bundle.refusals.get_mut(at)?;
    let start = text::find(line, b"\"message\":\"", 0)? + 11;
    let end = line.len().checked_sub(2)?;
    text::flip(line, start..end, place)
}

/// Puts a refusal in a second time.
fn invent_refusal(bundle: &mut LooseBundle, place: u64) -> Option<()> {
    let at = pick(bundle.refusals.len(), place)?;
    let line = bundle.refusals.get(at)?.clone();
    bundle.refusals.insert(at, line);
    renumber_refusals(bundle)
}

/// Makes the numbers of the refusals dense again.
fn renumber_refusals(bundle: &mut LooseBundle) -> Option<()> {
    for (number, (_, line)) in (1_u64..).zip(&mut bundle.refusals) {
        let end = text::find(line, b",", 0)?;
        let start = text::find(line, b":", 0)? + 1;
        line.splice(start..end, number.to_string().into_bytes());
    }
    Some(())
}

pub(super) fn pick(count: usize, place: u64) -> Option<usize> {
    let count = u64::try_from(count).ok()?;
    usize::try_from(place.checked_rem(count)?).ok()
}

/// Makes the positions from index `from` on dense again.
fn renumber(bundle: &mut LooseBundle, from: usize) -> Option<()> {
    for (at, line) in bundle.lines.iter_mut().enumerate().skip(from) {
        if line.starts_with(b"{\"position\":") {
            text::replace(line, "position", (at + 1).to_string().as_bytes())?;
        }
    }
    Some(())
}

fn swap(bundle: &mut LooseBundle, at: usize) -> Option<()> {
    let other = (at + 1).checked_rem(bundle.lines.len())?;
    (other != at).then(|| bundle.lines.swap(at, other))
}

/// The line at `at` and the next of another stream exchange the ids of their streams.
fn swap_streams(bundle: &mut LooseBundle, at: usize) -> Option<()> {
    let id = |line: &Vec<u8>| Some(line.get(text::column(line, "aggregate_id")?)?.to_vec());
    let one = id(bundle.lines.get(at)?)?;
    let (other_at, other) = bundle
        .lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| Some((at, id(line)?)))
        .find(|(_, other)| *other != one)?;
    text::replace(bundle.lines.get_mut(at)?, "aggregate_id", &other)?;
    text::replace(bundle.lines.get_mut(other_at)?, "aggregate_id", &one)
}

/// Changes a digit of the first amount from the line at `at` on.
fn edit_amount(bundle: &mut LooseBundle, at: usize) -> Option<()> {
    let count = bundle.lines.len();
    for step in 0..count {
        let line = bundle.lines.get_mut((at + step).checked_rem(count)?)?;
        if let Some(start) = text::find(line, b"\"amount\":\"", 0) {
            let start = start + 10;
            let end = text::find(line, b".", start)?;
            return text::flip(line, start..end, 0);
        }
    }
    None
}

fn edit_root(bundle: &mut LooseBundle, note: usize, place: u64) -> Option<()> {
    let mut text = bundle.notes.get(note)?.clone().into_bytes();
    let breaks: Vec<usize> = (0..text.len())
        .filter(|at| text.get(*at) == Some(&b'\n'))
        .collect();
    // The last character but one of a root has two bits that say nothing.
    let (start, end) = (*breaks.get(1)? + 1, breaks.get(2)?.checked_sub(2)?);
    text::flip(&mut text, start..end, place)?;
    *bundle.notes.get_mut(note)? = String::from_utf8(text).ok()?;
    Some(())
}

fn edit_signature(bundle: &mut LooseBundle, note: usize, place: u64) -> Option<()> {
    let mut text = bundle.notes.get(note)?.clone().into_bytes();
    let start = text.iter().rposition(|byte| *byte == b' ')? + 1;
    let end = text.len().checked_sub(3)?;
    text::flip(&mut text, start..end, place)?;
    *bundle.notes.get_mut(note)? = String::from_utf8(text).ok()?;
    Some(())
}

/// Leaves out what came after the last checkpoint of at most `size`.
fn cut(bundle: &mut LooseBundle, size: u64) -> Option<()> {
    let last = bundle.notes.iter().filter_map(|note| note_size(note));
    let last = last.filter(|last| *last <= size).max()?;
    let count = usize::try_from(last).ok()?;
    bundle.lines.truncate(count);
    bundle
        .notes
        .retain(|note| note_size(note).is_some_and(|size| size <= last));
    bundle
        .statements
        .retain(|note| statements::position(note).is_some_and(|position| position <= last));
    bundle.hash_anew();
    Some(())
}

/// An amount that the held checkpoint covers becomes another, and everything after it is signed anew.
fn rewrite(
    harm: BundleHarm,
    bundle: &mut LooseBundle,
    means: &Means<'_>,
    place: u64,
) -> Option<()> {
    let held = usize::try_from(means.held).ok()?;
    let at = if harm == BundleHarm::TailReplaced {
        held.checked_sub(1)?
    } else {
        pick(held, place)?
    };
    // The last record up to there that has a day.
    let (at, start) = (0..=at).rev().find_map(|at| {
        let line = bundle.lines.get(at)?;
        let payload = text::column(line, "payload")?;
        Some((at, text::find(line, b"_on\":\"", payload.start)? + 6))
    })?;
    let line = bundle.lines.get_mut(at)?;
    // The day of a date is one that every month has.
    let day = start + 8..start + 10;
    let is_first = line.get(day.clone())? == b"01";
    line.splice(day, if is_first { *b"02" } else { *b"01" });
    bundle.hash_anew();
    bundle.sign_anew(means.insiders, u64::try_from(at).ok()? + 1);
    Some(())
}
