//! One role a command, and another organization's things answer as what does not exist.

use std::collections::BTreeMap;

use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};

use super::code;
use crate::{
    client::ClosingReason,
    ledger::{
        CloseClient, Command, LowerSubAward, RecordClientErasure, Role, SuspendSubAward,
        TransferClient,
        testing::{
            ASSISTANCE_PRIME, CLIENTS, REGIONAL, REGIONAL_PRIME, SUB_AWARDEES, Scenario,
            any_commands, claim, client, context, day, direct_cost, enrol, execute, money, reason,
            regional_award, register, sub_award,
        },
    },
    programme::catalogue,
    region::State,
};

/// Who gives which command: the table of roles, spelled out once more.
const TABLE: &[(&str, &[&str])] = &[
    (
        "officer",
        &[
            "PublishProgramme",
            "PublishRuleSet",
            "RegisterOrganization",
            "ExcludeOrganization",
            "ReinstateOrganization",
            "IssueAward",
            "SupplementAward",
            "ReduceAward",
            "ExtendAward",
            "SuspendAward",
            "ResumeAward",
            "CloseAward",
            "WaiveSubAwardShare",
            "SetPaymentMethod",
            "SetProgramIncomeMethod",
            "ContinueAward",
            "AdministerAward",
            "TerminateAward",
            "SetIndirectRate",
            "DisallowCost",
            "ApproveClaim",
            "DenyClaim",
            "ReconsiderClaim",
            "ReleaseClaims",
            "ReadjudicateClaims",
            "ReportMeasure",
            "AttestGrassroots",
            "WithdrawGrassroots",
            "ApproveFixedAmount",
            "RecordFinding",
            "ResolveFinding",
            "BeginPeriodClose",
            "ApprovePeriodClose",
            "WithdrawPeriodClose",
            "PlaceClientHold",
            "LiftClientHold",
            "RequestClientErasure",
            "WithdrawClientErasure",
            "ApproveClientErasure",
            "RecordClientErasure",
        ],
    ),
    (
        "grantee",
        &[
            "RecordDirectCost",
            "ReverseCost",
            "DrawFunds",
            "LiquidateAdvance",
            "ReturnFunds",
            "RecordInterest",
            "RemitInterest",
            "RecordMatch",
            "ReverseMatch",
            "RecordProgramIncome",
            "ExpendProgramIncome",
            "ReverseProgramIncome",
            "ExecuteSubAward",
            "RaiseSubAward",
            "LowerSubAward",
            "ExtendSubAward",
            "SuspendSubAward",
            "ResumeSubAward",
            "CloseSubAward",
            "TransferClient",
            "ExtendInterimAssistance",
            "RefundReceivable",
            "PreparePayment",
            "AuthorisePayment",
            "ConfirmPayment",
            "ReportAwardMeasure",
            "StateSubAwardTerms",
            "AssessRisk",
            "PlanMonitoring",
            "PerformMonitoring",
            "RecheckExclusion",
            "StateFederalExpenditures",
            "AcceptAuditReport",
            "DecideAuditFindings",
            "RecordMonitoringFinding",
            "ResolveMonitoringFinding",
            "FileSubAwardReport",
            "FileFinancialReport",
        ],
    ),
    (
        "subawardee",
        &[
            "EnrolClient",
            "ChangeClientPhase",
            "RecordLetter",
            "AddFamilyMember",
            "RemoveFamilyMember",
            "CloseClient",
            "ReopenClient",
            "RecordCaseReference",
            "SubmitClaim",
            "VoidClaim",
            "ReplaceClaim",
            "ReportSubAwardMeasure",
        ],
    ),
    ("admin", &["RotateSigningKey"]),
];

/// A command of every name.
fn one_of_each() -> BTreeMap<&'static str, Command> {
    let mut runner = TestRunner::deterministic();
    let random = (0..100).flat_map(|_| {
        let commands = any_commands(100).new_tree(&mut runner).unwrap().current();
        commands.into_iter().map(|(_, command)| command)
    });
    let programme = catalogue::programmes(day("2006-09-01")).remove(0);
    let rules = catalogue::demo_rule_sets().remove(0);
    let founding: [Command; 5] = [
        programme.into(),
        rules.into(),
        register("another", true).into(),
        regional_award().into(),
        RecordClientErasure {
            client: client(CLIENTS[0]),
            key: None,
        }
        .into(),
    ];
    founding
        .into_iter()
        .chain(random)
        .map(|command| (command.name(), command))
        .collect()
}

#[test]
fn a_role_gives_its_own_commands_and_the_others_are_told_whose_it_is() {
    let commands = one_of_each();
    let missing: Vec<_> = Command::NAMES
        .iter()
        .filter(|name| !commands.contains_key(*name))
        .collect();
    assert!(missing.is_empty(), "no command of {missing:?}");
    for (name, command) in commands {
        let (may, _) = TABLE
            .iter()
            .find(|(_, names)| names.contains(&name))
            .unwrap();
        for role in Role::ALL {
            let asked = context(role, REGIONAL_PRIME, "person-1");
            let answer = Scenario::default().ledger.submit(&asked, &command);
            let code = answer.err().map(|refusal| refusal.code);
            assert_eq!(
                code == Some("FORBIDDEN"),
                role.as_str() != *may,
                "{name} {role:?}"
            );
        }
    }
}

#[test]
fn a_refusal_for_the_role_names_the_role_that_may() {
    let asked = context(Role::Auditor, "otip", "person-1");
    let refusal = Scenario::default()
        .ledger
        .submit(&asked, &direct_cost(REGIONAL, "a", "1").into())
        .unwrap_err();
    assert_eq!(
        refusal.message,
        "RecordDirectCost is for the role grantee; you asked as auditor"
    );
}

/// The same question about a thing of another organization and about one that does not exist.
fn answers_alike(
    of: &str,
    foreign: impl Into<Command>,
    absent: impl Into<Command>,
    ids: [&str; 2],
) {
    let mut scenario = Scenario::serving();
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
fn a_foreign_case_answers_as_an_absent_one() {
    let absent = "C-0000000000000999";
    let close = |code| CloseClient {
        client: client(code),
        reason: ClosingReason::LostContact,
        effective_on: day("2019-06-01"),
    };
    let transfer = |code| TransferClient {
        client: client(code),
        to_sub_award: sub_award("RR-1"),
        state: State::CO,
        effective_on: day("2019-06-01"),
    };
    let ids = [CLIENTS[0], absent];
    answers_alike(SUB_AWARDEES[1], close(CLIENTS[0]), close(absent), ids);
    answers_alike(REGIONAL_PRIME, transfer(CLIENTS[0]), transfer(absent), ids);
    let to = |id| TransferClient {
        to_sub_award: sub_award(id),
        ..transfer(CLIENTS[0])
    };
    answers_alike(ASSISTANCE_PRIME, to("RR-1"), to("RR-9"), ["RR-1", "RR-9"]);
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
