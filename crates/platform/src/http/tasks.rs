//! The four documented operations (`upgrade-task-api.zh.md`), and the paged list of profile full.

use super::answer::{Answer, done, json};
use super::auth::Caller;
use super::fields::{Fields, JsonText, LIMIT_MAX, OFFSET_MAX};
use super::url::Parameters;
use crate::api_error::ApiError;
use crate::secrets;
use crate::service;
use crate::state::AppState;
use crate::store::{Page, tasks};
use rusqlite::Connection;
use serde::Serialize;
use upgrade_api::{
    Description, DevicePart, ErrorCode, FieldId, Firmware, FullFields, Name, NewTask, Part, Problem, Profile, RunState,
    Side, Task, TaskMode, rules,
};

/// *Create*: returns the new task, which is stopped.
pub(super) async fn create(caller: Caller, JsonText(text): JsonText) -> Answer {
    let task = new_task(&text, caller.state.profile)?;
    let (id, now, product) = (secrets::id()?, caller.state.clock.now(), task.product_id.clone());
    let create = move |db: &Connection, _: &_| service::tasks::create(db, &id, &task, now);
    json(&shown(caller.write(product, create).await?, &caller.state))
}

/// *List*: returns all tasks of the product, or in profile full the requested page.
pub(super) async fn list(caller: Caller, parameters: Parameters) -> Answer {
    let page = match caller.state.profile {
        Profile::Core => {
            parameters.closed(&["product_id"])?;
            Page::default()
        }
        Profile::Full => {
            parameters.closed(&["product_id", "offset", "limit"])?;
            parameters.page()?
        }
    };
    let list = move |db: &Connection, product: &_| Ok(tasks::list(db, product, None, page)?);
    let found = caller.read(parameters.product_id()?, list).await?;
    json(&shown_all(found, &caller.state))
}

#[derive(Serialize)]
struct TaskListPage {
    count: u64,
    list: Vec<Task>,
}

/// *List* by `POST` (profile full): returns `{count, list}`, by default with ten tasks.
pub(super) async fn query(caller: Caller, JsonText(text): JsonText) -> Answer {
    let fields = Fields::open(&text)?;
    let product = fields.product_id()?;
    let page = Page {
        offset: fields.optional_within("offset", 0, OFFSET_MAX)?.unwrap_or(0),
        limit: Some(fields.optional_within("limit", 1, LIMIT_MAX)?.unwrap_or(10)),
    };
    let wanted = fields.optional_integer("type")?.map(|number| {
        u8::try_from(number)
            .ok()
            .filter(|n| (1..=3).contains(n))
            .ok_or_else(|| ApiError::field(ErrorCode::UnknownTaskFirmwareType, "type", "use 1, 2 or 3"))
    });
    let wanted = wanted.transpose()?;
    let query = move |db: &Connection, product: &_| {
        let found = tasks::list(db, product, wanted, page)?;
        Ok((tasks::count(db, product, wanted)?, found))
    };
    let (count, found) = caller.read(product, query).await?;
    json(&TaskListPage {
        count,
        list: shown_all(found, &caller.state),
    })
}

/// *Start* and *stop*: returns an empty 200. Setting the current state again is not an error, because the documents
/// describe a desired state.
pub(super) async fn set_status(caller: Caller, JsonText(text): JsonText) -> Answer {
    let fields = Fields::closed(&text, &["product_id", "upgrade_task_id", "status"])?;
    let product = fields.product_id()?;
    let task = fields.task_id("upgrade_task_id")?;
    let status = u64::try_from(fields.integer("status")?)
        .ok()
        .and_then(RunState::from_number)
        .ok_or_else(|| ApiError::field(ErrorCode::UnknownTaskStatus, "status", "use 0 (stop) or 1 (start)"))?;
    let set = move |db: &Connection, product: &_| Ok(tasks::set_status(db, product, &task, status)?);
    found(caller.write(product, set).await?, "upgrade_task_id")
}

/// *Delete*: deletes a task in any state and returns an empty 200.
pub(super) async fn delete(caller: Caller, JsonText(text): JsonText) -> Answer {
    let fields = Fields::closed(&text, &["id", "product_id"])?;
    let task = fields.task_id("id")?;
    let delete = move |db: &Connection, product: &_| Ok(tasks::delete(db, product, &task)?);
    found(caller.write(fields.product_id()?, delete).await?, "id")
}

/// Returns the empty 200, or 4041013 for a field with the id of no task of the product.
fn found(is_found: bool, field: &str) -> Answer {
    match is_found {
        true => done(),
        false => Err(ApiError::field(
            ErrorCode::TaskNotFound,
            field,
            "no such upgrade task in this product",
        )),
    }
}

/// Returns the task with the fields of this profile: in core, exactly the documented ones.
pub(super) fn shown(mut task: Task, state: &AppState) -> Task {
    if state.profile == Profile::Core {
        task.device_part = DevicePart::Wifi;
        task.mode = None;
        task.surplus_count = None;
    }
    task
}

fn shown_all(tasks: Vec<Task>, state: &AppState) -> Vec<Task> {
    tasks.into_iter().map(|task| shown(task, state)).collect()
}

fn new_task(text: &str, profile: Profile) -> Result<NewTask, ApiError> {
    let names: Vec<_> = FieldId::sent(profile).map(FieldId::wire_name).collect();
    let fields = Fields::closed(text, &names)?;
    let task = NewTask {
        product_id: fields.product_id()?,
        name: value(&fields, FieldId::Name, Name::parse)?,
        description: value(&fields, FieldId::Description, Description::parse)?,
        from: firmware(&fields, Side::From)?,
        target: firmware(&fields, Side::Target)?,
        full: match profile {
            Profile::Core => None,
            Profile::Full => Some(full_fields(&fields)?),
        },
    };
    if rules::is_same_version(task.from.version, task.target.version) {
        let target = FieldId::Firmware(Side::Target, Part::Version);
        return Err(ApiError::problem(target, Problem::SameVersion));
    }
    Ok(task)
}

fn value<T>(fields: &Fields<'_>, field: FieldId, parse: fn(&str) -> Result<T, Problem>) -> Result<T, ApiError> {
    let text = fields.text(field.wire_name())?;
    parse(&text).map_err(|problem| ApiError::problem(field, problem))
}

fn firmware(fields: &Fields<'_>, side: Side) -> Result<Firmware, ApiError> {
    let field = |part| FieldId::Firmware(side, part).wire_name();
    Ok(Firmware {
        version: fields.version(field(Part::Version))?,
        url: fields.url(field(Part::Url))?,
        md5: fields.md5(field(Part::Md5))?,
        size: fields.size(field(Part::Size))?,
    })
}

fn full_fields(fields: &Fields<'_>) -> Result<FullFields, ApiError> {
    let number = fields.optional_integer("task_type")?.unwrap_or_default();
    let mode = u64::try_from(number).ok().and_then(TaskMode::from_number);
    let what = "use 0 (automatic) or 1 (manual)";
    let mode = mode.ok_or_else(|| ApiError::field(ErrorCode::UnknownTaskMode, "task_type", what))?;
    let device_part = fields.optional_device_part(ErrorCode::UnknownTaskFirmwareType)?;
    Ok(FullFields { device_part, mode })
}
