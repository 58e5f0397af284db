//! Given/when/then: a guard each, and the order of guards.

use chrono::NaiveDate;
use cqrs_es::test::TestFramework;

use super::*;
use crate::{
    id::{ActorId, CostId, OrganizationId, ProgrammeCode, SubAwardId},
    identifier::{AssistanceListing, AwardNumber, Fain},
    ledger::{
        CloseAward, ExtendAward, IssueAward, RecordDirectCost, ReduceAward, ResumeAward,
        SupplementAward, SuspendAward, WaiveSubAwardShare,
    },
    money::Money,
    period::{EffectiveOnError, Period},
    programme::catalogue,
    rate::Rate,
    region::Region,
    text::{Label, Reason, Title},
};

type Awards = TestFramework<Award>;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn money(text: &str) -> Money {
    Money::parse(text).unwrap()
}

fn number(text: &str) -> AwardNumber {
    AwardNumber::parse(text).unwrap()
}

fn fain() -> Fain {
    Fain::parse("90ZV9901").unwrap()
}

fn rrr() -> ProgrammeCode {
    ProgrammeCode::parse("RRR").unwrap()
}

fn reason() -> Reason {
    Reason::parse("A reason").unwrap()
}

fn received_on() -> NaiveDate {
    day("2009-12-31")
}

fn input() -> IssueAward {
    IssueAward {
        number: number("90ZV9901-01-00"),
        programme: rrr(),
        notice: Label::parse("RRR-demo").unwrap(),
        grantee: OrganizationId::parse("colorado-legal-services").unwrap(),
        title: Title::parse("Rescue & Restore Regional").unwrap(),
        assistance_listing: AssistanceListing::parse("93.598").unwrap(),
        amount: money("825000"),
        federal_share: None,
        regions: vec![Region::try_from(8).unwrap()],
        project_period: Period::try_new(day("2008-02-15"), day("2011-02-14")).unwrap(),
        budget_period: Period::try_new(day("2008-02-15"), day("2009-02-14")).unwrap(),
        effective_on: day("2008-02-15"),
    }
}

fn facts() -> IssueFacts {
    IssueFacts {
        rule_set: 1,
        sub_award_share: catalogue::regional_rules().sub_award_share,
        grantee_excluded: false,
        received_on: received_on(),
    }
}

fn issue(input: IssueAward) -> AwardCommand {
    AwardCommand::Issue {
        input,
        facts: facts(),
    }
}

fn issued() -> AwardEvent {
    let input = input();
    AwardEvent::Notice(NoticeEvent::AwardIssued {
        award: fain(),
        number: input.number,
        programme: input.programme,
        notice: input.notice,
        rule_set: 1,
        sub_award_share: facts().sub_award_share,
        grantee: input.grantee,
        title: input.title,
        assistance_listing: input.assistance_listing,
        amount: input.amount,
        cost_share: None,
        regions: input.regions,
        project_period: input.project_period,
        budget_period: input.budget_period,
        effective_on: input.effective_on,
    })
}

fn suspended() -> AwardEvent {
    AwardEvent::Standing(StandingEvent::AwardSuspended {
        award: fain(),
        reason: reason(),
        effective_on: day("2009-01-01"),
    })
}

fn closed() -> AwardEvent {
    AwardEvent::Standing(StandingEvent::AwardClosed {
        award: fain(),
        programme: rrr(),
        returned: money("825000"),
        prior_year: None,
        effective_on: day("2009-06-30"),
    })
}

fn committed(amount: &str) -> AwardEvent {
    AwardEvent::Share(ShareEvent::SubAwardCommitmentRaised {
        award: fain(),
        programme: rrr(),
        sub_award: SubAwardId::parse("RR-1").unwrap(),
        qualified: true,
        amount: money(amount),
        committed: money(amount),
        committed_qualified: money(amount),
        effective_on: day("2008-03-01"),
    })
}

fn spent(cost: &str, amount: &str) -> AwardEvent {
    AwardEvent::Cost(CostEvent::DirectCostRecorded {
        award: fain(),
        programme: rrr(),
        cost: CostId::parse(cost).unwrap(),
        category: CostCategory::Travel,
        amount: money(amount),
        retained: money(amount),
        document: None,
        effective_on: day("2008-03-31"),
    })
}

