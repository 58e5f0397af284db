//! Small changes to the text of a record line, each of the least size that makes another line of it.

use std::ops::Range;

/// The columns of a record line, in their order.
pub(super) const COLUMNS: [&str; 9] = [
    "position",
    "aggregate_type",
    "aggregate_id",
    "sequence",
    "event_type",
    "event_version",
    "recorded_at",
    "metadata",
    "payload",
];

/// Where the value of a column stands in a line.
pub(super) fn column(line: &[u8], name: &str) -> Option<Range<usize>> {
    let start = find(line, format!("\"{name}\":").as_bytes(), 0)? + name.len() + 3;
    let next = COLUMNS
        .iter()
        .position(|column| *column == name)
        .and_then(|at| COLUMNS.get(at + 1));
    let end = match next {
        Some(next) => find(line, format!(",\"{next}\":").as_bytes(), start)?,
        None => line.len().checked_sub(1)?,
    };
    Some(start..end)
}

/// Puts another value in the place of a column's.
pub(super) fn replace(line: &mut Vec<u8>, name: &str, value: &[u8]) -> Option<()> {
    let range = column(line, name)?;
    line.splice(range, value.iter().copied());
    Some(())
}

/// Makes one letter or digit within `range` another of its kind; the one is chosen by `place`.
pub(super) fn flip(line: &mut [u8], range: Range<usize>, place: u64) -> Option<()> {
    let candidates: Vec<usize> = range
        .filter(|at| line.get(*at).is_some_and(u8::is_ascii_alphanumeric))
        .collect();
    let count = u64::try_from(candidates.len()).ok()?;
    let chosen = usize::try_from(place.checked_rem(count)?).ok()?;
    let byte = line.get_mut(*candidates.get(chosen)?)?;
    *byte = match *byte {
        b'9' => b'8',
        b'z' => b'y',
        b'Z' => b'Y',
        other => other + 1,
    };
    Some(())
}

/// Where `wanted` first stands in `text` from `from` on.
pub(super) fn find(text: &[u8], wanted: &[u8], from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    rest.windows(wanted.len())
        .position(|window| window == wanted)
        .map(|at| at + from)
}
