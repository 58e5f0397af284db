//! The server process of a cluster: adopted when it lives, started when it does not, stopped cleanly.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::ExitStatus;
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::thread;
use std::time::{Duration, Instant};

use super::EmbeddedError;
use super::cluster::{Cluster, last_lines, run};
use super::pid_file::{self, Postmaster};
use super::socket;

/// How long a server may take to come up (it may have a log to replay), in seconds.
const START_SECONDS_MAX: u64 = 120;
/// How long a clean shutdown may take (it writes a checkpoint), in seconds.
const STOP_SECONDS_MAX: u64 = 60;
/// How often the pid file is read while waiting, in milliseconds.
const POLL_INTERVAL_MS: u64 = 20;
/// A log that has grown past this is begun anew at the next start, in bytes.
const LOG_BYTES_MAX: u64 = 16 * 1024 * 1024;

/// What differs from PostgreSQL's defaults, which are durable. The memory is for a machine that does
/// other things too; socket and port follow at the start.
const SETTINGS: [&str; 12] = [
    "listen_addresses=",
    "port=5432",
    "unix_socket_permissions=0700",
    "fsync=on",
    "synchronous_commit=on",
    "full_page_writes=on",
    "shared_buffers=128MB",
    "max_connections=100",
    // Compiling a query takes longer than any of ours runs.
    "jit=off",
    "timezone=UTC",
    "log_timezone=UTC",
    "log_checkpoints=off",
];

/// The words of a server that finds children of a killed predecessor still attached; they go by themselves.
const PREDECESSOR_LIVES: &str = "shared memory block";

/// The server of a cluster, and where its socket is once it runs.
#[derive(Debug)]
pub(super) struct Server {
    cluster: Cluster,
    socket_directory: PathBuf,
}

impl Server {
    /// Not yet running, as far as we know.
    pub(super) fn new(cluster: Cluster) -> Self {
        Self {
            cluster,
            socket_directory: PathBuf::new(),
        }
    }

    pub(super) fn socket_directory(&self) -> &Path {
        &self.socket_directory
    }

    /// Adopts the living server or starts one, and waits until it is ready. Behind the gate.
    pub(super) fn ensure_running(mut self) -> Result<Self, EmbeddedError> {
        if let Some(directory) = self.settle()? {
            self.socket_directory = directory;
            return Ok(self);
        }
        self.socket_directory = socket::directory(&self.cluster.path, &self.cluster.account)?;
        self.launch()?;
        Ok(self)
    }

    /// Starts it again where its socket was. Behind the gate.
    pub(super) fn restart(&self) -> Result<(), EmbeddedError> {
        match self.settle()? {
            Some(directory) if directory == self.socket_directory => Ok(()),
            Some(_) => {
                self.stop()?;
                self.launch()
            }
            None => self.launch(),
        }
    }

    /// Whether it accepts connections where our URLs say.
    pub(super) fn is_ready(&self) -> Result<bool, EmbeddedError> {
        let found = self.observe()?;
        let ready = Postmaster::Ready {
            socket_directory: self.socket_directory.clone(),
        };
        Ok(found == ready && socket::exists(&self.socket_directory))
    }

    /// Shuts it down: sessions are ended, a checkpoint is written, nothing needs recovery.
    pub(super) fn stop(&self) -> Result<(), EmbeddedError> {
        match self.observe()? {
            Postmaster::Absent | Postmaster::Remains => {}
            Postmaster::Busy | Postmaster::Ready { .. } => {
                let seconds = STOP_SECONDS_MAX.to_string();
                let mut pg_ctl = self
                    .cluster
                    .account
                    .command(&self.cluster.binaries.pg_ctl());
                pg_ctl.args(["stop", "-s", "-w", "-m", "fast", "-t", &seconds, "-D"]);
                pg_ctl.arg(&self.cluster.path);
                let stopped = run("pg_ctl stop", &mut pg_ctl, None);
                // It may have died in between; what counts is that it is gone.
                if !matches!(self.observe()?, Postmaster::Absent | Postmaster::Remains) {
                    stopped?;
                }
            }
        }
        socket::remove(&self.socket_directory, &self.cluster.account);
        Ok(())
    }

