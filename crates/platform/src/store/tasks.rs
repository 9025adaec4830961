//! Upgrade tasks.

use super::{Page, products};
use crate::reject::Reject;
use rusqlite::{Connection, OptionalExtension, Row, ToSql, named_params, params_from_iter};
use upgrade_api::error::ErrorCode;
use upgrade_api::field::{FieldId, FieldValue, Part, Side};
use upgrade_api::rules;
use upgrade_api::status::{RunState, TaskStatus};
use upgrade_api::task::{FirmwareKind, FullFields, NewTask, ReportedFirmware, Task, TaskMode};
use upgrade_api::values::{Problem, ProductId, TaskId, Version};

/// `SELECT` of the columns that [`read`] expects, in its order. The surplus count exists for WIFI only
/// (`platform-api.md`).
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

/// Adds a task, stopped and with an upgrade count of zero.
///
/// # Errors
/// 4041005 if the product does not exist, 4001035 if the name is taken, 4001037 if kind and from version are taken.
pub fn create(connection: &Connection, id: &str, task: &NewTask, now: i64) -> Result<Task, Reject> {
    products::require(connection, &task.product_id)?;
    let full = task.full.unwrap_or(FullFields {
        kind: FirmwareKind::Wifi,
        mode: TaskMode::Automatic,
    });
    let rivals = rivals(connection, task, full.kind)?;
    if rules::task_named(task.name.as_str(), &rivals).is_some() {
        return Err(Reject::problem(FieldId::Name, Problem::NameTaken));
    }
    if rules::task_starting_at(task.from.version, full.kind, &rivals).is_some() {
        let from_version = FieldId::Firmware(Side::From, Part::Version);
        return Err(Reject::problem(from_version, Problem::FromVersionTaken));
    }
    insert(connection, id, task, full, now)?;
    find(connection, &task.product_id, id)
}

/// Writes each field that is sent into the column with its wire name.
fn insert(connection: &Connection, id: &str, task: &NewTask, full: FullFields, now: i64) -> rusqlite::Result<usize> {
    let full = Some(full);
    let task = NewTask { full, ..task.clone() };
    let sent = FieldId::ALL
        .into_iter()
        .filter_map(|field| Some((field.wire_name(), task.value(field)?)));
    let (columns, values): (Vec<_>, Vec<_>) = sent.unzip();
    let (columns, marks) = (columns.join(", "), "?, ".repeat(values.len()));
    let sql = format!("INSERT INTO tasks ({columns}, id, status, created) VALUES ({marks}?, 0, ?)");
    let mut row: Vec<Box<dyn ToSql>> = vec![];
    row.extend(values.into_iter().map(|value| match value {
        FieldValue::Number(number) => Box::new(number) as Box<dyn ToSql>,
        FieldValue::Text(text) => Box::new(text.into_owned()),
    }));
    row.extend([Box::new(id.to_owned()) as Box<dyn ToSql>, Box::new(now)]);
    connection.prepare_cached(&sql)?.execute(params_from_iter(row))
}

/// Returns the tasks, at most two, that may conflict with a new one. The indexes find them; the shared rules decide.
fn rivals(connection: &Connection, task: &NewTask, kind: FirmwareKind) -> rusqlite::Result<Vec<Task>> {
    let (firmware_type, identify) = kind.to_wire();
    let mut statement = connection.prepare_cached(select!(
        "WHERE product_id = :product AND name = :name \
         OR product_id = :product AND type = :type AND identify = :identify AND from_version = :from"
    ))?;
    let rows = statement.query_map(
        named_params! {
            ":product": task.product_id.as_str(),
            ":name": task.name.as_str(),
            ":type": firmware_type,
            ":identify": identify,
            ":from": task.from.version.get(),
        },
        read,
    )?;
    rows.collect()
}

fn find(connection: &Connection, product: &ProductId, id: &str) -> Result<Task, Reject> {
    let mut statement = connection.prepare_cached(select!("WHERE product_id = ?1 AND id = ?2"))?;
    let found = statement.query_row((product.as_str(), id), read).optional()?;
    found.ok_or_else(|| unknown("id"))
}

fn unknown(field: &str) -> Reject {
    Reject::field(ErrorCode::TaskNotFound, field, "no such upgrade task in this product")
}

