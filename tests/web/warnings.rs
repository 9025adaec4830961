//! Warnings: loops and forks in the list and on the map, dead ends and unreachable versions only on the map.

use super::support::*;

#[wasm_bindgen_test]
async fn a_running_loop_is_shown_in_list_and_map_and_stopped_from_its_warning() {
    let page = Page::with_device_counts(&loop_tasks(), DEVICE_COUNTS).await;
    let warning = "Running tasks form a loop: 5 → 7 → 5. 1,032 devices keep reflashing in a loop, and 1,284 more are on their way there.";
    assert!(page.alert().contains(warning), "{}", page.alert());
    assert!(page.has_button("Stop “Task up”"));
    page.button("Show on the map").press();
    until("the map is drawn", || !page.all("svg").is_empty()).await;
    until("the map has focus", || page.one("#upgrade-map").has_focus()).await;
    assert!(page.alert().contains(warning), "{}", page.alert());
    assert!(!page.has_button("Show on the map"));
    page.button("Stop “Task back”").press();
    page.wait_for_no_text("Running tasks form a loop").await;
    assert!(page.toasts().contains("“Task back” is stopped."), "{}", page.toasts());
    let body = page.platform.last_request(Op::SetStatus).body;
    assert!(body.contains(r#""back""#) && body.contains(r#""status":0"#), "{body}");
    until("the heading has focus", || page.one("h1").has_focus()).await;
    page.map_version(3).assert_text("Devices on 3 end up on 7 in 2 steps.");
}

#[wasm_bindgen_test]
async fn forks_are_shown_everywhere_dead_ends_and_unreachable_versions_on_the_map() {
    let rows = [
        task("a", 1, 3).running(),
        task("b", 1, 4).running(),
        task("on", 4, 5),
        task("off", 20, 21),
    ];
    let page = Page::with_device_counts(&rows, r#"{"1": 7}"#).await;
    let fork = "Several running tasks are from version 1: “Task a”, “Task b”.";
    let dead_end = "Running tasks leave devices on version 4: follow-up tasks are stopped (“Task on”).";
    let unreachable = "No devices are on version 20, and no running task leads there. Starting “Task off” now would affect no devices.";
    assert!(page.has_text(fork));
    assert!(!page.has_text(dead_end) && !page.has_text(unreachable));
    page.open_map().await;
    for warning in [fork, dead_end, unreachable] {
        assert!(page.has_text(warning), "{warning} in {}", page.text());
    }
    page.map_version(1)
        .assert_text("end up: running tasks lead from 1 to 3 and 4");
}

/// A group of warnings by its heading.
fn group(page: &Page, heading: &str) -> Part {
    let mut all = page.all("details.map-group").into_iter();
    let found = all.find(|group| group.one("summary").text() == heading);
    found.unwrap_or_else(|| panic!("no group “{heading}” in: {}", page.one(".map-warnings").text()))
}

fn is_open(group: &Part) -> bool {
    group.attr("open").is_some()
}

#[wasm_bindgen_test]
async fn several_warnings_of_one_kind_are_one_group_with_their_number() {
    let forked = (1..=22).flat_map(|from| [(from, 900), (from, 901)]);
    let unreached = (1..=23).map(|from| (1000 + from, 2000));
    let running = forked.clone().count();
    let rows: Vec<Row> = forked
        .chain(unreached)
        .enumerate()
        .map(|(index, (from, target))| {
            let row = task(&format!("t{index}"), from, target);
            if index < running { row.running() } else { row }
        })
        .collect();
    let page = Page::with_device_counts(&rows, r#"{"1": 7}"#).await;
    let forks = group(&page, "22 versions with several running tasks");
    assert!(!is_open(&forks));
    assert_eq!(forks.all("li").len(), 5);
    forks.assert_text("17 more");
    forks.one("summary").press();
    assert!(is_open(&forks));
    forks.press_and_see("List more", "12 more").await;
    assert_eq!(forks.all("li").len(), 10);
    for _ in 0..2 {
        forks.button("List more").press();
        settled().await;
    }
    forks.assert_text("Several running tasks are from version 22: “Task t42”, “Task t43”.");
    assert!(!forks.has_button("List more"), "each warning is listed");
    until("the focus is not lost", || forks.one("summary").has_focus()).await;
    // The other group is on the map only.
    assert_eq!(page.all("details.map-group").len(), 1);
    page.open_map().await;
    let unreached = group(
        &page,
        "23 versions that have no devices and no running task leading to them",
    );
    unreached.assert_text("18 more");
}

#[wasm_bindgen_test]
async fn loops_are_the_first_group_and_open_and_each_loop_can_be_stopped_from_it() {
    let mut rows = vec![task("a", 1, 2).running(), task("b", 1, 3).running()];
    rows.extend([task("c", 5, 7).running(), task("d", 7, 5).running()]);
    rows.extend([task("e", 15, 17).running(), task("f", 17, 15).running()]);
    let page = Page::with_device_counts(&rows, DEVICE_COUNTS).await;
    assert!(page.alert().starts_with("2 loops of running tasks"), "{}", page.alert());
    let loops = group(&page, "2 loops of running tasks");
    assert!(is_open(&loops));
    assert!(page.all("details.map-group")[0] == loops, "loops before forks");
    for loop_text in ["form a loop: 5 → 7 → 5.", "form a loop: 15 → 17 → 15."] {
        loops.assert_text(loop_text);
    }
    loops.button("Stop “Task f”").press();
    page.wait_for_no_text("15 → 17 → 15").await;
    // A single warning needs no heading and is not folded.
    assert_eq!(loops.one("summary").text(), "");
    assert!(is_open(&loops));
    loops.assert_text("form a loop: 5 → 7 → 5.");
}

#[wasm_bindgen_test]
async fn no_false_count_is_shown_while_a_loop_disappears() {
    let page = Page::with_device_counts(&loop_tasks(), DEVICE_COUNTS).await;
    // On the map the text about the loop updates before the list of warnings.
    page.open_map().await;
    // Every changed text, including short-lived ones.
    let seen = page.watch_changes("change.target.textContent");
    page.button("Stop “Task back”").press();
    page.wait_for_no_text("Running tasks form a loop").await;
    settled().await;
    assert!(seen.length() > 0);
    for text in seen.iter().filter_map(|text| text.as_string()) {
        assert!(!text.contains("Their number isn’t available"), "{text}");
    }
}

#[wasm_bindgen_test]
async fn a_note_states_that_a_task_with_unknown_status_counts_as_running() {
    let rows = [task("up", 5, 7).running(), task("back", 7, 5).with("status", "9")];
    let page = Page::with_device_counts(&rows, DEVICE_COUNTS).await;
    let note = "Tasks with an unknown status are treated as running here.";
    assert!(page.alert().contains(note), "{}", page.alert());
    page.set_rows(&[task("up", 5, 7).running(), task("back", 7, 5).running()]);
    page.refresh().await;
    until("the note disappears", || !page.alert().contains(note)).await;
}
