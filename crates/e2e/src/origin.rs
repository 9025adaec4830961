//! Origins of the test's own: they pass requests on to the platform or answer them by themselves, and write down every
//! request as it came over the wire: what a page says it sends and what a browser makes of it are two things.

use crate::platform::Platform;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
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
        value(&self.headers, name)
    }

    /// Its path, without its query.
    #[must_use]
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// Whether it changes something. Profile full asks for its lists by a `POST`, too.
    #[must_use]
    pub fn writes(&self) -> bool {
        self.method == "POST" && self.path() != "/v2/upgrade/firmware/tasks"
    }

    /// Whether it only asks.
    #[must_use]
    pub fn reads(&self) -> bool {
        self.method == "GET" || (self.method == "POST" && !self.writes())
    }

    /// Everything it says but this one header: where a secret may not be.
    #[must_use]
    pub fn without_header(&self, name: &str) -> String {
        let others = self.headers.iter().filter(|(n, _)| n != name);
        let lines: Vec<String> = others.map(|(name, value)| format!("{name}: {value}")).collect();
        format!("{} {}\n{}\n{}", self.method, self.target, lines.join("\n"), self.body)
    }
}

/// What is answered.
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
    /// 200 with a body of this type.
    #[must_use]
    pub fn ok(mime: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: 200,
            headers: vec![("content-type".into(), mime.into())],
            body: body.into(),
        }
    }

    /// 200 with a page.
    #[must_use]
    pub fn page(html: impl Into<Vec<u8>>) -> Self {
        Self::ok("text/html; charset=utf-8", html)
    }

    /// 200 with a script.
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

    /// A redirect that keeps method and body (307), or not (302).
    #[must_use]
    pub fn redirect(status: u16, to: &str) -> Self {
        Self::status(status).with("location", to)
    }

    /// With this header, in place of one of the same name.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.set(name, value);
        self
    }

    /// A header's value.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        value(&self.headers, name)
    }

    /// Sets a header.
    pub fn set(&mut self, name: &str, value: &str) {
        self.remove(name);
        self.add(name, value);
    }

    /// Adds a header beside others of the same name.
    pub fn add(&mut self, name: &str, value: &str) {
        self.headers.push((name.to_owned(), value.to_owned()));
    }

    /// Takes a header away.
    pub fn remove(&mut self, name: &str) {
        self.headers.retain(|(other, _)| other != name);
    }

    /// Replaces something in its body, which is text that holds it.
    pub fn replace(&mut self, what: &str, with: &str) {
        let body = String::from_utf8(std::mem::take(&mut self.body)).expect("text");
        assert!(body.contains(what), "there is no {what:?} in {body}");
        self.body = body.replace(what, with).into_bytes();
    }
}

fn value<'h>(headers: &'h [(String, String)], name: &str) -> Option<&'h str> {
    let mut headers = headers.iter();
    headers.find(|(n, _)| n == name).map(|(_, value)| value.as_str())
}

type Answer = Box<dyn Fn(&Request) -> Option<Reply> + Send>;
type Edit = Arc<dyn Fn(&Request, &mut Reply) + Send + Sync>;

/// An origin. It serves until the test's process ends.
#[derive(Clone)]
pub struct Origin {
    name: String,
    shared: Arc<Shared>,
}

struct Shared {
    behind: Option<String>,
    requests: Mutex<Vec<Request>>,
    answers: Mutex<Vec<Answer>>,
    edits: Mutex<Vec<Edit>>,
    held: Mutex<Vec<String>>,
    given_up: Mutex<usize>,
}

impl Origin {
    /// One that stands before a platform and passes on what it does not answer itself.
    #[must_use]
    pub fn before(platform: &Platform) -> Self {
        Self::start("127.0.0.1", Some(platform.address().to_owned()))
    }

    /// One of its own, on another site than any platform: `localhost`. What it does not answer is not found.
    #[must_use]
    pub fn elsewhere() -> Self {
        let origin = Self::start("localhost", None);
        // Browsers ask for it unasked, and Chromium logs that it is missing.
        origin.serves("/favicon.ico", Reply::status(204));
        origin
    }

