//! Queries of upgrade tasks.

use super::devices::Report;
use super::{Page, execute, invalid_column, product_id, version};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Result, Row, params_from_iter};
use upgrade_api::{
    DevicePart, FieldId, FieldValue, FullFields, NewTask, ProductId, ReportedFirmware, RunState, Task, TaskId,
    TaskMode, TaskStatus, Version,
};

/// `SELECT` of the columns that [`read`] expects, in its order. The surplus count exists for the WIFI module only (type 1,
/// identify 0; `platform-api.md`).
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, product_id, name, description, from_version, from_version_url, from_version_md5, ",
            "from_version_size, target_version, target_version_url, target_version_md5, target_version_size, ",
            "type, identify, task_type, status, upgrade_count, ",
            "CASE type WHEN 1 THEN (SELECT count(*) FROM device_firmware AS d WHERE d.product_id = tasks.product_id ",
            "AND d.type = 1 AND d.identify = 0 AND d.version = tasks.from_version) END ",
            "FROM tasks ",
            $rest
        )
    };
}

/// Query of [`list`]. `tasks_by_order` has the rows in this order, so a page needs no sort.
const LIST: &str = select!("WHERE product_id = ?1 AND (?2 IS NULL OR type = ?2) ORDER BY seq LIMIT ?3 OFFSET ?4");

/// Adds a stopped task: writes each field that is sent into the column with its wire name.
pub fn insert(connection: &Connection, id: &str, task: &NewTask, full: FullFields, now: i64) -> Result<usize> {
    let full = Some(full);
    let task = NewTask { full, ..task.clone() };
    let sent = FieldId::ALL
        .into_iter()
        .filter_map(|field| Some((field.wire_name(), task.value(field)?)));
    let (columns, values): (Vec<_>, Vec<_>) = sent.unzip();
    let (columns, marks) = (columns.join(", "), "?, ".repeat(values.len()));
    let sql = format!("INSERT INTO tasks ({columns}, id, status, created) VALUES ({marks}?, 0, ?)");
    // The numbers of a valid task fit into an integer of the database.
    let values = values.into_iter().map(|value| match value {
        FieldValue::Number(number) => number.cast_signed().into(),
        FieldValue::Text(text) => Value::from(text.into_owned()),
    });
    let row = values.chain([id.to_owned().into(), now.into()]);
    execute(connection, &sql, params_from_iter(row))
}

/// Returns the tasks, at most two, that have the name, or the device part and from version, of a new one.
pub fn rivals(connection: &Connection, task: &NewTask, device_part: DevicePart) -> Result<Vec<Task>> {
    let (firmware_type, identify) = device_part.to_wire();
    let mut statement = connection.prepare_cached(select!(
        "WHERE product_id = ?1 AND name = ?2 \
         OR product_id = ?1 AND type = ?3 AND identify = ?4 AND from_version = ?5"
    ))?;
    let (product, name, from) = (task.product_id.as_str(), task.name.as_str(), task.from.version.get());
    let rows = statement.query_map((product, name, firmware_type, identify, from), read)?;
    rows.collect()
}

pub fn find(connection: &Connection, product: &ProductId, id: &str) -> Result<Option<Task>> {
    let mut statement = connection.prepare_cached(select!("WHERE product_id = ?1 AND id = ?2"))?;
    statement.query_row((product.as_str(), id), read).optional()
}

/// Returns the tasks of a product in the order they were created, optionally only those of one wire type.
pub fn list(connection: &Connection, product: &ProductId, firmware_type: Option<u8>, page: Page) -> Result<Vec<Task>> {
    let (limit, offset) = page.bounds();
    let mut statement = connection.prepare_cached(LIST)?;
    let rows = statement.query_map((product.as_str(), firmware_type, limit, offset), read)?;
    rows.collect()
}

/// Returns the number of tasks that [`list`] returns without a page.
pub fn count(connection: &Connection, product: &ProductId, firmware_type: Option<u8>) -> Result<u64> {
    let mut statement =
        connection.prepare_cached("SELECT count(*) FROM tasks WHERE product_id = ?1 AND (?2 IS NULL OR type = ?2)")?;
    statement.query_row((product.as_str(), firmware_type), |row| row.get(0))
}