/// Returns the tasks of a product in the order they were created, optionally only those of one wire type.
///
/// # Errors
/// 4041005 if the product does not exist.
pub fn list(
    connection: &Connection,
    product: &ProductId,
    firmware_type: Option<u8>,
    page: Page,
) -> Result<Vec<Task>, Reject> {
    products::require(connection, product)?;
    let (limit, offset) = page.bounds();
    let mut statement = connection.prepare_cached(select!(
        "WHERE product_id = ?1 AND (?2 IS NULL OR type = ?2) ORDER BY seq LIMIT ?3 OFFSET ?4"
    ))?;
    let rows = statement.query_map((product.as_str(), firmware_type, limit, offset), read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns the number of tasks that [`list`] returns without a page.
///
/// # Errors
/// 5031001 if the database fails.
pub fn count(connection: &Connection, product: &ProductId, firmware_type: Option<u8>) -> Result<u64, Reject> {
    let mut statement =
        connection.prepare_cached("SELECT count(*) FROM tasks WHERE product_id = ?1 AND (?2 IS NULL OR type = ?2)")?;
    Ok(statement.query_row((product.as_str(), firmware_type), |row| row.get(0))?)
}

/// Returns name and description of the tasks that contain `mark` in one of the two: of all tasks of a product, or of
/// one task.
///
/// # Errors
/// 5031001 if the database fails.
pub fn texts_with(
    connection: &Connection,
    product: &ProductId,
    task: Option<&TaskId>,
    mark: &str,
) -> Result<Vec<(String, String)>, Reject> {
    let mut statement = connection.prepare_cached(
        "SELECT name, description FROM tasks WHERE product_id = ?1 AND (?2 IS NULL OR id = ?2) \
         AND (instr(name, ?3) OR instr(description, ?3)) ORDER BY seq",
    )?;
    let rows = statement.query_map((product.as_str(), task.map(TaskId::as_str), mark), |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Starts or stops a task. Setting the current state again is not an error, because the documents describe a desired
/// state.
///
/// # Errors
/// 4041005 if the product does not exist, 4041013 if it has no such task.
pub fn set_status(connection: &Connection, product: &ProductId, task: &TaskId, status: RunState) -> Result<(), Reject> {
    products::require(connection, product)?;
    let changed = connection
        .prepare_cached("UPDATE tasks SET status = ?3 WHERE product_id = ?1 AND id = ?2")?
        .execute((product.as_str(), task.as_str(), status.number()))?;
    if changed == 0 {
        return Err(unknown("upgrade_task_id"));
    }
    Ok(())
}

/// Deletes a task in any state.
///
/// # Errors
/// 4041005 if the product does not exist, 4041013 if it has no such task.
pub fn delete(connection: &Connection, product: &ProductId, task: &TaskId) -> Result<(), Reject> {
    products::require(connection, product)?;
    let changed = connection
        .prepare_cached("DELETE FROM tasks WHERE product_id = ?1 AND id = ?2")?
        .execute((product.as_str(), task.as_str()))?;
    if changed == 0 {
        return Err(unknown("id"));
    }
    Ok(())
}

/// Returns the newest running task of this kind that starts at this version.
///
/// # Errors
/// 5031001 if the database fails.
pub fn newest_running(
    connection: &Connection,
    product: &ProductId,
    kind: FirmwareKind,
    version: Version,
) -> Result<Option<Task>, Reject> {
    let (firmware_type, identify) = kind.to_wire();
    let mut statement = connection.prepare_cached(select!(
        "WHERE product_id = ?1 AND type = ?2 AND identify = ?3 AND from_version = ?4 AND status = 1 \
         ORDER BY seq DESC LIMIT 1"
    ))?;
    let key = (product.as_str(), firmware_type, identify, version.get());
    Ok(statement.query_row(key, read).optional()?)
}

/// Counts one upgraded device on the newest task of this kind between these versions, running or stopped. Returns
/// whether there is such a task: a device may also upgrade without one.
///
/// # Errors
/// 5031001 if the database fails.
pub(super) fn count_upgrade(
    connection: &Connection,
    product: &str,
    kind: FirmwareKind,
    from: Version,
    target: Version,
) -> Result<bool, Reject> {
    let (firmware_type, identify) = kind.to_wire();
    let changed = connection
        .prepare_cached(
            "UPDATE tasks SET upgrade_count = upgrade_count + 1 WHERE seq = (SELECT max(seq) FROM tasks \
             WHERE product_id = ?1 AND type = ?2 AND identify = ?3 AND from_version = ?4 AND target_version = ?5)",
        )?
        .execute((product, firmware_type, identify, from.get(), target.get()))?;
    Ok(changed > 0)
}

/// Sets status and upgrade count of a demo task.
///
/// # Errors
/// 5031001 if the database fails.
pub fn set_progress(connection: &Connection, task: &TaskId, status: RunState, upgraded: u64) -> Result<(), Reject> {
    connection
        .prepare_cached("UPDATE tasks SET status = ?2, upgrade_count = ?3 WHERE id = ?1")?
        .execute((task.as_str(), status.number(), upgraded))?;
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Task> {
    let status: u64 = row.get(15)?;
    Ok(Task {
        id: TaskId::parse(&row.get::<_, String>(0)?).map_err(|_| damaged(0))?,
        product_id: ProductId::parse(&row.get::<_, String>(1)?).map_err(|_| damaged(1))?,
        name: row.get(2)?,
        description: row.get(3)?,
        from: read_firmware(row, 4)?,
        target: read_firmware(row, 8)?,
        kind: FirmwareKind::from_wire(row.get(12)?, row.get(13)?).ok_or_else(|| damaged(12))?,
        mode: Some(TaskMode::from_number(row.get(14)?).ok_or_else(|| damaged(14))?),
        status: TaskStatus::Known(RunState::from_number(status).ok_or_else(|| damaged(15))?),
        upgrade_count: row.get(16)?,
        surplus_count: row.get(17)?,
    })
}

fn read_firmware(row: &Row<'_>, at: usize) -> rusqlite::Result<ReportedFirmware> {
    Ok(ReportedFirmware {
        version: Version::from_number(row.get(at)?).map_err(|_| damaged(at))?,
        url: row.get(at + 1)?,
        md5: row.get(at + 2)?,
        size: row.get(at + 3)?,
    })
}

/// Returns the error for an invalid column, which only an edit of the database file can cause.
fn damaged(column: usize) -> rusqlite::Error {
    rusqlite::Error::InvalidColumnName(format!("column {column} holds what no task can have"))
}
