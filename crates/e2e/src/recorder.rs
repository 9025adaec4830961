//! A proxy between page and platform that writes down every request as it came over the wire: what a page says it sends
//! and what a browser makes of it are two things.

use crate::platform::Platform;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// A request as the browser sent it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Its method.
    pub method: String,
    /// Its path with its query.
    pub target: String,
    /// Its headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// Its body.
    pub body: String,
}

impl Request {
    /// A header's value.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// Everything it says but this one header: where a secret may not be.
    #[must_use]
    pub fn without_header(&self, name: &str) -> String {
        let others = self.headers.iter().filter(|(n, _)| n != name);
        let lines: Vec<String> = others.map(|(name, value)| format!("{name}: {value}")).collect();
        format!("{} {}\n{}\n{}", self.method, self.target, lines.join("\n"), self.body)
    }
}

/// The proxy.
pub struct Recorder {
    url: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Recorder {
    /// Stands before a platform until the test's process ends.
    #[must_use]
    pub fn before(platform: &Platform) -> Self {
        Self::with_header(platform, "")
    }

    /// The same, as a portal that adds a header of its own (`name: value`) to every answer.
    #[must_use]
    pub fn adding(platform: &Platform, header: &str) -> Self {
        Self::with_header(platform, &format!("{header}\r\n"))
    }

    fn with_header(platform: &Platform, header: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}/", listener.local_addr().expect("an address"));
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (behind, kept) = (platform.address().to_owned(), Arc::clone(&requests));
        let header: Arc<str> = header.into();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (behind, kept, header) = (behind.clone(), Arc::clone(&kept), Arc::clone(&header));
                // A connection that breaks off is the browser's to report.
                thread::spawn(move || serve(stream, &behind, &kept, &header));
            }
        });
        Self { url, requests }
    }

    /// Where the page is, seen through the proxy.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// All requests so far.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().expect("nobody panics with it").clone()
    }

    /// Those to the interface.
    #[must_use]
    pub fn calls(&self) -> Vec<Request> {
        let mut all = self.requests();
        all.retain(|request| request.target.starts_with("/v2"));
        all
    }
}

/// One request and its answer; then the connection is closed, so that each is on one of its own.
fn serve(mut stream: TcpStream, behind: &str, kept: &Mutex<Vec<Request>>, header: &str) -> io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let Some(request) = read(&mut reader)? else {
        return Ok(());
    };
    let mut platform = TcpStream::connect(behind)?;
    platform.write_all(forwarded(&request).as_bytes())?;
    kept.lock().expect("nobody panics with it").push(request);
    let (mut answer, mut status) = (BufReader::new(platform), String::new());
    answer.read_line(&mut status)?;
    stream.write_all(format!("{status}{header}").as_bytes())?;
    io::copy(&mut answer, &mut stream).map(drop)
}

fn read(reader: &mut impl BufRead) -> io::Result<Option<Request>> {
    let mut line = String::new();
    // A browser opens connections ahead of need and closes them unused.
    if reader.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace().map(str::to_owned);
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            break;
        };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut request = Request {
        method,
        target,
        headers,
        body: String::new(),
    };
    let length = request.header("content-length").and_then(|length| length.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body)?;
    request.body = String::from_utf8_lossy(&body).into_owned();
    Ok(Some(request))
}

fn forwarded(request: &Request) -> String {
    let mut text = format!(
        "{} {} HTTP/1.1\r\nconnection: close\r\n",
        request.method, request.target
    );
    for (name, value) in request.headers.iter().filter(|(name, _)| name != "connection") {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    text.push_str("\r\n");
    text.push_str(&request.body);
    text
}
