//! Tasks of one product as last read from the platform, and the requests that change them.

pub(crate) mod device_stats;
pub(crate) mod guard_storage;
pub(crate) mod guarded_task;
pub(crate) mod guards;
pub(crate) mod mutations;
pub(crate) mod reading;
pub(crate) mod row_signals;
pub(crate) mod snapshot;
pub(crate) mod stats_signals;
pub(crate) mod stops;
pub(crate) mod store;
pub(crate) mod visible_rows;

pub use guard_storage::{forget_all_guards, guarded_products};
pub use guarded_task::{GuardPhase, GuardedTask};
pub use mutations::{ActionError, ActionResult, ConfirmedRisk, CreateFailure, CreateOutcome, CreatedTask, WriteResult};
pub use row_signals::SearchResult;
pub use snapshot::{Entry, Snapshot};
pub use stops::{StopRequest, TaskRef};
pub use store::{ListState, PartlyRead, TaskStore};

use leptos::prelude::expect_context;

/// The tasks of the product on the page.
pub fn use_task_store() -> TaskStore {
    expect_context()
}
