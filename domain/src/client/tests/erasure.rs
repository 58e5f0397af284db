//! What is held about a client, holds, and erasure by two officers.

use super::*;
use crate::{
    ledger::{
        ApproveClientErasure, LiftClientHold, PlaceClientHold, RecordCaseReference,
        RecordClientErasure, RequestClientErasure, WithdrawClientErasure,
    },
    sealed::{KeyCommitment, Sealed},
};

/// Long after the case closed.
const TODAY: &str = "2026-06-30";

fn officer(name: &str) -> ActorId {
    ActorId::parse(name).unwrap()
}

fn sealed(ciphertext: &str) -> Sealed {
    let text = format!(
        "sealed-v1.{}.{}.{ciphertext}",
        "k".repeat(43),
        "n".repeat(32)
    );
    Sealed::parse(&text).unwrap()
}

fn reference(ciphertext: &str, on: &str) -> ClientCommand {
    ClientCommand::RecordReference {
        input: RecordCaseReference {
            client: code(CLIENT),
            reference: sealed(ciphertext),
            effective_on: day(on),
        },
        received_on: day(TODAY),
    }
}

fn hold(reason: HoldReason, on: &str) -> ClientCommand {
    ClientCommand::PlaceHold {
        input: PlaceClientHold {
            client: code(CLIENT),
            reason,
            effective_on: day(on),
        },
        by: officer("officer-1"),
        received_on: day(TODAY),
    }
}

fn lift(on: &str) -> ClientCommand {
    ClientCommand::LiftHold {
        input: LiftClientHold {
            client: code(CLIENT),
            effective_on: day(on),
        },
        by: officer("officer-1"),
        received_on: day(TODAY),
    }
}

fn keeping() -> Keeping {
    Keeping {
        award: Fain::parse("90ZV9921").unwrap(),
        until: day("2023-01-31"),
        open: false,
        unfinished: None,
    }
}

fn request_with(keeping: Keeping, by: &str, on: &str) -> ClientCommand {
    ClientCommand::RequestErasure {
        input: RequestClientErasure {
            client: code(CLIENT),
            reason: ErasureReason::RetentionOver,
            effective_on: day(on),
        },
        keeping,
        by: officer(by),
        received_on: day(TODAY),
    }
}

fn request(by: &str) -> ClientCommand {
    request_with(keeping(), by, TODAY)
}

fn approve_with(keeping: Keeping, by: &str) -> ClientCommand {
    ClientCommand::ApproveErasure {
        input: ApproveClientErasure {
            client: code(CLIENT),
            effective_on: day(TODAY),
        },
        keeping,
        by: officer(by),
        received_on: day(TODAY),
    }
}

fn approve(by: &str) -> ClientCommand {
    approve_with(keeping(), by)
}

fn withdraw(by: &str, on: &str) -> ClientCommand {
    ClientCommand::WithdrawErasure {
        input: WithdrawClientErasure {
            client: code(CLIENT),
            reason: ErasureWithdrawalReason::StillNeeded,
            effective_on: day(on),
        },
        by: officer(by),
        received_on: day(TODAY),
    }
}

fn record() -> ClientCommand {
    ClientCommand::RecordErasure {
        input: RecordClientErasure {
            client: code(CLIENT),
            key: Some(KeyCommitment::parse(&"k".repeat(43)).unwrap()),
        },
    }
}

/// The case after these commands, each accepted.
fn after(commands: &[ClientCommand]) -> Client {
    let mut client = Client::default();
    for event in enrolled() {
        client.evolve(&event);
    }
    for command in commands {
        for event in client.decide(command).unwrap() {
            client.evolve(&event);
        }
    }
    client
}

fn closed() -> ClientCommand {
    close("2019-06-01")
}

fn refused(client: &Client, command: &ClientCommand) -> &'static str {
    client.decide(command).unwrap_err().code()
}

