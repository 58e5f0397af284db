//! Given/when/then: a guard each, and the order of guards.

use chrono::NaiveDate;
use cqrs_es::test::TestFramework;

use super::*;
use crate::{
    id::{ClaimId, OrganizationId, PaymentId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    ledger::{
        CloseSubAward, ExecuteSubAward, ExtendSubAward, LowerSubAward, RaiseSubAward,
        ResumeSubAward, SuspendSubAward,
    },
    money::Money,
    period::{Month, Period},
    region::{Region, State},
    text::{Reason, Title},
};

type SubAwards = TestFramework<SubAward>;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn money(text: &str) -> Money {
    Money::parse(text).unwrap()
}

fn id() -> SubAwardId {
    SubAwardId::parse("TV-1").unwrap()
}

fn fain() -> Fain {
    Fain::parse("90ZV9921").unwrap()
}

fn tvap() -> ProgrammeCode {
    ProgrammeCode::parse("TVAP").unwrap()
}

fn organization(text: &str) -> OrganizationId {
    OrganizationId::parse(text).unwrap()
}

fn reason() -> Reason {
    Reason::parse("A reason").unwrap()
}

fn received_on() -> NaiveDate {
    day("2019-06-30")
}

fn award_period() -> Period {
    Period::try_new(day("2018-09-30"), day("2019-09-29")).unwrap()
}

fn input() -> ExecuteSubAward {
    ExecuteSubAward {
        sub_award: id(),
        award: fain(),
        sub_awardee: organization("mesa-house"),
        instrument: SubAwardInstrument::SubAward,
        purpose: Title::parse("Case management").unwrap(),
        states: vec![State::CO],
        amount: money("1000"),
        period: Period::try_new(day("2018-10-01"), day("2019-08-31")).unwrap(),
        effective_on: day("2018-10-01"),
    }
}

fn facts() -> ExecutionFacts {
    ExecutionFacts {
        programme: tvap(),
        grantee: organization("uscri"),
        award_period: award_period(),
        award_regions: vec![Region::try_from(8).unwrap()],
        sub_awardee_excluded: false,
        sub_awardee_grassroots: true,
        received_on: received_on(),
    }
}

fn execute(input: ExecuteSubAward) -> SubAwardCommand {
    SubAwardCommand::Execute {
        input,
        facts: facts(),
    }
}

fn executed() -> SubAwardEvent {
    let input = input();
    SubAwardEvent::SubAwardExecuted {
        sub_award: id(),
        award: fain(),
        programme: tvap(),
        grantee: organization("uscri"),
        sub_awardee: input.sub_awardee,
        instrument: input.instrument,
        qualified: true,
        purpose: input.purpose,
        states: input.states,
        amount: input.amount,
        period: input.period,
        effective_on: input.effective_on,
    }
}

fn suspended() -> SubAwardEvent {
    SubAwardEvent::SubAwardSuspended {
        sub_award: id(),
        reason: reason(),
        effective_on: day("2019-01-01"),
    }
}

fn closed() -> SubAwardEvent {
    SubAwardEvent::SubAwardClosed {
        sub_award: id(),
        effective_on: day("2019-06-01"),
    }
}

fn modification() -> ModificationFacts {
    ModificationFacts {
        award_period: award_period(),
        sub_awardee_excluded: false,
        received_on: received_on(),
    }
}

fn raise(amount: &str, on: &str) -> SubAwardCommand {
    SubAwardCommand::Raise {
        input: RaiseSubAward {
            sub_award: id(),
            amount: money(amount),
            reason: reason(),
            effective_on: day(on),
        },
        facts: modification(),
    }
}

fn lower(amount: &str, on: &str) -> SubAwardCommand {
    SubAwardCommand::Lower {
        input: LowerSubAward {
            sub_award: id(),
            amount: money(amount),
            reason: reason(),
            effective_on: day(on),
        },
        received_on: received_on(),
    }
}

fn extend(ends_on: &str, on: &str) -> SubAwardCommand {
    SubAwardCommand::Extend {
        input: ExtendSubAward {
            sub_award: id(),
            ends_on: day(ends_on),
            reason: reason(),
            effective_on: day(on),
        },
        facts: modification(),
    }
}

fn suspend(on: &str) -> SubAwardCommand {
    SubAwardCommand::Suspend {
        input: SuspendSubAward {
            sub_award: id(),
            reason: reason(),
            effective_on: day(on),
        },
        received_on: received_on(),
    }
}

fn resume(on: &str) -> SubAwardCommand {
    SubAwardCommand::Resume {
        input: ResumeSubAward {
            sub_award: id(),
            reason: reason(),
            effective_on: day(on),
        },
        received_on: received_on(),
    }
}

fn close(on: &str) -> SubAwardCommand {
    SubAwardCommand::Close {
        input: CloseSubAward {
            sub_award: id(),
            effective_on: day(on),
        },
        received_on: received_on(),
    }
}

fn claim(number: &str) -> ClaimId {
    ClaimId::parse(&format!("TV-1:{number}")).unwrap()
}

macro_rules! fund {
    ($name:ident $variant:ident) => {
        fn $name(number: &str, amount: &str) -> SubAwardCommand {
            SubAwardCommand::$variant {
                claim: claim(number),
                amount: money(amount),
                effective_on: day("2019-03-01"),
            }
        }
    };
}
fund!(reserve Reserve);
fund!(release Release);
fund!(accrue Accrue);
fund!(unpend Unpend);

fn pend(number: &str, amount: &str) -> SubAwardCommand {
    pend_for(number, amount, None)
}

fn pend_for(number: &str, amount: &str, month: Option<&str>) -> SubAwardCommand {
    SubAwardCommand::Pend {
        claim: claim(number),
        amount: money(amount),
        service_month: month.map(|month| Month::parse(month).unwrap()),
        effective_on: day("2019-03-01"),
    }
}

fn pay(number: &str, amount: &str) -> SubAwardCommand {
    SubAwardCommand::Pay {
        claim: claim(number),
        payment: PaymentId::parse("P-1").unwrap(),
        amount: money(amount),
        effective_on: day("2019-03-01"),
    }
}

/// The events of an execution and of commands after it, all accepted.
fn history(commands: &[SubAwardCommand]) -> Vec<SubAwardEvent> {
    let mut events = vec![executed()];
    for command in commands {
        events.extend(then(&events, command).unwrap());
    }
    events
}

fn folded(given: &[SubAwardEvent]) -> SubAward {
    let mut sub_award = SubAward::default();
    for event in given {
        sub_award.evolve(event);
    }
    sub_award
}

fn then(
    given: &[SubAwardEvent],
    command: &SubAwardCommand,
) -> Result<Vec<SubAwardEvent>, SubAwardError> {
    folded(given).decide(command)
}

fn refused(given: &[SubAwardEvent], command: &SubAwardCommand) -> &'static str {
    then(given, command).unwrap_err().code()
}

