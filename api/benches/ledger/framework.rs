//! The same cost, recorded by cqrs-es and postgres-es in tables of their own.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use almoner_domain::award::{Award, AwardCommand, IssueFacts};
use almoner_journal::schema::connect_options;
use anyhow::{Result, anyhow};
use postgres_es::{PostgresCqrs, postgres_cqrs};
use sqlx::postgres::PgPoolOptions;

use crate::Scale;
use crate::callers::drive;
use crate::commands::{fain, received_at, record_cost};
use crate::server::Server;
use crate::setting::award;

/// As postgres-es creates them.
const TABLES: &str = "
CREATE TABLE framework.events (
    aggregate_type text NOT NULL, aggregate_id text NOT NULL, sequence bigint CHECK (sequence >= 0) NOT NULL,
    event_type text NOT NULL, event_version text NOT NULL, payload json NOT NULL, metadata json NOT NULL,
    PRIMARY KEY (aggregate_type, aggregate_id, sequence))";

/// Connections of its pool.
const CONNECTIONS: u32 = 32;

/// The framework with as many awards as the ledger has.
#[derive(Clone)]
pub(crate) struct Framework {
    cqrs: Arc<PostgresCqrs<Award>>,
    awards: u32,
    costs: Arc<AtomicU64>,
}

impl Framework {
    pub(crate) async fn prepare(server: &Server, scale: Scale) -> Result<Self> {
        let schema = server.schema("framework", TABLES).await?;
        let pool = PgPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(Duration::from_mins(1))
            .connect_with(connect_options(&server.owner_url(), &schema)?)
            .await?;
        let cqrs = postgres_cqrs(pool, Vec::new(), ());
        let received_on = received_at()?.date_naive();
        for number in 0..scale.streams {
            let facts = IssueFacts {
                rule_set: 1,
                sub_award_share: None,
                grantee_excluded: false,
                received_on,
            };
            let input = award(number, "SO")?;
            let issued = AwardCommand::Issue { input, facts };
            cqrs.execute(fain(number)?.as_str(), issued)
                .await
                .map_err(|error| anyhow!("{error}"))?;
        }
        Ok(Self {
            cqrs: Arc::new(cqrs),
            awards: scale.streams,
            costs: Arc::default(),
        })
    }

    /// One cost a command; no two callers meet on an award, because one of them would be refused.
    pub(crate) async fn record_costs(&self, callers: u32, duration: Duration) -> Result<u64> {
        let framework = self.clone();
        drive(callers, duration, move |caller| {
            let framework = framework.clone();
            async move {
                let number = framework.costs.fetch_add(1, Ordering::Relaxed);
                let own = u64::from((framework.awards - caller).div_ceil(callers)).max(1);
                let award = caller + callers * u32::try_from(number % own)?;
                let command = AwardCommand::RecordDirectCost {
                    input: record_cost(award, number)?,
                    received_on: received_at()?.date_naive(),
                };
                framework
                    .cqrs
                    .execute_with_metadata(fain(award)?.as_str(), command, metadata(number))
                    .await
                    .map_err(|error| anyhow!("{error}"))?;
                Ok(1)
            }
        })
        .await
    }
}

/// As much as a record of the ledger carries.
fn metadata(number: u64) -> HashMap<String, String> {
    [
        ("command_id", format!("cost-{number:08}")),
        ("command", "RecordDirectCost".to_owned()),
        ("fingerprint", format!("{number:064x}")),
        ("actor", "example-person-1".to_owned()),
        ("role", "grantee".to_owned()),
        ("organization", "example-prime".to_owned()),
        ("correlation", String::new()),
        ("causation", String::new()),
        ("request", format!("request-cost-{number:08}")),
        ("program", "almoner benchmark".to_owned()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}
