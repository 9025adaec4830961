//! Fake platform: replaces `fetch`, records every request and returns the responses the test sets.

use super::accounts::Accounts;
use super::undo::Undo;
use super::wait::until;
use js_sys::{Array, Function, Promise, TypeError};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use upgrade_api::paths;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{
    AbortSignal, Headers, ReferrerPolicy, Request, RequestCache, RequestCredentials, RequestRedirect, Response,
    ResponseInit,
};

/// Kinds of requests the console sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    Config,
    List,
    Create,
    Status,
    Delete,
    Products,
    Fleet,
    SignIn,
    Refresh,
    /// A single page of the task list.
    Page,
    Library,
    AddFirmware,
    Upload,
    /// Every other request, for example to a firmware file address.
    Undocumented,
}

impl Op {
    fn of(method: &str, url: &str) -> Self {
        let path = url.split('?').next().unwrap_or_default();
        match (method, path) {
            ("GET", path) if path.ends_with("/config.json") => Self::Config,
            ("GET", path) if path.ends_with(paths::TASKS) => Self::List,
            ("GET", path) if path.ends_with(paths::PRODUCTS) => Self::Products,
            ("GET", path) if path.ends_with("/firmware/statistics") => Self::Fleet,
            ("POST", path) if path.ends_with(paths::TASKS) => Self::Page,
            ("POST", path) if path.ends_with(paths::CREATE_TASK) => Self::Create,
            ("POST", path) if path.ends_with(paths::TASK_STATUS) => Self::Status,
            ("POST", path) if path.ends_with(paths::DELETE_TASK) => Self::Delete,
            ("POST", path) if path.ends_with(paths::SIGN_IN) => Self::SignIn,
            ("POST", path) if path.ends_with(paths::REFRESH_TOKEN) => Self::Refresh,
            ("GET", path) if path.ends_with("/firmwares") => Self::Library,
            ("POST", path) if path.starts_with("/v2/product/") && path.ends_with("/firmware") => Self::AddFirmware,
            ("POST", path) if path.starts_with("/v2/upload/product/") => Self::Upload,
            _ => Self::Undocumented,
        }
    }
}

/// A request as the console sent it.
#[derive(Clone, Debug)]
pub struct Seen {
    pub op: Op,
    pub method: String,
    /// Without the page's own origin.
    pub url: String,
    /// In lower case, sorted.
    pub headers: Vec<(String, String)>,
    pub body: String,
    pub redirect: RequestRedirect,
    pub credentials: RequestCredentials,
    pub referrer_policy: ReferrerPolicy,
    pub cache: RequestCache,
    signal: AbortSignal,
}

impl Seen {
    fn read(request: &Request) -> Self {
        let origin = upgrade_console::web::window().location().origin().unwrap();
        let url = request.url();
        let url = url.strip_prefix(&origin).unwrap_or(&url).to_owned();
        let entries = js_sys::try_iter(&request.headers()).unwrap().unwrap();
        let mut headers: Vec<_> = entries
            .map(|entry| Array::from(&entry.unwrap()))
            .map(|pair| (pair.get(0).as_string().unwrap(), pair.get(1).as_string().unwrap()))
            .collect();
        headers.sort();
        Self {
            op: Op::of(&request.method(), &url),
            method: request.method(),
            url,
            headers,
            body: String::new(),
            redirect: request.redirect(),
            credentials: request.credentials(),
            referrer_policy: request.referrer_policy(),
            cache: request.cache(),
            signal: request.signal(),
        }
    }

    /// Whether the console aborted it.
    pub fn is_aborted(&self) -> bool {
        self.signal.aborted()
    }

    /// Value of its `Access-Token` header.
    pub fn token(&self) -> Option<&str> {
        let header = self.headers.iter().find(|(name, _)| name == "access-token");
        header.map(|(_, value)| value.as_str())
    }
}

/// Body of a 200 response whose operation is not applied. Valid JSON, but of no documented response.
const NOT_APPLIED: &str = r#""perhaps""#;

/// Response to a request.
#[derive(Clone)]
pub enum Answer {
    Text(u16, String),
    /// An empty body with this status and `Retry-After`.
    Later(u16, String),
    NetworkError,
    Held(Gate),
}

impl Answer {
    /// 200 with this body.
    pub fn ok(body: impl Into<String>) -> Self {
        Self::Text(200, body.into())
    }

