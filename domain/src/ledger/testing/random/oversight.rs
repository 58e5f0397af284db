//! Random commands about the files of awards.

use chrono::{Days, NaiveDate};
use proptest::{option, prelude::*, sample::select};

use super::super::{
    AWARDS, REGIONAL, SUB_AWARDEES, SUB_AWARDS, day, fain, money, organization, period, reason,
    sub_award,
};
use super::values::{any_amount, any_day};
use crate::{
    id::{ActivityId, FindingId, SubAwardId},
    ledger::{
        AcceptAuditReport, ApproveFixedAmount, AssessRisk, AttestGrassroots, Command,
        DecideAuditFindings, FileFinancialReport, FileSubAwardReport, PerformMonitoring,
        PlanMonitoring, RecheckExclusion, RecordFinding, RecordMonitoringFinding, ResolveFinding,
        ResolveMonitoringFinding, StateFederalExpenditures, StateSubAwardTerms, WithdrawGrassroots,
    },
    measure::DocumentDigest,
    oversight::{
        FindingResolution, ManagementDecision, MonitoringKind, RiskFactor, RiskLevel, Severity,
        TermsStatement,
    },
    period::Month,
};

fn document() -> DocumentDigest {
    let digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    DocumentDigest::parse(digest).expect("a digest")
}

fn any_sub_award() -> impl Strategy<Value = SubAwardId> {
    prop_oneof![
        5 => Just("TV-1"),
        3 => select(SUB_AWARDS.to_vec()),
    ]
    .prop_map(sub_award)
}

fn any_activity() -> impl Strategy<Value = ActivityId> {
    select(vec!["A-1", "A-1", "A-1", "A-2"])
        .prop_map(|id| ActivityId::parse(id).expect("an activity id"))
}

fn any_finding() -> impl Strategy<Value = FindingId> {
    select(vec!["F-1", "F-1", "F-2"]).prop_map(|id| FindingId::parse(id).expect("a finding id"))
}

fn any_later(on: NaiveDate) -> impl Strategy<Value = NaiveDate> {
    prop_oneof![9 => Just(on + Days::new(90)), 1 => Just(on)]
}

pub(super) fn any_oversight_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        2 => any_attestation().boxed(),
        2 => any_statement().boxed(),
        1 => any_approval().boxed(),
        5 => any_monitoring().boxed(),
        4 => any_audit().boxed(),
        4 => any_finding_command().boxed(),
        3 => any_filing().boxed(),
    ]
}

fn any_attestation() -> impl Strategy<Value = Command> {
    let of = || select(SUB_AWARDEES.to_vec()).prop_map(organization);
    prop_oneof![
        (of(), any_day()).prop_map(|(organization, effective_on)| {
            let evidence = document();
            AttestGrassroots {
                organization,
                evidence,
                effective_on,
            }
            .into()
        }),
        (of(), any_day()).prop_map(|(organization, effective_on)| {
            WithdrawGrassroots {
                organization,
                reason: reason("A test's reason"),
                sub_awards: Vec::new(),
                effective_on,
            }
            .into()
        }),
    ]
}

fn any_statement() -> impl Strategy<Value = Command> {
    (any_sub_award(), option::of(any_amount()), any_day()).prop_map(
        |(sub_award, total_committed, effective_on)| {
            StateSubAwardTerms {
                sub_award,
                statement: TermsStatement {
                    total_committed,
                    research_and_development: total_committed.map(|_| false),
                    ..TermsStatement::default()
                },
                effective_on,
            }
            .into()
        },
    )
}

fn any_approval() -> impl Strategy<Value = Command> {
    (
        select(AWARDS.to_vec()),
        any_sub_award(),
        any_amount(),
        any_day(),
    )
        .prop_map(|(award, sub_award, amount_max, effective_on)| {
            ApproveFixedAmount {
                award: fain(award),
                sub_award,
                amount_max,
                reason: reason("A test's reason"),
                effective_on,
            }
            .into()
        })
}

fn any_monitoring() -> impl Strategy<Value = Command> {
    let due = || any_day().prop_flat_map(|on| (Just(on), any_later(on)));
    prop_oneof![
        (any_sub_award(), due()).prop_map(|(sub_award, (effective_on, next_due_on))| {
            AssessRisk {
                sub_award,
                level: RiskLevel::Moderate,
                factors: vec![RiskFactor::PriorExperience, RiskFactor::AuditResults],
                document: document(),
                next_due_on,
                effective_on,
            }
            .into()
        }),
        (any_sub_award(), any_activity(), due()).prop_map(
            |(sub_award, activity, (effective_on, due_on))| {
                PlanMonitoring {
                    sub_award,
                    activity,
                    kind: MonitoringKind::DeskReview,
                    due_on,
                    effective_on,
                }
                .into()
            }
        ),
        (any_sub_award(), any_activity(), any_day()).prop_map(
            |(sub_award, activity, effective_on)| {
                PerformMonitoring {
                    sub_award,
                    activity,
                    document: document(),
                    effective_on,
                }
                .into()
            }
        ),
        (any_sub_award(), 0_u8..8, due()).prop_map(
            |(sub_award, chance, (effective_on, next_due_on))| {
                RecheckExclusion {
                    sub_award,
                    excluded: chance == 0,
                    document: document(),
                    next_due_on,
                    effective_on,
                }
                .into()
            }
        ),
    ]
}

