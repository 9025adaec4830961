//! The one place all requests pass.

use super::ApiError;
use crate::config::{Config, Profile};
use crate::reactive::stored;
use crate::session::{Session, Token};
use gloo_net::http::Response;
use js_sys::{Array, Reflect};
use leptos::prelude::*;
use serde::Serialize;
use wasm_bindgen::JsValue;
use web_sys::{
    AbortSignal, Headers, ReferrerPolicy, Request, RequestCache, RequestCredentials, RequestInit, RequestRedirect,
};

/// The methods of the interface.
pub(super) const GET: &str = "GET";
const POST: &str = "POST";

/// Milliseconds a read may take.
const READ_LIMIT_MS: u32 = 15_000;
/// Milliseconds a write may take: longer, since giving up on it leaves doubt.
const WRITE_LIMIT_MS: u32 = 30_000;

/// The platform, as the configuration names it.
#[derive(Clone, Copy)]
pub struct Client {
    base: StoredValue<String>,
    profile: Profile,
    pub(super) session: Session,
}

impl Client {
    /// A client for the configured platform. The base comes from the configuration and nowhere else.
    #[must_use]
    pub fn new(config: &Config, session: Session) -> Self {
        Self {
            base: stored(config.api_base.clone()),
            profile: config.profile,
            session,
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

    /// Reads a resource.
    pub(super) async fn get(&self, path: &str) -> Result<String, ApiError> {
        self.send_signed(GET, path, None).await
    }

    /// Sends a body.
    pub(super) async fn post(&self, path: &str, body: &impl Serialize) -> Result<String, ApiError> {
        self.send_signed(POST, path, Some(to_json(body)?)).await
    }

    /// Sends a body without a token: only to get one.
    pub(super) async fn post_unsigned(&self, path: &str, body: &impl Serialize) -> Result<String, ApiError> {
        self.send(POST, path, Some(to_json(body)?), None).await
    }

    /// Sends one request, once.
    pub(super) async fn send(
        &self,
        method: &str,
        path: &str,
        body: Option<String>,
        token: Option<&Token>,
    ) -> Result<String, ApiError> {
        let limit = if method == GET { READ_LIMIT_MS } else { WRITE_LIMIT_MS };
        let url = self.base.try_with_value(|base| format!("{base}{path}"));
        let (Some(url), Some(presence)) = (url, self.session.presence()) else {
            return Err(ApiError::SignedOut(None));
        };
        let time = AbortSignal::timeout_with_u32(limit);
        let signal = either(&time, &presence);
        let request = request(&url, method, body, token, &signal).map_err(|_| ApiError::Unreachable)?;
        let sent = gloo_net::http::Request::from(request).send().await;
        let answer = match sent {
            Ok(response) => text_of(response).await,
            Err(_) => Err(ApiError::Unreachable),
        };
        if presence.aborted() {
            // Whoever asked has left: the answer, if there is one, is for nobody.
            return Err(ApiError::SignedOut(None));
        }
        if time.aborted() && answer.is_err() {
            return Err(ApiError::TimedOut);
        }
        let (status, text) = answer?;
        if status == 200 {
            Ok(text)
        } else {
            Err(ApiError::from_answer(status, &text))
        }
    }
}

/// Ends with whichever ends first. A browser without `AbortSignal.any` only keeps the time.
fn either(time: &AbortSignal, presence: &AbortSignal) -> AbortSignal {
    let has_any = Reflect::get(&js_sys::global(), &"AbortSignal".into())
        .and_then(|class| Reflect::has(&class, &"any".into()))
        .unwrap_or(false);
    if has_any {
        AbortSignal::any(&Array::of2(time, presence))
    } else {
        time.clone()
    }
}

/// Made by hand: `gloo_net`'s builder takes the query string apart and leaves a `&` at its end.
fn request(
    url: &str,
    method: &str,
    body: Option<String>,
    token: Option<&Token>,
    signal: &AbortSignal,
) -> Result<Request, JsValue> {
    let headers = Headers::new()?;
    headers.set("Content-Type", "application/json")?;
    if let Some(token) = token {
        headers.set("Access-Token", token.reveal())?;
    }
    let init = RequestInit::new();
    init.set_method(method);
    init.set_headers(&headers);
    init.set_signal(Some(signal));
    // Browsers carry a custom header along a redirect to another origin: follow none.
    init.set_redirect(RequestRedirect::Error);
    init.set_credentials(RequestCredentials::Omit);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    init.set_cache(RequestCache::NoStore);
    if let Some(body) = body {
        init.set_body(&body.into());
    }
    Request::new_with_str_and_init(url, &init)
}

async fn text_of(response: Response) -> Result<(u16, String), ApiError> {
    let text = response.text().await.map_err(|_| ApiError::Unreachable)?;
    Ok((response.status(), text))
}

fn to_json(body: &impl Serialize) -> Result<String, ApiError> {
    // None of our bodies can fail to serialise; if one ever does, nothing was sent.
    serde_json::to_string(body).map_err(|_| ApiError::Unreachable)
}
