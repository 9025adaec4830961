//! The demo portal: another site than the console's, to which operators sign in and which embeds the console.
//!
//! What a real portal has, this one has: a session of its own in a cookie, the platform's tokens on the server's side
//! only, and a page that gives the console a token when it asks. The page is written with `portal-sdk` and nothing
//! else, from `docs/embedding.md`.

mod sessions;

use super::fields::{Fields, JsonText};
use super::headers::PageHeaders;
use super::reject::{Answer, done, json};
use super::url::Parameters;
use super::{credentials, log, no_sniffing};
use crate::origin::Origin;
use crate::reject::Reject;
use crate::state::Shared;
use crate::store::products;
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::InvalidHeaderValue;
use axum::http::{HeaderMap, HeaderValue, Method, Request, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};
use sessions::{Held, Sessions};
use std::sync::Arc;
use upgrade_api::error::ErrorCode;

/// The files of the page: address, type, content.
const FILES: [(&str, &str, &str); 5] = [
    (
        "/",
        "text/html; charset=utf-8",
        include_str!("../../../portal/index.html"),
    ),
    (
        "/portal.mjs",
        "text/javascript; charset=utf-8",
        include_str!("../../../portal/portal.mjs"),
    ),
    (
        "/portal.css",
        "text/css; charset=utf-8",
        include_str!("../../../portal/portal.css"),
    ),
    (
        "/icon.svg",
        "image/svg+xml",
        include_str!("../../../../../assets/icon.svg"),
    ),
    (
        "/portal-sdk.js",
        "text/javascript; charset=utf-8",
        include_str!("../../../../../portal-sdk/index.js"),
    ),
];

/// The demo portal.
#[derive(Clone)]
pub(crate) struct Portal(Arc<Inner>);

struct Inner {
    shared: Arc<Shared>,
    origin: Origin,
    console: String,
    headers: PageHeaders,
    sessions: Sessions,
}

impl Portal {
    /// A portal at `origin` that embeds the console at `console`.
    pub(crate) fn new(shared: Arc<Shared>, origin: Origin, console: &Origin) -> Result<Self, InvalidHeaderValue> {
        Ok(Self(Arc::new(Inner {
            shared,
            headers: PageHeaders::portal(console)?,
            console: format!("{console}/"),
            origin,
            sessions: Sessions::default(),
        })))
    }

    /// Its origin.
    pub(crate) fn origin(&self) -> &Origin {
        &self.0.origin
    }

    /// Everything it answers.
    pub(crate) fn router(&self) -> Router {
        Router::new()
            .route("/portal/session", get(session))
            .route("/portal/sign-in", post(sign_in))
            .route("/portal/sign-out", post(sign_out))
            .route("/portal/token", get(token))
            .route("/portal/products", get(list_products))
            .route_layer(middleware::from_fn(own_page_only))
            .fallback(file)
            .layer(middleware::from_fn_with_state(self.clone(), addressed))
            .layer(middleware::from_fn(no_sniffing))
            .layer(middleware::from_fn(log::request))
            .with_state(self.clone())
    }

    /// The session of the cookie this request came with.
    fn held(&self, headers: &HeaderMap) -> Result<Held, Reject> {
        let found = sessions::cookie(headers).and_then(|id| self.0.sessions.find(&id, self.now()));
        found.ok_or_else(|| Reject::new(ErrorCode::TokenRequired, "sign in to the portal"))
    }

    fn now(&self) -> i64 {
        self.0.shared.clock.now()
    }
}

/// Sends whoever came under another name than the console knows to the right one, and adds the headers.
async fn addressed(State(portal): State<Portal>, request: Request<Body>, next: Next) -> Response {
    let own = portal.0.origin.as_str();
    let named = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let mut response = if named.is_some_and(|host| format!("http://{host}") == own) {
        next.run(request).await
    } else {
        elsewhere(own, request.method(), request.uri())
    };
    portal.0.headers.apply(&mut response);
    response
}

