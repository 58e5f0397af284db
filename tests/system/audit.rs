//! What an auditor does alone: verify, export, recompute, and find an edit that the database allowed.

use std::{fs, path::Path, process::Command};

use almoner_api::{data_dir::DataDir, postgres::Embedded};
use almoner_journal::testing::TestDatabase;
use almoner_tests::binary::{command, run, scratch};
use sqlx::{Connection as _, Executor as _, PgConnection};

fn root_by_python(export: &Path, checkpoint: &Path) -> (bool, String) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/verify/root.py");
    let output = Command::new("python3")
        .arg(script)
        .arg(export)
        .arg(checkpoint)
        .output()
        .unwrap();
    (
        output.status.success(),
        String::from_utf8_lossy(&output.stdout).into_owned(),
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_behind_the_triggers_back_is_found_by_position() {
    let scratch = scratch();
    let data = scratch.path().join("data");
    let loaded = run(&data, &["demo", "--load-only"]);
    assert_eq!(loaded.code, Some(0), "{}", loaded.err);
    let whole = run(&data, &["verify"]);
    assert_eq!(whole.code, Some(0), "{}{}", whole.out, whole.err);
    assert!(
        whole.out.ends_with("the books hold\nverdict: holds\n"),
        "{}",
        whole.out
    );

    let (export, checkpoint) = (
        scratch.path().join("books.jsonl"),
        scratch.path().join("books.checkpoint"),
    );
    let words = [
        "export",
        "--output",
        export.to_str().unwrap(),
        "--checkpoint",
        checkpoint.to_str().unwrap(),
    ];
    assert_eq!(run(&data, &words).code, Some(0));
    let (same, said) = root_by_python(&export, &checkpoint);
    assert!(same, "{said}");
    let root = said.split_whitespace().nth(1).unwrap().to_owned();
    assert!(
        whole.out.contains(&root),
        "verify and the script reach the same root"
    );

    // One changed byte of the export.
    let mut lines = fs::read(&export).unwrap();
    let at = lines.iter().position(|byte| *byte == b'7').unwrap();
    lines[at] = b'8';
    fs::write(&export, lines).unwrap();
    assert!(!root_by_python(&export, &checkpoint).0);

    // A superuser who takes the triggers off, edits an amount, and puts them back.
    let embedded = Embedded::start(&DataDir::open(&data).unwrap())
        .await
        .unwrap();
    let mut superuser = PgConnection::connect(&embedded.superuser_url())
        .await
        .unwrap();
    superuser
        .execute(
            "SET search_path = otip;
             ALTER TABLE events DISABLE TRIGGER ALL;
             UPDATE events SET payload = replace(payload::text, '825000.00', '925000.00')::json
              WHERE event_type = 'AwardIssued' AND aggregate_id = '90ZV9901';
             ALTER TABLE events ENABLE TRIGGER ALL",
        )
        .await
        .unwrap();
    let edited: i64 = sqlx::query_scalar(
        "SELECT position FROM otip.events WHERE event_type = 'AwardIssued' AND aggregate_id = '90ZV9901'",
    )
    .fetch_one(&mut superuser)
    .await
    .unwrap();
    superuser.close().await.unwrap();
    embedded.stop().await.unwrap();
    let found = run(&data, &["verify"]);
    assert_eq!(found.code, Some(1), "{}{}", found.out, found.err);
    assert!(
        found
            .out
            .contains(&format!("the first at position {edited}\n")),
        "{}",
        found.out
    );
}

#[test]
fn the_demonstration_answers_every_role() {
    let scratch = scratch();
    let checked = run(scratch.path(), &["demo", "--check"]);
    assert_eq!(checked.code, Some(0), "{}{}", checked.out, checked.err);
    for role in ["officer", "grantee", "subawardee", "auditor"] {
        assert!(
            checked.out.lines().any(|line| line.starts_with(role)),
            "{}",
            checked.out
        );
    }
}

#[tokio::test]
async fn the_demonstration_is_checked_on_a_database_of_ones_own_and_leaves_nothing_there() {
    let database = TestDatabase::create().await;
    let check = |url: String| {
        command()
            .args(["demo", "--check"])
            .env("DATABASE_URL", url)
            .output()
            .unwrap()
    };
    let checked = check(database.owner_url());
    let said = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert_eq!(checked.status.code(), Some(0), "{said}");
    assert!(said.ends_with("every role was answered\n"), "{said}");
    let mut connection = PgConnection::connect(&database.owner_url()).await.unwrap();
    let left: i64 =
        sqlx::query_scalar("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'check%'")
            .fetch_one(&mut connection)
            .await
            .unwrap();
    assert_eq!(left, 0);
    connection.close().await.unwrap();

    // A superuser would see past every policy, so nothing is served as one.
    let refused = check(database.superuser_url());
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(1), "{said}");
    assert!(said.contains("[ROW_SECURITY_BYPASSED]"), "{said}");
}
