use super::*;
use upgrade_api::task::DevicePart::Wifi;

/// A task with this id from one version to another.
pub(crate) fn task(id: usize, from: usize, target: usize, is_running: bool) -> Task {
    let version = |side: &str, number| {
        format!(
            r#""{side}_version":{number},"{side}_version_url":"https://files.example/{number}.bin",
            "{side}_version_md5":"0123456789abcdef0123456789abcdef","{side}_version_size":1000"#
        )
    };
    let (from, target, status) = (version("from", from), version("target", target), u8::from(is_running));
    let rest = r#""product_id":"p1","name":"Task","description":"","upgrade_count":0"#;
    let text = format!(r#"{{"id":"t{id}","status":{status},{rest},{from},{target}}}"#);
    Task::read(&text).unwrap()
}

/// Tasks from each version to the next one, the first one from version 0.
fn chain(count: usize, is_running: bool) -> Vec<Task> {
    (0..count).map(|at| task(at, at, at + 1, is_running)).collect()
}

fn versions(model: &Model) -> Vec<u32> {
    model.nodes.iter().map(|node| node.version.get()).collect()
}

fn ids(model: &Model) -> Vec<&str> {
    model.edges.iter().map(|edge| edge.task.id.as_str()).collect()
}

#[test]
fn a_map_that_fits_shows_every_version_and_task() {
    let device_counts = DeviceCounts::read(r#"{"1": 5, "9": 7}"#).unwrap();
    let model = Model::of(&chain(3, false), Some(&device_counts), Wifi, FIRST);
    assert_eq!(versions(&model), [0, 1, 2, 3, 9]);
    assert_eq!(ids(&model), ["t0", "t1", "t2"]);
    assert!(model.is_complete());
    assert_eq!(model.nodes[1].devices, Some(5));
}

#[test]
fn a_large_map_shows_loops_first_then_running_tasks_and_counts_the_others() {
    let mut tasks = chain(10_000, false);
    tasks.extend([task(20_000, 9000, 9001, true), task(20_001, 9001, 9000, true)]);
    tasks.push(task(20_002, 5000, 5001, true));
    let model = Model::of(&tasks, None, Wifi, 6);
    // Two versions of the loop, two of the running task, two of the first stopped task.
    assert_eq!(versions(&model), [0, 1, 5000, 5001, 9000, 9001]);
    // Each task between these versions is shown.
    assert_eq!(ids(&model), ["t0", "t20002", "t5000", "t20000", "t9000", "t20001"]);
    assert_eq!(model.hidden, (10_001 - 6, 10_003 - 6));
    assert_eq!(model.first_loop(), Some(vec![4, 5, 4]));
    assert_eq!(model.nodes[1].hidden_tasks, 1, "the task from 1 to 2");
    assert_eq!(model.nodes[0].hidden_tasks, 0);
}

#[test]
fn a_map_with_more_room_shows_more() {
    let tasks = chain(100, true);
    let hidden = |most| Model::of(&tasks, None, Wifi, most).hidden;
    assert_eq!([hidden(40), hidden(80), hidden(160)], [(61, 61), (21, 21), (0, 0)]);
}

#[test]
fn tasks_between_few_versions_are_limited_too() {
    let tasks: Vec<Task> = (0..500).map(|id| task(id, 1, 2, false)).collect();
    let model = Model::of(&tasks, None, Wifi, FIRST);
    assert_eq!((model.nodes.len(), model.edges.len()), (2, FIRST));
    assert_eq!(model.hidden, (0, 500 - FIRST));
    assert_eq!(model.nodes[0].hidden_tasks, 500 - FIRST);
}

#[test]
fn progress_and_status_leave_the_plan_equal_and_a_new_task_changes_it() {
    let tasks = chain(5, false);
    let plan = |tasks: &[Task]| Model::of(tasks, None, Wifi, FIRST).plan();
    let before = plan(&tasks);
    let mut later = tasks.clone();
    later[2].upgrade_count = 700;
    later[3].status = TaskStatus::Known(RunState::Running);
    assert_eq!(plan(&later), before);
    later.push(task(5, 2, 4, false));
    assert_ne!(plan(&later), before);
}