fn yields(given: Vec<SubAwardEvent>, command: SubAwardCommand, events: Vec<SubAwardEvent>) {
    SubAwards::with(())
        .given(given)
        .when(command)
        .then_expect_events(events);
}

#[test]
fn a_sub_award_is_executed_once() {
    yields(vec![], execute(input()), vec![executed()]);
    yields(vec![executed()], execute(input()), vec![]);
    yields(vec![executed(), closed()], execute(input()), vec![]);
    let extended = history(&[extend("2019-09-29", "2019-01-01")]);
    yields(extended, execute(input()), vec![]);
    let other = ExecuteSubAward {
        amount: money("1001"),
        ..input()
    };
    assert_eq!(
        refused(&[executed()], &execute(other)),
        "SUB_AWARD_ALREADY_EXECUTED"
    );
}

#[test]
fn each_guard_of_execution_refuses_with_its_code_and_field() {
    let within = |starts_on: &str, ends_on: &str| Period {
        starts_on: day(starts_on),
        ends_on: day(ends_on),
    };
    for (input, code, field) in [
        (
            ExecuteSubAward {
                sub_awardee: organization("uscri"),
                ..input()
            },
            "SUB_AWARD_TO_GRANTEE",
            "subAwardee",
        ),
        (
            ExecuteSubAward {
                states: vec![],
                ..input()
            },
            "STATES_MISSING",
            "states",
        ),
        (
            ExecuteSubAward {
                states: vec![State::CO, State::TX],
                ..input()
            },
            "SUB_AWARD_OUTSIDE_REGION",
            "states",
        ),
        (
            ExecuteSubAward {
                period: within("2019-02-01", "2019-01-31"),
                ..input()
            },
            "PERIOD_ENDS_BEFORE_START",
            "period",
        ),
        (
            ExecuteSubAward {
                period: within("2018-10-01", "2019-09-30"),
                ..input()
            },
            "SUB_AWARD_OUTSIDE_PERIOD",
            "period",
        ),
        (
            ExecuteSubAward {
                period: within("2018-09-29", "2019-09-29"),
                ..input()
            },
            "SUB_AWARD_OUTSIDE_PERIOD",
            "period",
        ),
        (
            ExecuteSubAward {
                effective_on: day("2019-07-01"),
                ..input()
            },
            "EFFECTIVE_ON_IN_FUTURE",
            "effectiveOn",
        ),
        (
            ExecuteSubAward {
                effective_on: day("2018-09-29"),
                ..input()
            },
            "EFFECTIVE_ON_TOO_EARLY",
            "effectiveOn",
        ),
        (
            ExecuteSubAward {
                amount: money("0"),
                ..input()
            },
            "AMOUNT_NOT_POSITIVE",
            "amount",
        ),
    ] {
        let error = then(&[], &execute(input)).unwrap_err();
        assert_eq!((error.code(), error.field()), (code, Some(field)));
    }
    let excluded = SubAwardCommand::Execute {
        input: input(),
        facts: ExecutionFacts {
            sub_awardee_excluded: true,
            ..facts()
        },
    };
    assert_eq!(refused(&[], &excluded), "ORGANIZATION_EXCLUDED");
}

