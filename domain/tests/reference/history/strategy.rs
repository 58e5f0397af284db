//! The odds: crowded months, amounts at the edge of caps and funds, queues that form and are released.

use almoner_domain::programme::Category;
use proptest::{collection::vec, option, prelude::*, sample::select};

use super::{
    Amount, Billed, Flaw, Kind, Step, What, World,
    amount::Near::{
        self, AdministrationRoom, Available, Lacking, Nothing, Owed, Unassigned, YearRoom,
    },
};
use crate::model::Basis;

/// A world and what happens in it.
pub(crate) fn any_history(most: usize) -> impl Strategy<Value = (World, Vec<Step>)> {
    (any_world(), vec(any_step(), 1..=most))
}

fn any_world() -> impl Strategy<Value = World> {
    (
        select(vec![
            Basis::BudgetPeriod,
            Basis::Anniversary,
            Basis::Calendar,
        ]),
        // The caps of the notice, and ones whose share is no whole number of cents.
        select(vec![
            (600_000, 750_000),
            (100_001, 100_003),
            (90_000, 90_000),
        ]),
        select(vec![40, 40, 33]),
        option::weighted(0.8, select(vec![30_000, 20_000])),
        select(vec![None, Some(365), Some(45)]),
        [100_000_i64..800_000, 50_000..300_000, 50_000..200_000],
    )
        .prop_map(
            |(
                basis,
                (individual, family),
                administration_percent,
                monthly_rate,
                filing_days,
                obligated,
            )| World {
                basis,
                individual,
                family,
                administration_percent,
                monthly_rate,
                filing_days,
                obligated,
            },
        )
}

fn any_step() -> impl Strategy<Value = Step> {
    let days = prop_oneof![6 => Just(0), 4 => 1_u64..12, 1 => 12_u64..90];
    let what = prop_oneof![
        24 => any_submission(),
        16 => any_correction(),
        12 => any_decision(),
        8 => any_payment_step(),
        8 => any_funds(),
        6 => any_case(),
    ];
    (days, what).prop_map(|(days, what)| Step { days, what })
}

fn near(near: Near) -> impl Strategy<Value = Amount> {
    let by = prop_oneof![3 => Just(0), 2 => -2_i64..=2, 1 => -10_000_i64..10_000];
    by.prop_map(move |by| Amount { near, by })
}

fn plain(most: i64) -> impl Strategy<Value = Amount> {
    (1..=most).prop_map(|by| Amount { near: Nothing, by })
}

fn any_client() -> impl Strategy<Value = usize> {
    prop_oneof![4 => 0_usize..2, 3 => 2_usize..4, 2 => 4_usize..6]
}

fn any_line() -> impl Strategy<Value = Billed> {
    let administration = prop_oneof![4 => plain(40_000), 1 => near(AdministrationRoom)];
    let direct = prop_oneof![4 => plain(120_000), 1 => near(YearRoom), 1 => near(Available)];
    let categories = vec![
        Category::Housing,
        Category::Housing,
        Category::Legal,
        Category::Medical,
        Category::SafetyPlanning,
    ];
    let flaw = prop_oneof![
        16 => Just(Flaw::Sound),
        1 => Just(Flaw::Unpaid),
        1 => Just(Flaw::PaidTomorrow),
        1 => Just(Flaw::Unreceipted),
        1 => Just(Flaw::OtherPayer),
    ];
    let line = prop_oneof![
        2 => administration.prop_map(|amount| (Category::CaseManagement, amount)),
        3 => (select(categories), direct),
    ];
    (line, flaw).prop_map(|((category, amount), flaw)| Billed {
        category,
        amount,
        flaw,
    })
}

fn any_submission() -> impl Strategy<Value = What> {
    (
        any_client(),
        option::weighted(0.12, 0_usize..3),
        prop_oneof![4 => 0_u32..2, 2 => 2_u32..6],
        vec(any_line(), 1..4),
    )
        .prop_map(|(client, stranger, months_back, lines)| What::Submit {
            client,
            stranger,
            months_back,
            lines,
        })
}

