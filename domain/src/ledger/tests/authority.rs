//! One role a command, and another organization's things answer as what does not exist.

use super::code;
use crate::ledger::{
    Command, LowerSubAward, Role, SuspendSubAward,
    testing::{
        ASSISTANCE_PRIME, CLIENTS, REGIONAL, REGIONAL_PRIME, SUB_AWARDEES, Scenario, claim,
        context, day, direct_cost, enrol, execute, money, reason, regional_award, sub_award,
    },
};

#[test]
fn a_role_gives_its_own_commands_and_the_others_are_told_whose_it_is() {
    let mut scenario = Scenario::founded();
    let commands: [(Command, &str); 3] = [
        (regional_award().into(), "officer"),
        (direct_cost(REGIONAL, "a", "1").into(), "grantee"),
        (enrol(CLIENTS[0], "TV-1").into(), "subawardee"),
    ];
    for (command, may) in commands {
        for role in Role::ALL.into_iter().filter(|role| role.as_str() != may) {
            let asked = context(role, REGIONAL_PRIME, "person-1");
            let refusal = scenario.ledger.submit(&asked, &command).unwrap_err();
            assert_eq!(refusal.code, "FORBIDDEN");
            assert!(refusal.message.contains(may), "{}", refusal.message);
        }
    }
}

#[test]
fn auditors_and_admins_command_nothing() {
    for role in [Role::Auditor, Role::Admin] {
        let asked = context(role, "otip", "person-1");
        let refusal = Scenario::catalogued()
            .ledger
            .submit(&asked, &regional_award().into())
            .unwrap_err();
        assert_eq!(refusal.code, "FORBIDDEN");
    }
}

/// The same question about a thing of another organization and about one that does not exist.
fn answers_alike(
    of: &str,
    foreign: impl Into<Command>,
    absent: impl Into<Command>,
    ids: [&str; 2],
) {
    let mut scenario = Scenario::founded();
    let foreign = scenario.when_by(of, foreign).unwrap_err();
    let absent = scenario.when_by(of, absent).unwrap_err();
    assert_eq!((foreign.code, foreign.field), (absent.code, absent.field));
    assert_eq!(
        foreign.message.replace(ids[0], "ID"),
        absent.message.replace(ids[1], "ID")
    );
    assert!(foreign.code.starts_with("UNKNOWN_"), "{}", foreign.code);
}

#[test]
fn a_foreign_thing_answers_as_an_absent_one() {
    let stranger = ASSISTANCE_PRIME;
    answers_alike(
        stranger,
        direct_cost(REGIONAL, "a", "1"),
        direct_cost("90ZV9999", "a", "1"),
        [REGIONAL, "90ZV9999"],
    );
    answers_alike(
        stranger,
        execute("RR-9", REGIONAL, SUB_AWARDEES[0], "1"),
        execute("RR-9", "90ZV9999", SUB_AWARDEES[0], "1"),
        [REGIONAL, "90ZV9999"],
    );
    let suspend = |id| SuspendSubAward {
        sub_award: sub_award(id),
        reason: reason("Audit"),
        effective_on: day("2019-01-01"),
    };
    answers_alike(stranger, suspend("RR-1"), suspend("RR-9"), ["RR-1", "RR-9"]);
    answers_alike(
        SUB_AWARDEES[1],
        enrol(CLIENTS[0], "TV-1"),
        enrol(CLIENTS[0], "TV-9"),
        ["TV-1", "TV-9"],
    );
    answers_alike(
        SUB_AWARDEES[1],
        claim("TV-1", "1", CLIENTS[0], "2019-05"),
        claim("TV-9", "1", CLIENTS[0], "2019-05"),
        ["TV-1", "TV-9"],
    );
}

#[test]
fn authority_stands_before_every_other_guard() {
    // The amount is refused for the prime; a stranger is not told.
    let mut scenario = Scenario::founded();
    let negative = LowerSubAward {
        sub_award: sub_award("RR-1"),
        amount: money("-1"),
        reason: reason("Test"),
        effective_on: day("2019-01-01"),
    };
    assert_eq!(
        code(scenario.when_by(ASSISTANCE_PRIME, negative.clone())),
        "UNKNOWN_SUB_AWARD"
    );
    assert_eq!(
        code(scenario.when_by(REGIONAL_PRIME, negative)),
        "AMOUNT_NOT_POSITIVE"
    );
}
