//! The embedded platform, run as a separate process.

use crate::database::{Database, TaskRow};
use crate::paths;
use crate::task_input::TaskDraft;
use crate::temp::TempDir;
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Id of the demo's lamps, the product with the most tasks.
pub const LAMPS: &str = "160fa2b0a91c4e5d8f6b7a3c2d1e0f91";
pub const LAMPS_NAME: &str = "智能灯 A9";
/// Id of the demo's second product, which has an English name.
pub const THERMOSTATS: &str = "160fa2b0b72d4f6e9a8c1b5d4e3f2a07";
pub const THERMOSTATS_NAME: &str = "Thermostat T2";
pub const EMPTY_PRODUCT: &str = "160fa2b000000000000000000000e000";

/// A running platform. Dropping it kills the process and removes its data.
pub struct Platform {
    child: Child,
    data: TempDir,
    console: PathBuf,
    printed: Printed,
}

/// Values that the platform prints at its start, by name.
type Printed = HashMap<String, String>;

impl Platform {
    /// Starts a platform with new data on a free port.
    pub fn start(args: &[&str]) -> Self {
        Self::start_with_console(&paths::dist(), args)
    }

    /// Starts a platform that serves the console in this folder instead of [`paths::dist`].
    pub fn start_with_console(console: &Path, args: &[&str]) -> Self {
        let data = TempDir::new("platform");
        let (child, printed) = launch(data.path(), console, "127.0.0.1:0", args);
        let console = console.to_owned();
        Self {
            child,
            data,
            console,
            printed,
        }
    }

    /// Starts a platform that serves the console in this folder, without a portal and without simulated devices, which
    /// would disturb a measurement.
    pub fn start_quiet(console: &Path, args: &[&str]) -> Self {
        let quiet = ["--connects-per-second", "0", "--portal", "none"];
        Self::start_with_console(console, &[&quiet, args].concat())
    }

    fn printed(&self, name: &str) -> &str {
        self.printed.get(name).map_or("", String::as_str)
    }

    /// Address of the console, with a trailing slash.
    pub fn url(&self) -> &str {
        self.printed("console")
    }

    pub fn product_url(&self, product: &str) -> String {
        format!("{}?product_id={product}", self.url())
    }

    /// Address of the demo portal; empty if it is not served.
    pub fn portal(&self) -> &str {
        self.printed("portal")
    }

    pub fn address(&self) -> &str {
        self.url().trim_start_matches("http://").trim_end_matches('/')
    }

    /// Access token of the demo account.
    pub fn token(&self) -> &str {
        self.printed("token")
    }

    pub fn account(&self) -> &str {
        self.printed("account")
    }

    pub fn password(&self) -> &str {
        self.printed("password")
    }

    pub fn log(&self) -> String {
        fs::read_to_string(self.data.path().join("log")).unwrap_or_default()
    }

    /// Number of log lines so far that contain all of these texts.
    pub fn logged(&self, texts: &[&str]) -> usize {
        let has_all = |line: &&str| texts.iter().all(|text| line.contains(text));
        self.log().lines().filter(has_all).count()
    }

    pub fn database(&self) -> Database {
        Database::open(&self.data.path().join("platform.sqlite"))
    }

    /// The task of this name in the database. Panics if it does not exist.
    pub fn stored_task(&self, product: &str, name: &str) -> TaskRow {
        let found = self.database().task(product, name);
        found.unwrap_or_else(|| panic!("the database has no task {name:?}"))
    }

    /// Checks that the database has the task with every field as typed, and returns its row.
    pub fn assert_stored(&self, product: &str, task: &TaskDraft) -> TaskRow {
        let row = self.stored_task(product, &task.name);
        assert_eq!(row.typed, *task);
        row
    }

    /// Kills the process, as a power cut would. The data stays.
    pub fn kill(&mut self) {
        end(&mut self.child);
    }

    /// Kills the process, if it still runs, and starts it on the same port and data.
    pub fn restart(&mut self, args: &[&str]) {
        self.kill();
        (self.child, self.printed) = launch(self.data.path(), &self.console, self.address(), args);
    }

    pub fn is_running(&self, product: &str, name: &str) -> bool {
        self.stored_task(product, name).is_running
    }
}

impl Drop for Platform {
    fn drop(&mut self) {
        end(&mut self.child);
        if std::thread::panicking() {
            let log = self.log();
            let lines: Vec<&str> = log.lines().collect();
            let last = &lines[lines.len().saturating_sub(15)..];
            eprintln!("--- the platform's log ends:\n{}", last.join("\n"));
        }
    }
}

/// Kills a process. Fails only if it has already exited.
fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

/// Starts the process and returns when it is ready.
fn launch(data: &Path, console: &Path, listen: &str, args: &[&str]) -> (Child, Printed) {
    let log = File::options().create(true).append(true).open(data.join("log"));
    let mut command = Command::new(paths::platform());
    command.args(["--listen", listen, "--data"]).arg(data);
    command.arg("--console").arg(console).args(args);
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    let spawned = command.stderr(log.expect("a log beside the data")).spawn();
    let mut child = spawned.expect("the platform's executable");
    let mut printed = Printed::new();
    for line in BufReader::new(child.stdout.take().expect("its output")).lines() {
        match line.expect("text").split_once(char::is_whitespace) {
            Some((name, value)) => drop(printed.insert(name.to_owned(), value.trim().to_owned())),
            None => return (child, printed),
        }
    }
    end(&mut child);
    let log = fs::read_to_string(data.join("log")).unwrap_or_default();
    panic!("the platform ended before it was ready:\n{log}");
}
