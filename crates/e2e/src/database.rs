//! The platform's database, read from outside and never written.

use rusqlite::{Connection, OpenFlags, Row};
use std::path::Path;
use std::time::Duration;

/// The database.
pub struct Database(Connection);

/// A task as the database holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskRow {
    /// Its id.
    pub id: String,
    /// Its product's id.
    pub product_id: String,
    /// Its name.
    pub name: String,
    /// Its description.
    pub description: String,
    /// The version devices come from.
    pub from: FirmwareRow,
    /// The version they go to.
    pub target: FirmwareRow,
    /// 0 stopped, 1 running.
    pub status: i64,
    /// Devices upgraded.
    pub upgrade_count: u64,
}

/// One of its two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirmwareRow {
    /// Its number.
    pub version: i64,
    /// Where its file is.
    pub url: String,
    /// Its file's digest.
    pub md5: String,
    /// Its file's size in bytes.
    pub size: i64,
}

impl Database {
    pub(crate) fn open(file: &Path) -> Self {
        let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("the database");
        connection
            .busy_timeout(Duration::from_secs(10))
            .expect("a time-out is only a number");
        Self(connection)
    }

    /// All tasks of a product, oldest first.
    #[must_use]
    pub fn tasks(&self, product: &str) -> Vec<TaskRow> {
        let sql = "SELECT id, product_id, name, description, from_version, from_version_url, from_version_md5, \
                   from_version_size, target_version, target_version_url, target_version_md5, target_version_size, \
                   status, upgrade_count FROM tasks WHERE product_id = ?1 ORDER BY seq";
        let mut statement = self.0.prepare(sql).expect("the schema as we know it");
        let rows = statement.query_map([product], read_task).expect("rows");
        rows.map(|row| row.expect("a task")).collect()
    }

    /// The task of this name, if there is one.
    #[must_use]
    pub fn task(&self, product: &str, name: &str) -> Option<TaskRow> {
        self.tasks(product).into_iter().find(|task| task.name == name)
    }

    /// How many devices a task has upgraded.
    #[must_use]
    pub fn upgraded(&self, product: &str, name: &str) -> u64 {
        self.task(product, name).map_or(0, |task| task.upgrade_count)
    }

    /// How many devices of a product run a version of the WIFI firmware.
    #[must_use]
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

fn read_firmware(row: &Row<'_>, at: usize) -> rusqlite::Result<FirmwareRow> {
    Ok(FirmwareRow {
        version: row.get(at)?,
        url: row.get(at + 1)?,
        md5: row.get(at + 2)?,
        size: row.get(at + 3)?,
    })
}
