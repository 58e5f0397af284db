//! Given/when/then: a guard each, and the order of guards, by subject.

mod benefits;
mod closing;
mod enrolment;
mod erasure;
mod family;
mod letters;
mod phases;
mod properties;
mod transfer;
mod windows;

use chrono::NaiveDate;
use cqrs_es::test::TestFramework;

use super::*;
use crate::{
    id::{ActorId, ClaimId, ClientCode, OrganizationId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    ledger::{
        AddFamilyMember, ChangeClientPhase, CloseClient, EnrolClient, ExtendInterimAssistance,
        RecordLetter, RemoveFamilyMember, ReopenClient, TransferClient,
    },
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

fn reopen_under(placement: Placement, on: &str) -> ClientCommand {
    ClientCommand::Reopen {
        input: ReopenClient {
            client: code(CLIENT),
            reason: ReopeningReason::ReturnedForServices,
            effective_on: day(on),
        },
        placement,
        received_on: received_on(),
    }
}

fn reopen(on: &str) -> ClientCommand {
    reopen_under(placement("TV-1"), on)
}

fn reserve(claim: &str, month: &str, administration: i64, direct: i64) -> ClientCommand {
    ClientCommand::Reserve {
        claim: ClaimId::parse(claim).unwrap(),
        sub_award: SubAwardId::parse(claim.split_once(':').unwrap().0).unwrap(),
        service_month: Month::parse(month).unwrap(),
        benefit_year: BenefitYear(day("2018-09-30")),
        administration: Money::from_cents(administration),
        direct: Money::from_cents(direct),
        unit: UnitTake::Whole,
        unit_phases: Vec::new(),
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
