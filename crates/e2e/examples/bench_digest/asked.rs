//! Settings from `cargo xtask bench digest`: environment variables and the argument `--short`.

use crate::Outcome;
use std::env;
use std::path::PathBuf;
use std::str::FromStr;

/// Settings of a run, and the sizes of the shipped files.
pub struct Asked {
    /// Whether to only compare the kernel with hash-wasm, without a report.
    pub short: bool,
    /// Folder of the files to digest.
    pub files: PathBuf,
    /// Path of the report.
    pub report: PathBuf,
    /// `NAME@VERSION` of each peer from npm.
    pub peers: Vec<String>,
    /// Number of measured rounds.
    pub rounds: usize,
    /// Size of worker and kernel in bytes, compressed with brotli 11.
    pub payload: f64,
    /// Names of the worker's and the kernel's file.
    pub shipped: String,
}

impl Asked {
    /// Reads the settings.
    ///
    /// # Errors
    /// If a variable is missing or invalid.
    pub fn from_environment() -> Outcome<Self> {
        Ok(Self {
            short: env::args().any(|argument| argument == "--short"),
            files: variable("BENCH_FILES")?,
            report: variable("BENCH_REPORT")?,
            peers: variable::<String>("BENCH_PEERS")?
                .split_whitespace()
                .map(str::to_owned)
                .collect(),
            rounds: variable("BENCH_ROUNDS")?,
            payload: variable("BENCH_PAYLOAD")?,
            shipped: variable("BENCH_SHIPPED")?,
        })
    }

    /// Name of a peer with its version, such as `hash-wasm 4.13.0`. Other names are returned unchanged.
    pub fn with_version(&self, name: &str) -> String {
        let found = self.peers.iter().find_map(|peer| match peer.rsplit_once('@') {
            Some((package, version)) if package == name => Some(format!("{name} {version}")),
            _ => None,
        });
        found.unwrap_or_else(|| name.to_owned())
    }
}

fn variable<T: FromStr>(name: &str) -> Outcome<T> {
    let value = env::var(name).ok().and_then(|value| value.parse().ok());
    value.ok_or_else(|| format!("{name} is missing or invalid: start this as `cargo xtask bench digest`"))
}
