//! Issuing and refreshing tokens, for the two documented calls and for the demo portal.

use crate::reject::Reject;
use crate::secrets;
use crate::state::Shared;
use crate::store::accounts::{self, Account, Session};
use crate::store::attempts;
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
    let account = verified(shared, name, password).await?;
    Ok(SignedIn {
        pair: open(shared, &account.id).await?,
        corp_id: account.corp_id.0,
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

/// Returns the account if the password is correct. The attempt counts before the password is hashed. A name without an
/// account takes the same steps, so that neither the answer nor its duration reveals which accounts exist.
async fn verified(shared: &Shared, name: String, password: String) -> Result<Account, Reject> {
    let (now, attempted) = (shared.clock.now(), name.clone());
    let account = shared
        .store
        .run(move |db| {
            attempts::begin(db, &attempted, now)?;
            accounts::find(db, &attempted)
        })
        .await?;
    let salt = account.as_ref().map_or_else(|| vec![0; 16], |found| found.salt.clone());
    let digest = secrets::password_digest(password, salt).await?;
    match account {
        Some(account) if secrets::same(&digest, &account.digest) => {
            shared.store.run(move |db| attempts::reset(db, &name)).await?;
            Ok(account)
        }
        _ => Err(wrong_credentials()),
    }
}

fn wrong_credentials() -> Reject {
    Reject::new(ErrorCode::WrongCredentials, "wrong account or password")
}
