//! Attempts to sign in, by account name. A name counts and locks in the same way whether it has an account or not, so
//! that an answer does not reveal which accounts exist.

use super::{execute, writing};
use crate::secrets;
use rusqlite::{Connection, OptionalExtension, Result};

/// Number of consecutive attempts without the right password that locks an account name (4001061).
pub const WRONG_MAX: u32 = 5;
/// Duration of a lock, in seconds. A name without an attempt for this long starts from zero.
pub const LOCK_SECONDS: i64 = 300;

/// Counts an attempt before its password is judged, so that simultaneous attempts cannot exceed [`WRONG_MAX`]. Returns
/// `false` if the name is locked.
pub fn begin(connection: &mut Connection, name: &str, now: i64) -> Result<bool> {
    let key = secrets::digest(name);
    let transaction = writing(connection)?;
    let forget = "DELETE FROM sign_in_attempts WHERE last <= ?1";
    execute(&transaction, forget, [now - LOCK_SECONDS])?;
    let attempts: Option<u32> = transaction
        .prepare_cached(
            "INSERT INTO sign_in_attempts (account_digest, attempts, last) VALUES (?1, 1, ?2) \
             ON CONFLICT DO UPDATE SET attempts = attempts + 1, last = ?2 WHERE attempts < ?3 RETURNING attempts",
        )?
        .query_row((key, now, WRONG_MAX), |row| row.get(0))
        .optional()?;
    transaction.commit()?;
    Ok(attempts.is_some())
}

/// Resets the count of a name after its right password.
pub fn reset(connection: &Connection, name: &str) -> Result<()> {
    let sql = "DELETE FROM sign_in_attempts WHERE account_digest = ?1";
    execute(connection, sql, [secrets::digest(name)]).map(drop)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;
    use crate::store::migrations;

    fn database() -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        migrations::run(&mut connection).unwrap();
        connection
    }

    #[test]
    fn a_name_locks_until_the_time_is_over() {
        let mut db = database();
        for now in 0..5 {
            assert!(begin(&mut db, "a", now).unwrap());
        }
        assert!(!begin(&mut db, "a", 5).unwrap());
        assert!(begin(&mut db, "b", 5).unwrap());
        // An attempt during the lock does not extend it.
        assert!(!begin(&mut db, "a", 303).unwrap());
        assert!(begin(&mut db, "a", 304).unwrap());
    }

    #[test]
    fn the_table_forgets_names_without_attempts() {
        let mut db = database();
        for number in 0..50 {
            assert!(begin(&mut db, &format!("name {number}"), 0).unwrap());
        }
        assert!(begin(&mut db, "late", LOCK_SECONDS).unwrap());
        let rows: u32 = db
            .query_row("SELECT count(*) FROM sign_in_attempts", [], |row| row.get(0))
            .unwrap();
        assert_eq!(rows, 1);
    }
}
