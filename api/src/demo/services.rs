//! The assistance programme at work: fictional cases, claims that reach every outcome, approvals and payments.

use almoner_domain::{
    claim::{ClaimLine, ClaimPart, DenialReason},
    client::{
        AgeBand, ClientPhase, ClosingReason, EnrolmentAttestation, FamilyRelation, LetterKind,
        PhaseBasis, Population, RequestReceipt,
    },
    id::{ClaimId, ClaimNumber, ClientCode, PaymentId},
    identifier::Fain,
    ledger::{
        AddFamilyMember, ApproveClaim, AuthorisePayment, ChangeClientPhase, CloseClient,
        ConfirmPayment, DenyClaim, EnrolClient, ExcludeOrganization, PreparePayment, RecordLetter,
        SubmitClaim, SuspendSubAward, TransferClient,
    },
    money::Money,
    period::Month,
    programme::Category,
    region::State,
};
use sha2::{Digest as _, Sha256};

use super::{
    awards::sub_award_id,
    script::{Cast, Scene, Step, day, organization_id, reason},
};

/// Where services are given: sub-award, sub-awardee, state, how many cases.
const PLACES: &[(&str, &str, State, usize)] = &[
    ("TVAP-TX", "prairie-example", State::TX, 8),
    ("TVAP-CA", "pacific-example", State::CA, 8),
    ("TVAP-VA", "tidewater-example", State::VA, 4),
    ("TVAP-WA", "sound-example", State::WA, 4),
    ("TVAP-IL", "midway-example", State::IL, 8),
    ("TVAP-NY", "borough-example", State::NY, 6),
    ("TVAP-GA", "peachtree-example", State::GA, 6),
    ("TVAP-FL", "keys-example", State::FL, 4),
];

const MONTHS: &[&str] = &[
    "2018-11", "2018-12", "2019-01", "2019-02", "2019-03", "2019-04", "2019-05",
];

/// A case of the script, under the code that the ledger gave it.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) code: ClientCode,
    sub_award: &'static str,
    sub_awardee: &'static str,
    /// Its place among the cases of its sub-award, from 0.
    rank: usize,
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

fn case<'c>(cases: &'c [Case], sub_award: &str, rank: usize) -> &'c Case {
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

/// A claim of the script, and what an officer does with it.
#[derive(Debug, Clone)]
pub(super) struct Claimed {
    pub(super) claim: ClaimId,
    pub(super) award: &'static str,
    pub(super) prime: &'static str,
    /// Nothing about it is out of the ordinary, so that an officer approves it.
    pub(super) ordinary: bool,
}

fn prime_of(sub_award: &str) -> (&'static str, &'static str) {
    match sub_award {
        "TVAP-IL" | "TVAP-NY" => ("90ZV9922", "heartland"),
        "TVAP-GA" | "TVAP-FL" => ("90ZV9923", "tapestri"),
        _ => ("90ZV9921", "uscri"),
    }
}

fn amount(dollars: usize) -> Money {
    let cents = i64::try_from(dollars * 100).expect("the script's amounts are small");
    Money::from_cents(cents)
}

fn administration(dollars: usize) -> ClaimLine {
    ClaimLine {
        number: 1,
        category: Category::CaseManagement,
        part: ClaimPart::Administration,
        billed: amount(dollars),
        paid_on: None,
        receipt_digest: None,
        other_payer: false,
        dependent: None,
    }
}

fn direct(number: u32, category: Category, dollars: usize, month: &str) -> ClaimLine {
    ClaimLine {
        number,
        category,
        part: ClaimPart::Direct,
        billed: amount(dollars),
        paid_on: Some(
            Month::parse(month)
                .expect("a month of the script")
                .last_day(),
        ),
        receipt_digest: Some(hex::encode(Sha256::digest(format!(
            "demo receipt {category:?} {dollars} {month}"
        )))),
        other_payer: false,
        dependent: None,
    }
}

/// The claims being written.
struct Claims {
    scene: Scene,
    claimed: Vec<Claimed>,
    numbers: usize,
}

