//! `almoner demo`: the demonstration's books, loaded and served, or checked.

use std::{net::SocketAddr, time::Duration};

use almoner_domain::ledger::Role;
use almoner_journal::schema;
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::{CliError, Outcome, interrupt::Interrupt, migrate, output, progress};
use crate::{
    clock::{Clock, Mint},
    config::{Store, StoreArguments},
    data_dir::ThrowAway,
    demo::{self, DemoError, Loaded, QUESTIONS, Question},
    server::{Engine, Server},
    token::Issuer,
};

/// How long the read models may take to catch up with what was loaded.
const CATCH_UP_SECONDS_MAX: u64 = 60;

/// The least time between two statements of what the read models hold: nobody waits long to look at one.
const STATE_EVERY: Duration = Duration::from_secs(2);

/// How long the demonstration's tokens are good for.
const TOKEN_HOURS: i64 = 24;

/// Load the demonstration's books and serve them (for everybody who wants to look)
///
/// The awards and primes are real, as public sources name them; sub-awardees, sub-awards, clients and claims
/// are fictional and say so. Loading again changes nothing.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    almoner demo                                   serve until Ctrl-C\n  \
    almoner demo --check                           load, ask one question a role, stop\n  \
    almoner demo --load-only --data-dir DIR        load, then: almoner verify --data-dir DIR")]
pub struct Arguments {
    /// Load and stop, so that `verify`, `export` and the others can be run on the same data directory
    #[arg(long, conflicts_with = "check")]
    load_only: bool,
    /// Load into a throw-away directory, ask one question a role over HTTP, print what came back, and stop
    #[arg(long)]
    check: bool,
    /// The address and port to listen on; port 0 takes a free one
    #[arg(
        long,
        env = "ALMONER_BIND",
        value_name = "ADDRESS",
        default_value = "127.0.0.1:8080"
    )]
    bind: SocketAddr,
    /// Where the ledger is.
    #[command(flatten)]
    store: StoreArguments,
}

pub(super) async fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    if arguments.check {
        return check(&arguments.store).await;
    }
    // Before anything is started, so that whoever asks for the end early is heard when all stands.
    let mut asked = Interrupt::listen()?;
    let store = arguments.store.open_for_serving().await?;
    let ran = if arguments.load_only {
        load_only(&store, &arguments.store).await
    } else {
        serve(&store, arguments, &mut asked).await
    };
    store.close().await?;
    ran
}

async fn load_only(store: &Store, words: &StoreArguments) -> Result<Outcome, CliError> {
    let (engine, loaded) = load(store, words).await?;
    engine.stop().await;
    say_loaded(words, &loaded)?;
    Ok(Outcome::Done)
}

async fn serve(
    store: &Store,
    arguments: &Arguments,
    asked: &mut Interrupt,
) -> Result<Outcome, CliError> {
    let (engine, loaded) = load(store, &arguments.store).await?;
    say_loaded(&arguments.store, &loaded)?;
    let engine = engine.stating(store, STATE_EVERY)?;
    let server = Server::listen(engine, store, arguments.bind).await?;
    let url = format!("http://{}", server.address());
    output::line(&format!("\nserving {} on {url}", arguments.store.ledger))?;
    let issuer = Issuer::new(&store.keys().token()?, Clock::system());
    for question in QUESTIONS {
        let token = issuer.issue(&question.principal(), TimeDelta::hours(TOKEN_HOURS));
        output::line(&format!(
            "\n# as {}: {}",
            role(question.role),
            question.title
        ))?;
        output::line(&curl(&url, &token, question.query))?;
    }
    output::line("\nCtrl-C stops it.")?;
    asked.requested().await;
    server.stop().await?;
    Ok(Outcome::Done)
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Officer => "the officer",
        Role::Grantee => "the grantee",
        Role::Subawardee => "the sub-awardee",
        Role::Auditor => "the auditor",
        Role::Admin => "the administrator",
    }
}

fn curl(url: &str, token: &str, query: &str) -> String {
    let body = json!({ "query": query });
    format!(
        "curl -s {url}/graphql -H 'Content-Type: application/json' \\\n  -H 'Authorization: Bearer {token}' \\\n  -d '{body}'"
    )
}

