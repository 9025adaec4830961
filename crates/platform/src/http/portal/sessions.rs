//! Sessions of the demo portal with the platform's tokens, in memory only.

use crate::api_error::ApiError;
use crate::secrets::{self, TokenDigest};
use crate::service::credentials::{self, Pair, SignedIn};
use crate::state::AppState;
use crate::store::accounts::{self, EnterpriseId};
use axum::http::{HeaderMap, HeaderValue, header};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use upgrade_api::ErrorCode;

/// Lifetime of a session, in seconds: a long working day.
const LIFETIME: i64 = 12 * 3600;
/// Maximum number of sessions; a further one removes the oldest.
const SESSIONS_MAX: usize = 100;
/// Minimum remaining lifetime of a token that the page receives, in seconds.
const TOKEN_SECONDS_MIN: i64 = 5;

const COOKIE: &str = "upgrade-portal";
/// Value of `Set-Cookie` that deletes the cookie.
pub(super) const EXPIRED_COOKIE: HeaderValue =
    HeaderValue::from_static("upgrade-portal=; Path=/portal; HttpOnly; SameSite=Strict; Max-Age=0");

/// Returns the `Set-Cookie` of a session. It is not `Secure`, because the demo portal uses plain http on loopback; a
/// real portal needs `Secure`.
pub(super) fn set_cookie(id: &str) -> Result<HeaderValue, ApiError> {
    let text = format!("{COOKIE}={id}; Path=/portal; HttpOnly; SameSite=Strict; Max-Age={LIFETIME}");
    HeaderValue::from_str(&text).map_err(ApiError::fault)
}

/// Returns the session id in the cookie of a request.
pub(super) fn cookie(headers: &HeaderMap) -> Option<String> {
    let all = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let mut pairs = all
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE).map(|(_, id)| id.to_owned())
}

#[derive(Default)]
pub(super) struct Sessions(Mutex<HashMap<TokenDigest, Held>>);

impl Sessions {
    /// Opens a session and returns its id, which is a secret.
    pub(super) fn open(&self, held: Held, now: i64) -> Result<String, ApiError> {
        let id = secrets::token()?;
        let mut all = self.all();
        all.retain(|_, held| held.ends > now);
        if all.len() >= SESSIONS_MAX
            && let Some(oldest) = all.iter().min_by_key(|(_, held)| held.ends).map(|(id, _)| *id)
        {
            all.remove(&oldest);
        }
        all.insert(secrets::digest(&id), held);
        Ok(id)
    }

    /// Returns the session with this id, unless it has ended.
    pub(super) fn find(&self, id: &str, now: i64) -> Option<Held> {
        let found = self.all().get(&secrets::digest(id)).cloned();
        found.filter(|held| held.ends > now)
    }

    pub(super) fn close(&self, id: &str) {
        self.all().remove(&secrets::digest(id));
    }

    fn all(&self) -> MutexGuard<'_, HashMap<TokenDigest, Held>> {
        // Every change is one insertion or removal, so a panic leaves the map consistent.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A session, shared by the requests with its cookie.
#[derive(Clone)]
pub(super) struct Held {
    account: String,
    member_id: String,
    enterprise: EnterpriseId,
    /// End of the session, in seconds since 1970.
    ends: i64,
    /// Locked during a renewal, so that simultaneous requests cause only one.
    tokens: Arc<tokio::sync::Mutex<Tokens>>,
}

/// Current tokens of a session. Not `Debug`, because it contains secrets.
struct Tokens {
    pair: Pair,
    expires: i64,
    /// Number of the current token; each renewal increments it.
    number: u64,
    ended: bool,
}

/// Answer to the page's request for a token. Not `Debug`, because it contains a secret.
#[derive(Serialize)]
pub(super) struct Given {
    token: String,
    expires_in: i64,
    number: u64,
}

impl Held {
    pub(super) fn new(account: String, signed_in: SignedIn, now: i64) -> Self {
        let SignedIn {
            corp_id,
            member_id,
            pair,
        } = signed_in;
        Self {
            account,
            member_id,
            enterprise: EnterpriseId(corp_id),
            ends: now + LIFETIME,
            tokens: Arc::new(tokio::sync::Mutex::new(Tokens {
                expires: now + i64::from(pair.expire_in),
                pair,
                number: 1,
                ended: false,
            })),
        }
    }

