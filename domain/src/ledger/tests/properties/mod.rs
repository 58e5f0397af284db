//! Whatever is asked, in whatever order: the identities hold after every step, and a refusal changes nothing.

mod ties;

use std::collections::BTreeSet;

use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};

use crate::ledger::{
    Command, Event,
    testing::{MemoryLedger, Scenario, any_commands},
};
use ties::{identities_hold, share_events_are_the_crossings};

/// The random commands reach what they are meant to reach: every command but a few rare ones is accepted somewhere.
#[test]
fn random_histories_accept_every_kind_of_command() {
    let mut runner = TestRunner::deterministic();
    let mut accepted = BTreeSet::new();
    let mut produced = BTreeSet::new();
    for _ in 0..1_600 {
        let mut ledger = Scenario::owing().ledger;
        let commands = any_commands(200).new_tree(&mut runner).unwrap().current();
        for (context, command) in commands {
            let Ok(decision) = ledger.submit(&context, &command) else {
                continue;
            };
            if decision.events.is_empty() {
                continue;
            }
            accepted.insert(command.name());
            produced.extend(decision.events.iter().map(|(_, event)| event.event_type()));
        }
    }
    let founded = [
        "PublishProgramme",
        "PublishRuleSet",
        "RegisterOrganization",
        "IssueAward",
        // These need more claims than one decision releases, or adjudicates again.
        "ReleaseClaims",
        "ReadjudicateClaims",
        // These wait for years.
        "RequestClientErasure",
        "WithdrawClientErasure",
        "ApproveClientErasure",
        "RecordClientErasure",
    ];
    for name in Command::NAMES.iter().filter(|name| !founded.contains(name)) {
        assert!(accepted.contains(name), "{name} was never accepted");
    }
    // What takes several people in a certain order stands in histories of its own, whose tests say what it does.
    let founding: BTreeSet<_> = [
        Scenario::owing(),
        super::late_facts::losses::signed(),
        super::late_facts::losses::waiting(),
        super::recovery::withheld(),
        super::cash::refunded(),
        super::cash::disallowed_late(),
        super::erasures::erased(),
        super::late_voids::adjusted(),
    ]
    .iter()
    .flat_map(|scenario| scenario.ledger.history())
    .map(|recorded| recorded.event.event_type())
    .collect();
    let rare = [
        // More claims than a decision releases, or adjudicates again.
        "ReleaseDeferred",
        "ReadjudicationDeferred",
        "ReadjudicationFinished",
    ];
    for (_, name, _) in Event::types() {
        assert!(
            produced.contains(name) || founding.contains(name) || rare.contains(&name),
            "{name} never happened"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_history_keeps_every_identity_and_a_refusal_changes_nothing(
        commands in any_commands(120)
    ) {
        let mut ledger = Scenario::owing().ledger;
        for (context, command) in commands {
            let before = ledger.clone();
            if let Ok(decision) = ledger.submit(&context, &command) {
                if !decision.events.is_empty() {
                    identities_hold(&ledger);
                    super::tied::claims_tie(&ledger);
                }
            } else {
                prop_assert_eq!(before.history(), ledger.history());
                for stream in streams(&before) {
                    prop_assert_eq!(
                        before.books().snapshot(&stream),
                        ledger.books().snapshot(&stream)
                    );
                }
            }
        }
        share_events_are_the_crossings(&ledger);
        let refolded = ledger.refolded();
        for stream in streams(&ledger) {
            prop_assert_eq!(refolded.snapshot(&stream), ledger.books().snapshot(&stream));
        }
    }

    #[test]
    fn the_same_command_again_is_no_event_or_a_refusal_or_a_new_action(
        commands in any_commands(60)
    ) {
        // What has a natural key (an id, a number) is never done twice.
        let mut ledger = Scenario::owing().ledger;
        for (context, command) in commands {
            if ledger.submit(&context, &command).is_err() {
                continue;
            }
            let again = ledger.clone().submit(&context, &command);
            let keyed = !["RaiseSubAward", "LowerSubAward"].contains(&command.name());
            if let Ok(decision) = again {
                prop_assert!(!keyed || decision.events.is_empty(), "{}", command.name());
            }
        }
    }
}

fn streams(ledger: &MemoryLedger) -> Vec<crate::ledger::StreamId> {
    let mut streams: Vec<_> = ledger
        .history()
        .iter()
        .map(|recorded| recorded.stream.clone())
        .collect();
    streams.sort();
    streams.dedup();
    streams
}
