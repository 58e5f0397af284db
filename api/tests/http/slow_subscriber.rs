//! A subscriber that stops reading while tens of thousands of events arrive: it costs the server no more than a page, it keeps
//! nobody waiting, and when it reads on, or comes back, it is told everything once.

use std::{fs, time::Duration};

use almoner_api::http::LiveOptions;
use almoner_domain::{
    id::{ActorId, CommandId, OrganizationId},
    identifier::{EntityIdentifier, Uei},
    ledger::{Command, Context, RegisterOrganization, Role},
    region::State,
    text::Title,
};
use almoner_journal::ledger::{Answer, SUBMISSIONS_MAX, Submission};
use serde_json::Value;

use crate::{
    flow::organization,
    server::{AUDITOR, OFFICER, Server},
    subscriber::{Socket, Stream, until},
};

/// Events that arrive while nobody reads.
const EVENTS: usize = 20_000;
/// How often each event's text is asked for: all that is not read would be some 700 MB.
const TEXTS: usize = 100;
/// What the server, its callers and this test may take more in memory meanwhile, in KiB.
const GROWTH_KIB_MAX: u64 = 250 * 1024;

/// The memory of this process, which the server runs in, in KiB.
fn resident_kib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let number = line.unwrap().split_whitespace().nth(1).unwrap();
    number.parse().unwrap()
}

/// Registers organizations, a thousand in each call.
async fn register(server: &Server, count: usize) {
    let day = "2025-05-01".parse().unwrap();
    let one = |number: usize| Submission {
        command_id: CommandId::parse(&format!("many-{number}")).unwrap(),
        context: Context {
            actor: ActorId::parse("officer-1").unwrap(),
            role: Role::Officer,
            organization: OrganizationId::parse("office").unwrap(),
            received_at: server.clock.now(),
        },
        command: Command::from(RegisterOrganization {
            organization: OrganizationId::parse(&format!("house-{number}")).unwrap(),
            name: Title::parse("A house").unwrap(),
            identifier: EntityIdentifier::Uei(Uei::parse("ZQGGHJH74DW7").unwrap()),
            state: State::parse("TX").unwrap(),
            grassroots: false,
            effective_on: day,
        }),
        correlation: String::new(),
        causation: String::new(),
        request: String::new(),
    };
    let numbers: Vec<usize> = (0..count).collect();
    for numbers in numbers.chunks(SUBMISSIONS_MAX) {
        let submissions = numbers.iter().map(|number| one(*number)).collect();
        for answer in server.ledger.submit_many(submissions).await {
            assert!(matches!(answer, Ok(Answer::Accepted(_))), "{answer:?}");
        }
    }
}

/// Waits until the read models hold everything up to a position.
async fn projected(server: &Server, head: u64) {
    let reached = async {
        while server.read_position().await < head {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let reached = tokio::time::timeout(Duration::from_mins(3), reached);
    reached.await.expect("it comes in time");
}

fn position(event: &Value) -> u64 {
    event["position"].as_str().unwrap().parse().unwrap()
}

/// Everything after a position, each event once and none left out.
async fn the_rest(server: &Server, after: u64, head: u64) {
    let query = format!(
        "subscription {{ journalEvents(after: \"{after}\", until: \"{head}\") {{ position }} }}"
    );
    let mut stream = Stream::open(server, AUDITOR, &query).await.unwrap();
    for expected in after + 1..=head {
        assert_eq!(position(&stream.next().await["journalEvents"]), expected);
    }
    assert_eq!(stream.event().await.unwrap().0, "complete");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subscriber_that_stops_reading_costs_no_more_than_a_page_and_loses_nothing() {
    let server = Server::start_with(LiveOptions {
        patience: Duration::from_mins(10),
        heartbeat: Duration::from_mins(10),
        ..LiveOptions::default()
    })
    .await;
    let texts: String = (0..TEXTS).map(|n| format!("p{n}: payload ")).collect();
    let wide = format!("subscription {{ journalEvents(after: \"0\") {{ position {texts} }} }}");
    let mut stream = Stream::open(&server, AUDITOR, &wide).await.unwrap();
    let mut socket = Socket::open(&server, AUDITOR).await;
    socket.subscribe("slow", &wide).await;
    until(async || server.live.count() == 2).await;
    let before = resident_kib();
    register(&server, EVENTS).await;
    let head = server.head().await;
    assert!(head >= u64::try_from(EVENTS).unwrap());
    projected(&server, head).await;
    // Nobody else waits: a command is answered, a question too, and another subscriber is told what happens.
    let live = "subscription { journalEvents { position } }";
    let mut other = Stream::open(&server, OFFICER, live).await.unwrap();
    until(async || server.live.count() == 3).await;
    let input = organization("another", "ABCDEFGHJKL9");
    server.done(OFFICER, "organizationRegister", input).await;
    let told = other.next().await;
    assert_eq!(position(&told["journalEvents"]), head + 1);
    let grown = resident_kib().saturating_sub(before);
    assert!(grown < GROWTH_KIB_MAX, "{grown} KiB more");
    // It reads on where it stopped, over both ways.
    let mut last = [0, 0];
    for expected in 1..=200 {
        let [streamed, socketed] = [
            stream.next().await["journalEvents"].take(),
            socket.next("slow").await["journalEvents"].take(),
        ];
        last = [position(&streamed), position(&socketed)];
        assert_eq!(last, [expected, expected]);
        assert!(streamed["p99"].is_string() && socketed["p99"].is_string());
    }
    // Or it comes back.
    drop((stream, socket, other));
    until(async || server.live.count() == 0).await;
    the_rest(&server, last[0], head + 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subscriber_that_reads_too_slowly_is_given_up_and_comes_back_to_all_of_it() {
    let server = Server::start_with(LiveOptions {
        patience: Duration::from_secs(1),
        ..LiveOptions::default()
    })
    .await;
    register(&server, 1_000).await;
    let head = server.head().await;
    projected(&server, head).await;
    let texts: String = (0..400).map(|n| format!("p{n}: payload ")).collect();
    let wide = format!("subscription {{ journalEvents(after: \"0\") {{ position {texts} }} }}");
    let mut stream = Stream::open(&server, AUDITOR, &wide).await.unwrap();
    let mut socket = Socket::open(&server, AUDITOR).await;
    socket.subscribe("slow", &wide).await;
    // What the machine's own buffers hold is on its way all the same; then each breaks off in the middle.
    until(async || server.live.count() == 0).await;
    let mut last = 0;
    while let Some(event) = stream.unbroken().await {
        assert_eq!(position(&event["journalEvents"]), last + 1);
        last += 1;
    }
    assert!(last < head, "it was given up before the end");
    the_rest(&server, last, head).await;
    let mut last = 0;
    while let Some(event) = socket.unbroken("slow").await {
        assert_eq!(position(&event["journalEvents"]), last + 1);
        last += 1;
    }
    assert!(last < head, "it was given up before the end");
    the_rest(&server, last, head).await;
}
