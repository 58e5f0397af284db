//! A way to the database that can be shut: what a network or a postmaster that is gone looks like.

use std::{net::Ipv4Addr, path::PathBuf, str::FromStr};

use sqlx::{ConnectOptions, postgres::PgConnectOptions};
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream, UnixStream},
    task::{JoinHandle, JoinSet},
};

/// Where the database is.
#[derive(Clone)]
enum Upstream {
    Socket(PathBuf),
    Host(String, u16),
}

/// The way to the database.
pub(crate) struct Gate {
    upstream: Upstream,
    port: u16,
    open: Option<JoinHandle<()>>,
    /// A URL that leads through the gate.
    pub(crate) url: String,
}

impl Gate {
    /// Opens a way to the database of a URL.
    pub(crate) async fn before(url: &str) -> Self {
        let options = PgConnectOptions::from_str(url).unwrap();
        let upstream = match options.get_socket() {
            Some(directory) => {
                Upstream::Socket(directory.join(format!(".s.PGSQL.{}", options.get_port())))
            }
            None => Upstream::Host(options.get_host().to_owned(), options.get_port()),
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let database = options.get_database().unwrap();
        let through = PgConnectOptions::new_without_pgpass()
            .host("127.0.0.1")
            .port(port)
            .username(options.get_username())
            .password("almoner")
            .database(database);
        let open = Some(tokio::spawn(serve(listener, upstream.clone())));
        Self {
            upstream,
            port,
            open,
            url: through.to_url_lossy().to_string(),
        }
    }

    /// Breaks every connection, and takes no more.
    pub(crate) async fn shut(&mut self) {
        if let Some(open) = self.open.take() {
            open.abort();
            drop(open.await);
        }
    }

    /// Takes connections again.
    pub(crate) async fn reopen(&mut self) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, self.port))
            .await
            .unwrap();
        self.open = Some(tokio::spawn(serve(listener, self.upstream.clone())));
    }
}

/// Carries bytes until it is aborted, which breaks all that it carries.
async fn serve(listener: TcpListener, upstream: Upstream) {
    let mut carried = JoinSet::new();
    while let Ok((near, _)) = listener.accept().await {
        carried.spawn(carry(near, upstream.clone()));
    }
}

async fn carry(mut near: TcpStream, upstream: Upstream) {
    match upstream {
        Upstream::Socket(path) => {
            let mut far = UnixStream::connect(path).await.unwrap();
            drop(copy_bidirectional(&mut near, &mut far).await);
        }
        Upstream::Host(host, port) => {
            let mut far = TcpStream::connect((host, port)).await.unwrap();
            drop(copy_bidirectional(&mut near, &mut far).await);
        }
    }
}
