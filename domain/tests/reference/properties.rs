//! Random histories, given to both.

use std::collections::{BTreeMap, BTreeSet};

use almoner_domain::{claim::ClaimEvent, ledger::Event};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};

use crate::history::{Play, any_history};

/// As many histories as fit into some seconds, unless the environment names another number.
fn config() -> ProptestConfig {
    let config = ProptestConfig::default();
    let cases = std::env::var("PROPTEST_CASES").map_or(160, |_| config.cases);
    ProptestConfig {
        cases,
        max_shrink_iters: 4000,
        failure_persistence: None,
        ..config
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_ledger_agrees_with_the_second_model_after_every_step((world, steps) in any_history(60)) {
        Play::whole(&world, &steps);
    }
}

/// The histories are worth playing: they reach every code and event that the model decides.
#[test]
fn random_histories_reach_what_they_are_meant_to_reach() {
    let mut runner = TestRunner::deterministic();
    let mut codes: BTreeMap<u16, u32> = BTreeMap::new();
    let mut happened = BTreeSet::new();
    for _ in 0..60 {
        let (world, steps) = any_history(60)
            .new_tree(&mut runner)
            .expect("a history")
            .current();
        let play = Play::whole(&world, &steps);
        for recorded in play.pair.ledger.history() {
            happened.insert(recorded.event.event_type());
            let Event::Claim(ClaimEvent::ClaimAdjudicated { lines, .. }) = &recorded.event else {
                continue;
            };
            for taken in lines.iter().flat_map(|line| &line.adjustments) {
                *codes.entry(taken.carc.number()).or_default() += 1;
            }
        }
    }
    for code in [16, 18, 22, 26, 27, 29, 31, 45, 96, 97, 109, 119] {
        assert!(codes.contains_key(&code), "{code} was never met: {codes:?}");
    }
    for event in [
        "ClaimReleased",
        "ClaimDenied",
        "ClaimPaid",
        "ClaimReadjudicated",
        "ClaimTurnedDown",
        "ReceivableRaised",
        "ClientTransferred",
        "SubAwardObligationLowered",
    ] {
        assert!(happened.contains(event), "{event} never happened");
    }
}
