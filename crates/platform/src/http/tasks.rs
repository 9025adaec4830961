//! The four documented operations (`upgrade-task-api.zh.md`), and the paged list of profile full.

use super::answer::{Answer, done, json};
use super::auth::Enterprise;
use super::fields::{Fields, JsonText, LIMIT_MAX, OFFSET_MAX};
use super::url::Parameters;
use crate::api_error::ApiError;
use crate::secrets;
use crate::service::tasks;
use crate::state::AppState;
use crate::store::Page;
use axum::Extension;
use axum::extract::State;
use serde::Serialize;
use std::sync::Arc;
use upgrade_api::error::ErrorCode;
use upgrade_api::field::{FieldId, Part, Side};
use upgrade_api::profile::Profile;
use upgrade_api::rules;
use upgrade_api::status::RunState;
use upgrade_api::task::{DevicePart, Firmware, FullFields, NewTask, Task, TaskMode};
use upgrade_api::values::{Description, Name, Problem};

/// *Create*: returns the new task, which is stopped.
pub(super) async fn create(
    State(state): State<Arc<AppState>>,
    Extension(enterprise): Enterprise,
    JsonText(text): JsonText,
) -> Answer {
    let task = new_task(&text, state.profile)?;
    let (id, now) = (secrets::id()?, state.clock.now());
    let created = state
        .store
        .write(move |db| tasks::create(db, &enterprise, &id, &task, now))
        .await?;
    json(&shown(created, &state))
}

/// *List*: returns all tasks of the product, or in profile full the requested page.
pub(super) async fn list(
    State(state): State<Arc<AppState>>,
    Extension(enterprise): Enterprise,
    parameters: Parameters,
) -> Answer {
    let page = match state.profile {
        Profile::Core => {
            parameters.closed(&["product_id"])?;
            Page::default()
        }
        Profile::Full => {
            parameters.closed(&["product_id", "offset", "limit"])?;
            parameters.page()?
        }
    };
    let product = parameters.product_id()?;
    let found = state
        .store
        .run(move |db| tasks::list(db, &enterprise, &product, None, page))
        .await?;
    json(&shown_all(found, &state))
}

/// A page of tasks and the total.
#[derive(Serialize)]
struct TaskListPage {
    count: u64,
    list: Vec<Task>,
}

/// *List* by `POST` (profile full): returns `{count, list}`, by default with ten tasks.
pub(super) async fn query(
    State(state): State<Arc<AppState>>,
    Extension(enterprise): Enterprise,
    JsonText(text): JsonText,
) -> Answer {
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
    let (count, found) = state
        .store
        .run(move |db| {
            let found = tasks::list(db, &enterprise, &product, wanted, page)?;
            Ok((tasks::count(db, &product, wanted)?, found))
        })
        .await?;
    json(&TaskListPage {
        count,
        list: shown_all(found, &state),
    })
}

/// *Start* and *stop*: returns an empty 200.
pub(super) async fn set_status(
    State(state): State<Arc<AppState>>,
    Extension(enterprise): Enterprise,
    JsonText(text): JsonText,
) -> Answer {
    let fields = Fields::closed(&text, &["product_id", "upgrade_task_id", "status"])?;
    let product = fields.product_id()?;
    let task = fields.task_id("upgrade_task_id")?;
    let status = u64::try_from(fields.integer("status")?)
        .ok()
        .and_then(RunState::from_number)
        .ok_or_else(|| ApiError::field(ErrorCode::UnknownTaskStatus, "status", "use 0 (stop) or 1 (start)"))?;
    state
        .store
        .run(move |db| tasks::set_status(db, &enterprise, &product, &task, status))
        .await?;
    done()
}

/// *Delete*: returns an empty 200.
pub(super) async fn delete(
    State(state): State<Arc<AppState>>,
    Extension(enterprise): Enterprise,
    JsonText(text): JsonText,
) -> Answer {
    let fields = Fields::closed(&text, &["id", "product_id"])?;
    let task = fields.task_id("id")?;
    let product = fields.product_id()?;
    state
        .store
        .run(move |db| tasks::delete(db, &enterprise, &product, &task))
        .await?;
    done()
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
