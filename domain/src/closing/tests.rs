//! Given/when/then of closing, and when facts count.

use chrono::NaiveDate;
use cqrs_es::test::TestFramework;

use super::*;
use crate::{
    id::{ActorId, ProgrammeCode},
    ledger::{ApprovePeriodClose, BeginPeriodClose, Event, WithdrawPeriodClose},
    money::Money,
    period::{EffectiveOnError, Month},
    posting::TrialBalanceDigest,
    text::Reason,
};

type Closings = TestFramework<Closing>;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

fn rrr() -> ProgrammeCode {
    ProgrammeCode::parse("RRR").unwrap()
}

fn actor(text: &str) -> ActorId {
    ActorId::parse(text).unwrap()
}

fn by(actor_id: &str, asked: ClosingAsked) -> ClosingCommand {
    ClosingCommand {
        asked,
        by: actor(actor_id),
        received_on: day("2019-04-20"),
    }
}

fn begin(through: &str, on: &str) -> ClosingCommand {
    let asked = BeginPeriodClose {
        programme: rrr(),
        through: month(through),
        effective_on: day(on),
    };
    by("officer-1", ClosingAsked::Begin(asked))
}

fn statement(cents: i64) -> ClosingStatement {
    let totals = ChartTotals {
        debit: Money::from_cents(cents),
        credit: Money::from_cents(cents),
    };
    ClosingStatement {
        frozen_at: 12,
        digest: TrialBalanceDigest::of("a trial balance"),
        own: totals,
        ussgl: totals,
    }
}

fn approve(officer: &str, statement: ClosingStatement, on: &str) -> ClosingCommand {
    let asked = ApprovePeriodClose {
        programme: rrr(),
        close: 1,
        statement,
        effective_on: day(on),
    };
    by(officer, ClosingAsked::Approve(asked))
}

fn withdraw(close: u32, reason: &str) -> ClosingCommand {
    let asked = WithdrawPeriodClose {
        programme: rrr(),
        close,
        reason: Reason::parse(reason).unwrap(),
        effective_on: day("2019-04-18"),
    };
    by("officer-3", ClosingAsked::Withdraw(asked))
}

fn begun(close: u32, from: Option<&str>, through: &str) -> ClosingEvent {
    ClosingEvent::PeriodCloseBegun {
        programme: rrr(),
        close,
        from: from.map(month),
        through: month(through),
        begun_by: actor("officer-1"),
        effective_on: day("2019-04-10"),
    }
}

fn approved(officer: &str) -> ClosingEvent {
    ClosingEvent::PeriodCloseApproved {
        programme: rrr(),
        close: 1,
        through: month("2019-03"),
        statement: statement(100),
        approved_by: actor(officer),
        effective_on: day("2019-04-12"),
    }
}

fn closed() -> ClosingEvent {
    ClosingEvent::PeriodClosed {
        programme: rrr(),
        close: 1,
        from: None,
        through: month("2019-03"),
        statement: statement(100),
        approved_by: [actor("officer-1"), actor("officer-2")],
        effective_on: day("2019-04-12"),
    }
}

fn withdrawn() -> ClosingEvent {
    ClosingEvent::PeriodCloseWithdrawn {
        programme: rrr(),
        close: 1,
        through: month("2019-03"),
        reason: Reason::parse("A cost is missing").unwrap(),
        withdrawn_by: actor("officer-3"),
        effective_on: day("2019-04-18"),
    }
}

fn all_closed() -> Vec<ClosingEvent> {
    vec![
        begun(1, None, "2019-03"),
        approved("officer-1"),
        approved("officer-2"),
        closed(),
    ]
}

fn already_closed() -> ClosingError {
    ClosingError::AlreadyClosed {
        programme: rrr(),
        closed_through: month("2019-03"),
    }
}

fn not_under_way(close: u32) -> ClosingError {
    ClosingError::NotUnderWay {
        programme: rrr(),
        close,
    }
}

#[test]
fn months_that_are_over_are_frozen() {
    Closings::with(())
        .given_no_previous_events()
        .when(begin("2019-03", "2019-04-10"))
        .then_expect_events(vec![begun(1, None, "2019-03")]);
}

