//! The ledger against the domain alone: the same commands, the same answers, the same history.

use std::collections::BTreeMap;

use almoner_domain::id::{CommandId, SubAwardId};
use almoner_domain::ledger::testing::{MemoryLedger, Scenario, any_command, officer};
use almoner_domain::ledger::{Books, Command, Context, ReleaseClaims};
use chrono::NaiveDate;
use futures::future::join_all;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use super::super::*;
use super::support::*;
use crate::testing::TestDatabase;

fn submission_of(id: &str, context: &Context, command: &Command) -> Submission {
    Submission {
        command_id: CommandId::parse(id).unwrap(),
        context: context.clone(),
        command: command.clone(),
        correlation: String::new(),
        causation: String::new(),
        request: id.to_owned(),
    }
}

/// Commands that are the same in every run.
fn random_commands(count: usize) -> Vec<(Context, Command)> {
    let mut runner = TestRunner::deterministic();
    let strategy = any_command();
    // The keys of these are nobody's: a ledger refuses them, and the domain alone cannot know it.
    let is_possible = |command: &Command| !matches!(command, Command::RotateSigningKey(_));
    std::iter::repeat_with(|| strategy.new_tree(&mut runner).unwrap().current())
        .filter(|(_, command)| is_possible(command))
        .take(count)
        .collect()
}

/// Plays the scenario's commands, all of which are accepted.
async fn found(ledger: &Ledger, memory: &MemoryLedger) {
    let founding: Vec<_> = memory
        .accepted()
        .iter()
        .enumerate()
        .map(|(n, (context, command))| submission_of(&format!("found-{n}"), context, command))
        .collect();
    for answer in ledger.submit_many(founding).await {
        accepted(answer);
    }
}

/// The rest of a sub-award's claims is released, and it has none: that holds since it was executed, which is not written yet.
#[tokio::test]
async fn what_holds_since_another_command_of_the_same_commit_answers_with_the_place_of_that() {
    let database = TestDatabase::create().await;
    let ledger = open(&database).await;
    let memory = Scenario::serving().ledger;
    let release = ReleaseClaims {
        sub_award: SubAwardId::parse("TV-1").unwrap(),
        effective_on: NaiveDate::from_ymd_opt(2019, 6, 18).unwrap(),
    };
    let executed = memory.accepted().iter().position(|(_, command)| {
        matches!(command, Command::ExecuteSubAward(sub_award) if sub_award.sub_award == release.sub_award)
    });
    let executed = executed.unwrap();
    let release = (officer(), Command::from(release));
    let commands = memory.accepted().iter().chain([&release]).enumerate();
    let commands =
        commands.map(|(n, (context, command))| submission_of(&format!("id-{n}"), context, command));
    let answers = ledger.submit_many(commands.collect()).await;
    let answers: Vec<Accepted> = answers.into_iter().map(accepted).collect();
    let no_op = answers.last().unwrap();
    assert!(no_op.no_op);
    let executed = &answers[executed];
    assert_eq!((no_op.first, no_op.last), (executed.first, executed.last),);
    assert_whole(&ledger, u64::try_from(memory.history().len()).unwrap()).await;
}

#[tokio::test]
async fn a_ledger_answers_and_records_as_the_domain_alone_does() {
    let database = TestDatabase::create().await;
    let mut memory = Scenario::serving().ledger;
    let mut small = options(&database.app_url());
    small.streams_max = 12;
    small.snapshot_interval = 3;
    // Two processes in turn, one of which forgets nearly everything; a third starts half-way.
    let mut ledgers = vec![Ledger::connect(small).await.unwrap(), open(&database).await];
    found(&ledgers[0], &memory).await;
    let (mut carried_out, mut refusals) = (0, 0);
    for (n, (context, command)) in random_commands(900).iter().enumerate() {
        if n == 200 {
            ledgers.push(open(&database).await);
        }
        let ledger = &ledgers[n % ledgers.len()];
        let answer = ledger
            .submit(submission_of(&format!("id-{n}"), context, command))
            .await;
        match memory.submit(context, command) {
            Ok(decision) => {
                let answer = accepted(answer);
                assert_eq!(answer.subject, decision.subject);
                assert_eq!(answer.no_op, decision.events.is_empty());
                carried_out += u64::from(!answer.no_op);
            }
            Err(refusal) => {
                let code = match answer {
                    Ok(Answer::Refused(refused)) => refused.code,
                    Ok(Answer::Accepted(answer)) => panic!("{refusal:?}, but {answer:?}"),
                    Err(error) => error.code().to_owned(),
                };
                assert_eq!(code, refusal.code);
                refusals += 1;
            }
        }
    }
    assert!(
        carried_out > 50 && refusals > 50,
        "{carried_out} {refusals}"
    );
    let records = ledgers[0]
        .journal()
        .records(Position::ZERO, u32::MAX)
        .await
        .unwrap();
    assert_eq!(records.len(), memory.history().len());
    for (record, recorded) in records.iter().zip(memory.history()) {
        assert_eq!(
            (&record.stream, record.sequence),
            (&recorded.stream, recorded.sequence)
        );
        assert_eq!(record.event().unwrap(), recorded.event);
    }
    assert_whole(&ledgers[0], u64::try_from(records.len()).unwrap()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn random_commands_at_once_through_two_processes_are_each_whole_or_absent() {
    let database = TestDatabase::create().await;
    let ledgers = [open(&database).await, open(&database).await];
    found(&ledgers[0], &Scenario::serving().ledger).await;
    let founded = ledgers[0].journal().head().await.unwrap().position;
    let commands = random_commands(1_500);
    let answers = join_all(commands.iter().enumerate().map(|(n, (context, command))| {
        ledgers[n % 2].submit(submission_of(&format!("id-{n}"), context, command))
    }))
    .await;
    let mut places = BTreeMap::new();
    for (n, answer) in answers.into_iter().enumerate() {
        if let Ok(Answer::Accepted(answer)) = answer
            && !answer.no_op
        {
            places.insert(format!("id-{n}"), (answer.first, answer.last));
        }
    }
    let records = ledgers[1]
        .journal()
        .records(founded, u32::MAX)
        .await
        .unwrap();
    let mut found = BTreeMap::new();
    let mut streams_at_once = 0;
    for record in &records {
        let id = record.metadata().unwrap().command_id;
        let place = found
            .entry(id)
            .or_insert((record.position, record.position));
        place.1 = record.position;
        streams_at_once += u64::from(place.0 != place.1);
    }
    // Every answer is all of its records, every record is of an answer, and many had several.
    assert_eq!(found, places);
    assert!(streams_at_once > 50, "{streams_at_once}");
    let transactions: i64 = sqlx::query_scalar(
        "SELECT max(transactions) FROM (SELECT count(DISTINCT xmin::text) AS transactions \
         FROM events GROUP BY metadata->>'organization', metadata->>'command_id') AS command",
    )
    .fetch_one(ledgers[0].journal().pool())
    .await
    .unwrap();
    assert_eq!(transactions, 1);
    let mut books = Books::default();
    for record in ledgers[0]
        .journal()
        .records(Position::ZERO, u32::MAX)
        .await
        .unwrap()
    {
        books.open(&record.stream);
        books
            .apply(&record.stream, record.sequence, &record.event().unwrap())
            .unwrap();
    }
    let count = founded.get() + u64::try_from(records.len()).unwrap();
    assert_whole(&ledgers[0], count).await;
}
