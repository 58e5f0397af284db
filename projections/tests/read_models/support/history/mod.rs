//! Histories that the domain itself decided.

mod cases;
mod claims;
mod measures;
mod setting;

use almoner_domain::{
    client::ClosingReason,
    id::{ClaimId, ClientCode, CostId},
    ledger::{
        CloseAward, CloseClient, CloseSubAward, Command, DisallowCost, WaiveSubAwardShare,
        testing::{
            ASSISTANCE_PRIME, REGIONAL, REGIONAL_PRIME, Recorded, SUB_AWARDEES, Scenario,
            any_command, any_commands, claim, client, context, day, fain, giver, money, number,
            reason, sub_award,
        },
    },
    measure::DocumentDigest,
};
use chrono::NaiveDate;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::files::files;
use cases::{cases, child};
use claims::{claims, corrections, payments, pending};
use measures::measures;
use setting::{awards, signing_key, sub_awards};

/// A history in which every type of event occurs: awards, sub-awards, cases, claims of `clients` clients, payments,
/// closings; then random commands.
pub(crate) fn history(clients: u32, random: usize) -> Vec<Recorded> {
    let mut scenario = Scenario::founded();
    awards(&mut scenario);
    sub_awards(&mut scenario);
    cases(&mut scenario, clients);
    claims(&mut scenario, clients);
    pending(&mut scenario);
    payments(&mut scenario, clients);
    // The claims of the second and the third client are corrected.
    if clients > 2 {
        corrections(&mut scenario);
    }
    super::cash::cash(&mut scenario);
    measures(&mut scenario);
    files(&mut scenario);
    super::closes::closes(&mut scenario);
    super::erasures::served(&mut scenario);
    closings(&mut scenario);
    super::erasures::erased(&mut scenario);
    child(&mut scenario);
    if clients > 2 {
        super::late::late(&mut scenario);
    }
    signing_key(&mut scenario);
    let commands = any_commands(random.max(1))
        .new_tree(&mut TestRunner::deterministic())
        .unwrap()
        .current();
    for (context, command) in commands.into_iter().take(random) {
        drop(scenario.ledger.submit(&context, &command));
    }
    scenario.ledger.history().to_vec()
}

/// A random history of founded awards and four cases, whatever comes of it.
pub(crate) fn random_history(seed: u8, commands: usize) -> Vec<Recorded> {
    let mut scenario = Scenario::founded();
    cases(&mut scenario, 4);
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    for _ in 0..commands {
        let (context, command) = any_command().new_tree(&mut runner).unwrap().current();
        drop(scenario.ledger.submit(&context, &command));
    }
    scenario.ledger.history().to_vec()
}

/// The client of a number; the first four are the scenario's.
pub(crate) fn client_of(number: u32) -> ClientCode {
    client(&format!("C-{number:016}"))
}

/// The claim of a client for a month, under the first sub-award.
pub(crate) fn claim_of(number: u32, month: &str) -> ClaimId {
    ClaimId::parse(&format!("TV-1:{number}-{month}")).unwrap()
}

fn today() -> NaiveDate {
    day("2019-06-20")
}

/// Gives a command for whoever may give it; it must be accepted.
pub(super) fn give(scenario: &mut Scenario, command: impl Into<Command>) {
    let command = command.into();
    let givers = ["otip", REGIONAL_PRIME, ASSISTANCE_PRIME]
        .into_iter()
        .chain(SUB_AWARDEES);
    let mut refusals = Vec::new();
    for of in givers {
        match scenario.ledger.submit(&giver(&command, of), &command) {
            Ok(_) => return,
            Err(refusal) => refusals.push(format!("{of}: {refusal:?}")),
        }
    }
    panic!("{command:?}\n{}", refusals.join("\n"));
}

/// The child whose case goes through everything that may happen to one.
pub(crate) const CHILD: u32 = 9_001;

pub(super) fn document() -> DocumentDigest {
    DocumentDigest::parse(&"0a".repeat(32)).unwrap()
}

fn closings(scenario: &mut Scenario) {
    give(
        scenario,
        CloseClient {
            client: client_of(2),
            reason: ClosingReason::ServicesCompleted,
            effective_on: today(),
        },
    );
    for id in ["RR-1", "RR-2", "RR-3"] {
        give(
            scenario,
            CloseSubAward {
                sub_award: sub_award(id),
                effective_on: today(),
            },
        );
    }
    give(
        scenario,
        WaiveSubAwardShare {
            award: fain(REGIONAL),
            reason: reason("The sub-awardees found no staff"),
            effective_on: today(),
        },
    );
    give(
        scenario,
        CloseAward {
            award: fain(REGIONAL),
            effective_on: today(),
        },
    );
    // Nothing is left for the money after the close: it goes back.
    give(
        scenario,
        DisallowCost {
            award: fain(REGIONAL),
            cost: CostId::parse("late-cost").unwrap(),
            amount: money("2.50"),
            reason: reason("A test's reason"),
            effective_on: today(),
        },
    );
}
