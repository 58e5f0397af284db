//! The 60 percent rule over awards and sub-awards: the figures of domain practice, crossings, the waiver, closing.

use super::{code, last, types};
use crate::{
    award::{AwardEvent, ShareEvent, StandingEvent, SubAwardShare},
    ledger::{
        CloseAward, CloseSubAward, Event, LowerSubAward, RaiseSubAward, ReduceAward,
        SupplementAward, WaiveSubAwardShare,
        testing::{
            OUTREACH, REGIONAL, REGIONAL_PRIME, SUB_AWARDEES, Scenario, day, direct_cost, execute,
            fain, money, number, reason, regional_award, sub_award,
        },
    },
    programme::catalogue,
    sub_award::SubAwardInstrument,
};

fn share(scenario: &Scenario) -> SubAwardShare {
    let books = scenario.ledger.books();
    books.award(&fain(REGIONAL)).unwrap().share().unwrap()
}

fn lower(amount: &str) -> LowerSubAward {
    LowerSubAward {
        sub_award: sub_award("RR-1"),
        amount: money(amount),
        reason: reason("Lower caseload"),
        effective_on: day("2019-01-15"),
    }
}

fn raise(amount: &str) -> RaiseSubAward {
    RaiseSubAward {
        sub_award: sub_award("RR-1"),
        amount: money(amount),
        reason: reason("Higher caseload"),
        effective_on: day("2019-01-15"),
    }
}

fn reduce(amendment: u8, amount: &str) -> ReduceAward {
    ReduceAward {
        award: fain(REGIONAL),
        number: number(&format!("{REGIONAL}-01-{amendment:02}")),
        amount: money(amount),
        reason: reason("Appropriation"),
        effective_on: day("2019-02-01"),
    }
}

fn supplement(amendment: u8, amount: &str) -> SupplementAward {
    SupplementAward {
        award: fain(REGIONAL),
        number: number(&format!("{REGIONAL}-01-{amendment:02}")),
        amount: money(amount),
        reason: reason("Appropriation"),
        effective_on: day("2019-02-01"),
    }
}

fn waive(why: &str) -> WaiveSubAwardShare {
    WaiveSubAwardShare {
        award: fain(REGIONAL),
        reason: reason(why),
        effective_on: day("2019-03-01"),
    }
}

fn close(id: &str) -> CloseSubAward {
    CloseSubAward {
        sub_award: sub_award(id),
        effective_on: day("2019-06-01"),
    }
}

fn close_award() -> CloseAward {
    CloseAward {
        award: fain(REGIONAL),
        effective_on: day("2019-06-02"),
    }
}

/// 825,000 awarded and 495,000 sub-awarded: exactly 60 percent.
fn compliant() -> Scenario {
    Scenario::awarded().given_by(
        REGIONAL_PRIME,
        execute("RR-1", REGIONAL, SUB_AWARDEES[0], "495000"),
    )
}

#[test]
fn minimum_and_maximum_are_exact_to_the_cent_and_sum_to_the_award() {
    let rule = catalogue::regional_rules().sub_award_share.unwrap();
    for (award, minimum, maximum) in [
        ("825000.00", "495000.00", "330000.00"),
        ("404000.00", "242400.00", "161600.00"),
        ("100000.01", "60000.01", "40000.00"),
        ("333333.33", "200000.00", "133333.33"),
    ] {
        let share = SubAwardShare::of(rule, money(award), money("0"));
        assert_eq!(share.minimum, money(minimum), "{award}");
        assert_eq!(share.maximum_retained, money(maximum), "{award}");
        let floor = money(award).share_floor(rule.minimum.complement());
        assert_eq!(share.maximum_retained, floor, "{award}");
    }
}

