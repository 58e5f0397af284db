//! Given/when/then.

use cqrs_es::test::TestFramework;

use super::*;
use crate::{
    client::ClientPhase as Phase,
    ledger::{PublishProgramme, PublishRuleSet},
    money::Money,
    text::Title,
};

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

type Programmes = TestFramework<Programme>;

fn tvap() -> PublishProgramme {
    catalogue::programmes(day("2006-09-01"))
        .into_iter()
        .find(|programme| programme.programme.as_str() == "TVAP")
        .unwrap()
}

fn rules() -> PublishRuleSet {
    catalogue::demo_rule_sets()
        .into_iter()
        .find(|rules| rules.programme.as_str() == "TVAP")
        .unwrap()
}

fn published(input: &PublishProgramme) -> ProgrammeEvent {
    ProgrammeEvent::ProgrammePublished {
        programme: input.programme.clone(),
        title: input.title.clone(),
        purpose: input.purpose.clone(),
        instrument: input.instrument,
        disclosure_profile: input.disclosure_profile,
        effective_on: input.effective_on,
    }
}

fn rules_published(input: &PublishRuleSet, version: u32) -> ProgrammeEvent {
    ProgrammeEvent::RuleSetPublished {
        programme: input.programme.clone(),
        notice: input.notice.clone(),
        version,
        rules: input.rules.clone(),
        effective_on: input.effective_on,
    }
}

fn publish(input: PublishProgramme) -> ProgrammeCommand {
    ProgrammeCommand::Publish { input }
}

fn publish_rules(input: PublishRuleSet) -> ProgrammeCommand {
    ProgrammeCommand::PublishRuleSet { input }
}

#[test]
fn a_programme_enters_the_catalogue_once() {
    Programmes::with(())
        .given_no_previous_events()
        .when(publish(tvap()))
        .then_expect_events(vec![published(&tvap())]);
    Programmes::with(())
        .given(vec![published(&tvap())])
        .when(publish(tvap()))
        .then_expect_events(Vec::new());
    let other = PublishProgramme {
        title: Title::parse("Another title").unwrap(),
        ..tvap()
    };
    let error = decided(&[published(&tvap())], &publish(other)).unwrap_err();
    assert_eq!(error.code(), "PROGRAMME_ALREADY_PUBLISHED");
}

fn decided(
    given: &[ProgrammeEvent],
    command: &ProgrammeCommand,
) -> Result<Vec<ProgrammeEvent>, ProgrammeError> {
    let mut programme = Programme::default();
    for event in given {
        programme.evolve(event);
    }
    programme.decide(command)
}

#[test]
fn rules_need_a_programme() {
    let error = decided(&[], &publish_rules(rules())).unwrap_err();
    assert_eq!(
        (error.code(), error.field()),
        ("UNKNOWN_PROGRAMME", Some("programme"))
    );
}

#[test]
fn rules_are_numbered_and_a_repeat_is_no_event() {
    let given = vec![published(&tvap()), rules_published(&rules(), 1)];
    Programmes::with(())
        .given(given.clone())
        .when(publish_rules(rules()))
        .then_expect_events(Vec::new());
    let later = PublishRuleSet {
        effective_on: day("2019-10-01"),
        ..rules()
    };
    Programmes::with(())
        .given(given)
        .when(publish_rules(later.clone()))
        .then_expect_events(vec![rules_published(&later, 2)]);
}

#[test]
fn other_rules_from_the_same_day_and_rules_from_an_earlier_day_are_refused() {
    let given = [published(&tvap()), rules_published(&rules(), 1)];
    let other = PublishRuleSet {
        rules: catalogue::award_rules(),
        ..rules()
    };
    let error = decided(&given, &publish_rules(other)).unwrap_err();
    assert_eq!(error.code(), "RULE_SET_ALREADY_PUBLISHED");
    let earlier = PublishRuleSet {
        effective_on: day("2018-01-01"),
        ..rules()
    };
    let error = decided(&given, &publish_rules(earlier)).unwrap_err();
    assert_eq!(error.code(), "RULE_SET_OUT_OF_ORDER");
}

#[test]
fn a_programme_that_pays_nothing_takes_no_rules() {
    let cert = PublishProgramme {
        instrument: Instrument::NoFunding,
        ..tvap()
    };
    let error = decided(&[published(&cert)], &publish_rules(rules())).unwrap_err();
    assert_eq!(error.code(), "PROGRAMME_WITHOUT_FUNDING");
}

