//! Read-only access to the platform's database.

use rusqlite::{Connection, OpenFlags, Row};
use std::path::Path;
use std::time::Duration;

/// A read-only connection to the platform's database.
pub struct Database(Connection);

/// A row of the `tasks` table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskRow {
    /// Id of the task.
    pub id: String,
    /// Id of its product.
    pub product_id: String,
    /// Name.
    pub name: String,
    /// Description.
    pub description: String,
    /// The from version.
    pub from: FirmwareRow,
    /// The target version.
    pub target: FirmwareRow,
    /// 0 for stopped, 1 for running.
    pub status: i64,
    /// Number of upgraded devices.
    pub upgrade_count: u64,
}

/// One of the two versions of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirmwareRow {
    /// Version number.
    pub version: i64,
    /// Address of the firmware file.
    pub url: String,
    /// MD5 digest of the firmware file.
    pub md5: String,
    /// Size of the firmware file in bytes.
    pub size: i64,
}

impl Database {
    pub(crate) fn open(file: &Path) -> Self {
        let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("the database");
        connection
            .busy_timeout(Duration::from_secs(10))
            .expect("a busy time-out");
        Self(connection)
    }

    /// All tasks of a product, oldest first.
    pub fn tasks(&self, product: &str) -> Vec<TaskRow> {
        let sql = "SELECT id, product_id, name, description, from_version, from_version_url, from_version_md5, \
                   from_version_size, target_version, target_version_url, target_version_md5, target_version_size, \
                   status, upgrade_count FROM tasks WHERE product_id = ?1 ORDER BY seq";
        let mut statement = self.0.prepare(sql).expect("the current schema");
        let rows = statement.query_map([product], read_task).expect("rows");
        rows.map(|row| row.expect("a task")).collect()
    }

    /// The task of this name, if it exists.
    pub fn task(&self, product: &str, name: &str) -> Option<TaskRow> {
        self.tasks(product).into_iter().find(|task| task.name == name)
    }

    /// Number of devices that a task has upgraded; 0 if the task does not exist.
    pub fn upgraded(&self, product: &str, name: &str) -> u64 {
        self.task(product, name).map_or(0, |task| task.upgrade_count)
    }

    /// Number of devices of a product that run a version of the WIFI firmware.
    pub fn devices_on(&self, product: &str, version: u32) -> u64 {
        let sql = "SELECT count(*) FROM device_firmware WHERE product_id = ?1 AND type = 1 AND version = ?2";
        self.0
            .query_row(sql, (product, version), |row| row.get::<_, i64>(0))
            .map(i64::unsigned_abs)
            .expect("a number")
    }
}

fn read_task(row: &Row<'_>) -> rusqlite::Result<TaskRow> {
    Ok(TaskRow {
        id: row.get(0)?,
        product_id: row.get(1)?,
        name: row.get(2)?,
        description: row.get(3)?,
        from: read_firmware(row, 4)?,
        target: read_firmware(row, 8)?,
        status: row.get(12)?,
        upgrade_count: row.get::<_, i64>(13)?.unsigned_abs(),
    })
}

fn read_firmware(row: &Row<'_>, column: usize) -> rusqlite::Result<FirmwareRow> {
    Ok(FirmwareRow {
        version: row.get(column)?,
        url: row.get(column + 1)?,
        md5: row.get(column + 2)?,
        size: row.get(column + 3)?,
    })
}