#[test]
fn a_new_award_begins_below_without_an_event() {
    let mut scenario = Scenario::registered();
    assert_eq!(types(scenario.when(regional_award())), ["AwardIssued"]);
    assert!(!share(&scenario).is_met());
    let below = execute("RR-1", REGIONAL, SUB_AWARDEES[0], "494999.99");
    assert_eq!(
        types(scenario.when_by(REGIONAL_PRIME, below)),
        [
            "SubAwardExecuted",
            "SubAwardCommitmentRaised",
            "SubAwardCounted"
        ]
    );
}

#[test]
fn at_sixty_percent_it_is_met_and_below_it_falls_by_the_shortfall() {
    let mut scenario = compliant();
    assert!(share(&scenario).is_met());
    assert_eq!(share(&scenario).percent().unwrap().to_string(), "60.00");
    let fell = scenario.when_by(REGIONAL_PRIME, lower("10000"));
    assert_eq!(
        types(fell.clone()),
        [
            "SubAwardObligationLowered",
            "SubAwardCommitmentLowered",
            "SubAwardShareFell"
        ]
    );
    assert_eq!(
        last(fell),
        Event::Award(AwardEvent::Share(ShareEvent::SubAwardShareFell {
            award: fain(REGIONAL),
            base: money("825000"),
            sub_awarded: money("485000"),
            minimum: money("495000"),
            shortfall: money("10000"),
            effective_on: day("2019-01-15"),
        }))
    );
    assert_eq!(share(&scenario).percent().unwrap().to_string(), "58.79");
}

#[test]
fn one_event_a_crossing_and_none_on_the_same_side() {
    let mut scenario = compliant();
    let by = REGIONAL_PRIME;
    assert_eq!(types(scenario.when_by(by, lower("10000"))).len(), 3);
    assert_eq!(types(scenario.when_by(by, lower("1"))).len(), 2);
    assert_eq!(types(scenario.when_by(by, raise("10000"))).len(), 2);
    let restored = types(scenario.when_by(by, raise("1")));
    assert_eq!(restored.last(), Some(&"SubAwardShareRestored"));
    assert_eq!(types(scenario.when_by(by, raise("1"))).len(), 2);
}

#[test]
fn a_supplement_can_fell_the_share_and_a_reduction_can_restore_it() {
    let mut scenario = compliant();
    assert_eq!(
        types(scenario.when(supplement(1, "0.01"))),
        ["AwardSupplemented", "SubAwardShareFell"]
    );
    assert_eq!(
        types(scenario.when(reduce(2, "0.01"))),
        ["AwardReduced", "SubAwardShareRestored"]
    );
}

#[test]
fn procurement_and_large_organizations_do_not_count() {
    let mut scenario = Scenario::awarded();
    let mut procurement = execute("RR-1", REGIONAL, SUB_AWARDEES[0], "300000");
    procurement.instrument = SubAwardInstrument::Procurement;
    let large = execute("RR-2", REGIONAL, SUB_AWARDEES[2], "300000");
    for command in [procurement, large] {
        assert_eq!(types(scenario.when_by(REGIONAL_PRIME, command)).len(), 2);
    }
    assert_eq!(share(&scenario).sub_awarded, money("0"));
}

#[test]
fn retained_spending_over_its_maximum_is_refused_at_once() {
    let mut scenario = Scenario::awarded();
    let cost = |id: &str, amount: &str| direct_cost(REGIONAL, id, amount);
    let by = REGIONAL_PRIME;
    assert_eq!(
        code(scenario.when_by(by, cost("a", "330000.01"))),
        "RETAINED_OVER_MAXIMUM"
    );
    assert_eq!(
        types(scenario.when_by(by, cost("a", "330000"))),
        ["DirectCostRecorded"]
    );
    assert_eq!(
        code(scenario.when_by(by, cost("b", "0.01"))),
        "RETAINED_OVER_MAXIMUM"
    );
}

