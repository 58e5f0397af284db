//! Random commands about federal cash and contributions.

use proptest::{option, prelude::*, sample::select};

use super::super::{AWARDS, OUTREACH, direct_cost, fain, reason};
use super::values::{any_amount, any_day, any_day_from};
use crate::{
    award::{MatchKind, PaymentMethod},
    id::{ContributionId, CostId, DrawId, InterestId, RefundId},
    identifier::Fain,
    ledger::{
        Command, DrawFunds, LiquidateAdvance, RecordDirectCost, RecordInterest, RecordMatch,
        RemitInterest, ReturnFunds, ReverseCost, ReverseMatch, SetPaymentMethod,
    },
    measure::DocumentDigest,
    money::Money,
};

/// Mostly the award without sub-awards: the others are paid by reimbursement, so that payments go on.
fn any_award() -> impl Strategy<Value = Fain> {
    prop_oneof![
        3 => Just(OUTREACH),
        2 => select(AWARDS.to_vec()),
    ]
    .prop_map(fain)
}

fn any_small_amount() -> impl Strategy<Value = Money> {
    prop_oneof![
        4 => (1_i64..200_000).prop_map(Money::from_cents),
        1 => any_amount(),
    ]
}

fn any_method() -> impl Strategy<Value = (Fain, PaymentMethod)> {
    prop_oneof![
        8 => Just((OUTREACH, PaymentMethod::Advance)),
        3 => Just((OUTREACH, PaymentMethod::Reimbursement)),
        1 => (select(AWARDS.to_vec()), Just(PaymentMethod::Advance)),
        4 => (select(AWARDS.to_vec()), Just(PaymentMethod::Reimbursement)),
    ]
    .prop_map(|(award, method)| (fain(award), method))
}

/// A few documents, so that they meet.
pub(super) fn any_document() -> impl Strategy<Value = DocumentDigest> {
    (0_u8..6)
        .prop_map(|at| DocumentDigest::parse(&format!("{at:02x}").repeat(32)).expect("a digest"))
}

pub(super) fn any_cash_command() -> impl Strategy<Value = Command> {
    let because = || reason("A test's reason");
    prop_oneof![
        1 => (any_method(), any_day()).prop_map(move |((award, method), effective_on)| {
            SetPaymentMethod { award, method, reason: because(), effective_on }.into()
        }),
        6 => (any_award(), 0_u8..40, any_small_amount(), option::of(any_amount()), any_day_from("2019-06-20"))
            .prop_map(|(award, draw, amount, immediate_need, effective_on)| {
                let draw = DrawId::parse(&format!("D-{draw}")).expect("a draw id");
                DrawFunds { award, draw, amount, immediate_need, effective_on }.into()
            }),
        9 => any_day_from("2019-06-20").prop_map(|effective_on| {
            LiquidateAdvance { award: fain(OUTREACH), effective_on }.into()
        }),
        3 => (any_award(), 0_u8..20, (1_i64..30_000).prop_map(Money::from_cents), any_day_from("2019-06-20")).prop_map(|(award, refund, amount, effective_on)| {
            let refund = RefundId::parse(&format!("R-{refund}")).expect("a refund id");
            ReturnFunds { award, refund, amount, effective_on }.into()
        }),
        3 => (any_award(), 0_u32..8, any_small_amount(), any_day()).prop_map(|(award, cost, amount, effective_on)| {
            RecordDirectCost { amount, effective_on, ..direct_cost(award.as_str(), &format!("cash-{cost}"), "1") }.into()
        }),
        2 => (any_award(), 0_u32..8, any_day_from("2019-06-20")).prop_map(move |(award, cost, effective_on)| {
            let cost = CostId::parse(&format!("cash-{cost}")).expect("a cost id");
            ReverseCost { award, cost, reason: because(), effective_on }.into()
        }),
        2 => (any_award(), 0_u8..20, any_amount(), any_day()).prop_map(|(award, interest, amount, effective_on)| {
            let interest = InterestId::parse(&format!("I-{interest}")).expect("an interest id");
            RecordInterest { award, interest, amount, effective_on }.into()
        }),
        1 => (any_award(), 10_u8..30, any_small_amount(), any_day()).prop_map(|(award, interest, amount, effective_on)| {
            let interest = InterestId::parse(&format!("I-{interest}")).expect("an interest id");
            RemitInterest { award, interest, amount, effective_on }.into()
        }),
        2 => (any_award(), 0_u8..8, any_amount(), any_document(), 0_u8..8, any_day())
            .prop_map(|(award, at, amount, document, flags, effective_on)| {
                RecordMatch {
                    award,
                    contribution: contribution(at),
                    kind: if flags % 2 == 0 { MatchKind::Cash } else { MatchKind::InKind },
                    amount,
                    document,
                    paid_by_federal_funds: flags == 7,
                    effective_on,
                }.into()
            }),
        1 => (any_award(), 0_u8..8, any_day_from("2019-06-20")).prop_map(move |(award, at, effective_on)| {
            ReverseMatch { award, contribution: contribution(at), reason: because(), effective_on }.into()
        }),
    ]
}

fn contribution(at: u8) -> ContributionId {
    ContributionId::parse(&format!("M-{at}")).expect("a contribution id")
}