    /// Waits out a server that is coming or going, and clears what is in a new one's way. Answers with
    /// the socket directory of the server that is ready, if there is one.
    fn settle(&self) -> Result<Option<PathBuf>, EmbeddedError> {
        let deadline = Instant::now() + Duration::from_secs(START_SECONDS_MAX);
        loop {
            match self.observe()? {
                Postmaster::Absent => {
                    self.clear_socket();
                    return Ok(None);
                }
                Postmaster::Remains => {
                    self.clear_socket();
                    let file = pid_file::path(&self.cluster.path);
                    fs::remove_file(file).map_err(EmbeddedError::io("clear a stale pid file"))?;
                    return Ok(None);
                }
                Postmaster::Ready { socket_directory } if socket::exists(&socket_directory) => {
                    tracing::debug!("attaching to the embedded PostgreSQL that runs already");
                    return Ok(Some(socket_directory));
                }
                // Its socket was deleted under it: nobody can reach it any more.
                Postmaster::Ready { .. } => self.stop()?,
                Postmaster::Busy => self.pause(deadline, "settle")?,
            }
        }
    }

    /// Removes the private socket directory that a dead server left, unless it is still ours to use.
    fn clear_socket(&self) {
        if let Some(left) = pid_file::socket_directory(&self.cluster.path)
            && left != self.socket_directory
        {
            socket::remove(&left, &self.cluster.account);
        }
    }

    fn launch(&self) -> Result<(), EmbeddedError> {
        let deadline = Instant::now() + Duration::from_secs(START_SECONDS_MAX);
        loop {
            let log = self.open_log().map_err(EmbeddedError::io("open its log"))?;
            let begin = log
                .metadata()
                .map_err(EmbeddedError::io("open its log"))?
                .len();
            let exit = self.spawn(log)?;
            let status = loop {
                if self.is_ready()? {
                    return Ok(());
                }
                match exit.try_recv() {
                    Ok(status) => break status,
                    Err(TryRecvError::Disconnected | TryRecvError::Empty) => {
                        self.pause(deadline, "become ready")?;
                    }
                }
            };
            let said = self.logged_since(begin);
            if !said.contains(PREDECESSOR_LIVES) {
                let status = status.map_or_else(|error| error.to_string(), |code| code.to_string());
                let said = last_lines(&said);
                return Err(EmbeddedError::ProgramFailed {
                    program: "postgres",
                    status,
                    said,
                });
            }
            self.pause(deadline, "become ready")?;
        }
    }

    /// Starts the process. The receiver gets its exit status, should it end while we wait; a thread
    /// waits for it, so that a killed server does not stay behind as a zombie under its old number.
    fn spawn(&self, log: File) -> Result<Receiver<io::Result<ExitStatus>>, EmbeddedError> {
        let mut postgres = self
            .cluster
            .account
            .command(&self.cluster.binaries.postgres());
        postgres.arg("-D").arg(&self.cluster.path);
        for setting in SETTINGS {
            postgres.args(["-c", setting]);
        }
        postgres
            .arg("-c")
            .arg(OsStr::from_bytes(&socket::setting(&self.socket_directory)));
        let errors = log.try_clone().map_err(EmbeddedError::io("open its log"))?;
        let mut child = postgres
            .stdout(log)
            .stderr(errors)
            .spawn()
            .map_err(EmbeddedError::io("start postgres"))?;
        let (sender, receiver) = mpsc::channel();
        thread::Builder::new()
            .name("postgres-wait".to_owned())
            .spawn(move || {
                // Nobody listens any more once the server is ready.
                let _ = sender.send(child.wait());
            })
            .map_err(EmbeddedError::io("start a thread"))?;
        Ok(receiver)
    }

    fn observe(&self) -> Result<Postmaster, EmbeddedError> {
        pid_file::observe(&self.cluster.path).map_err(EmbeddedError::io("read its pid file"))
    }

    fn pause(&self, deadline: Instant, awaited: &'static str) -> Result<(), EmbeddedError> {
        if Instant::now() < deadline {
            thread::sleep(Duration::from_millis(POLL_INTERVAL_MS));
            return Ok(());
        }
        Err(EmbeddedError::TimedOut {
            awaited,
            seconds: START_SECONDS_MAX,
            log: self.cluster.log.clone(),
            said: last_lines(&self.logged_since(0)),
        })
    }

    fn open_log(&self) -> io::Result<File> {
        let mut options = OpenOptions::new();
        let log = options
            .create(true)
            .append(true)
            .mode(0o600)
            .open(&self.cluster.log)?;
        if log.metadata()?.len() > LOG_BYTES_MAX {
            log.set_len(0)?;
        }
        Ok(log)
    }

    /// What the log says from this byte on; nothing when it cannot be read, as it only adorns an error.
    fn logged_since(&self, begin: u64) -> String {
        let read = || -> io::Result<String> {
            let mut log = File::open(&self.cluster.log)?;
            log.seek(SeekFrom::Start(begin))?;
            let mut bytes = Vec::new();
            log.take(LOG_BYTES_MAX).read_to_end(&mut bytes)?;
            Ok(String::from_utf8_lossy(&bytes).into_owned())
        };
        read().unwrap_or_default()
    }
}
