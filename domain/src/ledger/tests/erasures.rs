//! A client is erased: the awards, reports and claims of the case are looked up, and two officers decide.

use super::{code, types};
use crate::{
    award::Award,
    client::{ClosingReason, ErasureReason, ErasureWithdrawalReason, HoldReason},
    ledger::{
        ApproveClientErasure, CloseAward, CloseClient, CloseSubAward, Command, Context, Decision,
        LiftClientHold, PlaceClientHold, RecordCaseReference, RecordClientErasure, Refusal,
        RequestClientErasure, Role, WithdrawClientErasure,
        testing::{
            ASSISTANCE_PRIME, CLIENTS, CONTRACT, SUB_AWARDEES, Scenario, client, context, day,
            fain, noon, sub_award,
        },
    },
    sealed::{KeyCommitment, Sealed},
};

/// Three years after the contract closed, to the day.
const KEPT_UNTIL: &str = "2022-06-20";

fn reference() -> RecordCaseReference {
    let text = format!("sealed-v1.{}.{}.AAAA", "k".repeat(43), "n".repeat(32));
    RecordCaseReference {
        client: client(CLIENTS[6]),
        reference: Sealed::parse(&text).unwrap(),
        effective_on: day("2019-06-01"),
    }
}

/// The contract with a client whose reference is held.
fn served() -> Scenario {
    Scenario::serving()
        .contracted()
        .given_by(SUB_AWARDEES[0], reference())
        .given(PlaceClientHold {
            client: client(CLIENTS[6]),
            reason: HoldReason::Audit,
            effective_on: day("2019-06-02"),
        })
        .given(LiftClientHold {
            client: client(CLIENTS[6]),
            effective_on: day("2019-06-03"),
        })
        .given_by(
            SUB_AWARDEES[0],
            CloseClient {
                client: client(CLIENTS[6]),
                reason: ClosingReason::ServicesCompleted,
                effective_on: day("2019-06-04"),
            },
        )
}

/// The contract is closed besides.
fn closed() -> Scenario {
    served()
        .given_by(
            ASSISTANCE_PRIME,
            CloseSubAward {
                sub_award: sub_award("PC-1"),
                effective_on: day("2019-06-19"),
            },
        )
        .given(CloseAward {
            award: fain(CONTRACT),
            effective_on: day("2019-06-20"),
        })
}

fn officer(name: &str, on: &str) -> Context {
    Context {
        received_at: noon(day(on)),
        ..context(Role::Officer, "otip", name)
    }
}

fn request(scenario: &mut Scenario, by: &str, on: &str) -> Result<Decision, Refusal> {
    let asked = RequestClientErasure {
        client: client(CLIENTS[6]),
        reason: ErasureReason::RetentionOver,
        effective_on: day(on),
    };
    scenario.ledger.submit(&officer(by, on), &asked.into())
}

fn approve(scenario: &mut Scenario, by: &str, on: &str) -> Result<Decision, Refusal> {
    let asked = ApproveClientErasure {
        client: client(CLIENTS[6]),
        effective_on: day(on),
    };
    scenario.ledger.submit(&officer(by, on), &asked.into())
}

fn withdraw(scenario: &mut Scenario, by: &str, on: &str) -> Result<Decision, Refusal> {
    let asked = WithdrawClientErasure {
        client: client(CLIENTS[6]),
        reason: ErasureWithdrawalReason::AskedInError,
        effective_on: day(on),
    };
    scenario.ledger.submit(&officer(by, on), &asked.into())
}

fn record(scenario: &mut Scenario, on: &str) -> Result<Decision, Refusal> {
    let asked = Command::from(RecordClientErasure {
        client: client(CLIENTS[6]),
        key: Some(KeyCommitment::parse(&"k".repeat(43)).unwrap()),
    });
    scenario.ledger.submit(&officer("almoner", on), &asked)
}

/// A client was erased when nothing had to be kept any longer.
pub(super) fn erased() -> Scenario {
    let mut scenario = closed();
    let on = "2022-06-21";
    assert_eq!(
        types(request(&mut scenario, "officer-2", on)),
        ["ClientErasureRequested"]
    );
    assert_eq!(
        types(withdraw(&mut scenario, "officer-3", on)),
        ["ClientErasureWithdrawn"]
    );
    assert_eq!(
        types(request(&mut scenario, "officer-1", on)),
        ["ClientErasureRequested"]
    );
    assert_eq!(
        types(approve(&mut scenario, "officer-2", on)),
        ["ClientErasureApproved"]
    );
    assert_eq!(types(record(&mut scenario, on)), ["ClientErased"]);
    assert_eq!(types(record(&mut scenario, on)), [""; 0]);
    scenario
}

#[test]
fn a_client_is_erased_by_two_officers_the_day_after_retention() {
    let scenario = erased();
    let case = scenario.ledger.books().client(&client(CLIENTS[6])).unwrap();
    assert!(case.is_erased());
}

#[test]
fn while_records_are_kept_the_refusal_names_the_last_day() {
    let mut scenario = closed();
    let refusal = request(&mut scenario, "officer-1", KEPT_UNTIL).unwrap_err();
    assert_eq!(refusal.code, "RETENTION_APPLIES");
    assert!(refusal.message.contains(KEPT_UNTIL), "{}", refusal.message);

    let mut scenario = served();
    let award = scenario.ledger.books().award(&fain(CONTRACT)).unwrap();
    assert!(matches!(award, Award::Open { .. }));
    let refusal = request(&mut scenario, "officer-1", "2030-01-15").unwrap_err();
    assert_eq!(refusal.code, "RETENTION_APPLIES");
    let earliest = "2033-01-15 at the earliest";
    assert!(refusal.message.contains(earliest), "{}", refusal.message);
}

#[test]
fn an_unfinished_claim_stands_against_an_erasure() {
    let mut scenario = Scenario::owing().given_by(
        SUB_AWARDEES[0],
        CloseClient {
            client: client(CLIENTS[0]),
            reason: ClosingReason::ServicesCompleted,
            effective_on: day("2019-06-20"),
        },
    );
    let claim = crate::ledger::testing::claim("TV-1", "77", CLIENTS[0], "2019-05");
    scenario.when_by(SUB_AWARDEES[0], claim).unwrap();
    let asked = RequestClientErasure {
        client: client(CLIENTS[0]),
        reason: ErasureReason::ClientAsked,
        effective_on: day("2030-01-15"),
    };
    let refused = scenario
        .ledger
        .submit(&officer("officer-1", "2030-01-15"), &asked.into());
    assert_eq!(code(refused), "CLIENT_CLAIM_UNFINISHED");
}

#[test]
fn what_is_erased_is_held_by_nobody_any_more() {
    let mut scenario = erased();
    assert_eq!(
        code(scenario.when_by(SUB_AWARDEES[0], reference())),
        "CLIENT_ERASED"
    );
    let strangers = scenario.when_by(SUB_AWARDEES[1], reference());
    assert_eq!(code(strangers), "UNKNOWN_CLIENT");
}
