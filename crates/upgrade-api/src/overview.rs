//! Running tasks of a product, for an overview of all products: their order, what needs attention, and how many devices
//! remain.

use crate::graph::{Graph, device_parts, may_run};
use crate::progress::Idle;
use crate::task::{DevicePart, Task};
use crate::values::Version;
use std::collections::BTreeMap;

/// How soon an operator should look at a task or a product, most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// A running task is part of a loop.
    Looping,
    /// Devices remain, and none was upgraded for ten minutes.
    Stalled,
    /// The tasks of the product are not known.
    Unread,
    /// No device remains, and the task still runs.
    Complete,
    /// A task runs, or is in an unknown state.
    Running,
    /// No task runs.
    Quiet,
}

/// A number that may be incomplete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// The number, or the known part of it.
    pub number: u64,
    /// Whether nothing is missing from the number.
    pub is_exact: bool,
}

impl Amount {
    /// A complete number.
    pub fn exactly(number: u64) -> Self {
        Self { number, is_exact: true }
    }

    /// Whether no part of the number is known.
    pub fn is_unknown(self) -> bool {
        !self.is_exact && self.number == 0
    }

    fn plus(self, other: Self) -> Self {
        Self {
            number: self.number.saturating_add(other.number),
            is_exact: self.is_exact && other.is_exact,
        }
    }
}

/// Number of running tasks and of the devices that remain for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    /// Running tasks.
    pub tasks: Amount,
    /// Remaining devices.
    pub devices: Amount,
}

impl Total {
    /// Sum over products; `None` for a product whose tasks are not known.
    pub fn of_products(products: impl IntoIterator<Item = Option<Self>>) -> Self {
        let unknown = Amount {
            number: 0,
            is_exact: false,
        };
        let none = Self {
            tasks: Amount::exactly(0),
            devices: Amount::exactly(0),
        };
        products.into_iter().fold(none, |sum, product| Self {
            tasks: sum.tasks.plus(product.map_or(unknown, |product| product.tasks)),
            devices: sum.devices.plus(product.map_or(unknown, |product| product.devices)),
        })
    }
}

/// A task that runs, or may run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunningTask {
    /// The task.
    pub task: Task,
    /// Whether it is part of a loop of running tasks.
    pub is_looping: bool,
    /// Idle state, if the readings show one.
    pub idle: Option<Idle>,
}

impl RunningTask {
    /// Urgency of the task.
    pub fn urgency(&self) -> Urgency {
        match self.idle {
            _ if self.is_looping => Urgency::Looping,
            Some(Idle::Stalled) => Urgency::Stalled,
            Some(Idle::Complete) => Urgency::Complete,
            None => Urgency::Running,
        }
    }
}

/// Running tasks of a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductOverview {
    /// Tasks that run or may run: the most urgent first, and otherwise in the platform's order.
    pub running: Vec<RunningTask>,
    /// Whether every task of the product is known, so that no other one runs.
    pub is_whole: bool,
}

impl ProductOverview {
    /// Overview of the `tasks` of a product. `is_whole` is whether these are all of them; `idle` returns the idle state of a
    /// task.
    pub fn of(tasks: &[Task], is_whole: bool, idle: impl Fn(&Task) -> Option<Idle>) -> Self {
        let running: Vec<Task> = tasks.iter().filter(|task| may_run(task)).cloned().collect();
        let graphs: BTreeMap<DevicePart, Graph> = device_parts(&running)
            .into_iter()
            .map(|part| (part, Graph::of(&running, part)))
            .collect();
        let is_looping = |task: &Task| {
            let graph = graphs.get(&task.device_part);
            graph.is_some_and(|graph| graph.is_on_loop(task.from.version, task.target.version))
        };
        let mut running: Vec<RunningTask> = running
            .into_iter()
            .map(|task| RunningTask {
                is_looping: is_looping(&task),
                idle: idle(&task),
                task,
            })
            .collect();
        running.sort_by_key(RunningTask::urgency);
        Self { running, is_whole }
    }

    /// Urgency of the product: that of its most urgent task.
    pub fn urgency(&self) -> Urgency {
        let first = self.running.first().map(RunningTask::urgency);
        let none = if self.is_whole { Urgency::Quiet } else { Urgency::Unread };
        first.unwrap_or(none)
    }

    /// Number of the tasks, and of the devices that remain for them.
    pub fn total(&self) -> Total {
        Total {
            tasks: Amount {
                number: self.running.len() as u64,
                is_exact: self.is_whole,
            },
            devices: self.remaining(),
        }
    }

    /// Sum of the remaining devices. Tasks with the same from version share their devices, so these count once.
    fn remaining(&self) -> Amount {
        let mut by_version: BTreeMap<(DevicePart, Version), Option<u64>> = BTreeMap::new();
        for RunningTask { task, .. } in &self.running {
            let devices = by_version.entry((task.device_part, task.from.version)).or_default();
            *devices = (*devices).max(task.surplus_count);
        }
        let amount = |devices: &Option<u64>| Amount {
            number: devices.unwrap_or(0),
            is_exact: devices.is_some(),
        };
        let whole = Amount {
            number: 0,
            is_exact: self.is_whole,
        };
        by_version.values().map(amount).fold(whole, Amount::plus)
    }
}