#[test]
fn the_same_begin_again_is_nothing_new() {
    Closings::with(())
        .given(vec![begun(1, None, "2019-03")])
        .when(begin("2019-03", "2019-04-10"))
        .then_expect_events(Vec::new());
}

#[test]
fn a_month_that_is_not_over_is_not_closed() {
    Closings::with(())
        .given_no_previous_events()
        .when(begin("2019-04", "2019-04-20"))
        .then_expect_error(ClosingError::NotEnded {
            through: month("2019-04"),
        });
}

#[test]
fn a_period_already_closed_is_not_closed_again() {
    for through in ["2019-03", "2018-12"] {
        Closings::with(())
            .given(all_closed())
            .when(begin(through, "2019-04-15"))
            .then_expect_error(already_closed());
    }
}

#[test]
fn one_close_is_under_way_at_a_time() {
    for (through, on) in [("2019-02", "2019-04-10"), ("2019-03", "2019-04-11")] {
        Closings::with(())
            .given(vec![begun(1, None, "2019-03")])
            .when(begin(through, on))
            .then_expect_error(ClosingError::UnderWay {
                programme: rrr(),
                close: 1,
                through: month("2019-03"),
            });
    }
}

#[test]
fn a_close_is_begun_after_its_months_and_not_in_the_future() {
    Closings::with(())
        .given_no_previous_events()
        .when(begin("2019-03", "2019-03-31"))
        .then_expect_error(ClosingError::EffectiveOn(EffectiveOnError::TooEarly {
            effective_on: day("2019-03-31"),
            earliest: day("2019-04-01"),
        }));
    Closings::with(())
        .given_no_previous_events()
        .when(begin("2019-03", "2019-04-21"))
        .then_expect_error(ClosingError::EffectiveOn(EffectiveOnError::InFuture {
            effective_on: day("2019-04-21"),
            received_on: day("2019-04-20"),
        }));
}

#[test]
fn one_approval_closes_nothing_and_a_second_officers_closes() {
    Closings::with(())
        .given(vec![begun(1, None, "2019-03")])
        .when(approve("officer-1", statement(100), "2019-04-12"))
        .then_expect_events(vec![approved("officer-1")]);
    Closings::with(())
        .given(vec![begun(1, None, "2019-03"), approved("officer-1")])
        .when(approve("officer-2", statement(100), "2019-04-12"))
        .then_expect_events(vec![approved("officer-2"), closed()]);
}

#[test]
fn the_same_officer_does_not_approve_twice() {
    Closings::with(())
        .given(vec![begun(1, None, "2019-03"), approved("officer-1")])
        .when(approve("officer-1", statement(100), "2019-04-12"))
        .then_expect_error(ClosingError::SameOfficer {
            by: actor("officer-1"),
        });
}

#[test]
fn both_officers_state_the_same_trial_balance() {
    let other_position = ClosingStatement {
        frozen_at: 13,
        ..statement(100)
    };
    let other_digest = ClosingStatement {
        digest: TrialBalanceDigest::of("another"),
        ..statement(100)
    };
    for other in [statement(101), other_position, other_digest] {
        Closings::with(())
            .given(vec![begun(1, None, "2019-03"), approved("officer-1")])
            .when(approve("officer-2", other, "2019-04-12"))
            .then_expect_error(ClosingError::StatementsDiffer {
                first: actor("officer-1"),
            });
    }
}

#[test]
fn a_trial_balance_that_does_not_balance_is_not_approved() {
    let lame = ClosingStatement {
        ussgl: ChartTotals {
            debit: Money::from_cents(1),
            credit: Money::ZERO,
        },
        ..statement(100)
    };
    Closings::with(())
        .given(vec![begun(1, None, "2019-03")])
        .when(approve("officer-1", lame, "2019-04-12"))
        .then_expect_error(ClosingError::Unbalanced);
}

#[test]
fn an_approval_is_not_before_the_close_was_begun() {
    Closings::with(())
        .given(vec![begun(1, None, "2019-03")])
        .when(approve("officer-1", statement(100), "2019-04-09"))
        .then_expect_error(ClosingError::EffectiveOn(EffectiveOnError::TooEarly {
            effective_on: day("2019-04-09"),
            earliest: day("2019-04-10"),
        }));
}