    fn start(host: &str, behind: Option<String>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let shared = Arc::new(Shared {
            behind,
            requests: Mutex::default(),
            answers: Mutex::default(),
            edits: Mutex::default(),
            held: Mutex::default(),
            given_up: Mutex::default(),
        });
        let serving = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&serving);
                // A connection that breaks off is the browser's to report.
                thread::spawn(move || shared.serve(stream));
            }
        });
        Self {
            name: format!("http://{host}:{port}"),
            shared,
        }
    }

    /// From now on, answers requests as `answer` says; what it answers with nothing is for those before it.
    pub fn answers(&self, answer: impl Fn(&Request) -> Option<Reply> + Send + 'static) {
        lock(&self.shared.answers).insert(0, Box::new(answer));
    }

    /// From now on, answers requests for a path so.
    pub fn serves(&self, path: &str, reply: Reply) {
        let path = path.to_owned();
        self.answers(move |request| (request.path() == path).then(|| reply.clone()));
    }

    /// From now on, changes what the platform answered.
    pub fn edits(&self, edit: impl Fn(&Request, &mut Reply) + Send + Sync + 'static) {
        lock(&self.shared.edits).push(Arc::new(edit));
    }

    /// From now on, leaves requests for a path without an answer.
    pub fn holds(&self, path: &str) {
        lock(&self.shared.held).push(path.to_owned());
    }

    /// How many requests without an answer the browser has given up.
    #[must_use]
    pub fn given_up(&self) -> usize {
        *lock(&self.shared.given_up)
    }

    /// Its name: scheme, host and port, as browsers write it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its first page.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}/", self.name)
    }

    /// All requests so far, but for the icon.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        let mut all = lock(&self.shared.requests).clone();
        all.retain(|request| request.path() != "/favicon.ico");
        all
    }

    /// Those to the interface.
    #[must_use]
    pub fn calls(&self) -> Vec<Request> {
        let mut all = self.requests();
        all.retain(|request| request.target.starts_with("/v2"));
        all
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("nobody panics with it")
}

impl Shared {
    /// One request and its answer; then the connection is closed, so that each is on one of its own.
    fn serve(&self, mut stream: TcpStream) -> io::Result<()> {
        let mut reader = BufReader::new(stream.try_clone()?);
        let Some(request) = read(&mut reader)? else {
            return Ok(());
        };
        lock(&self.requests).push(request.clone());
        if request.method != "OPTIONS" && lock(&self.held).iter().any(|path| path == request.path()) {
            // Nothing follows a request but the end of its connection.
            let _ = reader.read(&mut [0]);
            *lock(&self.given_up) += 1;
            return Ok(());
        }
        let own = lock(&self.answers).iter().find_map(|answer| answer(&request));
        let reply = match (own, &self.behind) {
            (Some(reply), _) => reply,
            (None, Some(behind)) => self.passed_on(behind, &request)?,
            (None, None) => Reply::status(404),
        };
        write(&mut stream, &request, &reply)
    }

    fn passed_on(&self, behind: &str, request: &Request) -> io::Result<Reply> {
        let mut platform = TcpStream::connect(behind)?;
        platform.write_all(forwarded(request).as_bytes())?;
        let mut reply = read_reply(&mut BufReader::new(platform))?;
        // One that waits holds up its own answer only.
        let edits = lock(&self.edits).clone();
        for edit in edits {
            edit(request, &mut reply);
        }
        Ok(reply)
    }
}

fn read(reader: &mut impl BufRead) -> io::Result<Option<Request>> {
    let mut line = String::new();
    // A browser opens connections ahead of need and closes them unused.
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

/// As the browser sent it, but in the old version of HTTP and uncompressed: the answer comes in one piece.
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
    // These say so by themselves, and a length would be a lie about what follows.
    if !matches!(reply.status, 204 | 304) {
        head.push_str(&format!("content-length: {}\r\n", reply.body.len()));
    }
    stream.write_all(format!("{head}\r\n").as_bytes())?;
    if request.method != "HEAD" {
        stream.write_all(&reply.body)?;
    }
    Ok(())
}
