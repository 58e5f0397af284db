//! Random closes of months: few programmes, months and statements, so that approvals meet.

use proptest::{prelude::*, sample::select};

use super::super::{day, money, reason};
use super::values::any_day_until_today;
use crate::{
    closing::{ChartTotals, ClosingStatement},
    id::ProgrammeCode,
    ledger::{ApprovePeriodClose, BeginPeriodClose, Command, WithdrawPeriodClose},
    period::Month,
    posting::TrialBalanceDigest,
};

pub(super) fn any_closing_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        4 => any_begin(),
        6 => any_approval(),
        1 => any_withdrawal(),
    ]
}

fn any_programme() -> impl Strategy<Value = ProgrammeCode> {
    select(vec!["TVAP", "TVAP", "TVAP", "RRR", "SO", "XX"])
        .prop_map(|code| ProgrammeCode::parse(code).expect("a code"))
}

fn any_begin() -> impl Strategy<Value = Command> {
    let months = vec!["2018-12", "2019-02", "2019-04", "2019-05", "2019-06"];
    (
        any_programme(),
        select(months),
        any_day_until_today("2019-06-20"),
    )
        .prop_map(|(programme, through, effective_on)| {
            BeginPeriodClose {
                programme,
                through: Month::parse(through).expect("a month"),
                effective_on,
            }
            .into()
        })
}

fn any_statement() -> impl Strategy<Value = ClosingStatement> {
    select(vec![(7, "0"), (7, "0"), (7, "0"), (8, "0"), (7, "1")]).prop_map(|(frozen_at, more)| {
        let totals = ChartTotals {
            debit: money("100"),
            credit: money("100"),
        };
        ClosingStatement {
            frozen_at,
            digest: TrialBalanceDigest::of("a trial balance"),
            own: totals,
            ussgl: ChartTotals {
                debit: totals.debit.plus(money(more)).expect("in range"),
                ..totals
            },
        }
    })
}

fn any_approval() -> impl Strategy<Value = Command> {
    (any_programme(), 1_u32..4, any_statement()).prop_map(|(programme, close, statement)| {
        ApprovePeriodClose {
            programme,
            close,
            statement,
            effective_on: day("2019-06-30"),
        }
        .into()
    })
}

fn any_withdrawal() -> impl Strategy<Value = Command> {
    (any_programme(), 1_u32..4, any_day_until_today("2019-06-25")).prop_map(
        |(programme, close, effective_on)| {
            WithdrawPeriodClose {
                programme,
                close,
                reason: reason("A claim is missing"),
                effective_on,
            }
            .into()
        },
    )
}
