//! Callers who wait for their answers, and call again.

use std::time::{Duration, Instant};

use almoner_journal::ledger::{Answer, Ledger, Submission};
use anyhow::{Result, bail};
use tokio::task::JoinSet;

use crate::measure::per_second;

/// Lets `callers` call for `duration`; `call` is told which caller it is, and says how many events came of it. Answers with events per second.
pub(crate) async fn drive<Call, Calling>(
    callers: u32,
    duration: Duration,
    call: Call,
) -> Result<u64>
where
    Call: Fn(u32) -> Calling + Clone + Send + 'static,
    Calling: Future<Output = Result<u64>> + Send,
{
    let started = Instant::now();
    let mut tasks = JoinSet::new();
    for caller in 0..callers {
        let call = call.clone();
        tasks.spawn(async move {
            let mut events = 0;
            while started.elapsed() < duration {
                events += call(caller).await?;
            }
            anyhow::Ok(events)
        });
    }
    let mut events = 0;
    while let Some(done) = tasks.join_next().await {
        events += done??;
    }
    Ok(per_second(events, started.elapsed()))
}

/// Hands in commands that must be carried out, and counts their events.
pub(crate) async fn submit(ledger: &Ledger, submissions: Vec<Submission>) -> Result<u64> {
    let mut events = 0;
    for answer in ledger.submit_many(submissions).await {
        match answer? {
            Answer::Accepted(accepted) => {
                events += accepted.last.get() + 1 - accepted.first.get();
            }
            Answer::Refused(refused) => bail!("{}: {}", refused.code, refused.message),
        }
    }
    Ok(events)
}