fn cost(id: &str, amount: &str, on: &str) -> AwardCommand {
    AwardCommand::RecordDirectCost {
        input: RecordDirectCost {
            award: fain(),
            cost: CostId::parse(id).unwrap(),
            category: CostCategory::Travel,
            amount: money(amount),
            document: None,
            effective_on: day(on),
        },
        received_on: received_on(),
    }
}

fn supplement(amendment: &str, amount: &str, on: &str) -> AwardCommand {
    AwardCommand::Supplement {
        input: SupplementAward {
            award: fain(),
            number: number(amendment),
            amount: money(amount),
            reason: reason(),
            effective_on: day(on),
        },
        received_on: received_on(),
    }
}

fn reduce(amendment: &str, amount: &str) -> AwardCommand {
    AwardCommand::Reduce {
        input: ReduceAward {
            award: fain(),
            number: number(amendment),
            amount: money(amount),
            reason: reason(),
            effective_on: day("2008-06-01"),
        },
        reversed_claims: ByFiscalYear::default(),
        received_on: received_on(),
    }
}

fn extend(ends_on: &str) -> AwardCommand {
    AwardCommand::Extend {
        input: ExtendAward {
            award: fain(),
            number: number("90ZV9901-01-01"),
            ends_on: day(ends_on),
            reason: reason(),
            effective_on: day("2008-06-01"),
        },
        received_on: received_on(),
    }
}

fn suspend(on: &str) -> AwardCommand {
    AwardCommand::Suspend {
        input: SuspendAward {
            award: fain(),
            reason: reason(),
            effective_on: day(on),
        },
        received_on: received_on(),
    }
}

fn resume(on: &str) -> AwardCommand {
    AwardCommand::Resume {
        input: ResumeAward {
            award: fain(),
            reason: reason(),
            effective_on: day(on),
        },
        received_on: received_on(),
    }
}

fn close(on: &str) -> AwardCommand {
    AwardCommand::Close {
        input: CloseAward {
            award: fain(),
            effective_on: day(on),
        },
        open_sub_awards: Vec::new(),
        reversed_claims: ByFiscalYear::default(),
        received_on: received_on(),
    }
}

fn waive(on: &str) -> AwardCommand {
    AwardCommand::WaiveShare {
        input: WaiveSubAwardShare {
            award: fain(),
            reason: reason(),
            effective_on: day(on),
        },
        waived_by: ActorId::parse("officer-1").unwrap(),
        received_on: received_on(),
    }
}

fn commitment(amount: &str, qualified: bool) -> Commitment {
    Commitment {
        sub_award: SubAwardId::parse("RR-1").unwrap(),
        qualified,
        amount: money(amount),
        effective_on: day("2008-03-01"),
    }
}

fn then(given: &[AwardEvent], command: &AwardCommand) -> Result<Vec<AwardEvent>, AwardError> {
    let mut award = Award::default();
    for event in given {
        award.evolve(event);
    }
    award.decide(command)
}

fn refused(given: &[AwardEvent], command: &AwardCommand) -> &'static str {
    then(given, command).unwrap_err().code()
}

fn yields(given: Vec<AwardEvent>, command: AwardCommand, events: Vec<AwardEvent>) {
    Awards::with(())
        .given(given)
        .when(command)
        .then_expect_events(events);
}

#[test]
fn an_award_is_issued_once() {
    yields(vec![], issue(input()), vec![issued()]);
    yields(vec![issued()], issue(input()), vec![]);
    let other = IssueAward {
        amount: money("825001"),
        ..input()
    };
    assert_eq!(refused(&[issued()], &issue(other)), "AWARD_ALREADY_ISSUED");
    // A repeat is a repeat in every phase, and after amendments.
    yields(vec![issued(), closed()], issue(input()), vec![]);
    let extended = then(&[issued()], &extend("2011-06-30")).unwrap();
    yields([vec![issued()], extended].concat(), issue(input()), vec![]);
}

