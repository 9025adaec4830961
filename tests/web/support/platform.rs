//! Fake platform: replaces `fetch`, records every request and returns the responses the test sets.

use super::accounts::Accounts;
use super::answer::{Answer, HeldResponse, NOT_APPLIED};
use super::undo::Undo;
use super::wait::{settled, until};
use js_sys::{Array, JSON, Promise};
use std::cell::RefCell;
use std::rc::Rc;
use upgrade_api::error::ErrorCode;
use upgrade_api::paths;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::Request;

/// Kinds of requests the console sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    Config,
    List,
    Create,
    SetStatus,
    Delete,
    Products,
    /// Devices per firmware version.
    DeviceCounts,
    SignIn,
    RenewToken,
    /// A single page of the task list.
    ListPage,
    Library,
    AddFirmware,
    Upload,
    /// Every other request, for example to a firmware file address.
    Other,
}

impl Op {
    fn of(method: &str, url: &str) -> Self {
        let path = url.split('?').next().unwrap_or_default();
        match (method, path) {
            ("GET", path) if path.ends_with("/config.json") => Self::Config,
            ("GET", path) if path.ends_with(paths::TASKS) => Self::List,
            ("GET", path) if path.ends_with(paths::PRODUCTS) => Self::Products,
            ("GET", path) if path.ends_with("/firmware/statistics") => Self::DeviceCounts,
            ("POST", path) if path.ends_with(paths::TASKS) => Self::ListPage,
            ("POST", path) if path.ends_with(paths::CREATE_TASK) => Self::Create,
            ("POST", path) if path.ends_with(paths::TASK_STATUS) => Self::SetStatus,
            ("POST", path) if path.ends_with(paths::DELETE_TASK) => Self::Delete,
            ("POST", path) if path.ends_with(paths::SIGN_IN) => Self::SignIn,
            ("POST", path) if path.ends_with(paths::REFRESH_TOKEN) => Self::RenewToken,
            ("GET", path) if path.ends_with("/firmwares") => Self::Library,
            ("POST", path) if path.starts_with("/v2/product/") && path.ends_with("/firmware") => Self::AddFirmware,
            ("POST", path) if path.starts_with("/v2/upload/product/") => Self::Upload,
            _ => Self::Other,
        }
    }
}

/// A request as the console sent it.
#[derive(Clone, Debug)]
pub struct RecordedRequest {
    pub op: Op,
    pub sent: Request,
    /// Without the page's own origin.
    pub url: String,
    /// In lower case, sorted.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl RecordedRequest {
    fn read(request: Request) -> Self {
        let origin = upgrade_console::web::window().location().origin().unwrap();
        let url = request.url();
        let url = url.strip_prefix(&origin).unwrap_or(&url).to_owned();
        let headers = JSON::stringify(&Array::from(&request.headers())).unwrap();
        Self {
            op: Op::of(&request.method(), &url),
            sent: request,
            url,
            headers: serde_json::from_str(&String::from(headers)).unwrap(),
            body: String::new(),
        }
    }

    pub fn is_aborted(&self) -> bool {
        self.sent.signal().aborted()
    }

    /// Value of its `Access-Token` header.
    pub fn token(&self) -> Option<&str> {
        let header = self.headers.iter().find(|(name, _)| name == "access-token");
        header.map(|(_, value)| value.as_str())
    }
}

#[derive(Default)]
struct State {
    recorded: RefCell<Vec<RecordedRequest>>,
    queued: RefCell<Vec<(Op, Answer)>>,
    defaults: RefCell<Vec<(Op, Answer)>>,
    accounts: Accounts,
}

impl State {
    async fn answer(self: Rc<Self>, mut recorded: RecordedRequest) -> Result<JsValue, JsValue> {
        recorded.body = JsFuture::from(recorded.sent.text()?)
            .await?
            .as_string()
            .unwrap_or_default();
        let (op, request_body) = (recorded.op, recorded.body.clone());
        let token = recorded.token().map(str::to_owned);
        let refusal = self.accounts.refusal(op, token.as_deref(), &request_body);
        let answer = refusal.unwrap_or_else(|| self.choose_answer(op, &request_body));
        self.recorded.borrow_mut().push(recorded);
        let answer = answer.released().await;
        if let Answer::Text(200, body) = &answer
            && body != NOT_APPLIED
        {
            self.accounts.record_tokens(op, token.as_deref(), body);
            self.apply(op, &request_body, body);
        }
        answer.into_response()
    }

    /// Applies an accepted write to the task list, if the default response to a list request is a list.
    fn apply(&self, op: Op, request_body: &str, body: &str) {
        let mut defaults = self.defaults.borrow_mut();
        let list = defaults.iter_mut().rev().find(|(other, _)| *other == Op::List);
        let Some((_, Answer::Text(200, list))) = list else {
            return;
        };
        let Ok(serde_json::Value::Array(mut rows)) = serde_json::from_str(list) else {
            return;
        };
        let request: serde_json::Value = serde_json::from_str(request_body).unwrap_or_default();
        match op {
            Op::Create => rows.extend(serde_json::from_str::<serde_json::Value>(body).ok()),
            Op::Delete => rows.retain(|row| row["id"] != request["id"]),
            Op::SetStatus => {
                let changed = rows.iter_mut().filter(|row| row["id"] == request["upgrade_task_id"]);
                changed.for_each(|row| row["status"] = request["status"].clone());
            }
            _ => return,
        }
        *list = serde_json::Value::Array(rows).to_string();
    }

