//! The embedded platform as a process of its own, as an operator's platform would be.

use crate::database::Database;
use crate::places;
use crate::temp::TempDir;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The lamps of the demo: the product with the most tasks.
pub const LAMPS: &str = "160fa2b0a91c4e5d8f6b7a3c2d1e0f91";
/// Their name.
pub const LAMPS_NAME: &str = "智能灯 A9";
/// The demo's other product, in English.
pub const THERMOSTATS: &str = "160fa2b0b72d4f6e9a8c1b5d4e3f2a07";
/// Its name.
pub const THERMOSTATS_NAME: &str = "Thermostat T2";
/// The product of `--empty`.
pub const EMPTY_PRODUCT: &str = "160fa2b000000000000000000000e000";

/// A running platform. It is killed when dropped, and its data with it.
pub struct Platform {
    child: Child,
    data: TempDir,
    console: PathBuf,
    args: Vec<String>,
    said: Said,
}

/// What it prints at its start.
#[derive(Default)]
struct Said {
    url: String,
    portal: String,
    account: String,
    password: String,
    token: String,
}

impl Platform {
    /// Starts one with new data, on a free port.
    #[must_use]
    pub fn start(args: &[&str]) -> Self {
        Self::start_with_console(&places::dist(), args)
    }

    /// The same with another console than [`places::dist`] says.
    #[must_use]
    pub fn start_with_console(console: &Path, args: &[&str]) -> Self {
        let data = TempDir::new("platform");
        let args: Vec<String> = args.iter().map(ToString::to_string).collect();
        let (child, said) = launch(data.path(), console, "127.0.0.1:0", &args);
        Self {
            child,
            data,
            console: console.to_owned(),
            args,
            said,
        }
    }

    /// Where the console is, with a slash at the end.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.said.url
    }

    /// Where the demo portal is; empty where there is none.
    #[must_use]
    pub fn portal(&self) -> &str {
        &self.said.portal
    }

    /// What it has logged so far.
    #[must_use]
    pub fn log(&self) -> String {
        fs::read_to_string(self.data.path().join("log")).unwrap_or_default()
    }

    /// Host and port.
    #[must_use]
    pub fn address(&self) -> &str {
        self.said.url.trim_start_matches("http://").trim_end_matches('/')
    }

    /// An access token.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.said.token
    }

    /// The demo account.
    #[must_use]
    pub fn account(&self) -> &str {
        &self.said.account
    }

    /// Its password.
    #[must_use]
    pub fn password(&self) -> &str {
        &self.said.password
    }

    /// Its database, read from outside.
    #[must_use]
    pub fn database(&self) -> Database {
        Database::open(&self.data.path().join("platform.sqlite"))
    }

    /// Ends it without a word, as a power cut would. The data stays.
    pub fn kill(&mut self) {
        end(&mut self.child);
    }

    /// Starts it again with other arguments: same port, same data.
    pub fn restart_with(&mut self, args: &[&str]) {
        self.kill();
        self.args = args.iter().map(ToString::to_string).collect();
        self.restart();
    }

    /// Starts it again after [`kill`](Self::kill): same port, same data.
    pub fn restart(&mut self) {
        let (child, said) = launch(self.data.path(), &self.console, self.address(), &self.args);
        self.child = child;
        self.said = said;
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
    // Both fail only where it has ended already.
    let _ = child.kill();
    let _ = child.wait();
}

fn launch(data: &Path, console: &Path, listen: &str, args: &[String]) -> (Child, Said) {
    let log = File::options()
        .create(true)
        .append(true)
        .open(data.join("log"))
        .expect("a log beside the data");
    let mut command = Command::new(places::platform());
    command.args(["--listen", listen]).arg("--data").arg(data);
    command.arg("--console").arg(console).args(args);
    let started = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log).spawn();
    let mut child = started.expect("the platform's program");
    let mut said = Said::default();
    for line in BufReader::new(child.stdout.take().expect("its output")).lines() {
        let line = line.expect("text");
        match line.split_once(char::is_whitespace) {
            None if line == "ready" => return (child, said),
            Some(("console", value)) => said.url = value.trim().to_owned(),
            Some(("portal", value)) => said.portal = value.trim().to_owned(),
            Some(("account", value)) => said.account = value.trim().to_owned(),
            Some(("password", value)) => said.password = value.trim().to_owned(),
            Some(("token", value)) => said.token = value.trim().to_owned(),
            _ => {}
        }
    }
    end(&mut child);
    let log = fs::read_to_string(data.join("log")).unwrap_or_default();
    panic!("the platform ended before it was ready:\n{log}");
}
