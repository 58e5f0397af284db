//! Harm to the statements of a bundle; and statements for one that has none.

use almoner_journal::{
    bundle::{LooseBundle, note_size},
    merkle::leaf_hash,
    note::{ReadStatement, Signer, StatedMap, Verifier},
};

use super::bundle::{Means, pick};

/// How many statements a drill makes where the ledger has issued fewer.
const STATEMENTS: usize = 4;

/// Gives a bundle statements, at checkpoints all over it up to the last, where it has fewer than a drill needs. The log's own
/// keys sign them, each of its time. What they say of rows is made up: a bundle does not tell.
pub fn state(bundle: &mut LooseBundle, insiders: &[&Signer]) {
    if bundle.statements.len() >= STATEMENTS {
        return;
    }
    let in_force = |note: &str| {
        let signed = |signer: &&&Signer| signer.verifier().open(note).is_ok();
        insiders.iter().rfind(signed).copied()
    };
    let stated: Vec<(u64, &Signer)> = bundle
        .notes
        .iter()
        .filter_map(|note| Some((note_size(note).filter(|size| *size > 0)?, in_force(note)?)))
        .collect();
    let none = StatedMap {
        count: 0,
        root: leaf_hash(b"rows of a drill"),
    };
    bundle.statements = (1..=STATEMENTS)
        .filter_map(|part| stated.get((stated.len() * part / STATEMENTS).checked_sub(1)?))
        .map(|(position, signer)| {
            let statement = ReadStatement {
                origin: bundle.manifest.origin.clone(),
                position: *position,
                root: none.root,
                program: "almoner drill".to_owned(),
                binary: none.root,
                shape: none.root,
                streams: none,
                rows: none,
                previous: None,
            };
            signer.sign(&statement.body())
        })
        .collect();
    bundle.state_anew(insiders, 0);
}

/// The position that a statement names.
pub fn position(note: &str) -> Option<u64> {
    said(note).map(|statement| statement.position)
}

fn said(note: &str) -> Option<ReadStatement> {
    let body = note.rfind("\n\n").and_then(|end| note.get(..=end))?;
    ReadStatement::parse(body).ok()
}

/// Leaves out one that has a later one after it.
pub(super) fn delete(bundle: &mut LooseBundle, place: u64) -> Option<()> {
    let last = bundle.statements.len().checked_sub(1)?;
    bundle.statements.remove(pick(last, place)?);
    Some(())
}

/// Makes one say something else than was signed.
pub(super) fn edit(bundle: &mut LooseBundle, place: u64) -> Option<()> {
    let at = pick(bundle.statements.len(), place)?;
    let note = bundle.statements.get_mut(at)?;
    *note = note.replacen("\nprogram almoner", "\nprogram Almoner", 1);
    Some(())
}

/// Lets two change places.
pub(super) fn reorder(bundle: &mut LooseBundle, place: u64) -> Option<()> {
    let at = pick(bundle.statements.len().checked_sub(1)?, place)?;
    bundle.statements.swap(at, at + 1);
    Some(())
}

/// Makes the last one state other streams, under the log's own key.
pub(super) fn other_streams(bundle: &mut LooseBundle, means: &Means<'_>) -> Option<()> {
    let note = bundle.statements.last_mut()?;
    let mut statement = said(note)?;
    statement.streams.root = leaf_hash(b"other streams");
    *note = signer_of(note, means)?.sign(&statement.body());
    Some(())
}

/// Signs the last one with the log's first key, where that was replaced before it.
pub(super) fn sign_by_retired(bundle: &mut LooseBundle, means: &Means<'_>) -> Option<()> {
    let [first, _, ..] = bundle.manifest.keys.as_slice() else {
        return None;
    };
    let is_first = |signer: &&&Signer| signer.verifier().to_key() == *first;
    let retired = means.insiders.iter().find(is_first)?;
    let note = bundle.statements.last_mut()?;
    let body = said(note)?.body();
    if Verifier::parse(first).ok()?.open(note).is_ok() {
        return None;
    }
    *note = retired.sign(&body);
    Some(())
}

/// Makes those from the held one on others, each naming the one before it, under the log's own keys.
pub(super) fn replace(bundle: &mut LooseBundle, means: &Means<'_>) -> Option<()> {
    let kept = means.stated?;
    let from = |note: &&mut String| position(note).is_some_and(|position| position >= kept);
    let note = bundle.statements.iter_mut().find(from)?;
    let mut statement = said(note)?;
    statement.rows.root = leaf_hash(b"other rows");
    *note = signer_of(note, means)?.sign(&statement.body());
    bundle.state_anew(means.insiders, kept);
    Some(())
}

/// Leaves out those from the held one on.
pub(super) fn cut_off(bundle: &mut LooseBundle, means: &Means<'_>) -> Option<()> {
    let (kept, count) = (means.stated?, bundle.statements.len());
    let is_before = |note: &String| position(note).is_some_and(|position| position < kept);
    bundle.statements.retain(is_before);
    (bundle.statements.len() < count).then_some(())
}

/// The insider whose key signed a note.
fn signer_of<'signer>(note: &str, means: &Means<'signer>) -> Option<&'signer Signer> {
    let had = |signer: &&&Signer| signer.verifier().open(note).is_ok();
    means.insiders.iter().rfind(had).copied()
}