#[test]
fn each_guard_of_issuing_refuses_with_its_code_and_field() {
    let year = |text: &str| Period::try_new(day(text), day("2012-01-01")).unwrap();
    let backwards = Period {
        starts_on: day("2009-01-01"),
        ends_on: day("2008-12-31"),
    };
    for (input, code, field) in [
        (
            IssueAward {
                number: number("90ZV9901-02-00"),
                ..input()
            },
            "AWARD_NUMBER_NOT_FIRST",
            "number",
        ),
        (
            IssueAward {
                number: number("90ZV9901-01-01"),
                ..input()
            },
            "AWARD_NUMBER_NOT_FIRST",
            "number",
        ),
        (
            IssueAward {
                project_period: backwards,
                ..input()
            },
            "PERIOD_ENDS_BEFORE_START",
            "projectPeriod",
        ),
        (
            IssueAward {
                budget_period: backwards,
                ..input()
            },
            "PERIOD_ENDS_BEFORE_START",
            "budgetPeriod",
        ),
        (
            IssueAward {
                budget_period: year("2008-02-14"),
                ..input()
            },
            "BUDGET_OUTSIDE_PROJECT",
            "budgetPeriod",
        ),
        (
            IssueAward {
                effective_on: day("2010-01-01"),
                ..input()
            },
            "EFFECTIVE_ON_IN_FUTURE",
            "effectiveOn",
        ),
        (
            IssueAward {
                amount: money("0"),
                ..input()
            },
            "AMOUNT_NOT_POSITIVE",
            "amount",
        ),
        (
            IssueAward {
                amount: money("-825000"),
                ..input()
            },
            "AMOUNT_NOT_POSITIVE",
            "amount",
        ),
        (
            IssueAward {
                federal_share: Some(Rate::parse("0").unwrap()),
                ..input()
            },
            "FEDERAL_SHARE_IMPOSSIBLE",
            "federalShare",
        ),
    ] {
        let error = then(&[], &issue(input)).unwrap_err();
        assert_eq!((error.code(), error.field()), (code, Some(field)));
    }
    let excluded = AwardCommand::Issue {
        input: input(),
        facts: IssueFacts {
            grantee_excluded: true,
            ..facts()
        },
    };
    assert_eq!(refused(&[], &excluded), "ORGANIZATION_EXCLUDED");
}

#[test]
fn issuing_after_the_end_of_the_project_is_too_late() {
    let late = AwardCommand::Issue {
        input: IssueAward {
            effective_on: day("2011-02-15"),
            ..input()
        },
        facts: IssueFacts {
            received_on: day("2012-01-01"),
            ..facts()
        },
    };
    assert_eq!(refused(&[], &late), "EFFECTIVE_ON_TOO_LATE");
}

#[test]
fn an_amendment_is_a_later_notice_of_the_same_award_and_budget_year() {
    let given = vec![issued(), committed("495000")];
    let amended = then(&given, &supplement("90ZV9901-01-02", "1000", "2008-06-01")).unwrap();
    assert_eq!(amended.len(), 2);
    let given = [given, amended].concat();
    for wrong in [
        "90ZV9901-01-00",
        "90ZV9901-01-01",
        "90ZV9901-02-03",
        "90ZV9902-01-03",
    ] {
        let command = supplement(wrong, "1000", "2008-06-01");
        assert_eq!(
            refused(&given, &command),
            "AWARD_NUMBER_NOT_NEXT",
            "{wrong}"
        );
    }
    yields(
        given.clone(),
        supplement("90ZV9901-01-02", "1000", "2008-06-01"),
        vec![],
    );
    for other in [
        supplement("90ZV9901-01-02", "1001", "2008-06-01"),
        reduce("90ZV9901-01-02", "1000"),
    ] {
        assert_eq!(refused(&given, &other), "AMENDMENT_ALREADY_MADE");
    }
}