fn any_correction() -> impl Strategy<Value = What> {
    let claim = || 0_usize..40;
    let months_on = prop_oneof![4 => Just(0), 1 => 1_u32..3];
    prop_oneof![
        2 => claim().prop_map(|claim| What::SubmitAgain { claim }),
        1 => claim().prop_map(|claim| What::SubmitOver { claim }),
        4 => claim().prop_map(|claim| What::Void { claim }),
        6 => (claim(), months_on, vec(any_line(), 1..4))
            .prop_map(|(claim, months_on, lines)| What::Replace { claim, months_on, lines }),
        2 => (claim(), any::<bool>()).prop_map(|(claim, reversed)| What::Reconsider { claim, reversed }),
        2 => (0_usize..3, prop_oneof![near(Owed), plain(50_000)])
            .prop_map(|(under, amount)| What::Refund { under, amount }),
    ]
}

fn any_decision() -> impl Strategy<Value = What> {
    let claim = || 0_usize..40;
    prop_oneof![
        5 => claim().prop_map(|claim| What::Approve { claim }),
        1 => (0_usize..3).prop_map(|under| What::ApproveWaiting { under }),
        3 => claim().prop_map(|claim| What::Deny { claim }),
    ]
}

fn any_payment_step() -> impl Strategy<Value = What> {
    prop_oneof![
        3 => (0_usize..2, 1_usize..3).prop_map(|(award, every)| What::Prepare { award, every }),
        2 => (0_usize..6).prop_map(|payment| What::Authorise { payment }),
        2 => (0_usize..6).prop_map(|payment| What::Confirm { payment }),
        2 => (0_usize..40).prop_map(|claim| What::Pay { claim }),
    ]
}

fn any_funds() -> impl Strategy<Value = What> {
    let under = || 0_usize..3;
    let award = || 0_usize..2;
    prop_oneof![
        4 => (under(), prop_oneof![near(Lacking), near(Unassigned), plain(200_000)])
            .prop_map(|(under, amount)| What::Raise { under, amount }),
        3 => (under(), prop_oneof![near(Available), plain(100_000)])
            .prop_map(|(under, amount)| What::Lower { under, amount }),
        1 => under().prop_map(|under| What::Suspend { under }),
        2 => under().prop_map(|under| What::Resume { under }),
        1 => award().prop_map(|award| What::SuspendAward { award }),
        3 => award().prop_map(|award| What::ResumeAward { award }),
        1 => (award(), plain(300_000)).prop_map(|(award, amount)| What::Supplement { award, amount }),
        1 => (award(), prop_oneof![near(Unassigned), plain(100_000)])
            .prop_map(|(award, amount)| What::Reduce { award, amount }),
        1 => (award(), prop_oneof![near(Unassigned), plain(100_000)])
            .prop_map(|(award, amount)| What::DirectCost { award, amount }),
    ]
}

fn any_case() -> impl Strategy<Value = What> {
    let ago = || prop_oneof![2 => Just(0), 1 => 0_u64..60];
    let kind = select(vec![Kind::Screened, Kind::Unscreened, Kind::Child]);
    prop_oneof![
        4 => (4_usize..6, 0_usize..3, kind, ago())
            .prop_map(|(client, under, kind, ago)| What::Enrol { client, under, kind, ago }),
        3 => (any_client(), ago()).prop_map(|(client, ago)| What::Phase { client, ago }),
        4 => (any_client(), 0_usize..3, ago()).prop_map(|(client, to, ago)| What::Transfer { client, to, ago }),
        1 => (any_client(), any::<bool>(), ago())
            .prop_map(|(client, custody, ago)| What::Close { client, custody, ago }),
        3 => (any_client(), any::<bool>(), ago())
            .prop_map(|(client, in_household, ago)| What::Family { client, in_household, ago }),
    ]
}
