//! Random commands over the scenario: sensible ones and senseless ones, by those who may and by those who may not.

use chrono::{Days, NaiveDate};
use proptest::{collection::vec, option, prelude::*, sample::select};

use super::{
    ASSISTANCE, ASSISTANCE_PRIME, AWARDS, CLIENTS, REGIONAL, REGIONAL_PRIME, SUB_AWARDEES,
    SUB_AWARDS, TODAY, claim, client, context, day, direct_cost, enrol, execute, fain, giver, line,
    number, organization, reason, sub_award,
};
use crate::{
    award::CostCategory,
    claim::{DenialReason, ReconsiderationDecision, VoidReason},
    client::{
        AgeBand, ClientPhase, ClosingReason, ExtensionReason, FamilyRelation, LeavingReason,
        LetterKind, PhaseBasis, Population, ReopeningReason, RequestReceipt,
    },
    id::{ClaimId, ClientCode, PaymentId, ProgrammeCode, RefundId},
    identifier::AwardNumber,
    ledger::{
        AddFamilyMember, ApproveClaim, AuthorisePayment, ChangeClientPhase, CloseAward,
        CloseClient, CloseSubAward, Command, ConfirmPayment, Context, DenyClaim, EnrolClient,
        ExcludeOrganization, ExecuteSubAward, ExtendAward, ExtendInterimAssistance, ExtendSubAward,
        LowerSubAward, PreparePayment, RaiseSubAward, ReconsiderClaim, RecordDirectCost,
        RecordLetter, ReduceAward, RefundReceivable, ReinstateOrganization, ReleaseClaims,
        RemoveFamilyMember, ReopenClient, ReplaceClaim, ReportAwardMeasure, ReportMeasure,
        ReportSubAwardMeasure, ResumeAward, ResumeSubAward, Role, SubmitClaim, SupplementAward,
        SuspendAward, SuspendSubAward, TransferClient, VoidClaim, WaiveSubAwardShare,
    },
    measure::{
        Correction, CorrectionReason, DocumentDigest, Evidence, Figure, MeasureKind, MeasurePeriod,
        Qualifier,
    },
    money::Money,
    period::Period,
    programme::Category,
    region::State,
    sub_award::SubAwardInstrument,
    text::Label,
};

const CLAIM_NUMBERS: [&str; 5] = ["1", "2", "3", "4", "5"];
const PAYMENTS: [&str; 3] = ["P-1", "P-2", "P-3"];
const MONTHS: [&str; 8] = [
    "2018-09", "2018-12", "2019-01", "2019-02", "2019-03", "2019-04", "2019-05", "2019-05",
];

/// Who asks, and what. Most are by who may; one in ten is by anybody.
pub fn any_command() -> impl Strategy<Value = (Context, Command)> {
    (any_asked(), 0_u8..10, any_context()).prop_map(|(command, chance, anybody)| {
        if chance == 0 {
            return (anybody, command);
        }
        let mut by = giver(&command, &natural(&command));
        if chance > 4 {
            by.actor = anybody.actor;
        }
        (by, command)
    })
}

/// A history's worth of commands.
pub fn any_commands(most: usize) -> impl Strategy<Value = Vec<(Context, Command)>> {
    vec(any_command(), 1..=most)
}

fn any_context() -> impl Strategy<Value = Context> {
    let organizations = [REGIONAL_PRIME, ASSISTANCE_PRIME, "otip", "nobody"]
        .into_iter()
        .chain(SUB_AWARDEES)
        .collect::<Vec<_>>();
    (
        select(Role::ALL.to_vec()),
        select(organizations),
        select(vec!["person-1", "person-2", "person-3"]),
    )
        .prop_map(|(role, of, actor)| context(role, of, actor))
}

