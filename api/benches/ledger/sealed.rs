//! Values under clients' own keys: what it costs a command to carry one, and how fast they are opened.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use almoner_api::client_keys::{FileKeys, Place, Reading, Vault};
use almoner_domain::ledger::{RecordCaseReference, Role};
use almoner_domain::sealed::Sealed;
use almoner_journal::ledger::{Ledger, Submission};
use anyhow::{Result, bail};

use crate::Scale;
use crate::callers::{drive, submit};
use crate::commands::{SUB_AWARDEE, client, day, submission};
use crate::measure::Series;
use crate::server::Server;
use crate::setting::prepare;
use crate::table::{Table, Target};

/// Clients with a key, whose references are recorded in turn.
const CLIENTS: u64 = 200;
/// Callers, and the commands that each hands in together.
const CALLERS: u32 = 8;
const TOGETHER: u64 = 100;

/// What the callers share.
#[derive(Clone)]
struct Sharing {
    ledger: Ledger,
    vault: Vault,
    next: Arc<AtomicU64>,
}

pub(crate) async fn run(table: &mut Table, server: &Server, scale: Scale) -> Result<()> {
    let small = Scale {
        events: scale.report_events,
        ..scale
    };
    let (_setting, ledger) = prepare(server, "sealed", small).await?;
    let desk = tempfile::tempdir()?;
    let keys = FileKeys::new(&desk.path().join("keys"), &desk.path().join("list"));
    let sharing = Sharing {
        ledger,
        vault: Vault::new(keys),
        next: Arc::default(),
    };
    let mut first = Vec::new();
    for number in 0..CLIENTS {
        first.push((number, sharing.seal(number).await?));
    }
    let (mut plain, mut sealed, mut opened) =
        (Series::default(), Series::default(), Series::default());
    for _ in 0..scale.rounds {
        for (series, is_sealed) in [(&mut plain, false), (&mut sealed, true)] {
            let sharing = sharing.clone();
            let rate = drive(CALLERS, scale.duration, move |_caller| {
                let sharing = sharing.clone();
                async move { sharing.record(is_sealed).await }
            });
            series.push(rate.await?);
        }
        let (reader, envelopes) = (sharing.clone(), Arc::new(first.clone()));
        let rate = drive(CALLERS, scale.duration, move |_caller| {
            let (reader, envelopes) = (reader.clone(), Arc::clone(&envelopes));
            async move { reader.open(&envelopes).await }
        });
        opened.push(rate.await?);
    }
    table.baseline(
        "a reference each, with an envelope that was made before, 8 callers × 100",
        &plain,
    );
    table.rate(
        "the same, sealed under the client's key",
        &sealed,
        "with an envelope made before",
        &plain,
        Target::AtLeast(900),
    );
    table.rate(
        "references opened, 8 callers",
        &opened,
        "with an envelope made before",
        &plain,
        Target::None,
    );
    sharing.ledger.shutdown().await;
    Ok(())
}

impl Sharing {
    /// Hands in references of the next clients in turn.
    async fn record(&self, is_sealed: bool) -> Result<u64> {
        let first = self.next.fetch_add(TOGETHER, Ordering::Relaxed);
        let mut commands = Vec::new();
        for number in first..first + TOGETHER {
            let reference = if is_sealed {
                self.seal(number).await?
            } else {
                made_before(number)?
            };
            commands.push(command(number, reference)?);
        }
        submit(&self.ledger, commands).await
    }

    async fn seal(&self, number: u64) -> Result<Sealed> {
        let text = format!("File {number} (fictional)");
        Ok(self.vault.seal(place(number)?, text).await?)
    }

    async fn open(&self, envelopes: &[(u64, Sealed)]) -> Result<u64> {
        let mut count = 0;
        for (number, sealed) in envelopes {
            match self.vault.read(place(*number)?, sealed.clone()).await? {
                Reading::Text(_) => count += 1,
                Reading::Erased | Reading::Unreadable => bail!("a reference does not open"),
            }
        }
        Ok(count)
    }
}

fn place(number: u64) -> Result<Place> {
    let client = client(u32::try_from(number % CLIENTS)?)?;
    Ok(Place::case_reference(&client, SUB_AWARDEE))
}

/// An envelope as long as a sealed one, which nobody opens.
fn made_before(number: u64) -> Result<Sealed> {
    let text = format!("sealed-v1.{:043}.{number:032}.{number:0107}", 0);
    Ok(Sealed::parse(&text)?)
}

fn command(number: u64, reference: Sealed) -> Result<Submission> {
    let recorded = RecordCaseReference {
        client: client(u32::try_from(number % CLIENTS)?)?,
        reference,
        effective_on: day("2019-12-31")?,
    };
    submission(
        &format!("reference-{number:08}"),
        Role::Subawardee,
        SUB_AWARDEE,
        recorded,
    )
}
