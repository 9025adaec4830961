//! Overview of the running tasks of a product.

use crate::kit::{RUNNING, STOPPED, numbered};
use upgrade_api::{Amount, DevicePart, Idle, ProductOverview, Task, TaskStatus, Total, Urgency};

/// A running task with this number of remaining devices.
fn running(id: usize, from: u64, target: u64, remaining: Option<u64>) -> Task {
    Task {
        status: RUNNING,
        surplus_count: remaining,
        ..numbered(id, from, target)
    }
}

fn at_least(number: u64) -> Amount {
    Amount {
        number,
        is_exact: false,
    }
}

/// Overview in which the tasks with these numbers are complete or stalled.
fn overview(tasks: &[Task], complete: &[usize], stalled: &[usize]) -> ProductOverview {
    let is_one_of = |task: &Task, ids: &[usize]| ids.iter().any(|id| task.id.as_str() == format!("t{id}"));
    ProductOverview::of(tasks, true, |task| match task {
        task if is_one_of(task, complete) => Some(Idle::Complete),
        task if is_one_of(task, stalled) => Some(Idle::Stalled),
        _ => None,
    })
}

fn ids(overview: &ProductOverview) -> Vec<&str> {
    let ids = overview.running.iter().map(|running| running.task.id.as_str());
    ids.collect()
}

#[test]
fn looping_and_stalled_tasks_come_first_and_then_the_order_of_the_platform() {
    let tasks = [
        running(1, 1, 2, None),
        running(2, 10, 11, None),
        running(3, 20, 21, None),
        running(4, 30, 31, None),
        running(5, 31, 30, None),
        running(6, 40, 41, None),
    ];
    let overview = overview(&tasks, &[2], &[3, 5]);
    assert_eq!(ids(&overview), ["t4", "t5", "t3", "t2", "t1", "t6"]);
    let urgencies: Vec<_> = overview.running.iter().map(|task| task.urgency()).collect();
    assert_eq!(
        urgencies,
        [
            Urgency::Looping,
            Urgency::Looping,
            Urgency::Stalled,
            Urgency::Complete,
            Urgency::Running,
            Urgency::Running,
        ]
    );
}

#[test]
fn only_tasks_that_may_run_are_listed_and_form_loops() {
    let mut tasks = [
        running(1, 1, 2, None),
        numbered(2, 2, 1),
        running(3, 5, 6, None),
        running(4, 6, 5, None),
    ];
    tasks[1].status = STOPPED;
    tasks[2].status = TaskStatus::Unknown("7".to_owned());
    tasks[3].device_part = DevicePart::Mcu(3);
    let found = overview(&tasks, &[], &[]);
    assert_eq!(ids(&found), ["t1", "t3", "t4"]);
    assert!(found.running.iter().all(|task| !task.is_looping));
    tasks[1].status = RUNNING;
    tasks[3].device_part = DevicePart::Wifi;
    assert!(overview(&tasks, &[], &[]).running.iter().all(|task| task.is_looping));
}

#[test]
fn a_product_is_as_urgent_as_its_most_urgent_task() {
    let (loop_forth, loop_back) = (running(1, 1, 2, None), running(2, 2, 1, None));
    let (one, other) = (running(3, 5, 6, None), running(4, 7, 8, None));
    let stopped = Task {
        status: STOPPED,
        ..numbered(5, 9, 10)
    };
    for (case, tasks, complete, stalled, urgency) in [
        ("no task", vec![], &[][..], &[][..], Urgency::Quiet),
        ("a stopped task", vec![stopped], &[], &[], Urgency::Quiet),
        ("a running task", vec![one.clone()], &[], &[], Urgency::Running),
        ("a complete task", vec![one.clone()], &[3], &[], Urgency::Complete),
        (
            "one of two is complete",
            vec![other.clone(), one.clone()],
            &[3],
            &[],
            Urgency::Complete,
        ),
        (
            "complete and stalled",
            vec![one.clone(), other],
            &[3],
            &[4],
            Urgency::Stalled,
        ),
        ("a loop", vec![one, loop_forth, loop_back], &[], &[3], Urgency::Looping),
    ] {
        assert_eq!(overview(&tasks, complete, stalled).urgency(), urgency, "{case}");
    }
    let partly = ProductOverview::of(&[], false, |_| None);
    assert_eq!(partly.urgency(), Urgency::Unread, "a task that is not known may run");
}

#[test]
fn remaining_devices_are_summed_and_an_unknown_number_is_not_zero() {
    for (case, tasks, remaining) in [
        ("no task", vec![], Amount::exactly(0)),
        (
            "two tasks",
            vec![running(1, 1, 2, Some(30)), running(2, 3, 4, Some(12))],
            Amount::exactly(42),
        ),
        (
            "two tasks from one version",
            vec![running(1, 1, 2, Some(30)), running(2, 1, 3, Some(29))],
            Amount::exactly(30),
        ),
        ("an unknown number", vec![running(1, 1, 2, None)], at_least(0)),
        (
            "one unknown number of two",
            vec![running(1, 1, 2, Some(30)), running(2, 3, 4, None)],
            at_least(30),
        ),
        (
            "one unknown number from one version",
            vec![running(1, 1, 2, Some(30)), running(2, 1, 3, None)],
            Amount::exactly(30),
        ),
        (
            "more than a number holds",
            vec![running(1, 1, 2, Some(u64::MAX)), running(2, 3, 4, Some(1))],
            Amount::exactly(u64::MAX),
        ),
    ] {
        assert_eq!(overview(&tasks, &[], &[]).total().devices, remaining, "{case}");
    }
    assert!(at_least(0).is_unknown());
    assert!(!at_least(1).is_unknown() && !Amount::exactly(0).is_unknown());
}

#[test]
fn a_list_with_gaps_has_at_least_these_tasks_and_devices() {
    let tasks = [running(1, 1, 2, Some(30))];
    let total = ProductOverview::of(&tasks, false, |_| None).total();
    assert_eq!((total.tasks, total.devices), (at_least(1), at_least(30)));
}

#[test]
fn a_sum_over_products_is_exact_only_if_every_product_is_known() {
    let total = |tasks, devices| Total { tasks, devices };
    let (one, other) = (
        total(Amount::exactly(1), Amount::exactly(30)),
        total(Amount::exactly(2), at_least(5)),
    );
    for (products, sum) in [
        (vec![], total(Amount::exactly(0), Amount::exactly(0))),
        (vec![Some(one)], one),
        (vec![Some(one), Some(other)], total(Amount::exactly(3), at_least(35))),
        (vec![Some(one), None], total(at_least(1), at_least(30))),
        (vec![None], total(at_least(0), at_least(0))),
    ] {
        assert_eq!(Total::of_products(products.clone()), sum, "{products:?}");
    }
}
