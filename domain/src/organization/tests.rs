//! Given/when/then.

use chrono::NaiveDate;
use cqrs_es::test::TestFramework;

use super::*;
use crate::{
    id::OrganizationId,
    identifier::{Duns, EntityIdentifier, Uei},
    ledger::{ExcludeOrganization, RegisterOrganization, ReinstateOrganization},
    region::State,
    text::Title,
};

type Organizations = TestFramework<Organization>;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn id() -> OrganizationId {
    OrganizationId::parse("tapestri").unwrap()
}

fn input() -> RegisterOrganization {
    RegisterOrganization {
        organization: id(),
        name: Title::parse("Tapestri").unwrap(),
        identifier: EntityIdentifier::Duns(Duns::parse("123456789").unwrap()),
        state: State::GA,
        grassroots: true,
        effective_on: day("2008-01-02"),
    }
}

fn register(input: RegisterOrganization) -> OrganizationCommand {
    OrganizationCommand::Register {
        input,
        received_on: day("2024-01-01"),
    }
}

fn exclude(on: &str) -> OrganizationCommand {
    OrganizationCommand::Exclude {
        input: ExcludeOrganization {
            organization: id(),
            effective_on: day(on),
        },
        received_on: day("2024-01-01"),
    }
}

fn reinstate(on: &str) -> OrganizationCommand {
    OrganizationCommand::Reinstate {
        input: ReinstateOrganization {
            organization: id(),
            effective_on: day(on),
        },
        received_on: day("2024-01-01"),
    }
}

fn registered() -> OrganizationEvent {
    OrganizationEvent::OrganizationRegistered {
        organization: id(),
        name: input().name,
        identifier: input().identifier,
        state: State::GA,
        grassroots: true,
        effective_on: day("2008-01-02"),
    }
}

fn excluded(on: &str) -> OrganizationEvent {
    OrganizationEvent::OrganizationExcluded {
        organization: id(),
        effective_on: day(on),
    }
}

fn reinstated(on: &str) -> OrganizationEvent {
    OrganizationEvent::OrganizationReinstated {
        organization: id(),
        effective_on: day(on),
    }
}

fn refused(given: &[OrganizationEvent], command: &OrganizationCommand) -> &'static str {
    let mut organization = Organization::default();
    for event in given {
        organization.evolve(event);
    }
    organization.decide(command).unwrap_err().code()
}

#[test]
fn an_organization_enters_the_register_once() {
    Organizations::with(())
        .given_no_previous_events()
        .when(register(input()))
        .then_expect_events(vec![registered()]);
    Organizations::with(())
        .given(vec![registered()])
        .when(register(input()))
        .then_expect_events(Vec::new());
    let other = RegisterOrganization {
        grassroots: false,
        ..input()
    };
    assert_eq!(
        refused(&[registered()], &register(other)),
        "ORGANIZATION_ALREADY_REGISTERED"
    );
}

#[test]
fn the_identifier_fits_the_day() {
    let late_duns = RegisterOrganization {
        effective_on: day("2022-04-04"),
        ..input()
    };
    assert_eq!(
        refused(&[], &register(late_duns)),
        "ENTITY_IDENTIFIER_WRONG_ERA"
    );
    let early_uei = RegisterOrganization {
        identifier: EntityIdentifier::Uei(Uei::parse("ZX9QD2MK4L7P").unwrap()),
        ..input()
    };
    assert_eq!(
        refused(&[], &register(early_uei)),
        "ENTITY_IDENTIFIER_WRONG_ERA"
    );
}

#[test]
fn the_future_is_not_recorded() {
    let future = RegisterOrganization {
        effective_on: day("2024-01-02"),
        ..input()
    };
    assert_eq!(refused(&[], &register(future)), "EFFECTIVE_ON_IN_FUTURE");
    assert_eq!(
        refused(&[registered()], &exclude("2024-01-02")),
        "EFFECTIVE_ON_IN_FUTURE"
    );
    let given = [registered(), excluded("2010-01-01")];
    assert_eq!(
        refused(&given, &reinstate("2024-01-02")),
        "EFFECTIVE_ON_IN_FUTURE"
    );
}

#[test]
fn an_exclusion_lasts_until_the_reinstatement() {
    let given = vec![registered(), excluded("2010-03-01")];
    Organizations::with(())
        .given(vec![registered()])
        .when(exclude("2010-03-01"))
        .then_expect_events(vec![excluded("2010-03-01")]);
    Organizations::with(())
        .given(given.clone())
        .when(exclude("2010-03-01"))
        .then_expect_events(Vec::new());
    assert_eq!(
        refused(&given, &exclude("2010-03-02")),
        "ORGANIZATION_ALREADY_EXCLUDED"
    );
    Organizations::with(())
        .given(given.clone())
        .when(reinstate("2010-06-01"))
        .then_expect_events(vec![reinstated("2010-06-01")]);
    assert_eq!(
        refused(&given, &reinstate("2010-03-01")),
        "EXCLUSION_OUT_OF_ORDER"
    );

    let mut organization = Organization::default();
    for event in given.iter().chain(&[reinstated("2010-06-01")]) {
        organization.evolve(event);
    }
    for (on, expected) in [
        ("2010-02-28", false),
        ("2010-03-01", true),
        ("2010-05-31", true),
        ("2010-06-01", false),
    ] {
        assert_eq!(organization.is_excluded_on(day(on)), expected, "{on}");
    }
}

#[test]
fn only_an_exclusion_is_ended_and_only_after_it_a_new_one_begins() {
    assert_eq!(
        refused(&[registered()], &reinstate("2010-01-01")),
        "ORGANIZATION_NOT_EXCLUDED"
    );
    let ended = vec![
        registered(),
        excluded("2010-03-01"),
        reinstated("2010-06-01"),
    ];
    assert_eq!(
        refused(&ended, &reinstate("2010-07-01")),
        "ORGANIZATION_NOT_EXCLUDED"
    );
    assert_eq!(
        refused(&ended, &exclude("2010-05-01")),
        "EXCLUSION_OUT_OF_ORDER"
    );
    Organizations::with(())
        .given(ended)
        .when(reinstate("2010-06-01"))
        .then_expect_events(Vec::new());
}

#[test]
fn what_is_not_registered_is_unknown() {
    assert_eq!(refused(&[], &exclude("2010-01-01")), "UNKNOWN_ORGANIZATION");
    assert_eq!(
        refused(&[], &reinstate("2010-01-01")),
        "UNKNOWN_ORGANIZATION"
    );
}
