//! The books with closed months: who may close, and that a closed trial balance never moves, whatever is recorded after.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::code;
use crate::{
    closing::{
        ChartTotals, CloseFault, ClosedPeriods, ClosingEvent, ClosingStatement, Freezes,
        accounting_date,
    },
    id::{ActorId, ProgrammeCode},
    ledger::{
        ApprovePeriodClose, BeginPeriodClose, Event, Role,
        testing::{
            MemoryLedger, REGIONAL, REGIONAL_PRIME, Recorded, Scenario, any_commands, context, day,
            direct_cost,
        },
    },
    money::Money,
    period::Month,
    posting::{Book, MonthTotals, PeriodBalance, TrialBalance, TrialBalanceDigest, post},
};

fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

fn programme(text: &str) -> ProgrammeCode {
    ProgrammeCode::parse(text).unwrap()
}

fn begin(of: &str, through: &str) -> BeginPeriodClose {
    BeginPeriodClose {
        programme: programme(of),
        through: month(through),
        effective_on: day("2019-06-30"),
    }
}

/// The books as postings make them: by month, and all together.
#[derive(Default)]
struct Posted {
    months: MonthTotals,
    all: TrialBalance,
    late: u32,
}

impl Posted {
    fn of(history: &[Recorded]) -> Self {
        let mut posted = Self::default();
        let mut freezes = Freezes::default();
        for (position, recorded) in (1_u64..).zip(history) {
            freezes.take(position, &recorded.event);
            let Some(transaction) = post(&recorded.event) else {
                continue;
            };
            let freeze = freezes.of(transaction.programme());
            let date = accounting_date(transaction.effective_on(), freeze);
            posted.late += u32::from(date.late_behind.is_some());
            posted.months.take(&transaction, date.on).unwrap();
            posted.all.take(&transaction).unwrap();
        }
        posted
    }
}

/// Every close that stands: from, through, and the trial balance as of the event that froze it.
fn frozen(ledger: &MemoryLedger) -> Vec<(Option<Month>, Month, PeriodBalance)> {
    let mut begun = BTreeMap::new();
    let mut closed = Vec::new();
    for (at, recorded) in ledger.history().iter().enumerate() {
        let Event::Closing(event) = &recorded.event else {
            continue;
        };
        if let ClosingEvent::PeriodCloseBegun {
            programme, close, ..
        } = event
        {
            begun.insert((programme.clone(), *close), at);
        } else if let ClosingEvent::PeriodClosed {
            programme,
            close,
            from,
            through,
            ..
        } = event
        {
            let at = begun[&(programme.clone(), *close)];
            let then = Posted::of(&ledger.history()[..=at]);
            let balance = then.months.balance(programme, *from, *through).unwrap();
            closed.push((*from, *through, balance));
        }
    }
    closed
}

#[test]
fn a_programme_that_is_unknown_closes_nothing() {
    let mut scenario = Scenario::founded();
    let refused = scenario.when(begin("XX", "2019-05"));
    assert_eq!(code(refused), "UNKNOWN_PROGRAMME");
}

#[test]
fn two_officers_close_and_a_late_cost_counts_after_the_closed_months() {
    let mut scenario = Scenario::founded()
        .given_by(REGIONAL_PRIME, direct_cost(REGIONAL, "rent", "1000"))
        .given(begin("RRR", "2019-03"));
    let frozen_at = u64::try_from(scenario.ledger.history().len()).unwrap();
    let then = Posted::of(scenario.ledger.history());
    let rrr = programme("RRR");
    let balance = then.months.balance(&rrr, None, month("2019-03")).unwrap();
    let approve = ApprovePeriodClose {
        programme: rrr.clone(),
        close: 1,
        statement: balance.statement(frozen_at).unwrap(),
        effective_on: day("2019-06-30"),
    };
    for officer in ["officer-1", "officer-2"] {
        let by = context(Role::Officer, "otip", officer);
        scenario
            .ledger
            .submit(&by, &approve.clone().into())
            .unwrap();
    }
    // Of December, and recorded when December is closed.
    let scenario = scenario.given_by(REGIONAL_PRIME, direct_cost(REGIONAL, "printing", "250"));
    let now = Posted::of(scenario.ledger.history());
    assert_eq!(now.late, 1);
    assert_eq!(
        now.months.balance(&rrr, None, month("2019-03")).unwrap(),
        balance
    );
    let april = now
        .months
        .balance(&rrr, Some(month("2019-04")), month("2019-04"))
        .unwrap();
    let cost = april
        .own
        .iter()
        .find(|line| line.account == "programme_cost");
    let cost = cost.unwrap();
    assert_eq!(cost.opening.to_string(), "1000.00");
    assert_eq!(cost.debits.to_string(), "250.00");
}