    pub(super) fn account(&self) -> &str {
        &self.account
    }

    pub(super) fn enterprise(&self) -> &EnterpriseId {
        &self.enterprise
    }

    /// Returns the current token. Renews it first if the console reports it as refused or its lifetime is almost over.
    pub(super) async fn token(&self, state: &AppState, refused: bool, number: Option<u64>) -> Result<Given, ApiError> {
        let mut tokens = self.tokens.lock().await;
        if tokens.ended {
            return Err(ApiError::new(ErrorCode::TokenRequired, "signed out in the meantime"));
        }
        // A page whose refused token is older than the current one needs no renewal.
        let current_refused = refused && number.is_none_or(|number| number == tokens.number);
        if current_refused || tokens.expires - state.clock.now() < TOKEN_SECONDS_MIN.min(i64::from(state.token_seconds))
        {
            let pair = self.renewed(state, &tokens.pair).await?;
            tokens.expires = state.clock.now() + i64::from(pair.expire_in);
            tokens.pair = pair;
            tokens.number += 1;
        }
        Ok(Given {
            token: tokens.pair.access_token.clone(),
            expires_in: tokens.expires - state.clock.now(),
            number: tokens.number,
        })
    }

    /// Renews a pair with the documented refresh while its token is valid. After that, the portal issues a new pair for
    /// the account that signed in.
    async fn renewed(&self, state: &AppState, old: &Pair) -> Result<Pair, ApiError> {
        let (digest, now) = (secrets::digest(&old.access_token), state.clock.now());
        let good = state.store.run(move |db| credentials::session(db, &digest, now)).await;
        let refreshed = match good {
            Ok((session, _)) => credentials::refresh(state, session, &old.refresh_token).await,
            Err(refusal) => Err(refusal),
        };
        match refreshed {
            Err(refusal) if refusal.code != ErrorCode::ServerFault => credentials::open(state, &self.member_id).await,
            other => other,
        }
    }

    /// Ends the session and deletes its token from the platform.
    pub(super) async fn end(&self, state: &AppState) -> Result<(), ApiError> {
        let mut tokens = self.tokens.lock().await;
        let digest = secrets::digest(&tokens.pair.access_token);
        let closing = state.store.run(move |db| Ok(accounts::close_session(db, &digest)?));
        closing.await?;
        tokens.ended = true;
        Ok(())
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    fn held(now: i64) -> Held {
        let pair = Pair {
            access_token: "a".to_owned(),
            refresh_token: "r".to_owned(),
            expire_in: 60,
        };
        let signed_in = SignedIn {
            corp_id: "c".to_owned(),
            member_id: "m".to_owned(),
            pair,
        };
        Held::new("account".to_owned(), signed_in, now)
    }

    #[test]
    fn one_session_too_many_removes_the_oldest() {
        let sessions = Sessions::default();
        let open = |now| sessions.open(held(now), now).unwrap();
        let oldest = open(0);
        let second = open(1);
        for now in 2..=i64::try_from(SESSIONS_MAX).unwrap() {
            open(now);
        }
        assert!(sessions.find(&oldest, 200).is_none());
        assert!(sessions.find(&second, 200).is_some());
        assert!(sessions.find(&second, LIFETIME + 1).is_none(), "the session has ended");
        sessions.close(&second);
        assert!(sessions.find(&second, 200).is_none());
    }

    #[test]
    fn the_session_cookie_is_found_among_others() {
        let headers = |text| HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_static(text))]);
        assert_eq!(cookie(&headers("a=1; upgrade-portal=x; b=2")).as_deref(), Some("x"));
        assert_eq!(cookie(&headers("xupgrade-portal=x; upgrade-portal")), None);
        assert_eq!(cookie(&HeaderMap::new()), None);
    }
}
