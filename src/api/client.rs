//! HTTP client of the platform. All requests except uploads go through [`Client::send`].

use crate::api::response::ApiResponse;
use crate::api::{ApiError, Fault, RequestKind, body};
use crate::config::Config;
use crate::session::{Session, Token};
use crate::web;
use js_sys::{Array, Reflect};
use leptos::prelude::*;
use serde::Serialize;
use upgrade_api::profile::Profile;
use wasm_bindgen::JsValue;
use web_sys::{
    AbortSignal, Headers, ReferrerPolicy, Request, RequestCache, RequestCredentials, RequestInit, RequestRedirect,
};

/// HTTP client of the configured platform.
#[derive(Clone, Copy)]
pub struct Client {
    pub(crate) base: StoredValue<String>,
    /// Operations the platform offers.
    pub(crate) profile: Profile,
    /// Session whose token the requests carry.
    pub(crate) session: Session,
    pub(crate) listing: StoredValue<Listing>,
}

/// How a list of tasks is requested.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Listing {
    /// Page by page, with the query of profile `full`.
    Pages,
    /// In one request, with the documented `GET`.
    Whole,
}

impl Client {
    /// Creates a client. The base address comes only from the configuration.
    pub fn new(config: &Config, session: Session) -> Self {
        Self {
            base: StoredValue::new(absolute_base(&config.api.base)),
            profile: config.api.profile,
            session,
            listing: StoredValue::new(match config.api.profile {
                Profile::Full => Listing::Pages,
                Profile::Core => Listing::Whole,
            }),
        }
    }

    /// Reads a resource. Aborted with `owner`.
    pub(crate) async fn get(&self, path: &str, owner: Option<&AbortSignal>) -> Result<String, ApiError> {
        self.read_with_token(path, None, owner).await
    }

    /// Sends a query, which is a `POST` that changes nothing and is retried like any read. Aborted with `owner`.
    pub(crate) async fn query(
        &self,
        path: &str,
        body: &impl Serialize,
        owner: &AbortSignal,
    ) -> Result<String, ApiError> {
        self.read_with_token(path, Some(to_json(body)), Some(owner)).await
    }

    /// Renews a token that is about to expire, then sends a write once.
    pub(crate) async fn post(&self, path: &str, body: &impl Serialize) -> ApiResponse {
        match self.prepare_token(self.session.abort_signal().as_ref()).await {
            Ok(()) => self.post_at_once(path, body).await,
            Err(error) => error.into(),
        }
    }

    /// Sends a write with the current token, without waiting for a renewal in progress. If the token is refused, renews it and
    /// returns [`ApiError::Renewed`].
    pub(crate) async fn post_at_once(&self, path: &str, body: &impl Serialize) -> ApiResponse {
        // Delays an early renewal, which would invalidate the token of this write.
        let _write_guard = self.session.begin_write();
        let send = async |token: &Token| {
            self.send(RequestKind::Write, path, Some(to_json(body)), Some(token), None)
                .await
        };
        let response = self.with_renewal(false, send).await;
        self.report_error(response.result.as_ref().err());
        response
    }

    /// Sends a sign-in or a token refresh, with exactly this token or none.
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

    /// Sends a request once. It is aborted with the session, with `owner` and after the timeout of its kind.
    pub(crate) async fn send(
        &self,
        call: RequestKind,
        path: &str,
        body: Option<String>,
        token: Option<&Token>,
        owner: Option<&AbortSignal>,
    ) -> ApiResponse {
        let url = self.base.try_with_value(|base| format!("{base}{path}"));
        let (Some(url), Some(session_signal)) = (url, self.session.abort_signal()) else {
            return ApiError::Aborted.into();
        };
        let timeout = AbortSignal::timeout_with_u32(call.timeout_ms());
        let signal = any_of(&timeout, &session_signal, owner);
        let Ok(request) = request(&url, body, token, &signal) else {
            return ApiError::Failed(call, Fault::Unreachable).into();
        };
        let mut response = match gloo_net::http::Request::from(request).send().await {
            Ok(response) => body::read(call, &response).await,
            Err(_) => ApiError::Failed(call, Fault::Unreachable).into(),
        };
        if session_signal.aborted() || owner.is_some_and(AbortSignal::aborted) {
            // A response that arrived nevertheless is discarded.
            response.result = Err(ApiError::Aborted);
        } else if timeout.aborted() && matches!(response.result, Err(ApiError::Failed(_, Fault::Unreachable))) {
            response.result = Err(ApiError::Failed(call, Fault::TimedOut));
        }
        response
    }
}

/// Absolute form of a configured base. A path is relative to the page, also if a later request comes from a frame.
fn absolute_base(base: &str) -> String {
    let absolute = base.starts_with(['/', '.']).then(|| web::absolute(base)).flatten();
    absolute.map_or_else(|| base.to_owned(), |url| url.trim_end_matches('/').to_owned())
}

/// Returns a signal that aborts with the first of these. In a browser without `AbortSignal.any`, only the timeout
/// applies.
fn any_of(timeout: &AbortSignal, session_signal: &AbortSignal, owner: Option<&AbortSignal>) -> AbortSignal {
    let has_any = Reflect::get(&js_sys::global(), &"AbortSignal".into())
        .and_then(|class| Reflect::has(&class, &"any".into()))
        .unwrap_or(false);
    if has_any {
        let all = Array::of2(timeout, session_signal);
        if let Some(owner) = owner {
            all.push(owner);
        }
        AbortSignal::any(&all)
    } else {
        timeout.clone()
    }
}

/// Builds a request without the builder of `gloo_net`, which parses the query string and leaves a trailing `&`.
fn request(url: &str, body: Option<String>, token: Option<&Token>, signal: &AbortSignal) -> Result<Request, JsValue> {
    let headers = Headers::new()?;
    headers.set("Content-Type", "application/json")?;
    if let Some(token) = token {
        headers.set("Access-Token", token.reveal())?;
    }
    let init = RequestInit::new();
    // The API has no other methods.
    init.set_method(if body.is_some() { "POST" } else { "GET" });
    init.set_headers(&headers);
    init.set_signal(Some(signal));
    // Redirects are not followed, because browsers forward the token's header to another origin. Unlike `Error`,
    // `Manual` distinguishes a redirect from a network failure.
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
    // Serialising a request type cannot fail.
    serde_json::to_string(body).unwrap_or_default()
}