#[test]
fn an_approval_again_of_what_is_closed_is_nothing_new_and_a_third_one_is_refused() {
    for officer in ["officer-1", "officer-2"] {
        Closings::with(())
            .given(all_closed())
            .when(approve(officer, statement(100), "2019-04-12"))
            .then_expect_events(Vec::new());
    }
    for (officer, stated) in [("officer-3", statement(100)), ("officer-1", statement(101))] {
        Closings::with(())
            .given(all_closed())
            .when(approve(officer, stated, "2019-04-12"))
            .then_expect_error(already_closed());
    }
}

#[test]
fn an_approval_of_a_close_that_was_withdrawn_or_never_begun_is_refused() {
    Closings::with(())
        .given_no_previous_events()
        .when(approve("officer-1", statement(100), "2019-04-12"))
        .then_expect_error(not_under_way(1));
    // An approval on its way when the close is withdrawn and begun anew is none of the new close.
    Closings::with(())
        .given(vec![
            begun(1, None, "2019-03"),
            withdrawn(),
            begun(2, None, "2019-03"),
        ])
        .when(approve("officer-1", statement(100), "2019-04-12"))
        .then_expect_error(not_under_way(1));
}

#[test]
fn a_close_under_way_is_withdrawn_once() {
    Closings::with(())
        .given(vec![begun(1, None, "2019-03"), approved("officer-1")])
        .when(withdraw(1, "A cost is missing"))
        .then_expect_events(vec![withdrawn()]);
    Closings::with(())
        .given(vec![begun(1, None, "2019-03"), withdrawn()])
        .when(withdraw(1, "A cost is missing"))
        .then_expect_events(Vec::new());
    Closings::with(())
        .given(vec![begun(1, None, "2019-03"), withdrawn()])
        .when(withdraw(1, "Another reason"))
        .then_expect_error(not_under_way(1));
    Closings::with(())
        .given(all_closed())
        .when(withdraw(1, "A cost is missing"))
        .then_expect_error(already_closed());
}

#[test]
fn the_next_close_begins_after_the_last_closed_month_whatever_was_withdrawn() {
    let mut given = all_closed();
    given.push(begun(2, Some("2019-04"), "2019-05"));
    let closing = given.iter().fold(Closing::default(), |mut closing, event| {
        closing.evolve(event);
        closing
    });
    assert_eq!(closing.closed_through(), Some(month("2019-03")));
    Closings::with(())
        .given(vec![begun(1, None, "2019-03"), withdrawn()])
        .when(begin("2019-02", "2019-04-10"))
        .then_expect_events(vec![begun(2, None, "2019-02")]);
}

#[test]
fn a_fact_of_a_frozen_day_counts_from_the_first_day_after_with_a_link() {
    let freeze = Some(Freeze {
        through: month("2019-03"),
        position: 12,
    });
    let own = |text: &str| AccountingDate {
        on: day(text),
        late_behind: None,
    };
    let pushed = AccountingDate {
        on: day("2019-04-01"),
        late_behind: Some(12),
    };
    assert_eq!(accounting_date(day("2019-03-31"), freeze), pushed);
    assert_eq!(accounting_date(day("2008-01-01"), freeze), pushed);
    assert_eq!(
        accounting_date(day("2019-04-01"), freeze),
        own("2019-04-01")
    );
    assert_eq!(accounting_date(day("2019-03-31"), None), own("2019-03-31"));
}

#[test]
fn what_is_frozen_is_the_latest_close_that_was_not_withdrawn() {
    let mut freezes = Freezes::default();
    let mut at = |position, event| {
        freezes.take(position, &Event::from(event));
        freezes
            .of(&rrr())
            .map(|freeze| (freeze.through.to_string(), freeze.position))
    };
    let frozen = |through: &str, position| Some((through.to_owned(), position));
    assert_eq!(at(3, begun(1, None, "2019-03")), frozen("2019-03", 3));
    assert_eq!(at(4, closed()), frozen("2019-03", 3));
    assert_eq!(
        at(5, begun(2, Some("2019-04"), "2019-05")),
        frozen("2019-05", 5)
    );
    assert_eq!(at(6, withdrawn()), frozen("2019-03", 3));
}
