//! `cargo xtask bench`: [`paint`] measures how soon the page shows something, [`list`] how it reacts with a long list,
//! [`digest`] compares the cost of a digest with other implementations. The result is a report, not a check: it states a
//! missed target, and only wrong digests are an error. The measurements are the examples `bench_*` of `crates/e2e`.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail, ensure};
use clap::{Args, Subcommand, value_parser};
use xshell::cmd;

use crate::compress;
use crate::e2e;
use crate::progress::say;
use crate::tools;
use crate::workspace::Workspace;

/// The npm packages of the peers.
const PEERS: [&str; 4] = ["hash-wasm", "spark-md5", "js-md5", "@noble/hashes"];

/// Modules that the page loads: the path below `node_modules`, and the path below `peers/` next to the page.
const MODULES: [(&str, &str); 7] = [
    ("hash-wasm/dist/index.esm.min.js", "hash-wasm.js"),
    ("spark-md5/spark-md5.min.js", "spark-md5.js"),
    ("js-md5/build/md5.min.mjs", "js-md5.js"),
    ("@noble/hashes/legacy.js", "noble/legacy.js"),
    ("@noble/hashes/_md.js", "noble/_md.js"),
    ("@noble/hashes/_u64.js", "noble/_u64.js"),
    ("@noble/hashes/utils.js", "noble/utils.js"),
];

/// Benchmarks.
#[derive(Subcommand)]
pub(crate) enum Bench {
    /// Compare the MD5 with other libraries and write docs/benchmarks.md; --short prints the ratio to hash-wasm
    Digest(Rounds),
    /// Measure how the page reacts with a long task list and write docs/benchmarks.md; --short only prints the result
    List {
        /// `dist` of another checkout to compare with, relative to the workspace
        before: Option<PathBuf>,
        #[command(flatten)]
        rounds: Rounds,
    },
    /// Compare first paint and first row with another build
    Paint {
        /// `dist` of another checkout, relative to the workspace
        before: PathBuf,
        #[command(flatten)]
        rounds: Rounds,
    },
}

/// Extent of a benchmark.
#[derive(Args)]
pub(crate) struct Rounds {
    /// Number of measured rounds: at least 3, for a median
    #[arg(value_parser = value_parser!(u64).range(3..))]
    rounds: Option<u64>,
    /// Take seconds
    #[arg(long, conflicts_with = "rounds")]
    short: bool,
}

impl Rounds {
    fn count(&self, default: u64, short: u64) -> u64 {
        self.rounds.unwrap_or(if self.short { short } else { default })
    }
}

pub(crate) fn run(ws: &Workspace, bench: Bench) -> Result<()> {
    match bench {
        Bench::Digest(rounds) => digest(ws, &rounds),
        Bench::List { before, rounds } => list(ws, before.as_deref(), &rounds),
        Bench::Paint { before, rounds } => paint(ws, &before, &rounds),
    }
}

/// Compares how soon a first load shows something with the build `before`, in turns. It prints the result and writes no
/// document, because the other build is not in the repository.
fn paint(ws: &Workspace, before: &Path, rounds: &Rounds) -> Result<()> {
    let before = other_build(ws, before)?;
    let current = e2e::console(ws)?;
    check_compressed(ws, &current)?;
    let bench = e2e::example(ws, "bench_paint", &current, false)?;
    let count = rounds.count(15, 2);
    let minutes = count.div_ceil(3);
    say(format_args!(
        "measuring (about {minutes} minutes): keep the machine idle"
    ));
    let bench = bench.env("BENCH_BEFORE", before);
    Ok(bench.env("BENCH_ROUNDS", count.to_string()).run()?)
}

/// Measures how long the page of a long task list blocks, beside the build `before` and a page in plain JavaScript.
/// Writes a section of docs/benchmarks.md; the short form only prints it.
fn list(ws: &Workspace, before: Option<&Path>, rounds: &Rounds) -> Result<()> {
    let mut bench = e2e::example(ws, "bench_list", &e2e::console(ws)?, rounds.short)?;
    if let Some(before) = before {
        bench = bench.env("BENCH_BEFORE", other_build(ws, before)?);
    }
    if !rounds.short {
        bench = bench.env("BENCH_REPORT", ws.root.join("docs/benchmarks.md"));
    }
    say("measuring (three rounds beside another build take 16 minutes, the short form seconds): keep the machine idle");
    Ok(bench.env("BENCH_ROUNDS", rounds.count(7, 1).to_string()).run()?)
}

