//! Plan for an action on several tasks: the tasks in order, the excluded tasks with reasons, and the affected devices.

use crate::state::task_store::TaskRef;
use std::sync::Arc;
use upgrade_api::graph::closes_loop;
use upgrade_api::impact::{Impact, Proportion};
use upgrade_api::status::{Action, Refusal, RunState, TaskStatus};
use upgrade_api::task::Task;
use upgrade_api::values::TaskId;

/// Origin of the tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Tasks that the operator selected.
    Selected,
    /// All running tasks of the product, also those that a filter hides.
    AllRunning,
}

/// An action on several tasks, to confirm.
#[derive(Clone)]
pub struct BulkQuestion {
    /// Action.
    pub action: Action,
    /// Origin of the tasks.
    pub scope: Scope,
    /// Plan.
    pub plan: Arc<Plan>,
}

/// Reason why a task is excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exclusion {
    /// Its state does not allow it.
    State(Refusal),
    /// Starting it is a downgrade.
    Downgrade,
    /// Starting it closes a loop with running tasks, or with tasks that the plan starts before it.
    Loop,
    /// Starting it affects too many devices for a common confirmation.
    Many,
}

/// Tasks of the plan, in order, and excluded tasks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Tasks and the devices that each affects.
    pub todo: Vec<(Task, Impact)>,
    /// Ids of tasks that cannot be read. They may be running, and are stopped after the others.
    pub unreadable: Vec<TaskId>,
    /// Excluded tasks.
    pub excluded: Vec<(Task, Exclusion)>,
}

/// Plans `action` for `tasks`; `known` are all tasks of the product. A planned start counts as running for the tasks after it,
/// so that two starts of one plan never close a loop together.
pub fn plan(
    action: Action,
    tasks: Vec<Task>,
    known: &[Task],
    limit: Proportion,
    impact: &dyn Fn(&Task) -> Impact,
) -> Plan {
    let mut known = known.to_vec();
    let mut plan = Plan {
        todo: Vec::new(),
        unreadable: Vec::new(),
        excluded: Vec::new(),
    };
    for task in tasks {
        let task_impact = impact(&task);
        match exclusion(action, &task, &known, task_impact.exceeds(limit)) {
            Some(exclusion) => plan.excluded.push((task, exclusion)),
            None => {
                if action == Action::Start {
                    let same = known.iter_mut().filter(|other| other.id == task.id);
                    same.for_each(|other| other.status = TaskStatus::Known(RunState::Running));
                }
                plan.todo.push((task, task_impact));
            }
        }
    }
    plan
}

fn exclusion(action: Action, task: &Task, known: &[Task], is_many: bool) -> Option<Exclusion> {
    if let Err(refusal) = task.status.allows(action) {
        return Some(Exclusion::State(refusal));
    }
    if action != Action::Start {
        return None;
    }
    if closes_loop(known, task).is_some() {
        return Some(Exclusion::Loop);
    }
    if task.target.version < task.from.version {
        return Some(Exclusion::Downgrade);
    }
    is_many.then_some(Exclusion::Many)
}

impl Plan {
    /// Tasks in the order of the run.
    pub fn targets(&self) -> impl Iterator<Item = TaskRef> {
        let readable = self.todo.iter().map(|(task, _)| TaskRef::from(task));
        readable.chain(self.unreadable.iter().map(TaskRef::from))
    }

    /// Ids of all readable tasks that the operator chose, with the excluded ones.
    pub fn asked(&self) -> impl Iterator<Item = &TaskId> {
        let excluded = self.excluded.iter().map(|(task, _)| &task.id);
        self.todo.iter().map(|(task, _)| &task.id).chain(excluded)
    }

    /// Number of tasks in the plan.
    pub fn len(&self) -> usize {
        self.todo.len() + self.unreadable.len()
    }

    /// Number of running tasks in the plan.
    pub fn running(&self) -> usize {
        self.todo.iter().filter(|(task, _)| task.status.is_running()).count()
    }

