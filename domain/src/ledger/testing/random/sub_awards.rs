//! Random commands about sub-awards.

use chrono::Days;
use proptest::{prelude::*, sample::select};

use super::super::{
    ASSISTANCE, REGIONAL, SUB_AWARDEES, SUB_AWARDS, day, execute, reason, sub_award,
};
use super::values::{any_amount, any_day, any_late_day};
use crate::{
    ledger::{
        CloseSubAward, Command, ExecuteSubAward, ExtendSubAward, LowerSubAward, RaiseSubAward,
        ResumeSubAward, SuspendSubAward,
    },
    period::Period,
    region::State,
    sub_award::SubAwardInstrument,
};

pub(super) fn any_sub_award_command() -> impl Strategy<Value = Command> {
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
        select(vec![
            SubAwardInstrument::SubAward,
            SubAwardInstrument::SubAward,
            SubAwardInstrument::Procurement,
            SubAwardInstrument::Procurement,
            SubAwardInstrument::FixedAmount,
        ]),
        any_amount(),
        any_day(),
        select(vec![State::CO, State::UT, State::TX, State::NY]),
    )
        .prop_map(|(id, to, instrument, amount, effective_on, state)| {
            let award = if id.starts_with("RR") {
                REGIONAL
            } else {
                ASSISTANCE
            };
            ExecuteSubAward {
                instrument,
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
