//! Random commands about awards.

use chrono::Days;
use proptest::{option, prelude::*, sample::select};

use super::super::{AWARDS, direct_cost, fain, reason};
use super::cash::any_document;
use super::values::{any_amount, any_award_number, any_day, any_late_day};
use crate::{
    award::CostCategory,
    ledger::{
        CloseAward, Command, ExtendAward, RecordDirectCost, ReduceAward, ResumeAward,
        SupplementAward, SuspendAward, WaiveSubAwardShare,
    },
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