#[test]
fn each_guard_of_amending_refuses_with_its_code() {
    let given = [issued(), committed("495000"), spent("a", "100000")];
    let next = "90ZV9901-01-01";
    for (command, code) in [
        (
            supplement(next, "1", "2010-01-01"),
            "EFFECTIVE_ON_IN_FUTURE",
        ),
        (
            supplement(next, "1", "2008-02-14"),
            "EFFECTIVE_ON_TOO_EARLY",
        ),
        (supplement(next, "0", "2008-06-01"), "AMOUNT_NOT_POSITIVE"),
        (
            supplement(next, "9999999999999.99", "2008-06-01"),
            "AMOUNT_OUT_OF_RANGE",
        ),
        (reduce(next, "-1"), "AMOUNT_NOT_POSITIVE"),
        (reduce(next, "230000.01"), "REDUCTION_BELOW_ASSIGNED"),
        (reduce(next, "900000"), "REDUCTION_BELOW_ASSIGNED"),
        (extend("2011-02-14"), "END_NOT_LATER"),
        (extend("2010-02-14"), "END_NOT_LATER"),
    ] {
        assert_eq!(refused(&given, &command), code, "{command:?}");
    }
    assert_eq!(then(&given, &reduce(next, "230000")).unwrap().len(), 1);
    for command in [
        supplement(next, "1", "2008-06-01"),
        reduce(next, "1"),
        extend("2011-06-30"),
    ] {
        assert_eq!(refused(&[], &command), "UNKNOWN_AWARD");
        assert_eq!(refused(&[issued(), closed()], &command), "AWARD_CLOSED");
        assert!(then(&[issued(), suspended()], &command).is_ok());
    }
}

#[test]
fn an_extension_moves_the_end_of_project_and_budget() {
    let extended = AwardEvent::Notice(NoticeEvent::AwardExtended {
        award: fain(),
        number: number("90ZV9901-01-01"),
        ends_on: day("2011-06-30"),
        reason: reason(),
        effective_on: day("2008-06-01"),
    });
    yields(vec![issued()], extend("2011-06-30"), vec![extended.clone()]);
    let mut award = Award::default();
    award.evolve(&issued());
    award.evolve(&extended);
    let terms = award.terms().unwrap();
    assert_eq!(terms.project_period.ends_on, day("2011-06-30"));
    assert_eq!(terms.budget_period.ends_on, day("2011-06-30"));
}

#[test]
fn a_cost_share_follows_the_federal_amount() {
    let shared = IssueAward {
        amount: money("3500000"),
        federal_share: Some(Rate::parse("0.7187").unwrap()),
        ..input()
    };
    let given = then(&[], &issue(shared)).unwrap();
    let amended = then(
        &given,
        &supplement("90ZV9901-01-01", "100000", "2008-06-01"),
    )
    .unwrap();
    let AwardEvent::Notice(NoticeEvent::AwardSupplemented { cost_share, .. }) = &amended[0] else {
        unreachable!("a supplement")
    };
    let cost_share = cost_share.unwrap();
    assert_eq!(cost_share.total, money("5009044.11"));
    assert_eq!(cost_share.non_federal, money("1409044.11"));
}

#[test]
fn an_award_is_suspended_and_resumed() {
    yields(vec![issued()], suspend("2009-01-01"), vec![suspended()]);
    yields(vec![issued(), suspended()], suspend("2009-01-01"), vec![]);
    for (given, command, code) in [
        (
            vec![issued(), suspended()],
            suspend("2009-01-02"),
            "AWARD_SUSPENDED",
        ),
        (
            vec![issued()],
            suspend("2010-01-01"),
            "EFFECTIVE_ON_IN_FUTURE",
        ),
        (
            vec![issued()],
            suspend("2008-02-14"),
            "EFFECTIVE_ON_TOO_EARLY",
        ),
        (vec![issued()], resume("2009-01-01"), "AWARD_NOT_SUSPENDED"),
        (
            vec![issued(), suspended()],
            resume("2008-12-31"),
            "EFFECTIVE_ON_TOO_EARLY",
        ),
        (
            vec![issued(), suspended()],
            resume("2010-01-01"),
            "EFFECTIVE_ON_IN_FUTURE",
        ),
        (
            vec![issued(), closed()],
            suspend("2009-07-01"),
            "AWARD_CLOSED",
        ),
        (
            vec![issued(), closed()],
            resume("2009-07-01"),
            "AWARD_CLOSED",
        ),
        (vec![], suspend("2009-01-01"), "UNKNOWN_AWARD"),
        (vec![], resume("2009-01-01"), "UNKNOWN_AWARD"),
    ] {
        assert_eq!(refused(&given, &command), code, "{command:?}");
    }
    yields(
        vec![issued(), suspended()],
        resume("2009-02-01"),
        vec![AwardEvent::Standing(StandingEvent::AwardResumed {
            award: fain(),
            reason: reason(),
            effective_on: day("2009-02-01"),
        })],
    );
}