/// The shipped files are measured: the release console and the page of the benchmark are one site, served like the
/// console. The other implementations (peers) are npm packages ([`tools::npm_packages`]) and do not ship.
fn digest(ws: &Workspace, rounds: &Rounds) -> Result<()> {
    let bench = ws.target.join("bench");
    let site = bench.join("site");
    build_site(ws, &e2e::console(ws)?, &tools::npm_packages(ws)?, &site)?;
    let (worker, worker_size) = shipped(ws, &site, ".js")?;
    let (kernel, kernel_size) = shipped(ws, &site, ".wasm")?;
    let command = e2e::example(ws, "bench_digest", &site, rounds.short)?;
    say("measuring (8 minutes, the short form seconds): keep the machine idle");
    let command = command
        .env("BENCH_FILES", bench.join("files"))
        .env("BENCH_REPORT", ws.root.join("docs/benchmarks.md"))
        .env("BENCH_PEERS", PEERS.map(with_version).join(" "))
        .env("BENCH_ROUNDS", rounds.count(11, 11).to_string())
        .env("BENCH_PAYLOAD", (worker_size + kernel_size).to_string())
        .env("BENCH_SHIPPED", format!("`{worker}`, `{kernel}`"));
    Ok(command.run()?)
}

/// A package of the npm manifest as `name@version`.
fn with_version(package: &str) -> String {
    let entry = tools::NPM_MANIFEST.split_once(&format!("\"{package}\": \""));
    let version = entry.and_then(|(_, rest)| rest.split('"').next());
    format!("{package}@{}", version.unwrap_or_default())
}

/// Copies the console to `site`, and the page of the benchmark with the peers to its folder `bench`.
fn build_site(ws: &Workspace, dist: &Path, modules: &Path, site: &Path) -> Result<()> {
    ws.sh.remove_path(site)?;
    ws.sh.create_dir(site)?;
    cmd!(ws.sh, "cp -R {dist}/. {site}").run()?;
    // A console in E2E_DIST may have no compressed copies.
    if !site.join("index.html.br").is_file() {
        say("compressing the console (seconds)");
        compress::siblings(ws, site)?;
    }
    let page = site.join("bench");
    cmd!(ws.sh, "cp -R crates/e2e/examples/bench_digest/page {page}").run()?;
    ws.sh.create_dir(page.join("peers/noble"))?;
    for (module, name) in MODULES {
        ws.sh.copy_file(modules.join(module), page.join("peers").join(name))?;
    }
    Ok(())
}

/// Returns the absolute path of the `dist` of another checkout, which is given relative to the workspace.
fn other_build(ws: &Workspace, dist: &Path) -> Result<PathBuf> {
    let dist = ws.root.join(dist).canonicalize()?;
    check_compressed(ws, &dist)?;
    Ok(dist)
}

/// Checks that `dist` is a release console with compressed copies; without them it would load more slowly.
fn check_compressed(ws: &Workspace, dist: &Path) -> Result<()> {
    let mut files = ws.sh.read_dir(dist)?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "wasm"));
    let is_compressed = files.iter().all(|file| file.with_added_extension("br").is_file());
    ensure!(
        is_compressed && dist.join("index.html").is_file(),
        "{} is not a release console: build it there with `cargo xtask dist`",
        dist.display()
    );
    Ok(())
}

/// Name of the worker's script (`js`) or kernel (`wasm`), and its size in bytes, compressed if there is such a copy.
fn shipped(ws: &Workspace, site: &Path, extension: &str) -> Result<(String, u64)> {
    for file in ws.sh.read_dir(site)? {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with("digest-") && name.ends_with(extension) {
            let copy = file.with_added_extension("br").metadata();
            return Ok((name, copy.or_else(|_| file.metadata())?.len()));
        }
    }
    bail!("no digest-HASH{extension} in {}", site.display())
}
