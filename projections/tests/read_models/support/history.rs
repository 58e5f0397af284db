//! Histories that the domain itself decided.

use almoner_domain::{
    claim::{DenialReason, ReconsiderationDecision, VoidReason},
    client::{
        AgeBand, ClientPhase, ClosingReason, ExtensionReason, FamilyRelation, HoldReason,
        LeavingReason, LetterKind, PhaseBasis, Population, ReopeningReason, RequestReceipt,
    },
    id::{ClaimId, ClientCode, CostId, PaymentId, ProgrammeCode, RefundId},
    ledger::testing::{
        ASSISTANCE, ASSISTANCE_PRIME, REGIONAL, REGIONAL_PRIME, Recorded, SUB_AWARDEES, Scenario,
        any_command, any_commands, claim, client, context, day, direct_cost, enrol, execute, fain,
        giver, money, number, organization, reason, sub_award,
    },
    ledger::{
        AddFamilyMember, ApproveClaim, AuthorisePayment, ChangeClientPhase, CloseAward,
        CloseClient, CloseSubAward, Command, ConfirmPayment, DenyClaim, DisallowCost, EnrolClient,
        ExcludeOrganization, ExtendAward, ExtendInterimAssistance, ExtendSubAward, LowerSubAward,
        PlaceClientHold, PreparePayment, RaiseSubAward, ReconsiderClaim, RecordCaseReference,
        RecordLetter, ReduceAward, RefundReceivable, ReinstateOrganization, RemoveFamilyMember,
        ReopenClient, ReplaceClaim, ReportAwardMeasure, ReportMeasure, ReportSubAwardMeasure,
        ResumeAward, ResumeSubAward, Role, RotateSigningKey, SubmitClaim, SupplementAward,
        SuspendAward, SuspendSubAward, TransferClient, VoidClaim, WaiveSubAwardShare,
    },
    measure::{
        Correction, CorrectionReason, DocumentDigest, Evidence, Figure, MeasureKind, MeasurePeriod,
        Qualifier,
    },
    region::State,
    signing::VerifierKey,
    text::Label,
};
use chrono::NaiveDate;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::files::files;

/// A history in which every type of event occurs: awards, sub-awards, cases, claims of `clients` clients, payments,
/// closings; then random commands.
pub(crate) fn history(clients: u32, random: usize) -> Vec<Recorded> {
    let mut scenario = Scenario::founded();
    awards(&mut scenario);
    sub_awards(&mut scenario);
    cases(&mut scenario, clients);
    claims(&mut scenario, clients);
    pending(&mut scenario);
    payments(&mut scenario, clients);
    // The claims of the second and the third client are corrected.
    if clients > 2 {
        corrections(&mut scenario);
    }
    super::cash::cash(&mut scenario);
    measures(&mut scenario);
    files(&mut scenario);
    super::closes::closes(&mut scenario);
    super::erasures::served(&mut scenario);
    closings(&mut scenario);
    super::erasures::erased(&mut scenario);
    child(&mut scenario);
    if clients > 2 {
        super::late::late(&mut scenario);
    }
    signing_key(&mut scenario);
    let commands = any_commands(random.max(1))
        .new_tree(&mut TestRunner::deterministic())
        .unwrap()
        .current();
    for (context, command) in commands.into_iter().take(random) {
        drop(scenario.ledger.submit(&context, &command));
    }
    scenario.ledger.history().to_vec()
}

/// A random history of founded awards and four cases, whatever comes of it.
pub(crate) fn random_history(seed: u8, commands: usize) -> Vec<Recorded> {
    let mut scenario = Scenario::founded();
    cases(&mut scenario, 4);
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    for _ in 0..commands {
        let (context, command) = any_command().new_tree(&mut runner).unwrap().current();
        drop(scenario.ledger.submit(&context, &command));
    }
    scenario.ledger.history().to_vec()
}

/// The client of a number; the first four are the scenario's.
pub(crate) fn client_of(number: u32) -> ClientCode {
    client(&format!("C-{number:016}"))
}

/// The claim of a client for a month, under the first sub-award.
pub(crate) fn claim_of(number: u32, month: &str) -> ClaimId {
    ClaimId::parse(&format!("TV-1:{number}-{month}")).unwrap()
}

fn payment(id: &str) -> PaymentId {
    PaymentId::parse(id).unwrap()
}

fn today() -> NaiveDate {
    day("2019-06-20")
}