    fn choose_answer(&self, op: Op, request_body: &str) -> Answer {
        let mut queued = self.queued.borrow_mut();
        if let Some(at) = queued.iter().position(|(other, _)| *other == op) {
            return queued.remove(at).1;
        }
        let defaults = self.defaults.borrow();
        let default = defaults.iter().rev().find(|(other, _)| *other == op);
        default
            .map(|(_, answer)| answer.clone())
            .or_else(|| self.accounts.answer(op, request_body))
            .unwrap_or_else(|| Answer::refused_with(ErrorCode::UrlNotFound, "url not found"))
    }
}

/// The fake platform. It replaces `fetch` until it is dropped.
pub struct Platform {
    state: Rc<State>,
    _replaced: Undo,
}

impl Platform {
    pub fn install() -> Self {
        let state = Rc::new(State::default());
        let for_fetch = state.clone();
        let fetch = Closure::<dyn FnMut(Request) -> Promise>::new(move |request: Request| {
            future_to_promise(for_fetch.clone().answer(RecordedRequest::read(request)))
        });
        Self {
            state,
            _replaced: Undo::replacing("fetch", &fetch.into_js_value()),
        }
    }

    /// Sets the lifetime, in seconds, of the tokens issued after this call.
    pub fn set_token_lifetime(&self, seconds: u32) {
        self.state.accounts.set_lifetime(seconds);
    }

    /// Sets the default response to `op`.
    pub fn always(&self, op: Op, answer: Answer) {
        self.state.defaults.borrow_mut().push((op, answer));
    }

    /// Queues a response to the next `op`, used before the default.
    pub fn once(&self, op: Op, answer: Answer) {
        self.state.queued.borrow_mut().push((op, answer));
    }

    /// Refuses the next `op` with this code.
    pub fn refuse_once(&self, op: Op, code: ErrorCode) {
        self.once(op, Answer::refused(code));
    }

    /// Holds the response to the next `op` until the test releases it.
    pub fn hold(&self, op: Op) -> HeldResponse {
        let held = HeldResponse::default();
        self.once(op, Answer::Held(held.clone()));
        held
    }

    /// Recorded requests in order, without those for the configuration.
    pub fn all_requests(&self) -> Vec<RecordedRequest> {
        let recorded = self.state.recorded.borrow();
        recorded
            .iter()
            .filter(|request| request.op != Op::Config)
            .cloned()
            .collect()
    }

    /// Deletes the recorded requests.
    pub fn forget_requests(&self) {
        self.state.recorded.take();
    }

    /// Kinds of the recorded requests in order, without those for the configuration.
    pub fn operations(&self) -> Vec<Op> {
        self.all_requests().into_iter().map(|request| request.op).collect()
    }

    /// Kinds of the recorded requests that are no list requests, in order.
    pub fn writes(&self) -> Vec<Op> {
        self.operations().into_iter().filter(|op| *op != Op::List).collect()
    }

    /// Recorded requests of this kind, in order.
    pub fn requests(&self, op: Op) -> Vec<RecordedRequest> {
        self.all_requests()
            .into_iter()
            .filter(|request| request.op == op)
            .collect()
    }

    /// Number of recorded requests of this kind.
    pub fn count(&self, op: Op) -> usize {
        self.requests(op).len()
    }

    /// Bodies of the recorded requests of this kind, in order.
    pub fn bodies(&self, op: Op) -> Vec<String> {
        self.requests(op).into_iter().map(|request| request.body).collect()
    }

    pub fn last_request(&self, op: Op) -> RecordedRequest {
        self.requests(op).pop().unwrap_or_else(|| panic!("no {op:?} was sent"))
    }

    /// Asserts that exactly `times` requests of this kind are recorded once pending work is done.
    pub async fn assert_sent(&self, op: Op, times: usize) {
        settled().await;
        assert_eq!(self.count(op), times, "{op:?} requests in {:?}", self.operations());
    }

    /// Asserts that no request but that for the configuration is recorded once pending work is done.
    pub async fn assert_silent(&self) {
        settled().await;
        assert_eq!(self.operations(), [], "no request is sent");
    }

    /// Waits until the last request of this kind is aborted.
    pub async fn wait_for_abort(&self, op: Op) {
        until(&format!("{op:?} is aborted"), || self.last_request(op).is_aborted()).await;
    }

    /// Waits until at least `times` requests of this kind are recorded.
    pub async fn wait_for_requests(&self, op: Op, times: usize) {
        until(&format!("{op:?} was sent {times} times"), || self.count(op) >= times).await;
    }
}
