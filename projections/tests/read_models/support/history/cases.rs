//! The cases of the history.

use almoner_domain::{
    client::{
        AgeBand, ClientPhase, ExtensionReason, FamilyRelation, HoldReason, LeavingReason,
        LetterKind, PhaseBasis, Population, ReopeningReason, RequestReceipt,
    },
    ledger::{
        AddFamilyMember, ChangeClientPhase, EnrolClient, ExtendInterimAssistance, PlaceClientHold,
        RecordCaseReference, RecordLetter, RemoveFamilyMember, ReopenClient, testing::enrol,
    },
};

use super::*;

pub(super) fn cases(scenario: &mut Scenario, clients: u32) {
    for number in 1..=clients {
        let code = client_of(number);
        give(scenario, enrol(code.as_str(), "TV-1"));
        if number % 3 == 0 {
            give(
                scenario,
                ChangeClientPhase {
                    client: code.clone(),
                    phase: ClientPhase::Certified,
                    basis: PhaseBasis::TVisa,
                    effective_on: day("2019-02-01"),
                },
            );
        }
        if number % 5 == 0 {
            give(
                scenario,
                AddFamilyMember {
                    client: code,
                    member: ClientCode::parse(&format!("C-FA{number:014}")).unwrap(),
                    relation: FamilyRelation::T3,
                    in_household: number % 2 == 0,
                    effective_on: day("2019-02-01"),
                },
            );
        }
    }
}

/// A child's case: interim assistance and its extension, a family member who leaves, a closing and a re-opening, the
/// letter.
pub(super) fn child(scenario: &mut Scenario) {
    let code = client_of(CHILD);
    let member = client("C-FA00000000009001");
    let letter = |kind, on| RecordLetter {
        client: code.clone(),
        kind,
        dated_on: day(on),
        basis: None,
        receipt: Some(RequestReceipt {
            received_on: day("2019-02-25"),
            under_18_on_receipt: true,
        }),
        effective_on: day(on),
    };
    give(
        scenario,
        EnrolClient {
            population: Population::Child,
            age_band: AgeBand::Under18,
            phase: ClientPhase::InterimAssistance,
            effective_on: day("2019-03-01"),
            ..enrol(code.as_str(), "TV-1")
        },
    );
    give(
        scenario,
        letter(LetterKind::InterimAssistance, "2019-03-01"),
    );
    give(
        scenario,
        AddFamilyMember {
            client: code.clone(),
            member: member.clone(),
            relation: FamilyRelation::T4,
            in_household: true,
            effective_on: day("2019-03-04"),
        },
    );
    give(
        scenario,
        ExtendInterimAssistance {
            client: code.clone(),
            reason: ExtensionReason::DecisionPending,
            effective_on: day("2019-05-20"),
        },
    );
    give(
        scenario,
        RemoveFamilyMember {
            client: code.clone(),
            member,
            reason: LeavingReason::LeftHousehold,
            effective_on: day("2019-05-21"),
        },
    );
    give(
        scenario,
        CloseClient {
            client: code.clone(),
            reason: ClosingReason::LostContact,
            effective_on: day("2019-05-22"),
        },
    );
    give(
        scenario,
        ReopenClient {
            client: code.clone(),
            reason: ReopeningReason::ReturnedForServices,
            effective_on: day("2019-06-03"),
        },
    );
    give(scenario, letter(LetterKind::Eligibility, "2019-06-10"));
    kept(scenario);
}

/// What is held about the child: a reference, and another in its place; a hold that stands.
fn kept(scenario: &mut Scenario) {
    for (ciphertext, on) in [("AAAA", "2019-06-11"), ("BBBB", "2019-06-12")] {
        give(
            scenario,
            RecordCaseReference {
                client: client_of(CHILD),
                reference: super::super::erasures::sealed(ciphertext),
                effective_on: day(on),
            },
        );
    }
    give(
        scenario,
        PlaceClientHold {
            client: client_of(CHILD),
            reason: HoldReason::Audit,
            effective_on: day("2019-06-13"),
        },
    );
}