/// Returns name and description of the tasks that contain `mark` in one of the two: of all tasks of a product, or of
/// one task.
pub fn texts_with(
    connection: &Connection,
    product: &ProductId,
    task: Option<&TaskId>,
    mark: &str,
) -> Result<Vec<(String, String)>> {
    let mut statement = connection.prepare_cached(
        "SELECT name, description FROM tasks WHERE product_id = ?1 AND (?2 IS NULL OR id = ?2) \
         AND (instr(name, ?3) OR instr(description, ?3)) ORDER BY seq",
    )?;
    let rows = statement.query_map((product.as_str(), task.map(TaskId::as_str), mark), |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    rows.collect()
}

pub fn set_status(connection: &Connection, product: &ProductId, task: &TaskId, status: RunState) -> Result<bool> {
    let sql = "UPDATE tasks SET status = ?3 WHERE product_id = ?1 AND id = ?2";
    let changed = execute(connection, sql, (product.as_str(), task.as_str(), status.number()))?;
    Ok(changed > 0)
}

/// Deletes a task. Returns whether there was such a task.
pub fn delete(connection: &Connection, product: &ProductId, task: &TaskId) -> Result<bool> {
    let sql = "DELETE FROM tasks WHERE product_id = ?1 AND id = ?2";
    Ok(execute(connection, sql, (product.as_str(), task.as_str()))? > 0)
}

/// Returns the newest running task for this device part that starts at this version.
pub fn newest_running(
    connection: &Connection,
    product: &ProductId,
    device_part: DevicePart,
    version: Version,
) -> Result<Option<Task>> {
    let (firmware_type, identify) = device_part.to_wire();
    let mut statement = connection.prepare_cached(select!(
        "WHERE product_id = ?1 AND type = ?2 AND identify = ?3 AND from_version = ?4 AND status = 1 \
         ORDER BY seq DESC LIMIT 1"
    ))?;
    let key = (product.as_str(), firmware_type, identify, version.get());
    statement.query_row(key, read).optional()
}

/// Counts one upgraded device on the newest task for this device part between these versions, running or stopped. A
/// device may also upgrade without a task.
pub fn count_upgrade(connection: &Connection, product: &ProductId, report: &Report) -> Result<usize> {
    let (firmware_type, identify) = report.device_part.to_wire();
    let (from, target) = (report.last.get(), report.current.get());
    let sql = "UPDATE tasks SET upgrade_count = upgrade_count + 1 WHERE seq = (SELECT max(seq) FROM tasks \
               WHERE product_id = ?1 AND type = ?2 AND identify = ?3 AND from_version = ?4 AND target_version = ?5)";
    let key = (product.as_str(), firmware_type, identify, from, target);
    execute(connection, sql, key)
}

/// Sets status and upgrade count of a demo task.
pub fn set_progress(connection: &Connection, task: &TaskId, status: RunState, upgraded: u64) -> Result<()> {
    let sql = "UPDATE tasks SET status = ?2, upgrade_count = ?3 WHERE id = ?1";
    execute(connection, sql, (task.as_str(), status.number(), upgraded)).map(drop)
}

fn read(row: &Row<'_>) -> Result<Task> {
    let status: u64 = row.get(15)?;
    Ok(Task {
        id: TaskId::parse(&row.get::<_, String>(0)?).map_err(|_| invalid_column(0))?,
        product_id: product_id(row, 1)?,
        name: row.get(2)?,
        description: row.get(3)?,
        from: read_firmware(row, 4)?,
        target: read_firmware(row, 8)?,
        device_part: DevicePart::from_wire(row.get(12)?, row.get(13)?).ok_or_else(|| invalid_column(12))?,
        mode: Some(TaskMode::from_number(row.get(14)?).ok_or_else(|| invalid_column(14))?),
        status: TaskStatus::Known(RunState::from_number(status).ok_or_else(|| invalid_column(15))?),
        upgrade_count: row.get(16)?,
        surplus_count: row.get(17)?,
    })
}

fn read_firmware(row: &Row<'_>, at: usize) -> Result<ReportedFirmware> {
    Ok(ReportedFirmware {
        version: version(row, at)?,
        url: row.get(at + 1)?,
        md5: row.get(at + 2)?,
        size: row.get(at + 3)?,
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;
    use crate::store::migrations;

    #[test]
    fn a_page_of_the_list_needs_no_sort() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrations::run(&mut connection).unwrap();
        let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {LIST}")).unwrap();
        let rows = statement.query_map(("p", None::<u8>, 10, 49_000), |row| row.get::<_, String>(3));
        let plan: Vec<String> = rows.unwrap().collect::<Result<_, _>>().unwrap();
        assert!(
            plan[0].contains("USING INDEX tasks_by_order (product_id=?)"),
            "{plan:?}"
        );
        assert!(!plan.iter().any(|step| step.contains("TEMP B-TREE")), "{plan:?}");
    }
}