#[test]
fn a_reduction_that_leaves_spending_over_the_new_maximum_stands_and_further_spending_does_not() {
    let mut scenario =
        Scenario::awarded().given_by(REGIONAL_PRIME, direct_cost(REGIONAL, "a", "330000"));
    assert_eq!(types(scenario.when(reduce(1, "425000"))), ["AwardReduced"]);
    assert_eq!(share(&scenario).maximum_retained, money("160000"));
    let more = direct_cost(REGIONAL, "b", "1");
    assert_eq!(
        code(scenario.when_by(REGIONAL_PRIME, more)),
        "RETAINED_OVER_MAXIMUM"
    );
    assert_eq!(
        code(scenario.when(reduce(2, "70000.01"))),
        "REDUCTION_BELOW_ASSIGNED"
    );
}

#[test]
fn an_award_does_not_close_below_its_share() {
    let mut scenario = compliant();
    assert_eq!(
        code(scenario.when(close_award())),
        "AWARD_HAS_OPEN_SUB_AWARDS"
    );
    // Closing a sub-award de-obligates what no claim took up, and with it the share.
    assert_eq!(
        types(scenario.when_by(REGIONAL_PRIME, close("RR-1"))),
        [
            "SubAwardObligationLowered",
            "SubAwardClosed",
            "SubAwardCommitmentLowered",
            "SubAwardShareFell"
        ]
    );
    assert_eq!(
        code(scenario.when(close_award())),
        "SUB_AWARD_SHARE_BELOW_MINIMUM"
    );
    assert_eq!(
        types(scenario.when(waive("Two shelters flooded"))),
        ["SubAwardShareWaived"]
    );
    assert_eq!(types(scenario.when(close_award())), ["AwardClosed"]);
    assert_eq!(types(scenario.when(close_award())), [""; 0]);
}

#[test]
fn a_waiver_covers_the_shortfall_that_it_was_given_for_and_no_worse_one() {
    let mut scenario = compliant().given_by(REGIONAL_PRIME, lower("10000"));
    assert_eq!(
        types(scenario.when(waive("Flood"))),
        ["SubAwardShareWaived"]
    );
    assert_eq!(types(scenario.when(waive("Flood"))), [""; 0]);
    assert_eq!(
        code(scenario.when(waive("Fire"))),
        "SUB_AWARD_SHARE_ALREADY_WAIVED"
    );
    let mut scenario = scenario.given_by(REGIONAL_PRIME, close("RR-1"));
    assert_eq!(
        code(scenario.when(close_award())),
        "SUB_AWARD_SHARE_BELOW_MINIMUM"
    );
    assert_eq!(types(scenario.when(waive("Fire"))), ["SubAwardShareWaived"]);
    assert_eq!(types(scenario.when(close_award())), ["AwardClosed"]);
}

#[test]
fn there_is_nothing_to_waive_where_the_share_is_met_or_not_asked_for() {
    let mut scenario = compliant();
    assert_eq!(code(scenario.when(waive("Flood"))), "SUB_AWARD_SHARE_MET");
    let unasked = WaiveSubAwardShare {
        award: fain(OUTREACH),
        ..waive("Flood")
    };
    assert_eq!(code(scenario.when(unasked)), "SUB_AWARD_SHARE_NOT_REQUIRED");
}

#[test]
fn closing_gives_back_what_was_neither_spent_nor_sub_awarded() {
    let mut scenario = Scenario::awarded()
        .given_by(REGIONAL_PRIME, direct_cost(REGIONAL, "a", "1000"))
        .given(waive("No local organization applied"));
    assert_eq!(
        last(scenario.when(close_award())),
        Event::Award(AwardEvent::Standing(StandingEvent::AwardClosed {
            award: fain(REGIONAL),
            programme: crate::id::ProgrammeCode::parse("RRR").unwrap(),
            returned: money("824000"),
            prior_year: Some(crate::award::PriorYear {
                unpaid: money("824000"),
                refunded: money("0"),
            }),
            effective_on: day("2019-06-02"),
        }))
    );
}