#[test]
fn rules_that_contradict_themselves_are_refused() {
    let hybrid = |individual: i64, family: i64, rate: Option<i64>| PaymentModel::Hybrid {
        individual_cap: Money::from_cents(individual),
        family_cap: Money::from_cents(family),
        administration_share: crate::rate::Rate::parse("0.40").unwrap(),
        administration_rate: rate.map(Money::from_cents),
        year_basis: YearBasis::Calendar,
    };
    let with = |payment, categories: &[Category]| RuleSet {
        payment,
        categories: categories.to_vec(),
        ..catalogue::hybrid_rules()
    };
    let flat = |rates: &[(Phase, i64, Option<u32>)]| PaymentModel::PerClientMonth {
        rates: rates
            .iter()
            .map(|(phase, cents, months_max)| PhaseRate {
                phase: *phase,
                rate: Money::from_cents(*cents),
                months_max: *months_max,
            })
            .collect(),
        unit: UnitPolicy::Prorated,
    };
    let legal = [Category::Legal];
    let managed = [Category::CaseManagement];
    for (rules, code) in [
        (with(hybrid(600, 750, None), &[]), "CATEGORIES_MISSING"),
        (
            with(hybrid(600, 750, None), &[Category::Legal, Category::Legal]),
            "CATEGORY_TWICE",
        ),
        (with(hybrid(0, 750, None), &legal), "CAPS_INCONSISTENT"),
        (with(hybrid(600, 599, None), &legal), "CAPS_INCONSISTENT"),
        (with(hybrid(600, 750, Some(0)), &legal), "RATE_NOT_POSITIVE"),
        (
            with(flat(&[(Phase::Certified, 1, None)]), &[]),
            "CATEGORIES_MISSING",
        ),
        (
            with(flat(&[(Phase::Certified, 1, None)]), &legal),
            "CASE_MANAGEMENT_MISSING",
        ),
        (with(flat(&[]), &managed), "RATES_MISSING"),
        (
            with(flat(&[(Phase::Certified, 0, None)]), &managed),
            "RATE_NOT_POSITIVE",
        ),
        (
            with(
                flat(&[(Phase::Certified, 1, None), (Phase::Certified, 2, None)]),
                &managed,
            ),
            "PHASE_TWICE",
        ),
        (
            with(flat(&[(Phase::Certified, 1, Some(0))]), &managed),
            "MONTHS_MAX_ZERO",
        ),
    ] {
        let input = PublishRuleSet {
            rules,
            ..super::tests::rules()
        };
        let error = decided(&[published(&tvap())], &publish_rules(input)).unwrap_err();
        assert_eq!(error.code(), code);
    }
}

#[test]
fn the_latest_rules_of_the_notice_that_began_by_the_day_stand() {
    let later = PublishRuleSet {
        effective_on: day("2019-10-01"),
        rules: catalogue::award_rules(),
        ..rules()
    };
    let mut programme = Programme::default();
    for event in [
        published(&tvap()),
        rules_published(&rules(), 1),
        rules_published(&later, 2),
    ] {
        programme.evolve(&event);
    }
    let version = |on: &str| {
        programme
            .rule_set_for(&rules().notice, day(on))
            .map(|(version, _)| version)
    };
    assert_eq!(version("2018-09-29"), None);
    assert_eq!(version("2018-09-30"), Some(1));
    assert_eq!(version("2019-09-30"), Some(1));
    assert_eq!(version("2019-10-01"), Some(2));
    assert_eq!(programme.rule_set(2), Some(&catalogue::award_rules()));
    assert_eq!(programme.rule_set(3), None);
}

#[test]
fn the_rules_of_the_catalogue_are_consistent() {
    for input in catalogue::demo_rule_sets()
        .into_iter()
        .chain([catalogue::contract_rule_set()])
    {
        assert_eq!(consistent(&input.rules), Ok(()));
    }
}

#[test]
fn rules_as_they_were_first_stored_are_read_with_what_they_left_unsaid() {
    let stored = r#"{"sub_award_share":null,"payment":{"model":"NO_CLAIMS"},"categories":[],"filing_limit_days":null,"partial_payment":false}"#;
    let rules: RuleSet = serde_json::from_str(stored).unwrap();
    assert_eq!(rules.ffata_basis, FfataBasis::EachAction);
    assert_eq!(rules.pended_order, PendedOrder::Receipt);
    assert_eq!(serde_json::to_string(&rules).unwrap(), stored);
}
