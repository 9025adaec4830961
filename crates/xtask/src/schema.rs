//! `cargo xtask schema`: tests the platform against `openapi.yaml` with requests that schemathesis generates.
//!
//! Of the test steps, only `commands` runs it, in its short form: it needs Python, and a full run takes minutes.

use std::ffi::OsString;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result, bail};
use xshell::cmd;

use crate::progress::say;
use crate::run::build_platform;
use crate::tools;
use crate::workspace::Workspace;

const SCHEMATHESIS: &str = "4.32.5";
/// Arguments of the full form: at most 200 requests for each operation and phase.
const FULL: [&str; 2] = ["--max-examples", "200"];
/// Arguments of the short form: few requests, and only the phase that generates single requests.
const SHORT: [&str; 4] = ["--max-examples", "3", "--phases", "fuzzing"];
/// Fixed seed. The requests of two runs differ only in ids that the platform creates.
const SEED: &str = "2026";

/// Starts a separate platform and tests it.
pub(crate) fn run(ws: &Workspace, short: bool, args: &[OsString]) -> Result<()> {
    let schemathesis = ensure_schemathesis(ws)?;
    build_platform(ws)?;
    let dir = ws.target.join("schema");
    ws.sh.remove_path(&dir)?;
    ws.sh.create_dir(&dir)?;
    let (program, data) = (ws.platform(), dir.join("data"));
    // No device connects, so that the answers depend only on the requests.
    let options = "--listen 127.0.0.1:0 --portal none --connects-per-second 0".split(' ');
    let platform = cmd!(ws.sh, "{program} {options...} --data {data}").env("RUST_LOG", "warn");
    let mut platform = Command::from(platform).stdout(Stdio::piped()).spawn()?;
    let tested = addresses(&mut platform).and_then(|[url, token]| {
        say("testing the platform against its schema (2 to 3 minutes, the short form seconds)");
        let tests = ws.root.join("crates/platform/tests");
        let (schema, config) = (tests.join("openapi.yaml"), tests.join("schemathesis.toml"));
        let extent = if short { &SHORT[..] } else { &FULL };
        // schemathesis writes its reports and its cache to the working directory.
        let _dir = ws.sh.push_dir(&dir);
        // The configuration file selects the checks; an argument would override it.
        let options = ["--continue-on-failure", "--seed", SEED, "--generation-database", "none"];
        let command = cmd!(ws.sh, "{schemathesis} --config-file {config} run {schema} --url {url}");
        let command = command
            .arg("--header")
            .arg(format!("Access-Token: {token}"))
            .args(options);
        let tested = command.args(extent).args(args).run();
        tested.context("schemathesis reports failures")
    });
    // Both fail only if the platform has already ended.
    let _ = platform.kill();
    let _ = platform.wait();
    tested
}

/// Returns the URL of a platform and an access token, which it prints before it is ready.
fn addresses(platform: &mut Child) -> Result<[String; 2]> {
    let (mut url, mut token) = (String::new(), String::new());
    let stdout = platform.stdout.take().context("no standard output")?;
    for line in BufReader::new(stdout).lines() {
        let line = line?;
        match line.split_once(' ').map(|(name, value)| (name, value.trim())) {
            Some(("console", value)) => value.trim_end_matches('/').clone_into(&mut url),
            Some(("token", value)) => value.clone_into(&mut token),
            _ if line == "ready" => return Ok([url, token]),
            _ => {}
        }
    }
    bail!("the platform did not start")
}

/// Returns the pinned schemathesis, and installs it into a virtual environment if it is missing.
fn ensure_schemathesis(ws: &Workspace) -> Result<PathBuf> {
    let venv = ws.tools().join("schemathesis");
    let (program, pip) = (venv.join("bin/schemathesis"), venv.join("bin/pip"));
    if tools::has_version(ws, &program, SCHEMATHESIS) {
        return Ok(program);
    }
    say(format_args!("installing schemathesis {SCHEMATHESIS}, once (a minute)"));
    ws.sh.remove_path(&venv)?;
    let venv = cmd!(ws.sh, "python3 -m venv {venv}").run();
    venv.context("please install Python 3.10 or newer (Debian: `apt-get install python3 python3-venv`)")?;
    let install = ["install", "--quiet", "--disable-pip-version-check"];
    cmd!(ws.sh, "{pip} {install...} schemathesis=={SCHEMATHESIS}").run()?;
    Ok(program)
}
