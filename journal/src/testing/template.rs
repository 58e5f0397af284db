//! What is made once a cluster: the roles, and the migrated database that every test copies.

use sha2::{Digest, Sha256};
use sqlx::migrate::Migrator;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, Executor, PgConnection};

use crate::schema::{LedgerName, migrate};

/// The role that owns the tables in tests.
pub(super) const OWNER_ROLE: &str = "almoner_test_owner";
/// The role that serves in tests.
pub(super) const APP_ROLE: &str = "almoner_test_app";
/// Password of both, where the server asks for one.
pub(super) const PASSWORD: &str = "almoner";

/// Roles and template are made by one test at a time, whatever process it runs in.
const TEMPLATE_LOCK: i64 = 0x616c_6d6f_6e65_7202;

static MIGRATIONS: Migrator = sqlx::migrate!("../migrations");

/// The options of a connection to `database` as `role`.
pub(super) fn as_role(server: &PgConnectOptions, role: &str, database: &str) -> PgConnectOptions {
    server
        .clone()
        .username(role)
        .password(PASSWORD)
        .database(database)
}

/// Makes the roles and the template where they are missing; answers with the template's name.
pub(super) async fn ready(server: &PgConnectOptions, ledger: &LedgerName) -> String {
    let template = template_name();
    let mut connection = PgConnection::connect_with(server)
        .await
        .expect("the test server answers");
    run(
        &mut connection,
        &format!("SELECT pg_advisory_lock({TEMPLATE_LOCK})"),
    )
    .await;
    for role in [OWNER_ROLE, APP_ROLE] {
        if missing(
            &mut connection,
            "SELECT 1 FROM pg_roles WHERE rolname = $1",
            role,
        )
        .await
        {
            run(
                &mut connection,
                &format!("CREATE ROLE {role} LOGIN PASSWORD '{PASSWORD}'"),
            )
            .await;
        }
    }
    if missing(
        &mut connection,
        "SELECT 1 FROM pg_database WHERE datname = $1",
        &template,
    )
    .await
    {
        // Under another name until it is whole: a test that was killed half-way leaves no half template.
        let draft = format!("{template}_draft");
        run(
            &mut connection,
            &format!("DROP DATABASE IF EXISTS {draft} WITH (FORCE)"),
        )
        .await;
        run(
            &mut connection,
            &format!("CREATE DATABASE {draft} OWNER {OWNER_ROLE}"),
        )
        .await;
        let owner = as_role(server, OWNER_ROLE, &draft)
            .to_url_lossy()
            .to_string();
        let origin = format!("test.example/{ledger}");
        migrate(&owner, ledger, &origin, APP_ROLE)
            .await
            .expect("the migrations apply");
        run(
            &mut connection,
            &format!("ALTER DATABASE {draft} RENAME TO {template}"),
        )
        .await;
    }
    connection.close().await.expect("a connection closes");
    template
}

/// A name that changes with every migration, so that a stale template is never used.
fn template_name() -> String {
    let mut sha = Sha256::new();
    for migration in MIGRATIONS.iter() {
        sha.update(&migration.checksum);
    }
    format!("almoner_template_{}", &hex::encode(sha.finalize())[..16])
}

async fn missing(connection: &mut PgConnection, query: &'static str, name: &str) -> bool {
    sqlx::query(query)
        .bind(name)
        .fetch_optional(connection)
        .await
        .expect("the catalogue answers")
        .is_none()
}

pub(super) async fn run(connection: &mut PgConnection, statement: &str) {
    connection
        .execute(statement)
        .await
        .expect("a statement of the harness runs");
}
