//! Fictional cases that show each clock and phase: a screening that runs and one that lapsed, interim assistance with and
//! without its extension, a denial, a late certification, a transfer, a re-opening, an end for citizenship.

use almoner_domain::{
    client::{
        AgeBand, ClientPhase, ClosingReason, EnrolmentAttestation, ExtensionReason, LetterKind,
        PhaseBasis, Population, ReopeningReason, RequestReceipt,
    },
    id::ClientCode,
    ledger::{
        ChangeClientPhase, CloseClient, EnrolClient, ExtendInterimAssistance, RecordLetter,
        ReopenClient, TransferClient,
    },
    region::State,
};
use chrono::{Days, NaiveDate};

use super::script::{Cast, Scene, Step, day, sub_award_id};

/// A case that is taken up: under which sub-award, by whom, where, in what phase, when.
type Arrival = (&'static str, &'static str, State, ClientPhase, &'static str);

const ARRIVALS: [Arrival; 9] = [
    (
        "TVAP-TX",
        "prairie-example",
        State::TX,
        ClientPhase::PendingScreening,
        "2019-06-03",
    ),
    (
        "TVAP-TX",
        "prairie-example",
        State::TX,
        ClientPhase::InterimAssistance,
        "2019-05-06",
    ),
    (
        "TVAP-TX",
        "prairie-example",
        State::TX,
        ClientPhase::InterimAssistance,
        "2019-02-20",
    ),
    (
        "TVAP-CA",
        "pacific-example",
        State::CA,
        ClientPhase::PendingScreening,
        "2018-11-05",
    ),
    (
        "TVAP-CA",
        "pacific-example",
        State::CA,
        ClientPhase::InterimAssistance,
        "2019-01-07",
    ),
    (
        "TVAP-VA",
        "tidewater-example",
        State::VA,
        ClientPhase::PreCertified,
        "2018-11-01",
    ),
    (
        "TVAP-VA",
        "tidewater-example",
        State::VA,
        ClientPhase::PreCertified,
        "2018-12-03",
    ),
    (
        "TVAP-NY",
        "borough-example",
        State::NY,
        ClientPhase::PreCertified,
        "2018-11-01",
    ),
    (
        "TVAP-IL",
        "midway-example",
        State::IL,
        ClientPhase::PendingScreening,
        "2018-12-03",
    ),
];

/// How many cases are taken up.
pub(super) fn arrivals_count() -> usize {
    ARRIVALS.len()
}

/// The cases are taken up, each on its day.
pub(super) fn arrive(codes: Vec<ClientCode>) -> Vec<Step> {
    let mut scene = Scene::new("arrival");
    for (client, (sub_award, sub_awardee, state, phase, on)) in codes.into_iter().zip(ARRIVALS) {
        let child = phase == ClientPhase::InterimAssistance;
        let command = EnrolClient {
            client,
            sub_award: sub_award_id(sub_award),
            population: if child {
                Population::Child
            } else {
                Population::Adult
            },
            age_band: if child {
                AgeBand::Under18
            } else {
                AgeBand::From18To24
            },
            state,
            phase,
            attestation: EnrolmentAttestation {
                foreign_national: true,
                out_of_situation: true,
                needs_case_management: true,
                not_in_custody: true,
            },
            effective_on: day(on),
        };
        scene.on(day(on), Cast::Subawardee(sub_awardee), command);
    }
    scene.into_steps()
}

/// What becomes of them, under the codes that the journal answered with, in the order of [`arrive`].
pub(super) fn run(codes: &[ClientCode]) -> Vec<Step> {
    let mut course = Course {
        scene: Scene::new("course"),
        codes,
    };
    course.interim_assistance();
    course.late_certification();
    course.closings();
    course.scene.into_steps()
}

struct Course<'c> {
    scene: Scene,
    codes: &'c [ClientCode],
}

impl Course<'_> {
    fn code(&self, at: usize) -> ClientCode {
        self.codes[at].clone()
    }

    fn letter(&self, at: usize, kind: LetterKind, dated_on: &str) -> RecordLetter {
        RecordLetter {
            client: self.code(at),
            kind,
            dated_on: day(dated_on),
            basis: None,
            receipt: None,
            effective_on: day(dated_on),
        }
    }

    /// One child waits, one has an extension, one is denied.
    fn interim_assistance(&mut self) {
        let interim = self.letter(2, LetterKind::InterimAssistance, "2019-02-20");
        let extended = ExtendInterimAssistance {
            client: self.code(2),
            reason: ExtensionReason::DecisionPending,
            effective_on: day("2019-05-15"),
        };
        let denied = RecordLetter {
            receipt: Some(RequestReceipt {
                received_on: day("2019-01-10"),
                under_18_on_receipt: false,
            }),
            ..self.letter(4, LetterKind::EligibilityDenied, "2019-02-28")
        };
        let (scene, intake) = (&mut self.scene, "prairie-example");
        scene.on(day("2019-02-22"), Cast::Subawardee(intake), interim);
        scene.on(day("2019-05-15"), Cast::Grantee("uscri", 1), extended);
        scene.on(
            day("2019-03-01"),
            Cast::Subawardee("pacific-example"),
            denied,
        );
    }

    /// The letter comes in March and certifies from January on.
    fn late_certification(&mut self) {
        let screened = ChangeClientPhase {
            client: self.code(3),
            phase: ClientPhase::PreCertified,
            basis: PhaseBasis::Screening,
            effective_on: day("2018-12-10"),
        };
        let certified = RecordLetter {
            basis: Some(PhaseBasis::TVisa),
            effective_on: day("2019-01-31"),
            ..self.letter(3, LetterKind::Certification, "2019-03-20")
        };
        let by = Cast::Subawardee("pacific-example");
        self.scene.on(day("2018-12-10"), by, screened);
        self.scene.on(day("2019-03-22"), by, certified);
    }

    /// Custody and a re-opening, a transfer, citizenship.
    fn closings(&mut self) {
        let custody = CloseClient {
            client: self.code(5),
            reason: ClosingReason::Custody,
            effective_on: day("2019-01-15"),
        };
        let reopened = ReopenClient {
            client: self.code(5),
            reason: ReopeningReason::CustodyEnded,
            effective_on: day("2019-03-04"),
        };
        let moved = TransferClient {
            client: self.code(6),
            to_sub_award: sub_award_id("TVAP-CA"),
            state: State::CA,
            effective_on: day("2019-04-01"),
        };
        let citizen = CloseClient {
            client: self.code(7),
            reason: ClosingReason::Citizenship,
            effective_on: day("2019-05-02"),
        };
        let tidewater = Cast::Subawardee("tidewater-example");
        self.scene
            .on(next(custody.effective_on), tidewater, custody);
        self.scene
            .on(next(reopened.effective_on), tidewater, reopened);
        self.scene
            .on(day("2019-04-02"), Cast::Grantee("uscri", 1), moved);
        self.scene.on(
            day("2019-05-03"),
            Cast::Subawardee("borough-example"),
            citizen,
        );
    }
}

/// The day after, when it is recorded.
fn next(on: NaiveDate) -> NaiveDate {
    on + Days::new(1)
}