#[test]
fn an_award_without_regions_serves_the_whole_country() {
    let anywhere = SubAwardCommand::Execute {
        input: ExecuteSubAward {
            states: vec![State::NY, State::GU],
            ..input()
        },
        facts: ExecutionFacts {
            award_regions: vec![],
            ..facts()
        },
    };
    assert_eq!(then(&[], &anywhere).unwrap().len(), 1);
}

#[test]
fn an_obligation_after_the_award_ended_is_too_late() {
    let late = SubAwardCommand::Execute {
        input: ExecuteSubAward {
            effective_on: day("2019-09-30"),
            ..input()
        },
        facts: ExecutionFacts {
            received_on: day("2019-12-31"),
            ..facts()
        },
    };
    assert_eq!(refused(&[], &late), "EFFECTIVE_ON_TOO_LATE");
}

#[test]
fn only_a_sub_award_to_a_grassroots_organization_is_qualified() {
    for (instrument, grassroots, expected) in [
        (SubAwardInstrument::SubAward, true, true),
        (SubAwardInstrument::SubAward, false, false),
        (SubAwardInstrument::Procurement, true, false),
        (SubAwardInstrument::Procurement, false, false),
    ] {
        assert_eq!(qualified(instrument, grassroots), expected);
    }
}

#[test]
fn an_obligation_is_raised_and_lowered() {
    let changed = history(&[raise("500", "2019-01-15"), lower("1500", "2019-01-16")]);
    let funds = folded(&changed).funds();
    assert_eq!(funds, Funds::default());
    for (given, command, code) in [
        (vec![], raise("1", "2019-01-15"), "UNKNOWN_SUB_AWARD"),
        (
            vec![executed(), suspended()],
            raise("1", "2019-01-15"),
            "SUB_AWARD_SUSPENDED",
        ),
        (
            vec![executed(), closed()],
            raise("1", "2019-01-15"),
            "SUB_AWARD_CLOSED",
        ),
        (
            vec![executed()],
            raise("1", "2019-07-01"),
            "EFFECTIVE_ON_IN_FUTURE",
        ),
        (
            vec![executed()],
            raise("1", "2018-09-30"),
            "EFFECTIVE_ON_TOO_EARLY",
        ),
        (
            vec![executed()],
            raise("0", "2019-01-15"),
            "AMOUNT_NOT_POSITIVE",
        ),
        (
            vec![executed()],
            raise("9999999999999", "2019-01-15"),
            "AMOUNT_OUT_OF_RANGE",
        ),
        (vec![], lower("1", "2019-01-15"), "UNKNOWN_SUB_AWARD"),
        (
            vec![executed(), closed()],
            lower("1", "2019-01-15"),
            "SUB_AWARD_CLOSED",
        ),
        (
            vec![executed()],
            lower("1", "2019-07-01"),
            "EFFECTIVE_ON_IN_FUTURE",
        ),
        (
            vec![executed()],
            lower("1", "2018-09-30"),
            "EFFECTIVE_ON_TOO_EARLY",
        ),
        (
            vec![executed()],
            lower("-1", "2019-01-15"),
            "AMOUNT_NOT_POSITIVE",
        ),
        (
            vec![executed()],
            lower("1000.01", "2019-01-15"),
            "DEOBLIGATION_OVER_UNLIQUIDATED",
        ),
    ] {
        assert_eq!(refused(&given, &command), code, "{command:?}");
    }
    assert!(then(&[executed(), suspended()], &lower("1", "2019-01-15")).is_ok());
}

#[test]
fn what_a_claim_has_taken_up_is_not_deobligated() {
    let given = history(&[reserve("1", "600"), accrue("1", "200"), pay("1", "100")]);
    assert_eq!(
        refused(&given, &lower("400.01", "2019-03-02")),
        "DEOBLIGATION_OVER_UNLIQUIDATED"
    );
    assert!(then(&given, &lower("400", "2019-03-02")).is_ok());
}