#[test]
fn each_guard_of_a_direct_cost_refuses_with_its_code() {
    let given = vec![issued()];
    for (command, code) in [
        (cost("a", "1", "2010-01-01"), "EFFECTIVE_ON_IN_FUTURE"),
        (cost("a", "1", "2008-02-14"), "EFFECTIVE_ON_TOO_EARLY"),
        (cost("a", "0", "2008-03-31"), "AMOUNT_NOT_POSITIVE"),
        (
            cost("a", "330000.01", "2008-03-31"),
            "RETAINED_OVER_MAXIMUM",
        ),
    ] {
        assert_eq!(refused(&given, &command), code);
    }
    yields(
        given,
        cost("a", "330000", "2008-03-31"),
        vec![spent("a", "330000")],
    );
    assert_eq!(refused(&[], &cost("a", "1", "2008-03-31")), "UNKNOWN_AWARD");
    let full = [issued(), committed("825000")];
    assert_eq!(
        refused(&full, &cost("a", "0.01", "2008-03-31")),
        "AWARD_OVERCOMMITTED"
    );
}

#[test]
fn a_cost_after_the_end_of_the_project_is_too_late() {
    let AwardCommand::RecordDirectCost { input, .. } = cost("a", "1", "2011-02-15") else {
        unreachable!("a direct cost")
    };
    let late = AwardCommand::RecordDirectCost {
        input,
        received_on: day("2011-03-01"),
    };
    assert_eq!(refused(&[issued()], &late), "EFFECTIVE_ON_TOO_LATE");
}

#[test]
fn a_repeated_cost_is_no_event_and_a_different_one_is_refused() {
    // Idempotent repeat stands before the phase.
    for phase in [vec![], vec![suspended()], vec![closed()]] {
        let given = [vec![issued(), spent("a", "10")], phase].concat();
        yields(given.clone(), cost("a", "10", "2008-03-31"), vec![]);
        assert_eq!(
            refused(&given, &cost("a", "11", "2008-03-31")),
            "COST_ALREADY_RECORDED"
        );
    }
}

#[test]
fn guards_stand_in_order_phase_then_policy_then_money() {
    // Everything is wrong with this cost: what is said first is what stands first.
    let wrong = cost("a", "-1", "2010-01-01");
    assert_eq!(refused(&[], &wrong), "UNKNOWN_AWARD");
    assert_eq!(refused(&[issued(), closed()], &wrong), "AWARD_CLOSED");
    assert_eq!(refused(&[issued(), suspended()], &wrong), "AWARD_SUSPENDED");
    assert_eq!(refused(&[issued()], &wrong), "EFFECTIVE_ON_IN_FUTURE");
    let wrong = supplement("90ZV9901-01-00", "-1", "2010-01-01");
    assert_eq!(refused(&[issued(), closed()], &wrong), "AWARD_CLOSED");
    assert_eq!(refused(&[issued()], &wrong), "AWARD_NUMBER_NOT_NEXT");
    let wrong = supplement("90ZV9901-01-01", "-1", "2010-01-01");
    assert_eq!(refused(&[issued()], &wrong), "EFFECTIVE_ON_IN_FUTURE");
}

