//! The awards and sub-awards of the history.

use almoner_domain::{
    ledger::{
        ExcludeOrganization, ExtendAward, ExtendSubAward, LowerSubAward, RaiseSubAward,
        ReduceAward, ReinstateOrganization, ResumeAward, ResumeSubAward, RotateSigningKey,
        SupplementAward, SuspendAward, SuspendSubAward,
        testing::{ASSISTANCE, direct_cost, execute, organization},
    },
    signing::VerifierKey,
};

use super::*;

pub(super) fn signing_key(scenario: &mut Scenario) {
    let key = |letter: &str| {
        let text = format!("ledger.example/test+0a1b2c3d+A{}", letter.repeat(43));
        VerifierKey::parse(&text).unwrap()
    };
    give(
        scenario,
        RotateSigningKey {
            from: key("a"),
            to: key("b"),
            effective_on: today(),
        },
    );
}

pub(super) fn awards(scenario: &mut Scenario) {
    let because = || reason("A test's reason");
    let (award, effective_on) = (fain(REGIONAL), day("2019-01-15"));
    give(
        scenario,
        SupplementAward {
            award: fain(ASSISTANCE),
            number: number("90ZV9921-01-01"),
            amount: money("900000"),
            reason: because(),
            effective_on,
        },
    );
    give(
        scenario,
        SupplementAward {
            award: award.clone(),
            number: number("90ZV9901-01-01"),
            amount: money("1000"),
            reason: because(),
            effective_on,
        },
    );
    give(
        scenario,
        ReduceAward {
            award: award.clone(),
            number: number("90ZV9901-01-02"),
            amount: money("1000"),
            reason: because(),
            effective_on,
        },
    );
    give(
        scenario,
        ExtendAward {
            award: award.clone(),
            number: number("90ZV9901-01-03"),
            ends_on: day("2021-09-29"),
            reason: because(),
            effective_on,
        },
    );
    give(
        scenario,
        SuspendAward {
            award: award.clone(),
            reason: because(),
            effective_on,
        },
    );
    give(
        scenario,
        ResumeAward {
            award: award.clone(),
            reason: because(),
            effective_on,
        },
    );
}

pub(super) fn sub_awards(scenario: &mut Scenario) {
    let because = || reason("A test's reason");
    let effective_on = day("2019-01-15");
    give(scenario, direct_cost(REGIONAL, "cost-1", "1234.56"));
    give(
        scenario,
        execute("RR-3", REGIONAL, SUB_AWARDEES[2], "50000"),
    );
    // 450,000 and 45,000 make the 495,000 of the minimum; 10,000 fewer fall below it.
    give(
        scenario,
        RaiseSubAward {
            sub_award: sub_award("RR-2"),
            amount: money("45000"),
            reason: because(),
            effective_on,
        },
    );
    give(
        scenario,
        LowerSubAward {
            sub_award: sub_award("RR-2"),
            amount: money("10000"),
            reason: because(),
            effective_on,
        },
    );
    give(
        scenario,
        RaiseSubAward {
            sub_award: sub_award("TV-1"),
            amount: money("600000"),
            reason: because(),
            effective_on,
        },
    );
    give(
        scenario,
        ExtendSubAward {
            sub_award: sub_award("RR-1"),
            ends_on: day("2020-03-31"),
            reason: because(),
            effective_on,
        },
    );
    give(
        scenario,
        SuspendSubAward {
            sub_award: sub_award("RR-1"),
            reason: because(),
            effective_on,
        },
    );
    give(
        scenario,
        ResumeSubAward {
            sub_award: sub_award("RR-1"),
            reason: because(),
            effective_on,
        },
    );
    let excluded = organization(SUB_AWARDEES[2]);
    give(
        scenario,
        ExcludeOrganization {
            organization: excluded.clone(),
            effective_on,
        },
    );
    give(
        scenario,
        ReinstateOrganization {
            organization: excluded,
            effective_on: day("2019-02-15"),
        },
    );
}
