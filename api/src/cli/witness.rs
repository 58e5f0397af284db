//! `almoner witness`: cosigns the checkpoints of ledgers that others keep.

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use almoner_journal::note::{Cosigner, Verifier, read_or_create_key};
use tokio::net::TcpListener;

use super::{CliError, Outcome, interrupt::Interrupt, output};
use crate::{
    clock::Clock,
    keys::KeyError,
    server::ServerError,
    witness::{Witnessing, router},
};

/// Cosign the checkpoints of ledgers, on a machine of your own (for agencies and auditors)
///
/// A witness signs that each checkpoint of a ledger extends the one before it, and remembers the last one: a ledger that
/// was rolled back, or shows two histories, gets no further signature. It sees sizes and hashes, and no record. It speaks
/// the add-checkpoint protocol of C2SP tlog-witness. Give its verifier key and its URL to those who run the ledger, for
/// their witness policy; keep its directory, for a witness that forgets is none.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The name of the witness in its signatures: no white space, no plus sign, such as `audit.example/w1`
    #[arg(long, env = "ALMONER_WITNESS_NAME", value_name = "NAME")]
    name: String,
    /// The verifier key of a ledger to watch, as `/l/<ledger>/key` gives it; once for each ledger and key
    #[arg(long = "log", value_name = "KEY", required = true)]
    logs: Vec<String>,
    /// The directory of its key file and of what it has cosigned
    #[arg(
        long,
        env = "ALMONER_WITNESS_DIR",
        value_name = "DIR",
        default_value = ".almoner-witness"
    )]
    dir: PathBuf,
    /// The address and port to listen on; port 0 takes a free one
    #[arg(
        long,
        env = "ALMONER_WITNESS_BIND",
        value_name = "ADDRESS",
        default_value = "127.0.0.1:8091"
    )]
    bind: SocketAddr,
}

pub(super) async fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let mut asked = Interrupt::listen()?;
    let logs = arguments.logs.iter().map(|key| {
        Verifier::parse(key).map_err(|_| {
            CliError::Usage(format!("--log {key} is not the verifier key of a ledger"))
        })
    });
    let logs = logs.collect::<Result<Vec<_>, _>>()?;
    crate::keys::Keys::open(arguments.dir.clone())?;
    let seed = read_or_create_key(&arguments.dir.join("witness.key")).map_err(KeyError::from)?;
    let cosigner = Cosigner::try_new(&arguments.name, &seed)
        .map_err(|error| CliError::Usage(format!("--name: {error}")))?;
    let witnessing = Witnessing::open(cosigner, logs, &arguments.dir, Clock::system())?;
    let bind = arguments.bind;
    let unusable = |source| CliError::from(ServerError::Bind { bind, source });
    let listener = TcpListener::bind(bind).await.map_err(unusable)?;
    let address = listener.local_addr().map_err(unusable)?;
    let witnessing = Arc::new(witnessing);
    output::line(&format!(
        "witnessing as {} on http://{address}",
        witnessing.witness().to_key()
    ))?;
    axum::serve(listener, router(witnessing))
        .with_graceful_shutdown(async move { asked.requested().await })
        .await
        .map_err(ServerError::Serve)?;
    Ok(Outcome::Done)
}
