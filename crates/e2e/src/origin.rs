//! HTTP servers of a test, each an origin. They forward requests to the platform or answer them, and record every
//! request as the browser sent it, which can differ from what the page's script passed to it.

use crate::platform::Platform;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

/// A recorded request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Method.
    pub method: String,
    /// Path and query.
    pub target: String,
    /// Headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// Body as text.
    pub body: String,
}

impl Request {
    /// Value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        value(&self.headers, name)
    }

    /// Path without the query.
    #[must_use]
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// Whether the request is a write. In profile `full` the task list is read with a `POST`.
    #[must_use]
    pub fn writes(&self) -> bool {
        self.method == "POST" && self.path() != "/v2/upgrade/firmware/tasks"
    }

    /// Whether the request is a read.
    #[must_use]
    pub fn reads(&self) -> bool {
        self.method == "GET" || (self.method == "POST" && !self.writes())
    }

    /// The request as text without this header, to search it for a secret.
    #[must_use]
    pub fn without_header(&self, name: &str) -> String {
        let others = self.headers.iter().filter(|(n, _)| n != name);
        let lines: Vec<String> = others.map(|(name, value)| format!("{name}: {value}")).collect();
        format!("{} {}\n{}\n{}", self.method, self.target, lines.join("\n"), self.body)
    }
}

/// A response.
#[derive(Clone, Debug)]
pub struct Reply {
    /// Status code.
    pub status: u16,
    /// Headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// Body.
    pub body: Vec<u8>,
}

impl Reply {
    /// 200 with a body of this media type.
    #[must_use]
    pub fn ok(mime: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: 200,
            headers: vec![("content-type".into(), mime.into())],
            body: body.into(),
        }
    }

    /// 200 with HTML.
    #[must_use]
    pub fn page(html: impl Into<Vec<u8>>) -> Self {
        Self::ok("text/html; charset=utf-8", html)
    }

    /// 200 with JavaScript.
    #[must_use]
    pub fn script(js: impl Into<Vec<u8>>) -> Self {
        Self::ok("text/javascript; charset=utf-8", js)
    }

    /// 200 with JSON.
    #[must_use]
    pub fn json(body: &serde_json::Value) -> Self {
        Self::ok("application/json", body.to_string())
    }

    /// A status without a body.
    #[must_use]
    pub fn status(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    /// A redirect. With status 307 the browser keeps method and body, with 302 it does not.
    #[must_use]
    pub fn redirect(status: u16, to: &str) -> Self {
        Self::status(status).with("location", to)
    }

    /// Replaces or adds a header.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.set(name, value);
        self
    }

    /// Value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        value(&self.headers, name)
    }

    /// Replaces or adds a header.
    pub fn set(&mut self, name: &str, value: &str) {
        self.remove(name);
        self.add(name, value);
    }

    /// Adds a header and keeps others of the same name.
    pub fn add(&mut self, name: &str, value: &str) {
        self.headers.push((name.to_owned(), value.to_owned()));
    }

    /// Removes a header.
    pub fn remove(&mut self, name: &str) {
        self.headers.retain(|(other, _)| other != name);
    }

    /// Replaces a text in the body. Panics if the body does not contain it.
    pub fn replace(&mut self, what: &str, with: &str) {
        let body = String::from_utf8(std::mem::take(&mut self.body)).expect("text");
        assert!(body.contains(what), "no {what:?} in {body}");
        self.body = body.replace(what, with).into_bytes();
    }
}

fn value<'h>(headers: &'h [(String, String)], name: &str) -> Option<&'h str> {
    let mut headers = headers.iter();
    headers.find(|(n, _)| n == name).map(|(_, value)| value.as_str())
}

type Answer = Box<dyn Fn(&Request) -> Option<Reply> + Send>;
type Edit = Arc<dyn Fn(&Request, &mut Reply) + Send + Sync>;

/// An HTTP server on a free port. It serves until the test process exits.
#[derive(Clone)]
pub struct Origin {
    name: String,
    shared: Arc<Shared>,
}

struct Shared {
    /// Address that unanswered requests are forwarded to.
    upstream: Option<String>,
    requests: Mutex<Vec<Request>>,
    answers: Mutex<Vec<Answer>>,
    edits: Mutex<Vec<Edit>>,
    /// Paths whose requests get no response.
    held: Mutex<Vec<String>>,
    aborted: Mutex<usize>,
}

impl Origin {
    /// A reverse proxy for a platform. It forwards requests that it does not answer itself.
    #[must_use]
    pub fn before(platform: &Platform) -> Self {
        Self::start("127.0.0.1", Some(platform.address().to_owned()))
    }

    /// A server on `localhost`, a different site than the platforms. It answers other requests with 404.
    #[must_use]
    pub fn elsewhere() -> Self {
        let origin = Self::start("localhost", None);
        // Browsers request it on every page, and Chromium logs an error if it is missing.
        origin.serves("/favicon.ico", Reply::status(204));
        origin
    }

