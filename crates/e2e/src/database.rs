//! Read-only access to the platform's database.

use crate::task_input::{TaskDraft, fields};
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, Row};
use std::path::Path;
use std::time::Duration;

/// A read-only connection to the platform's database.
pub struct Database(Connection);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskRow {
    pub id: String,
    pub typed: TaskDraft,
    pub is_running: bool,
    /// Number of upgraded devices.
    pub upgrade_count: u64,
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
        let sql = "SELECT * FROM tasks WHERE product_id = ?1 ORDER BY seq";
        let mut statement = self.0.prepare(sql).expect("the current schema");
        let rows = statement.query_map([product], read_task).expect("rows");
        rows.map(|row| row.expect("a task")).collect()
    }

    pub fn task(&self, product: &str, name: &str) -> Option<TaskRow> {
        self.tasks(product).into_iter().find(|task| task.typed.name == name)
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
    let mut typed = TaskDraft::default();
    for field in fields() {
        let text = match row.get(field.wire_name())? {
            Value::Integer(number) => number.to_string(),
            Value::Text(text) => text,
            other => panic!("{field:?} is {other:?}"),
        };
        typed.set(field, text);
    }
    Ok(TaskRow {
        id: row.get("id")?,
        typed,
        is_running: row.get("status")?,
        upgrade_count: row.get::<_, i64>("upgrade_count")?.unsigned_abs(),
    })
}
