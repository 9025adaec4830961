//! A second operator, who sends API requests without a browser.

use crate::platform::Platform;
use crate::typed::Typed;
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;

/// An operator who uses the platform's API directly.
pub struct Operator<'p> {
    platform: &'p Platform,
    token: String,
}

/// An access token and its refresh token.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// Token of API requests.
    pub access: String,
    /// Token that renews the pair.
    pub refresh: String,
}

impl Tokens {
    fn of(answer: &Value) -> Self {
        let text = |key: &str| answer[key].as_str().expect("a token").to_owned();
        Self {
            access: text("access_token"),
            refresh: text("refresh_token"),
        }
    }
}

impl<'p> Operator<'p> {
    /// An operator with the token that the platform printed at its start.
    #[must_use]
    pub fn of(platform: &'p Platform) -> Self {
        let token = platform.token().to_owned();
        Self { platform, token }
    }

    /// Signs in with the demo account and returns a new pair of tokens.
    #[must_use]
    pub fn sign_in(&self) -> Tokens {
        let body = json!({ "account": self.platform.account(), "password": self.platform.password() });
        Tokens::of(&self.post("/v2/corp_auth", "", &body.to_string()))
    }

    /// Renews a pair of tokens. The platform refuses the old access token afterwards.
    #[must_use]
    pub fn refresh(&self, old: &Tokens) -> Tokens {
        let body = json!({ "refresh_token": old.refresh });
        Tokens::of(&self.post("/v2/corp/token/refresh", &old.access, &body.to_string()))
    }

    /// Creates a task.
    pub fn create(&self, product: &str, task: &Typed) {
        self.post("/v2/upgrade/firmware/task", &self.token, &task.body(product));
    }

    /// Sets the status of a task: 1 starts it, 0 stops it.
    pub fn set_status(&self, product: &str, id: &str, status: u8) {
        let body = json!({ "product_id": product, "upgrade_task_id": id, "status": status });
        self.post("/v2/upgrade/firmware/task/status", &self.token, &body.to_string());
    }

    /// Deletes a task.
    pub fn delete(&self, product: &str, id: &str) {
        let body = json!({ "product_id": product, "id": id });
        self.post("/v2/upgrade/firmware/task/delete", &self.token, &body.to_string());
    }

    /// Adds a version to the firmware library of a product.
    pub fn add_to_library(&self, product: &str, version: &Value) {
        let path = format!("/v2/product/{product}/firmware");
        self.post(&path, &self.token, &version.to_string());
    }

    fn post(&self, path: &str, token: &str, body: &str) -> Value {
        let address = self.platform.address();
        let header = match token {
            "" => String::new(),
            token => format!("Access-Token: {token}\r\n"),
        };
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{header}Content-Type: application/json\r\n\
             Content-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let mut stream = TcpStream::connect(address).expect("a platform that listens");
        stream.write_all(request.as_bytes()).expect("a platform that reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("a platform that answers");
        let (head, body) = answer.split_once("\r\n\r\n").expect("an HTTP answer");
        assert!(head.starts_with("HTTP/1.1 200"), "{path}: {head}\n{body}");
        serde_json::from_str(body).unwrap_or(Value::Null)
    }
}