#[test]
fn each_guard_of_closing_and_waiving_refuses_with_its_code() {
    let open = AwardCommand::Close {
        input: CloseAward {
            award: fain(),
            effective_on: day("2009-06-30"),
        },
        open_sub_awards: vec![SubAwardId::parse("RR-1").unwrap()],
        reversed_claims: ByFiscalYear::default(),
        received_on: received_on(),
    };
    let met = [issued(), committed("495000")];
    for (given, command, code) in [
        (vec![], close("2009-06-30"), "UNKNOWN_AWARD"),
        (met.to_vec(), close("2010-01-01"), "EFFECTIVE_ON_IN_FUTURE"),
        (met.to_vec(), close("2008-02-14"), "EFFECTIVE_ON_TOO_EARLY"),
        (met.to_vec(), open.clone(), "AWARD_HAS_OPEN_SUB_AWARDS"),
        (vec![issued()], open, "AWARD_HAS_OPEN_SUB_AWARDS"),
        (
            vec![issued()],
            close("2009-06-30"),
            "SUB_AWARD_SHARE_BELOW_MINIMUM",
        ),
        (
            vec![issued(), closed()],
            close("2009-07-01"),
            "AWARD_CLOSED",
        ),
        (vec![], waive("2009-06-30"), "UNKNOWN_AWARD"),
        (
            vec![issued(), closed()],
            waive("2009-06-30"),
            "AWARD_CLOSED",
        ),
        (met.to_vec(), waive("2009-06-30"), "SUB_AWARD_SHARE_MET"),
        (
            vec![issued()],
            waive("2010-01-01"),
            "EFFECTIVE_ON_IN_FUTURE",
        ),
        (
            vec![issued()],
            waive("2008-02-14"),
            "EFFECTIVE_ON_TOO_EARLY",
        ),
    ] {
        assert_eq!(refused(&given, &command), code, "{command:?}");
    }
    yields(vec![issued(), closed()], close("2009-06-30"), vec![]);
}

#[test]
fn a_waiver_names_the_shortfall_and_the_officer_and_lets_the_award_close() {
    let waived = AwardEvent::Share(ShareEvent::SubAwardShareWaived {
        award: fain(),
        shortfall: money("495000"),
        reason: reason(),
        waived_by: ActorId::parse("officer-1").unwrap(),
        effective_on: day("2009-06-01"),
    });
    yields(vec![issued()], waive("2009-06-01"), vec![waived.clone()]);
    let issued_before = PriorYear {
        unpaid: money("825000"),
        refunded: money("0"),
    };
    let mut closed = closed();
    if let AwardEvent::Standing(StandingEvent::AwardClosed { prior_year, .. }) = &mut closed {
        *prior_year = Some(issued_before);
    }
    yields(vec![issued(), waived], close("2009-06-30"), vec![closed]);
}

#[test]
fn commitments_stay_within_the_award_and_are_given_back_by_whoever_holds_them() {
    let raise = |amount, qualified| AwardCommand::RaiseCommitment(commitment(amount, qualified));
    let lower = |amount, qualified| AwardCommand::LowerCommitment(commitment(amount, qualified));
    let given = [issued(), spent("a", "330000")];
    assert_eq!(
        refused(&given, &raise("495000.01", true)),
        "AWARD_OVERCOMMITTED"
    );
    assert_eq!(then(&given, &raise("495000", true)).unwrap().len(), 2);
    assert_eq!(then(&given, &raise("495000", false)).unwrap().len(), 1);
    let held = [issued(), committed("100")];
    assert_eq!(
        refused(&held, &lower("100.01", true)),
        "RETURN_OVER_COMMITTED"
    );
    assert_eq!(then(&held, &lower("100", true)).unwrap().len(), 1);
    assert_eq!(
        refused(&[issued(), suspended()], &raise("1", true)),
        "AWARD_SUSPENDED"
    );
    assert!(
        then(
            &[issued(), committed("100"), suspended()],
            &lower("1", true)
        )
        .is_ok()
    );
    assert_eq!(
        refused(&[issued(), committed("100"), closed()], &lower("1", true)),
        "AWARD_CLOSED"
    );
}

#[test]
fn a_refused_date_says_which_days_are_accepted() {
    let error = then(&[issued()], &cost("a", "1", "2008-02-14")).unwrap_err();
    assert_eq!(
        error,
        AwardError::EffectiveOn(EffectiveOnError::TooEarly {
            effective_on: day("2008-02-14"),
            earliest: day("2008-02-15"),
        })
    );
    assert_eq!(
        error.to_string(),
        "2008-02-14 is too early; give a day from 2008-02-15 on"
    );
}