#[test]
fn an_extension_ends_later_and_within_the_award() {
    for (command, code) in [
        (extend("2019-08-31", "2019-01-01"), "END_NOT_LATER"),
        (
            extend("2019-09-30", "2019-01-01"),
            "SUB_AWARD_OUTSIDE_PERIOD",
        ),
        (extend("2019-09-29", "2019-07-01"), "EFFECTIVE_ON_IN_FUTURE"),
        (extend("2019-09-29", "2018-09-30"), "EFFECTIVE_ON_TOO_EARLY"),
    ] {
        assert_eq!(refused(&[executed()], &command), code);
    }
    let given = history(&[extend("2019-09-29", "2019-01-01")]);
    assert_eq!(
        folded(&given).terms().unwrap().period.ends_on,
        day("2019-09-29")
    );
    let excluded = SubAwardCommand::Extend {
        input: ExtendSubAward {
            sub_award: id(),
            ends_on: day("2019-09-29"),
            reason: reason(),
            effective_on: day("2019-01-01"),
        },
        facts: ModificationFacts {
            sub_awardee_excluded: true,
            ..modification()
        },
    };
    assert_eq!(refused(&[executed()], &excluded), "ORGANIZATION_EXCLUDED");
}

#[test]
fn a_sub_award_is_suspended_and_resumed() {
    yields(vec![executed()], suspend("2019-01-01"), vec![suspended()]);
    yields(vec![executed(), suspended()], suspend("2019-01-01"), vec![]);
    for (given, command, code) in [
        (
            vec![executed(), suspended()],
            suspend("2019-01-02"),
            "SUB_AWARD_SUSPENDED",
        ),
        (
            vec![executed()],
            suspend("2019-07-01"),
            "EFFECTIVE_ON_IN_FUTURE",
        ),
        (
            vec![executed()],
            resume("2019-01-02"),
            "SUB_AWARD_NOT_SUSPENDED",
        ),
        (
            vec![executed(), suspended()],
            resume("2018-12-31"),
            "EFFECTIVE_ON_TOO_EARLY",
        ),
        (
            vec![executed(), closed()],
            resume("2019-06-02"),
            "SUB_AWARD_CLOSED",
        ),
        (vec![], resume("2019-01-02"), "UNKNOWN_SUB_AWARD"),
    ] {
        assert_eq!(refused(&given, &command), code, "{command:?}");
    }
    let resumed = history(&[suspend("2019-01-01"), resume("2019-02-01")]);
    assert!(folded(&resumed).is_active());
}

#[test]
fn closing_deobligates_what_is_available() {
    let given = history(&[reserve("1", "600"), accrue("1", "600"), pay("1", "600")]);
    let lowered = SubAwardEvent::SubAwardObligationLowered {
        sub_award: id(),
        award: fain(),
        programme: tvap(),
        amount: money("400"),
        obligated: money("600"),
        reason: Reason::parse("De-obligated at closing").unwrap(),
        effective_on: day("2019-06-01"),
    };
    yields(given, close("2019-06-01"), vec![lowered, closed()]);
    let empty = history(&[lower("1000", "2019-01-01")]);
    yields(empty, close("2019-06-01"), vec![closed()]);
    yields(vec![executed(), closed()], close("2019-06-01"), vec![]);
    assert_eq!(
        refused(&[executed(), closed()], &close("2019-06-02")),
        "SUB_AWARD_CLOSED"
    );
    assert_eq!(
        refused(&[executed()], &close("2019-07-01")),
        "EFFECTIVE_ON_IN_FUTURE"
    );
    assert_eq!(
        refused(&[executed()], &close("2018-09-30")),
        "EFFECTIVE_ON_TOO_EARLY"
    );
    assert_eq!(refused(&[], &close("2019-06-01")), "UNKNOWN_SUB_AWARD");
}

#[test]
fn open_claims_keep_a_sub_award_open() {
    for commands in [
        vec![reserve("1", "1")],
        vec![reserve("1", "1"), accrue("1", "1")],
        vec![pend("1", "1")],
    ] {
        assert_eq!(
            refused(&history(&commands), &close("2019-06-01")),
            "SUB_AWARD_HAS_OPEN_CLAIMS"
        );
    }
}