fn say_loaded(words: &StoreArguments, loaded: &Loaded) -> Result<(), CliError> {
    output::line(&format!(
        "{} commands carried out, {} done before; the ledger {} is at position {}",
        loaded.accepted, loaded.repeated, words.ledger, loaded.position
    ))
}

/// Migrates, plays the script and waits until the read models have all of it.
async fn load(store: &Store, words: &StoreArguments) -> Result<(Engine, Loaded), CliError> {
    migrate::migrate(store, words).await?;
    let engine = Engine::start(store, words).await?;
    let bar = progress::bar("commands", demo::STEPS_ABOUT);
    let mint = Mint::new(Clock::system());
    let loaded = demo::load(&engine.ledger, &mint, engine.vault(), |done| {
        bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
    })
    .await;
    bar.finish_and_clear();
    let loaded = match loaded {
        Ok(loaded) => loaded,
        Err(error) => {
            engine.stop().await;
            return Err(error.into());
        }
    };
    let limit = Duration::from_secs(CATCH_UP_SECONDS_MAX);
    if !engine
        .projector()
        .wait_for(loaded.position.to_bigint(), limit)
        .await
    {
        engine.stop().await;
        return Err(CliError::NotCaughtUp);
    }
    Ok((engine, loaded))
}

/// With a database of the caller's the ledger is a throw-away one too, under a name that nobody else has.
async fn check(words: &StoreArguments) -> Result<Outcome, CliError> {
    let directory = ThrowAway::create().map_err(crate::config::ConfigError::from)?;
    let mut words = words.clone();
    words.files.data_dir = directory.path().to_owned();
    words.files.keys_dir = None;
    let name = Mint::new(Clock::system())
        .uuid()
        .map_err(DemoError::from)?
        .simple()
        .to_string();
    words.ledger = format!("check_{}", &name[12..])
        .parse()
        .expect("a word and twenty hexadecimal digits name a ledger");
    let store = words.open_for_serving().await?;
    let checked = check_in(&store, &words).await;
    let discarded = schema::discard(store.owner_url(), &words.ledger, &words.origin()).await;
    store.close().await?;
    let failed = checked?;
    discarded?;
    if failed == 0 {
        output::line("every role was answered")?;
        Ok(Outcome::Done)
    } else {
        output::line(&format!(
            "{failed} questions were not answered as they should be"
        ))?;
        Ok(Outcome::CheckFailed)
    }
}

/// Asks every question over HTTP, prints the figures; answers with how many failed.
async fn check_in(store: &Store, words: &StoreArguments) -> Result<usize, CliError> {
    let (engine, loaded) = load(store, words).await?;
    say_loaded(words, &loaded)?;
    let server = Server::listen(engine, store, SocketAddr::from(([127, 0, 0, 1], 0))).await?;
    let url = format!("http://{}/graphql", server.address());
    let issuer = Issuer::new(&store.keys().token()?, Clock::system());
    let mut failed = 0;
    for question in QUESTIONS {
        let token = issuer.issue(&question.principal(), TimeDelta::hours(1));
        let (answered, text) = ask(&url, &token, question).await;
        failed += usize::from(!answered);
        output::line(&format!("{:<11} {text}", question.role.as_str()))?;
    }
    server.stop().await?;
    Ok(failed)
}

/// The figures of the answer, or what was wrong with it.
async fn ask(url: &str, token: &str, question: &Question) -> (bool, String) {
    let answer = match post(url, token, question.query).await {
        Ok(answer) => answer,
        Err(error) => return (false, format!("FAILED: {error}")),
    };
    if let Some(errors) = answer.get("errors") {
        return (false, format!("FAILED: {errors}"));
    }
    let mut shown = Vec::new();
    for (name, pointer) in question.figures {
        match answer["data"].pointer(pointer) {
            Some(Value::String(figure)) => shown.push(format!("{name} {figure}")),
            Some(other) if !other.is_null() => shown.push(format!("{name} {other}")),
            _ => return (false, format!("FAILED: the answer has no {name}: {answer}")),
        }
    }
    (true, shown.join(", "))
}

async fn post(url: &str, token: &str, query: &str) -> Result<Value, reqwest::Error> {
    let client = reqwest::Client::builder().no_proxy().build()?;
    let request = client
        .post(url)
        .bearer_auth(token)
        .json(&json!({ "query": query }));
    request.send().await?.json().await
}
