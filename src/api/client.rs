//! The one place all requests pass.

use super::ApiError;
use crate::config::{Config, Profile};
use crate::session::{Session, Token};
use gloo_net::http::{Method, RequestBuilder, Response};
use leptos::prelude::*;
use serde::Serialize;
use web_sys::{AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect};

/// Milliseconds a read may take.
const READ_LIMIT_MS: u32 = 15_000;
/// Milliseconds a write may take: longer, since giving up on it leaves doubt.
const WRITE_LIMIT_MS: u32 = 30_000;

/// The platform, as the configuration names it.
#[derive(Clone, Copy)]
pub struct Client {
    base: StoredValue<String>,
    profile: Profile,
    session: Session,
}

impl Client {
    /// A client for the configured platform. The base comes from the configuration and nowhere else.
    #[must_use]
    pub fn new(config: &Config, session: Session) -> Self {
        Self {
            base: StoredValue::new(config.api_base.clone()),
            profile: config.profile,
            session,
        }
    }

    /// What the platform offers.
    #[must_use]
    pub fn profile(&self) -> Profile {
        self.profile
    }

    /// Reads a resource.
    pub(super) async fn get(&self, path: &str) -> Result<String, ApiError> {
        self.send_signed(Method::GET, path, None).await
    }

    /// Sends a body.
    pub(super) async fn post(&self, path: &str, body: &impl Serialize) -> Result<String, ApiError> {
        self.send_signed(Method::POST, path, Some(to_json(body)?)).await
    }

    /// Sends a body without a token: only to get one.
    pub(super) async fn post_unsigned(&self, path: &str, body: &impl Serialize) -> Result<String, ApiError> {
        self.send(Method::POST, path, Some(to_json(body)?), None).await
    }

    async fn send_signed(&self, method: Method, path: &str, body: Option<String>) -> Result<String, ApiError> {
        // Read right before sending: a portal may have renewed it.
        let Some(token) = self.session.token() else {
            return Err(ApiError::SignedOut(None));
        };
        let answer = self.send(method, path, body, Some(&token)).await;
        if let Err(ApiError::SignedOut(code)) = &answer {
            self.session.refused(&token, *code);
        }
        answer
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<String>,
        token: Option<&Token>,
    ) -> Result<String, ApiError> {
        let limit = if method == Method::GET {
            READ_LIMIT_MS
        } else {
            WRITE_LIMIT_MS
        };
        let signal = AbortSignal::timeout_with_u32(limit);
        let url = self.base.with_value(|base| format!("{base}{path}"));
        let mut request = RequestBuilder::new(&url)
            .method(method)
            .header("Content-Type", "application/json")
            .abort_signal(Some(&signal))
            // Browsers carry a custom header along a redirect to another origin: follow none.
            .redirect(RequestRedirect::Error)
            .credentials(RequestCredentials::Omit)
            .referrer_policy(ReferrerPolicy::NoReferrer)
            .cache(RequestCache::NoStore);
        if let Some(token) = token {
            request = request.header("Access-Token", token.reveal());
        }
        let request = match body {
            Some(body) => request.body(body),
            None => request.build(),
        };
        let sent = request.map_err(|_| ApiError::Unreachable)?.send().await;
        let answer = match sent {
            Ok(response) => text_of(response).await,
            Err(_) => Err(ApiError::Unreachable),
        };
        if signal.aborted() && answer.is_err() {
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

async fn text_of(response: Response) -> Result<(u16, String), ApiError> {
    let text = response.text().await.map_err(|_| ApiError::Unreachable)?;
    Ok((response.status(), text))
}

fn to_json(body: &impl Serialize) -> Result<String, ApiError> {
    // None of our bodies can fail to serialise; if one ever does, nothing was sent.
    serde_json::to_string(body).map_err(|_| ApiError::Unreachable)
}
