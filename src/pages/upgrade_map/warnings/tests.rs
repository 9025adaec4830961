use super::*;
use crate::pages::upgrade_map::model::tests::task;

const STATISTICS: &str = r#"{"1": 7}"#;

fn found(tasks: &[Task], limit: usize) -> Vec<WarningGroup> {
    let device_counts = DeviceCounts::read(STATISTICS).unwrap();
    find_warnings(tasks, Some(&device_counts), [limit; 4])
}

/// Two tasks in opposite directions between each of this many pairs of versions, running.
fn loops(count: usize) -> Vec<Task> {
    let pair = |at: usize| {
        [
            task(2 * at, 10 * at, 10 * at + 1, true),
            task(2 * at + 1, 10 * at + 1, 10 * at, true),
        ]
    };
    (0..count).flat_map(pair).collect()
}

fn ids(warning: &MapWarning) -> Vec<&str> {
    warning.tasks.iter().map(|task| task.id.as_str()).collect()
}

#[test]
fn each_problem_has_one_group_and_loops_come_first() {
    let tasks = [
        task(0, 800, 801, false),
        task(1, 1, 2, true),
        task(2, 1, 3, true),
        task(3, 3, 4, false),
        task(4, 5, 7, true),
        task(5, 7, 5, true),
        task(6, 900, 901, false),
    ];
    let groups = found(&tasks, FIRST);
    let problems: Vec<_> = groups.iter().map(|group| (group.problem, group.count)).collect();
    let expected = [
        (MapProblem::Loop, 1),
        (MapProblem::Fork, 1),
        (MapProblem::DeadEnd, 1),
        (MapProblem::Unreachable, 2),
    ];
    assert_eq!(problems, expected);
    let affected: Vec<_> = groups.iter().map(|group| ids(&group.listed[0])).collect();
    assert_eq!(affected, [vec!["t4", "t5"], vec!["t1", "t2"], vec!["t3"], vec!["t0"]]);
}

#[test]
fn a_group_counts_every_warning_and_lists_the_first_ones() {
    let tasks = loops(20);
    let groups = found(&tasks, 5);
    assert_eq!((groups.len(), groups[0].count, groups[0].listed.len()), (1, 20, 5));
    assert!(!groups[0].is_minimum);
    // With a higher limit every loop is listed with its tasks.
    let all = &found(&tasks, 20)[0].listed;
    assert_eq!(all.len(), 20);
    assert!(all.iter().all(|warning| warning.tasks.len() == 2));
}

#[test]
fn more_loops_than_the_graph_reports_are_a_minimum() {
    let groups = found(&loops(LOOPS_MAX + 1), 5);
    assert_eq!((groups[0].count, groups[0].is_minimum), (LOOPS_MAX, true));
}

#[test]
fn the_devices_on_a_loop_and_on_their_way_to_it_are_counted() {
    let tasks = [task(0, 3, 5, true), task(1, 5, 7, true), task(2, 7, 5, true)];
    let device_counts = DeviceCounts::read(r#"{"1": 161, "3": 1284, "5": 593, "7": 439}"#).unwrap();
    let devices = |device_counts| find_warnings(&tasks, device_counts, [FIRST; 4])[0].listed[0].devices;
    assert_eq!(devices(Some(&device_counts)), Some((1032, 1284)));
    assert_eq!(devices(None), None, "unknown");
}

#[test]
fn a_warning_names_at_most_twenty_tasks() {
    let tasks: Vec<Task> = (0..30).map(|id| task(id, 1, 2 + id, true)).collect();
    assert_eq!(found(&tasks, FIRST)[0].listed[0].tasks.len(), TASKS_MAX);
}
