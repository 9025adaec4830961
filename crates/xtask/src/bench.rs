//! `cargo xtask bench`: [`paint`] measures how soon the page shows something; this file compares the cost of a digest
//! with other implementations (`bench digest`). The result is a report, not a check: it states a missed target, and
//! only wrong digests are an error.
//!
//! The shipped files are measured: the release console and the page of the benchmark are one site, served like the
//! console. The other implementations (peers) are npm packages in the target directory and do not ship. The
//! measurements are in `crates/e2e/examples/bench_digest`.

mod paint;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::browser;
use crate::compress;
use crate::error::{Context, Error, Result};
use crate::example::{self, SHORT};
use crate::files;
use crate::process::{self, say};
use crate::run::build_platform;
use crate::tools;
use crate::workspace::Workspace;

/// The peers, with exact versions so that two runs compare the same code.
const PEERS: [&str; 4] = [
    "hash-wasm@4.13.0",
    "spark-md5@3.0.2",
    "js-md5@0.9.2",
    "@noble/hashes@2.4.0",
];

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

/// Default number of measured rounds.
const ROUNDS: usize = 11;
/// Minimum number of rounds for a median.
const MIN_ROUNDS: usize = 9;

const USAGE: &str = "usage: `cargo xtask bench digest [ROUNDS | --short]` or \
                     `cargo xtask bench paint BEFORE [ROUNDS | --short]`; ROUNDS is at least 9, BEFORE is the dist of \
                     another checkout";

/// Runs the benchmark that `args` select.
pub(crate) fn run(ws: &Workspace, args: &[String]) -> Result<ExitCode> {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let result = match *args {
        ["digest"] => digest(ws, ROUNDS, None),
        ["digest", SHORT] => digest(ws, ROUNDS, Some(SHORT)),
        ["digest", rounds] => digest(ws, parse_rounds(rounds)?, None),
        ["paint", before] => paint::run(ws, before, paint::ROUNDS),
        ["paint", before, SHORT] => paint::run(ws, before, paint::SHORT_ROUNDS),
        ["paint", before, rounds] => paint::run(ws, before, parse_rounds(rounds)?),
        _ => Err(Error::new(USAGE)),
    };
    result.map(|()| ExitCode::SUCCESS)
}

fn parse_rounds(rounds: &str) -> Result<usize> {
    let rounds = rounds.parse().ok().filter(|rounds| *rounds >= MIN_ROUNDS);
    rounds.ok_or_else(|| Error::new(USAGE))
}

/// Measures and writes `docs/benchmarks.md`. The short form only compares the kernel with hash-wasm and prints the
/// ratio.
fn digest(ws: &Workspace, rounds: usize, short: Option<&str>) -> Result<()> {
    tools::prerequisites()?;
    let browser = browser::ensure()?;
    let bench = ws.target.join("bench");
    install_peers(&bench.join("npm"))?;
    let site = bench.join("site");
    build_site(ws, &example::console(ws)?, &bench.join("npm"), &site)?;
    build_platform(ws)?;
    let (worker, kernel) = (shipped(&site, "js")?, shipped(&site, "wasm")?);
    let payload = compressed_size(&worker)? + compressed_size(&kernel)?;
    let names = format!("`{}`, `{}`", files::name(&worker), files::name(&kernel));
    let mut command = example::command(ws, "bench_digest", &site, &browser)?;
    say("measuring (8 minutes, the short form seconds): keep the machine idle");
    command
        .args(short)
        .env("BENCH_FILES", bench.join("files"))
        .env("BENCH_REPORT", ws.root.join("docs").join("benchmarks.md"))
        .env("BENCH_PEERS", PEERS.join(" "))
        .env("BENCH_ROUNDS", rounds.to_string())
        .env("BENCH_PAYLOAD", payload.to_string())
        .env("BENCH_SHIPPED", names);
    process::run(&mut command)
}

/// Installs the peers unless these versions are installed.
fn install_peers(into: &Path) -> Result<()> {
    let stamp = into.join("peers.txt");
    let wanted = PEERS.join("\n");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    say(&format!(
        "installing {} from npm into target/bench (seconds)",
        PEERS.join(", ")
    ));
    files::remove(into)?;
    files::create_dir(into)?;
    let mut command = Command::new("npm");
    command.args([OsStr::new("install"), OsStr::new("--prefix"), into.as_os_str()]);
    // No install scripts: the code of the packages runs only in the browser.
    command
        .args(["--no-save", "--no-audit", "--no-fund", "--ignore-scripts"])
        .args(PEERS);
    process::run(command.current_dir(into))?;
    files::write(&stamp, wanted.as_bytes())
}

/// Copies the console to `site`, and the page of the benchmark with the peers to its folder `bench`.
fn build_site(ws: &Workspace, dist: &Path, npm: &Path, site: &Path) -> Result<()> {
    files::remove(site)?;
    copy_all(dist, site)?;
    // A console in E2E_DIST may have no compressed copies.
    if !compress::sibling(&shipped(site, "wasm")?, "br").is_file() {
        say("compressing the console (seconds)");
        compress::siblings(site)?;
    }
    let page = ws.root.join("crates/e2e/examples/bench_digest/page");
    copy_all(&page, &site.join("bench"))?;
    let modules = npm.join("node_modules");
    for (module, name) in MODULES {
        copy(&modules.join(module), &site.join("bench").join("peers").join(name))?;
    }
    Ok(())
}

fn copy_all(from: &Path, to: &Path) -> Result<()> {
    for file in files::below(from)? {
        copy(&file, &to.join(file.strip_prefix(from).unwrap_or(&file)))?;
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        files::create_dir(folder)?;
    }
    fs::copy(from, to).context(|| format!("copying {}", from.display()))?;
    Ok(())
}

/// Path of the worker's script (`js`) or kernel (`wasm`).
fn shipped(dist: &Path, extension: &str) -> Result<PathBuf> {
    let mut found = files::entries(dist)?;
    found.retain(|file| files::name(file).starts_with("digest-") && files::extension(file) == extension);
    match (found.pop(), found.len()) {
        (Some(file), 0) => Ok(file),
        _ => Err(Error::new(format!(
            "{} must have one digest-HASH.{extension}: remove the folder and build it with `cargo xtask dist`",
            dist.display()
        ))),
    }
}

/// Size of the brotli copy of `file`, or of the file itself if there is none, in bytes.
fn compressed_size(file: &Path) -> Result<u64> {
    let sibling = compress::sibling(file, "br");
    let meta = sibling.metadata().or_else(|_| file.metadata());
    Ok(meta.context(|| format!("measuring {}", file.display()))?.len())
}

#[cfg(test)]
mod tests {
    use super::{MODULES, PEERS};

    #[test]
    fn every_peer_has_a_module_and_an_exact_version() {
        for peer in PEERS {
            let (package, version) = peer.rsplit_once('@').unwrap_or_default();
            assert!(version.split('.').all(|part| part.parse::<u32>().is_ok()), "{peer}");
            let folder = format!("{package}/");
            assert!(MODULES.iter().any(|(module, _)| module.starts_with(&folder)), "{peer}");
        }
    }
}
