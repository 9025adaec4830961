//! A platform that answers as told: it takes the place of `fetch` and writes down everything it is asked.

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

/// The requests there are.
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
    /// A page of the list.
    Page,
    Library,
    AddFirmware,
    Upload,
    /// None of the above: always a mistake.
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

/// A request as it left the console.
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

    /// Whether it was given up.
    pub fn is_aborted(&self) -> bool {
        self.signal.aborted()
    }

    /// The token it carried.
    pub fn token(&self) -> Option<&str> {
        let header = self.headers.iter().find(|(name, _)| name == "access-token");
        header.map(|(_, value)| value.as_str())
    }
}

/// JSON, and nobody's.
const EMPTY_PROMISE: &str = r#""perhaps""#;

/// What a request is answered with.
#[derive(Clone)]
pub enum Answer {
    Text(u16, String),
    /// Come back later: the status, and `Retry-After`.
    Later(u16, String),
    NetworkError,
    Held(Gate),
}

impl Answer {
    /// 200 with this body.
    pub fn ok(body: impl Into<String>) -> Self {
        Self::Text(200, body.into())
    }

    /// The documented refusal, with the HTTP status its code begins with.
    pub fn refused(code: u32, msg: &str) -> Self {
        let status = u16::try_from(code / 10_000).unwrap();
        Self::Text(status, format!(r#"{{"error":{{"code":{code},"msg":"{msg}"}}}}"#))
    }

    /// Come back later, with this `Retry-After`.
    pub fn later(status: u16, retry_after: &str) -> Self {
        Self::Later(status, retry_after.to_owned())
    }

    /// 200, and nothing is done.
    pub fn empty_promise() -> Self {
        Self::ok(EMPTY_PROMISE)
    }

    /// What a proxy or a wrong address answers with.
    pub fn html(status: u16) -> Self {
        Self::Text(status, "<!doctype html><title>Welcome</title>".to_owned())
    }

    /// The answer, once it may arrive.
    async fn arrived(self) -> Self {
        let mut answer = self;
        while let Self::Held(gate) = answer {
            answer = gate.passed().await;
        }
        answer
    }

    fn give(self) -> Result<JsValue, JsValue> {
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

/// An answer that is on its way until the test lets it arrive.
#[derive(Clone, Default)]
pub struct Gate {
    answer: Rc<RefCell<Option<Box<Answer>>>>,
    open: Rc<RefCell<Option<Function>>>,
}

impl Gate {
    /// Lets this answer arrive.
    pub fn release(&self, answer: Answer) {
        *self.answer.borrow_mut() = Some(Box::new(answer));
        if let Some(open) = self.open.borrow_mut().take() {
            open.call0(&JsValue::NULL).unwrap();
        }
    }

    async fn passed(&self) -> Answer {
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
    next: RefCell<Vec<(Op, Answer)>>,
    usual: RefCell<Vec<(Op, Answer)>>,
    accounts: Accounts,
}

impl State {
    async fn answer(self: Rc<Self>, request: Request, mut seen: Seen) -> Result<JsValue, JsValue> {
        seen.body = JsFuture::from(request.text()?).await?.as_string().unwrap_or_default();
        let (op, asked) = (seen.op, seen.body.clone());
        let token = seen.token().map(str::to_owned);
        let refusal = self.accounts.refusal(op, token.as_deref(), &asked);
        let answer = refusal.unwrap_or_else(|| self.pick(op, &asked));
        self.seen.borrow_mut().push(seen);
        let answer = answer.arrived().await;
        if let Answer::Text(200, said) = &answer
            && said != EMPTY_PROMISE
        {
            self.accounts.gives(op, token.as_deref(), said);
            self.does(op, &asked, said);
        }
        answer.give()
    }

    /// What it says yes to it does, as far as its list goes.
    fn does(&self, op: Op, asked: &str, said: &str) {
        let mut usual = self.usual.borrow_mut();
        let list = usual.iter_mut().rev().find(|(other, _)| *other == Op::List);
        let Some((_, Answer::Text(200, list))) = list else {
            return;
        };
        let Ok(serde_json::Value::Array(mut rows)) = serde_json::from_str(list) else {
            return;
        };
        let asked: serde_json::Value = serde_json::from_str(asked).unwrap_or_default();
        match op {
            Op::Create => rows.extend(serde_json::from_str::<serde_json::Value>(said).ok()),
            Op::Delete => rows.retain(|row| row["id"] != asked["id"]),
            Op::Status => {
                let wanted = rows.iter_mut().filter(|row| row["id"] == asked["upgrade_task_id"]);
                wanted.for_each(|row| row["status"] = asked["status"].clone());
            }
            _ => return,
        }
        *list = serde_json::Value::Array(rows).to_string();
    }

    fn pick(&self, op: Op, asked: &str) -> Answer {
        let mut next = self.next.borrow_mut();
        if let Some(at) = next.iter().position(|(other, _)| *other == op) {
            return next.remove(at).1;
        }
        let usual = self.usual.borrow();
        let known = usual.iter().rev().find(|(other, _)| *other == op);
        known
            .map(|(_, answer)| answer.clone())
            .or_else(|| self.accounts.answer(op, asked))
            .unwrap_or_else(|| Answer::refused(4_041_001, "url not found"))
    }
}

/// The platform, in place of `fetch` until it is dropped.
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

    /// The tokens it gives from now on live for so many seconds.
    pub fn tokens_live(&self, seconds: u32) {
        self.state.accounts.live(seconds);
    }

    /// What it answers to `op` from now on.
    pub fn always(&self, op: Op, answer: Answer) {
        self.state.usual.borrow_mut().push((op, answer));
    }

    /// What it answers to the next `op`, before it goes on as usual.
    pub fn once(&self, op: Op, answer: Answer) {
        self.state.next.borrow_mut().push((op, answer));
    }

    /// Keeps the answer to the next `op` back.
    pub fn hold(&self, op: Op) -> Gate {
        let gate = Gate::default();
        self.once(op, Answer::Held(gate.clone()));
        gate
    }

    /// Everything asked so far but the configuration, in order.
    pub fn seen(&self) -> Vec<Seen> {
        let seen = self.state.seen.borrow();
        seen.iter().filter(|seen| seen.op != Op::Config).cloned().collect()
    }

    /// Every `op` asked so far.
    pub fn asked(&self, op: Op) -> Vec<Seen> {
        self.seen().into_iter().filter(|seen| seen.op == op).collect()
    }

    /// The last `op` asked.
    pub fn last(&self, op: Op) -> Seen {
        self.asked(op).pop().unwrap_or_else(|| panic!("no {op:?} was asked"))
    }

    /// Waits until `op` was asked so many times.
    pub async fn was_asked(&self, op: Op, times: usize) {
        until(&format!("{op:?} was asked {times} times"), || {
            self.asked(op).len() >= times
        })
        .await;
    }
}
