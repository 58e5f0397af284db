//! A case whose values are erased, long after its award closed.

use almoner_domain::{
    client::{ClosingReason, ErasureReason, ErasureWithdrawalReason, HoldReason},
    id::ClientCode,
    ledger::testing::{Scenario, context, day, enrol, noon},
    ledger::{
        ApproveClientErasure, CloseClient, Command, Context, LiftClientHold, PlaceClientHold,
        RecordCaseReference, RecordClientErasure, RequestClientErasure, Role,
        WithdrawClientErasure,
    },
    sealed::{KeyCommitment, Sealed},
};

use super::history::{client_of, give};

/// The client that is erased.
pub(crate) const ERASED: u32 = 9_200;

/// The day after the last on which records of the regional award are kept.
const AFTER: &str = "2022-06-21";

/// An envelope of the right form that nobody can open.
pub(super) fn sealed(ciphertext: &str) -> Sealed {
    let text = format!(
        "sealed-v1.{}.{}.{ciphertext}",
        "k".repeat(43),
        "n".repeat(32)
    );
    Sealed::parse(&text).unwrap()
}

/// The case, served under the regional award and closed.
pub(super) fn served(scenario: &mut Scenario) {
    let client = client_of(ERASED);
    give(scenario, enrol(client.as_str(), "RR-1"));
    for (ciphertext, on) in [("CCCC", "2019-06-01"), ("DDDD", "2019-06-02")] {
        give(
            scenario,
            RecordCaseReference {
                client: client.clone(),
                reference: sealed(ciphertext),
                effective_on: day(on),
            },
        );
    }
    give(
        scenario,
        CloseClient {
            client,
            reason: ClosingReason::ServicesCompleted,
            effective_on: day("2019-06-03"),
        },
    );
}

fn officer(name: &str) -> Context {
    Context {
        received_at: noon(day(AFTER)),
        ..context(Role::Officer, "otip", name)
    }
}

fn done(scenario: &mut Scenario, by: &str, command: impl Into<Command>) {
    let decided = scenario.ledger.submit(&officer(by), &command.into());
    assert!(!decided.unwrap().events.is_empty());
}

/// A hold that is lifted, a request that is withdrawn, and two officers.
pub(super) fn erased(scenario: &mut Scenario) {
    let client: ClientCode = client_of(ERASED);
    let on = day(AFTER);
    done(
        scenario,
        "officer-1",
        PlaceClientHold {
            client: client.clone(),
            reason: HoldReason::Dispute,
            effective_on: day("2020-01-02"),
        },
    );
    done(
        scenario,
        "officer-1",
        LiftClientHold {
            client: client.clone(),
            effective_on: day("2020-02-03"),
        },
    );
    done(
        scenario,
        "officer-2",
        RequestClientErasure {
            client: client.clone(),
            reason: ErasureReason::ClientAsked,
            effective_on: on,
        },
    );
    done(
        scenario,
        "officer-3",
        WithdrawClientErasure {
            client: client.clone(),
            reason: ErasureWithdrawalReason::AskedInError,
            effective_on: on,
        },
    );
    done(
        scenario,
        "officer-1",
        RequestClientErasure {
            client: client.clone(),
            reason: ErasureReason::RetentionOver,
            effective_on: on,
        },
    );
    done(
        scenario,
        "officer-2",
        ApproveClientErasure {
            client: client.clone(),
            effective_on: on,
        },
    );
    done(
        scenario,
        "almoner",
        RecordClientErasure {
            client,
            key: Some(KeyCommitment::parse(&"k".repeat(43)).unwrap()),
        },
    );
}
