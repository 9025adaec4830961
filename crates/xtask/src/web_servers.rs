//! nginx and Caddy, for the end-to-end tests of the examples in docs/deploy.md. Debian would start both servers when it
//! installs them, so their packages are only unpacked.

use std::env;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

use crate::apt;
use crate::progress::say;
use crate::workspace::Workspace;

/// Each server's Debian package, the path of its program in the package, and the environment variable that names it.
const SERVERS: [(&str, &str, &str); 2] = [
    ("nginx", "usr/sbin/nginx", "NGINX"),
    ("caddy", "usr/bin/caddy", "CADDY"),
];

/// Returns the variables with the path of each server: the one that the variable or PATH names, or an unpacked one.
pub(crate) fn ensure(ws: &Workspace) -> Result<[(&'static str, PathBuf); 2]> {
    let dir = ws.target.join("web-servers");
    let unpacked = |path: &str| Some(dir.join(path)).filter(|path| path.is_file());
    let find = |(package, path, variable): (&str, &str, &'static str)| {
        let named = env::var_os(variable).filter(|path| !path.is_empty()).map(PathBuf::from);
        let found = named.or_else(|| ws.find(package)).or_else(|| unpacked(path));
        found
            .map(|path| (variable, path))
            .with_context(|| format!("no {package}; name it in {variable}"))
    };
    if SERVERS.into_iter().any(|server| find(server).is_err()) {
        say("downloading nginx and Caddy from Debian packages, once (15 MB, seconds)");
        apt::unpack(ws, &SERVERS.map(|(package, ..)| package), &dir)?;
    }
    let [nginx, caddy] = SERVERS.map(find);
    Ok([nginx?, caddy?])
}
