//! Benchmark of the digest worker, compared with other implementations (peers). `cargo xtask bench digest` builds the
//! release console, combines it with the benchmark's page into one site, and runs this. `--short` only compares the
//! kernel with hash-wasm.
//!
//! | module | contents |
//! |---|---|
//! | [`files`] | the files to digest, with their digests from `md5sum` |
//! | [`page`], [`node`] | where digests are computed: the benchmark's page, a Node process |
//! | [`speed`], [`memory`], [`responsiveness`] | the measurements |
//! | [`report`] | the report |

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "it panics at the first unexpected result: a wrong digest has no meaningful speed"
)]

mod files;
mod memory;
mod node;
mod page;
mod report;
mod responsiveness;
mod speed;

use e2e::Platform;
use e2e::report::{setting, write_section};
use e2e::stats::Summary;
use files::Files;
use report::{Report, Target, Unit};
use std::env;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    // Simulated devices would disturb the measurement.
    let platform = Platform::start(&["--connects-per-second", "0"]);
    if env::args().any(|argument| argument == "--short") {
        return speed::short(&platform).await;
    }
    let files = Files::prepare();
    let mut report = Report::default();
    speed::measure(&platform, &files, &mut report).await;
    memory::measure(&platform, &files, &mut report).await;
    responsiveness::measure(&platform, &files, &mut report).await;
    let payload = Summary::of(&[setting("BENCH_PAYLOAD")]);
    let target = Target::AtMost(6000.0, "");
    report.row("worker and kernel, brotli 11", payload, Unit::Bytes, Some(target));
    println!("{}", report.tables());
    write_section(
        &setting::<String>("BENCH_REPORT"),
        "digest",
        "Digest",
        &report.to_markdown(),
    );
}

fn rounds() -> usize {
    setting("BENCH_ROUNDS")
}

/// `NAME@VERSION` of each peer from npm.
fn peers() -> Vec<String> {
    let peers: String = setting("BENCH_PEERS");
    peers.split(' ').map(str::to_owned).collect()
}

fn say(line: &str) {
    eprintln!("==> {line}");
}
