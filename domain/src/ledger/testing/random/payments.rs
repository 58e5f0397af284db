//! Random payments, and what is paid back.

use proptest::{collection::vec, prelude::*, sample::select};

use super::super::{ASSISTANCE, CONTRACT, TODAY, day, fain, reason, sub_award};
use super::values::{any_amount, any_claim_id, any_day_from, any_day_until_today};
use crate::{
    id::{PaymentId, RefundId},
    ledger::{AuthorisePayment, Command, ConfirmPayment, PreparePayment, RefundReceivable},
    money::Money,
};

const PAYMENTS: [&str; 3] = ["P-1", "P-2", "P-3"];

pub(super) fn any_payment_command() -> impl Strategy<Value = Command> {
    let payment =
        || select(PAYMENTS.to_vec()).prop_map(|id| PaymentId::parse(id).expect("a payment id"));
    prop_oneof![
        2 => any_refund(),
        3 => (
            payment(),
            prop_oneof![3 => vec(any_claim_id(), 1), 1 => vec(any_claim_id(), 2..4)],
            any_day_until_today("2019-06-20")
        )
            .prop_map(|(payment, mut claims, effective_on)| {
                claims.sort();
                claims.dedup();
                let contract = claims[0].as_str().starts_with("PC-1");
                let award = if contract { CONTRACT } else { ASSISTANCE };
                PreparePayment {
                    payment,
                    award: fain(award),
                    claims,
                    justification: reason("Clean bills are paid within 30 days"),
                    effective_on,
                }
                .into()
            }),
        3 => (payment(), any_day_until_today("2019-06-20")).prop_map(|(payment, effective_on)| {
            AuthorisePayment {
                payment,
                effective_on,
            }
            .into()
        }),
        3 => (payment(), any_day_until_today("2019-06-20")).prop_map(|(payment, effective_on)| {
            ConfirmPayment {
                payment,
                effective_on,
            }
            .into()
        }),
    ]
}

fn any_refund() -> impl Strategy<Value = Command> {
    (
        select(vec!["TV-1", "TV-1", "TV-2"]),
        0_u8..6,
        prop_oneof![
            3 => (1_i64..20_000).prop_map(Money::from_cents),
            1 => any_amount(),
        ],
        prop_oneof![any_day_from("2019-06-20"), Just(day(TODAY))],
    )
        .prop_map(|(under, number, amount, effective_on)| {
            RefundReceivable {
                sub_award: sub_award(under),
                refund: RefundId::parse(&format!("R-{number}")).expect("a refund id"),
                amount,
                effective_on,
            }
            .into()
        })
}
