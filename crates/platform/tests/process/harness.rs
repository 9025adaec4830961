//! The real program, started as a person would, and a small HTTP client that needs nothing.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// Seconds after which a silent program counts as hanging.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running platform. Killed when dropped.
pub(crate) struct Process {
    child: Child,
    /// What it printed until it was ready.
    pub(crate) lines: Vec<String>,
    log: Option<std::thread::JoinHandle<String>>,
}

impl Process {
    /// Starts it on a free port and waits until it says `ready`.
    pub(crate) fn start(data: &Path, flags: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_platform"))
            .args(["--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .args(flags)
            .env("RUST_LOG", "trace")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stderr = child.stderr.take().unwrap();
        let log = std::thread::spawn(move || {
            let mut text = String::new();
            let _ = stderr.read_to_string(&mut text);
            text
        });
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let (said, hear) = mpsc::channel();
        std::thread::spawn(move || {
            stdout
                .lines()
                .map_while(Result::ok)
                .try_for_each(|line| said.send(line))
        });
        let mut lines = Vec::new();
        while lines.last().is_none_or(|line| line != "ready") {
            lines.push(hear.recv_timeout(PATIENCE).unwrap());
        }
        Self {
            child,
            lines,
            log: Some(log),
        }
    }

    /// The value of a line it printed.
    pub(crate) fn printed(&self, word: &str) -> &str {
        let line = self.lines.iter().find(|line| line.split(' ').next() == Some(word));
        line.unwrap()[word.len()..].trim()
    }

    /// Host and port.
    pub(crate) fn address(&self) -> String {
        let url = self.printed("console");
        url.trim_start_matches("http://").trim_end_matches('/').to_owned()
    }

    /// SIGKILL: no chance to finish anything.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM, and the end: whether it ended well, and its log.
    pub(crate) fn terminate(mut self) -> (bool, String) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        let ended = self.child.wait().unwrap();
        (ended.success(), self.log.take().unwrap().join().unwrap())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends a request; the status and body of the answer, if a whole one came.
pub(crate) fn ask(address: &str, token: &str, method: &str, path: &str, body: &str) -> Option<(u16, String)> {
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nAccess-Token: {token}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(body.as_bytes()).ok()?;
    answer(&mut stream)
}

/// Reads an answer until the connection closes; none unless all announced bytes came.
pub(crate) fn answer(stream: &mut TcpStream) -> Option<(u16, String)> {
    let mut text = Vec::new();
    // A reset after the answer is no loss: what counts is how much came.
    let _ = stream.read_to_end(&mut text);
    let text = String::from_utf8(text).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    let mut lines = head.lines();
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let length = lines.find_map(|line| line.strip_prefix("content-length: "))?;
    (length.parse() == Ok(body.len())).then(|| (status, body.to_owned()))
}

/// A directory that is gone after the test.
pub(crate) struct Directory(PathBuf);

impl Directory {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("platform-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
