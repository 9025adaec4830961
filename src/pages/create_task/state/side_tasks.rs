//! Tasks that run for a side of the form until they end or are stopped: uploads and checks of addresses.

use crate::session::abort_controller;
use leptos::prelude::*;
use upgrade_api::field::{PerSide, Side};
use web_sys::{AbortController, AbortSignal};

/// Tasks of both sides. `S` is the signal of the state of a task, which is `None` while there is no task.
#[derive(Clone, Copy, Default)]
pub struct SideTasks<S> {
    pub(crate) states: PerSide<S>,
    controllers: PerSide<StoredValue<Option<AbortController>>>,
}

impl<T: Send + Sync + 'static> SideTasks<RwSignal<Option<T>>> {
    /// Starts the task of a side, in place of one in progress, with its first state. Returns the signal that aborts it.
    pub(crate) fn start(&self, side: Side, first: T) -> AbortSignal {
        self.stop(side);
        let controller = abort_controller();
        let signal = controller.signal();
        self.controllers[side].set_value(Some(controller));
        self.states[side].set(Some(first));
        signal
    }

    /// Aborts the task of a side and removes its state.
    pub fn stop(&self, side: Side) {
        if let Some(Some(controller)) = self.controllers[side].try_update_value(Option::take) {
            controller.abort();
        }
        self.states[side].set(None);
    }

    /// Aborts the tasks of both sides and removes their states.
    pub(crate) fn discard(&self) {
        Side::ALL.into_iter().for_each(|side| self.stop(side));
    }
}
