//! Who ceases to be grassroots leaves the sub-award share, with every sub-award that is not closed; who is attested again comes
//! back. Each award's share is evaluated on it.

use super::{code, types};
use crate::{
    ledger::{
        AttestGrassroots, CloseSubAward, Command, RaiseSubAward, WithdrawGrassroots,
        testing::{
            ASSISTANCE, REGIONAL, REGIONAL_PRIME, SUB_AWARDEES, Scenario, day, execute, fain,
            money, organization, reason, sub_award,
        },
    },
    measure::DocumentDigest,
    money::Money,
    sub_award::SubAwardInstrument,
};

fn withdraw(of: &str) -> WithdrawGrassroots {
    WithdrawGrassroots {
        organization: organization(of),
        reason: reason("It merged into a statewide organization"),
        sub_awards: Vec::new(),
        effective_on: day("2019-03-01"),
    }
}

fn attest(of: &str) -> AttestGrassroots {
    AttestGrassroots {
        organization: organization(of),
        evidence: DocumentDigest::parse(&"ab".repeat(32)).unwrap(),
        effective_on: day("2019-04-01"),
    }
}

fn counted(scenario: &Scenario, award: &str) -> Money {
    let award = scenario.ledger.books().award(&fain(award)).unwrap();
    award.funds().committed_qualified
}

#[test]
fn a_withdrawal_takes_every_open_sub_award_out_of_every_share() {
    let mut scenario = Scenario::founded();
    assert_eq!(counted(&scenario, REGIONAL), money("495000"));
    assert_eq!(
        types(scenario.when(withdraw(SUB_AWARDEES[0]))),
        [
            "GrassrootsWithdrawn",
            "SubAwardQualificationChanged",
            "SubAwardCommitmentRequalified",
            "SubAwardShareFell",
            "SubAwardQualificationChanged",
            "SubAwardCommitmentRequalified"
        ]
    );
    assert_eq!(types(scenario.when(withdraw(SUB_AWARDEES[0]))), [""; 0]);
    assert_eq!(counted(&scenario, REGIONAL), money("150000"));
    assert_eq!(counted(&scenario, ASSISTANCE), money("3000"));
    // What is obligated meanwhile does not count until it is attested again.
    let raise = RaiseSubAward {
        sub_award: sub_award("RR-1"),
        amount: money("1000"),
        reason: reason("More services"),
        effective_on: day("2019-03-15"),
    };
    let mut scenario = scenario.given_by(REGIONAL_PRIME, raise);
    assert_eq!(counted(&scenario, REGIONAL), money("150000"));
    assert_eq!(
        types(scenario.when(attest(SUB_AWARDEES[0]))),
        [
            "GrassrootsAttested",
            "SubAwardQualificationChanged",
            "SubAwardCommitmentRequalified",
            "SubAwardShareRestored",
            "SubAwardQualificationChanged",
            "SubAwardCommitmentRequalified"
        ]
    );
    assert_eq!(counted(&scenario, REGIONAL), money("496000"));
}

#[test]
fn what_was_carried_out_while_it_qualified_stays() {
    let mut scenario = Scenario::founded().given_by(
        REGIONAL_PRIME,
        CloseSubAward {
            sub_award: sub_award("RR-2"),
            effective_on: day("2019-02-01"),
        },
    );
    let before = counted(&scenario, REGIONAL);
    scenario.when(withdraw(SUB_AWARDEES[1])).unwrap();
    assert_eq!(counted(&scenario, REGIONAL), before);
}

#[test]
fn a_contract_never_counts_and_a_foreign_sub_award_is_not_named() {
    let contract = crate::ledger::ExecuteSubAward {
        instrument: SubAwardInstrument::Procurement,
        ..execute("RR-3", REGIONAL, SUB_AWARDEES[0], "1000")
    };
    let mut scenario = Scenario::founded().given_by(REGIONAL_PRIME, contract);
    let naming = |id: &str| WithdrawGrassroots {
        sub_awards: vec![sub_award(id)],
        ..withdraw(SUB_AWARDEES[0])
    };
    assert_eq!(code(scenario.when(naming("RR-2"))), "UNKNOWN_SUB_AWARD");
    scenario.when(naming("RR-3")).unwrap();
    scenario.when(attest(SUB_AWARDEES[0])).unwrap();
    assert_eq!(counted(&scenario, REGIONAL), money("495000"));
}

#[test]
fn an_old_command_has_the_fingerprint_that_it_had() {
    let canonical = Command::from(withdraw("mesa-house")).canonical();
    assert!(!canonical.contains("sub_awards"), "{canonical}");
}
