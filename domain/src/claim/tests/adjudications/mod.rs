//! What adjudication makes of claims: amounts, groups and codes, and what it found.

mod table;

use std::{collections::BTreeSet, fmt::Write as _};

use super::*;
pub(super) use table::TABLE;

pub(super) type Setup = fn(&mut Submission, &mut ClaimFacts);

pub(super) fn adjudicated(setup: Setup) -> Adjudication {
    let (mut claim, mut facts) = (submission(), facts());
    setup(&mut claim, &mut facts);
    adjudicate(&claim, &facts)
}

fn name_of(value: impl serde::Serialize) -> String {
    serde_json::to_value(value)
        .unwrap()
        .as_str()
        .unwrap()
        .to_owned()
}

pub(super) fn told(adjudication: &Adjudication) -> String {
    let mut told = format!("{} {}", name_of(adjudication.outcome), adjudication.payable);
    for line in &adjudication.lines {
        write!(told, " | {}", line.allowed).unwrap();
        for taken in &line.adjustments {
            let group = name_of(taken.group);
            write!(told, " {group}{} {}", taken.carc.number(), taken.amount).unwrap();
        }
    }
    told
}

pub(super) fn found(adjudication: &Adjudication) -> String {
    let found: Vec<_> = adjudication
        .findings
        .iter()
        .map(|finding| {
            let line = finding.line.map_or("-".to_owned(), |line| line.to_string());
            let carc = finding
                .carc
                .map_or("-".to_owned(), |carc| carc.number().to_string());
            let fatal = if finding.fatal { "!" } else { "" };
            format!("{}:{line}:{carc}{fatal}", name_of(finding.edit))
        })
        .collect();
    found.join(" ")
}

#[test]
fn adjudications_are_as_the_table_has_them() {
    for (name, setup, expected, findings) in TABLE {
        let adjudication = adjudicated(*setup);
        assert_eq!(told(&adjudication), *expected, "{name}");
        assert_eq!(found(&adjudication), *findings, "{name}");
    }
}

#[test]
fn the_table_reaches_every_code_and_every_edit() {
    let mut codes = BTreeSet::new();
    let mut edits = BTreeSet::new();
    for (_, setup, _, _) in TABLE.iter().chain(super::flat::TABLE) {
        let adjudication = adjudicated(*setup);
        edits.extend(adjudication.findings.iter().map(|found| found.edit));
        let adjusted = adjudication.lines.iter().flat_map(|line| &line.adjustments);
        codes.extend(adjusted.map(|taken| taken.carc));
    }
    let all: BTreeSet<_> = Carc::ALL.iter().map(|(carc, _)| *carc).collect();
    assert_eq!(codes, all);
    assert_eq!(edits.len(), 15, "{edits:?}");
}

#[test]
fn findings_stand_in_the_order_of_the_edits() {
    for (name, setup, _, _) in TABLE.iter().chain(super::flat::TABLE) {
        let findings = adjudicated(*setup).findings;
        assert!(
            findings.is_sorted_by_key(|found| found.edit),
            "{name}: {findings:?}"
        );
    }
}

#[test]
fn a_line_that_does_not_balance_cannot_be_made() {
    let taken = |amount: &str| Adjustment {
        group: AdjustmentGroup::Co,
        carc: Carc::OverRate,
        amount: money(amount),
    };
    let line = AdjudicatedLine::try_new(1, money("100"), vec![taken("40"), taken("60")]);
    assert_eq!(line.unwrap().allowed, Money::ZERO);
    for adjustments in [
        vec![taken("100.01")],
        vec![taken("0")],
        vec![taken("-1")],
        vec![taken("60"), taken("40.01")],
    ] {
        assert_eq!(AdjudicatedLine::try_new(1, money("100"), adjustments), None);
    }
}
