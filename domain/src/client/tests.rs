//! Given/when/then: a guard each, and the order of guards.

use chrono::NaiveDate;
use cqrs_es::test::TestFramework;

use super::*;
use crate::{
    id::{ClaimId, ClientCode, OrganizationId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    ledger::{AddFamilyMember, ChangeClientPhase, CloseClient, EnrolClient, TransferClient},
    money::Money,
    period::{EffectiveOnError, Month, Period},
    programme::YearBasis,
    region::{Region, State},
};

const CLIENT: &str = "C-0000000000000001";
const MEMBER: &str = "C-0000000000000002";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn code(text: &str) -> ClientCode {
    ClientCode::parse(text).unwrap()
}

fn received_on() -> NaiveDate {
    day("2019-06-30")
}

fn enrolment() -> EnrolClient {
    EnrolClient {
        client: code(CLIENT),
        sub_award: SubAwardId::parse("TV-1").unwrap(),
        population: Population::Adult,
        age_band: AgeBand::From25To44,
        state: State::CO,
        phase: ClientPhase::PendingScreening,
        attestation: EnrolmentAttestation {
            foreign_national: true,
            out_of_situation: true,
            needs_case_management: true,
            not_in_custody: true,
        },
        effective_on: day("2018-10-15"),
    }
}

fn placement(sub_award: &str) -> Placement {
    Placement {
        terms: ClientTerms {
            sub_award: SubAwardId::parse(sub_award).unwrap(),
            organization: OrganizationId::parse(&format!("of-{sub_award}")).unwrap(),
            award: Fain::parse("90ZV9921").unwrap(),
            programme: ProgrammeCode::parse("TVAP").unwrap(),
            state: State::CO,
        },
        grantee: OrganizationId::parse("prime").unwrap(),
        active: true,
        states: vec![State::CO],
        regions: vec![Region::try_from(8).unwrap()],
        period: Period::try_new(day("2018-10-01"), day("2019-09-29")).unwrap(),
    }
}

fn enrol_with(input: EnrolClient, placement: Placement) -> ClientCommand {
    ClientCommand::Enrol {
        input,
        placement,
        received_on: received_on(),
    }
}

fn enrol(input: EnrolClient) -> ClientCommand {
    enrol_with(input, placement("TV-1"))
}

fn enrolled_as(input: EnrolClient) -> Vec<ClientEvent> {
    Client::Unknown.decide(&enrol(input)).unwrap()
}

fn enrolled() -> Vec<ClientEvent> {
    enrolled_as(enrolment())
}

fn child() -> EnrolClient {
    EnrolClient {
        population: Population::Child,
        age_band: AgeBand::Under18,
        phase: ClientPhase::InterimAssistance,
        ..enrolment()
    }
}

fn change(phase: ClientPhase, basis: PhaseBasis, on: &str) -> ClientCommand {
    ClientCommand::ChangePhase {
        input: ChangeClientPhase {
            client: code(CLIENT),
            phase,
            basis,
            effective_on: day(on),
        },
        received_on: received_on(),
    }
}

fn member(relation: FamilyRelation, on: &str) -> AddFamilyMember {
    AddFamilyMember {
        client: code(CLIENT),
        member: code(MEMBER),
        relation,
        in_household: true,
        effective_on: day(on),
    }
}

fn add(input: AddFamilyMember) -> ClientCommand {
    ClientCommand::AddFamilyMember {
        input,
        member_has_case: false,
        received_on: received_on(),
    }
}

fn transfer_with(placement: Placement, on: &str) -> ClientCommand {
    ClientCommand::Transfer {
        input: TransferClient {
            client: code(CLIENT),
            to_sub_award: placement.terms.sub_award.clone(),
            state: State::CO,
            effective_on: day(on),
        },
        placement,
        from_grantee: OrganizationId::parse("prime").unwrap(),
        received_on: received_on(),
    }
}

fn close(on: &str) -> ClientCommand {
    ClientCommand::Close {
        input: CloseClient {
            client: code(CLIENT),
            reason: ClosingReason::ServicesCompleted,
            effective_on: day(on),
        },
        received_on: received_on(),
    }
}

fn reserve(claim: &str, month: &str, administration: i64, direct: i64) -> ClientCommand {
    ClientCommand::Reserve {
        claim: ClaimId::parse(claim).unwrap(),
        sub_award: SubAwardId::parse(claim.split_once(':').unwrap().0).unwrap(),
        service_month: Month::parse(month).unwrap(),
        benefit_year: BenefitYear(day("2018-09-30")),
        administration: Money::from_cents(administration),
        direct: Money::from_cents(direct),
        content_digest: format!("digest of {claim}"),
        effective_on: day("2019-06-15"),
    }
}

/// The events of the commands, one after the other.
fn after(commands: &[ClientCommand]) -> Vec<ClientEvent> {
    let mut client = Client::Unknown;
    let mut events = Vec::new();
    for command in commands {
        for event in client.decide(command).unwrap() {
            client.evolve(&event);
            events.push(event);
        }
    }
    events
}

fn state(commands: &[ClientCommand]) -> Client {
    let mut client = Client::Unknown;
    for event in after(commands) {
        client.evolve(&event);
    }
    client
}

fn given(events: Vec<ClientEvent>) -> cqrs_es::test::AggregateTestExecutor<Client> {
    TestFramework::<Client>::with(()).given(events)
}

#[test]
fn an_attested_foreign_national_is_enrolled() {
    let events = enrolled();
    assert_eq!(events.len(), 1);
    let ClientEvent::ClientEnrolled {
        organization,
        state,
        phase,
        ..
    } = &events[0]
    else {
        panic!("{events:?}");
    };
    assert_eq!(organization.as_str(), "of-TV-1");
    assert_eq!((*state, *phase), (State::CO, ClientPhase::PendingScreening));
}

#[test]
fn each_attestation_that_is_missing_has_its_own_code() {
    let codes: Vec<_> = [
        |attested: &mut EnrolmentAttestation| attested.foreign_national = false,
        |attested: &mut EnrolmentAttestation| attested.out_of_situation = false,
        |attested: &mut EnrolmentAttestation| attested.needs_case_management = false,
        |attested: &mut EnrolmentAttestation| attested.not_in_custody = false,
    ]
    .into_iter()
    .map(|withhold| {
        let mut input = enrolment();
        withhold(&mut input.attestation);
        Client::Unknown.decide(&enrol(input)).unwrap_err().code()
    })
    .collect();
    assert_eq!(
        codes,
        [
            "CLIENT_NOT_FOREIGN_NATIONAL",
            "CLIENT_STILL_IN_SITUATION",
            "CLIENT_NEEDS_NO_CASE_MANAGEMENT",
            "CLIENT_IN_CUSTODY"
        ]
    );
}

#[test]
fn an_enrolment_is_refused_for_what_is_the_matter_with_it() {
    let refused = |input: EnrolClient, placement: Placement| {
        Client::Unknown
            .decide(&enrol_with(input, placement))
            .unwrap_err()
            .code()
    };
    let here = || placement("TV-1");
    let table = [
        (
            EnrolClient {
                phase: ClientPhase::Eligible,
                ..enrolment()
            },
            here(),
            "CLIENT_PHASE_NOT_OF_POPULATION",
        ),
        (
            EnrolClient {
                phase: ClientPhase::Certified,
                ..child()
            },
            here(),
            "CLIENT_PHASE_NOT_OF_POPULATION",
        ),
        (
            EnrolClient {
                age_band: AgeBand::Under18,
                ..enrolment()
            },
            here(),
            "CLIENT_AGE_BAND_NOT_OF_POPULATION",
        ),
        (
            EnrolClient {
                age_band: AgeBand::From45,
                ..child()
            },
            here(),
            "CLIENT_AGE_BAND_NOT_OF_POPULATION",
        ),
        (
            enrolment(),
            Placement {
                active: false,
                ..here()
            },
            "CLIENT_SUB_AWARD_NOT_ACTIVE",
        ),
        (
            EnrolClient {
                state: State::UT,
                ..enrolment()
            },
            here(),
            "ENROLMENT_OUTSIDE_REGION",
        ),
        (
            EnrolClient {
                state: State::TX,
                ..enrolment()
            },
            Placement {
                states: Vec::new(),
                ..here()
            },
            "ENROLMENT_OUTSIDE_REGION",
        ),
        (
            EnrolClient {
                effective_on: day("2019-07-01"),
                ..enrolment()
            },
            here(),
            "EFFECTIVE_ON_IN_FUTURE",
        ),
        (
            EnrolClient {
                effective_on: day("2018-09-30"),
                ..enrolment()
            },
            here(),
            "ENROLMENT_OUTSIDE_PERIOD",
        ),
    ];
    for (input, placement, code) in table {
        assert_eq!(refused(input, placement), code);
    }
}

#[test]
fn an_enrolments_guards_stand_in_order() {
    // Everything is wrong at once; mending the first fault shows the next.
    let mut input = EnrolClient {
        state: State::TX,
        phase: ClientPhase::Eligible,
        age_band: AgeBand::Under18,
        effective_on: day("2019-07-01"),
        attestation: EnrolmentAttestation {
            foreign_national: false,
            ..enrolment().attestation
        },
        ..enrolment()
    };
    let mut place = Placement {
        active: false,
        period: Period::try_new(day("2018-01-01"), day("2018-01-31")).unwrap(),
        ..placement("TV-1")
    };
    let mut seen = Vec::new();
    for mend in 0..7 {
        let code = Client::Unknown
            .decide(&enrol_with(input.clone(), place.clone()))
            .unwrap_err()
            .code();
        seen.push(code);
        match mend {
            0 => place.active = true,
            1 => input.attestation.foreign_national = true,
            2 => input.phase = ClientPhase::Certified,
            3 => input.age_band = AgeBand::NotStated,
            4 => input.state = State::CO,
            _ => input.effective_on = day("2019-06-30"),
        }
    }
    assert_eq!(
        seen,
        [
            "CLIENT_SUB_AWARD_NOT_ACTIVE",
            "CLIENT_NOT_FOREIGN_NATIONAL",
            "CLIENT_PHASE_NOT_OF_POPULATION",
            "CLIENT_AGE_BAND_NOT_OF_POPULATION",
            "ENROLMENT_OUTSIDE_REGION",
            "EFFECTIVE_ON_IN_FUTURE",
            "ENROLMENT_OUTSIDE_PERIOD"
        ]
    );
}

#[test]
fn a_code_is_used_once() {
    given(enrolled())
        .when(enrol(enrolment()))
        .then_expect_events(Vec::new());
    given(enrolled())
        .when(enrol(child()))
        .then_expect_error(ClientError::CodeUsed {
            client: code(CLIENT),
        });
}

#[test]
fn an_adult_is_certified_on_any_one_of_three_grounds() {
    for basis in [
        PhaseBasis::ContinuedPresence,
        PhaseBasis::TVisa,
        PhaseBasis::BonaFideTApplication,
    ] {
        given(after(&[
            enrol(enrolment()),
            change(
                ClientPhase::PreCertified,
                PhaseBasis::Screening,
                "2018-11-01",
            ),
        ]))
        .when(change(ClientPhase::Certified, basis, "2019-01-10"))
        .then_expect_events(vec![ClientEvent::ClientPhaseChanged {
            client: code(CLIENT),
            from: ClientPhase::PreCertified,
            to: ClientPhase::Certified,
            basis,
            effective_on: day("2019-01-10"),
        }]);
    }
}

#[test]
fn a_case_goes_forward_and_only_as_far_as_its_basis_carries() {
    use ClientPhase::{Certified, Eligible, PendingScreening, PreCertified};
    let adult = || vec![enrol(enrolment())];
    let certified = || {
        let mut commands = adult();
        commands.push(change(Certified, PhaseBasis::TVisa, "2019-01-10"));
        commands
    };
    let table = [
        (
            adult(),
            PreCertified,
            PhaseBasis::TVisa,
            "2018-11-01",
            "CLIENT_PHASE_BASIS_INSUFFICIENT",
        ),
        (
            adult(),
            Certified,
            PhaseBasis::Screening,
            "2018-11-01",
            "CLIENT_PHASE_BASIS_INSUFFICIENT",
        ),
        (
            adult(),
            Certified,
            PhaseBasis::EligibilityLetter,
            "2018-11-01",
            "CLIENT_PHASE_BASIS_INSUFFICIENT",
        ),
        (
            adult(),
            Eligible,
            PhaseBasis::EligibilityLetter,
            "2018-11-01",
            "CLIENT_PHASE_OUT_OF_ORDER",
        ),
        (
            certified(),
            PreCertified,
            PhaseBasis::Screening,
            "2019-02-01",
            "CLIENT_PHASE_OUT_OF_ORDER",
        ),
        (
            certified(),
            PendingScreening,
            PhaseBasis::Screening,
            "2019-02-01",
            "CLIENT_PHASE_OUT_OF_ORDER",
        ),
        (
            certified(),
            Certified,
            PhaseBasis::TVisa,
            "2019-02-01",
            "CLIENT_PHASE_HOLDS",
        ),
        (
            adult(),
            PreCertified,
            PhaseBasis::Screening,
            "2018-10-14",
            "EFFECTIVE_ON_TOO_EARLY",
        ),
        (
            adult(),
            PreCertified,
            PhaseBasis::Screening,
            "2019-07-01",
            "EFFECTIVE_ON_IN_FUTURE",
        ),
        (
            vec![enrol(child())],
            Certified,
            PhaseBasis::TVisa,
            "2018-11-01",
            "CLIENT_PHASE_OUT_OF_ORDER",
        ),
        (
            vec![],
            PreCertified,
            PhaseBasis::Screening,
            "2018-11-01",
            "UNKNOWN_CLIENT",
        ),
    ];
    for (commands, phase, basis, on, code) in table {
        let refused = state(&commands).decide(&change(phase, basis, on));
        assert_eq!(
            refused.unwrap_err().code(),
            code,
            "{phase:?} {basis:?} {on}"
        );
    }
}

#[test]
fn a_repeated_change_of_phase_changes_nothing() {
    let certified = change(ClientPhase::Certified, PhaseBasis::TVisa, "2019-01-10");
    given(after(&[enrol(enrolment()), certified.clone()]))
        .when(certified)
        .then_expect_events(Vec::new());
}

#[test]
fn a_child_becomes_eligible_by_its_letter() {
    let letter = change(
        ClientPhase::Eligible,
        PhaseBasis::EligibilityLetter,
        "2018-12-01",
    );
    assert_eq!(after(&[enrol(child()), letter]).len(), 2);
}

#[test]
fn the_class_t6_exists_from_2013() {
    let early = EnrolClient {
        effective_on: day("2012-11-01"),
        ..enrolment()
    };
    let period = Period::try_new(day("2012-10-01"), day("2013-09-29")).unwrap();
    let place = Placement {
        period,
        ..placement("TV-1")
    };
    let events = Client::Unknown.decide(&enrol_with(early, place)).unwrap();
    given(events.clone())
        .when(add(member(FamilyRelation::T6, "2012-12-31")))
        .then_expect_error(ClientError::RelationNotYet {
            relation: FamilyRelation::T6,
        });
    for (relation, on) in [
        (FamilyRelation::T6, "2013-01-01"),
        (FamilyRelation::T2, "2012-12-31"),
    ] {
        given(events.clone())
            .when(add(member(relation, on)))
            .then_expect_events(vec![ClientEvent::FamilyMemberAdded {
                client: code(CLIENT),
                member: code(MEMBER),
                relation,
                in_household: true,
                effective_on: day(on),
            }]);
    }
}

#[test]
fn a_family_members_code_is_new() {
    let added = member(FamilyRelation::T2, "2018-11-01");
    let events = after(&[enrol(enrolment()), add(added.clone())]);
    given(events.clone())
        .when(add(added.clone()))
        .then_expect_events(Vec::new());
    let used = ClientError::MemberCodeUsed {
        member: code(MEMBER),
    };
    given(events)
        .when(add(member(FamilyRelation::T3, "2018-11-01")))
        .then_expect_error(used.clone());
    given(enrolled())
        .when(ClientCommand::AddFamilyMember {
            input: added.clone(),
            member_has_case: true,
            received_on: received_on(),
        })
        .then_expect_error(used);
    given(enrolled())
        .when(add(AddFamilyMember {
            member: code(CLIENT),
            ..added
        }))
        .then_expect_error(ClientError::MemberCodeUsed {
            member: code(CLIENT),
        });
}

#[test]
fn a_transferred_client_keeps_the_code() {
    let moved = transfer_with(placement("TV-2"), "2019-03-15");
    let events = after(&[enrol(enrolment()), moved.clone()]);
    assert_eq!(
        events[1],
        ClientEvent::ClientTransferred {
            client: code(CLIENT),
            from_sub_award: SubAwardId::parse("TV-1").unwrap(),
            sub_award: SubAwardId::parse("TV-2").unwrap(),
            organization: OrganizationId::parse("of-TV-2").unwrap(),
            award: Fain::parse("90ZV9921").unwrap(),
            programme: ProgrammeCode::parse("TVAP").unwrap(),
            state: State::CO,
            effective_on: day("2019-03-15"),
        }
    );
    given(events).when(moved).then_expect_events(Vec::new());
}

#[test]
fn a_transfer_is_refused_for_what_is_the_matter_with_it() {
    let there = || placement("TV-2");
    let elsewhere = |programme: &str, grantee: &str| {
        let mut place = there();
        place.terms.programme = ProgrammeCode::parse(programme).unwrap();
        place.grantee = OrganizationId::parse(grantee).unwrap();
        place
    };
    let table = [
        (
            placement("TV-1"),
            "2019-03-15",
            "TRANSFER_TO_SAME_SUB_AWARD",
        ),
        (
            Placement {
                active: false,
                ..there()
            },
            "2019-03-15",
            "CLIENT_SUB_AWARD_NOT_ACTIVE",
        ),
        (
            elsewhere("TVAP", "another"),
            "2019-03-15",
            "TRANSFER_OUTSIDE_PRIME",
        ),
        (
            elsewhere("DVHT", "prime"),
            "2019-03-15",
            "TRANSFER_OUTSIDE_PRIME",
        ),
        (
            Placement {
                states: vec![State::UT],
                ..there()
            },
            "2019-03-15",
            "TRANSFER_OUTSIDE_REGION",
        ),
        (there(), "2018-10-14", "EFFECTIVE_ON_TOO_EARLY"),
        (there(), "2019-07-01", "EFFECTIVE_ON_IN_FUTURE"),
        (
            Placement {
                period: Period::try_new(day("2019-04-01"), day("2019-09-29")).unwrap(),
                ..there()
            },
            "2019-03-15",
            "TRANSFER_OUTSIDE_PERIOD",
        ),
    ];
    for (place, on, code) in table {
        let refused = state(&[enrol(enrolment())]).decide(&transfer_with(place, on));
        assert_eq!(refused.unwrap_err().code(), code);
    }
}

#[test]
fn nothing_happens_to_a_case_after_it_closed() {
    let events = after(&[enrol(enrolment()), close("2019-02-15")]);
    given(events.clone())
        .when(close("2019-02-15"))
        .then_expect_events(Vec::new());
    for command in [
        close("2019-02-16"),
        change(ClientPhase::PreCertified, PhaseBasis::TVisa, "2019-07-01"),
        add(member(FamilyRelation::T2, "2019-07-01")),
        transfer_with(placement("TV-1"), "2019-07-01"),
    ] {
        // The phase is tested before anything that a policy has to say.
        given(events.clone())
            .when(command)
            .then_expect_error(ClientError::Closed {
                closed_on: day("2019-02-15"),
            });
    }
}

#[test]
fn a_case_does_not_close_before_its_latest_change() {
    given(after(&[
        enrol(enrolment()),
        add(member(FamilyRelation::T2, "2019-02-20")),
    ]))
    .when(close("2019-02-15"))
    .then_expect_error(
        EffectiveOnError::TooEarly {
            effective_on: day("2019-02-15"),
            earliest: day("2019-02-20"),
        }
        .into(),
    );
}

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
        enrol(enrolment()),
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
