//! Direct requests to the platform, as a second operator without a browser sends them, and its fault mode.

use crate::http::{Request, Response};
use crate::platform::Platform;
use crate::task_input::{self, TaskDraft};
use http::{HeaderValue, Method};
use serde::Deserialize;
use serde_json::{Value, json};
use upgrade_api::paths::{CREATE_TASK, DELETE_TASK, REFRESH_TOKEN, SIGN_IN, TASK_STATUS};

#[derive(Clone, Debug, Deserialize)]
pub struct Tokens {
    /// Token of API requests.
    #[serde(rename = "access_token")]
    pub access: String,
    /// Token that renews the pair.
    #[serde(rename = "refresh_token")]
    pub refresh: String,
}

impl Platform {
    /// Signs in with the demo account and returns a new pair of tokens.
    pub fn sign_in(&self) -> Tokens {
        let body = json!({ "account": self.account(), "password": self.password() });
        serde_json::from_value(self.post(SIGN_IN, "", &body.to_string())).expect("tokens")
    }

    /// Renews a pair of tokens. The platform refuses the old access token afterwards.
    pub fn renew(&self, old: &Tokens) -> Tokens {
        let body = json!({ "refresh_token": old.refresh });
        serde_json::from_value(self.post(REFRESH_TOKEN, &old.access, &body.to_string())).expect("tokens")
    }

    pub fn create_task(&self, product: &str, task: &TaskDraft) {
        self.post(CREATE_TASK, self.token(), &task_input::create_body(task, product));
    }

    pub fn create_running_task(&self, product: &str, task: &TaskDraft) {
        self.create_task(product, task);
        self.set_running(product, &task.name, true);
    }

    pub fn set_running(&self, product: &str, name: &str, is_running: bool) {
        let id = self.stored_task(product, name).id;
        let body = json!({ "product_id": product, "upgrade_task_id": id, "status": u8::from(is_running) });
        self.post(TASK_STATUS, self.token(), &body.to_string());
    }

    pub fn delete_task(&self, product: &str, name: &str) {
        let body = json!({ "product_id": product, "id": self.stored_task(product, name).id });
        self.post(DELETE_TASK, self.token(), &body.to_string());
    }

    pub fn add_to_library(&self, product: &str, version: &Value) {
        let path = format!("/v2/product/{product}/firmware");
        self.post(&path, self.token(), &version.to_string());
    }

    /// Replaces the fault rules, one per line (`docs/faults.md`). The platform must run with `--faults`.
    pub fn set_faults(&self, rules: &str) {
        let mut request = Request::new(Method::PUT, "/faults");
        request.body = rules.to_owned();
        let response = self.answer(&request);
        assert_eq!(response.status, 200, "{rules}: {}", response.text());
    }

    /// Number of times an active fault rule has been applied.
    pub fn applied_faults(&self, rule: &str) -> u32 {
        let answer = self.answer(&Request::new(Method::GET, "/faults")).text();
        let mut lines = answer.lines();
        let count = lines.find_map(|line| line.strip_prefix(&format!("{rule} applied="))?.parse().ok());
        count.unwrap_or_else(|| panic!("{rule} is not active: {answer}"))
    }

    /// The platform's response to a request.
    pub fn answer(&self, request: &Request) -> Response {
        request.send(self.address()).expect("a platform that answers")
    }

    fn post(&self, path: &str, token: &str, body: &str) -> Value {
        let mut request = Request::new(Method::POST, path);
        let headers = &mut request.headers;
        headers.insert("content-type", HeaderValue::from_static("application/json"));
        if !token.is_empty() {
            headers.insert("access-token", HeaderValue::from_str(token).expect("a token"));
        }
        request.body = body.to_owned();
        let response = self.answer(&request);
        assert_eq!(response.status, 200, "{path}: {}", response.text());
        serde_json::from_slice(&response.body).unwrap_or_default()
    }
}