#[test]
fn funds_move_from_available_to_paid_and_never_past_what_is_there() {
    let given = history(&[
        reserve("1", "600"),
        reserve("2", "400"),
        release("2", "400"),
        accrue("1", "600"),
        pay("1", "250"),
    ]);
    let funds = folded(&given).funds();
    assert_eq!(
        funds,
        Funds {
            obligated: money("1000"),
            available: money("400"),
            reserved: money("0"),
            accrued: money("350"),
            paid: money("250"),
            ..Funds::default()
        }
    );
    for (command, code) in [
        (reserve("3", "400.01"), "SUB_AWARD_EXHAUSTED"),
        (reserve("3", "0"), "AMOUNT_NOT_POSITIVE"),
        (release("3", "0.01"), "FUNDS_OVER_RESERVED"),
        (accrue("3", "0.01"), "FUNDS_OVER_RESERVED"),
        (pay("3", "350.01"), "FUNDS_OVER_ACCRUED"),
        (unpend("3", "1"), "CLAIM_NOT_PENDED"),
    ] {
        assert_eq!(refused(&given, &command), code, "{command:?}");
    }
}

#[test]
fn claims_wait_first_in_first() {
    let given = history(&[
        pend("1", "10"),
        pend("2", "20"),
        pend("3", "30"),
        unpend("2", "20"),
    ]);
    let sub_award = folded(&given);
    assert_eq!(sub_award.first_pended(), Some(&claim("1")));
    assert_eq!(sub_award.pended().count(), 2);
    assert_eq!(sub_award.funds().pended, money("40"));
    yields(given.clone(), pend("1", "10"), vec![]);
    assert_eq!(refused(&given, &pend("1", "11")), "CLAIM_ALREADY_PENDED");
    assert_eq!(refused(&given, &unpend("1", "9")), "CLAIM_NOT_PENDED");
    assert_eq!(
        refused(&given, &pend("4", "9999999999999.99")),
        "AMOUNT_OUT_OF_RANGE"
    );
}

#[test]
fn a_suspended_sub_award_reserves_nothing_but_settles_what_it_has() {
    let given = history(&[reserve("1", "600"), suspend("2019-01-01")]);
    assert_eq!(refused(&given, &reserve("2", "1")), "SUB_AWARD_SUSPENDED");
    for command in [release("1", "600"), accrue("1", "600"), pend("2", "1")] {
        assert!(then(&given, &command).is_ok(), "{command:?}");
    }
}

#[test]
fn funds_of_a_closed_or_an_absent_sub_award_do_not_move() {
    for command in [
        reserve("1", "1"),
        release("1", "1"),
        accrue("1", "1"),
        pay("1", "1"),
        pend("1", "1"),
        unpend("1", "1"),
    ] {
        assert_eq!(refused(&[], &command), "SUB_AWARD_NOT_EXECUTED");
        assert_eq!(
            refused(&[executed(), closed()], &command),
            "SUB_AWARD_CLOSED"
        );
    }
}

#[test]
fn guards_stand_in_order_phase_then_policy_then_money() {
    let wrong = raise("-1", "2019-07-01");
    assert_eq!(refused(&[], &wrong), "UNKNOWN_SUB_AWARD");
    assert_eq!(
        refused(&[executed(), suspended()], &wrong),
        "SUB_AWARD_SUSPENDED"
    );
    assert_eq!(refused(&[executed()], &wrong), "EFFECTIVE_ON_IN_FUTURE");
    let wrong = ExecuteSubAward {
        sub_awardee: organization("uscri"),
        states: vec![],
        amount: money("-1"),
        ..input()
    };
    assert_eq!(
        refused(&[executed()], &execute(wrong.clone())),
        "SUB_AWARD_ALREADY_EXECUTED"
    );
    assert_eq!(refused(&[], &execute(wrong)), "SUB_AWARD_TO_GRANTEE");
}

#[test]
fn claims_wait_by_month_of_service_where_the_rules_say_so() {
    let mut sub_award = SubAward::default();
    let waiting = [
        ("march", Some("2019-03")),
        ("january", Some("2019-01")),
        ("march-again", Some("2019-03")),
        ("february", Some("2019-02")),
    ];
    for event in history(&waiting.map(|(number, month)| pend_for(number, "10", month))) {
        sub_award.evolve(&event);
    }
    let order: Vec<_> = sub_award
        .pended()
        .map(|pended| pended.claim.as_str().to_owned())
        .collect();
    assert_eq!(
        order,
        [
            "TV-1:january",
            "TV-1:february",
            "TV-1:march",
            "TV-1:march-again"
        ]
    );
    let month = |text: &str| Some(Month::parse(text).unwrap());
    assert!(!sub_award.has_pended_before(month("2018-12")));
    assert!(sub_award.has_pended_before(month("2019-01")));
    assert!(sub_award.has_pended_before(None));
}
