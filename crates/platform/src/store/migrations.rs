//! Database schema as a list of migration steps. A released step is never edited; a change is a new step.

use rusqlite::{Connection, TransactionBehavior};

/// All steps, oldest first.
const STEPS: &[&str] = &[FIRST];

/// First step. `type` and `identify` together identify one firmware of a device; WIFI is (1, 0). The unique indexes
/// enforce the rules 4001035, 4001037 and 4001017 once more.
const FIRST: &str = "
CREATE TABLE products (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    description TEXT NOT NULL
) STRICT;

CREATE TABLE tasks (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    product_id TEXT NOT NULL REFERENCES products (id),
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    from_version INTEGER NOT NULL,
    from_version_url TEXT NOT NULL,
    from_version_md5 TEXT NOT NULL,
    from_version_size INTEGER NOT NULL,
    target_version INTEGER NOT NULL,
    target_version_url TEXT NOT NULL,
    target_version_md5 TEXT NOT NULL,
    target_version_size INTEGER NOT NULL,
    type INTEGER NOT NULL,
    identify INTEGER NOT NULL,
    task_type INTEGER NOT NULL,
    status INTEGER NOT NULL CHECK (status IN (0, 1)),
    upgrade_count INTEGER NOT NULL DEFAULT 0,
    created INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX tasks_by_name ON tasks (product_id, name);
CREATE UNIQUE INDEX tasks_by_start ON tasks (product_id, type, identify, from_version);

CREATE TABLE firmware (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    product_id TEXT NOT NULL REFERENCES products (id),
    type INTEGER NOT NULL,
    identify INTEGER NOT NULL,
    mod TEXT NOT NULL,
    version INTEGER NOT NULL,
    file_url TEXT NOT NULL,
    file_md5 TEXT NOT NULL,
    file_size INTEGER NOT NULL,
    description TEXT NOT NULL,
    release_date TEXT NOT NULL,
    is_release INTEGER NOT NULL,
    created INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX firmware_by_version ON firmware (product_id, type, identify, version);

CREATE TABLE devices (
    id TEXT PRIMARY KEY,
    product_id TEXT NOT NULL REFERENCES products (id),
    mod TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE device_firmware (
    device_id TEXT NOT NULL REFERENCES devices (id),
    type INTEGER NOT NULL,
    identify INTEGER NOT NULL,
    product_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (device_id, type, identify)
) STRICT, WITHOUT ROWID;
CREATE INDEX device_firmware_by_version ON device_firmware (product_id, type, identify, version);

CREATE TABLE failures (
    seq INTEGER PRIMARY KEY,
    device_id TEXT NOT NULL REFERENCES devices (id),
    type INTEGER NOT NULL,
    identify INTEGER NOT NULL,
    last_version INTEGER NOT NULL,
    current_version INTEGER NOT NULL,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    corp_id TEXT NOT NULL,
    account TEXT NOT NULL UNIQUE,
    salt BLOB NOT NULL,
    digest BLOB NOT NULL,
    wrong INTEGER NOT NULL DEFAULT 0,
    locked_until INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE sessions (
    access_digest BLOB PRIMARY KEY,
    refresh_digest BLOB,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    expires INTEGER NOT NULL,
    replaced INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
";

/// Applies the missing steps. `PRAGMA user_version` holds the number of applied steps.
///
/// # Errors
/// If a step fails, in which case no step is applied, or if a newer platform wrote the database.
pub(super) fn run(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let applied: usize = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if applied > STEPS.len() {
        return Err(rusqlite::Error::InvalidParameterName(format!(
            "the database has schema {applied}, this platform knows {}: it was written by a newer one",
            STEPS.len()
        )));
    }
    for step in &STEPS[applied..] {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", STEPS.len())?;
    transaction.commit()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_applied_once() {
        let mut connection = Connection::open_in_memory().unwrap();
        run(&mut connection).unwrap();
        run(&mut connection).unwrap();
        let version: usize = connection
            .query_row("PRAGMA user_version", [], |row| row.get(0))
            .unwrap();
        assert_eq!(version, STEPS.len());
    }

    #[test]
    fn a_newer_database_is_refused() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.pragma_update(None, "user_version", STEPS.len() + 1).unwrap();
        assert!(run(&mut connection).unwrap_err().to_string().contains("newer"));
    }
}