    /// Documented refusal. The HTTP status is the first three digits of the code.
    pub fn refused(code: u32, msg: &str) -> Self {
        let status = u16::try_from(code / 10_000).unwrap();
        Self::Text(status, format!(r#"{{"error":{{"code":{code},"msg":"{msg}"}}}}"#))
    }

    /// An empty body with this status and `Retry-After`.
    pub fn later(status: u16, retry_after: &str) -> Self {
        Self::Later(status, retry_after.to_owned())
    }

    /// 200 for a write that is not applied.
    pub fn empty_promise() -> Self {
        Self::ok(NOT_APPLIED)
    }

    /// An HTML page, as a proxy or a wrong address returns.
    pub fn html(status: u16) -> Self {
        Self::Text(status, "<!doctype html><title>Welcome</title>".to_owned())
    }

    /// Waits until the response is released, and returns it.
    async fn released(self) -> Self {
        let mut answer = self;
        while let Self::Held(gate) = answer {
            answer = gate.released().await;
        }
        answer
    }

    fn into_response(self) -> Result<JsValue, JsValue> {
        let (init, headers) = (ResponseInit::new(), Headers::new()?);
        let (status, body) = match self {
            Self::Text(status, body) => (status, body),
            Self::Later(status, retry_after) => {
                headers.set("Retry-After", &retry_after)?;
                (status, String::new())
            }
            Self::NetworkError | Self::Held(_) => return Err(TypeError::new("Failed to fetch").into()),
        };
        headers.set("Content-Type", "application/json")?;
        headers.set("X-Request-Id", "r-1")?;
        init.set_status(status);
        init.set_headers(&headers);
        Ok(Response::new_with_opt_str_and_init(Some(&body), &init)?.into())
    }
}

/// A response that is held until the test releases it.
#[derive(Clone, Default)]
pub struct Gate {
    answer: Rc<RefCell<Option<Box<Answer>>>>,
    open: Rc<RefCell<Option<Function>>>,
}

impl Gate {
    /// Releases the request with this response.
    pub fn release(&self, answer: Answer) {
        *self.answer.borrow_mut() = Some(Box::new(answer));
        if let Some(open) = self.open.borrow_mut().take() {
            open.call0(&JsValue::NULL).unwrap();
        }
    }

    async fn released(&self) -> Answer {
        if self.answer.borrow().is_none() {
            let open = self.open.clone();
            let promise = Promise::new(&mut move |resolve, _| *open.borrow_mut() = Some(resolve));
            JsFuture::from(promise).await.unwrap();
        }
        *self.answer.borrow_mut().take().unwrap()
    }
}

#[derive(Default)]
struct State {
    seen: RefCell<Vec<Seen>>,
    asked: Cell<usize>,
    queued: RefCell<Vec<(Op, Answer)>>,
    defaults: RefCell<Vec<(Op, Answer)>>,
    accounts: Accounts,
}

impl State {
    async fn answer(self: Rc<Self>, request: Request, mut seen: Seen) -> Result<JsValue, JsValue> {
        seen.body = JsFuture::from(request.text()?).await?.as_string().unwrap_or_default();
        let (op, request_body) = (seen.op, seen.body.clone());
        let token = seen.token().map(str::to_owned);
        let refusal = self.accounts.refusal(op, token.as_deref(), &request_body);
        let answer = refusal.unwrap_or_else(|| self.pick(op, &request_body));
        self.seen.borrow_mut().push(seen);
        let answer = answer.released().await;
        if let Answer::Text(200, body) = &answer
            && body != NOT_APPLIED
        {
            self.accounts.gives(op, token.as_deref(), body);
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
            Op::Status => {
                let changed = rows.iter_mut().filter(|row| row["id"] == request["upgrade_task_id"]);
                changed.for_each(|row| row["status"] = request["status"].clone());
            }
            _ => return,
        }
        *list = serde_json::Value::Array(rows).to_string();
    }

    fn pick(&self, op: Op, request_body: &str) -> Answer {
        let mut queued = self.queued.borrow_mut();
        if let Some(at) = queued.iter().position(|(other, _)| *other == op) {
            return queued.remove(at).1;
        }
        let defaults = self.defaults.borrow();
        let default = defaults.iter().rev().find(|(other, _)| *other == op);
        default
            .map(|(_, answer)| answer.clone())
            .or_else(|| self.accounts.answer(op, request_body))
            .unwrap_or_else(|| Answer::refused(4_041_001, "url not found"))
    }
}

/// The fake platform. It replaces `fetch` until it is dropped.
pub struct Platform {
    state: Rc<State>,
    _replaced: Undo,
    _fetch: Closure<dyn FnMut(Request) -> Promise>,
}

impl Platform {
    pub fn install() -> Self {
        let state = Rc::new(State::default());
        let for_fetch = state.clone();
        let fetch = Closure::new(move |request: Request| {
            let seen = Seen::read(&request);
            for_fetch.asked.set(for_fetch.asked.get() + 1);
            future_to_promise(for_fetch.clone().answer(request, seen))
        });
        Self {
            state,
            _replaced: Undo::replacing("fetch", fetch.as_ref()),
            _fetch: fetch,
        }
    }

    /// Sets the lifetime, in seconds, of the tokens issued after this call.
    pub fn tokens_live(&self, seconds: u32) {
        self.state.accounts.live(seconds);
    }

    /// Sets the default response to `op`.
    pub fn always(&self, op: Op, answer: Answer) {
        self.state.defaults.borrow_mut().push((op, answer));
    }

    /// Queues a response to the next `op`, used before the default.
    pub fn once(&self, op: Op, answer: Answer) {
        self.state.queued.borrow_mut().push((op, answer));
    }

    /// Holds the response to the next `op` until the gate releases it.
    pub fn hold(&self, op: Op) -> Gate {
        let gate = Gate::default();
        self.once(op, Answer::Held(gate.clone()));
        gate
    }

    /// Recorded requests in order, without those for the configuration.
    pub fn seen(&self) -> Vec<Seen> {
        let seen = self.state.seen.borrow();
        seen.iter().filter(|seen| seen.op != Op::Config).cloned().collect()
    }

    /// Recorded requests of this kind, in order.
    pub fn asked(&self, op: Op) -> Vec<Seen> {
        self.seen().into_iter().filter(|seen| seen.op == op).collect()
    }

    /// Last recorded request of this kind.
    pub fn last(&self, op: Op) -> Seen {
        self.asked(op).pop().unwrap_or_else(|| panic!("no {op:?} was sent"))
    }

    /// Waits until at least `times` requests of this kind are recorded.
    pub async fn was_asked(&self, op: Op, times: usize) {
        until(&format!("{op:?} was sent {times} times"), || {
            self.asked(op).len() >= times
        })
        .await;
    }
}
