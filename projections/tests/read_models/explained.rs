//! Every amount of every report is explained: what the events on the way add, and what a rule computes, is the figure.

use almoner_domain::{
    id::ProgrammeCode,
    ledger::testing::{AWARDS, fain},
    measure::FiscalYear,
    money::Money,
};
use almoner_projections::{
    lineage::{AmountOf, Explanation, FigureOf},
    read::{AsOf, Page, View, Viewer},
    reports::{Cell, Parameters, Question, ReportError, ReportName},
};
use chrono::NaiveDate;

use crate::support::{TestLedger, random_history};

/// What no event moved by itself: shares, shortfalls, and what was asked for ahead of costs.
const COMPUTED: [(&str, &str, &str); 13] = [
    ("sf-425", "lines", "i"),
    ("sf-425", "lines", "k"),
    ("sf-270", "lines", "d"),
    ("sf-270", "lines", "e"),
    ("sf-270", "lines", "g"),
    ("sf-270", "lines", "i"),
    ("sub-award-share", "share", "Minimum"),
    ("sub-award-share", "share", "Shortfall"),
    ("sub-award-share", "share", "Retained"),
    ("sub-award-share", "share", "Most"),
    // Of budget periods after the first, and of what has changed since.
    ("sub-award-share", "share", "Base"),
    ("sub-award-share", "share", "Sub-awarded"),
    ("sub-award-share", "history", ""),
];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Every report, of every award where it is about one.
fn questions() -> Vec<Question> {
    let mut asked = vec![
        (ReportName::ClaimAging, Parameters::default()),
        (
            ReportName::RemittanceRegister,
            Parameters {
                programme: Some(ProgrammeCode::parse("TVAP").unwrap()),
                ..Parameters::default()
            },
        ),
    ];
    for year in [2018, 2019, 2020] {
        let parameters = Parameters {
            fiscal_year: Some(FiscalYear::try_new(year).unwrap()),
            ..Parameters::default()
        };
        asked.push((ReportName::FederalExpenditures, parameters));
    }
    for award in AWARDS {
        let of = Parameters {
            award: Some(fain(award)),
            ..Parameters::default()
        };
        for name in [
            ReportName::AwardSummary,
            ReportName::SubAwardShare,
            ReportName::ClaimAging,
            ReportName::RemittanceRegister,
            ReportName::SubAwardUpload,
        ] {
            asked.push((name, of.clone()));
        }
        for period_end in ["2019-03-31", "2019-09-30"] {
            let period_end = Some(day(period_end));
            asked.push((
                ReportName::FederalFinancialReport,
                Parameters {
                    period_end,
                    ..of.clone()
                },
            ));
        }
        for advance in [None, Some(Money::from_cents(12_345))] {
            asked.push((
                ReportName::PaymentRequest,
                Parameters {
                    on: Some(day("2019-06-30")),
                    advance,
                    ..of.clone()
                },
            ));
        }
    }
    asked
        .into_iter()
        .map(|(name, parameters)| Question::try_new(name, parameters).unwrap())
        .collect()
}

/// What all events on the way to an amount add to it.
async fn on_the_way(view: &View, explained: &Explanation) -> Money {
    let mut sum = Money::ZERO;
    let mut after = None;
    loop {
        let page = Page::try_new(100, after).unwrap();
        let steps = view.amount_path(explained, &page).await.unwrap();
        for step in &steps.rows {
            sum = sum.plus(step.amount.unwrap_or(Money::ZERO)).unwrap();
        }
        if !steps.has_next {
            return sum;
        }
        after = steps.cursors.last().cloned();
    }
}

fn may_be_computed(report: &str, section: &str, line: &str) -> bool {
    COMPUTED
        .iter()
        .any(|(of, within, begins)| (*of, *within) == (report, section) && line.starts_with(begins))
}