/// The organization that the scenario's commands come from.
fn natural(command: &Command) -> String {
    let text = command.canonical();
    let regional = text.contains(REGIONAL) || text.contains("\"RR-");
    let of = match command.role() {
        Role::Officer => "otip",
        Role::Grantee if regional => REGIONAL_PRIME,
        Role::Grantee => ASSISTANCE_PRIME,
        Role::Subawardee | Role::Auditor | Role::Admin => {
            if text.contains("-2\"") || text.contains("\"TV-2:") {
                SUB_AWARDEES[1]
            } else {
                SUB_AWARDEES[0]
            }
        }
    };
    of.to_owned()
}

fn any_asked() -> impl Strategy<Value = Command> {
    // Boxed: what a union of unions of commands takes of the stack is more than a test's thread has.
    prop_oneof![
        4 => any_award_command().boxed(),
        1 => any_organization_command().boxed(),
        6 => any_sub_award_command().boxed(),
        3 => any_client_command().boxed(),
        14 => any_claim_command().boxed(),
        11 => any_payment_command().boxed(),
        4 => any_measure_command().boxed(),
    ]
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    prop_oneof![
        8 => (0_u64..180).prop_map(|days| day("2019-01-01") + Days::new(days)),
        1 => (0_u64..800).prop_map(|days| day("2018-09-01") + Days::new(days)),
    ]
}

/// Towards the end of the scenario's time, when claims are made and paid.
fn any_late_day() -> impl Strategy<Value = NaiveDate> {
    any_day_from("2019-06-01")
}

/// One of ten days, mostly.
fn any_day_from(first: &'static str) -> impl Strategy<Value = NaiveDate> {
    prop_oneof![
        20 => (0_u64..10).prop_map(move |days| day(first) + Days::new(days)),
        1 => any_day(),
    ]
}

fn any_amount() -> impl Strategy<Value = Money> {
    prop_oneof![
        6 => (1_i64..3_000_000).prop_map(Money::from_cents),
        2 => (1_i64..40_000_000).prop_map(Money::from_cents),
        1 => Just(Money::ZERO),
        1 => (-100_i64..0).prop_map(Money::from_cents),
    ]
}

fn any_award_number() -> impl Strategy<Value = AwardNumber> {
    (select(AWARDS.to_vec()), 1_u8..3, 0_u8..100)
        .prop_map(|(award, year, amendment)| number(&format!("{award}-{year:02}-{amendment:02}")))
}

fn any_award_command() -> impl Strategy<Value = Command> {
    let because = || reason("A test's reason");
    prop_oneof![
        3 => (any_award_number(), any_amount(), any_day()).prop_map(move |(number, amount, effective_on)| {
            SupplementAward { award: number.fain().clone(), number, amount, reason: because(), effective_on }.into()
        }),
        3 => (any_award_number(), any_amount(), any_day()).prop_map(move |(number, amount, effective_on)| {
            ReduceAward { award: number.fain().clone(), number, amount, reason: because(), effective_on }.into()
        }),
        1 => (any_award_number(), any_day(), any_day()).prop_map(move |(number, ends_on, effective_on)| {
            ExtendAward { award: number.fain().clone(), number, ends_on: ends_on + Days::new(500), reason: because(), effective_on }.into()
        }),
        1 => (select(AWARDS.to_vec()), any_day()).prop_map(move |(award, effective_on)| {
            SuspendAward { award: fain(award), reason: because(), effective_on }.into()
        }),
        2 => (select(AWARDS.to_vec()), any_day()).prop_map(move |(award, effective_on)| {
            ResumeAward { award: fain(award), reason: because(), effective_on }.into()
        }),
        2 => (select(AWARDS.to_vec()), any_late_day()).prop_map(|(award, effective_on)| {
            CloseAward { award: fain(award), effective_on }.into()
        }),
        1 => (select(AWARDS.to_vec()), any_day()).prop_map(move |(award, effective_on)| {
            WaiveSubAwardShare { award: fain(award), reason: because(), effective_on }.into()
        }),
        4 => (select(AWARDS.to_vec()), 0_u32..40, any_amount(), any_day()).prop_map(|(award, cost, amount, effective_on)| {
            RecordDirectCost {
                category: CostCategory::Travel,
                amount,
                effective_on,
                ..direct_cost(award, &format!("cost-{cost}"), "1")
            }.into()
        }),
    ]
}

