//! The assistance programme's cases: fictional people under random codes, their families, letters, moves and ends.

use almoner_domain::{
    client::{
        AgeBand, ClientPhase, ClosingReason, EnrolmentAttestation, FamilyRelation, LetterKind,
        PhaseBasis, Population, RequestReceipt,
    },
    id::ClientCode,
    ledger::{
        AddFamilyMember, ChangeClientPhase, CloseClient, EnrolClient, ExcludeOrganization,
        RecordLetter, SuspendSubAward, TransferClient,
    },
    region::State,
};

use super::script::{Cast, Scene, Step, day, organization_id, reason, sub_award_id};

/// Where services are given: sub-award, sub-awardee, state, how many cases.
pub(super) const PLACES: &[(&str, &str, State, usize)] = &[
    ("TVAP-TX", "prairie-example", State::TX, 8),
    ("TVAP-CA", "pacific-example", State::CA, 8),
    ("TVAP-VA", "tidewater-example", State::VA, 4),
    ("TVAP-WA", "sound-example", State::WA, 4),
    ("TVAP-IL", "midway-example", State::IL, 8),
    ("TVAP-NY", "borough-example", State::NY, 6),
    ("TVAP-GA", "peachtree-example", State::GA, 6),
    ("TVAP-FL", "keys-example", State::FL, 4),
];

/// A case of the script, under the code that the ledger gave it.
#[derive(Debug, Clone)]
pub(super) struct Case {
    /// The client's code.
    pub(super) code: ClientCode,
    /// Under which sub-award it was taken up.
    pub(super) sub_award: &'static str,
    /// By whom.
    pub(super) sub_awardee: &'static str,
    /// Its place among the cases of its sub-award, from 0.
    pub(super) rank: usize,
}

/// How many cases are enrolled.
pub(super) fn cases_count() -> usize {
    PLACES.iter().map(|(_, _, _, cases)| cases).sum()
}

/// Cases are taken up. The codes are minted anew at every load; the journal remembers the first.
pub(super) fn enrol(codes: Vec<ClientCode>) -> Vec<Step> {
    let mut scene = Scene::new("enrol");
    let mut codes = codes.into_iter();
    for (sub_award, sub_awardee, state, cases) in PLACES {
        for rank in 0..*cases {
            let child = is_child(rank);
            let command = EnrolClient {
                client: codes.next().expect("a code for every case"),
                sub_award: sub_award_id(sub_award),
                population: if child {
                    Population::Child
                } else {
                    Population::Adult
                },
                age_band: if child {
                    AgeBand::Under18
                } else {
                    AgeBand::From25To44
                },
                state: *state,
                phase: if child {
                    ClientPhase::InterimAssistance
                } else {
                    ClientPhase::PreCertified
                },
                attestation: EnrolmentAttestation {
                    foreign_national: true,
                    out_of_situation: true,
                    needs_case_management: true,
                    not_in_custody: true,
                },
                effective_on: day("2018-11-01"),
            };
            scene.on(day("2018-11-02"), Cast::Subawardee(sub_awardee), command);
        }
    }
    scene.into_steps()
}

/// The cases in the order of [`enrol`], under the codes that the journal answered with.
pub(super) fn cases(codes: &[ClientCode]) -> Vec<Case> {
    let places = PLACES
        .iter()
        .flat_map(|(sub_award, sub_awardee, _, cases)| {
            (0..*cases).map(move |rank| (*sub_award, *sub_awardee, rank))
        });
    places
        .zip(codes)
        .map(|((sub_award, sub_awardee, rank), code)| Case {
            code: code.clone(),
            sub_award,
            sub_awardee,
            rank,
        })
        .collect()
}

/// A case of the script.
pub(super) fn case<'c>(cases: &'c [Case], sub_award: &str, rank: usize) -> &'c Case {
    cases
        .iter()
        .find(|case| case.sub_award == sub_award && case.rank == rank)
        .expect("the script names its own cases")
}

fn is_child(rank: usize) -> bool {
    rank % 4 == 3
}

fn has_family(case: &Case) -> bool {
    case.rank == 1
}

/// How many family members join a case.
pub(super) fn members_count(cases: &[Case]) -> usize {
    cases.iter().filter(|case| has_family(case)).count()
}

/// Family members, certifications, a transfer, a closing, an exclusion and a suspension.
pub(super) fn life_of_cases(cases: &[Case], members: Vec<ClientCode>) -> Vec<Step> {
    let mut scene = Scene::new("case");
    for (case, member) in cases.iter().filter(|case| has_family(case)).zip(members) {
        let joined = AddFamilyMember {
            client: case.code.clone(),
            member,
            relation: FamilyRelation::T3,
            in_household: true,
            effective_on: day("2018-12-03"),
        };
        scene.on(
            day("2018-12-04"),
            Cast::Subawardee(case.sub_awardee),
            joined,
        );
    }
    for case in cases.iter().filter(|case| case.rank == 2) {
        let certified = ChangeClientPhase {
            client: case.code.clone(),
            phase: ClientPhase::Certified,
            basis: PhaseBasis::ContinuedPresence,
            effective_on: day("2019-01-10"),
        };
        scene.on(
            day("2019-01-11"),
            Cast::Subawardee(case.sub_awardee),
            certified,
        );
    }
    let moved = TransferClient {
        client: case(cases, "TVAP-TX", 6).code.clone(),
        to_sub_award: sub_award_id("TVAP-CA"),
        state: State::CA,
        effective_on: day("2019-03-15"),
    };
    let closed = CloseClient {
        client: case(cases, "TVAP-IL", 6).code.clone(),
        reason: ClosingReason::ServicesCompleted,
        effective_on: day("2019-02-15"),
    };
    let suspended = SuspendSubAward {
        sub_award: sub_award_id("TVAP-WA"),
        reason: reason("A monitoring visit found records missing (fictional)."),
        effective_on: day("2019-06-10"),
    };
    let excluded = ExcludeOrganization {
        organization: organization_id("keys-example"),
        effective_on: day("2019-03-01"),
    };
    scene.on(day("2019-03-16"), Cast::Grantee("uscri", 1), moved);
    scene.on(
        day("2019-02-16"),
        Cast::Subawardee("midway-example"),
        closed,
    );
    scene.on(day("2019-06-10"), Cast::Grantee("uscri", 1), suspended);
    scene.on(day("2019-06-10"), Cast::Officer, excluded);
    scene.into_steps()
}

/// The children are found eligible before their interim assistance ends.
pub(super) fn children_found_eligible(cases: &[Case]) -> Vec<Step> {
    let mut scene = Scene::new("letter");
    for case in cases.iter().filter(|case| is_child(case.rank)) {
        let eligible = RecordLetter {
            client: case.code.clone(),
            kind: LetterKind::Eligibility,
            dated_on: day("2019-01-15"),
            basis: None,
            receipt: Some(RequestReceipt {
                received_on: day("2018-11-05"),
                under_18_on_receipt: true,
            }),
            effective_on: day("2019-01-15"),
        };
        scene.on(
            day("2019-01-16"),
            Cast::Subawardee(case.sub_awardee),
            eligible,
        );
    }
    scene.into_steps()
}