#[test]
fn a_reference_is_recorded_and_the_same_one_again_changes_nothing() {
    let mut client = after(&[]);
    let recorded = client.decide(&reference("AAAA", "2019-01-10")).unwrap();
    assert_eq!(recorded.len(), 1);
    client.evolve(&recorded[0]);
    assert_eq!(client.decide(&reference("AAAA", TODAY)), Ok(Vec::new()));
    assert_eq!(client.decide(&reference("BBBB", TODAY)).unwrap().len(), 1);
    let early = reference("CCCC", "2018-01-01");
    assert_eq!(refused(&client, &early), "EFFECTIVE_ON_TOO_EARLY");
    assert_eq!(refused(&Client::Unknown, &early), "UNKNOWN_CLIENT");
}

#[test]
fn a_reference_does_not_pass_to_the_sub_awardee_that_takes_over() {
    let moved = transfer_with(placement("TV-2"), "2019-02-01");
    let client = after(&[reference("AAAA", "2019-01-10"), moved]);
    let again = client.decide(&reference("AAAA", "2019-02-01")).unwrap();
    let [ClientEvent::CaseReferenceRecorded { organization, .. }] = again.as_slice() else {
        unreachable!("one reference is recorded: {again:?}")
    };
    assert_eq!(organization.as_str(), "of-TV-2");
}

#[test]
fn it_takes_two_officers_and_then_the_key() {
    let client = after(&[reference("AAAA", "2019-01-10"), closed()]);
    assert_eq!(
        refused(&client, &approve("officer-2")),
        "ERASURE_NOT_REQUESTED"
    );
    assert_eq!(refused(&client, &record()), "ERASURE_NOT_APPROVED");

    let client = after(&[closed(), request("officer-1")]);
    assert_eq!(client.decide(&request("officer-1")), Ok(Vec::new()));
    assert_eq!(
        refused(&client, &request("officer-2")),
        "ERASURE_ALREADY_REQUESTED"
    );
    assert_eq!(
        refused(&client, &approve("officer-1")),
        "SAME_PERSON_REQUESTED"
    );
    assert_eq!(refused(&client, &record()), "ERASURE_NOT_APPROVED");
    assert!(!client.is_erased());

    let client = after(&[closed(), request("officer-1"), approve("officer-2")]);
    assert!(client.is_erased());
    assert_eq!(client.decide(&approve("officer-2")), Ok(Vec::new()));
    assert_eq!(refused(&client, &approve("officer-3")), "CLIENT_ERASED");
    assert_eq!(client.decide(&record()).unwrap().len(), 1);

    let client = after(&[
        closed(),
        request("officer-1"),
        approve("officer-2"),
        record(),
    ]);
    assert_eq!(client.decide(&record()), Ok(Vec::new()));
}

#[test]
fn a_request_is_withdrawn_by_any_officer_before_it_is_approved_and_can_be_made_anew() {
    let client = after(&[closed()]);
    assert_eq!(
        refused(&client, &withdraw("officer-1", TODAY)),
        "ERASURE_NOT_REQUESTED"
    );
    let asked = [closed(), request("officer-1")];
    for by in ["officer-1", "officer-2"] {
        assert_eq!(after(&asked).decide(&withdraw(by, TODAY)).unwrap().len(), 1);
    }
    assert_eq!(
        refused(&after(&asked), &withdraw("officer-2", "2026-06-29")),
        "EFFECTIVE_ON_TOO_EARLY"
    );
    assert_eq!(
        refused(&after(&asked), &withdraw("officer-2", "2026-07-01")),
        "EFFECTIVE_ON_IN_FUTURE"
    );

    let [closed, asked] = asked;
    let withdrawn = [closed, asked, withdraw("officer-2", TODAY)];
    let client = after(&withdrawn);
    assert!(!client.is_erased());
    assert_eq!(client.decide(&withdraw("officer-2", TODAY)), Ok(Vec::new()));
    for command in [withdraw("officer-1", TODAY), approve("officer-2")] {
        assert_eq!(refused(&client, &command), "ERASURE_WITHDRAWN");
    }
    assert_eq!(refused(&client, &record()), "ERASURE_NOT_APPROVED");
    assert_eq!(client.decide(&reference("AAAA", TODAY)).unwrap().len(), 1);

    let mut client = client;
    for command in [request("officer-2"), approve("officer-1")] {
        for event in client.decide(&command).unwrap() {
            client.evolve(&event);
        }
    }
    assert_eq!(
        refused(&client, &withdraw("officer-1", TODAY)),
        "CLIENT_ERASED"
    );
}

