//! Issuing and refreshing tokens, for the two documented calls and for the demo portal.

use crate::api_error::ApiError;
use crate::secrets::{self, TokenDigest};
use crate::state::AppState;
use crate::store::accounts::{self, Account, EnterpriseId, Session};
use crate::store::attempts;
use rusqlite::Connection;
use serde::Serialize;
use subtle::ConstantTimeEq;
use upgrade_api::ErrorCode;

/// Answer to a sign-in. Not `Debug`, because it contains secrets.
#[derive(Serialize)]
pub(crate) struct SignedIn {
    pub(crate) corp_id: String,
    pub(crate) member_id: String,
    #[serde(flatten)]
    pub(crate) pair: Pair,
}

/// A new pair of tokens. Not `Debug`, because they are secrets.
#[derive(Serialize)]
pub(crate) struct Pair {
    pub(crate) access_token: String,
    pub(crate) refresh_token: String,
    /// Lifetime of the access token, in seconds.
    pub(crate) expire_in: u32,
}

impl Pair {
    /// Generates a pair, and the session to store for it.
    fn new(state: &AppState, account_id: &str) -> Result<(Self, Session), ApiError> {
        let pair = Self {
            access_token: secrets::token()?,
            refresh_token: secrets::token()?,
            expire_in: state.token_seconds,
        };
        let session = Session {
            access: secrets::digest(&pair.access_token),
            refresh: Some(secrets::digest(&pair.refresh_token)),
            account_id: account_id.to_owned(),
            expires: state.clock.now() + i64::from(state.token_seconds),
        };
        Ok((pair, session))
    }
}

/// Issues a pair for an account and its password.
pub(crate) async fn sign_in(state: &AppState, name: String, password: String) -> Result<SignedIn, ApiError> {
    if !(6..=16).contains(&password.chars().count()) {
        return Err(ApiError::invalid("password", "6 to 16 characters"));
    }
    let account = verified(state, name, password).await?;
    Ok(SignedIn {
        pair: open(state, &account.id).await?,
        corp_id: account.enterprise_id.0,
        member_id: account.id,
    })
}

/// Issues a pair for an account that is already authenticated.
pub(crate) async fn open(state: &AppState, account_id: &str) -> Result<Pair, ApiError> {
    let (pair, session) = Pair::new(state, account_id)?;
    let now = state.clock.now();
    state
        .store
        .run(move |db| Ok(accounts::open_session(db, &session, now)?))
        .await?;
    Ok(pair)
}

/// Returns the session of a valid access token, and its enterprise.
///
/// # Errors
/// 4031003 if the token is unknown, 4031022 if a refresh replaced it, 4031021 if it has expired.
pub(crate) fn session(
    connection: &Connection,
    access: &TokenDigest,
    now: i64,
) -> Result<(Session, EnterpriseId), ApiError> {
    match accounts::session(connection, access)? {
        None => Err(ApiError::new(ErrorCode::TokenInvalid, "this Access-Token isn't valid")),
        Some(found) if found.replaced => Err(replaced()),
        Some(found) if found.session.expires <= now => Err(ApiError::new(
            ErrorCode::TokenExpired,
            "the Access-Token has expired: sign in again",
        )),
        Some(found) => Ok((found.session, found.enterprise)),
    }
}

fn replaced() -> ApiError {
    ApiError::new(
        ErrorCode::TokenRefreshed,
        "the Access-Token was replaced by a refresh: use the newer one",
    )
}

pub(crate) async fn refresh(state: &AppState, session: Session, refresh_token: &str) -> Result<Pair, ApiError> {
    let given = secrets::digest(refresh_token);
    let belongs = session.refresh.is_some_and(|stored| stored.ct_eq(&given).into());
    if !belongs {
        return Err(ApiError::field(
            ErrorCode::TokenInvalid,
            "refresh_token",
            "not the one given together with this Access-Token",
        ));
    }
    let (pair, new) = Pair::new(state, &session.account_id)?;
    let now = state.clock.now();
    let is_current = state
        .store
        .run(move |db| Ok(accounts::replace_session(db, &session.access, &new, now)?))
        .await?;
    is_current.then_some(pair).ok_or_else(replaced)
}

/// Returns the account if the password is correct. The attempt counts before the password is hashed. A name without an
/// account takes the same steps, so that neither the answer nor its duration reveals which accounts exist.
async fn verified(state: &AppState, name: String, password: String) -> Result<Account, ApiError> {
    let (now, attempted) = (state.clock.now(), name.clone());
    let account = state
        .store
        .run(move |db| {
            if !attempts::begin(db, &attempted, now)? {
                return Err(locked());
            }
            Ok(accounts::find(db, &attempted)?)
        })
        .await?;
    let salt = account.as_ref().map_or_else(|| vec![0; 16], |found| found.salt.clone());
    let digest = secrets::password_digest(password, salt).await?;
    match account {
        Some(account) if digest.ct_eq(&account.digest).into() => {
            state.store.run(move |db| Ok(attempts::reset(db, &name)?)).await?;
            Ok(account)
        }
        _ => Err(wrong_credentials()),
    }
}

fn locked() -> ApiError {
    let minutes = attempts::LOCK_SECONDS / 60;
    ApiError::new(
        ErrorCode::AccountLocked,
        format!("too many wrong passwords: wait {minutes} minutes"),
    )
}

fn wrong_credentials() -> ApiError {
    ApiError::new(ErrorCode::WrongCredentials, "wrong account or password")
}