impl Claims {
    fn submit(
        &mut self,
        of: &Case,
        to: &'static str,
        month: &str,
        lines: Vec<ClaimLine>,
        received: &str,
        ordinary: bool,
    ) {
        self.numbers += 1;
        let number =
            ClaimNumber::parse(&format!("{}-{:04}", month, self.numbers)).expect("a plain number");
        let sub_award = sub_award_id(to);
        let (award, prime) = prime_of(to);
        self.claimed.push(Claimed {
            claim: ClaimId::of(&sub_award, &number),
            award,
            prime,
            ordinary,
        });
        let sub_awardee = PLACES
            .iter()
            .find_map(|(id, sub_awardee, _, _)| (*id == to).then_some(*sub_awardee))
            .expect("a sub-award of the script");
        let command = SubmitClaim {
            sub_award,
            number,
            client: of.code.clone(),
            service_month: Month::parse(month).expect("a month of the script"),
            lines,
            effective_on: day(received),
        };
        self.scene
            .on(day(received), Cast::Subawardee(sub_awardee), command);
    }
}

/// Seven months of claims for every case, then the claims that go wrong, each in its own way.
pub(super) fn claims(cases: &[Case]) -> (Vec<Step>, Vec<Claimed>) {
    let mut claims = Claims {
        scene: Scene::new("claim"),
        claimed: Vec::new(),
        numbers: 0,
    };
    for month in MONTHS {
        for (at, case) in cases.iter().enumerate() {
            // The case that is transferred, the one that is closed and the one whose claims go wrong come later.
            if matches!(
                (case.sub_award, case.rank),
                ("TVAP-TX", 6 | 7) | ("TVAP-IL", 6)
            ) {
                continue;
            }
            // One case of each place has expenses that pass its annual cap of 6,000.
            let housing = if case.rank == 0 {
                850
            } else {
                180 + 10 * (at % 9)
            };
            let lines = vec![
                administration(300),
                direct(2, Category::Housing, housing, month),
                direct(3, Category::Transportation, 40 + at % 7, month),
            ];
            // By its last month the case that passes its cap has nothing left.
            let nothing_left = case.rank == 0 && *month == "2019-05";
            let ordinary = !matches!(case.sub_award, "TVAP-FL" | "TVAP-WA" | "TVAP-VA")
                && at % 11 != 5
                && !nothing_left;
            claims.submit(case, case.sub_award, month, lines, "2019-06-15", ordinary);
        }
    }
    exceptions(&mut claims, cases);
    (claims.scene.into_steps(), claims.claimed)
}

fn exceptions(claims: &mut Claims, cases: &[Case]) {
    let odd = case(cases, "TVAP-TX", 7);
    let usual = |month: &str| vec![administration(300), direct(2, Category::Legal, 275, month)];
    let on = "2019-06-20";
    // 45: over the monthly rate; 16: no receipt.
    let mut unreceipted = direct(3, Category::Medical, 50, "2018-11");
    unreceipted.receipt_digest = None;
    let lines = vec![
        administration(400),
        direct(2, Category::Legal, 550, "2018-11"),
        unreceipted,
    ];
    claims.submit(odd, "TVAP-TX", "2018-11", lines, on, true);
    // 22: another payer owes a line.
    let mut other = direct(2, Category::Medical, 120, "2018-12");
    other.other_payer = true;
    claims.submit(
        odd,
        "TVAP-TX",
        "2018-12",
        vec![administration(300), other],
        on,
        true,
    );
    // 18: the same content under another number.
    claims.submit(odd, "TVAP-TX", "2019-01", usual("2019-01"), on, true);
    claims.submit(odd, "TVAP-TX", "2019-01", usual("2019-01"), on, false);
    // 26: before enrolment; 96: before the sub-award's period.
    claims.submit(odd, "TVAP-TX", "2018-10", usual("2018-10"), on, false);
    claims.submit(odd, "TVAP-TX", "2018-09", usual("2018-09"), on, false);
    // 27: after the case was closed.
    let closed = case(cases, "TVAP-IL", 6);
    claims.submit(closed, "TVAP-IL", "2018-12", usual("2018-12"), on, true);
    claims.submit(closed, "TVAP-IL", "2019-04", usual("2019-04"), on, false);
    // 29: more than a year late.
    claims.submit(
        odd,
        "TVAP-TX",
        "2019-02",
        usual("2019-02"),
        "2020-12-31",
        false,
    );
    // 31: another sub-awardee's case, in a month that nobody billed.
    claims.submit(odd, "TVAP-CA", "2019-04", usual("2019-04"), on, false);
    // 18: another sub-awardee's case, in a month that is billed already.
    let billed = case(cases, "TVAP-CA", 3);
    claims.submit(billed, "TVAP-TX", "2019-05", usual("2019-05"), on, false);
    // 109: another prime's region.
    claims.submit(
        case(cases, "TVAP-GA", 3),
        "TVAP-NY",
        "2019-05",
        usual("2019-05"),
        on,
        false,
    );
    // 97: the month's one unit of case management was billed before the transfer.
    let moved = case(cases, "TVAP-TX", 6);
    claims.submit(moved, "TVAP-TX", "2019-03", usual("2019-03"), on, true);
    let after = vec![
        administration(300),
        direct(2, Category::Housing, 310, "2019-03"),
    ];
    claims.submit(moved, "TVAP-CA", "2019-03", after, on, false);
}

