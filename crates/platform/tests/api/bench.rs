//! Platform in the test process, with a free port and its own directory, and helpers for requests.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request};
use axum::response::Response;
use clap::Parser;
use platform::{Options, Platform};
use rusqlite::Connection;
use serde_json::{Value, json};
use std::sync::mpsc;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tower::ServiceExt;
use upgrade_api::ErrorBody;

pub(crate) use platform::demo::EMPTY_PRODUCT as PRODUCT;

/// Host that the requests name.
pub(crate) const HOST: &str = "localhost:8080";

/// Platform under test.
pub(crate) struct Bench {
    pub(crate) platform: Platform,
    pub(crate) directory: TempDir,
    token: String,
}

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
        Self::start_in(TempDir::new().unwrap(), flags).await
    }

    pub(crate) async fn start_in(directory: TempDir, flags: &[&str]) -> Self {
        let platform = Platform::start(&options(&directory, flags)).await.unwrap();
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

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        Answer::read(self.platform.router().oneshot(request).await.unwrap()).await
    }

    /// Sends a GET, or a POST with a JSON body, with this token and without a host.
    pub(crate) async fn call(&self, token: Option<&str>, path: &str, post: Option<&Value>) -> Answer {
        let mut headers = vec![("content-type", "application/json")];
        headers.extend(token.map(|token| ("access-token", token)));
        let body = post.map_or_else(Body::empty, |body| body.to_string().into());
        let method = if post.is_some() { Method::POST } else { Method::GET };
        self.send(request(method, path, &headers, body)).await
    }

    pub(crate) async fn sign_in(&self, account: &str, password: &str) -> Answer {
        let body = json!({"account": account, "password": password});
        self.call(None, upgrade_api::paths::SIGN_IN, Some(&body)).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, &[], Body::empty()).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        let json = [("content-type", "application/json")];
        self.ask(Method::POST, path, &json, Body::from(body.to_string())).await
    }

    pub(crate) async fn refuses(&self, path: &str, code: u32) {
        self.get(path).await.refuses(code);
    }

    pub(crate) async fn refuses_post(&self, path: &str, body: &Value, code: u32) {
        self.post(path, body).await.refuses(code);
    }

    /// Asserts that a POST is refused with this code, and that the message starts with the name of the field.
    pub(crate) async fn refuses_field(&self, path: &str, field: &str, body: &Value, code: u32) {
        let answer = self.post(path, body).await;
        answer.refuses(code);
        let msg = answer.error().msg;
        assert!(msg.starts_with(&format!("{field}: ")), "{field}: {msg}");
    }

    /// Asserts that `body` is refused with each of these values of a field.
    pub(crate) async fn refuses_values(&self, path: &str, body: &Value, values: &[(&str, Value, u32)]) {
        for (field, value, code) in values {
            let body = with(body.clone(), field, value.clone());
            self.refuses_field(path, field, &body, *code).await;
        }
    }

    /// Sends a request with this platform's token.
    pub(crate) async fn ask(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Body) -> Answer {
        let own = [("host", HOST), ("access-token", &*self.token)];
        self.send(request(method, path, &[&own, headers].concat(), body)).await
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
        let path = format!("{}?product_id={product}", upgrade_api::paths::TASKS);
        self.get(&path).await.json().as_array().unwrap().clone()
    }

    /// Uploads a file to [`PRODUCT`].
    pub(crate) async fn upload(&self, bytes: impl Into<Body>) -> Answer {
        let path = format!("/v2/upload/product/{PRODUCT}/firmware");
        let raw = [("content-type", "application/octet-stream")];
        self.ask(Method::POST, &path, &raw, bytes.into()).await
    }

    pub(crate) async fn firmwares(&self, product: &str) -> Value {
        self.get(&format!("/v2/product/{product}/firmwares")).await.json()
    }

    /// Returns the number of devices of a product by version.
    pub(crate) async fn statistics(&self, product: &str) -> Value {
        let path = format!("/v2/product/{product}/firmware/statistics");
        self.get(&path).await.json()
    }

    pub(crate) fn database<T>(&self, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> T {
        let store = &self.platform.state().store;
        store.run_here(|connection| Ok(work(connection)?)).unwrap()
    }

    /// Returns the answer to a call while the database is locked and a minute passes. The clock has to be paused.
    pub(crate) async fn after_a_minute_without_database(&self, call: impl Future<Output = Answer>) -> Answer {
        let store = self.platform.state().store.clone();
        let (locked, is_locked) = mpsc::channel();
        let (unlock, may_unlock) = mpsc::channel::<()>();
        let holder = std::thread::spawn(move || {
            store.run_here(|_| {
                locked.send(()).unwrap();
                let _ = may_unlock.recv();
                Ok(())
            })
        });
        is_locked.recv().unwrap();
        let limit = Duration::from_secs(61);
        let minute = async {
            tokio::task::yield_now().await;
            tokio::time::advance(limit + Duration::from_secs(1)).await;
        };
        let (answer, ()) = tokio::join!(tokio::time::timeout(limit, call), minute);
        drop(unlock);
        holder.join().unwrap().unwrap();
        answer.unwrap()
    }

    pub(crate) async fn row(&self, task: &Value) -> Value {
        let rows = self.tasks_of(task["product_id"].as_str().unwrap()).await;
        rows.into_iter().find(|row| row["id"] == task["id"]).unwrap()
    }
}

