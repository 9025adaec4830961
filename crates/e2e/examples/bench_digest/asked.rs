//! Settings that `cargo xtask bench digest` hands over, in the environment and as the argument `--short`.

use crate::Outcome;
use std::env;
use std::path::PathBuf;
use std::str::FromStr;

/// The settings, and the figures that need no clock.
pub struct Asked {
    /// Times only the kernel against hash-wasm, and writes no report.
    pub short: bool,
    /// The folder of the files to digest.
    pub files: PathBuf,
    /// Where the report goes.
    pub report: PathBuf,
    /// `NAME@VERSION` of each peer from npm.
    pub peers: Vec<String>,
    /// Rounds that count.
    pub rounds: usize,
    /// Bytes of the worker and its kernel at brotli 11.
    pub payload: f64,
    /// The files' names.
    pub shipped: String,
}

impl Asked {
    /// Reads it.
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

    /// A peer's name with its version: `hash-wasm` gives `hash-wasm 4.13.0`.
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
    value.ok_or_else(|| format!("{name} is missing or wrong: start this as `cargo xtask bench digest`"))
}
