//! Issuing and refreshing tokens, for the two documented calls and for the demo portal.

use crate::reject::Reject;
use crate::secrets;
use crate::state::Shared;
use crate::store::accounts::{self, Account, Session};
use serde::Serialize;
use upgrade_api::error::ErrorCode;

/// Answer to a sign-in. Not `Debug`, because it contains secrets.
#[derive(Serialize)]
pub(super) struct SignedIn {
    pub(super) corp_id: String,
    pub(super) member_id: String,
    #[serde(flatten)]
    pub(super) pair: Pair,
}

/// A new pair of tokens. Not `Debug`, because they are secrets.
#[derive(Serialize)]
pub(super) struct Pair {
    pub(super) access_token: String,
    pub(super) refresh_token: String,
    /// Lifetime of the access token, in seconds.
    pub(super) expire_in: u32,
}

impl Pair {
    /// Generates a pair, and the session to store for it.
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

/// Issues a pair for an account and its password.
pub(super) async fn sign_in(shared: &Shared, name: String, password: String) -> Result<SignedIn, Reject> {
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
    let account = verified(shared, account, password).await?;
    Ok(SignedIn {
        pair: open(shared, &account.id).await?,
        corp_id: account.corp_id,
        member_id: account.id,
    })
}

/// Issues a pair for an account that is already authenticated.
pub(super) async fn open(shared: &Shared, account_id: &str) -> Result<Pair, Reject> {
    let (pair, session) = Pair::new(shared, account_id)?;
    shared.store.run(move |db| accounts::open_session(db, &session)).await?;
    Ok(pair)
}

/// Replaces the pair of a session by a new one.
pub(super) async fn refresh(shared: &Shared, session: Session, refresh_token: &str) -> Result<Pair, Reject> {
    let given = secrets::digest(refresh_token);
    let belongs = session.refresh.is_some_and(|stored| secrets::same(&stored, &given));
    if !belongs {
        return Err(Reject::field(
            ErrorCode::TokenInvalid,
            "refresh_token",
            "not the one given together with this Access-Token",
        ));
    }
    let (pair, new) = Pair::new(shared, &session.account_id)?;
    shared
        .store
        .run(move |db| accounts::replace_session(db, &session.access, &new))
        .await?;
    Ok(pair)
}

/// Returns the account if the password is correct. An unknown account takes the same time, so that the duration does
/// not reveal which accounts exist.
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
            Err(wrong_credentials())
        }
        None => Err(wrong_credentials()),
    }
}

fn wrong_credentials() -> Reject {
    Reject::new(ErrorCode::WrongCredentials, "wrong account or password")
}
