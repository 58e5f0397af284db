//! Days, amounts and numbers of random commands.

use chrono::{Days, NaiveDate};
use proptest::{prelude::*, sample::select};

use super::super::{AWARDS, CLIENTS, TODAY, day, number};
use crate::{id::ClaimId, identifier::AwardNumber, money::Money};

pub(super) fn any_day() -> impl Strategy<Value = NaiveDate> {
    prop_oneof![
        8 => (0_u64..180).prop_map(|days| day("2019-01-01") + Days::new(days)),
        1 => (0_u64..800).prop_map(|days| day("2018-09-01") + Days::new(days)),
    ]
}

/// Towards the end of the scenario's time, when claims are made and paid.
pub(super) fn any_late_day() -> impl Strategy<Value = NaiveDate> {
    any_day_from("2019-06-01")
}

/// One of ten days, mostly.
pub(super) fn any_day_from(first: &'static str) -> impl Strategy<Value = NaiveDate> {
    prop_oneof![
        20 => (0_u64..10).prop_map(move |days| day(first) + Days::new(days)),
        1 => any_day(),
    ]
}

/// One of ten days, mostly, or the last: what a late fact changed is dated today, and what follows is not before it.
pub(super) fn any_day_until_today(first: &'static str) -> impl Strategy<Value = NaiveDate> {
    prop_oneof![2 => any_day_from(first), 1 => Just(day(TODAY))]
}

pub(super) fn any_amount() -> impl Strategy<Value = Money> {
    prop_oneof![
        6 => (1_i64..3_000_000).prop_map(Money::from_cents),
        2 => (1_i64..40_000_000).prop_map(Money::from_cents),
        1 => Just(Money::ZERO),
        1 => (-100_i64..0).prop_map(Money::from_cents),
    ]
}

pub(super) fn any_award_number() -> impl Strategy<Value = AwardNumber> {
    (select(AWARDS.to_vec()), 1_u8..3, 0_u8..100)
        .prop_map(|(award, year, amendment)| number(&format!("{award}-{year:02}-{amendment:02}")))
}

pub(super) const CLAIM_NUMBERS: [&str; 5] = ["1", "2", "3", "4", "5"];

pub(super) fn any_claim_id() -> impl Strategy<Value = ClaimId> {
    (
        select(vec!["TV-1", "TV-1", "TV-1", "TV-1", "TV-2", "TV-2", "PC-1"]),
        select(CLAIM_NUMBERS.to_vec()),
        // A version, or the rest of a claim that was paid in part.
        select(vec!["", "", "", "", "", "", "", "", "", "", "-R", ":2"]),
    )
        .prop_map(|(under, number, version)| {
            ClaimId::parse(&format!("{under}:{number}{version}")).expect("a claim id")
        })
}

/// A sub-award and a client: mostly one that it serves at first.
pub(super) fn any_served() -> impl Strategy<Value = (&'static str, &'static str)> {
    prop_oneof![
        6 => select(CLIENTS[..3].to_vec()).prop_map(|of| ("TV-1", of)),
        3 => Just(("TV-2", CLIENTS[3])),
        3 => Just(("PC-1", CLIENTS[6])),
        1 => (select(vec!["TV-1", "TV-2"]), select(CLIENTS.to_vec())),
    ]
}
