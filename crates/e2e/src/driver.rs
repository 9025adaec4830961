//! The WebDriver process: one for each browser, so that it ends when the test does. (One for all tests would have to
//! live in a static, which nothing ever drops.)

use crate::places;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// How long a chromedriver may take to end its browsers.
const GRACE: Duration = Duration::from_secs(10);

/// A running chromedriver. Its browsers end with it.
pub(crate) struct Driver {
    child: Child,
    port: u16,
}

impl Driver {
    /// Starts one on a free port.
    pub(crate) fn start() -> Self {
        let program = places::chromedriver();
        let mut command = Command::new(&program);
        command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped());
        let started = command.stderr(Stdio::null()).spawn();
        let mut child = started.unwrap_or_else(|error| panic!("{}: {error}", program.display()));
        let mut output = BufReader::new(child.stdout.take().expect("its output"));
        let mut line = String::new();
        while output.read_line(&mut line).expect("text") > 0 {
            // "ChromeDriver was started successfully on port 41234."
            if let Some((_, port)) = line.split_once("successfully on port ") {
                let port = port.trim().trim_end_matches('.').parse().expect("a port");
                // It must be able to go on writing.
                std::thread::spawn(move || std::io::copy(&mut output, &mut std::io::sink()));
                return Self { child, port };
            }
            line.clear();
        }
        let ended = child.wait();
        panic!("chromedriver ended before it was ready: {ended:?}");
    }

    /// Where it listens.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Tells it to close its browsers and to end. Blocking, since this runs while a test is being torn down.
    fn shut_down(&self) -> std::io::Result<()> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(GRACE))?;
        stream.write_all(b"GET /shutdown HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
        stream.read_to_end(&mut Vec::new()).map(drop)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if let Err(error) = self.shut_down() {
            eprintln!("chromedriver did not end by itself: {error}");
        }
        // Both fail only where it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
