//! HTTP messages, and the exchange of one request over one connection.

use serde_json::Value;
use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;

/// Headers, names in lower case.
pub type Headers = Vec<(String, String)>;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    pub method: String,
    /// Path and query.
    pub target: String,
    pub headers: Headers,
    pub body: String,
}

#[derive(Clone, Debug, Default)]
pub struct Response {
    pub status: u16,
    pub headers: Headers,
    pub body: Vec<u8>,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }

    /// Path without the query.
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// Whether the request is a write. In profile `full` the task list is read with a `POST`.
    pub fn is_write(&self) -> bool {
        self.method == "POST" && self.path() != "/v2/upgrade/firmware/tasks"
    }

    pub fn is_read(&self) -> bool {
        matches!(self.method.as_str(), "GET" | "POST") && !self.is_write()
    }

    /// The request as text without this header, to search it for a secret.
    pub fn without_header(&self, name: &str) -> String {
        let mut text = format!("{} {}\n", self.method, self.target);
        for (name, value) in self.headers.iter().filter(|(other, _)| other != name) {
            let _ = writeln!(text, "{name}: {value}");
        }
        text + self.body.as_str()
    }

    /// Reads a request; `None` if the connection is closed before one: browsers open connections in advance.
    pub(crate) fn read(reader: &mut impl BufRead) -> io::Result<Option<Self>> {
        let line = read_line(reader)?;
        let mut words = line.split_whitespace().map(str::to_owned);
        let (Some(method), Some(target)) = (words.next(), words.next()) else {
            return Ok(None);
        };
        let headers = read_headers(reader)?;
        let length = header(&headers, "content-length").and_then(|length| length.parse().ok());
        let mut body = vec![0; length.unwrap_or(0)];
        reader.read_exact(&mut body)?;
        let body = String::from_utf8_lossy(&body).into_owned();
        Ok(Some(Self {
            method,
            target,
            headers,
            body,
        }))
    }

    /// Sends the request and returns the response. HTTP/1.0 and no compression: the response is neither chunked nor
    /// compressed.
    ///
    /// # Errors
    /// If the connection fails or the response has no status.
    pub fn send(&self, address: &str) -> io::Result<Response> {
        let mut head = format!("{} {} HTTP/1.0\r\n", self.method, self.target);
        if self.header("host").is_none() {
            head += &format!("host: {address}\r\ncontent-length: {}\r\n", self.body.len());
        }
        for (name, value) in &self.headers {
            if name != "connection" && name != "accept-encoding" {
                head += &format!("{name}: {value}\r\n");
            }
        }
        let mut stream = TcpStream::connect(address)?;
        stream.write_all(format!("{head}\r\n{}", self.body).as_bytes())?;
        let mut reader = BufReader::new(stream);
        let line = read_line(&mut reader)?;
        let status = line.split_whitespace().nth(1).and_then(|status| status.parse().ok());
        let mut response = Response::status(status.ok_or(io::ErrorKind::InvalidData)?);
        response.headers = read_headers(&mut reader)?;
        reader.read_to_end(&mut response.body)?;
        Ok(response)
    }
}

impl Response {
    /// 200 with a body of this media type.
    pub fn ok(mime: &str, body: impl Into<Vec<u8>>) -> Self {
        let mut response = Self::status(200).with("content-type", mime);
        response.body = body.into();
        response
    }

    /// 200 with HTML.
    pub fn page(html: impl Into<Vec<u8>>) -> Self {
        Self::ok("text/html; charset=utf-8", html)
    }

    /// 200 with JavaScript.
    pub fn script(js: impl Into<Vec<u8>>) -> Self {
        Self::ok("text/javascript; charset=utf-8", js)
    }

    /// 200 with JSON.
    pub fn json(body: &Value) -> Self {
        Self::ok("application/json", body.to_string())
    }

    /// A status without a body.
    pub fn status(status: u16) -> Self {
        Self {
            status,
            ..Self::default()
        }
    }

    /// A redirect. With status 307 the browser keeps method and body, with 302 it does not.
    pub fn redirect(status: u16, to: &str) -> Self {
        Self::status(status).with("location", to)
    }

    /// Replaces or adds a header.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.set(name, value);
        self
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
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

    pub fn remove(&mut self, name: &str) {
        self.headers.retain(|(other, _)| other != name);
    }

    /// Replaces a text in the body. Panics if the body does not contain it.
    pub fn replace(&mut self, text: &str, with: &str) {
        let body = self.text();
        assert!(body.contains(text), "no {text:?} in {body}");
        self.body = body.replace(text, with).into_bytes();
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Writes the response to `request`, on a connection that is closed afterwards.
    pub(crate) fn write(&self, stream: &mut impl Write, request: &Request) -> io::Result<()> {
        let mut head = format!("HTTP/1.1 {} -\r\nconnection: close\r\n", self.status);
        for (name, value) in &self.headers {
            if !matches!(name.as_str(), "content-length" | "connection" | "transfer-encoding") {
                head += &format!("{name}: {value}\r\n");
            }
        }
        // Responses with these statuses have no body and must not announce one.
        if !matches!(self.status, 204 | 304) {
            head += &format!("content-length: {}\r\n", self.body.len());
        }
        stream.write_all(format!("{head}\r\n").as_bytes())?;
        if request.method != "HEAD" {
            stream.write_all(&self.body)?;
        }
        Ok(())
    }
}

fn header<'h>(headers: &'h Headers, name: &str) -> Option<&'h str> {
    let mut headers = headers.iter();
    headers
        .find(|(other, _)| other == name)
        .map(|(_, value)| value.as_str())
}

fn read_line(reader: &mut impl BufRead) -> io::Result<String> {
    let mut line = String::new();
    reader.read_line(&mut line)?;
    Ok(line)
}

fn read_headers(reader: &mut impl BufRead) -> io::Result<Headers> {
    let mut headers = Headers::new();
    while let Some((name, value)) = read_line(reader)?.trim_end().split_once(':') {
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    Ok(headers)
}
