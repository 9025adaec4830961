//! The upgrade map: drawing, text alternative, warnings and keyboard use.

use super::support::*;

/// Accessible names of the focusable parts of the drawing, in tab order.
fn parts(page: &Page) -> Vec<String> {
    page.all("svg [role=button]").iter().map(Part::name).collect()
}

/// Returns the part of the drawing whose accessible name starts with `prefix`.
fn part(page: &Page, prefix: &str) -> Part {
    let mut all = page.all("svg [role=button]").into_iter();
    let found = all.find(|part| part.name().starts_with(prefix));
    found.unwrap_or_else(|| panic!("no part “{prefix}” among {:?}", parts(page)))
}

#[wasm_bindgen_test]
async fn every_version_and_task_is_named_and_focusable_in_order() {
    let page = Page::with_device_counts(&loop_tasks(), DEVICE_COUNTS).await;
    page.open_map().await;
    assert_eq!(
        parts(&page),
        [
            "Version 1, 161 devices. Devices on 1 stay there.",
            "Task “Task base”, version 1 to 3, stopped, 0 upgraded",
            "Version 3, 1,284 devices. Devices on 3 end up in a loop and keep reflashing: 5 → 7 → 5.",
            "Task “Task fix”, version 3 to 5, running, 61%",
            "Version 5, 593 devices. Devices on 5 end up in a loop and keep reflashing: 5 → 7 → 5.",
            "Task “Task up”, version 5 to 7, running, 0 upgraded, in a loop",
            "Version 7, 439 devices. Devices on 7 end up in a loop and keep reflashing: 5 → 7 → 5.",
            "Task “Task back”, version 7 to 5, running, 0 upgraded, in a loop, downgrade",
        ]
    );
    for part in page.all("svg [role=button]") {
        assert_eq!(part.attr("tabindex").as_deref(), Some("0"), "{}", part.name());
    }
    assert!(page.all("[style]").is_empty(), "the CSP refuses inline styles");
    assert!(page.rows().is_empty(), "the map replaces the list");
    page.button("List").press();
    until("the list is back", || page.rows().len() == 4).await;
    assert!(page.all("svg").is_empty(), "the drawing is removed with the map");
}

