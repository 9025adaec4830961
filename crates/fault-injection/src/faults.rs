//! State of the fault mode: active rules and held answers.

use crate::options::FaultOptions;
use crate::plan::{Chosen, Plan};
use crate::reorder_queue::{Hold, ReorderQueue, Sending};
use crate::rule::Operation;
use crate::task_rules::TaskRule;
use std::sync::{Mutex, MutexGuard, PoisonError};
use strum::EnumCount;

/// Active rules, and a queue of answers per operation.
pub(crate) struct Faults {
    plan: Mutex<Plan>,
    queues: [ReorderQueue; Operation::COUNT],
}

impl Faults {
    pub(crate) fn new(options: &FaultOptions, seed: u64) -> Self {
        let rate = options.fault_rate.unwrap_or_default();
        Self {
            plan: Mutex::new(Plan::new(&options.fault_rules, rate, seed)),
            queues: Default::default(),
        }
    }

    pub(crate) fn plan(&self) -> MutexGuard<'_, Plan> {
        // A panic can only leave a count incomplete, so a poisoned lock stays usable.
        self.plan.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Chooses the faults of a request, and returns a hold if its answer is to be reordered.
    pub(crate) fn choose(&self, call: Operation, task_rules: &[TaskRule]) -> (Chosen, Option<Hold>) {
        let mut plan = self.plan();
        let hold = self.queues[call as usize].hold();
        let chosen = plan.choose(call, task_rules, hold.is_some());
        let hold = hold.filter(|_| chosen.reorders());
        (chosen, hold)
    }

    pub(crate) fn sending(&self, call: Operation) -> Sending {
        self.queues[call as usize].sending()
    }
}
