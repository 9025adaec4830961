//! Start and stop of the platform.

use crate::api_error::ApiError;
use crate::clock::Clock;
use crate::connections::{Connections, Limits};
use crate::fault_backend::FaultBackend;
use crate::files::Files;
use crate::http::Portal;
use crate::options::Options;
use crate::origin::Origin;
use crate::ports::Ports;
use crate::public_address::PublicAddress;
use crate::secrets;
use crate::state::AppState;
use crate::store::Store;
use crate::store::accounts::{self, Session};
use crate::{demo, http, simulator};
use anyhow::{Context, bail, ensure};
use axum::Router;
use std::fs::{File, TryLockError};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Time that running requests have to finish when the platform stops.
const GRACE: Duration = Duration::from_secs(5);
/// Maximum number of portals of the console.
const PORTALS_MAX: usize = 8;

/// A running platform. If it is dropped without [`Platform::stop`], it runs until its runtime ends.
pub struct Platform {
    state: Arc<AppState>,
    router: Router,
    faulty: bool,
    token: String,
    data: PathBuf,
    /// Locked while the platform runs.
    _lock: File,
    portal: Option<(Origin, Router)>,
    stop: watch::Sender<bool>,
    servers: Vec<JoinHandle<()>>,
    simulator: JoinHandle<()>,
}

impl Platform {
    /// Opens the data, fills it at the first start, serves requests and starts the simulated devices.
    ///
    /// # Errors
    /// If an option is invalid, or the data directory, the database or a port cannot be opened.
    pub async fn start(options: &Options) -> anyhow::Result<Self> {
        let data = options.data.clone();
        let data_path = data.display();
        std::fs::create_dir_all(&data).with_context(|| format!("cannot make {data_path}"))?;
        if let Some(console) = &options.console
            && !console.join("index.html").is_file()
        {
            let console = console.display();
            bail!("no console in {console}: build it with `cargo xtask run` or `trunk build --release`");
        }
        // The ports are opened first, so that a platform started twice by mistake fails before it touches the data.
        let ports = Ports::open(options).await?;
        let demo_origin = ports.portal.as_ref().map(|portal| &portal.origin);
        let portals: Vec<Origin> = demo_origin
            .into_iter()
            .chain(&options.portal_origins)
            .cloned()
            .collect();
        ensure!(
            portals.len() <= PORTALS_MAX,
            "--portal-origin: at most {PORTALS_MAX} portals, the demo portal included"
        );
        let frame_ancestors = [portals.as_slice(), &options.frame_ancestors].concat();
        let lock = lock(&data)?;
        let store = Store::open(&data.join("platform.sqlite"))
            .with_context(|| format!("cannot open the database in {data_path}"))?;
        let files = Files::open(&data).with_context(|| format!("cannot use {data_path}"))?;
        let state = Arc::new(AppState {
            store,
            files,
            clock: Clock::default(),
            profile: options.profile,
            address: ports.address,
            public_address: PublicAddress::new(ports.address, options.public_url.clone()),
            upload_limit: options.upload_limit,
            token_seconds: options.token_seconds,
            console: options.console.clone(),
            portals,
            frame_ancestors,
        });
        let token = prepare(&state, options).await.context("cannot prepare the data")?;
        let portal = ports.portal.map(|port| {
            (
                port.listener,
                Portal::new(Arc::clone(&state), port.origin, port.console),
            )
        });
        Ok(Self::run(state, options, ports.listener, portal, token, lock))
    }

