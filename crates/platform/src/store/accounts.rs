//! Accounts and their sessions. Passwords and tokens are stored only as digests.

use super::{execute, writing};
use crate::secrets::TokenDigest;
use rusqlite::{Connection, OptionalExtension, Result, Row};

/// Seconds for which an expired token is distinguished from an unknown one: 30 days.
const EXPIRED_SECONDS: i64 = 30 * 86_400;

/// Id of an enterprise. Its accounts reach only its products; products of others are absent for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnterpriseId(pub String);

#[derive(Clone)]
pub struct Account {
    /// Account id, the `member_id` of a sign-in.
    pub id: String,
    pub enterprise_id: EnterpriseId,
    pub salt: Vec<u8>,
    pub digest: Vec<u8>,
}

/// A pair of tokens and its expiry.
#[derive(Clone)]
pub struct Session {
    pub access: TokenDigest,
    /// Digest of the refresh token; `None` for the token printed at the start, which cannot be refreshed.
    pub refresh: Option<TokenDigest>,
    pub account_id: String,
    /// Expiry of the pair, in seconds since 1970.
    pub expires: i64,
}

pub fn find(connection: &Connection, account: &str) -> Result<Option<Account>> {
    let mut statement =
        connection.prepare_cached("SELECT id, corp_id, salt, digest FROM accounts WHERE account = ?1")?;
    statement.query_row([account], read).optional()
}

/// Returns the first account. The token printed at the start belongs to it.
pub fn first(connection: &Connection) -> Result<Option<Account>> {
    let mut statement =
        connection.prepare_cached("SELECT id, corp_id, salt, digest FROM accounts ORDER BY rowid LIMIT 1")?;
    statement.query_row([], read).optional()
}

fn read(row: &Row<'_>) -> Result<Account> {
    Ok(Account {
        id: row.get(0)?,
        enterprise_id: EnterpriseId(row.get(1)?),
        salt: row.get(2)?,
        digest: row.get(3)?,
    })
}

pub fn insert(connection: &Connection, name: &str, account: &Account) -> Result<()> {
    let sql = "INSERT INTO accounts (id, corp_id, account, salt, digest) VALUES (?1, ?2, ?3, ?4, ?5)";
    let row = (
        &account.id,
        &account.enterprise_id.0,
        name,
        &account.salt,
        &account.digest,
    );
    execute(connection, sql, row).map(drop)
}

/// Adds a session, and deletes those that expired more than [`EXPIRED_SECONDS`] ago.
pub fn open_session(connection: &Connection, session: &Session, now: i64) -> Result<()> {
    let forget = "DELETE FROM sessions WHERE expires < ?1";
    execute(connection, forget, [now - EXPIRED_SECONDS])?;
    let sql = "INSERT INTO sessions (access_digest, refresh_digest, account_id, expires) VALUES (?1, ?2, ?3, ?4)";
    let row = (session.access, session.refresh, &session.account_id, session.expires);
    execute(connection, sql, row).map(drop)
}

/// Session of an access token.
pub struct Found {
    pub session: Session,
    pub enterprise: EnterpriseId,
    /// Whether a refresh has replaced it.
    pub replaced: bool,
}

pub fn session(connection: &Connection, access: &TokenDigest) -> Result<Option<Found>> {
    let sql = "SELECT refresh_digest, account_id, expires, replaced, corp_id \
               FROM sessions JOIN accounts ON accounts.id = account_id WHERE access_digest = ?1";
    let found = connection.prepare_cached(sql)?.query_row([access], |row| {
        let session = Session {
            access: *access,
            refresh: row.get(0)?,
            account_id: row.get(1)?,
            expires: row.get(2)?,
        };
        Ok(Found {
            session,
            replaced: row.get(3)?,
            enterprise: EnterpriseId(row.get(4)?),
        })
    });
    found.optional()
}

/// Replaces a session by a new one. The old one is kept and marked as replaced. Returns `false` if another refresh has
/// replaced it already.
pub fn replace_session(connection: &mut Connection, old: &TokenDigest, new: &Session, now: i64) -> Result<bool> {
    let transaction = writing(connection)?;
    let mark = "UPDATE sessions SET replaced = 1 WHERE access_digest = ?1 AND replaced = 0";
    let marked = execute(&transaction, mark, [old])?;
    if marked > 0 {
        open_session(&transaction, new, now)?;
    }
    transaction.commit()?;
    Ok(marked > 0)
}

/// Expires a session now, unless it has expired already.
pub fn expire_session(connection: &Connection, access: &TokenDigest, now: i64) -> Result<()> {
    let sql = "UPDATE sessions SET expires = min(expires, ?2) WHERE access_digest = ?1";
    execute(connection, sql, (access, now)).map(drop)
}

/// Deletes a session, which makes its token unknown.
pub fn close_session(connection: &Connection, access: &TokenDigest) -> Result<()> {
    execute(connection, "DELETE FROM sessions WHERE access_digest = ?1", [access]).map(drop)
}