fn any_organization_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        (select(SUB_AWARDEES.to_vec()), any_day()).prop_map(|(id, effective_on)| {
            ExcludeOrganization {
                organization: organization(id),
                effective_on,
            }
            .into()
        }),
        (select(SUB_AWARDEES.to_vec()), any_day()).prop_map(|(id, effective_on)| {
            ReinstateOrganization {
                organization: organization(id),
                effective_on,
            }
            .into()
        }),
    ]
}

fn any_sub_award_command() -> impl Strategy<Value = Command> {
    let because = || reason("A test's reason");
    let id = || select(SUB_AWARDS.to_vec());
    prop_oneof![
        6 => any_execution(),
        10 => (id(), any_amount(), any_day()).prop_map(move |(id, amount, effective_on)| {
            RaiseSubAward { sub_award: sub_award(id), amount, reason: because(), effective_on }.into()
        }),
        6 => (id(), any_amount(), any_day()).prop_map(move |(id, amount, effective_on)| {
            LowerSubAward { sub_award: sub_award(id), amount, reason: because(), effective_on }.into()
        }),
        1 => (id(), any_day(), any_day()).prop_map(move |(id, ends_on, effective_on)| {
            ExtendSubAward { sub_award: sub_award(id), ends_on: ends_on + Days::new(300), reason: because(), effective_on }.into()
        }),
        1 => (id(), any_day()).prop_map(move |(id, effective_on)| {
            SuspendSubAward { sub_award: sub_award(id), reason: because(), effective_on }.into()
        }),
        3 => (id(), any_late_day()).prop_map(move |(id, effective_on)| {
            ResumeSubAward { sub_award: sub_award(id), reason: because(), effective_on }.into()
        }),
        1 => (id(), any_day()).prop_map(|(id, effective_on)| {
            CloseSubAward { sub_award: sub_award(id), effective_on }.into()
        }),
    ]
}

fn any_execution() -> impl Strategy<Value = Command> {
    (
        select(SUB_AWARDS.to_vec()),
        select(SUB_AWARDEES.to_vec()),
        any::<bool>(),
        any_amount(),
        any_day(),
        select(vec![State::CO, State::UT, State::TX, State::NY]),
    )
        .prop_map(|(id, to, procurement, amount, effective_on, state)| {
            let award = if id.starts_with("RR") {
                REGIONAL
            } else {
                ASSISTANCE
            };
            ExecuteSubAward {
                instrument: if procurement {
                    SubAwardInstrument::Procurement
                } else {
                    SubAwardInstrument::SubAward
                },
                amount,
                states: vec![state],
                period: Period {
                    starts_on: effective_on,
                    ends_on: day("2019-09-29"),
                },
                effective_on,
                ..execute(id, award, to, "1")
            }
            .into()
        })
}

