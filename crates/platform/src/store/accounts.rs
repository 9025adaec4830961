//! Accounts and their sessions. Neither passwords nor tokens are here, only their digests.

use super::writing;
use crate::reject::Reject;
use crate::secrets::TokenDigest;
use rusqlite::{Connection, OptionalExtension, Row};
use upgrade_api::error::ErrorCode;

/// Wrong passwords in a row after which an account locks (4001061).
pub const WRONG_MAX: u32 = 5;
/// Seconds an account stays locked.
pub const LOCK_SECONDS: i64 = 300;

/// An account.
#[derive(Clone)]
pub struct Account {
    /// Its id, the `member_id` of a sign-in.
    pub id: String,
    /// The enterprise's id.
    pub corp_id: String,
    /// The salt of its password.
    pub salt: Vec<u8>,
    /// The digest of its password.
    pub digest: Vec<u8>,
    /// Locked until then, in seconds since 1970; in the past if it is not.
    pub locked_until: i64,
}

/// A pair of tokens and how long they are good.
#[derive(Clone)]
pub struct Session {
    /// The access token's digest.
    pub access: TokenDigest,
    /// The refresh token's digest; none for the token of the start-up, which cannot be refreshed.
    pub refresh: Option<TokenDigest>,
    /// Whose they are.
    pub account_id: String,
    /// When they expire, in seconds since 1970.
    pub expires: i64,
}

/// The account of this name.
///
/// # Errors
/// 5031001.
pub fn find(connection: &Connection, account: &str) -> Result<Option<Account>, Reject> {
    let mut statement =
        connection.prepare_cached("SELECT id, corp_id, salt, digest, locked_until FROM accounts WHERE account = ?1")?;
    Ok(statement.query_row([account], read).optional()?)
}

/// Any account: the one the token of the start-up is for.
///
/// # Errors
/// 5031001.
pub fn first(connection: &Connection) -> Result<Option<Account>, Reject> {
    let mut statement =
        connection.prepare_cached("SELECT id, corp_id, salt, digest, locked_until FROM accounts LIMIT 1")?;
    Ok(statement.query_row([], read).optional()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Account> {
    Ok(Account {
        id: row.get(0)?,
        corp_id: row.get(1)?,
        salt: row.get(2)?,
        digest: row.get(3)?,
        locked_until: row.get(4)?,
    })
}

/// Adds an account.
///
/// # Errors
/// 5031001, also where the name is taken.
pub fn insert(connection: &Connection, name: &str, account: &Account) -> Result<(), Reject> {
    connection
        .prepare_cached("INSERT INTO accounts (id, corp_id, account, salt, digest) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute((&account.id, &account.corp_id, name, &account.salt, &account.digest))?;
    Ok(())
}

/// Counts a wrong password; the [`WRONG_MAX`]th in a row locks the account.
///
/// # Errors
/// 5031001.
pub fn count_wrong(connection: &mut Connection, account_id: &str, now: i64) -> Result<(), Reject> {
    let transaction = writing(connection)?;
    transaction.execute("UPDATE accounts SET wrong = wrong + 1 WHERE id = ?1", [account_id])?;
    transaction.execute(
        "UPDATE accounts SET wrong = 0, locked_until = ?2 WHERE id = ?1 AND wrong >= ?3",
        (account_id, now + LOCK_SECONDS, WRONG_MAX),
    )?;
    transaction.commit()?;
    Ok(())
}

/// Opens a session after a right password.
///
/// # Errors
/// 5031001.
pub fn open_session(connection: &mut Connection, session: &Session) -> Result<(), Reject> {
    let transaction = writing(connection)?;
    transaction.execute("UPDATE accounts SET wrong = 0 WHERE id = ?1", [&session.account_id])?;
    insert_session(&transaction, session)?;
    transaction.commit()?;
    Ok(())
}

fn insert_session(connection: &Connection, session: &Session) -> rusqlite::Result<usize> {
    connection
        .prepare_cached(
            "INSERT INTO sessions (access_digest, refresh_digest, account_id, expires) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute((session.access, session.refresh, &session.account_id, session.expires))
}

/// The session of an access token that is good now.
///
/// # Errors
/// 4031003 unknown, 4031022 replaced by a refresh, 4031021 expired.
pub fn good_session(connection: &Connection, access: &TokenDigest, now: i64) -> Result<Session, Reject> {
    let mut statement = connection.prepare_cached(
        "SELECT refresh_digest, account_id, expires, replaced FROM sessions WHERE access_digest = ?1",
    )?;
    let found = statement
        .query_row([access], |row| {
            let session = Session {
                access: *access,
                refresh: row.get(0)?,
                account_id: row.get(1)?,
                expires: row.get(2)?,
            };
            Ok((session, row.get::<_, bool>(3)?))
        })
        .optional()?;
    match found {
        None => Err(Reject::new(
            ErrorCode::TokenInvalid,
            "this Access-Token is not known here",
        )),
        Some((_, true)) => Err(replaced()),
        Some((session, false)) if session.expires <= now => Err(Reject::new(
            ErrorCode::TokenExpired,
            "the Access-Token has expired: sign in again",
        )),
        Some((session, false)) => Ok(session),
    }
}

fn replaced() -> Reject {
    Reject::new(
        ErrorCode::TokenRefreshed,
        "the Access-Token was replaced by a refresh: use the newer one",
    )
}

/// Puts a new session in the place of an old one, which stays known as replaced.
///
/// # Errors
/// 4031022 where another refresh was faster.
pub fn replace_session(connection: &mut Connection, old: &TokenDigest, new: &Session) -> Result<(), Reject> {
    let transaction = writing(connection)?;
    let marked = transaction.execute(
        "UPDATE sessions SET replaced = 1 WHERE access_digest = ?1 AND replaced = 0",
        [old],
    )?;
    if marked == 0 {
        return Err(replaced());
    }
    insert_session(&transaction, new)?;
    transaction.commit()?;
    Ok(())
}

/// Makes a session an old one, as time would.
///
/// # Errors
/// 5031001.
pub fn expire_session(connection: &Connection, access: &TokenDigest, now: i64) -> Result<(), Reject> {
    connection.execute(
        "UPDATE sessions SET expires = min(expires, ?2) WHERE access_digest = ?1",
        (access, now),
    )?;
    Ok(())
}

/// Forgets a session: its token is unknown from now on.
///
/// # Errors
/// 5031001.
pub fn close_session(connection: &Connection, access: &TokenDigest) -> Result<(), Reject> {
    connection.execute("DELETE FROM sessions WHERE access_digest = ?1", [access])?;
    Ok(())
}

/// Forgets sessions that expired this many seconds ago. Until then an expired token is told from an unknown one.
///
/// # Errors
/// 5031001.
pub fn forget_sessions(connection: &Connection, expired_before: i64) -> Result<(), Reject> {
    connection.execute("DELETE FROM sessions WHERE expires < ?1", [expired_before])?;
    Ok(())
}
