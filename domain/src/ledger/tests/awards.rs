//! Issuing an award: what the programme and the register say.

use super::{code, last, types};
use crate::{
    award::{AwardEvent, NoticeEvent},
    id::{OrganizationId, ProgrammeCode},
    ledger::{
        Event, ExcludeOrganization, IssueAward,
        testing::{REGIONAL_PRIME, Scenario, day, money, number, organization, regional_award},
    },
    programme::catalogue,
    rate::Rate,
    text::Label,
};

#[test]
fn an_award_pins_the_rules_that_stand_for_its_notice_on_the_first_day() {
    let mut scenario = Scenario::registered();
    let Event::Award(AwardEvent::Notice(NoticeEvent::AwardIssued {
        rule_set,
        sub_award_share,
        ..
    })) = last(scenario.when(regional_award()))
    else {
        unreachable!("an award is issued")
    };
    assert_eq!(rule_set, 1);
    assert_eq!(sub_award_share, catalogue::regional_rules().sub_award_share);
    assert_eq!(types(scenario.when(regional_award())), [""; 0]);
}

#[test]
fn what_an_award_names_must_be_known() {
    let mut scenario = Scenario::registered();
    for (input, expected, field) in [
        (
            IssueAward {
                programme: ProgrammeCode::parse("NONE").unwrap(),
                ..regional_award()
            },
            "UNKNOWN_PROGRAMME",
            "programme",
        ),
        (
            IssueAward {
                grantee: OrganizationId::parse("nobody").unwrap(),
                ..regional_award()
            },
            "UNKNOWN_ORGANIZATION",
            "grantee",
        ),
        (
            IssueAward {
                programme: ProgrammeCode::parse("CERT").unwrap(),
                ..regional_award()
            },
            "PROGRAMME_WITHOUT_FUNDING",
            "programme",
        ),
        (
            IssueAward {
                notice: Label::parse("another").unwrap(),
                ..regional_award()
            },
            "RULE_SET_UNKNOWN",
            "notice",
        ),
    ] {
        let refusal = scenario.when(input).unwrap_err();
        assert_eq!((refusal.code, refusal.field), (expected, Some(field)));
    }
}

#[test]
fn an_excluded_grantee_receives_no_award() {
    let mut scenario = Scenario::registered().given(ExcludeOrganization {
        organization: organization(REGIONAL_PRIME),
        effective_on: day("2018-09-30"),
    });
    assert_eq!(
        code(scenario.when(regional_award())),
        "ORGANIZATION_EXCLUDED"
    );
}

#[test]
fn a_federal_share_is_a_part_of_the_total() {
    let mut scenario = Scenario::registered();
    let hotline = IssueAward {
        number: number("90ZV0134-01-00"),
        amount: money("3500000"),
        federal_share: Some(Rate::parse("0.7187").unwrap()),
        ..regional_award()
    };
    let Event::Award(AwardEvent::Notice(NoticeEvent::AwardIssued { cost_share, .. })) =
        last(scenario.when(hotline))
    else {
        unreachable!("an award is issued")
    };
    let cost_share = cost_share.unwrap();
    assert_eq!(cost_share.total, money("4869903.99"));
    assert_eq!(cost_share.non_federal, money("1369903.99"));
}