/// Gives a command for whoever may give it; it must be accepted.
pub(super) fn give(scenario: &mut Scenario, command: impl Into<Command>) {
    let command = command.into();
    let givers = ["otip", REGIONAL_PRIME, ASSISTANCE_PRIME]
        .into_iter()
        .chain(SUB_AWARDEES);
    let mut refusals = Vec::new();
    for of in givers {
        match scenario.ledger.submit(&giver(&command, of), &command) {
            Ok(_) => return,
            Err(refusal) => refusals.push(format!("{of}: {refusal:?}")),
        }
    }
    panic!("{command:?}\n{}", refusals.join("\n"));
}

fn signing_key(scenario: &mut Scenario) {
    let key = |letter: &str| {
        let text = format!("ledger.example/test+0a1b2c3d+A{}", letter.repeat(43));
        VerifierKey::parse(&text).unwrap()
    };
    give(
        scenario,
        RotateSigningKey {
            from: key("a"),
            to: key("b"),
            effective_on: today(),
        },
    );
}

fn awards(scenario: &mut Scenario) {
    let because = || reason("A test's reason");
    let (award, effective_on) = (fain(REGIONAL), day("2019-01-15"));
    give(
        scenario,
        SupplementAward {
            award: fain(ASSISTANCE),
            number: number("90ZV9921-01-01"),
            amount: money("900000"),
            reason: because(),
            effective_on,
        },
    );
    give(
        scenario,
        SupplementAward {
            award: award.clone(),
            number: number("90ZV9901-01-01"),
            amount: money("1000"),
            reason: because(),
            effective_on,
        },
    );
    give(
        scenario,
        ReduceAward {
            award: award.clone(),
            number: number("90ZV9901-01-02"),
            amount: money("1000"),
            reason: because(),
            effective_on,
        },
    );
    give(
        scenario,
        ExtendAward {
            award: award.clone(),
            number: number("90ZV9901-01-03"),
            ends_on: day("2021-09-29"),
            reason: because(),
            effective_on,
        },
    );
    give(
        scenario,
        SuspendAward {
            award: award.clone(),
            reason: because(),
            effective_on,
        },
    );
    give(
        scenario,
        ResumeAward {
            award: award.clone(),
            reason: because(),
            effective_on,
        },
    );
}

fn sub_awards(scenario: &mut Scenario) {
    let because = || reason("A test's reason");
    let effective_on = day("2019-01-15");
    give(scenario, direct_cost(REGIONAL, "cost-1", "1234.56"));
    give(
        scenario,
        execute("RR-3", REGIONAL, SUB_AWARDEES[2], "50000"),
    );
    // 450,000 and 45,000 make the 495,000 of the minimum; 10,000 fewer fall below it.
    give(
        scenario,
        RaiseSubAward {
            sub_award: sub_award("RR-2"),
            amount: money("45000"),
            reason: because(),
            effective_on,
        },
    );
    give(
        scenario,
        LowerSubAward {
            sub_award: sub_award("RR-2"),
            amount: money("10000"),
            reason: because(),
            effective_on,
        },
    );
    give(
        scenario,
        RaiseSubAward {
            sub_award: sub_award("TV-1"),
            amount: money("600000"),
            reason: because(),
            effective_on,
        },
    );
    give(
        scenario,
        ExtendSubAward {
            sub_award: sub_award("RR-1"),
            ends_on: day("2020-03-31"),
            reason: because(),
            effective_on,
        },
    );
    give(
        scenario,
        SuspendSubAward {
            sub_award: sub_award("RR-1"),
            reason: because(),
            effective_on,
        },
    );
    give(
        scenario,
        ResumeSubAward {
            sub_award: sub_award("RR-1"),
            reason: because(),
            effective_on,
        },
    );
    let excluded = organization(SUB_AWARDEES[2]);
    give(
        scenario,
        ExcludeOrganization {
            organization: excluded.clone(),
            effective_on,
        },
    );
    give(
        scenario,
        ReinstateOrganization {
            organization: excluded,
            effective_on: day("2019-02-15"),
        },
    );
}

