//! Tasks that a question offers to stop.

use crate::state::task_store::{TaskRef, TaskStore};
use leptos::prelude::*;
use std::sync::Arc;
use upgrade_api::graph::may_run;
use upgrade_api::values::Version;

/// Task to stop.
pub(crate) struct StopTarget {
    /// Tasks of its product.
    pub store: TaskStore,
    /// The task.
    pub task: TaskRef,
    /// From and target version; `None` for a row that cannot be read.
    pub versions: Option<(Version, Version)>,
}

/// Question before the running tasks of products are stopped.
#[derive(Clone)]
pub(crate) struct StopQuestion {
    /// Products that the operator wants to stop.
    pub stores: Arc<Vec<TaskStore>>,
    /// All tasks that run or may run, as last read.
    pub targets: Arc<Vec<StopTarget>>,
}

impl StopQuestion {
    /// Question about all tasks of these products that run or may run.
    pub fn of(stores: Vec<TaskStore>) -> Self {
        let targets = untrack(|| stores.iter().copied().flat_map(targets).collect());
        Self {
            stores: Arc::new(stores),
            targets: Arc::new(targets),
        }
    }

    /// Number of products with tasks to stop. The tasks of a product follow each other.
    pub fn products(&self) -> usize {
        let is_same = |one: &StopTarget, other: &StopTarget| one.store.is_of(&other.store.product_id());
        self.targets.chunk_by(is_same).count()
    }

    /// Products whose tasks are not known.
    pub fn unread(&self) -> Vec<TaskStore> {
        let is_unread = |store: &TaskStore| !is_read(*store);
        untrack(|| self.stores.iter().copied().filter(is_unread).collect())
    }
}

/// Whether some tasks of the product are known. Tracked.
pub(crate) fn is_read(store: TaskStore) -> bool {
    store.read_at().is_some() || store.partly_read().is_some()
}

fn targets(store: TaskStore) -> Vec<StopTarget> {
    let snapshot = store.snapshot();
    let target = |task: TaskRef, versions| StopTarget { store, task, versions };
    let running = snapshot.tasks.iter().filter(|task| may_run(task));
    let running = running.map(|task| target(task.into(), Some((task.from.version, task.target.version))));
    let unreadable = snapshot.unreadable_ids().map(|id| target(id.into(), None));
    running.chain(unreadable).collect()
}