#[wasm_bindgen_test]
async fn the_text_alternative_states_devices_paths_and_tasks() {
    let rows = [
        task("a", 1, 3).running(),
        task("b", 3, 5).running().upgraded(30).remaining(10),
        task("c", 5, 9),
        task("d", 8, 20).running(),
    ];
    let page = Page::with_device_counts(&rows, r#"{"1": 161, "3": 10, "8": 1}"#).await;
    page.open_map().await;
    for text in [
        "161 devices",
        "Devices on 1 end up on 5 in 2 steps.",
        "Task a",
        "Running",
    ] {
        page.map_version(1).assert_text(text);
    }
    for text in ["Devices on 3 end up on 5 in 1 step.", "75%"] {
        page.map_version(3).assert_text(text);
    }
    page.map_version(5).assert_text("Devices on 5 stay there.");
    page.map_version(8).assert_text("1 device");
    page.map_version(20).assert_text("No task from this version.");
    page.one(".map-words").button("Task b").press();
    page.wait_for_dialog().await;
    assert_eq!(page.dialog().one("h2").text(), "Task b");
}

#[wasm_bindgen_test]
async fn keys_open_a_task_and_move_focus_from_a_version_to_its_text() {
    let page = Page::with_device_counts(&loop_tasks(), DEVICE_COUNTS).await;
    page.open_map().await;
    for key in ["Enter", " "] {
        let task = part(&page, "Task “Task fix”");
        task.0.focus().unwrap();
        assert!(task.has_focus());
        task.press_key(key);
        page.wait_for_dialog().await;
        assert_eq!(page.dialog().one("h2").text(), "Task fix");
        page.close_dialog("Escape").await;
        assert!(part(&page, "Task “Task fix”").has_focus(), "focus returns to the task");
    }
    part(&page, "Version 5").press_key("Enter");
    let focused: Vec<_> = page.all("h3").into_iter().filter(Part::has_focus).collect();
    assert_eq!(focused[0].text(), "Version 5");
}

#[wasm_bindgen_test]
async fn a_poll_updates_the_map_and_keeps_focus() {
    let page = Page::with_device_counts(&loop_tasks(), DEVICE_COUNTS).await;
    page.open_map().await;
    let focused = part(&page, "Task “Task fix”");
    focused.0.focus().unwrap();
    let mut rows = loop_tasks().to_vec();
    rows[1] = rows[1].clone().upgraded(3300).remaining(78);
    rows[3] = rows[3].clone().with("status", "0");
    rows.push(task("new", 2, 3));
    page.set_rows(&rows);
    page.advance_to_poll();
    until("the new share is shown", || focused.name().contains("running, 97%")).await;
    assert!(focused.has_focus());
    assert!(part(&page, "Task “Task fix”") == focused, "the element is reused");
    part(&page, "Version 5, 593 devices. Devices on 5 end up on 7 in 1 step.");
    page.wait_for_no_text("Running tasks form a loop").await;
    assert!(parts(&page).iter().any(|name| name.starts_with("Task “Task new”")));
}

#[wasm_bindgen_test]
async fn profile_core_shows_that_device_counts_are_unknown() {
    let page = Page::with_rows(&loop_tasks()).await;
    assert!(page.alert().contains("Their number isn’t available"));
    page.open_map().await;
    page.wait_for_text("Device counts by version aren’t available.").await;
    part(&page, "Version 3. Devices on 3 end up in a loop");
    assert!(!page.one(".map-words").has_text("0 devices"));
    // The number of devices is unknown.
    page.assert_no_text("would affect no devices");
}

#[wasm_bindgen_test]
async fn each_firmware_has_its_own_map() {
    let mcu = |row: Row| row.with("type", "2").with("identify", "1");
    let rows = [
        task("wifi", 3, 5).running(),
        mcu(task("mcu up", 5, 3).running()),
        mcu(task("mcu back", 3, 5).running()),
    ];
    let page = Page::with_device_counts(&rows, DEVICE_COUNTS).await;
    assert!(
        page.alert().starts_with("MCU 1: Running tasks form a loop: 3 → 5 → 3."),
        "{}",
        page.alert()
    );
    page.open_map().await;
    assert!(
        parts(&page).iter().all(|name| !name.contains("mcu")),
        "{:?}",
        parts(&page)
    );
    page.field("Firmware").choose("MCU 1");
    let has_mcu = || parts(&page).iter().any(|name| name.contains("mcu up"));
    until("the MCU map is drawn", has_mcu).await;
    assert!(parts(&page).iter().all(|name| !name.contains("wifi")));
    page.wait_for_text("Device counts by version aren’t available.").await;
}

#[wasm_bindgen_test]
async fn control_characters_are_escaped() {
    let rows = [task("a", 0, 1).running().named("safe\\u202eexe")];
    let page = Page::with_device_counts(&rows, "{}").await;
    page.open_map().await;
    part(&page, "Task “safe[U+202E]exe”, version 0 to 1");
}

#[wasm_bindgen_test]
async fn a_huge_map_has_few_elements_states_what_it_hides_and_shows_more_on_request() {
    let next = |from| task(&format!("t{from}"), from, from + 1).running();
    let mut rows: Vec<Row> = (0..1500).map(next).collect();
    rows.push(task("back", 1500, 1499).running());
    let page = Page::with_device_counts(&rows, "{}").await;
    page.open_map().await;
    let count = page.all("*").len();
    assert!(count <= 2000, "{count} elements");
    page.assert_text("Not shown: 1,461 versions and 1,462 tasks.");
    // The loop is drawn although it is at the end.
    part(&page, "Task “Task back”");
    page.map_version(0)
        .assert_text("Devices on 0 end up in a loop and keep reflashing: 1499 → 1500 → 1499.");
    page.map_version(37).assert_text("1 task from this version not shown.");
    page.press_and_see("Draw more", "Not shown: 1,421 versions and 1,422 tasks.")
        .await;
    for _ in 0..2 {
        page.button("Draw more").press();
        settled().await;
    }
    assert!(!page.has_button("Draw more"), "a larger drawing is not readable");
    until("the focus is not lost", || page.one("#upgrade-map").has_focus()).await;
}

#[wasm_bindgen_test]
async fn an_equal_poll_changes_nothing_and_progress_moves_nothing() {
    let page = Page::with_device_counts(&loop_tasks(), DEVICE_COUNTS).await;
    page.open_map().await;
    // Names of the changed attributes, and types of other changes.
    let changes = page.one("svg").watch_changes("change.attributeName ?? change.type");
    page.refresh().await;
    assert_eq!(changes.length(), 0);
    let mut rows = loop_tasks().to_vec();
    rows[1] = rows[1].clone().upgraded(3300);
    page.set_rows(&rows);
    page.refresh().await;
    let has_changed = |name: &str| changes.includes(&name.into(), 0);
    until("the new count is named", || has_changed("aria-label")).await;
    for name in ["d", "x", "y", "cx", "r", "width"] {
        assert!(!has_changed(name), "{name}");
    }
}

/// Limits the map to 300 px with horizontal scrolling until dropped, as the stylesheet does on a narrow screen.
fn narrow_map() -> Undo {
    let document = upgrade_console::web::window().document().unwrap();
    let style = document.create_element("style").unwrap();
    style.set_text_content(Some("#upgrade-map { overflow-x: auto; inline-size: 300px; }"));
    document.head().unwrap().append_child(&style).unwrap();
    Undo::on_drop(move || style.remove())
}

#[wasm_bindgen_test]
async fn a_map_wider_than_the_page_is_scrolled_to_its_loop() {
    let _narrow = narrow_map();
    let mut rows: Vec<Row> = (1..20).map(|from| task(&format!("t{from}"), from, from + 1)).collect();
    let page = Page::with_device_counts(&rows, "{}").await;
    page.open_map().await;
    settled().await;
    let frame = || page.one("#upgrade-map");
    assert_eq!(frame().0.scroll_left(), 0, "the map starts at its left edge");
    assert_eq!(frame().attr("tabindex").as_deref(), Some("0"), "keys can scroll it");
    page.button("List").press();
    until("the list is back", || !page.rows().is_empty()).await;
    rows.extend([task("up", 30, 31).running(), task("back", 31, 30).running()]);
    page.set_rows(&rows);
    page.refresh().await;
    page.open_map().await;
    let in_view = |version: &str| {
        let circle = part(&page, version).one("circle").0.get_bounding_client_rect();
        let frame = frame().0.get_bounding_client_rect();
        circle.left() >= frame.left() && circle.right() <= frame.right()
    };
    until("the loop is shown", || in_view("Version 30,") && in_view("Version 31,")).await;
    // An update keeps the operator's scroll position.
    frame().0.set_scroll_left(40);
    rows.push(task("more", 40, 41));
    page.set_rows(&rows);
    page.refresh().await;
    page.wait_for_text("Task more").await;
    settled().await;
    assert_eq!(frame().0.scroll_left(), 40);
}
