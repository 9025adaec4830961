//! `cargo xtask schema`: tests the platform against `openapi.yaml` with requests that schemathesis generates.
//!
//! Of the test steps, only `commands` runs it, in its short form: it needs Python, and a full run takes minutes.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use crate::error::{Context, Error, Result};
use crate::example::SHORT;
use crate::files;
use crate::process::{self, say};
use crate::run::build_platform;
use crate::versions;
use crate::workspace::Workspace;

const SCHEMATHESIS: &str = "4.32.5";
/// Maximum number of requests for each operation and phase.
const EXAMPLES: &str = "200";
/// Arguments of the short form: few requests, and only the phase that generates single requests.
const FEW: [&str; 4] = ["--max-examples", "3", "--phases", "fuzzing"];
/// Fixed seed. The requests of two runs differ only in ids that the platform creates.
const SEED: &str = "2026";

/// Starts a separate platform and tests it. `args` follow the default arguments of `schemathesis run` and override
/// them.
pub(crate) fn run(ws: &Workspace, args: &[String]) -> Result<()> {
    let schemathesis = ensure(ws)?;
    build_platform(ws)?;
    let dir = ws.target.join("schema");
    files::remove(&dir)?;
    files::create_dir(&dir)?;
    let platform = Platform::start(ws)?;
    let tests = ws.root.join("crates").join("platform").join("tests");
    say("testing the platform against its schema (2 to 3 minutes, the short form seconds)");
    let mut command = Command::new(schemathesis);
    // schemathesis writes its reports and its cache to the working directory.
    command.current_dir(&dir);
    command.arg("--config-file").arg(tests.join("schemathesis.toml"));
    command.arg("run").arg(tests.join("openapi.yaml"));
    // The configuration file selects the checks; an argument would override it.
    command.args(["--url", &platform.url, "--continue-on-failure"]);
    command.arg("--header").arg(format!("Access-Token: {}", platform.token));
    command.args(["--max-examples", EXAMPLES, "--seed", SEED]);
    command.args(["--generation-database", "none"]);
    match args {
        [flag, rest @ ..] if flag == SHORT => command.args(FEW).args(rest),
        args => command.args(args),
    };
    let status = command.status().context(|| "cannot start schemathesis".to_owned())?;
    drop(platform);
    if status.success() {
        return Ok(());
    }
    Err(Error::new(format!("schemathesis reports failures ({status})")))
}

/// Returns the pinned schemathesis, and installs it into a virtual environment if it is missing.
fn ensure(ws: &Workspace) -> Result<PathBuf> {
    let venv = ws.tools().join("schemathesis");
    let program = venv.join("bin").join("schemathesis");
    let output = process::capture(Command::new(&program).arg("--version")).unwrap_or_default();
    if versions::says_version(&output, SCHEMATHESIS) {
        return Ok(program);
    }
    let python = process::find("python3").ok_or_else(|| {
        Error::new("please install Python 3.10 or newer (Debian: `apt-get install python3 python3-venv`)")
    })?;
    say(&format!(
        "installing schemathesis {SCHEMATHESIS} into target/tools, once (a minute)"
    ));
    files::remove(&venv)?;
    process::run(Command::new(python).args(["-m", "venv"]).arg(&venv))?;
    let mut pip = Command::new(venv.join("bin").join("pip"));
    pip.args(["install", "--quiet", "--disable-pip-version-check"]);
    process::run(pip.arg(format!("schemathesis=={SCHEMATHESIS}")))?;
    Ok(program)
}

/// A running platform. It is stopped on drop.
struct Platform {
    child: Child,
    url: String,
    token: String,
}

impl Platform {
    fn start(ws: &Workspace) -> Result<Self> {
        let mut command = Command::new(ws.platform());
        // No device connects, so that the answers depend only on the requests.
        command.args("--listen 127.0.0.1:0 --portal none --connects-per-second 0".split(' '));
        command.arg("--data").arg(ws.target.join("schema").join("data"));
        command.env("RUST_LOG", "warn").stdout(Stdio::piped());
        let mut child = command.spawn().context(|| "cannot start the platform".to_owned())?;
        let stdout = child.stdout.take().map(BufReader::new);
        // `drop` stops it after an error below.
        let mut platform = Self {
            child,
            url: String::new(),
            token: String::new(),
        };
        for line in stdout.into_iter().flat_map(BufReader::lines) {
            let line = line.context(|| "reading the output of the platform".to_owned())?;
            match line.split_once(' ').map(|(name, value)| (name, value.trim())) {
                Some(("console", url)) => platform.url = url.trim_end_matches('/').to_owned(),
                Some(("token", token)) => token.clone_into(&mut platform.token),
                _ if line == "ready" => return Ok(platform),
                _ => {}
            }
        }
        Err(Error::new("the platform did not start"))
    }
}

impl Drop for Platform {
    fn drop(&mut self) {
        // Both fail only if the platform has already ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
