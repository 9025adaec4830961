//! The three engines: how each browser and its driver are started, and how they end.

use crate::places;
use crate::temp::TempDir;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use thirtyfour::Capabilities;

/// How long a driver may take to listen.
const GRACE: Duration = Duration::from_secs(10);

/// Runs a driver until this process closes its end of the pipe or ends itself, in whatever way: statics of the test
/// binary are never dropped, so the pipe is what ends the pooled browsers. The driver and its browsers form the process
/// group of this shell.
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

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium.
    Chromium,
    /// Firefox.
    Firefox,
    /// `WebKit`, as Debian's `MiniBrowser` shows it: it has no headless mode, so it comes with a display of its own.
    WebKit,
}

impl Engine {
    /// What a new session asks for; Chromium's requests are `recorded` or not.
    pub(crate) fn capabilities(self, language: &str, profile: &TempDir, recorded: bool) -> Capabilities {
        let wanted = match self {
            Self::Chromium => chromium(language, profile, recorded),
            Self::Firefox => json!({
                "browserName": "firefox",
                "moz:firefoxOptions": {
                    "binary": places::firefox(),
                    "args": ["-headless", "-width", "1280", "-height", "900"],
                    "prefs": { "intl.accept_languages": language },
                },
            }),
            Self::WebKit => json!({
                "browserName": "MiniBrowser",
                "webkitgtk:browserOptions": { "binary": places::minibrowser(), "args": ["--automation"] },
            }),
        };
        let mut capabilities = Capabilities::new();
        for (name, value) in wanted.as_object().into_iter().flatten() {
            capabilities.set(name, value).expect("plain values");
        }
        capabilities
    }
}

fn chromium(language: &str, profile: &TempDir, recorded: bool) -> Value {
    // What the page logs, and every request it makes.
    let logs = match recorded {
        true => json!({ "browser": "ALL", "performance": "ALL" }),
        false => json!({ "browser": "ALL" }),
    };
    json!({
        "browserName": "chrome",
        "goog:chromeOptions": {
            "binary": places::chrome(),
            "args": [
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                // The driver's logs do not reach into processes of frames of other sites; the walls between origins stay.
                "--disable-site-isolation-trials",
                // The last two: a new window loads pages for its address bar, which cost more than a test's own page.
                "--disable-features=IsolateOrigins,site-per-process,WebUIOmniboxPopup,WebUIOmniboxAimPopup",
                "--window-size=1280,900",
                format!("--lang={language}"),
                format!("--user-data-dir={}", profile.path().display()),
            ],
            "prefs": { "intl.accept_languages": language },
        },
        "goog:loggingPrefs": logs,
    })
}

/// A running driver. Its browsers end with it.
pub(crate) struct Driver {
    /// The shell of [`UNTIL_CLOSED`], and that of the display where there is one.
    shells: Vec<Child>,
    port: u16,
}

impl Driver {
    /// Starts one on a free port; its browser's files are in `profile`.
    pub(crate) fn start(engine: Engine, profile: &TempDir) -> Self {
        let mut shells = Vec::new();
        let port = match engine {
            Engine::Chromium => {
                let mut command = Command::new(places::chromedriver());
                command.arg("--port=0");
                start_and_read(&mut shells, &command, profile, "successfully on port")
                    .trim_end_matches('.')
                    .parse()
            }
            Engine::Firefox => {
                let mut command = Command::new(places::geckodriver());
                command.args(["--port", "0"]);
                start_and_read(&mut shells, &command, profile, "Listening on 127.0.0.1:").parse()
            }
            Engine::WebKit => Ok(webkit(&mut shells, profile)),
        };
        Self {
            shells,
            port: port.expect("a port"),
        }
    }

    /// Where it listens.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        for shell in &mut self.shells {
            drop(shell.stdin.take());
            // It fails only where it has ended already.
            let _ = shell.wait();
        }
    }
}

/// This driver neither finds a free port nor says when it is ready.
fn webkit(shells: &mut Vec<Child>, profile: &TempDir) -> u16 {
    let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    let port = free.expect("a free port").port();
    let mut screen = Command::new("Xvfb");
    screen.args(["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"]);
    let number = start_and_read(shells, &screen, profile, "");
    let mut command = Command::new(places::webkit_driver());
    command.arg(format!("--port={port}"));
    let mut shell = until_closed(&command, profile);
    // There is no graphics card here, and no bus for assistive technology.
    shell.envs([
        ("DISPLAY", format!(":{number}").as_str()),
        ("WEBKIT_DISABLE_COMPOSITING_MODE", "1"),
        ("NO_AT_BRIDGE", "1"),
        ("GDK_BACKEND", "x11"),
    ]);
    shells.push(shell.stdout(Stdio::null()).spawn().expect("a shell"));
    let deadline = Instant::now() + GRACE;
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(Instant::now() < deadline, "{command:?} does not listen");
        std::thread::sleep(Duration::from_millis(20));
    }
    port
}

/// Starts a program and waits for the line that has `mark`; gives what follows it there. Once more where it ended before:
/// chromedriver takes a port that is free for IPv4, and then finds it taken for IPv6.
fn start_and_read(shells: &mut Vec<Child>, command: &Command, profile: &TempDir, mark: &str) -> String {
    let (shell, rest) = started(command, profile, mark)
        .or_else(|| started(command, profile, mark))
        .unwrap_or_else(|| panic!("{command:?} ended before it was ready, twice"));
    shells.push(shell);
    rest
}

fn started(command: &Command, profile: &TempDir, mark: &str) -> Option<(Child, String)> {
    let mut shell = until_closed(command, profile);
    let mut shell = shell.stdout(Stdio::piped()).spawn().expect("a shell");
    let mut output = BufReader::new(shell.stdout.take().expect("its output"));
    let mut line = String::new();
    while output.read_line(&mut line).expect("text") > 0 {
        if let Some((_, rest)) = line.split_once(mark) {
            let rest = rest.trim().to_owned();
            // It must be able to go on writing.
            std::thread::spawn(move || std::io::copy(&mut output, &mut std::io::sink()));
            return Some((shell, rest));
        }
        line.clear();
    }
    drop(shell.stdin.take());
    let _ = shell.wait();
    None
}

/// A shell that runs this program as [`UNTIL_CLOSED`] says.
fn until_closed(command: &Command, profile: &TempDir) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", UNTIL_CLOSED, "sh"]).arg(profile.path());
    shell.arg(command.get_program()).args(command.get_args());
    shell.stdin(Stdio::piped()).stderr(Stdio::null()).process_group(0);
    shell
}
