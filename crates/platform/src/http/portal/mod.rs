//! Demo portal: a separate site to which operators sign in and which embeds the console.
//!
//! It has the parts of a real portal: its own session in a cookie, the platform's refresh tokens only on the server,
//! and a page that gives the console an access token on request. The page uses only `portal-sdk`, as
//! `docs/embedding.md` describes.

mod sessions;

use super::answer::{self, Answer, done, json};
use super::fields::{Fields, JsonText};
use super::headers;
use super::log;
use super::url::Parameters;
use super::{BODY_MAX, time_limit};
use crate::api_error::ApiError;
use crate::origin::Origin;
use crate::service::credentials;
use crate::state::AppState;
use crate::store::products;
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, Method, Request, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};
use sessions::{Held, Sessions};
use std::sync::Arc;
use upgrade_api::ErrorCode;

const HTML: &str = "text/html; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";

/// Files of the page: path, content type, content.
const FILES: [(&str, &str, &str); 5] = [
    ("/", HTML, include_str!("../../../portal/index.html")),
    ("/portal.mjs", SCRIPT, include_str!("../../../portal/portal.mjs")),
    ("/portal.css", STYLE, include_str!("../../../portal/portal.css")),
    (
        "/icon.svg",
        "image/svg+xml",
        include_str!("../../../../../assets/icon.svg"),
    ),
    (
        "/portal-sdk.js",
        SCRIPT,
        include_str!("../../../../../portal-sdk/index.js"),
    ),
];

#[derive(Clone)]
pub(crate) struct Portal(Arc<Inner>);

struct Inner {
    state: Arc<AppState>,
    origin: Origin,
    console: Origin,
    sessions: Sessions,
}

impl Portal {
    pub(crate) fn new(state: Arc<AppState>, origin: Origin, console: Origin) -> Self {
        Self(Arc::new(Inner {
            state,
            console,
            origin,
            sessions: Sessions::default(),
        }))
    }

    pub(crate) fn origin(&self) -> &Origin {
        &self.0.origin
    }

    pub(crate) fn router(&self) -> Router {
        let routes = Router::new()
            .route("/portal/session", get(session))
            .route("/portal/sign-in", post(sign_in))
            .route("/portal/sign-out", post(sign_out))
            .route("/portal/token", get(token))
            .route("/portal/products", get(list_products))
            .route_layer(middleware::from_fn(own_page_only))
            .fallback(file)
            .layer(middleware::from_fn_with_state(self.clone(), canonical_host))
            .layer(time_limit())
            .layer(DefaultBodyLimit::max(BODY_MAX))
            .layer(middleware::map_response(answer::documented))
            .with_state(self.clone());
        log::observed(headers::portal(routes, &self.0.console))
    }

    /// Returns the session of the request's cookie.
    fn held(&self, headers: &HeaderMap) -> Result<Held, ApiError> {
        let found = sessions::cookie(headers).and_then(|id| self.0.sessions.find(&id, self.now()));
        found.ok_or_else(|| ApiError::new(ErrorCode::TokenRequired, "sign in to the portal"))
    }

    /// Ends the platform's session, which makes the console's token invalid, and then that of the request's cookie. If the
    /// first fails, both go on.
    async fn end_session(&self, headers: &HeaderMap) -> Result<(), ApiError> {
        if let Some(id) = sessions::cookie(headers)
            && let Some(held) = self.0.sessions.find(&id, self.now())
        {
            held.end(&self.0.state).await?;
            self.0.sessions.close(&id);
        }
        Ok(())
    }

    fn now(&self) -> i64 {
        self.0.state.clock.now()
    }
}

/// Redirects requests for another host name to the portal's origin, which the console knows.
async fn canonical_host(State(portal): State<Portal>, request: Request<Body>, next: Next) -> Response {
    let own = portal.0.origin.as_str();
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    if host.is_some_and(|host| format!("http://{host}") == own) {
        return next.run(request).await;
    }
    if request.method() != Method::GET || request.uri().path() != "/" {
        return ApiError::no_such_url().into_response();
    }
    Redirect::temporary(&format!("{own}/")).into_response()
}

/// Refuses requests that the browser marks as coming from another origin. `SameSite=Strict` alone is not enough,
/// because a site includes all ports of a host.
async fn own_page_only(request: Request<Body>, next: Next) -> Result<Response, ApiError> {
    let site = request.headers().get("sec-fetch-site");
    if site.is_some_and(|site| site != "same-origin") {
        return Err(ApiError::new(ErrorCode::Forbidden, "only for the portal's own page"));
    }
    Ok(next.run(request).await)
}

async fn file(method: Method, uri: Uri) -> Answer {
    let found = FILES.iter().find(|(path, ..)| *path == uri.path());
    let (_, mime, content) = found
        .filter(|_| matches!(method, Method::GET | Method::HEAD))
        .ok_or_else(ApiError::no_such_url)?;
    let headers = [(header::CONTENT_TYPE, *mime), (header::CACHE_CONTROL, "no-cache")];
    Ok((headers, *content).into_response())
}

/// Returns the console's address and the account that is signed in.
async fn session(State(portal): State<Portal>, headers: HeaderMap) -> Answer {
    json(&session_body(&portal, portal.held(&headers).ok().as_ref()))
}

fn session_body(portal: &Portal, held: Option<&Held>) -> Value {
    json!({"console": format!("{}/", portal.0.console), "account": held.map(Held::account)})
}

/// Opens a session, in place of the one of the request's cookie.
async fn sign_in(State(portal): State<Portal>, headers: HeaderMap, JsonText(text): JsonText) -> Answer {
    let fields = Fields::open(&text)?;
    let (account, password) = (fields.filled("account")?, fields.filled("password")?);
    let signed_in = credentials::sign_in(&portal.0.state, account.clone(), password).await?;
    portal.end_session(&headers).await?;
    let held = Held::new(account, signed_in, portal.now());
    let id = portal.0.sessions.open(held.clone(), portal.now())?;
    let mut response = json(&session_body(&portal, Some(&held)))?;
    response
        .headers_mut()
        .insert(header::SET_COOKIE, sessions::set_cookie(&id)?);
    Ok(response)
}

async fn sign_out(State(portal): State<Portal>, headers: HeaderMap) -> Answer {
    portal.end_session(&headers).await?;
    let mut response = done()?;
    response
        .headers_mut()
        .insert(header::SET_COOKIE, sessions::EXPIRED_COOKIE);
    Ok(response)
}

/// Returns the access token for the console. `reason` comes from the console; `number` is the number of the page's last
/// token, so that two pages of one session do not replace each other's token.
async fn token(State(portal): State<Portal>, headers: HeaderMap, parameters: Parameters) -> Answer {
    parameters.closed(&["reason", "number"])?;
    let refused = match parameters.get("reason") {
        Some("boot" | "visible") => false,
        Some("expired" | "rejected") => true,
        _ => return Err(ApiError::invalid("reason", "boot, visible, expired or rejected")),
    };
    let number = match parameters.get("number").map(str::parse::<u64>) {
        None => None,
        Some(Ok(number)) => Some(number),
        Some(Err(_)) => return Err(ApiError::invalid("number", "use a number")),
    };
    let issued = portal.held(&headers)?.token(&portal.0.state, refused, number).await?;
    json(&issued)
}

async fn list_products(State(portal): State<Portal>, headers: HeaderMap) -> Answer {
    let enterprise = portal.held(&headers)?.enterprise().clone();
    let store = &portal.0.state.store;
    let found = store.run(move |db| Ok(products::list(db, &enterprise)?)).await?;
    json(&found)
}