fn elsewhere(own: &str, method: &Method, uri: &Uri) -> Response {
    if *method != Method::GET || uri.path() != "/" {
        return no_such_page().into_response();
    }
    let mut response = StatusCode::TEMPORARY_REDIRECT.into_response();
    if let Ok(place) = HeaderValue::from_str(&format!("{own}/")) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    response
}

/// Refuses what a browser says comes from another page than the portal's own. The cookie is `SameSite=Strict`, but
/// sites ignore ports.
async fn own_page_only(request: Request<Body>, next: Next) -> Result<Response, Reject> {
    let from = request.headers().get("sec-fetch-site");
    if from.is_some_and(|from| from != "same-origin") {
        return Err(Reject::new(ErrorCode::Forbidden, "only for the portal's own page"));
    }
    Ok(next.run(request).await)
}

async fn file(method: Method, uri: Uri) -> Answer {
    let found = FILES.iter().find(|(path, ..)| *path == uri.path());
    let (_, mime, content) = found
        .filter(|_| matches!(method, Method::GET | Method::HEAD))
        .ok_or_else(no_such_page)?;
    let mut response = Response::new(Body::from(*content));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(mime));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    Ok(response)
}

fn no_such_page() -> Reject {
    Reject::new(ErrorCode::UrlNotFound, "no such page")
}

/// What the page starts with: where the console is, and who is signed in.
async fn session(State(portal): State<Portal>, headers: HeaderMap) -> Answer {
    json(&described(&portal, portal.held(&headers).ok().as_ref()))
}

fn described(portal: &Portal, held: Option<&Held>) -> Value {
    json!({"console": portal.0.console, "account": held.map(Held::account)})
}

async fn sign_in(State(portal): State<Portal>, JsonText(text): JsonText) -> Answer {
    let fields = Fields::open(&text)?;
    let (account, password) = (fields.filled("account")?, fields.filled("password")?);
    let signed_in = credentials::sign_in(&portal.0.shared, account.clone(), password).await?;
    let held = Held::new(account, signed_in, portal.now());
    let id = portal.0.sessions.open(held.clone(), portal.now())?;
    let mut response = json(&described(&portal, Some(&held)))?;
    response
        .headers_mut()
        .insert(header::SET_COOKIE, sessions::set_cookie(&id)?);
    Ok(response)
}

/// Ends the portal's session and the platform's: the console's token is worth nothing from now on.
async fn sign_out(State(portal): State<Portal>, headers: HeaderMap) -> Answer {
    if let Some(held) = sessions::cookie(&headers).and_then(|id| portal.0.sessions.close(&id)) {
        held.end(&portal.0.shared).await?;
    }
    let mut response = done()?;
    response
        .headers_mut()
        .insert(header::SET_COOKIE, sessions::EXPIRED_COOKIE);
    Ok(response)
}

/// The token for the console. `reason` is the console's; `number` says which token the page was given last, so that
/// two pages of one session do not take each other's token away.
async fn token(State(portal): State<Portal>, headers: HeaderMap, asked: Parameters) -> Answer {
    asked.closed(&["reason", "number"])?;
    let refused = match asked.get("reason") {
        Some("boot" | "visible") => false,
        Some("expired" | "rejected") => true,
        _ => return Err(Reject::invalid("reason", "boot, visible, expired or rejected")),
    };
    let number = match asked.get("number").map(str::parse::<u64>) {
        None => None,
        Some(Ok(number)) => Some(number),
        Some(Err(_)) => return Err(Reject::invalid("number", "use a number")),
    };
    let given = portal.held(&headers)?.token(&portal.0.shared, refused, number).await?;
    json(&given)
}

async fn list_products(State(portal): State<Portal>, headers: HeaderMap) -> Answer {
    portal.held(&headers)?;
    let found = portal.0.shared.store.run(|db| products::list(db)).await?;
    json(&found)
}
