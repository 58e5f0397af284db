//! Which field of a reused command id differs, where what is stored tells.

use serde_json::{Map, Value};

use super::Request;
use crate::record::Position;
use crate::store::Journal;

/// Records of the first answer that are looked at.
const RECORDS_MAX: u32 = 16;

/// The first field of the input whose value is not the one that the first answer recorded under the
/// same name, in the api's spelling.
///
/// The input itself is not kept, only its fingerprint; so a field that no event repeats stays
/// unnamed, and of another command nothing is said at all.
pub(super) async fn differing_field(
    journal: &Journal,
    request: &Request,
    stored_command: &str,
    positions: Option<(Position, Position)>,
) -> Option<String> {
    let (first, last) = positions?;
    if request.command.name() != stored_command {
        return None;
    }
    let input: Map<String, Value> = serde_json::from_str(&request.command.canonical()).ok()?;
    let before = Position::try_from(first.get().checked_sub(1)?).ok()?;
    let records = journal.records(before, RECORDS_MAX).await.ok()?;
    let payloads: Vec<Map<String, Value>> = records
        .iter()
        .filter(|record| record.position <= last)
        .filter_map(|record| serde_json::from_str(&record.payload).ok())
        .collect();
    let recorded = |name: &str| payloads.iter().find_map(|payload| payload.get(name));
    input
        .iter()
        .find(|(name, value)| {
            is_plain(value)
                && recorded(name).is_some_and(|stored| is_plain(stored) && stored != *value)
        })
        .map(|(name, _)| camel_case(name))
}

fn is_plain(value: &Value) -> bool {
    value.is_string() || value.is_boolean() || value.is_number()
}

fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let mut spelled = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        spelled.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        spelled.push_str(letters.as_str());
    }
    spelled
}