/// Officers decide, and each prime pays what was approved: prepared, authorised and confirmed by three persons. The
/// second half of what was approved is prepared and waits to be authorised.
pub(super) fn decide_and_pay(claimed: &[Claimed]) -> Vec<Step> {
    let mut scene = Scene::new("pay");
    for (at, claim) in claimed
        .iter()
        .enumerate()
        .filter(|(_, claim)| claim.ordinary)
    {
        if at % 23 == 7 {
            let denied = DenyClaim {
                claim: claim.claim.clone(),
                reason: DenialReason::EvidenceInsufficient,
                effective_on: day("2019-07-01"),
            };
            scene.on(day("2019-07-01"), Cast::Officer, denied);
        } else {
            let approved = ApproveClaim {
                claim: claim.claim.clone(),
                effective_on: day("2019-07-01"),
            };
            scene.on(day("2019-07-01"), Cast::Officer, approved);
        }
    }
    for (award, prime) in [
        ("90ZV9921", "uscri"),
        ("90ZV9922", "heartland"),
        ("90ZV9923", "tapestri"),
    ] {
        let approved: Vec<ClaimId> = claimed
            .iter()
            .enumerate()
            .filter(|(at, claim)| claim.ordinary && claim.award == award && at % 23 != 7)
            .map(|(_, claim)| claim.claim.clone())
            .collect();
        debug_assert!(
            claimed
                .iter()
                .all(|claim| claim.award != award || claim.prime == prime)
        );
        let (first, second) = approved.split_at(approved.len() / 2);
        pay(&mut scene, award, prime, first, 1, true);
        pay(&mut scene, award, prime, second, 2, false);
    }
    scene.into_steps()
}

fn pay(
    scene: &mut Scene,
    award: &str,
    prime: &str,
    claims: &[ClaimId],
    number: u8,
    confirmed: bool,
) {
    let payment = PaymentId::parse(&format!("{award}-P{number}")).expect("a plain id");
    let on = day("2019-07-15");
    let prepared = PreparePayment {
        payment: payment.clone(),
        award: Fain::parse(award).expect("a FAIN"),
        claims: claims.to_vec(),
        justification: reason("Per-capita reimbursement of approved claims (fictional)."),
        effective_on: on,
    };
    scene.on(on, Cast::Grantee(prime, 1), prepared);
    if confirmed {
        let authorised = AuthorisePayment {
            payment: payment.clone(),
            effective_on: on,
        };
        scene.on(on, Cast::Grantee(prime, 2), authorised);
        scene.on(
            on,
            Cast::Grantee(prime, 3),
            ConfirmPayment {
                payment,
                effective_on: on,
            },
        );
    }
}
