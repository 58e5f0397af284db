//! The books for other tools: they say what the trial balance says, they name no client, and the tools accept them.

mod history;
mod tables;
mod text;

use std::{collections::BTreeMap, env, fs, path::Path, process::Command, str::FromStr as _};

use almoner_domain::money::Money;
use almoner_journal::{schema::LedgerName, testing::TestDatabase};
use almoner_tests::binary::{command, scratch};
use sqlx::{Connection as _, PgConnection, postgres::PgConnectOptions};

use text::Totals;

/// Events of the large history.
const EVENTS: u64 = 100_000;

/// A ledger of a test database, and the keys that its commands use.
struct Books {
    database: TestDatabase,
    ledger: &'static str,
    scratch: tempfile::TempDir,
}

impl Books {
    /// The demonstration's.
    async fn of_the_demonstration() -> Self {
        let books = Self {
            database: TestDatabase::create().await,
            ledger: "demo",
            scratch: scratch(),
        };
        books.run(&["demo", "--load-only"]);
        books
    }

    /// A generated history's.
    async fn of_a_generated_history() -> Self {
        let books = Self {
            database: TestDatabase::create().await,
            ledger: "generated",
            scratch: scratch(),
        };
        let ledger: LedgerName = books.database.create_ledger(books.ledger).await;
        history::fill(&books.database, &ledger, books.scratch.path(), EVENTS).await;
        books
    }

    fn run(&self, words: &[&str]) -> (Option<i32>, String) {
        let output = command()
            .args(words)
            .args(["--ledger", self.ledger, "--data-dir"])
            .arg(self.scratch.path())
            .env("DATABASE_URL", self.database.app_url())
            .env("ALMONER_OWNER_URL", self.database.owner_url())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), said)
    }

    /// The file of a form, as of a position or of now.
    fn exported(&self, format: &str, to: Option<i64>) -> std::path::PathBuf {
        let path = self.scratch.path().join(format!("books.{format}"));
        let to = to.map(|to| to.to_string());
        let mut words = vec![
            "export",
            "--format",
            format,
            "--out",
            path.to_str().unwrap(),
        ];
        words.extend(to.iter().flat_map(|to| ["--to", to]));
        let (code, said) = self.run(&words);
        assert_eq!(code, Some(0), "{said}");
        path
    }

    async fn connect(&self) -> PgConnection {
        let options = PgConnectOptions::from_str(&self.database.superuser_url())
            .unwrap()
            .options([("search_path", self.ledger)]);
        PgConnection::connect_with(&options).await.unwrap()
    }

    /// Debits and credits of every account as the read models have them, and the balances by which they are checked.
    async fn trial_balance(&self, to: i64) -> BTreeMap<String, Totals> {
        // Any command that asks the read models waits until they hold all of the journal.
        let (code, said) = self.run(&[
            "extract",
            "services",
            "--programme",
            "TVAP",
            "--period",
            "FY2019",
        ]);
        assert_eq!(code, Some(0), "{said}");
        let rows: Vec<(String, String, String)> = sqlx::query_as(
            "SELECT account, coalesce(sum(amount) FILTER (WHERE side = 'DEBIT'), 0.00)::text, \
                    coalesce(sum(amount) FILTER (WHERE side = 'CREDIT'), 0.00)::text \
             FROM postings WHERE position <= $1 GROUP BY account",
        )
        .bind(to)
        .fetch_all(&mut self.connect().await)
        .await
        .unwrap();
        let money = |text: &str| Money::parse(text).unwrap();
        rows.into_iter()
            .map(|(account, debits, credits)| {
                let totals = Totals {
                    debits: money(&debits),
                    credits: money(&credits),
                };
                (account, totals)
            })
            .collect()
    }

    async fn head(&self) -> i64 {
        sqlx::query_scalar("SELECT position FROM journal_head")
            .fetch_one(&mut self.connect().await)
            .await
            .unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_account_of_the_plain_text_books_has_the_totals_of_the_trial_balance() {
    let books = Books::of_the_demonstration().await;
    let head = books.head().await;
    for to in [head, head / 3] {
        let expected = books.trial_balance(to).await;
        assert!(expected.len() > 40, "{}", expected.len());
        for format in ["hledger", "beancount"] {
            let text = fs::read_to_string(books.exported(format, Some(to))).unwrap();
            assert_eq!(text::totals(&text), expected, "{format} as of {to}");
        }
        for format in ["csv", "parquet"] {
            let table = tables::totals(&books.exported(format, Some(to)));
            assert_eq!(table, expected, "{format} as of {to}");
        }
    }
    // Without a position it ends where the journal does, and the same journal gives the same bytes.
    for format in ["hledger", "beancount", "csv", "parquet"] {
        let now = fs::read(books.exported(format, None)).unwrap();
        assert_eq!(now, fs::read(books.exported(format, Some(head))).unwrap());
    }
    let (code, said) = books.run(&["export", "--format", "csv", "--to", &(head + 1).to_string()]);
    assert_eq!(code, Some(2), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_books_name_no_client_and_no_claim() {
    let books = Books::of_the_demonstration().await;
    let named: Vec<String> = sqlx::query_scalar(
        "SELECT DISTINCT aggregate_id FROM events WHERE aggregate_type IN ('Client', 'Claim')",
    )
    .fetch_all(&mut books.connect().await)
    .await
    .unwrap();
    assert!(named.len() > 100);
    for format in ["hledger", "beancount", "csv", "parquet"] {
        let file = fs::read(books.exported(format, None)).unwrap();
        let text = String::from_utf8_lossy(&file);
        assert!(text.contains("TVAP"), "{format}");
        for name in &named {
            assert!(!text.contains(name.as_str()), "{format} names {name}");
        }
    }
}

/// Runs a tool that the caller's environment names.
fn accepted(variable: &str, words: &[&str], books: &Path) {
    let tool = env::var_os(variable);
    let tool = tool.unwrap_or_else(|| {
        unreachable!("{variable} is unset: run bin/test, which installs what is missing")
    });
    let output = Command::new(tool).args(words).arg(books).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{words:?} {}: {said}",
        books.display()
    );
}

fn accepted_by_both(books: &Books) {
    let journal = books.exported("hledger", None);
    let checks = [
        "check",
        "-s",
        "ordereddates",
        "balancednoautoconversion",
        "assertions",
        "-f",
    ];
    accepted("ALMONER_HLEDGER", &checks, &journal);
    accepted(
        "ALMONER_BEAN_CHECK",
        &["--no-cache"],
        &books.exported("beancount", None),
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn hledger_and_beancount_accept_the_demonstration() {
    accepted_by_both(&Books::of_the_demonstration().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn hledger_and_beancount_accept_a_hundred_thousand_events() {
    let books = Books::of_a_generated_history().await;
    assert!(books.head().await >= i64::try_from(EVENTS).unwrap());
    accepted_by_both(&books);
}

#[tokio::test(flavor = "multi_thread")]
async fn hledger_and_beancount_refuse_books_in_which_a_cent_was_changed() {
    let books = Books::of_the_demonstration().await;
    for (variable, words, format) in [
        ("ALMONER_HLEDGER", &["check", "-s", "-f"][..], "hledger"),
        ("ALMONER_BEAN_CHECK", &["--no-cache"], "beancount"),
    ] {
        let path = books.exported(format, None);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replacen("825000.00 USD", "825000.01 USD", 1)).unwrap();
        let output = Command::new(env::var_os(variable).unwrap())
            .args(words)
            .arg(&path)
            .output()
            .unwrap();
        assert!(!output.status.success(), "{format}");
    }
}
