//! A wire between a ledger and its database that can be cut at the moment that matters.

use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use sqlx::postgres::PgConnectOptions;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UnixStream};

/// The message of the simple protocol that commits: `Q`, length 11, `COMMIT`, zero.
const COMMIT: &[u8] = b"Q\0\0\0\x0bCOMMIT\0";

/// The end of an answer after which no transaction is open: `Z`, length 5, idle.
const IDLE: &[u8] = b"Z\0\0\0\x05I";

/// What an answer to a statement that wrote has in it.
const WROTE: &[u8] = b"INSERT 0 ";

/// Forwards to the database; armed, it lets one commit happen and loses the answer.
pub(super) struct Proxy {
    pub(super) url: String,
    armed: Arc<AtomicBool>,
    lost: Arc<AtomicUsize>,
}

impl Proxy {
    pub(super) async fn before(url: &str) -> Self {
        let target = PgConnectOptions::from_str(url).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let database = target.get_database().unwrap();
        let user = target.get_username();
        let url = format!("postgres://{user}:almoner@127.0.0.1:{port}/{database}?sslmode=disable");
        let proxy = Self {
            url,
            armed: Arc::default(),
            lost: Arc::default(),
        };
        let (armed, lost) = (Arc::clone(&proxy.armed), Arc::clone(&proxy.lost));
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (armed, lost) = (Arc::clone(&armed), Arc::clone(&lost));
                let target = target.clone();
                tokio::spawn(async move {
                    if let Some(socket) = target.get_socket() {
                        let path = socket.join(format!(".s.PGSQL.{}", target.get_port()));
                        forward(
                            client,
                            UnixStream::connect(path).await.unwrap(),
                            armed,
                            lost,
                        )
                        .await;
                    } else {
                        let address = (target.get_host(), target.get_port());
                        forward(
                            client,
                            TcpStream::connect(address).await.unwrap(),
                            armed,
                            lost,
                        )
                        .await;
                    }
                });
            }
        });
        proxy
    }

    /// Loses the answer to the next commit, be it a COMMIT or a statement that commits itself.
    pub(super) fn arm(&self) {
        self.armed.store(true, Ordering::SeqCst);
    }

    /// How many answers were lost.
    pub(super) fn lost(&self) -> usize {
        self.lost.load(Ordering::SeqCst)
    }
}

async fn forward<S: AsyncRead + AsyncWrite>(
    mut client: TcpStream,
    server: S,
    armed: Arc<AtomicBool>,
    lost: Arc<AtomicUsize>,
) {
    let (mut from_server, mut to_server) = tokio::io::split(server);
    let (mut from_client, mut to_client) = client.split();
    let (mut up, mut down) = (vec![0; 1 << 16], vec![0; 1 << 16]);
    loop {
        tokio::select! {
            read = from_client.read(&mut up) => {
                let Ok(count @ 1..) = read else { return };
                let commits = up[..count] == *COMMIT && armed.swap(false, Ordering::SeqCst);
                if to_server.write_all(&up[..count]).await.is_err() {
                    return;
                }
                if commits {
                    // The server has answered, so it has committed; the client never hears of it.
                    if from_server.read(&mut down).await.is_ok() {
                        lost.fetch_add(1, Ordering::SeqCst);
                    }
                    return;
                }
            }
            read = from_server.read(&mut down) => {
                let Ok(count @ 1..) = read else { return };
                let answer = &down[..count];
                let committed = answer.ends_with(IDLE)
                    && answer.windows(WROTE.len()).any(|bytes| bytes == WROTE);
                if committed && armed.swap(false, Ordering::SeqCst) {
                    lost.fetch_add(1, Ordering::SeqCst);
                    return;
                }
                if to_client.write_all(&down[..count]).await.is_err() {
                    return;
                }
            }
        }
    }
}
