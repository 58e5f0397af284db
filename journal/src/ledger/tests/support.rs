//! Ledgers and commands for the tests.

use almoner_domain::id::{ActorId, CommandId, OrganizationId};
use almoner_domain::identifier::EntityIdentifier;
use almoner_domain::ledger::{
    Command, Context, ExcludeOrganization, RegisterOrganization, ReinstateOrganization, Role,
    StreamId,
};
use almoner_domain::region::State;
use almoner_domain::text::Title;
use chrono::{Days, NaiveDate};

use super::super::*;
use crate::record::parse_instant;
use crate::store::PastEvent;
use crate::testing::TestDatabase;
use crate::verify::Trusted;

pub(crate) const KEYS: Keys = Keys {
    signing: [7; 32],
    fingerprint: [8; 32],
};

/// The first day on which things happen in these tests.
pub(crate) fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2023, 1, 1)
        .unwrap()
        .checked_add_days(Days::new(number))
        .unwrap()
}

pub(crate) fn options(url: &str) -> LedgerOptions {
    LedgerOptions {
        // Every batch looks ahead, however few callers there are.
        paired_min: 1,
        ..LedgerOptions::new(url, TestDatabase::ledger_name(), KEYS, "almoner test")
    }
}

pub(crate) async fn open(database: &TestDatabase) -> Ledger {
    Ledger::connect(options(&database.app_url())).await.unwrap()
}

pub(crate) fn submission(id: &str, command: impl Into<Command>) -> Submission {
    Submission {
        command_id: CommandId::parse(id).unwrap(),
        context: Context {
            actor: ActorId::parse("officer-1").unwrap(),
            role: Role::Officer,
            organization: OrganizationId::parse("OTIP").unwrap(),
            received_at: parse_instant("2025-06-30T12:00:00.000000Z").unwrap(),
        },
        command: command.into(),
        correlation: "corr".to_owned(),
        causation: String::new(),
        request: "req".to_owned(),
    }
}

pub(crate) fn register(organization: &str, name: &str) -> RegisterOrganization {
    RegisterOrganization {
        organization: OrganizationId::parse(organization).unwrap(),
        name: Title::parse(name).unwrap(),
        identifier: EntityIdentifier::Uei(
            almoner_domain::identifier::Uei::parse("ZQGGHJH74DW7").unwrap(),
        ),
        state: State::parse("VA").unwrap(),
        grassroots: false,
        effective_on: day(0),
    }
}

pub(crate) fn exclude(organization: &str, on: u64) -> ExcludeOrganization {
    ExcludeOrganization {
        organization: OrganizationId::parse(organization).unwrap(),
        effective_on: day(on),
    }
}

pub(crate) fn reinstate(organization: &str, on: u64) -> ReinstateOrganization {
    ReinstateOrganization {
        organization: OrganizationId::parse(organization).unwrap(),
        effective_on: day(on),
    }
}

pub(crate) fn stream(organization: &str) -> StreamId {
    StreamId::organization(&OrganizationId::parse(organization).unwrap())
}

/// Registers an organization under an id of its own.
pub(crate) async fn registered(ledger: &Ledger, organization: &str) -> Accepted {
    let id = format!("register-{organization}");
    accepted(
        ledger
            .submit(submission(&id, register(organization, "A house")))
            .await,
    )
}

pub(crate) fn accepted(answer: Result<Answer, SubmitError>) -> Accepted {
    match answer.unwrap() {
        Answer::Accepted(accepted) => accepted,
        Answer::Refused(refused) => panic!("refused: {refused:?}"),
    }
}

pub(crate) fn refused(answer: Result<Answer, SubmitError>) -> Refused {
    match answer.unwrap() {
        Answer::Accepted(accepted) => panic!("accepted: {accepted:?}"),
        Answer::Refused(refused) => refused,
    }
}

/// Recomputes the ledger, which must be whole, and hold `records` records.
pub(crate) async fn assert_whole(ledger: &Ledger, records: u64) {
    let signer = crate::note::Signer::try_new(ledger.journal().origin(), &KEYS.signing).unwrap();
    let mut parsed = 0;
    let report = ledger
        .journal()
        .verify(
            Trusted {
                key: Some(signer.verifier()),
                held: &[],
                ..Trusted::default()
            },
            |line, _| PastEvent::of_line(line).map(drop),
            |read| {
                parsed += 1;
                read.map_err(|error| error.to_string())
            },
        )
        .await
        .unwrap();
    assert!(report.findings.holds(), "{:#?}", report.findings.faults);
    assert_eq!((report.records, parsed), (records, records));
    assert_eq!(report.head.get(), records);
}

/// Submits until there is an answer: what a client does whose answers get lost.
pub(crate) async fn insist(ledger: &Ledger, submission: &Submission) -> Answer {
    for _ in 0..200 {
        match ledger.submit(submission.clone()).await {
            Ok(answer) => return answer,
            Err(SubmitError::OutcomeUnknown | SubmitError::Unavailable) => {}
            Err(error) => panic!("{error:?}"),
        }
    }
    panic!("no answer in 200 attempts");
}