/// The history of a close, with what the closing binds.
fn closed_with(statement: impl FnOnce(ClosingStatement) -> ClosingStatement) -> Vec<Event> {
    let scenario = Scenario::founded()
        .given_by(REGIONAL_PRIME, direct_cost(REGIONAL, "rent", "1000"))
        .given(begin("RRR", "2019-03"));
    let history = scenario.ledger.history();
    let mut events: Vec<Event> = history.iter().map(|it| it.event.clone()).collect();
    let frozen_at = u64::try_from(events.len()).unwrap();
    let balance = Posted::of(history).months;
    let balance = balance.balance(&programme("RRR"), None, month("2019-03"));
    let right = balance.unwrap().statement(frozen_at).unwrap();
    let officer = |text| ActorId::parse(text).unwrap();
    let closed = ClosingEvent::PeriodClosed {
        programme: programme("RRR"),
        close: 1,
        from: None,
        through: month("2019-03"),
        statement: statement(right),
        approved_by: [officer("officer-1"), officer("officer-2")],
        effective_on: day("2019-06-30"),
    };
    events.push(closed.into());
    events
}

fn audited(events: &[Event]) -> Result<ClosedPeriods, CloseFault> {
    let mut periods = ClosedPeriods::default();
    for (position, event) in (1..).zip(events) {
        periods.take(position, event)?;
    }
    Ok(periods)
}

#[test]
fn a_close_that_binds_what_the_events_do_not_make_is_found() {
    let periods = audited(&closed_with(|right| right)).unwrap();
    assert_eq!((periods.count(), periods.faults()), (1, Vec::new()));
    let digest = audited(&closed_with(|right| ClosingStatement {
        digest: TrialBalanceDigest::of("another"),
        ..right
    }));
    assert!(matches!(digest, Err(CloseFault::Differs { .. })));
    let totals = audited(&closed_with(|right| ClosingStatement {
        own: ChartTotals::default(),
        ..right
    }));
    assert!(matches!(totals, Err(CloseFault::Differs { .. })));
    let position = audited(&closed_with(|right| ClosingStatement {
        frozen_at: right.frozen_at - 1,
        ..right
    }));
    assert!(matches!(position, Err(CloseFault::FrozenElsewhere { .. })));
}

#[test]
fn a_closed_period_that_moved_is_found_at_the_end() {
    let mut events = closed_with(|right| right);
    let begun = events
        .iter()
        .position(|event| matches!(event, Event::Closing(_)));
    // Without its freezing a cost of December would still move December.
    let late = direct_cost(REGIONAL, "printing", "250");
    let scenario = Scenario::founded().given_by(REGIONAL_PRIME, late);
    events.push(scenario.ledger.history().last().unwrap().event.clone());
    assert_eq!(audited(&events).unwrap().faults(), Vec::new());
    let begun = events.remove(begun.unwrap());
    let Event::Closing(ClosingEvent::PeriodCloseBegun { .. }) = begun else {
        unreachable!("a close begins with its beginning")
    };
    let mut periods = ClosedPeriods::default();
    for (position, event) in (1..).zip(&events) {
        let _ = periods.take(position, event);
    }
    assert!(matches!(periods.faults()[..], [CloseFault::Differs { .. }]));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_closed_trial_balance_never_moves_and_closing_changes_no_sum(commands in any_commands(160)) {
        let mut ledger = Scenario::owing().ledger;
        for (context, command) in commands {
            let _ = ledger.submit(&context, &command);
        }
        let now = Posted::of(ledger.history());
        for (from, through, then) in frozen(&ledger) {
            let of = then.scope.programme.clone().unwrap();
            let again = now.months.balance(&of, from, through).unwrap();
            prop_assert_eq!(again.digest(), then.digest());
            prop_assert_eq!(again, then);
        }
        // Whenever it counts, everything counts once.
        let mut by_month = Money::ZERO;
        for code in ["RRR", "TVAP", "SO"] {
            let balance = now.months.balance(&programme(code), None, month("2100-01")).unwrap();
            let debits = balance.own.iter().map(|line| line.debits);
            by_month = by_month.plus(Money::sum(debits).unwrap()).unwrap();
        }
        let mut debits = Money::ZERO;
        for book in [Book::Budgetary, Book::Proprietary, Book::Memorandum] {
            let totals = now.all.book(book).unwrap();
            prop_assert_eq!(totals.debits, totals.credits);
            debits = debits.plus(totals.debits).unwrap();
        }
        prop_assert_eq!(by_month, debits);
    }
}
