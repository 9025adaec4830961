//! State shared by the request handlers and the simulator.

use crate::clock::Clock;
use crate::files::Files;
use crate::hosts::Hosts;
use crate::origin::Origin;
use crate::store::Store;
use std::net::SocketAddr;
use std::path::PathBuf;
use upgrade_api::profile::Profile;

/// State of a running platform.
pub struct AppState {
    /// Database.
    pub store: Store,
    /// Firmware files.
    pub files: Files,
    /// Clock.
    pub clock: Clock,
    /// Profile of the interface.
    pub profile: Profile,
    /// Address the platform listens on, with the actual port.
    pub address: SocketAddr,
    /// Host names under which it is reached.
    pub hosts: Hosts,
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
    /// Returns the platform's own address without a slash at the end, such as `http://127.0.0.1:8080`.
    #[must_use]
    pub fn base(&self) -> String {
        self.hosts.base(None)
    }
}
