//! Starting and stopping the whole.

use crate::clock::Clock;
use crate::faults::{CutListener, Peer};
use crate::files::Files;
use crate::http::{PageHeaders, Portal};
use crate::options::Options;
use crate::origin::Origin;
use crate::ports::Ports;
use crate::reject::Reject;
use crate::secrets;
use crate::state::Shared;
use crate::store::Store;
use crate::store::accounts::{self, Session};
use crate::{demo, http, simulator};
use axum::Router;
use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How long requests may take to finish once the platform is told to stop.
const GRACE: Duration = Duration::from_secs(5);
/// How long an expired token is told from an unknown one, in seconds: 30 days.
const REMEMBERED: i64 = 30 * 86_400;
/// How many portals a console can know.
const PORTALS_MAX: usize = 8;

/// Why the platform could not start, in words for the one who started it.
#[derive(Debug)]
pub struct StartError(String);

impl StartError {
    pub(crate) fn new(doing: &str, cause: impl fmt::Display) -> Self {
        Self(format!("{doing}: {cause}"))
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for StartError {}

/// A running platform. Dropped without [`Platform::stop`] it runs on until its runtime ends.
pub struct Platform {
    shared: Arc<Shared>,
    router: Router,
    token: String,
    data: PathBuf,
    /// Origin and router of the demo portal.
    portal: Option<(Origin, Router)>,
    stop: watch::Sender<bool>,
    servers: Vec<JoinHandle<std::io::Result<()>>>,
    simulator: JoinHandle<()>,
}

impl Platform {
    /// Opens the data, fills it at the first start, listens, and lets the devices loose.
    ///
    /// # Errors
    /// Where the directory, the database or the port cannot be had.
    pub async fn start(options: &Options) -> Result<Self, StartError> {
        let data = options.data.clone();
        let shown = data.display();
        std::fs::create_dir_all(&data).map_err(|e| StartError::new(&format!("cannot make {shown}"), e))?;
        if let Some(console) = &options.console
            && !console.join("index.html").is_file()
        {
            let missing = format!("no console in {}", console.display());
            return Err(StartError::new(
                &missing,
                "build it with `cargo xtask run` or `trunk build --release`",
            ));
        }
        // First the ports: a platform started twice by mistake must not touch what the other one is writing.
        let ports = Ports::open(options).await?;
        let own = ports.portal.as_ref().map(|portal| &portal.origin);
        let portals: Vec<Origin> = own.into_iter().chain(&options.portal_origins).cloned().collect();
        if portals.len() > PORTALS_MAX {
            let most = format!("at most {PORTALS_MAX} portals, the demo portal included");
            return Err(StartError::new("--portal-origin", most));
        }
        let framed_by = [portals.as_slice(), &options.frame_ancestors].concat();
        let console_headers = PageHeaders::console(&framed_by).map_err(|e| StartError::new("--frame-ancestors", e))?;
        let store = Store::open(&data.join("platform.sqlite"))
            .map_err(|e| StartError::new(&format!("cannot open the database in {shown}"), e))?;
        let files = Files::open(&data).map_err(|e| StartError::new(&format!("cannot use {shown}"), e))?;
        let shared = Arc::new(Shared {
            store,
            files,
            clock: Clock::default(),
            profile: options.profile,
            address: ports.address,
            upload_limit: options.upload_limit,
            token_seconds: options.token_seconds,
            console: options.console.clone(),
            portals,
            console_headers,
            faults: options.faults().map(Arc::new),
        });
        let token = prepare(&shared, options)
            .await
            .map_err(|e| StartError::new("cannot prepare the data", e.msg))?;
        let portal = match ports.portal {
            Some(port) => {
                let portal = Portal::new(Arc::clone(&shared), port.origin, &port.console)
                    .map_err(|e| StartError::new("the demo portal", e))?;
                Some((port.listener, portal))
            }
            None => None,
        };
        Ok(Self::run(shared, options, ports.listener, portal, token))
    }

    fn run(
        shared: Arc<Shared>,
        options: &Options,
        listener: TcpListener,
        portal: Option<(TcpListener, Portal)>,
        token: String,
    ) -> Self {
        let (stop, stopped) = watch::channel(false);
        let router = http::router(Arc::clone(&shared));
        let mut servers = vec![match shared.faults {
            None => serve(listener, router.clone(), stopped.clone()),
            Some(_) => serve_with_faults(listener, router.clone(), stopped.clone()),
        }];
        let portal = portal.map(|(listener, portal)| {
            let served = (portal.origin().clone(), portal.router());
            servers.push(serve(listener, served.1.clone(), stopped.clone()));
            served
        });
        let devices = simulator::run(Arc::clone(&shared), options.seed, options.connects_per_second, stopped);
        Self {
            shared,
            router,
            token,
            data: options.data.clone(),
            portal,
            stop,
            servers,
            simulator: tokio::spawn(devices),
        }
    }

    /// Where it listens, with the real port.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.shared.address
    }

    /// An access token made at this start. A secret: print it, never log it.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Its router, for tests that need no socket.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// The demo portal's origin, if there is one.
    #[must_use]
    pub fn portal(&self) -> Option<&Origin> {
        self.portal.as_ref().map(|(origin, _)| origin)
    }

    /// The demo portal's router, for tests that need no socket.
    #[must_use]
    pub fn portal_router(&self) -> Option<Router> {
        self.portal.as_ref().map(|(_, router)| router.clone())
    }

    /// What its parts share, for tests that look at the database or move the clock.
    #[must_use]
    pub fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }

    /// The lines to print at the start, each a word, spaces and a value; the last is `ready`.
    #[must_use]
    pub fn announcement(&self) -> String {
        let portal = self.portal().map(|origin| format!("portal    {origin}/\n"));
        format!(
            "console   {}/\n{}account   {}\npassword  {}\ntoken     {}\ndata      {}\n{}ready\n",
            self.shared.base(),
            portal.unwrap_or_default(),
            demo::ACCOUNT,
            demo::PASSWORD,
            self.token,
            self.data.display(),
            if self.shared.faults.is_some() {
                "faults    on\n"
            } else {
                ""
            },
        )
    }

    /// Stops: no new connections, requests finish, devices disconnect, the database is one whole file.
    ///
    /// # Errors
    /// 5031001 where the last write to the disk fails.
    pub async fn stop(mut self) -> Result<(), Reject> {
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
        self.shared.store.checkpoint().await
    }
}

/// Answers on a port until told to stop.
fn serve(listener: TcpListener, router: Router, stopped: watch::Receiver<bool>) -> JoinHandle<std::io::Result<()>> {
    let server = axum::serve(listener, router).with_graceful_shutdown(told(stopped));
    tokio::spawn(server.into_future())
}

/// The same with connections that a fault can end.
fn serve_with_faults(
    listener: TcpListener,
    router: Router,
    stopped: watch::Receiver<bool>,
) -> JoinHandle<std::io::Result<()>> {
    let service = router.into_make_service_with_connect_info::<Peer>();
    let server = axum::serve(CutListener(listener), service).with_graceful_shutdown(told(stopped));
    tokio::spawn(server.into_future())
}

async fn told(mut stopped: watch::Receiver<bool>) {
    // An error means that the sender is gone, which is a reason to stop as well.
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

/// Fills the data at the first start, and makes the token of this start.
async fn prepare(shared: &Shared, options: &Options) -> Result<String, Reject> {
    let now = shared.clock.now();
    demo::fill(&shared.store, &shared.files, options, &shared.base(), now).await?;
    let token = secrets::token()?;
    let (access, expires) = (secrets::digest(&token), now + i64::from(options.token_seconds));
    shared
        .store
        .run(move |db| {
            accounts::forget_sessions(db, now - REMEMBERED)?;
            let account = accounts::first(db)?.ok_or_else(|| Reject::fault("no account"))?;
            let session = Session {
                access,
                refresh: None,
                account_id: account.id,
                expires,
            };
            accounts::open_session(db, &session)
        })
        .await?;
    Ok(token)
}