fn any_client_command() -> impl Strategy<Value = Command> {
    let code = || select(CLIENTS.to_vec());
    let under = || select(vec!["TV-1", "TV-1", "TV-2", "RR-1"]);
    prop_oneof![
        4 => (code(), under(), any_day()).prop_map(|(code, under, effective_on)| {
            EnrolClient { effective_on, ..enrol(code, under) }.into()
        }),
        3 => (select(CLIENTS[4..].to_vec()), under(), any_day_from("2019-05-01")).prop_map(|(code, under, effective_on)| {
            EnrolClient {
                population: Population::Child,
                age_band: AgeBand::Under18,
                phase: ClientPhase::InterimAssistance,
                effective_on,
                ..enrol(code, under)
            }.into()
        }),
        5 => (code(), any_phase(), any_basis(), any_day()).prop_map(|(code, phase, basis, effective_on)| {
            ChangeClientPhase { client: client(code), phase, basis, effective_on }.into()
        }),
        2 => (code(), 0_u8..3, any::<bool>(), any_day()).prop_map(|(code, member, in_household, effective_on)| {
            AddFamilyMember {
                client: client(code),
                member: ClientCode::parse(&format!("C-000000000000FA0{member}")).expect("a client code"),
                relation: FamilyRelation::T3,
                in_household,
                effective_on,
            }.into()
        }),
        1 => (code(), under(), any_day()).prop_map(|(code, under, effective_on)| {
            TransferClient { client: client(code), to_sub_award: sub_award(under), state: State::CO, effective_on }.into()
        }),
        2 => any_letter(),
        6 => (select(CLIENTS[4..].to_vec()), any_day_from("2019-05-20")).prop_map(|(code, effective_on)| {
            ExtendInterimAssistance {
                client: client(code),
                reason: ExtensionReason::DecisionPending,
                effective_on,
            }.into()
        }),
        3 => (select(CLIENTS[..4].to_vec()), 0_u8..3, any_late_day()).prop_map(|(code, member, effective_on)| {
            RemoveFamilyMember {
                client: client(code),
                member: ClientCode::parse(&format!("C-000000000000FA0{member}")).expect("a client code"),
                reason: LeavingReason::LeftHousehold,
                effective_on,
            }.into()
        }),
        5 => (code(), any_late_day()).prop_map(|(code, effective_on)| {
            ReopenClient { client: client(code), reason: ReopeningReason::ReturnedForServices, effective_on }.into()
        }),
        1 => (code(), any_day()).prop_map(|(code, effective_on)| {
            CloseClient { client: client(code), reason: ClosingReason::ServicesCompleted, effective_on }.into()
        }),
    ]
}

fn any_phase() -> impl Strategy<Value = ClientPhase> {
    select(vec![
        ClientPhase::PendingScreening,
        ClientPhase::PreCertified,
        ClientPhase::Certified,
        ClientPhase::InterimAssistance,
        ClientPhase::Eligible,
    ])
}

fn any_basis() -> impl Strategy<Value = PhaseBasis> {
    select(vec![
        PhaseBasis::Screening,
        PhaseBasis::ContinuedPresence,
        PhaseBasis::TVisa,
        PhaseBasis::BonaFideTApplication,
        PhaseBasis::EligibilityLetter,
        PhaseBasis::FilingReceipt,
    ])
}

fn any_letter() -> impl Strategy<Value = Command> {
    let kinds = vec![
        LetterKind::Certification,
        LetterKind::Certification,
        LetterKind::Eligibility,
        LetterKind::EligibilityDenied,
    ];
    (
        select(CLIENTS.to_vec()),
        select(kinds),
        any_basis(),
        any::<bool>(),
        any_day(),
    )
        .prop_map(|(code, kind, basis, under_18_on_receipt, effective_on)| {
            RecordLetter {
                client: client(code),
                kind,
                dated_on: effective_on,
                basis: Some(basis),
                receipt: Some(RequestReceipt {
                    received_on: effective_on,
                    under_18_on_receipt,
                }),
                effective_on,
            }
            .into()
        })
}

fn any_claim_id() -> impl Strategy<Value = ClaimId> {
    (
        select(vec!["TV-1", "TV-1", "TV-2"]),
        select(CLAIM_NUMBERS.to_vec()),
        select(vec!["", "", "", "", "", "", "", "", "", ":2"]),
    )
        .prop_map(|(under, number, version)| {
            ClaimId::parse(&format!("{under}:{number}{version}")).expect("a claim id")
        })
}

fn any_claim_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        5 => any_submission(),
        4 => (any_claim_id(), any_day_from("2019-06-10")).prop_map(|(claim, effective_on)| {
            ApproveClaim { claim, effective_on }.into()
        }),
        1 => (any_claim_id(), any_day_from("2019-06-10")).prop_map(|(claim, effective_on)| {
            DenyClaim { claim, reason: DenialReason::EvidenceInsufficient, effective_on }.into()
        }),
        1 => any_claim_correction().boxed(),
    ]
}