    fn run(
        state: Arc<AppState>,
        options: &Options,
        listener: TcpListener,
        portal: Option<(TcpListener, Portal)>,
        token: String,
        lock: File,
    ) -> Self {
        let (stop, stopped) = watch::channel(false);
        let connections = Connections::new(Limits::new(options.max_connections.into()));
        let faulty = options.faults.is_on();
        let mut routes = http::routes(Arc::clone(&state));
        if faulty {
            let backend = FaultBackend(Arc::clone(&state));
            routes = fault_injection::install(routes, &options.faults, options.seed, backend);
        }
        let router = http::observed(http::guarded(routes, Arc::clone(&state)));
        let serve = |listener: TcpListener, router: Router| {
            let connections = connections.clone();
            tokio::spawn(connections.serve(listener, router, stopped.clone()))
        };
        let mut servers = vec![serve(listener, router.clone())];
        let portal = portal.map(|(listener, portal)| {
            let served = (portal.origin().clone(), portal.router());
            servers.push(serve(listener, served.1.clone()));
            served
        });
        let devices = simulator::run(Arc::clone(&state), options.seed, options.connects_per_second, stopped);
        Self {
            state,
            router,
            faulty,
            token,
            data: options.data.clone(),
            _lock: lock,
            portal,
            stop,
            servers,
            simulator: tokio::spawn(devices),
        }
    }

    /// Returns the address it listens on, with the actual port.
    pub fn address(&self) -> SocketAddr {
        self.state.address
    }

    /// Returns the access token created at this start. A secret: print it, never log it.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Returns the router, for tests without a socket.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// Returns the demo portal's origin, if there is a portal.
    pub fn portal(&self) -> Option<&Origin> {
        self.portal.as_ref().map(|(origin, _)| origin)
    }

    /// Returns the demo portal's router, for tests without a socket.
    pub fn portal_router(&self) -> Option<Router> {
        self.portal.as_ref().map(|(_, router)| router.clone())
    }

    /// Returns the shared state, for tests that read the database or move the clock.
    pub fn state(&self) -> &Arc<AppState> {
        &self.state
    }

    /// Returns the lines to print at the start: each has a keyword, spaces and a value, and the last is `ready`.
    pub fn startup_lines(&self) -> String {
        let portal = self.portal().map(|origin| format!("portal    {origin}/\n"));
        format!(
            "console   {}/\n{}account   {}\npassword  {}\ntoken     {}\ndata      {}\n{}ready\n",
            self.state.base_url(),
            portal.unwrap_or_default(),
            demo::ACCOUNT,
            demo::PASSWORD,
            self.token,
            self.data.display(),
            if self.faulty { "faults    on\n" } else { "" },
        )
    }

    /// Stops the platform: accepts no new connections, lets running requests finish, disconnects the devices and merges
    /// the database into one file.
    ///
    /// # Errors
    /// 5031001 if the last write to the disk fails.
    pub async fn stop(mut self) -> Result<(), ApiError> {
        self.stop.send_replace(true);
        let end = tokio::time::Instant::now() + GRACE;
        for server in &mut self.servers {
            if tokio::time::timeout_at(end, &mut *server).await.is_err() {
                tracing::warn!("a request did not finish in time and was cut off");
                server.abort();
            }
        }
        if let Err(error) = self.simulator.await {
            tracing::error!(%error, "the simulator did not end well");
        }
        self.state.store.checkpoint().await
    }
}

/// Locks the data directory. The operating system unlocks it when the process ends.
///
/// # Errors
/// If another platform has locked it.
fn lock(data: &Path) -> anyhow::Result<File> {
    let path = data.join("lock");
    let file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            let data = data.display();
            bail!("another platform uses {data}: stop it, or give this one another directory with --data")
        }
        Err(TryLockError::Error(error)) => Err(error).with_context(|| format!("cannot lock {}", path.display())),
    }
}

/// Fills the data at the first start, and creates and returns the access token of this start.
async fn prepare(state: &AppState, options: &Options) -> Result<String, ApiError> {
    let now = state.clock.now();
    demo::fill(&state.store, &state.files, options, &state.base_url(), now).await?;
    let token = secrets::token()?;
    let (access, expires) = (secrets::digest(&token), now + i64::from(options.token_seconds));
    state
        .store
        .run(move |db| {
            let account = accounts::first(db)?.ok_or_else(|| ApiError::fault("no account"))?;
            let session = Session {
                access,
                refresh: None,
                account_id: account.id,
                expires,
            };
            Ok(accounts::open_session(db, &session, now)?)
        })
        .await?;
    Ok(token)
}
