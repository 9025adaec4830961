//! What every request handler and the simulator share.

use crate::clock::Clock;
use crate::faults::Faults;
use crate::files::Files;
use crate::http::PageHeaders;
use crate::options::Profile;
use crate::origin::Origin;
use crate::store::Store;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

/// Shared by everything that runs.
pub struct Shared {
    /// The database.
    pub store: Store,
    /// The firmware files.
    pub files: Files,
    /// The time.
    pub clock: Clock,
    /// Which of the documents to speak.
    pub profile: Profile,
    /// Where the platform listens, with the real port.
    pub address: SocketAddr,
    /// Largest firmware file, in bytes.
    pub upload_limit: u64,
    /// Seconds an access token lives.
    pub token_seconds: u32,
    /// The built console, if it is to be served.
    pub console: Option<PathBuf>,
    /// Portals the console may be embedded by.
    pub portals: Vec<Origin>,
    /// What the console runs under.
    pub console_headers: PageHeaders,
    /// The faults to make, in fault mode.
    pub faults: Option<Arc<Faults>>,
}

/// How handlers are given it.
pub type Here = axum::extract::State<Arc<Shared>>;

impl Shared {
    /// The platform's own address without a path, as `http://127.0.0.1:8080`.
    #[must_use]
    pub fn base(&self) -> String {
        format!("http://{}", self.address)
    }
}