fn any_claim_correction() -> impl Strategy<Value = Command> {
    let because = || reason("A test's reason");
    let date = || prop_oneof![any_day_from("2019-06-18"), Just(day(TODAY))];
    prop_oneof![
        4 => (any_claim_id(), date()).prop_map(|(claim, effective_on)| {
            VoidClaim { claim, reason: VoidReason::BilledInError, effective_on }.into()
        }),
        5 => (any_claim_id(), any_submission().boxed(), date()).prop_map(|(claim, submission, effective_on)| {
            let Command::SubmitClaim(SubmitClaim { client, service_month, lines, .. }) = submission else {
                unreachable!("a submission submits a claim")
            };
            ReplaceClaim { claim, client, service_month, lines, effective_on }.into()
        }),
        3 => (any_claim_id(), any::<bool>(), date()).prop_map(move |(claim, upheld, effective_on)| {
            let decision = if upheld {
                ReconsiderationDecision::Upheld
            } else {
                ReconsiderationDecision::Reversed
            };
            ReconsiderClaim { claim, decision, reason: because(), effective_on }.into()
        }),
        1 => (select(SUB_AWARDS.to_vec()), date()).prop_map(|(id, effective_on)| {
            ReleaseClaims { sub_award: sub_award(id), effective_on }.into()
        }),
    ]
}

fn any_refund() -> impl Strategy<Value = Command> {
    (
        select(vec!["TV-1", "TV-1", "TV-2"]),
        0_u8..6,
        prop_oneof![
            3 => (1_i64..20_000).prop_map(Money::from_cents),
            1 => any_amount(),
        ],
        prop_oneof![any_day_from("2019-06-20"), Just(day(TODAY))],
    )
        .prop_map(|(under, number, amount, effective_on)| {
            RefundReceivable {
                sub_award: sub_award(under),
                refund: RefundId::parse(&format!("R-{number}")).expect("a refund id"),
                amount,
                effective_on,
            }
            .into()
        })
}

fn any_submission() -> impl Strategy<Value = Command> {
    (
        any_served(),
        select(CLAIM_NUMBERS.to_vec()),
        select(MONTHS.to_vec()),
        option::of(1_i64..60_000),
        prop_oneof![4 => 1_i64..60_000, 1 => 1_i64..300_000],
        any_late_day(),
    )
        .prop_map(
            |((under, of), claim_number, month, administration, direct, effective_on)| {
                let billed = administration
                    .map(|cents| (Category::CaseManagement, cents))
                    .into_iter()
                    .chain([(Category::Housing, direct)]);
                let lines = (1_u32..)
                    .zip(billed)
                    .map(|(at, (category, cents))| line(at, category, Money::from_cents(cents)))
                    .collect();
                SubmitClaim {
                    lines,
                    effective_on,
                    ..claim(under, claim_number, of, month)
                }
                .into()
            },
        )
}

fn any_payment_command() -> impl Strategy<Value = Command> {
    let payment =
        || select(PAYMENTS.to_vec()).prop_map(|id| PaymentId::parse(id).expect("a payment id"));
    prop_oneof![
        2 => any_refund(),
        3 => (
            payment(),
            prop_oneof![3 => vec(any_claim_id(), 1), 1 => vec(any_claim_id(), 2..4)],
            any_day_from("2019-06-20")
        )
            .prop_map(|(payment, mut claims, effective_on)| {
                claims.sort();
                claims.dedup();
                PreparePayment {
                    payment,
                    award: fain(ASSISTANCE),
                    claims,
                    justification: reason("Clean bills are paid within 30 days"),
                    effective_on,
                }
                .into()
            }),
        3 => (payment(), any_day_from("2019-06-20")).prop_map(|(payment, effective_on)| {
            AuthorisePayment {
                payment,
                effective_on,
            }
            .into()
        }),
        3 => (payment(), any_day_from("2019-06-20")).prop_map(|(payment, effective_on)| {
            ConfirmPayment {
                payment,
                effective_on,
            }
            .into()
        }),
    ]
}

