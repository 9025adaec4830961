//! The three browser engines, settings of a browser, and starting and ending a driver.

use crate::paths;
use crate::temp::TempDir;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use thirtyfour::Capabilities;

/// Time-out for a driver to start listening.
const STARTUP_TIMEOUT: Duration = Duration::from_secs(10);

/// Shell script that runs a driver until its standard input is closed, which also happens when the test process exits
/// or is killed. Statics are never dropped, so the pipe is what ends the pooled browsers. The driver and its browsers
/// form the process group of this shell.
const UNTIL_CLOSED: &str = r#"
profile=$1
shift
"$@" &
exec > /dev/null
trap '' TERM
cat
kill -TERM 0
wait
until rm -rf "$profile"; do :; done
"#;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    /// `WebKit`, as Debian's `MiniBrowser`. It has no headless mode, so it runs in a virtual display.
    WebKit,
}

/// Properties of a session. A session is reused only by tests that want the same properties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    pub engine: Engine,
    pub language: &'static str,
    /// Whether Chromium logs every request. If not, the session is not pooled: for measurements and long runs, because
    /// the log stays in the memory of the page's process.
    pub recorded: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            engine: Engine::Chromium,
            language: "en-US",
            recorded: true,
        }
    }
}

pub(crate) fn capabilities(settings: Settings, profile: &TempDir) -> Capabilities {
    let wanted = match settings.engine {
        Engine::Chromium => chromium(settings, profile),
        Engine::Firefox => json!({
            "browserName": "firefox",
            "moz:firefoxOptions": {
                "binary": paths::program("FIREFOX", "/usr/bin/firefox-esr"),
                "args": ["-headless", "-width", "1280", "-height", "900"],
                "prefs": { "intl.accept_languages": settings.language },
            },
        }),
        Engine::WebKit => json!({
            "browserName": "MiniBrowser",
            "webkitgtk:browserOptions": { "binary": paths::minibrowser(), "args": ["--automation"] },
        }),
    };
    serde_json::from_value(wanted).expect("an object")
}

fn chromium(settings: Settings, profile: &TempDir) -> Value {
    // `browser` is the page's console, `performance` has every request.
    let requests = if settings.recorded { "ALL" } else { "OFF" };
    json!({
        "browserName": "chrome",
        "goog:chromeOptions": {
            "binary": paths::chrome(),
            "args": [
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                // The driver's logs do not cover processes of cross-site frames. The same-origin policy still applies.
                "--disable-site-isolation-trials",
                // With the last two enabled, a new window loads pages for its address bar, which take longer than a
                // test's own page.
                "--disable-features=IsolateOrigins,site-per-process,WebUIOmniboxPopup,WebUIOmniboxAimPopup",
                "--window-size=1280,900",
                format!("--lang={}", settings.language),
                format!("--user-data-dir={}", profile.path().display()),
            ],
            "prefs": { "intl.accept_languages": settings.language },
        },
        "goog:loggingPrefs": { "browser": "ALL", "performance": requests },
    })
}

/// A running driver. Dropping it ends the driver and its browsers.
pub(crate) struct Driver {
    /// Shells that run [`UNTIL_CLOSED`]: one for the driver, one for the virtual display if it is used.
    shells: Vec<Child>,
    port: u16,
}

impl Driver {
    /// Starts a driver on a free port, with `profile` as the folder of the browser's files.
    pub(crate) fn start(engine: Engine, profile: &TempDir) -> Self {
        let mut shells = Vec::new();
        let port = match engine {
            Engine::Chromium => {
                let mut command = Command::new(paths::program("CHROMEDRIVER", "chromedriver"));
                command.arg("--port=0");
                start_and_read(&mut shells, &command, profile, "successfully on port")
                    .trim_end_matches('.')
                    .parse()
            }
            Engine::Firefox => {
                let mut command = Command::new(paths::geckodriver());
                command.args(["--port", "0"]);
                start_and_read(&mut shells, &command, profile, "Listening on 127.0.0.1:").parse()
            }
            Engine::WebKit => Ok(start_webkit(&mut shells, profile)),
        };
        Self {
            shells,
            port: port.expect("a port"),
        }
    }

    /// Base address of the driver.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        for shell in &mut self.shells {
            drop(shell.stdin.take());
            // Fails only if the shell has already exited.
            let _ = shell.wait();
        }
    }
}

/// Starts the virtual display and `WebKit`'s driver and returns the driver's port. This driver can neither choose a
/// free port nor report when it is ready.
fn start_webkit(shells: &mut Vec<Child>, profile: &TempDir) -> u16 {
    let address = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    let port = address.expect("a free port").port();
    let mut display = Command::new("Xvfb");
    display.args(["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"]);
    let number = start_and_read(shells, &display, profile, "");
    let mut command = Command::new(paths::program("WEBKITDRIVER", "WebKitWebDriver"));
    command.arg(format!("--port={port}"));
    let mut shell = until_closed(&command, profile);
    // The virtual display has no GPU and no accessibility bus.
    shell.envs([
        ("DISPLAY", format!(":{number}").as_str()),
        ("WEBKIT_DISABLE_COMPOSITING_MODE", "1"),
        ("NO_AT_BRIDGE", "1"),
        ("GDK_BACKEND", "x11"),
    ]);
    shells.push(shell.stdout(Stdio::null()).spawn().expect("a shell"));
    let deadline = Instant::now() + STARTUP_TIMEOUT;
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(Instant::now() < deadline, "{command:?} does not listen");
        std::thread::sleep(Duration::from_millis(20));
    }
    port
}

/// Starts a program, waits for an output line with `mark` and returns the rest of that line. A program that exits
/// before is started a second time: chromedriver may pick a port that is free for IPv4 but taken for IPv6.
fn start_and_read(shells: &mut Vec<Child>, command: &Command, profile: &TempDir, mark: &str) -> String {
    let (shell, rest) = try_start(command, profile, mark)
        .or_else(|| try_start(command, profile, mark))
        .unwrap_or_else(|| panic!("{command:?} ended before it was ready, twice"));
    shells.push(shell);
    rest
}

fn try_start(command: &Command, profile: &TempDir, mark: &str) -> Option<(Child, String)> {
    let mut shell = until_closed(command, profile);
    let mut shell = shell.stdout(Stdio::piped()).spawn().expect("a shell");
    let mut output = BufReader::new(shell.stdout.take().expect("its output"));
    let mut line = String::new();
    while output.read_line(&mut line).expect("text") > 0 {
        if let Some((_, rest)) = line.split_once(mark) {
            let rest = rest.trim().to_owned();
            // Drains the pipe, so that the program can go on writing.
            std::thread::spawn(move || std::io::copy(&mut output, &mut std::io::sink()));
            return Some((shell, rest));
        }
        line.clear();
    }
    drop(shell.stdin.take());
    let _ = shell.wait();
    None
}

/// Command of a shell that runs `command` under [`UNTIL_CLOSED`].
fn until_closed(command: &Command, profile: &TempDir) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", UNTIL_CLOSED, "sh"]).arg(profile.path());
    shell.arg(command.get_program()).args(command.get_args());
    shell.stdin(Stdio::piped()).stderr(Stdio::null()).process_group(0);
    shell
}
