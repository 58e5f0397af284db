//! Random commands about program income.

use proptest::{prelude::*, sample::select};

use super::super::{AWARDS, OUTREACH, fain, reason};
use super::cash::any_document;
use super::values::{any_amount, any_day, any_day_from};
use crate::{
    award::{IncomeMethod, IncomeSource},
    id::IncomeId,
    identifier::Fain,
    ledger::{
        Command, ExpendProgramIncome, RecordProgramIncome, ReverseProgramIncome,
        SetProgramIncomeMethod,
    },
    money::Money,
};

/// Mostly the award whose costs are the prime's own: income is deducted from these.
fn any_award() -> impl Strategy<Value = Fain> {
    prop_oneof![4 => Just(OUTREACH), 1 => select(AWARDS.to_vec())].prop_map(fain)
}

fn any_part() -> impl Strategy<Value = Money> {
    prop_oneof![
        6 => (1_i64..30_000).prop_map(Money::from_cents),
        1 => any_amount(),
    ]
}

/// A few ids, so that they meet.
fn any_income() -> impl Strategy<Value = IncomeId> {
    (0_u8..12).prop_map(|at| IncomeId::parse(&format!("PI-{at}")).expect("an income id"))
}

pub(super) fn any_income_command() -> impl Strategy<Value = Command> {
    let sources = vec![
        IncomeSource::ServiceFees,
        IncomeSource::PropertyUse,
        IncomeSource::ItemsSold,
        IncomeSource::Royalties,
        IncomeSource::LoanRepayments,
    ];
    let methods = vec![
        IncomeMethod::Deduction,
        IncomeMethod::Deduction,
        IncomeMethod::Addition,
    ];
    prop_oneof![
        1 => (any_award(), select(methods), any_day()).prop_map(|(award, method, effective_on)| {
            let reason = reason("A test's reason");
            SetProgramIncomeMethod { award, method, reason, effective_on }.into()
        }),
        5 => (any_award(), any_income(), select(sources), any_part(), any_document(), any_day())
            .prop_map(|(award, income, source, amount, document, effective_on)| {
                RecordProgramIncome { award, income, source, amount, document, effective_on }.into()
            }),
        7 => (any_award(), any_income(), any_part(), any_day_from("2019-06-20"))
            .prop_map(|(award, income, amount, effective_on)| {
                ExpendProgramIncome { award, income, amount, effective_on }.into()
            }),
        3 => (any_award(), any_income(), any_day_from("2019-06-20")).prop_map(|(award, income, effective_on)| {
            let reason = reason("A test's reason");
            ReverseProgramIncome { award, income, reason, effective_on }.into()
        }),
    ]
}
