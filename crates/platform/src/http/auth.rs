//! Credentials: the token check before every call, sign-in and refresh.

use super::fields::{Fields, JsonText};
use super::reject::{Answer, json};
use crate::reject::Reject;
use crate::secrets;
use crate::state::{Here, Shared};
use crate::store::accounts::{self, Account, Session};
use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Method, Request};
use axum::middleware::Next;
use axum::response::Response;
use serde::Serialize;
use upgrade_api::error::ErrorCode;

/// Where the documents put the token.
const HEADER: &str = "access-token";

/// Lets a call through only with an Access-Token that is good now; the handler finds its [`Session`] as an extension.
pub(super) async fn check(State(shared): Here, mut request: Request<Body>, next: Next) -> Result<Response, Reject> {
    if request.method() == Method::HEAD {
        // axum would answer HEAD wherever there is a GET; the documents have none.
        return Err(Reject::new(ErrorCode::UrlNotFound, "HEAD: no such operation"));
    }
    let digest = secrets::digest(&token(request.headers())?);
    let now = shared.clock.now();
    let session = shared
        .store
        .run(move |db| accounts::good_session(db, &digest, now))
        .await?;
    request.extensions_mut().insert(session);
    Ok(next.run(request).await)
}

fn token(headers: &HeaderMap) -> Result<String, Reject> {
    let missing = || Reject::new(ErrorCode::TokenRequired, "send the Access-Token header");
    let value = headers.get(HEADER).ok_or_else(missing)?;
    // A token of other characters than ours is simply not known.
    let text = value.to_str().unwrap_or("?").trim();
    if text.is_empty() {
        return Err(missing());
    }
    Ok(text.to_owned())
}

/// The answer to a sign-in. Not `Debug`: it holds secrets.
#[derive(Serialize)]
struct SignedIn {
    corp_id: String,
    member_id: String,
    #[serde(flatten)]
    pair: Pair,
}

/// A new pair of tokens. Not `Debug`: they are secrets.
#[derive(Serialize)]
struct Pair {
    access_token: String,
    refresh_token: String,
    expire_in: u32,
}

impl Pair {
    /// Two new tokens, and what the store keeps of them.
    fn new(shared: &Shared, account_id: &str) -> Result<(Self, Session), Reject> {
        let pair = Self {
            access_token: secrets::token()?,
            refresh_token: secrets::token()?,
            expire_in: shared.token_seconds,
        };
        let session = Session {
            access: secrets::digest(&pair.access_token),
            refresh: Some(secrets::digest(&pair.refresh_token)),
            account_id: account_id.to_owned(),
            expires: shared.clock.now() + i64::from(shared.token_seconds),
        };
        Ok((pair, session))
    }
}

/// *Sign in*: account and password for a pair of tokens.
pub(super) async fn sign_in(State(shared): Here, JsonText(text): JsonText) -> Answer {
    let fields = Fields::open(&text)?;
    let name = fields.filled("account")?;
    let password = fields.filled("password")?;
    if !(6..=16).contains(&password.chars().count()) {
        return Err(Reject::invalid("password", "6 to 16 characters"));
    }
    let account = shared.store.run(move |db| accounts::find(db, &name)).await?;
    let now = shared.clock.now();
    if account.as_ref().is_some_and(|account| account.locked_until > now) {
        return Err(Reject::new(
            ErrorCode::AccountLocked,
            format!("too many wrong passwords: wait {} minutes", accounts::LOCK_SECONDS / 60),
        ));
    }
    let account = verified(&shared, account, password).await?;
    let (pair, session) = Pair::new(&shared, &account.id)?;
    shared.store.run(move |db| accounts::open_session(db, &session)).await?;
    json(&SignedIn {
        corp_id: account.corp_id,
        member_id: account.id,
        pair,
    })
}

/// The account, if this is its password. Takes as long for an account that does not exist, so that nobody can
/// find out which ones do.
async fn verified(shared: &Shared, account: Option<Account>, password: String) -> Result<Account, Reject> {
    let salt = account.as_ref().map_or_else(|| vec![0; 16], |found| found.salt.clone());
    let digest = tokio::task::spawn_blocking(move || secrets::password_digest(&password, &salt))
        .await
        .map_err(Reject::fault)??;
    match account {
        Some(account) if secrets::same(&digest, &account.digest) => Ok(account),
        Some(account) => {
            let now = shared.clock.now();
            shared
                .store
                .run(move |db| accounts::count_wrong(db, &account.id, now))
                .await?;
            Err(wrong())
        }
        None => Err(wrong()),
    }
}

fn wrong() -> Reject {
    Reject::new(ErrorCode::WrongCredentials, "wrong account or password")
}

/// *Refresh*: a new pair in the place of the one the call was made with. Works only before expiry: after it the
/// token check has refused the call already.
pub(super) async fn refresh(
    State(shared): Here,
    Extension(session): Extension<Session>,
    JsonText(text): JsonText,
) -> Answer {
    let given = secrets::digest(&Fields::open(&text)?.filled("refresh_token")?);
    let belongs = session.refresh.is_some_and(|kept| secrets::same(&kept, &given));
    if !belongs {
        return Err(Reject::field(
            ErrorCode::TokenInvalid,
            "refresh_token",
            "not the one given together with this Access-Token",
        ));
    }
    let (pair, new) = Pair::new(&shared, &session.account_id)?;
    shared
        .store
        .run(move |db| accounts::replace_session(db, &session.access, &new))
        .await?;
    json(&pair)
}