fn any_figure() -> impl Strategy<Value = Figure> {
    let qualifiers = vec![
        Qualifier::Exact,
        Qualifier::Exact,
        Qualifier::Approximately,
        Qualifier::MoreThan,
        Qualifier::Nearly,
    ];
    (
        select(qualifiers),
        prop_oneof![3 => 0_u32..60, 1 => any::<u32>()],
    )
        .prop_map(|(qualifier, count)| Figure { qualifier, count })
}

fn any_correction() -> impl Strategy<Value = Option<Correction>> {
    option::of((1_u32..4).prop_map(|supersedes| Correction {
        supersedes,
        reason: CorrectionReason::CountedTwice,
    }))
}

/// Few measures, so that reports meet: what, of when, how much, what it corrects, and when it is said.
fn any_report() -> impl Strategy<
    Value = (
        MeasureKind,
        MeasurePeriod,
        Figure,
        Option<Correction>,
        NaiveDate,
    ),
> {
    let kinds = vec![
        MeasureKind::ClientsServed,
        MeasureKind::PotentialVictims,
        MeasureKind::ConfirmedVictims,
        MeasureKind::OutreachMigrantFarmWorkers,
        MeasureKind::Other,
    ];
    let period = |text| MeasurePeriod::parse(text).expect("a period");
    let periods = vec![period("FY2019Q1"), period("FY2018"), period("FY2017")];
    (
        select(kinds),
        select(periods),
        any_figure(),
        any_correction(),
        any_day(),
    )
}

fn any_measure_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        any_office_report(),
        any_award_report(),
        any_sub_award_report()
    ]
}

fn document() -> DocumentDigest {
    let digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    DocumentDigest::parse(digest).expect("a digest")
}

fn any_office_report() -> impl Strategy<Value = Command> {
    let programmes = vec![
        vec!["TVAP"],
        vec!["TVAP", "DVHT"],
        vec!["SO"],
        vec!["XX"],
        vec![],
    ];
    (select(programmes), any_report()).prop_map(
        |(codes, (kind, period, figure, correction, effective_on))| {
            let code = |code: &&str| ProgrammeCode::parse(code).expect("a code");
            let source = Label::parse("A test's source").expect("a label");
            ReportMeasure {
                programmes: codes.iter().map(code).collect(),
                kind,
                period,
                figure,
                evidence: Evidence::Citation { source },
                correction,
                effective_on,
            }
            .into()
        },
    )
}

fn any_award_report() -> impl Strategy<Value = Command> {
    (select(AWARDS.to_vec()), any_report()).prop_map(
        |(award, (kind, period, figure, correction, effective_on))| {
            ReportAwardMeasure {
                award: fain(award),
                kind,
                period,
                figure,
                document: document(),
                correction,
                effective_on,
            }
            .into()
        },
    )
}

fn any_sub_award_report() -> impl Strategy<Value = Command> {
    (select(SUB_AWARDS.to_vec()), any_report()).prop_map(
        |(id, (kind, period, figure, correction, effective_on))| {
            ReportSubAwardMeasure {
                sub_award: sub_award(id),
                kind,
                period,
                figure,
                document: document(),
                correction,
                effective_on,
            }
            .into()
        },
    )
}

/// A sub-award and a client: mostly one that it serves at first.
fn any_served() -> impl Strategy<Value = (&'static str, &'static str)> {
    prop_oneof![
        6 => select(CLIENTS[..3].to_vec()).prop_map(|of| ("TV-1", of)),
        3 => Just(("TV-2", CLIENTS[3])),
        1 => (select(vec!["TV-1", "TV-2"]), select(CLIENTS.to_vec())),
    ]
}