    /// Devices that the plan affects, and whether the number is known for every task. No number where it is known for no task.
    pub fn affected(&self) -> (Impact, bool) {
        let affected = self.todo.iter().map(|(_, impact)| impact.affected);
        let sum = affected.clone().flatten().reduce(u64::saturating_add);
        let all = self.todo.iter().find_map(|(_, impact)| impact.all);
        (
            Impact { affected: sum, all },
            affected.into_iter().all(|affected| affected.is_some()),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routing::list_query;
    use upgrade_api::graph::Graph;

    fn task(id: &str, from: u32, target: u32, status: u8) -> Task {
        list_query::tests::task(id, id, from, target, &status.to_string(), 0, None)
    }

    fn planned(action: Action, tasks: &[Task], known: &[Task]) -> (String, Vec<(String, Exclusion)>) {
        // The number of devices on a version is the version's number.
        let impact = |task: &Task| Impact {
            affected: Some(u64::from(task.from.version.get())),
            all: Some(1000),
        };
        let limit = Proportion {
            devices: 50,
            percent: 100,
        };
        let plan = plan(action, tasks.to_vec(), known, limit, &impact);
        let todo = plan.todo.iter().map(|(task, _)| task.id.to_string()).collect();
        let excluded = plan.excluded.iter().map(|(task, why)| (task.id.to_string(), *why));
        (todo, excluded.collect())
    }

    #[test]
    fn tasks_in_the_wrong_state_are_excluded() {
        let tasks = [task("a", 1, 2, 0), task("b", 2, 3, 1), task("c", 3, 4, 7)];
        let left = |id: &str, why| (id.to_owned(), Exclusion::State(why));
        let cases = [
            (
                Action::Start,
                "a",
                vec![left("b", Refusal::AlreadyRunning), left("c", Refusal::UnknownStatus)],
            ),
            (Action::Stop, "bc", vec![left("a", Refusal::AlreadyStopped)]),
            (Action::Delete, "ab", vec![left("c", Refusal::UnknownStatus)]),
        ];
        for (action, todo, excluded) in cases {
            assert_eq!(
                planned(action, &tasks, &tasks),
                (todo.to_owned(), excluded),
                "{action:?}"
            );
        }
    }

    #[test]
    fn starts_that_need_a_confirmation_of_their_own_are_excluded() {
        let tasks = [
            task("a", 1, 2, 0),
            task("b", 5, 4, 0),
            task("c", 51, 52, 0),
            task("d", 50, 53, 0),
        ];
        let left = vec![
            ("b".to_owned(), Exclusion::Downgrade),
            ("c".to_owned(), Exclusion::Many),
        ];
        assert_eq!(planned(Action::Start, &tasks, &tasks), ("ad".to_owned(), left));
    }

    #[test]
    fn two_starts_never_close_a_loop_together_or_with_a_running_task() {
        let known = [task("a", 1, 2, 0), task("b", 2, 3, 1), task("c", 3, 1, 0)];
        let left = [("c".to_owned(), Exclusion::Loop)];
        assert_eq!(planned(Action::Start, &known[..], &known).1[1..], left[..]);
        let alone = planned(Action::Start, &[known[2].clone()], &known);
        assert_eq!(
            alone.1,
            [("c".to_owned(), Exclusion::Downgrade)],
            "without the first it closes none"
        );
    }

    /// Every set of tasks over four versions, started at once.
    #[test]
    fn no_plan_leaves_a_running_loop() {
        let edges: Vec<(u32, u32)> = (1..5)
            .flat_map(|from| (1..5).map(move |target| (from, target)))
            .filter(|(from, target)| from != target)
            .collect();
        for set in 0_u32..1 << edges.len() {
            let chosen = edges.iter().enumerate().filter(|(at, _)| set & (1 << at) != 0);
            let mut tasks: Vec<Task> = chosen
                .map(|(at, (from, target))| task(&at.to_string(), *from, *target, 0))
                .collect();
            let plan = plan(Action::Start, tasks.clone(), &tasks, Proportion::default(), &|_| {
                Impact {
                    affected: None,
                    all: None,
                }
            });
            for (started, _) in &plan.todo {
                let same = tasks.iter_mut().filter(|task| task.id == started.id);
                same.for_each(|task| task.status = TaskStatus::Known(RunState::Running));
            }
            let graph = Graph::of(&tasks, upgrade_api::task::DevicePart::Wifi);
            assert!(graph.loops().is_empty(), "{:?}", plan.todo);
        }
    }

    #[test]
    fn affected_devices_are_summed_over_the_tasks_with_a_number() {
        let of = |affected: &[Option<u64>]| {
            let todo = affected.iter().map(|devices| {
                (
                    task("a", 1, 2, 0),
                    Impact {
                        affected: *devices,
                        all: None,
                    },
                )
            });
            let plan = Plan {
                todo: todo.collect(),
                unreadable: Vec::new(),
                excluded: Vec::new(),
            };
            let (impact, is_all) = plan.affected();
            (impact.affected, is_all)
        };
        assert_eq!(of(&[Some(3), Some(4)]), (Some(7), true));
        assert_eq!(of(&[Some(3), None]), (Some(3), false));
        assert_eq!(of(&[None]), (None, false));
        assert_eq!(of(&[Some(u64::MAX), Some(4)]), (Some(u64::MAX), true));
    }
}
