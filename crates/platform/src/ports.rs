//! Listening sockets: one port for the interface and the console, another for the demo portal.

use crate::options::{DemoPortal, Options};
use crate::origin::Origin;
use crate::public_address::local;
use anyhow::{Context, anyhow, bail};
use std::net::SocketAddr;
use tokio::net::TcpListener;

/// Socket and origins of the demo portal.
pub(crate) struct PortalPort {
    pub(crate) listener: TcpListener,
    /// Origin of the portal, as browsers see it.
    pub(crate) origin: Origin,
    pub(crate) console: Origin,
}

pub(crate) struct Ports {
    pub(crate) listener: TcpListener,
    /// Address the platform listens on, with the actual port.
    pub(crate) address: SocketAddr,
    pub(crate) portal: Option<PortalPort>,
}

impl Ports {
    /// Opens the sockets that the options ask for.
    ///
    /// # Errors
    /// If a requested address cannot be bound, or `--portal` is given without `--console`.
    pub(crate) async fn open(options: &Options) -> anyhow::Result<Self> {
        let (listener, address) = bind(options.listen).await?;
        let portal = match options.portal {
            DemoPortal::Off => None,
            DemoPortal::At(_) if options.console.is_none() => {
                bail!("--portal: it embeds a console: give --console too");
            }
            DemoPortal::At(wanted) => Some(PortalPort::new(bind(wanted).await?, address)?),
            DemoPortal::NextPort if options.console.is_some() => {
                PortalPort::open_default(options.listen, address).await
            }
            DemoPortal::NextPort => None,
        };
        Ok(Self {
            listener,
            address,
            portal,
        })
    }
}

impl PortalPort {
    fn new((listener, address): (TcpListener, SocketAddr), console: SocketAddr) -> anyhow::Result<Self> {
        let origin = |host: &str, port| {
            let text = match port {
                80 => format!("http://{host}"),
                port => format!("http://{host}:{port}"),
            };
            Origin::parse(&text).map_err(|error| anyhow!("no portal at {text}: {error}"))
        };
        // The host name instead of the address makes the portal a different site from the console, as in production.
        let host = match address.ip() {
            ip if ip.is_loopback() || ip.is_unspecified() => "localhost".to_owned(),
            ip => ip.to_string(),
        };
        let console = local(console);
        Ok(Self {
            listener,
            origin: origin(&host, address.port())?,
            console: origin(&console.ip().to_string(), console.port())?,
        })
    }

    /// Opens the port after the console's, or else any free port. A failure only logs a warning, because the options
    /// did not ask for this port.
    async fn open_default(wanted: SocketAddr, console: SocketAddr) -> Option<Self> {
        let next = match wanted.port() {
            0 => 0,
            port => port.checked_add(1).unwrap_or(0),
        };
        let at = |port| SocketAddr::new(wanted.ip(), port);
        let bound = match bind(at(next)).await {
            Err(_) if next != 0 => bind(at(0)).await,
            other => other,
        };
        bound
            .and_then(|bound| Self::new(bound, console))
            .inspect_err(|error| tracing::warn!("no demo portal: {error:#}"))
            .ok()
    }
}

async fn bind(wanted: SocketAddr) -> anyhow::Result<(TcpListener, SocketAddr)> {
    let refused = || format!("cannot listen on {wanted}");
    let listener = TcpListener::bind(wanted).await.with_context(refused)?;
    let address = listener.local_addr().with_context(refused)?;
    Ok((listener, address))
}
