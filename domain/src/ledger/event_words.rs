//! Every event type in words, for whoever reads the journal: what happened, and what each of its fields says.

use std::sync::LazyLock;

use serde_json::Value;

use super::{Event, StreamKind};
use crate::money::Money;

/// A type as its source describes it: its name, the lines about it, and each field with the lines about it.
pub(crate) type Described = (
    &'static str,
    &'static [&'static str],
    &'static [(&'static str, &'static [&'static str])],
);

/// An event type in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventWords {
    /// The kind of aggregate that it is about.
    pub kind: StreamKind,
    /// Its name, as stored.
    pub name: &'static str,
    /// The version of its stored form.
    pub version: &'static str,
    /// What happened, in a sentence or two.
    pub said: String,
    /// Its fields, in the order of the stored form.
    pub fields: Vec<FieldWords>,
}

/// A field of an event in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldWords {
    /// Its name, as stored.
    pub name: &'static str,
    /// What it says.
    pub said: String,
}

/// The field that says how much an event is about, where it is not `amount`.
const AMOUNTS: [(&str, &str); 15] = [
    ("AwardClosed", "returned"),
    ("BudgetPeriodClosed", "returned"),
    ("CostDisallowed", "total"),
    ("SubAwardShareFell", "shortfall"),
    ("SubAwardShareWaived", "shortfall"),
    ("ClaimSubmitted", "billed"),
    ("ClaimReplacementSubmitted", "billed"),
    ("ClaimAdjudicated", "payable"),
    ("ClaimReleased", "payable"),
    ("ClaimReadjudicated", "difference"),
    ("ClaimReplaced", "payable"),
    ("ClaimVoided", "payable"),
    ("PaymentPrepared", "total"),
    ("PaymentConfirmed", "total"),
    ("FixedAmountApproved", "amount_max"),
];

static WORDS: LazyLock<Vec<EventWords>> = LazyLock::new(|| {
    let types = Event::types().into_iter().zip(Event::described());
    types
        .map(|((kind, name, version), (_, lines, fields))| EventWords {
            kind,
            name,
            version,
            said: sentence(lines),
            fields: fields
                .iter()
                .map(|(name, lines)| FieldWords {
                    name,
                    said: sentence(lines),
                })
                .collect(),
        })
        .collect()
});

impl Event {
    /// Every event type in words, in the order of [`Event::types`].
    pub fn words() -> &'static [EventWords] {
        &WORDS
    }
}

impl EventWords {
    /// A type in words; none where there is no such type.
    pub fn of(kind: StreamKind, name: &str) -> Option<&'static Self> {
        let mut types = Event::words().iter();
        types.find(|words| words.kind == kind && words.name == name)
    }

    /// What a field says; none where the type has no such field.
    pub fn field(&self, name: &str) -> Option<&str> {
        let mut fields = self.fields.iter();
        let found = fields.find(|field| field.name == name);
        found.map(|field| field.said.as_str())
    }

    /// How much an event of this type is about, by its stored form: what it moves, claims, pays or misses. None where
    /// it is about no amount.
    pub fn amount(&self, payload: &Value) -> Option<Money> {
        let other = AMOUNTS.iter().find(|(name, _)| *name == self.name);
        let field = other.map_or("amount", |(_, field)| *field);
        Money::parse(payload.get(field)?.as_str()?).ok()
    }
}

/// The lines of a description, as one text without marks of code.
fn sentence(lines: &[&str]) -> String {
    let lines: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
    lines.join(" ").replace('`', "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::catalogue::stored_examples;

    #[test]
    fn every_type_of_event_and_every_field_has_a_sentence() {
        let types = Event::types();
        assert_eq!(Event::words().len(), types.len());
        for (words, (kind, name, version)) in Event::words().iter().zip(types) {
            assert_eq!(
                (words.kind, words.name, words.version),
                (kind, name, version)
            );
            let fields = words.fields.iter().map(|field| (field.name, &field.said));
            for (of, said) in std::iter::once((name, &words.said)).chain(fields) {
                assert!(
                    said.len() > 2 && said.ends_with(['.', ')']) && !said.contains('`'),
                    "{name} {of}: {said:?}"
                );
            }
        }
    }

    #[test]
    fn every_field_that_is_stored_has_its_words_under_the_same_name() {
        for example in stored_examples() {
            let words = EventWords::of(example.kind, example.event_type).unwrap();
            let payload: Value = serde_json::from_str(example.payload).unwrap();
            for name in payload.as_object().unwrap().keys() {
                let known = name == "type" || words.field(name).is_some();
                assert!(known, "{} {name}", example.event_type);
            }
        }
    }

    #[test]
    fn what_an_event_is_about_is_the_amount_that_it_states() {
        let amount = |name: &str, payload: Value| {
            let words = Event::words().iter().find(|words| words.name == name);
            words
                .unwrap()
                .amount(&payload)
                .map(|amount| amount.to_string())
        };
        let claim = serde_json::json!({ "billed": "250.00", "payable": "100.00" });
        assert_eq!(
            amount("ClaimSubmitted", claim.clone()).as_deref(),
            Some("250.00")
        );
        assert_eq!(amount("ClaimAdjudicated", claim).as_deref(), Some("100.00"));
        let raised = serde_json::json!({ "amount": "5.00", "obligated": "9.00" });
        assert_eq!(
            amount("SubAwardObligationRaised", raised).as_deref(),
            Some("5.00")
        );
        assert_eq!(amount("AwardResumed", serde_json::json!({})), None);
        for (name, field) in AMOUNTS {
            let words = Event::words().iter().find(|words| words.name == name);
            assert!(words.unwrap().field(field).is_some(), "{name} {field}");
        }
    }
}
