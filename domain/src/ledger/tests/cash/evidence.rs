//! A document counts once.

use super::*;
use crate::{
    award::MatchKind,
    id::ContributionId,
    ledger::{
        IssueAward, RecordMatch, ReverseMatch,
        testing::{ASSISTANCE, outreach_award},
    },
    measure::DocumentDigest,
};

fn contribution(id: &str, amount: &str, document: &str) -> RecordMatch {
    RecordMatch {
        award: fain(OUTREACH),
        contribution: ContributionId::parse(id).unwrap(),
        kind: MatchKind::InKind,
        amount: money(amount),
        document: DocumentDigest::parse(&document.repeat(32)).unwrap(),
        paid_by_federal_funds: false,
        effective_on: day("2019-05-31"),
    }
}

/// Two awards of one prime, both with cost share.
fn two_awards() -> Scenario {
    let other = IssueAward {
        number: number("90ZV9912-01-00"),
        ..outreach_award()
    };
    Scenario::founded().given(other)
}

#[test]
fn a_document_counts_for_one_award_of_a_prime() {
    let first = contribution("M-1", "40", "aa");
    let second = RecordMatch {
        award: fain("90ZV9912"),
        ..contribution("M-7", "40", "aa")
    };
    let mut scenario = two_awards().given_by(ASSISTANCE_PRIME, first);
    assert_eq!(
        code(scenario.when_by(ASSISTANCE_PRIME, second.clone())),
        "MATCH_COUNTED_TWICE"
    );
    let cost = |id: &str, award: &str| crate::ledger::RecordDirectCost {
        document: Some(DocumentDigest::parse(&"aa".repeat(32)).unwrap()),
        ..direct_cost(award, id, "10")
    };
    assert_eq!(
        code(scenario.when_by(ASSISTANCE_PRIME, cost("c", "90ZV9912"))),
        "COST_EVIDENCE_IS_MATCH"
    );
    let freed = ReverseMatch {
        award: fain(OUTREACH),
        contribution: ContributionId::parse("M-1").unwrap(),
        reason: reason("It is the other project's"),
        effective_on: day("2019-06-21"),
    };
    assert_eq!(
        types(scenario.when_by(ASSISTANCE_PRIME, freed)),
        ["MatchReversed", "EvidenceFreed"]
    );
    assert_eq!(
        types(scenario.when_by(ASSISTANCE_PRIME, second.clone())),
        ["MatchRecorded", "EvidenceCounted"]
    );
    assert_eq!(types(scenario.when_by(ASSISTANCE_PRIME, second)), [""; 0]);
}

#[test]
fn a_cost_of_one_award_matches_nothing_of_another() {
    let cost = crate::ledger::RecordDirectCost {
        document: Some(DocumentDigest::parse(&"aa".repeat(32)).unwrap()),
        ..direct_cost("90ZV9912", "c", "10")
    };
    let mut scenario = two_awards().given_by(ASSISTANCE_PRIME, cost);
    assert_eq!(
        code(scenario.when_by(ASSISTANCE_PRIME, contribution("M-1", "40", "aa"))),
        "MATCH_EVIDENCE_IS_COST"
    );
    let shared = crate::ledger::RecordDirectCost {
        document: Some(DocumentDigest::parse(&"aa".repeat(32)).unwrap()),
        ..direct_cost(OUTREACH, "c", "10")
    };
    assert_eq!(
        types(scenario.when_by(ASSISTANCE_PRIME, shared)),
        ["DirectCostRecorded", "EvidenceCounted"]
    );
}

#[test]
fn a_contribution_counts_once_and_never_from_federal_money() {
    let mut scenario = Scenario::founded().given_by(
        ASSISTANCE_PRIME,
        crate::ledger::RecordDirectCost {
            document: Some(DocumentDigest::parse(&"cc".repeat(32)).unwrap()),
            ..direct_cost(OUTREACH, "c", "10")
        },
    );
    let first = contribution("M-1", "800", "aa");
    assert_eq!(
        types(scenario.when_by(ASSISTANCE_PRIME, first.clone())),
        ["MatchRecorded", "EvidenceCounted"]
    );
    assert_eq!(
        types(scenario.when_by(ASSISTANCE_PRIME, first.clone())),
        [""; 0]
    );
    for (asked, refused) in [
        (contribution("M-1", "801", "aa"), "MATCH_ALREADY_RECORDED"),
        (contribution("M-2", "1", "aa"), "MATCH_EVIDENCE_USED"),
        (contribution("M-2", "1", "cc"), "MATCH_EVIDENCE_IS_COST"),
        (contribution("M-2", "0", "bb"), "AMOUNT_NOT_POSITIVE"),
        (
            RecordMatch {
                paid_by_federal_funds: true,
                ..contribution("M-2", "1", "bb")
            },
            "MATCH_PAID_BY_FEDERAL_FUNDS",
        ),
        (
            RecordMatch {
                award: fain(ASSISTANCE),
                ..contribution("M-2", "1", "bb")
            },
            "MATCH_NOT_REQUIRED",
        ),
    ] {
        assert_eq!(code(scenario.when_by(ASSISTANCE_PRIME, asked)), refused);
    }
    let paid_with_it = crate::ledger::RecordDirectCost {
        document: Some(first.document.clone()),
        ..direct_cost(OUTREACH, "d", "10")
    };
    assert_eq!(
        code(scenario.when_by(ASSISTANCE_PRIME, paid_with_it)),
        "COST_EVIDENCE_IS_MATCH"
    );
    let reverse = ReverseMatch {
        award: fain(OUTREACH),
        contribution: first.contribution.clone(),
        reason: reason("Pledged, and not received"),
        effective_on: day("2019-06-20"),
    };
    let mut scenario = scenario.given_by(ASSISTANCE_PRIME, reverse.clone());
    assert_eq!(
        types(scenario.when_by(ASSISTANCE_PRIME, reverse.clone())),
        [""; 0]
    );
    assert_eq!(
        code(scenario.when_by(
            ASSISTANCE_PRIME,
            ReverseMatch {
                reason: reason("Another"),
                ..reverse
            }
        )),
        "MATCH_ALREADY_REVERSED"
    );
    // The document is free again; the id is not.
    assert_eq!(
        code(scenario.when_by(ASSISTANCE_PRIME, first)),
        "MATCH_ALREADY_RECORDED"
    );
    assert_eq!(
        types(scenario.when_by(ASSISTANCE_PRIME, contribution("M-2", "500", "aa"))),
        ["MatchRecorded", "EvidenceCounted"]
    );
}
