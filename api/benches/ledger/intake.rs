//! A claim sheet of 10,000 lines, read, adjudicated and durable, beside COPY of the events that it yields.

use std::time::Instant;

use almoner_api::intake::{Defaults, ImportId, Importer, read};
use almoner_domain::{
    id::{ActorId, OrganizationId},
    ledger::{Context, Role},
};
use almoner_journal::{ledger::Ledger, schema::LedgerName};
use anyhow::{Result, ensure};
use futures::TryStreamExt;
use sqlx::postgres::PgPoolCopyExt;

use crate::{
    Scale,
    commands::{SUB_AWARDEE, client, received_at, sub_award},
    measure::{Series, per_second},
    server::Server,
    setting::{home, prepare},
    table::{Table, Target, progress},
};

/// Claims of a sheet, two lines each.
const CLAIMS: u32 = 5_000;

pub(crate) async fn run(table: &mut Table, server: &Server, scale: Scale) -> Result<()> {
    let small = Scale { events: 0, ..scale };
    let (_, ledger) = prepare(server, "intake", small).await?;
    let table_sql = "CREATE TABLE intake_copy.copied (LIKE intake.events INCLUDING ALL)";
    let copies = server.schema("intake_copy", table_sql).await?;
    let (mut engine, mut plain) = (Series::default(), Series::default());
    for round in 0..scale.rounds {
        let sheet = sheet(u32::try_from(round)?, scale.streams)?;
        server.settle().await?;
        let first = ledger.committed().borrow().get();
        let started = Instant::now();
        import(&ledger, &sheet).await?;
        let elapsed = started.elapsed();
        let last = ledger.committed().borrow().get();
        engine.push(per_second(last - first, elapsed));
        plain.push(copy_again(server, &ledger, &copies, first, last).await?);
        progress(&format!(
            "round {}: {} events of 10 000 lines in {elapsed:?}",
            round + 1,
            last - first
        ));
    }
    table.baseline("COPY of the events of a claim sheet", &plain);
    table.rate(
        "a claim sheet of 10 000 lines, in events",
        &engine,
        "COPY of the same events",
        &plain,
        Target::AtLeast(200),
    );
    ledger.shutdown().await;
    Ok(())
}

/// A sheet whose claims no other round has.
fn sheet(round: u32, streams: u32) -> Result<String> {
    let mut text = "sub-award,claim number,client code,service month,category,billed,paid on,receipt digest,effective on\n".to_owned();
    for number in round * CLAIMS..(round + 1) * CLAIMS {
        let (who, month) = (number % (2 * streams), number / (2 * streams));
        let (sub_award, client) = (sub_award(home(who, streams))?, client(who)?);
        let month = format!("{}-{:02}", 2010 + month / 12, month % 12 + 1);
        let line = format!("{sub_award},sheet-{number:08},{client},{month}");
        text.push_str(&[&line, ",case management,$100.00,,,12/31/2019\n"].concat());
        let digest = format!("{number:064x}");
        text.push_str(
            &[
                &line,
                ",housing,\"150.00\",1/31/2019,",
                &digest,
                ",12/31/2019\n",
            ]
            .concat(),
        );
    }
    Ok(text)
}

async fn import(ledger: &Ledger, sheet: &str) -> Result<()> {
    let claims = read(sheet.as_bytes(), &Defaults::default())?;
    let organization = OrganizationId::parse(SUB_AWARDEE)?;
    let id = ImportId::of(&organization, &claims);
    let context = Context {
        actor: ActorId::parse("example-person-1")?,
        role: Role::Subawardee,
        organization,
        received_at: received_at()?,
    };
    let importer = Importer::new(ledger.clone(), context, String::new());
    let report = importer.import(&claims, &id, |_| {}).await?;
    ensure!(
        report.is_clean() && report.totals.claims_accepted == CLAIMS,
        "every claim of the sheet is taken"
    );
    Ok(())
}

/// COPY of the events of a sheet, as bare rows, into a table like theirs; in rows per second.
async fn copy_again(
    server: &Server,
    ledger: &Ledger,
    copies: &LedgerName,
    first: u64,
    last: u64,
) -> Result<u64> {
    let source = format!(
        "COPY (SELECT * FROM events WHERE position > {first} AND position <= {last} ORDER BY position) TO STDOUT"
    );
    let mut bytes = Vec::new();
    let mut stream = ledger.journal().pool().copy_out_raw(&source).await?;
    while let Some(read) = stream.try_next().await? {
        bytes.extend_from_slice(&read);
    }
    drop(stream);
    server.settle().await?;
    let mut connection = server.connection(copies).await?;
    let started = Instant::now();
    let mut copy = connection.copy_in_raw("COPY copied FROM STDIN").await?;
    for chunk in bytes.chunks(64 * 1024) {
        copy.send(chunk).await?;
    }
    let rows = copy.finish().await?;
    Ok(per_second(rows, started.elapsed()))
}
