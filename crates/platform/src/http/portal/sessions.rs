//! Who is signed in to the demo portal, and the platform's tokens for them. In memory only.

use super::super::credentials::{self, Pair, SignedIn};
use crate::reject::Reject;
use crate::secrets::{self, TokenDigest};
use crate::state::Shared;
use crate::store::accounts;
use axum::http::{HeaderMap, HeaderValue, header};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use upgrade_api::error::ErrorCode;

/// Seconds a session lasts: a long day of work.
const LIFETIME: i64 = 12 * 3600;
/// How many there may be; the oldest makes room.
const SESSIONS_MAX: usize = 100;
/// A token with fewer seconds left is not worth giving away.
const LEAST: i64 = 5;

const COOKIE: &str = "upgrade-portal";
/// What makes a browser forget the cookie.
pub(super) const EXPIRED_COOKIE: HeaderValue =
    HeaderValue::from_static("upgrade-portal=; Path=/portal; HttpOnly; SameSite=Strict; Max-Age=0");

/// The cookie of a session. Not `Secure`: the demo portal is plain http on loopback; a real one is not.
pub(super) fn set_cookie(id: &str) -> Result<HeaderValue, Reject> {
    let text = format!("{COOKIE}={id}; Path=/portal; HttpOnly; SameSite=Strict; Max-Age={LIFETIME}");
    HeaderValue::from_str(&text).map_err(Reject::fault)
}

/// The session id a request came with.
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

/// The open sessions, by the digest of their id.
#[derive(Default)]
pub(super) struct Sessions(Mutex<HashMap<TokenDigest, Held>>);

impl Sessions {
    /// Opens one; gives its id, which is a secret.
    pub(super) fn open(&self, held: Held, now: i64) -> Result<String, Reject> {
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

    pub(super) fn find(&self, id: &str, now: i64) -> Option<Held> {
        let found = self.all().get(&secrets::digest(id)).cloned();
        found.filter(|held| held.ends > now)
    }

    pub(super) fn close(&self, id: &str) -> Option<Held> {
        self.all().remove(&secrets::digest(id))
    }

    fn all(&self) -> MutexGuard<'_, HashMap<TokenDigest, Held>> {
        // Every change is one insertion or removal: a panic leaves nothing half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A session, shared by the requests that came with its cookie.
#[derive(Clone)]
pub(super) struct Held {
    account: String,
    member_id: String,
    ends: i64,
    /// Locked for as long as a renewal takes: one renewal, however many ask.
    tokens: Arc<tokio::sync::Mutex<Tokens>>,
}

/// Not `Debug`: it holds secrets.
struct Tokens {
    pair: Pair,
    expires: i64,
    /// Counts renewals.
    number: u64,
    ended: bool,
}

/// What the page is given. Not `Debug`: it holds a secret.
#[derive(Serialize)]
pub(super) struct Given {
    token: String,
    expires_in: i64,
    number: u64,
}

impl Held {
    pub(super) fn new(account: String, signed_in: SignedIn, now: i64) -> Self {
        let SignedIn { member_id, pair, .. } = signed_in;
        Self {
            account,
            member_id,
            ends: now + LIFETIME,
            tokens: Arc::new(tokio::sync::Mutex::new(Tokens {
                expires: now + i64::from(pair.expire_in),
                pair,
                number: 1,
                ended: false,
            })),
        }
    }

    /// Who is signed in.
    pub(super) fn account(&self) -> &str {
        &self.account
    }

    /// The current token; a new one where the current one was refused, or is as good as expired.
    pub(super) async fn token(&self, shared: &Shared, refused: bool, number: Option<u64>) -> Result<Given, Reject> {
        let mut tokens = self.tokens.lock().await;
        if tokens.ended {
            return Err(Reject::new(ErrorCode::TokenRequired, "signed out meanwhile"));
        }
        // Whoever was refused with an older one is helped with the current one.
        let current_refused = refused && number.is_none_or(|number| number == tokens.number);
        if current_refused || tokens.expires - shared.clock.now() < LEAST.min(i64::from(shared.token_seconds)) {
            let pair = self.renewed(shared, &tokens.pair).await?;
            tokens.expires = shared.clock.now() + i64::from(pair.expire_in);
            tokens.pair = pair;
            tokens.number += 1;
        }
        Ok(Given {
            token: tokens.pair.access_token.clone(),
            expires_in: tokens.expires - shared.clock.now(),
            number: tokens.number,
        })
    }

    /// The documented refresh while the token is good; after that the portal vouches for who signed in to it.
    async fn renewed(&self, shared: &Shared, old: &Pair) -> Result<Pair, Reject> {
        let (digest, now) = (secrets::digest(&old.access_token), shared.clock.now());
        let good = shared
            .store
            .run(move |db| accounts::good_session(db, &digest, now))
            .await;
        let refreshed = match good {
            Ok(session) => credentials::refresh(shared, session, &old.refresh_token).await,
            Err(refusal) => Err(refusal),
        };
        match refreshed {
            Err(refusal) if refusal.code != ErrorCode::ServerFault => credentials::open(shared, &self.member_id).await,
            other => other,
        }
    }

    /// Makes the platform forget its token.
    pub(super) async fn end(&self, shared: &Shared) -> Result<(), Reject> {
        let mut tokens = self.tokens.lock().await;
        tokens.ended = true;
        let digest = secrets::digest(&tokens.pair.access_token);
        shared.store.run(move |db| accounts::close_session(db, &digest)).await
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
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
    fn the_oldest_of_too_many_sessions_makes_room() {
        let sessions = Sessions::default();
        let open = |now| sessions.open(held(now), now).unwrap();
        let oldest = open(0);
        let second = open(1);
        for now in 2..=i64::try_from(SESSIONS_MAX).unwrap() {
            open(now);
        }
        assert!(sessions.find(&oldest, 200).is_none());
        assert!(sessions.find(&second, 200).is_some());
        assert!(sessions.find(&second, LIFETIME + 1).is_none(), "nobody works that long");
        assert!(sessions.close(&second).is_some());
        assert!(sessions.find(&second, 200).is_none());
    }

    #[test]
    fn a_cookie_is_found_among_others() {
        let headers = |text| HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_static(text))]);
        assert_eq!(cookie(&headers("a=1; upgrade-portal=x; b=2")).as_deref(), Some("x"));
        assert_eq!(cookie(&headers("xupgrade-portal=x; upgrade-portal")), None);
        assert_eq!(cookie(&HeaderMap::new()), None);
    }
}
