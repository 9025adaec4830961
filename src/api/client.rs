//! The one place all requests pass.

use crate::api::answer::ApiResponse;
use crate::api::{ApiError, Fault, RequestKind, body};
use crate::config::{Config, Profile};
use crate::session::{Session, Token};
use js_sys::{Array, Reflect};
use leptos::prelude::*;
use serde::Serialize;
use wasm_bindgen::JsValue;
use web_sys::{
    AbortSignal, Headers, ReferrerPolicy, Request, RequestCache, RequestCredentials, RequestInit, RequestRedirect,
};

/// The platform, as the configuration names it.
#[derive(Clone, Copy)]
pub struct Client {
    pub(crate) base: StoredValue<String>,
    profile: Profile,
    pub(crate) session: Session,
    /// How lists of tasks are read.
    pub(crate) listing: StoredValue<Listing>,
}

/// How lists of tasks are read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Listing {
    /// Page by page, by the query of profile full.
    Pages,
    /// At once, by the documented `GET`.
    Whole,
}

impl Client {
    /// A client for the configured platform. The base comes from the configuration and nowhere else.
    #[must_use]
    pub fn new(config: &Config, session: Session) -> Self {
        Self {
            base: StoredValue::new(config.api.base.clone()),
            profile: config.api.profile,
            session,
            listing: StoredValue::new(match config.api.profile {
                Profile::Full => Listing::Pages,
                Profile::Core => Listing::Whole,
            }),
        }
    }

    /// The session whose token it sends.
    #[must_use]
    pub fn session(&self) -> Session {
        self.session
    }

    /// What the platform offers.
    #[must_use]
    pub fn profile(&self) -> Profile {
        self.profile
    }

    /// Reads a resource, until `owner` ends.
    pub(crate) async fn get(&self, path: &str, owner: Option<&AbortSignal>) -> Result<String, ApiError> {
        self.read_signed(path, None, owner).await
    }

    /// Reads what a body asks for, until `owner` ends: a question like any other, sent again where there was no answer.
    pub(crate) async fn query(
        &self,
        path: &str,
        body: &impl Serialize,
        owner: &AbortSignal,
    ) -> Result<String, ApiError> {
        self.read_signed(path, Some(to_json(body)), Some(owner)).await
    }

    /// Sends a body.
    pub(crate) async fn post(&self, path: &str, body: &impl Serialize) -> ApiResponse {
        self.write_signed(path, to_json(body)).await
    }

    /// Sends a body with the token at hand, without waiting for a renewal.
    pub(crate) async fn post_at_once(&self, path: &str, body: &impl Serialize) -> ApiResponse {
        self.write_at_once(path, to_json(body)).await
    }

    /// Sends a body to buy a token, with exactly this one.
    pub(crate) async fn post_as(
        &self,
        token: Option<&Token>,
        path: &str,
        body: &impl Serialize,
    ) -> Result<String, ApiError> {
        self.send(RequestKind::Write, path, Some(to_json(body)), token, None)
            .await
            .result
    }

    /// Sends one request, once.
    pub(crate) async fn send(
        &self,
        call: RequestKind,
        path: &str,
        body: Option<String>,
        token: Option<&Token>,
        owner: Option<&AbortSignal>,
    ) -> ApiResponse {
        let url = self.base.try_with_value(|base| format!("{base}{path}"));
        let (Some(url), Some(presence)) = (url, self.session.presence()) else {
            return ApiError::GivenUp.into();
        };
        let time = AbortSignal::timeout_with_u32(call.limit_ms());
        let signal = any_of(&time, &presence, owner);
        let Ok(request) = request(&url, body, token, &signal) else {
            return ApiError::Failed(call, Fault::Unreachable).into();
        };
        let mut answer = match gloo_net::http::Request::from(request).send().await {
            Ok(response) => body::read(call, &response).await,
            Err(_) => ApiError::Failed(call, Fault::Unreachable).into(),
        };
        if presence.aborted() || owner.is_some_and(AbortSignal::aborted) {
            // The answer, if there is one, is for nobody.
            answer.result = Err(ApiError::GivenUp);
        } else if time.aborted() && matches!(answer.result, Err(ApiError::Failed(_, Fault::Unreachable))) {
            answer.result = Err(ApiError::Failed(call, Fault::TimedOut));
        }
        answer
    }
}

/// Ends with whichever ends first. A browser without `AbortSignal.any` only keeps the time.
fn any_of(time: &AbortSignal, presence: &AbortSignal, owner: Option<&AbortSignal>) -> AbortSignal {
    let has_any = Reflect::get(&js_sys::global(), &"AbortSignal".into())
        .and_then(|class| Reflect::has(&class, &"any".into()))
        .unwrap_or(false);
    if has_any {
        let all = Array::of2(time, presence);
        if let Some(owner) = owner {
            all.push(owner);
        }
        AbortSignal::any(&all)
    } else {
        time.clone()
    }
}

/// Made by hand: `gloo_net`'s builder takes the query string apart and leaves a `&` at its end.
fn request(url: &str, body: Option<String>, token: Option<&Token>, signal: &AbortSignal) -> Result<Request, JsValue> {
    let headers = Headers::new()?;
    headers.set("Content-Type", "application/json")?;
    if let Some(token) = token {
        headers.set("Access-Token", token.reveal())?;
    }
    let init = RequestInit::new();
    // The documents know no other methods. What has a body may all the same only ask.
    init.set_method(if body.is_some() { "POST" } else { "GET" });
    init.set_headers(&headers);
    init.set_signal(Some(signal));
    // Browsers carry a custom header along a redirect to another origin: follow none. `Manual` follows none either, and
    // tells it from a network that is down.
    init.set_redirect(RequestRedirect::Manual);
    init.set_credentials(RequestCredentials::Omit);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    init.set_cache(RequestCache::NoStore);
    if let Some(body) = body {
        init.set_body(&body.into());
    }
    Request::new_with_str_and_init(url, &init)
}

fn to_json(body: &impl Serialize) -> String {
    // None of our bodies can fail to serialise.
    serde_json::to_string(body).unwrap_or_default()
}
