//! Platform in the test process, with a free port and its own directory, and helpers for requests.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, header};
use clap::Parser;
use platform::{Options, Platform};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use tower::ServiceExt;
use upgrade_api::error::ErrorBody;

pub(crate) use platform::demo::EMPTY_PRODUCT as PRODUCT;

/// Temporary directory, removed when dropped.
pub(crate) struct Directory(PathBuf);

impl Directory {
    pub(crate) fn new() -> Self {
        static LAST: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "platform-test-{}-{}",
            std::process::id(),
            LAST.fetch_add(1, Ordering::Relaxed)
        );
        let path = std::env::temp_dir().join(name);
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
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

/// Host that the requests name.
pub(crate) const HOST: &str = "localhost:8080";

/// Platform under test.
pub(crate) struct Bench {
    pub(crate) platform: Platform,
    pub(crate) directory: Directory,
    token: String,
}

/// Answer to a request.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Bench {
    /// Starts profile full with one product and no other data.
    pub(crate) async fn full() -> Self {
        Self::start(&["--empty"]).await
    }

    /// Starts profile core with one product and no other data.
    pub(crate) async fn core() -> Self {
        Self::start(&["--empty", "--profile", "core"]).await
    }

    pub(crate) async fn start(flags: &[&str]) -> Self {
        Self::start_in(Directory::new(), flags).await
    }

    pub(crate) async fn start_in(directory: Directory, flags: &[&str]) -> Self {
        let data = directory.path().join("data").to_string_lossy().into_owned();
        let common = ["platform", "--listen", "127.0.0.1:0", "--data", &data];
        let options = Options::parse_from(common.iter().chain(flags));
        let platform = Platform::start(&options).await.unwrap();
        let token = platform.token().to_owned();
        Self {
            platform,
            directory,
            token,
        }
    }

    /// Stops the platform and starts it with the same data.
    pub(crate) async fn restart(self, flags: &[&str]) -> Self {
        let Self {
            platform, directory, ..
        } = self;
        platform.stop().await.unwrap();
        Self::start_in(directory, flags).await
    }

    /// Sends a request unchanged.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.platform.router().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: to_bytes(body, usize::MAX).await.unwrap().into(),
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, &[], Body::empty()).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        let json = [("content-type", "application/json")];
        self.ask(Method::POST, path, &json, Body::from(body.to_string())).await
    }

    /// Sends a request with this platform's token.
    pub(crate) async fn ask(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Body) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, HOST)
            .header("Access-Token", &self.token);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(body).unwrap()).await
    }

    pub(crate) async fn create(&self, body: &Value) -> Value {
        self.post(upgrade_api::paths::CREATE_TASK, body).await.json()
    }

    pub(crate) async fn set_status(&self, task: &Value, status: u8) -> Answer {
        let body = json!({"product_id": task["product_id"], "upgrade_task_id": task["id"], "status": status});
        self.post(upgrade_api::paths::TASK_STATUS, &body).await
    }

    pub(crate) async fn delete(&self, task: &Value) -> Answer {
        let body = json!({"id": task["id"], "product_id": task["product_id"]});
        self.post(upgrade_api::paths::DELETE_TASK, &body).await
    }

    pub(crate) async fn tasks_of(&self, product: &str) -> Vec<Value> {
        let answer = self
            .get(&format!("/v2/upgrade/firmware/tasks?product_id={product}"))
            .await;
        answer.json().as_array().unwrap().clone()
    }

    /// Returns the row of a task in the current list.
    pub(crate) async fn row(&self, task: &Value) -> Value {
        let rows = self.tasks_of(task["product_id"].as_str().unwrap()).await;
        rows.into_iter().find(|row| row["id"] == task["id"]).unwrap()
    }
}

impl Answer {
    /// Asserts a 200 and returns its body.
    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.status, 200, "{}", String::from_utf8_lossy(&self.body));
        assert_eq!(self.header("content-type"), "application/json;charset=utf-8");
        serde_json::from_slice(&self.body).unwrap()
    }

    /// Asserts the empty 200 of *status*, *delete* and *report*.
    pub(crate) fn is_done(&self) {
        assert_eq!(
            (self.status, self.body.len()),
            (200, 0),
            "{}",
            String::from_utf8_lossy(&self.body)
        );
    }

    /// Asserts the status that the code of the documented error body starts with, and returns the body.
    pub(crate) fn error(&self) -> ErrorBody {
        let body = ErrorBody::read(std::str::from_utf8(&self.body).unwrap()).unwrap();
        assert_eq!(self.status, body.code.http_status(), "{}", body.msg);
        assert_eq!(self.header("content-type"), "application/json;charset=utf-8");
        body
    }

    /// Asserts a refusal with this code.
    #[track_caller]
    pub(crate) fn refuses(&self, code: u32) {
        let text = String::from_utf8_lossy(&self.body);
        assert_ne!(self.status, 200, "expected {code}, got 200 {text}");
        assert_eq!(self.error().code.number(), code, "{text}");
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// Returns the core body of a task between these versions, named after them.
pub(crate) fn new_task(from: u32, target: u32) -> Value {
    json!({
        "product_id": PRODUCT,
        "name": format!("{from} to {target}"),
        "description": "自动升级",
        "from_version": from,
        "from_version_url": format!("http://files.example/{from}.bin"),
        "from_version_md5": "900150983cd24fb0d6963f7d28e17f72",
        "from_version_size": 1000 + from,
        "target_version": target,
        "target_version_url": format!("https://files.example/{target}.bin"),
        "target_version_md5": "d41d8cd98f00b204e9800998ecf8427e",
        "target_version_size": 1000 + target,
    })
}

/// Returns `body` with `field` set to `value`.
pub(crate) fn with(mut body: Value, field: &str, value: impl Into<Value>) -> Value {
    body[field] = value.into();
    body
}

/// Returns `body` without `field`.
pub(crate) fn without(mut body: Value, field: &str) -> Value {
    body.as_object_mut().unwrap().remove(field);
    body
}

/// Repeats a query until it returns a value; fails after 20 seconds.
pub(crate) async fn wait_for<T>(what: &str, mut query: impl AsyncFnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = query().await {
            return found;
        }
        assert!(started.elapsed() < Duration::from_secs(20), "timeout: {what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
