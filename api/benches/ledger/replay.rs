//! Reading everything back.

use std::time::Instant;

use almoner_journal::ledger::Ledger;
use almoner_journal::record::Position;
use anyhow::{Result, ensure};
use futures::TryStreamExt;

use crate::Scale;
use crate::baseline::copy_out;
use crate::measure::{Series, per_second};
use crate::server::Server;
use crate::table::{Table, Target};

/// Replay, in order and decoded to typed events, beside a bare COPY of the same table.
pub(crate) async fn run(
    table: &mut Table,
    server: &Server,
    ledger: &Ledger,
    scale: Scale,
) -> Result<()> {
    let events = ledger.committed().borrow().get();
    let (mut bare, mut typed) = (Series::default(), Series::default());
    server.settle().await?;
    copy_out(ledger).await?;
    for _ in 0..scale.rounds {
        bare.push(per_second(events, copy_out(ledger).await?));
        let started = Instant::now();
        let mut records = std::pin::pin!(
            ledger
                .journal()
                .replay_events(Position::ZERO, Position::LAST)
        );
        let mut count = 0;
        while let Some(read) = records.try_next().await? {
            std::hint::black_box(read);
            count += 1;
        }
        typed.push(per_second(count, started.elapsed()));
        ensure!(count == events, "{count} of {events} events were read");
    }
    table.baseline("binary COPY OUT, thrown away", &bare);
    table.rate(
        "replay to typed events, in order",
        &typed,
        "COPY OUT",
        &bare,
        Target::AtLeast(600),
    );
    Ok(())
}
