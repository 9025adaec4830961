//! The three engines: how each browser and its driver are started.

use crate::places;
use crate::temp::TempDir;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};
use thirtyfour::Capabilities;

/// How long a driver may take to answer, and to end its browsers.
const GRACE: Duration = Duration::from_secs(10);

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
                "--disable-features=IsolateOrigins,site-per-process",
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
    child: Child,
    display: Option<Child>,
    port: u16,
    engine: Engine,
    session: Option<String>,
}

impl Driver {
    /// Starts one on a free port.
    pub(crate) fn start(engine: Engine) -> Self {
        match engine {
            Engine::Chromium => {
                let mut command = Command::new(places::chromedriver());
                let (child, line) = said(command.arg("--port=0"), "successfully on port");
                Self::running(engine, child, line.trim_end_matches('.'))
            }
            Engine::Firefox => {
                let mut command = Command::new(places::geckodriver());
                let (child, line) = said(command.args(["--port", "0"]), "Listening on 127.0.0.1:");
                Self::running(engine, child, &line)
            }
            Engine::WebKit => Self::webkit(),
        }
    }

    fn running(engine: Engine, child: Child, port: &str) -> Self {
        Self {
            child,
            display: None,
            port: port.trim().parse().expect("a port"),
            engine,
            session: None,
        }
    }

    /// This driver neither finds a free port nor says when it is ready.
    fn webkit() -> Self {
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let port = free.expect("a free port").port();
        let mut screen = Command::new("Xvfb");
        screen.args(["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"]);
        let (display, number) = said(&mut screen, "");
        let mut command = Command::new(places::webkit_driver());
        command
            .arg(format!("--port={port}"))
            .env("DISPLAY", format!(":{}", number.trim()));
        // There is no graphics card here, and no bus for assistive technology.
        command.envs([
            ("WEBKIT_DISABLE_COMPOSITING_MODE", "1"),
            ("NO_AT_BRIDGE", "1"),
            ("GDK_BACKEND", "x11"),
        ]);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let deadline = Instant::now() + GRACE;
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < deadline, "{command:?} does not listen");
            std::thread::sleep(Duration::from_millis(20));
        }
        Self {
            child,
            display: Some(display),
            port,
            engine: Engine::WebKit,
            session: None,
        }
    }

    /// Where it listens.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Remembers the session that has to end with it.
    pub(crate) fn has(&mut self, session: String) {
        self.session = Some(session);
    }

    /// Tells it to close its browser. Blocking, since this runs while a test is being torn down.
    fn shut_down(&self) -> std::io::Result<()> {
        // Only chromedriver knows the first.
        let line = match (self.engine, &self.session) {
            (Engine::Chromium, _) => "GET /shutdown".to_owned(),
            (_, Some(session)) => format!("DELETE /session/{session}"),
            (_, None) => return Ok(()),
        };
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(GRACE))?;
        // geckodriver refuses a host it does not listen as.
        let host = format!("127.0.0.1:{}", self.port);
        stream.write_all(format!("{line} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes())?;
        stream.read(&mut [0]).map(drop)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if let Err(error) = self.shut_down() {
            eprintln!("the driver of {:?} did not end by itself: {error}", self.engine);
        }
        for child in std::iter::once(&mut self.child).chain(&mut self.display) {
            // Both fail only where it has ended already.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// Starts a program and waits for the line that has `mark`; gives what follows it there. Once more where it ended before:
/// chromedriver takes a port that is free for IPv4, and then finds it taken for IPv6.
fn said(command: &mut Command, mark: &str) -> (Child, String) {
    started(command, mark)
        .or_else(|| started(command, mark))
        .unwrap_or_else(|| panic!("{command:?} ended before it was ready, twice"))
}

fn started(command: &mut Command, mark: &str) -> Option<(Child, String)> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut child = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let mut output: BufReader<ChildStdout> = BufReader::new(child.stdout.take().expect("its output"));
    let mut line = String::new();
    while output.read_line(&mut line).expect("text") > 0 {
        if let Some((_, rest)) = line.split_once(mark) {
            let rest = rest.trim().to_owned();
            // It must be able to go on writing.
            std::thread::spawn(move || std::io::copy(&mut output, &mut std::io::sink()));
            return Some((child, rest));
        }
        line.clear();
    }
    let _ = child.wait();
    None
}
