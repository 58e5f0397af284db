//! Whatever is claimed, in whatever order: caps and months hold, and every claim balances.

mod laws;
mod play;

use laws::*;
use play::*;

use std::collections::{BTreeMap, BTreeSet};

use proptest::{collection::vec, option, prelude::*, sample::select};

use crate::{
    claim::{Claim, ClaimEvent, DenialReason, VoidReason},
    client::{Client, FamilyRelation},
    id::{ClaimId, PaymentId, SubAwardId},
    ledger::{
        AddFamilyMember, ApproveClaim, AuthorisePayment, Command, ConfirmPayment, DenyClaim, Event,
        PreparePayment, RaiseSubAward, ReplaceClaim, ResumeSubAward, SubmitClaim, SuspendSubAward,
        TransferClient, VoidClaim,
        testing::{
            ASSISTANCE, ASSISTANCE_PRIME, CLIENTS, MemoryLedger, SUB_AWARDEES, Scenario, claim,
            client, context, day, enrol, fain, giver, line, officer, reason, sub_award,
        },
    },
    money::Money,
    programme::Category,
    region::State,
    sub_award::SubAwardEvent,
};

fn enrolled() -> MemoryLedger {
    let mut scenario = Scenario::founded();
    for code in &CLIENTS[..3] {
        scenario = scenario.given_by("mesa-house", enrol(code, "TV-1"));
    }
    scenario.ledger
}

fn sum(amounts: impl IntoIterator<Item = Money>) -> Money {
    Money::sum(amounts).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn caps_months_and_balances_hold_in_any_order_of_claims(steps in vec(any_step(), 1..100)) {
        let mut play = Play { ledger: enrolled(), claims: Vec::new() };
        for step in &steps {
            play.take(step);
            play.queues_are_in_order();
        }
        for code in CLIENTS {
            if let Some(state) = play.ledger.books().client(&client(code)) {
                caps_hold(state);
            }
        }
        claims_balance(&play.ledger);
        receivables_are_what_was_paid_and_reversed(&play.ledger);
    }
}
