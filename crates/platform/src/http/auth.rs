//! Token check before every call, sign-in and refresh.

use super::answer::{Answer, json};
use super::fields::{Fields, JsonText};
use crate::api_error::ApiError;
use crate::secrets;
use crate::service::credentials;
use crate::state::AppState;
use crate::store::accounts::{EnterpriseId, Session};
use crate::store::products;
use axum::Extension;
use axum::body::Body;
use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Request};
use axum::middleware::Next;
use axum::response::Response;
use rusqlite::Connection;
use std::sync::Arc;
use upgrade_api::{ErrorCode, ProductId};

const HEADER: &str = "access-token";

/// Extractor of the platform's state and of the enterprise whose token the call carries.
pub(super) struct Caller {
    pub(super) state: Arc<AppState>,
    pub(super) enterprise: EnterpriseId,
}

impl FromRequestParts<Arc<AppState>> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &Arc<AppState>) -> Result<Self, ApiError> {
        let enterprise = parts.extensions.get().cloned();
        Ok(Self {
            state: Arc::clone(state),
            enterprise: enterprise.ok_or_else(|| ApiError::fault("a route without the token check"))?,
        })
    }
}

impl Caller {
    /// Runs `work` on a product of the enterprise.
    ///
    /// # Errors
    /// 4041005 if the enterprise does not have the product, also if another one has it; the error of `work`.
    pub(super) async fn read<T, F>(&self, product: ProductId, work: F) -> Result<T, ApiError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection, &ProductId) -> Result<T, ApiError> + Send + 'static,
    {
        let work = on_product(self.enterprise.clone(), product, work);
        self.state.store.run(|db| work(db)).await
    }

    /// Like [`read`](Self::read), in a transaction.
    pub(super) async fn write<T, F>(&self, product: ProductId, work: F) -> Result<T, ApiError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection, &ProductId) -> Result<T, ApiError> + Send + 'static,
    {
        let work = on_product(self.enterprise.clone(), product, work);
        self.state.store.write(work).await
    }
}

fn on_product<T>(
    enterprise: EnterpriseId,
    product: ProductId,
    work: impl FnOnce(&Connection, &ProductId) -> Result<T, ApiError>,
) -> impl FnOnce(&Connection) -> Result<T, ApiError> {
    move |db| match products::is_owned_by(db, &product, &enterprise)? {
        true => work(db, &product),
        false => Err(ApiError::field(
            ErrorCode::ProductNotFound,
            "product_id",
            "no such product",
        )),
    }
}

/// Passes a call on only if its access token is valid. The handler finds the [`Session`] and the [`EnterpriseId`] as
/// extensions.
pub(super) async fn check(
    State(state): State<Arc<AppState>>,
    mut request: Request<Body>,
    next: Next,
) -> Result<Response, ApiError> {
    if request.method() == Method::HEAD {
        // axum answers HEAD on every GET route, but the documents define no HEAD.
        return Err(ApiError::new(ErrorCode::UrlNotFound, "HEAD: no such operation"));
    }
    let digest = secrets::digest(&token(request.headers())?);
    let now = state.clock.now();
    let (session, enterprise) = state
        .store
        .run(move |db| credentials::session(db, &digest, now))
        .await?;
    request.extensions_mut().insert(session);
    request.extensions_mut().insert(enterprise);
    Ok(next.run(request).await)
}

fn token(headers: &HeaderMap) -> Result<String, ApiError> {
    let missing = || ApiError::new(ErrorCode::TokenRequired, "send the Access-Token header");
    let value = headers.get(HEADER).ok_or_else(missing)?;
    // A value with other characters is not a known token, and neither is `?`.
    let text = value.to_str().unwrap_or("?").trim();
    if text.is_empty() {
        return Err(missing());
    }
    Ok(text.to_owned())
}

/// *Sign in*: issues a pair of tokens for account and password.
pub(super) async fn sign_in(State(state): State<Arc<AppState>>, JsonText(text): JsonText) -> Answer {
    let fields = Fields::open(&text)?;
    let (name, password) = (fields.filled("account")?, fields.filled("password")?);
    json(&credentials::sign_in(&state, name, password).await?)
}

/// *Refresh*: replaces the pair of tokens that the call uses. Works only before expiry, because the token check refuses
/// an expired token.
pub(super) async fn refresh(
    State(state): State<Arc<AppState>>,
    Extension(session): Extension<Session>,
    JsonText(text): JsonText,
) -> Answer {
    let refresh_token = Fields::open(&text)?.filled("refresh_token")?;
    json(&credentials::refresh(&state, session, &refresh_token).await?)
}