fn any_audit() -> impl Strategy<Value = Command> {
    let year = || select(vec!["2018-12-31", "2018-12-31", "2018-09-30"]).prop_map(day);
    prop_oneof![
        (any_sub_award(), any_amount(), any_day()).prop_map(
            |(sub_award, expended, effective_on)| {
                StateFederalExpenditures {
                    sub_award,
                    fiscal_year: period("2018-01-01", "2018-12-31"),
                    expended,
                    effective_on,
                }
                .into()
            }
        ),
        (any_sub_award(), year(), 0_u32..3, any_day()).prop_map(
            |(sub_award, fiscal_year_ends_on, finding_count, effective_on)| {
                AcceptAuditReport {
                    sub_award,
                    fiscal_year_ends_on,
                    finding_count,
                    document: document(),
                    effective_on,
                }
                .into()
            }
        ),
        (any_sub_award(), year(), any_day()).prop_map(
            |(sub_award, fiscal_year_ends_on, effective_on)| {
                DecideAuditFindings {
                    sub_award,
                    fiscal_year_ends_on,
                    decision: ManagementDecision::Sustained,
                    document: document(),
                    effective_on,
                }
                .into()
            }
        ),
    ]
}

fn any_finding_command() -> impl Strategy<Value = Command> {
    let due = || any_day().prop_flat_map(|on| (Just(on), any_later(on)));
    prop_oneof![
        (
            any_sub_award(),
            any_finding(),
            option::of(any_amount()),
            due()
        )
            .prop_map(|(sub_award, finding, questioned, (effective_on, due_on))| {
                RecordMonitoringFinding {
                    sub_award,
                    finding,
                    severity: Severity::Moderate,
                    questioned,
                    reason: reason("A test's reason"),
                    due_on,
                    effective_on,
                }
                .into()
            }),
        (any_sub_award(), any_finding(), any_day()).prop_map(
            |(sub_award, finding, effective_on)| {
                ResolveMonitoringFinding {
                    sub_award,
                    finding,
                    resolution: FindingResolution::Corrected,
                    reason: reason("A test's reason"),
                    document: None,
                    effective_on,
                }
                .into()
            }
        ),
        (
            select(AWARDS.to_vec()),
            option::of(any_sub_award()),
            any_finding(),
            due()
        )
            .prop_map(|(award, sub_award, finding, (effective_on, due_on))| {
                RecordFinding {
                    award: fain(award),
                    sub_award,
                    finding,
                    deadline: None,
                    severity: Severity::Low,
                    questioned: None,
                    reason: reason("A test's reason"),
                    due_on,
                    effective_on,
                }
                .into()
            }),
        (select(AWARDS.to_vec()), any_finding(), any_day()).prop_map(
            |(award, finding, effective_on)| {
                ResolveFinding {
                    award: fain(award),
                    finding,
                    resolution: FindingResolution::Excused,
                    reason: reason("A test's reason"),
                    document: None,
                    effective_on,
                }
                .into()
            }
        ),
    ]
}

fn any_filing() -> impl Strategy<Value = Command> {
    let reported = vec![
        ("RR-1", "345000"),
        ("RR-2", "150000"),
        ("RR-2", "1"),
        ("TV-1", "20000"),
    ];
    let awards = vec![REGIONAL, AWARDS[1], AWARDS[2]];
    prop_oneof![
        (select(reported), any_day()).prop_map(|((id, amount), effective_on)| {
            FileSubAwardReport {
                sub_award: sub_award(id),
                month: Month::of(day("2018-10-01")),
                amount: money(amount),
                document: document(),
                effective_on,
            }
            .into()
        }),
        (
            select(awards),
            select(vec!["2019-03-31", "2018-09-30", "2019-03-30"]),
            0_u8..4,
            any_day()
        )
            .prop_map(|(award, ends_on, chance, effective_on)| {
                FileFinancialReport {
                    award: fain(award),
                    period_ends_on: day(ends_on),
                    is_final: chance == 0,
                    document: document(),
                    effective_on,
                }
                .into()
            }),
    ]
}
