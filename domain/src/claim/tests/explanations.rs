//! Explanations: each rule in order, with what it looked at and what it found, for every claim of the tables.

use std::collections::BTreeSet;

use super::{adjudications, flat, *};

/// The events of a claim, and the rules that it was judged by.
fn events(setup: adjudications::Setup) -> (Vec<ClaimEvent>, RuleSet) {
    let (mut claim, mut facts) = (submission(), facts());
    setup(&mut claim, &mut facts);
    for (line, number) in claim.lines.iter_mut().zip(1..) {
        line.number = number;
    }
    let rules = facts.rules.clone();
    (Claim::Unknown.decide(&submit(claim, facts)).unwrap(), rules)
}

fn explained(setup: adjudications::Setup) -> Explanation {
    let (events, rules) = events(setup);
    explain(&events[..2], &rules).unwrap()
}

fn step(explanation: &Explanation, edit: Edit) -> &Step {
    explanation
        .steps
        .iter()
        .find(|step| step.edit == edit)
        .unwrap()
}

#[test]
fn every_claim_of_the_tables_is_explained_rule_by_rule() {
    for (name, setup, _, _) in adjudications::TABLE.iter().chain(flat::TABLE) {
        let (events, rules) = events(*setup);
        let ClaimEvent::ClaimAdjudicated {
            lines,
            findings,
            outcome,
            ..
        } = &events[1]
        else {
            panic!("{name}");
        };
        let told = explain(&events[..2], &rules).unwrap();
        assert!(told.complete, "{name}");
        assert_eq!(told.outcome, *outcome, "{name}");
        let order: Vec<_> = told.steps.iter().map(|step| step.edit).collect();
        assert_eq!(order, Edit::ALL, "{name}");
        let denied = told
            .steps
            .iter()
            .any(|step| step.verdict == Verdict::Denied);
        for step in &told.steps {
            assert!(
                step.finding.ends_with('.') || step.finding.ends_with(')'),
                "{name}: {}",
                step.finding
            );
            let found = findings.iter().any(|found| found.edit == step.edit);
            let quiet = [Verdict::Passed, Verdict::NotApplicable].contains(&step.verdict);
            assert_eq!(found, !quiet, "{name}: {:?}", step.edit);
        }
        // What the steps took off is what was taken off, unless a denial took all.
        for line in lines {
            let cuts = told.steps.iter().flat_map(|step| &step.cuts);
            let cut = Money::sum(
                cuts.filter(|cut| cut.line == line.number)
                    .map(|cut| cut.amount),
            );
            let taken = if denied {
                Money::ZERO
            } else {
                line.billed.less(line.allowed)
            };
            assert_eq!(cut, Some(taken), "{name}");
        }
        assert_eq!(findings.is_empty(), told.what_to_do.is_empty(), "{name}");
    }
}

#[test]
fn the_claims_of_the_tables_meet_every_finding_that_there_is_and_no_other() {
    let mut met = BTreeSet::new();
    for (name, setup, _, _) in adjudications::TABLE.iter().chain(flat::TABLE) {
        let (events, _) = events(*setup);
        let ClaimEvent::ClaimAdjudicated { findings, .. } = &events[1] else {
            panic!("{name}");
        };
        met.extend(findings.iter().map(|found| (found.edit, found.carc)));
    }
    assert_eq!(met, FINDINGS.iter().copied().collect());
}

#[test]
fn a_cap_is_explained_with_what_was_left_of_it() {
    let told = explained(|_, facts| client(facts).used_administration = money("2200"));
    let cap = step(&told, Edit::AdministrationCap);
    assert_eq!(cap.verdict, Verdict::Adjusted);
    let inputs: Vec<_> = cap
        .inputs
        .iter()
        .map(|input| input.value.as_str())
        .collect();
    assert_eq!(inputs, ["$2,400.00 of $6,000.00", "$2,200.00", "$200.00"]);
    assert!(
        cap.finding
            .starts_with("No: $100.00 of line 1 was taken off. "),
        "{}",
        cap.finding
    );
    assert_eq!(
        told.summary,
        "Of the $800.00 billed, $100.00 was taken off and $700.00 is payable."
    );
    assert_eq!(
        told.standing,
        "$700.00 is reserved for it. An officer of the programme approves or denies it next."
    );
}

#[test]
fn the_first_rule_that_denies_decides_and_the_others_are_noted() {
    let told = explained(|_, facts| {
        client(facts).coverage = Coverage::Before;
        client(facts).content_claimed = true;
        facts.rules.filing_limit_days = Some(1);
    });
    assert_eq!(step(&told, Edit::Timely).verdict, Verdict::Denied);
    assert_eq!(step(&told, Edit::Duplicate).verdict, Verdict::Noted);
    assert_eq!(step(&told, Edit::EligibilityMonth).verdict, Verdict::Noted);
    assert!(told.summary.contains("(reason 29)"), "{}", told.summary);
    assert_eq!(told.what_to_do.len(), 1);
}

#[test]
fn a_claim_that_is_paid_in_part_names_the_one_that_waits() {
    let told = explained(|_, facts| {
        facts.available = money("650");
        facts.remainder = Some(ClaimId::parse("TV-1:2019-05-0001-R").unwrap());
    });
    assert_eq!(
        told.summary,
        "Of the $800.00 billed, $150.00 waits for funds as claim TV-1:2019-05-0001-R and $650.00 is payable."
    );
}

#[test]
fn a_claim_decided_before_grounds_were_kept_is_explained_by_its_findings() {
    let (mut events, rules) = events(|_, facts| client(facts).used_administration = money("2200"));
    let ClaimEvent::ClaimAdjudicated { grounds, .. } = &mut events[1] else {
        panic!("{events:?}");
    };
    *grounds = None;
    let told = explain(&events[..2], &rules).unwrap();
    assert!(!told.complete);
    assert!(told.steps.iter().all(|step| step.inputs.is_empty()));
    let edits: Vec<_> = told.steps.iter().map(|step| step.edit).collect();
    assert_eq!(edits, [Edit::AdministrationCap]);
    assert!(told.summary.starts_with("Of the $800.00 billed"));
}

#[test]
fn grounds_are_stored_and_read_back() {
    for (name, setup, _, _) in adjudications::TABLE.iter().chain(flat::TABLE) {
        let (events, _) = events(*setup);
        for event in events {
            let stored = serde_json::to_string(&event).unwrap();
            assert!(stored.len() < 8_000, "{name}: {}", stored.len());
            assert_eq!(
                ClaimEvent::parse(event.name(), &stored).unwrap(),
                event,
                "{name}"
            );
        }
    }
}
