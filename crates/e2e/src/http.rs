//! HTTP messages with texts and bytes, as tests compare them, and the exchange of one request.

use axum::body::to_bytes;
use axum::response::IntoResponse;
use http::header::{ACCEPT_ENCODING, CONNECTION, CONTENT_LENGTH, HeaderMap, HeaderValue, TRANSFER_ENCODING};
use http::{Method, StatusCode};
use reqwest::Client;
use reqwest::redirect::Policy;
use serde_json::Value;
use std::sync::LazyLock;
use std::thread;
use tokio::runtime::Runtime;
use upgrade_api::paths::TASKS;

/// Runs servers and direct requests. The runtime of a test may be blocked or end before them.
pub(crate) static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a runtime"));

/// Sends each request over a connection of its own, because a platform may be restarted, and follows no redirect.
static CLIENT: LazyLock<Client> = LazyLock::new(|| {
    let client = Client::builder().no_proxy().redirect(Policy::none());
    client.pool_max_idle_per_host(0).build().expect("a client")
});

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    pub method: Method,
    /// Path and query.
    pub target: String,
    pub headers: HeaderMap,
    pub body: String,
}

#[derive(Clone, Debug, Default)]
pub struct Response {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Request {
    /// A request without headers and body.
    pub fn new(method: Method, target: &str) -> Self {
        Self {
            method,
            target: target.to_owned(),
            ..Self::default()
        }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }

    /// Path without the query.
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// Whether the request is a write. In profile `full` the task list is read with a `POST`.
    pub fn is_write(&self) -> bool {
        self.method == "POST" && self.path() != TASKS
    }

    pub fn is_read(&self) -> bool {
        matches!(self.method, Method::GET | Method::POST) && !self.is_write()
    }

    /// The request as text without this header, to search it for a secret.
    pub fn without_header(&self, name: &str) -> String {
        let mut headers = self.headers.clone();
        headers.remove(name);
        format!("{} {}\n{headers:?}\n{}", self.method, self.target, self.body)
    }

    pub(crate) async fn read(request: axum::extract::Request) -> Result<Self, axum::Error> {
        let (head, body) = request.into_parts();
        let body = to_bytes(body, usize::MAX).await?;
        Ok(Self {
            method: head.method,
            target: head.uri.to_string(),
            headers: head.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        })
    }

    /// Sends the request and returns the response. Without compression, so that edits and comparisons see texts.
    ///
    /// # Errors
    /// If the connection fails or ends within the response.
    pub fn send(&self, address: &str) -> reqwest::Result<Response> {
        let mut headers = self.headers.clone();
        for name in [CONNECTION, ACCEPT_ENCODING, CONTENT_LENGTH] {
            headers.remove(name);
        }
        let request = CLIENT.request(self.method.clone(), format!("http://{address}{}", self.target));
        let request = request.headers(headers).body(self.body.clone());
        let exchange = async {
            let mut response = request.send().await?;
            Ok(Response {
                status: response.status().as_u16(),
                headers: std::mem::take(response.headers_mut()),
                body: response.bytes().await?.into(),
            })
        };
        // A thread may only wait for one runtime, and that of a test waits for the test.
        thread::scope(|scope| scope.spawn(|| RUNTIME.block_on(exchange)).join()).expect("no panic")
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
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.set(name, value);
        self
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }

    /// Replaces or adds a header.
    pub fn set(&mut self, name: &'static str, value: &str) {
        let value = HeaderValue::from_str(value).expect("the value of a header");
        self.headers.insert(name, value);
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
}

impl IntoResponse for Response {
    /// The response on a connection that is closed afterwards, so that each request has its own.
    fn into_response(mut self) -> axum::response::Response {
        for name in [CONTENT_LENGTH, TRANSFER_ENCODING] {
            self.headers.remove(name);
        }
        self.set("connection", "close");
        let mut response = axum::response::Response::new(self.body.into());
        *response.status_mut() = StatusCode::from_u16(self.status).expect("a status");
        *response.headers_mut() = self.headers;
        response
    }
}

fn header<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}
