//! Database schema as a list of migration steps. A released step is never edited; a change is a new step.

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations, Result};

/// All steps, oldest first. `PRAGMA user_version` holds the number of applied steps.
const STEPS: &[M<'_>] = &[
    M::up(FIRST),
    M::up(TASK_ORDER),
    M::up(ATTEMPTS),
    M::up(PRODUCT_ENTERPRISE),
    M::up(LAST_FAILURE),
    M::up(SESSION_EXPIRY),
];

/// First step. Columns have the names of the wire, such as `mod` for the hardware model; `seq` is the order of insertion.
/// `type` and `identify` are the part of a device; the WIFI module is (1, 0). The unique indexes enforce the rules 4001035,
/// 4001037 and 4001017 once more.
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

/// Index of the task list. It contains `type`, so that a page of one type skips rows without reading them.
const TASK_ORDER: &str = "CREATE INDEX tasks_by_order ON tasks (product_id, seq, type);";

/// Attempts by account name instead of by account. Counts and locks, which last minutes, are not carried over.
const ATTEMPTS: &str = "
CREATE TABLE sign_in_attempts (
    account_digest BLOB PRIMARY KEY,
    attempts INTEGER NOT NULL,
    last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_in_attempts_by_time ON sign_in_attempts (last);
ALTER TABLE accounts DROP COLUMN wrong;
ALTER TABLE accounts DROP COLUMN locked_until;
";

/// Enterprise of a product. Earlier databases have one enterprise.
const PRODUCT_ENTERPRISE: &str = "
ALTER TABLE products ADD COLUMN corp_id TEXT NOT NULL DEFAULT '';
UPDATE products SET corp_id = coalesce((SELECT corp_id FROM accounts LIMIT 1), '');
";

/// At most one failure of each device part.
const LAST_FAILURE: &str = "
DELETE FROM failures WHERE seq NOT IN (SELECT max(seq) FROM failures GROUP BY device_id, type, identify);
CREATE UNIQUE INDEX failures_by_part ON failures (device_id, type, identify);
";

/// Index of the expired sessions, which every new session deletes.
const SESSION_EXPIRY: &str = "CREATE INDEX sessions_by_expiry ON sessions (expires);";

/// Applies the missing steps.
///
/// # Errors
/// If a step fails, in which case it is not applied, or if a newer platform wrote the database.
pub(super) fn run(connection: &mut Connection) -> Result<()> {
    Migrations::from_slice(STEPS).to_latest(connection)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;
    use rusqlite_migration::{Error, MigrationDefinitionError};

    fn version(connection: &Connection) -> usize {
        let version = connection.query_row("PRAGMA user_version", [], |row| row.get(0));
        version.unwrap()
    }

    fn schema(connection: &Connection) -> Vec<(String, String)> {
        let sql = "SELECT name, coalesce(sql, '') FROM sqlite_schema ORDER BY name";
        let mut statement = connection.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.collect::<std::result::Result<_, _>>().unwrap()
    }

    /// Creates a database as the platform did before it used `rusqlite_migration`: the first step, with its number.
    fn first_step() -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(FIRST).unwrap();
        connection.pragma_update(None, "user_version", 1).unwrap();
        connection
    }

    #[test]
    fn the_steps_are_valid() {
        Migrations::from_slice(STEPS).validate().unwrap();
    }

    #[test]
    fn every_step_is_applied_once() {
        let mut connection = Connection::open_in_memory().unwrap();
        run(&mut connection).unwrap();
        run(&mut connection).unwrap();
        assert_eq!(version(&connection), STEPS.len());
    }

    #[test]
    fn a_database_of_the_first_step_migrates_and_keeps_its_rows() {
        let mut old = first_step();
        old.execute_batch(
            "INSERT INTO products (id, name, description) VALUES ('p1', 'Lamp', '');
             INSERT INTO accounts (id, corp_id, account, salt, digest, wrong) VALUES ('m1', 'c1', 'a@b', x'00', x'01', 3);
             INSERT INTO sessions (access_digest, account_id, expires) VALUES (x'02', 'm1', 99);
             INSERT INTO devices (id, product_id, mod) VALUES ('d1', 'p1', 'A9');
             INSERT INTO failures (device_id, type, identify, last_version, current_version, reason, at) VALUES
                 ('d1', 1, 0, 3, 3, 'first', 1), ('d1', 2, 0, 3, 3, 'MCU', 2), ('d1', 1, 0, 3, 3, 'last', 3);",
        )
        .unwrap();
        run(&mut old).unwrap();
        assert_eq!(version(&old), STEPS.len());
        let mut new = Connection::open_in_memory().unwrap();
        run(&mut new).unwrap();
        assert_eq!(schema(&old), schema(&new));
        let kept = old.query_row(
            "SELECT products.name, products.corp_id, accounts.account, sessions.expires FROM products, accounts, sessions",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        );
        let [name, corp, account] = ["Lamp", "c1", "a@b"].map(str::to_owned);
        assert_eq!(kept.unwrap(), (name, corp, account, 99));
        let reasons = old.query_row("SELECT group_concat(reason ORDER BY type) FROM failures", [], |row| {
            row.get(0)
        });
        assert_eq!(
            reasons,
            Ok("last,MCU".to_owned()),
            "the last failure of each device part"
        );
    }

    #[test]
    fn a_newer_database_is_refused() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.pragma_update(None, "user_version", STEPS.len() + 1).unwrap();
        let refused = run(&mut connection).unwrap_err();
        let too_new = Error::MigrationDefinition(MigrationDefinitionError::DatabaseTooFarAhead);
        assert_eq!(refused, too_new);
    }
}
