//! Random claims, decisions on them and their corrections.

use proptest::{option, prelude::*, sample::select};

use super::super::{CLIENTS, SUB_AWARDS, TODAY, claim, client, day, line, reason, sub_award};
use super::values::{
    CLAIM_NUMBERS, any_claim_id, any_day_from, any_day_until_today, any_late_day, any_served,
};
use crate::{
    claim::{DenialReason, ReconsiderationDecision, VoidReason},
    ledger::{
        ApproveClaim, Command, DenyClaim, ReadjudicateClaims, ReconsiderClaim, ReleaseClaims,
        ReplaceClaim, SubmitClaim, VoidClaim,
    },
    money::Money,
    programme::Category,
};

const MONTHS: [&str; 8] = [
    "2018-09", "2018-12", "2019-01", "2019-02", "2019-03", "2019-04", "2019-05", "2019-05",
];

pub(super) fn any_claim_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        5 => any_submission(),
        4 => (any_claim_id(), any_day_until_today("2019-06-10")).prop_map(|(claim, effective_on)| {
            ApproveClaim { claim, effective_on }.into()
        }),
        1 => (any_claim_id(), any_day_until_today("2019-06-10")).prop_map(|(claim, effective_on)| {
            DenyClaim { claim, reason: DenialReason::EvidenceInsufficient, effective_on }.into()
        }),
        1 => any_claim_correction().boxed(),
    ]
}

fn any_claim_correction() -> impl Strategy<Value = Command> {
    let because = || reason("A test's reason");
    let date = || prop_oneof![any_day_from("2019-06-18"), Just(day(TODAY))];
    prop_oneof![
        4 => (any_claim_id(), date()).prop_map(|(claim, effective_on)| {
            VoidClaim { claim, reason: VoidReason::BilledInError, effective_on }.into()
        }),
        5 => (any_claim_id(), any_submission().boxed(), date()).prop_map(|(claim, submission, effective_on)| {
            let Command::SubmitClaim(SubmitClaim { client, service_month, lines, .. }) = submission else {
                unreachable!("a submission submits a claim")
            };
            ReplaceClaim { claim, client, service_month, lines, effective_on }.into()
        }),
        3 => (any_claim_id(), any::<bool>(), date()).prop_map(move |(claim, upheld, effective_on)| {
            let decision = if upheld {
                ReconsiderationDecision::Upheld
            } else {
                ReconsiderationDecision::Reversed
            };
            ReconsiderClaim { claim, decision, reason: because().into(), effective_on }.into()
        }),
        1 => (select(CLIENTS.to_vec()), date()).prop_map(|(code, effective_on)| {
            ReadjudicateClaims { client: client(code), effective_on }.into()
        }),
        1 => (select(SUB_AWARDS.to_vec()), date()).prop_map(|(id, effective_on)| {
            ReleaseClaims { sub_award: sub_award(id), effective_on }.into()
        }),
    ]
}

fn any_submission() -> impl Strategy<Value = Command> {
    (
        any_served(),
        select(CLAIM_NUMBERS.to_vec()),
        select(MONTHS.to_vec()),
        option::of(1_i64..60_000),
        prop_oneof![4 => 1_i64..60_000, 1 => 1_i64..300_000],
        any_late_day(),
    )
        .prop_map(
            |((under, of), claim_number, month, administration, direct, effective_on)| {
                let billed = administration
                    .map(|cents| (Category::CaseManagement, cents))
                    .into_iter()
                    .chain([(Category::Housing, direct)]);
                let lines = (1_u32..)
                    .zip(billed)
                    .map(|(at, (category, cents))| line(at, category, Money::from_cents(cents)))
                    .collect();
                SubmitClaim {
                    lines,
                    effective_on,
                    ..claim(under, claim_number, of, month)
                }
                .into()
            },
        )
}
