//! Random commands about awards.

use chrono::Days;
use proptest::{option, prelude::*, sample::select};

use super::super::{AWARDS, OUTREACH, day, direct_cost, fain, number, reason};
use super::cash::any_document;
use super::values::{any_amount, any_award_number, any_day, any_day_from, any_late_day};
use crate::{
    award::CostCategory,
    id::CostId,
    ledger::{
        AdministerAward, CloseAward, Command, ContinueAward, DisallowCost, ExtendAward,
        RecordDirectCost, ReduceAward, ResumeAward, SetIndirectRate, SupplementAward, SuspendAward,
        TerminateAward, WaiveSubAwardShare,
    },
    money::Money,
    period::Period,
    rate::Rate,
};

pub(super) fn any_award_command() -> impl Strategy<Value = Command> {
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
        5 => any_continuation().boxed(),
        1 => (any_award_number(), any_day()).prop_map(move |(number, effective_on)| {
            AdministerAward { award: number.fain().clone(), number, reason: because(), effective_on }.into()
        }),
        1 => (select(AWARDS.to_vec()), any_late_day()).prop_map(move |(award, effective_on)| {
            TerminateAward { award: fain(award), reason: because(), effective_on }.into()
        }),
        1 => (select(AWARDS.to_vec()), option::of((1_u32..40).prop_filter_map("a rate", Rate::percent)), option::of(any_document()), any_day())
            .prop_map(|(award, rate, document, effective_on)| {
                SetIndirectRate { award: fain(award), rate, document, effective_on }.into()
            }),
        4 => (select(AWARDS.to_vec()), 0_u32..8, 1_i64..20_000, any_day_from("2019-06-20")).prop_map(move |(award, cost, cents, effective_on)| {
            let cost = CostId::parse(&format!("cash-{cost}")).expect("a cost id");
            DisallowCost { award: fain(award), cost, amount: Money::from_cents(cents), reason: because(), effective_on }.into()
        }),
        1 => (select(AWARDS.to_vec()), 0_u32..40, 1_i64..50_000, any_day()).prop_map(|(award, cost, cents, effective_on)| {
            RecordDirectCost {
                category: CostCategory::Indirect,
                amount: Money::from_cents(cents),
                effective_on,
                ..direct_cost(award, &format!("cost-{cost}"), "1")
            }.into()
        }),
        4 => (select(AWARDS.to_vec()), 0_u32..40, any_amount(), any_day(), option::weighted(0.2, any_document())).prop_map(|(award, cost, amount, effective_on, document)| {
            RecordDirectCost {
                document,
                category: CostCategory::Travel,
                amount,
                effective_on,
                ..direct_cost(award, &format!("cost-{cost}"), "1")
            }.into()
        }),
    ]
}

/// The next budget year, mostly of the award whose rules ask for no share.
fn any_continuation() -> impl Strategy<Value = Command> {
    (
        prop_oneof![3 => Just(OUTREACH), 2 => select(AWARDS.to_vec())],
        2_u8..4,
        any_amount(),
        prop_oneof![2 => Just(Money::ZERO), 1 => any_amount()],
        any_day(),
    )
        .prop_map(|(award, year, amount, carried, effective_on)| {
            let starts_on = day("2019-09-30") + Days::new(100 * (u64::from(year) - 2));
            ContinueAward {
                award: fain(award),
                number: number(&format!("{award}-{year:02}-00")),
                amount,
                carried,
                budget_period: Period {
                    starts_on,
                    ends_on: starts_on + Days::new(90),
                },
                reason: reason("A test's reason"),
                effective_on,
            }
            .into()
        })
}
