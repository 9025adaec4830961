//! The embedded platform, run as a separate process.

use crate::database::Database;
use crate::places;
use crate::temp::TempDir;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Id of the demo's lamps, the product with the most tasks.
pub const LAMPS: &str = "160fa2b0a91c4e5d8f6b7a3c2d1e0f91";
/// Name of that product.
pub const LAMPS_NAME: &str = "智能灯 A9";
/// Id of the demo's second product, which has an English name.
pub const THERMOSTATS: &str = "160fa2b0b72d4f6e9a8c1b5d4e3f2a07";
/// Name of that product.
pub const THERMOSTATS_NAME: &str = "Thermostat T2";
/// Id of the product that `--empty` creates.
pub const EMPTY_PRODUCT: &str = "160fa2b000000000000000000000e000";

/// A running platform. Dropping it kills the process and removes its data.
pub struct Platform {
    child: Child,
    data: TempDir,
    console: PathBuf,
    args: Vec<String>,
    startup: Startup,
}

/// Values that the platform prints at its start.
#[derive(Default)]
struct Startup {
    url: String,
    portal: String,
    account: String,
    password: String,
    token: String,
}

impl Platform {
    /// Starts a platform with new data on a free port.
    #[must_use]
    pub fn start(args: &[&str]) -> Self {
        Self::start_with_console(&places::dist(), args)
    }

    /// Starts a platform that serves the console in this folder instead of [`places::dist`].
    #[must_use]
    pub fn start_with_console(console: &Path, args: &[&str]) -> Self {
        let data = TempDir::new("platform");
        let args: Vec<String> = args.iter().map(ToString::to_string).collect();
        let (child, startup) = launch(data.path(), console, "127.0.0.1:0", &args);
        Self {
            child,
            data,
            console: console.to_owned(),
            args,
            startup,
        }
    }

    /// Address of the console, with a trailing slash.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.startup.url
    }

    /// Address of the demo portal; empty if it is not served.
    #[must_use]
    pub fn portal(&self) -> &str {
        &self.startup.portal
    }

    /// The log so far.
    #[must_use]
    pub fn log(&self) -> String {
        fs::read_to_string(self.data.path().join("log")).unwrap_or_default()
    }

    /// Host and port of the platform.
    #[must_use]
    pub fn address(&self) -> &str {
        self.startup.url.trim_start_matches("http://").trim_end_matches('/')
    }

    /// Access token that the platform printed at its start.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.startup.token
    }

    /// Name of the demo account.
    #[must_use]
    pub fn account(&self) -> &str {
        &self.startup.account
    }

    /// Password of the demo account.
    #[must_use]
    pub fn password(&self) -> &str {
        &self.startup.password
    }

    /// Opens the database read-only.
    #[must_use]
    pub fn database(&self) -> Database {
        Database::open(&self.data.path().join("platform.sqlite"))
    }

    /// Kills the process, as a power cut would. The data stays.
    pub fn kill(&mut self) {
        end(&mut self.child);
    }

    /// Restarts it with other arguments, on the same port and data.
    pub fn restart_with(&mut self, args: &[&str]) {
        self.kill();
        self.args = args.iter().map(ToString::to_string).collect();
        self.restart();
    }

    /// Restarts it after [`kill`](Self::kill), on the same port and data.
    pub fn restart(&mut self) {
        let (child, startup) = launch(self.data.path(), &self.console, self.address(), &self.args);
        self.child = child;
        self.startup = startup;
    }
}

impl Drop for Platform {
    fn drop(&mut self) {
        end(&mut self.child);
        if std::thread::panicking() {
            let log = fs::read_to_string(self.data.path().join("log")).unwrap_or_default();
            let lines: Vec<&str> = log.lines().collect();
            let last = &lines[lines.len().saturating_sub(15)..];
            eprintln!("--- the platform's log ends:\n{}", last.join("\n"));
        }
    }
}

fn end(child: &mut Child) {
    // Both fail only if the process has already exited.
    let _ = child.kill();
    let _ = child.wait();
}

/// Starts the process and returns when it is ready.
fn launch(data: &Path, console: &Path, listen: &str, args: &[String]) -> (Child, Startup) {
    let log = File::options()
        .create(true)
        .append(true)
        .open(data.join("log"))
        .expect("a log beside the data");
    let mut command = Command::new(places::platform());
    command.args(["--listen", listen]).arg("--data").arg(data);
    command.arg("--console").arg(console).args(args);
    let spawned = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log).spawn();
    let mut child = spawned.expect("the platform's executable");
    let mut startup = Startup::default();
    for line in BufReader::new(child.stdout.take().expect("its output")).lines() {
        let line = line.expect("text");
        match line.split_once(char::is_whitespace) {
            None if line == "ready" => return (child, startup),
            Some(("console", value)) => startup.url = value.trim().to_owned(),
            Some(("portal", value)) => startup.portal = value.trim().to_owned(),
            Some(("account", value)) => startup.account = value.trim().to_owned(),
            Some(("password", value)) => startup.password = value.trim().to_owned(),
            Some(("token", value)) => startup.token = value.trim().to_owned(),
            _ => {}
        }
    }
    end(&mut child);
    let log = fs::read_to_string(data.join("log")).unwrap_or_default();
    panic!("the platform ended before it was ready:\n{log}");
}