impl Answer {
    pub(crate) async fn read(response: Response) -> Self {
        let (parts, body) = response.into_parts();
        Self {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: to_bytes(body, usize::MAX).await.unwrap().into(),
        }
    }

    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.status, 200, "{}", String::from_utf8_lossy(&self.body));
        assert_eq!(self.header("content-type"), "application/json;charset=utf-8");
        serde_json::from_slice(&self.body).unwrap()
    }

    #[track_caller]
    pub(crate) fn is(&self, status: u16, body: &str) {
        assert_eq!((self.status, &*String::from_utf8_lossy(&self.body)), (status, body));
    }

    /// Asserts the empty 200 of *status*, *delete* and *report*.
    #[track_caller]
    pub(crate) fn is_done(&self) {
        self.is(200, "");
    }

    /// Asserts the status that the code of the documented error body starts with, and returns the body.
    pub(crate) fn error(&self) -> ErrorBody {
        let body = ErrorBody::read(std::str::from_utf8(&self.body).unwrap()).unwrap();
        assert_eq!(self.status, body.code.http_status(), "{}", body.msg);
        assert_eq!(self.header("content-type"), "application/json;charset=utf-8");
        body
    }

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

/// Returns the options of a platform on a free port.
pub(crate) fn options(directory: &TempDir, flags: &[&str]) -> Options {
    let data = directory.path().join("data").to_string_lossy().into_owned();
    let common = ["platform", "--listen", "127.0.0.1:0", "--data", &data];
    Options::parse_from(common.iter().chain(flags))
}

pub(crate) fn request(method: Method, path: &str, headers: &[(&str, &str)], body: Body) -> Request<Body> {
    let request = Request::builder().method(method).uri(path);
    let request = headers
        .iter()
        .fold(request, |request, (name, value)| request.header(*name, *value));
    request.body(body).unwrap()
}

/// Starts a platform with these flags, which must fail. Returns the reason.
pub(crate) async fn refused_start(flags: &[&str]) -> String {
    let directory = TempDir::new().unwrap();
    let started = Platform::start(&options(&directory, flags)).await;
    started.err().unwrap().to_string()
}

/// Returns the path of the task list of [`PRODUCT`].
pub(crate) fn list() -> String {
    format!("{}?product_id={PRODUCT}", upgrade_api::paths::TASKS)
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

pub(crate) fn with(mut body: Value, field: &str, value: impl Into<Value>) -> Value {
    body[field] = value.into();
    body
}

pub(crate) fn merged(mut body: Value, more: &Value) -> Value {
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

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
