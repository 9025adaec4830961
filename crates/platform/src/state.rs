//! State shared by the request handlers and the simulator.

use crate::clock::Clock;
use crate::files::Files;
use crate::origin::Origin;
use crate::public_address::PublicAddress;
use crate::store::Store;
use std::net::SocketAddr;
use std::path::PathBuf;
use upgrade_api::Profile;

pub struct AppState {
    pub store: Store,
    pub files: Files,
    pub clock: Clock,
    pub profile: Profile,
    /// Address the platform listens on, with the actual port.
    pub address: SocketAddr,
    pub public_address: PublicAddress,
    /// Largest firmware file, in bytes.
    pub upload_limit: u64,
    /// Lifetime of an access token, in seconds.
    pub token_seconds: u32,
    /// Directory of the built console, if it is served.
    pub console: Option<PathBuf>,
    /// Origins of the portals that may embed the console.
    pub portals: Vec<Origin>,
    /// Origins that may frame the console: the portals and others.
    pub frame_ancestors: Vec<Origin>,
}

impl AppState {
    /// Returns the URL of the platform without a slash at the end, such as `http://127.0.0.1:8080`.
    pub fn base_url(&self) -> String {
        self.public_address.base_url(None)
    }
}