#[test]
fn nothing_more_is_held_about_a_client_whose_erasure_is_approved() {
    let client = after(&[closed(), request("officer-1"), approve("officer-2")]);
    for command in [
        reference("AAAA", TODAY),
        hold(HoldReason::Audit, TODAY),
        lift(TODAY),
        request("officer-1"),
        close("2019-06-02"),
        change(
            ClientPhase::PreCertified,
            PhaseBasis::Screening,
            "2019-01-01",
        ),
    ] {
        assert_eq!(refused(&client, &command), "CLIENT_ERASED", "{command:?}");
    }
}

#[test]
fn a_case_is_erased_when_nothing_stands_against_it_and_the_guards_have_an_order() {
    let kept = Keeping {
        unfinished: Some(ClaimId::parse("TV-1:1").unwrap()),
        until: day(TODAY),
        ..keeping()
    };
    let ask = |keeping: &Keeping| request_with(keeping.clone(), "officer-1", TODAY);
    assert_eq!(refused(&after(&[]), &ask(&kept)), "CLIENT_STILL_OPEN");
    let held = after(&[hold(HoldReason::Audit, "2019-06-01"), closed()]);
    assert_eq!(refused(&held, &ask(&kept)), "CLIENT_HELD");
    let client = after(&[closed()]);
    assert_eq!(refused(&client, &ask(&kept)), "CLIENT_CLAIM_UNFINISHED");
    let kept = Keeping {
        unfinished: None,
        ..kept
    };
    let refusal = client.decide(&ask(&kept)).unwrap_err();
    assert_eq!(refusal.code(), "RETENTION_APPLIES");
    assert!(refusal.to_string().contains(TODAY), "{refusal}");
    let over = Keeping {
        until: day("2026-06-29"),
        ..kept
    };
    assert_eq!(client.decide(&ask(&over)).unwrap().len(), 1);
}

#[test]
fn what_came_up_after_the_request_stands_against_the_approval() {
    let mut client = after(&[closed(), request("officer-1")]);
    let kept = Keeping {
        until: day(TODAY),
        ..keeping()
    };
    assert_eq!(
        refused(&client, &approve_with(kept, "officer-2")),
        "RETENTION_APPLIES"
    );
    for event in client.decide(&hold(HoldReason::Litigation, TODAY)).unwrap() {
        client.evolve(&event);
    }
    assert_eq!(refused(&client, &approve("officer-2")), "CLIENT_HELD");
    for event in client.decide(&lift(TODAY)).unwrap() {
        client.evolve(&event);
    }
    assert_eq!(client.decide(&approve("officer-2")).unwrap().len(), 1);
}

#[test]
fn a_hold_is_placed_and_lifted_once() {
    let client = after(&[]);
    assert_eq!(refused(&client, &lift(TODAY)), "CLIENT_NOT_HELD");
    let client = after(&[hold(HoldReason::Audit, "2019-06-01")]);
    let again = hold(HoldReason::Audit, "2019-06-01");
    assert_eq!(client.decide(&again), Ok(Vec::new()));
    let other = hold(HoldReason::Litigation, "2019-06-01");
    assert_eq!(refused(&client, &other), "CLIENT_HELD");
    assert_eq!(
        refused(&client, &lift("2019-05-31")),
        "EFFECTIVE_ON_TOO_EARLY"
    );
    let client = after(&[hold(HoldReason::Audit, "2019-06-01"), lift("2019-06-02")]);
    assert_eq!(client.decide(&lift("2019-06-02")), Ok(Vec::new()));
    assert_eq!(refused(&client, &lift("2019-06-03")), "CLIENT_NOT_HELD");
    assert_eq!(client.decide(&other).unwrap().len(), 1);
}
