//! The program as a process, and a minimal HTTP client.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// Time after which a program without output or answer counts as hanging.
const TIMEOUT: Duration = Duration::from_secs(60);

/// A running platform, killed when dropped.
pub(crate) struct Process {
    child: Child,
    /// Lines that it printed until `ready`.
    pub(crate) lines: Vec<String>,
    log: Option<std::thread::JoinHandle<String>>,
}

impl Process {
    /// Starts the platform on a free port and waits until it prints `ready`.
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
        let (sender, receiver) = mpsc::channel();
        std::thread::spawn(move || {
            stdout
                .lines()
                .map_while(Result::ok)
                .try_for_each(|line| sender.send(line))
        });
        let mut lines = Vec::new();
        while lines.last().is_none_or(|line| line != "ready") {
            lines.push(receiver.recv_timeout(TIMEOUT).unwrap());
        }
        Self {
            child,
            lines,
            log: Some(log),
        }
    }

    pub(crate) fn printed(&self, keyword: &str) -> &str {
        let line = self.lines.iter().find(|line| line.split(' ').next() == Some(keyword));
        line.unwrap()[keyword.len()..].trim()
    }

    /// Returns the body of a sign-in with the printed account.
    pub(crate) fn credentials(&self) -> String {
        let [account, password] = ["account", "password"].map(|keyword| self.printed(keyword));
        format!("{{\"account\":\"{account}\",\"password\":\"{password}\"}}")
    }

    pub(crate) fn address(&self) -> String {
        let url = self.printed("console");
        url.trim_start_matches("http://").trim_end_matches('/').to_owned()
    }

    /// Returns the largest memory it has used, in MiB.
    pub(crate) fn peak_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1024
    }

    /// Sends SIGKILL, after which the platform cannot finish anything.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Sends SIGTERM and waits for the exit. Returns whether it was successful, and the log.
    pub(crate) fn terminate(mut self) -> (bool, String) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        let status = self.child.wait().unwrap();
        (status.success(), self.log.take().unwrap().join().unwrap())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends a request. Returns status and body of the answer if it is complete.
pub(crate) fn ask(address: &str, token: &str, method: &str, path: &str, body: &str) -> Option<(u16, String)> {
    let headers = format!("Access-Token: {token}\r\nContent-Type: application/json");
    answer(&mut send(address, method, path, &headers, body).ok()?)
}

/// Sends a request without waiting for the answer.
pub(crate) fn send(address: &str, method: &str, path: &str, headers: &str, body: &str) -> io::Result<TcpStream> {
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\n{headers}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(TIMEOUT))?;
    stream.write_all(head.as_bytes())?;
    stream.write_all(body.as_bytes())?;
    Ok(stream)
}

/// Reads an answer until the connection closes. Returns `None` unless all announced bytes arrive.
pub(crate) fn answer(stream: &mut TcpStream) -> Option<(u16, String)> {
    let mut text = Vec::new();
    // A reset after a complete answer is not an error; the length is checked below.
    let _ = stream.read_to_end(&mut text);
    let text = String::from_utf8(text).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    let mut lines = head.lines();
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let length = lines.find_map(|line| line.strip_prefix("content-length: "))?;
    (length.parse() == Ok(body.len())).then(|| (status, body.to_owned()))
}
