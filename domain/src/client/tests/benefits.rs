//! Given/when/then: what claims hold of a case, and how it stands towards them.

use super::*;

#[test]
fn a_month_has_one_unit_of_case_management() {
    let first = reserve("TV-1:1", "2019-05", 30_000, 50_000);
    let events = after(&[enrol(enrolment()), first.clone()]);
    given(events.clone())
        .when(first)
        .then_expect_events(Vec::new());
    given(events.clone())
        .when(reserve("TV-1:2", "2019-05", 100, 0))
        .then_expect_error(ClientError::UnitTaken);
    for free in [
        reserve("TV-1:2", "2019-05", 0, 100),
        reserve("TV-1:2", "2019-04", 100, 0),
    ] {
        assert!(given(events.clone()).when(free).inspect_result().is_ok());
    }
}

#[test]
fn what_a_claim_gives_back_is_as_if_it_had_never_been_taken() {
    let release = ClientCommand::Release {
        claim: ClaimId::parse("TV-1:1").unwrap(),
        effective_on: day("2019-06-20"),
    };
    let before = state(&[enrol(enrolment())]);
    let held = reserve("TV-1:1", "2019-05", 30_000, 50_000);
    let after_it = state(&[enrol(enrolment()), held, release.clone()]);
    assert_eq!(before, after_it);
    given(enrolled())
        .when(release)
        .then_expect_events(Vec::new());
}

#[test]
fn a_standing_counts_the_year_and_knows_the_month() {
    let client = state(&[
        enrol(EnrolClient {
            phase: ClientPhase::PreCertified,
            ..enrolment()
        }),
        reserve("TV-1:1", "2019-01", 30_000, 50_000),
        reserve("TV-1:2", "2019-02", 20_000, 0),
        transfer_with(placement("TV-2"), "2019-03-15"),
        reserve("TV-1:3", "2019-03", 10_000, 0),
        add(member(FamilyRelation::T3, "2019-04-02")),
        close("2019-05-05"),
    ]);
    let standing = |sub_award: &str, month: &str| {
        client
            .standing(
                &SubAwardId::parse(sub_award).unwrap(),
                Month::parse(month).unwrap(),
                BenefitYear(day("2018-09-30")),
                "digest of TV-1:2",
            )
            .unwrap()
    };
    let first = standing("TV-1", "2019-02");
    assert_eq!(first.used_administration, Money::from_cents(60_000));
    assert_eq!(first.used_direct, Money::from_cents(50_000));
    assert!(first.content_claimed && first.managed && !first.household);
    assert_eq!(first.unit, MonthUnit::Taken);
    assert_eq!(standing("TV-2", "2019-02").unit, MonthUnit::TakenElsewhere);
    assert_eq!(standing("TV-2", "2019-03").unit, MonthUnit::TakenInTransfer);
    assert_eq!(standing("TV-2", "2019-04").unit, MonthUnit::Free);
    assert!(standing("TV-2", "2019-04").household && !standing("TV-2", "2019-03").household);
    // In the month of the transfer both manage the case; before it one, after it the other.
    for (month, first, second) in [
        ("2018-09", true, false),
        ("2019-02", true, false),
        ("2019-03", true, true),
        ("2019-04", false, true),
        ("2019-06", false, true),
    ] {
        assert_eq!(standing("TV-1", month).managed, first, "{month}");
        assert_eq!(standing("TV-2", month).managed, second, "{month}");
    }
    assert_eq!(standing("TV-1", "2018-09").coverage, Coverage::Before);
    assert_eq!(standing("TV-1", "2018-10").coverage, Coverage::Covered);
    assert_eq!(standing("TV-2", "2019-05").coverage, Coverage::Covered);
    assert_eq!(standing("TV-2", "2019-06").coverage, Coverage::After);
}

#[test]
fn a_month_counts_in_the_year_that_most_of_it_lies_in() {
    let year = |basis, month: &str| {
        benefit_year(
            basis,
            day("2018-09-30"),
            day("2018-10-15"),
            Month::parse(month).unwrap(),
        )
        .0
        .to_string()
    };
    for (basis, month, first_day) in [
        (YearBasis::Calendar, "2019-01", "2019-01-01"),
        (YearBasis::Calendar, "2018-12", "2018-01-01"),
        (YearBasis::BudgetPeriod, "2018-09", "2018-09-30"),
        (YearBasis::BudgetPeriod, "2019-09", "2018-09-30"),
        (YearBasis::BudgetPeriod, "2019-10", "2019-09-30"),
        (YearBasis::EnrolmentAnniversary, "2018-10", "2018-10-15"),
        (YearBasis::EnrolmentAnniversary, "2019-10", "2019-10-15"),
        (YearBasis::EnrolmentAnniversary, "2019-09", "2018-10-15"),
    ] {
        assert_eq!(year(basis, month), first_day, "{basis:?} {month}");
    }
}