#[tokio::test]
async fn every_amount_of_every_report_is_the_sum_of_its_events() {
    let (mut cells, mut with_events) = (0, 0);
    for seed in [1, 2, 5] {
        let ledger = TestLedger::projected(&random_history(seed, 300)).await;
        let view = ledger.view(Viewer::office(), AsOf::Latest).await;
        for question in questions() {
            let report = match view.report(&question).await {
                Err(ReportError::SubjectUnknown { .. } | ReportError::NotApplicable { .. }) => {
                    continue;
                }
                report => report.unwrap(),
            };
            for section in report.sections() {
                for (at, row) in section.rows().iter().enumerate() {
                    for (column, cell) in section.columns().iter().zip(row) {
                        let Cell::Money(amount) = cell else {
                            continue;
                        };
                        let of = FigureOf {
                            question: report.question().clone(),
                            section: section.key().to_owned(),
                            row: at + 1,
                            column: column.key.to_owned(),
                        };
                        let name = question.name().key();
                        let told = format!("{seed}: {name} {of:?} {row:?}");
                        let of = AmountOf::Figure(Box::new(of));
                        let explained = view.explain_amount(&of).await.unwrap();
                        let explained = explained.unwrap_or_else(|| panic!("{told}"));
                        assert_eq!(explained.amount, *amount, "{told}");
                        let sum = on_the_way(&view, &explained).await;
                        let whole = sum.plus(explained.computed).unwrap();
                        assert_eq!(whole, *amount, "{told} {explained:?}");
                        let line = row.first().map(Cell::text).unwrap_or_default();
                        assert!(
                            explained.computed.is_zero()
                                || may_be_computed(name, section.key(), &line),
                            "{told} {explained:?}"
                        );
                        cells += 1;
                        with_events += usize::from(!sum.is_zero());
                    }
                }
            }
        }
    }
    assert!(cells > 500 && with_events > 200, "{with_events} of {cells}");
}

#[tokio::test]
async fn the_events_of_an_award_move_its_figures_to_what_they_are() {
    let ledger = TestLedger::projected(&random_history(2, 300)).await;
    let head = ledger.head().await;
    let view = ledger.view(Viewer::office(), AsOf::Latest).await;
    for award in AWARDS {
        let parameters = Parameters {
            award: Some(fain(award)),
            ..Parameters::default()
        };
        let question = Question::try_new(ReportName::AwardSummary, parameters).unwrap();
        let Ok(report) = view.report(&question).await else {
            continue;
        };
        let funds = report
            .sections()
            .iter()
            .find(|it| it.key() == "funds")
            .unwrap();
        let mut moved = vec![Money::ZERO; 4];
        for position in 1..=head {
            let movement = view.moved(position).await.unwrap();
            let of_award = movement.postings.first();
            if of_award.is_none_or(|posting| posting.award != fain(award)) {
                continue;
            }
            for figure in movement.report_figures {
                if (figure.report, figure.section) == (ReportName::AwardSummary, "funds") {
                    let at = figure.row.parse::<usize>().unwrap() - 1;
                    moved[at] = moved[at].plus(figure.change).unwrap();
                }
            }
        }
        for (row, moved) in funds.rows().iter().zip(moved) {
            assert_eq!(row[1], Cell::Money(moved), "{award} {row:?}");
        }
    }
}

#[tokio::test]
async fn what_claims_and_payments_moved_adds_up_to_aging_and_register() {
    let ledger = TestLedger::projected(&random_history(5, 300)).await;
    let head = ledger.head().await;
    let view = ledger.view(Viewer::office(), AsOf::Latest).await;
    let (mut open, mut paid) = (Money::ZERO, Money::ZERO);
    for position in 1..=head {
        for figure in view.moved(position).await.unwrap().report_figures {
            match (figure.report, figure.column) {
                (ReportName::ClaimAging, "all") => open = open.plus(figure.change).unwrap(),
                (ReportName::RemittanceRegister, "payment-amount") => {
                    paid = paid.plus(figure.change).unwrap();
                }
                _ => {}
            }
        }
    }
    let sum = async |name, on, column: &str| {
        let parameters = Parameters {
            on,
            ..Parameters::default()
        };
        let report = view
            .report(&Question::try_new(name, parameters).unwrap())
            .await
            .unwrap();
        let sums = report.sums();
        let found = sums.iter().find(|(_, key, _)| *key == column);
        found.map(|(.., sum)| *sum).unwrap()
    };
    let far = NaiveDate::from_ymd_opt(2199, 1, 1);
    assert_eq!(open, sum(ReportName::ClaimAging, far, "all").await);
    assert_eq!(
        paid,
        sum(ReportName::RemittanceRegister, None, "payment-amount").await
    );
}