    fn start(host: &str, upstream: Option<String>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let shared = Arc::new(Shared {
            upstream,
            requests: Mutex::default(),
            answers: Mutex::default(),
            edits: Mutex::default(),
            held: Mutex::default(),
            aborted: Mutex::default(),
        });
        let server = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&server);
                // The browser reports broken connections, so the result is ignored.
                thread::spawn(move || shared.serve(stream));
            }
        });
        Self {
            name: format!("http://{host}:{port}"),
            shared,
        }
    }

    /// Adds a handler that precedes the earlier ones. If it returns `None`, the next handler is tried.
    pub fn answers(&self, answer: impl Fn(&Request) -> Option<Reply> + Send + 'static) {
        lock(&self.shared.answers).insert(0, Box::new(answer));
    }

    /// Answers requests for a path with `reply`.
    pub fn serves(&self, path: &str, reply: Reply) {
        let path = path.to_owned();
        self.answers(move |request| (request.path() == path).then(|| reply.clone()));
    }

    /// Adds an edit of forwarded responses.
    pub fn edits(&self, edit: impl Fn(&Request, &mut Reply) + Send + Sync + 'static) {
        lock(&self.shared.edits).push(Arc::new(edit));
    }

    /// Leaves requests for a path without a response.
    pub fn holds(&self, path: &str) {
        lock(&self.shared.held).push(path.to_owned());
    }

    /// Number of requests without a response that the browser has aborted.
    #[must_use]
    pub fn given_up(&self) -> usize {
        *lock(&self.shared.aborted)
    }

    /// Scheme, host and port, as browsers write an origin.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Address of the root page.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}/", self.name)
    }

    /// All requests so far, except those for the favicon.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        let mut all = lock(&self.shared.requests).clone();
        all.retain(|request| request.path() != "/favicon.ico");
        all
    }

    /// All requests to the API so far.
    #[must_use]
    pub fn calls(&self) -> Vec<Request> {
        let mut all = self.requests();
        all.retain(|request| request.target.starts_with("/v2"));
        all
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("an unpoisoned lock")
}

impl Shared {
    /// Serves one request and closes the connection, so that each request has its own.
    fn serve(&self, mut stream: TcpStream) -> io::Result<()> {
        let mut reader = BufReader::new(stream.try_clone()?);
        let Some(request) = read(&mut reader)? else {
            return Ok(());
        };
        lock(&self.requests).push(request.clone());
        if request.method != "OPTIONS" && lock(&self.held).iter().any(|path| path == request.path()) {
            // Returns when the browser closes the connection.
            let _ = reader.read(&mut [0]);
            *lock(&self.aborted) += 1;
            return Ok(());
        }
        let reply = lock(&self.answers).iter().find_map(|answer| answer(&request));
        let reply = match (reply, &self.upstream) {
            (Some(reply), _) => reply,
            (None, Some(upstream)) => self.forward(upstream, &request)?,
            (None, None) => Reply::status(404),
        };
        write(&mut stream, &request, &reply)
    }

    fn forward(&self, upstream: &str, request: &Request) -> io::Result<Reply> {
        let mut platform = TcpStream::connect(upstream)?;
        platform.write_all(forwarded(request).as_bytes())?;
        let mut reply = read_reply(&mut BufReader::new(platform))?;
        // Cloned, so that an edit that waits does not block other responses.
        let edits = lock(&self.edits).clone();
        for edit in edits {
            edit(request, &mut reply);
        }
        Ok(reply)
    }
}

/// Reads a request; `None` if the connection is closed before one.
fn read(reader: &mut impl BufRead) -> io::Result<Option<Request>> {
    let mut line = String::new();
    // A browser opens connections in advance and closes the unused ones.
    if reader.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace().map(str::to_owned);
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let mut request = Request {
        method,
        target,
        headers: read_headers(reader)?,
        body: String::new(),
    };
    let length = request.header("content-length").and_then(|length| length.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body)?;
    request.body = String::from_utf8_lossy(&body).into_owned();
    Ok(Some(request))
}

fn read_headers(reader: &mut impl BufRead) -> io::Result<Vec<(String, String)>> {
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            return Ok(headers);
        };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
}

/// The request for the platform: HTTP/1.0 without compression, so that the response is neither chunked nor compressed.
fn forwarded(request: &Request) -> String {
    let mut text = format!("{} {} HTTP/1.0\r\n", request.method, request.target);
    let kept = |(name, _): &&(String, String)| name != "connection" && name != "accept-encoding";
    for (name, value) in request.headers.iter().filter(kept) {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    text.push_str("\r\n");
    text.push_str(&request.body);
    text
}

fn read_reply(reader: &mut impl BufRead) -> io::Result<Reply> {
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let status = line.split_whitespace().nth(1).and_then(|status| status.parse().ok());
    let mut reply = Reply::status(status.ok_or(io::ErrorKind::InvalidData)?);
    reply.headers = read_headers(reader)?;
    reader.read_to_end(&mut reply.body)?;
    Ok(reply)
}

fn write(stream: &mut TcpStream, request: &Request, reply: &Reply) -> io::Result<()> {
    let mut head = format!("HTTP/1.1 {} -\r\nconnection: close\r\n", reply.status);
    for (name, value) in &reply.headers {
        if !matches!(name.as_str(), "content-length" | "connection" | "transfer-encoding") {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
    }
    // Responses with these statuses have no body and must not announce one.
    if !matches!(reply.status, 204 | 304) {
        head.push_str(&format!("content-length: {}\r\n", reply.body.len()));
    }
    stream.write_all(format!("{head}\r\n").as_bytes())?;
    if request.method != "HEAD" {
        stream.write_all(&reply.body)?;
    }
    Ok(())
}