fn cases(scenario: &mut Scenario, clients: u32) {
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

/// The child whose case goes through everything that may happen to one.
pub(crate) const CHILD: u32 = 9_001;

/// A child's case: interim assistance and its extension, a family member who leaves, a closing and a re-opening, the
/// letter.
fn child(scenario: &mut Scenario) {
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
                reference: super::erasures::sealed(ciphertext),
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

fn claims(scenario: &mut Scenario, clients: u32) {
    for month in ["2019-03", "2019-04", "2019-05"] {
        for number in 1..=clients {
            let id = format!("{number}-{month}");
            give(
                scenario,
                claim("TV-1", &id, client_of(number).as_str(), month),
            );
        }
        for number in 1..=clients {
            let claim = claim_of(number, month);
            if number % 7 == 0 {
                give(
                    scenario,
                    DenyClaim {
                        claim,
                        reason: DenialReason::EvidenceInsufficient,
                        effective_on: today(),
                    },
                );
            } else if number % 6 != 0 {
                give(
                    scenario,
                    ApproveClaim {
                        claim,
                        effective_on: today(),
                    },
                );
            }
        }
    }
}

/// The case of client 1 moves to the second sub-award, whose 3,000 run out; more funds release what waits.
fn pending(scenario: &mut Scenario) {
    let code = client_of(1);
    give(
        scenario,
        TransferClient {
            client: code,
            to_sub_award: sub_award("TV-2"),
            state: State::CO,
            effective_on: day("2019-06-01"),
        },
    );
    for number in 100..107 {
        let code = client_of(number);
        give(scenario, enrol(code.as_str(), "TV-2"));
        give(
            scenario,
            claim("TV-2", &format!("{number}"), code.as_str(), "2019-05"),
        );
    }
    let last = ClaimId::parse("TV-2:106").unwrap();
    give(
        scenario,
        DenyClaim {
            claim: last,
            reason: DenialReason::NotCovered,
            effective_on: today(),
        },
    );
    give(
        scenario,
        RaiseSubAward {
            sub_award: sub_award("TV-2"),
            amount: money("5000"),
            reason: reason("More funds"),
            effective_on: today(),
        },
    );
    // Not enrolled with this sub-awardee: denied by the edits.
    give(
        scenario,
        claim("TV-2", "strange", client_of(2).as_str(), "2019-05"),
    );
}

fn payments(scenario: &mut Scenario, clients: u32) {
    for (at, month) in ["2019-03", "2019-04"].into_iter().enumerate() {
        let approved = (1..=clients).filter(|number| number % 7 != 0 && number % 6 != 0);
        let id = payment(&format!("PAY-{at}"));
        give(
            scenario,
            PreparePayment {
                payment: id.clone(),
                award: fain(ASSISTANCE),
                claims: approved.map(|number| claim_of(number, month)).collect(),
                justification: reason("Clean bills are paid within 30 days"),
                effective_on: today(),
            },
        );
        if at > 0 {
            continue;
        }
        let authorise = AuthorisePayment {
            payment: id.clone(),
            effective_on: today(),
        };
        let confirm = ConfirmPayment {
            payment: id,
            effective_on: today(),
        };
        for (actor, command) in [
            ("person-2", Command::from(authorise)),
            ("person-3", Command::from(confirm)),
        ] {
            let by = context(Role::Grantee, ASSISTANCE_PRIME, actor);
            scenario.ledger.submit(&by, &command).unwrap();
        }
    }
}

fn measures(scenario: &mut Scenario) {
    let period = MeasurePeriod::parse("FY2019Q1").unwrap();
    let served = ReportMeasure {
        programmes: vec![ProgrammeCode::parse("TVAP").unwrap()],
        kind: MeasureKind::ClientsServed,
        period,
        figure: Figure::try_new(Qualifier::MoreThan, 2800).unwrap(),
        evidence: Evidence::Citation {
            source: Label::parse("A fact sheet").unwrap(),
        },
        correction: None,
        effective_on: today(),
    };
    give(scenario, served);
    for (award, kind) in [
        (REGIONAL, MeasureKind::CoalitionMembers),
        (ASSISTANCE, MeasureKind::PeopleTrained),
    ] {
        let report = ReportAwardMeasure {
            award: fain(award),
            kind,
            period,
            figure: Figure::exact(12),
            document: document(),
            correction: None,
            effective_on: today(),
        };
        give(scenario, report);
    }
    // Few victims, of whom the programme tells aggregates alone; then a correction that counts fewer.
    for (id, figure, supersedes) in [
        ("RR-1", 9, None),
        ("RR-1", 8, Some(1)),
        ("RR-2", 70, None),
        ("TV-2", 4, None),
    ] {
        let report = ReportSubAwardMeasure {
            sub_award: sub_award(id),
            kind: MeasureKind::PotentialVictims,
            period,
            figure: Figure::exact(figure),
            document: document(),
            correction: supersedes.map(|supersedes| Correction {
                supersedes,
                reason: CorrectionReason::CountedTwice,
            }),
            effective_on: today(),
        };
        give(scenario, report);
    }
}

pub(super) fn document() -> DocumentDigest {
    DocumentDigest::parse(&"0a".repeat(32)).unwrap()
}

/// Pays claims of the first sub-award, by three people.
fn pay(scenario: &mut Scenario, id: &str, claims: &[&str]) {
    let prepare = PreparePayment {
        payment: payment(id),
        award: fain(ASSISTANCE),
        claims: claims
            .iter()
            .map(|claim| ClaimId::parse(claim).unwrap())
            .collect(),
        justification: reason("Clean bills are paid within 30 days"),
        effective_on: today(),
    };
    let authorise = AuthorisePayment {
        payment: payment(id),
        effective_on: today(),
    };
    let confirm = ConfirmPayment {
        payment: payment(id),
        effective_on: today(),
    };
    for (actor, command) in [
        ("person-1", Command::from(prepare)),
        ("person-2", Command::from(authorise)),
        ("person-3", Command::from(confirm)),
    ] {
        let by = context(Role::Grantee, ASSISTANCE_PRIME, actor);
        scenario.ledger.submit(&by, &command).unwrap();
    }
}

/// A claim that is to be corrected, of the second client or the third.
fn corrected(number: u32) -> SubmitClaim {
    let months = ["2018-11", "2018-12", "2019-01"];
    let month = months[usize::try_from(number % 6 / 2).unwrap()];
    let of = client_of(2 + number % 2);
    claim("TV-1", &number.to_string(), of.as_str(), month)
}

/// A claim in place of another, for an amount of housing besides case management of 200.
fn replacement(of: &str, number: u32, housing: &str) -> ReplaceClaim {
    let SubmitClaim {
        client,
        service_month,
        mut lines,
        ..
    } = corrected(number);
    lines[1].billed = money(housing);
    ReplaceClaim {
        claim: ClaimId::parse(of).unwrap(),
        client,
        service_month,
        lines,
        effective_on: today(),
    }
}

/// Voids and replacements of claims in every phase, what is owed back, offset and refunded, and a reconsideration.
fn corrections(scenario: &mut Scenario) {
    let id = |number: u32| ClaimId::parse(&format!("TV-1:{number}")).unwrap();
    for number in 200..206 {
        give(scenario, corrected(number));
        if number < 205 {
            let approve = ApproveClaim {
                claim: id(number),
                effective_on: today(),
            };
            give(scenario, approve);
        }
    }
    pay(scenario, "PAY-7", &["TV-1:200", "TV-1:201", "TV-1:202"]);
    for number in [200, 204] {
        let void = VoidClaim {
            claim: id(number),
            reason: VoidReason::BilledInError,
            effective_on: today(),
        };
        give(scenario, void);
    }
    give(scenario, replacement("TV-1:201", 201, "450"));
    give(scenario, replacement("TV-1:202", 202, "550"));
    pay(scenario, "PAY-8", &["TV-1:203"]);
    give(
        scenario,
        RefundReceivable {
            sub_award: sub_award("TV-1"),
            refund: RefundId::parse("REF-1").unwrap(),
            amount: money("10"),
            effective_on: today(),
        },
    );
    give(
        scenario,
        DenyClaim {
            claim: id(205),
            reason: DenialReason::NotCovered,
            effective_on: today(),
        },
    );
    let reconsider = ReconsiderClaim {
        claim: id(205),
        decision: ReconsiderationDecision::Reversed,
        reason: reason("The notice covers it").into(),
        effective_on: today(),
    };
    let other = context(Role::Officer, "otip", "officer-2");
    scenario.ledger.submit(&other, &reconsider.into()).unwrap();
}

fn closings(scenario: &mut Scenario) {
    give(
        scenario,
        CloseClient {
            client: client_of(2),
            reason: ClosingReason::ServicesCompleted,
            effective_on: today(),
        },
    );
    for id in ["RR-1", "RR-2", "RR-3"] {
        give(
            scenario,
            CloseSubAward {
                sub_award: sub_award(id),
                effective_on: today(),
            },
        );
    }
    give(
        scenario,
        WaiveSubAwardShare {
            award: fain(REGIONAL),
            reason: reason("The sub-awardees found no staff"),
            effective_on: today(),
        },
    );
    give(
        scenario,
        CloseAward {
            award: fain(REGIONAL),
            effective_on: today(),
        },
    );
    // Nothing is left for the money after the close: it goes back.
    give(
        scenario,
        DisallowCost {
            award: fain(REGIONAL),
            cost: CostId::parse("late-cost").unwrap(),
            amount: money("2.50"),
            reason: reason("A test's reason"),
            effective_on: today(),
        },
    );
}
