//! The upgrade map: drawing, text alternative, warnings and keyboard use.

use super::support::{Answer, Op, Page, Part, Row, settled, task, until};
use wasm_bindgen_test::wasm_bindgen_test;

pub const FLEET: &str = r#"{"1": 161, "3": 1284, "5": 593, "7": 439}"#;

/// Opens the task list with profile full, these tasks and these devices per version.
pub async fn page_with(rows: &[Row], fleet: &str) -> Page {
    let page = Page::builder()
        .full(fleet, "")
        .answers(Op::Status, Answer::ok(""))
        .rows(rows)
        .open_at_list()
        .await;
    page.platform.was_asked(Op::Fleet, 1).await;
    settled().await;
    page
}

/// Switches to the map and waits until it is drawn.
pub async fn show_map(page: &Page) {
    page.button("Upgrade map").press();
    until("the map is drawn", || !page.all("svg [role=button]").is_empty()).await;
}

/// Four tasks: 1 → 3 is stopped, 3 → 5 runs, and 5 → 7 → 5 is a running loop.
pub fn looping() -> [Row; 4] {
    [
        task("base", 1, 3),
        task("fix", 3, 5)
            .running()
            .with("upgrade_count", "2094")
            .with("surplus_count", "1284"),
        task("up", 5, 7).running(),
        task("back", 7, 5).running(),
    ]
}

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

/// Text about `version` in the text alternative of the map.
pub fn said_of(page: &Page, version: u32) -> String {
    let heading = format!("Version {version}");
    let all = page.all(".map-words > ul > li").into_iter();
    let mut found = all.filter(|item| item.one("h3").text() == heading);
    found.next().unwrap_or_else(|| panic!("no text on {version}")).text()
}

#[wasm_bindgen_test]
async fn every_version_and_task_is_named_and_focusable_in_order() {
    let page = page_with(&looping(), FLEET).await;
    show_map(&page).await;
    assert_eq!(
        parts(&page),
        [
            "Version 1, 161 devices. Devices on 1 stay there.",
            "Task “Task base”, version 1 to 3, stopped, 0 upgraded",
            "Version 3, 1,284 devices. Devices on 3 re-flash for ever: 5 → 7 → 5.",
            "Task “Task fix”, version 3 to 5, running, 61 %",
            "Version 5, 593 devices. Devices on 5 re-flash for ever: 5 → 7 → 5.",
            "Task “Task up”, version 5 to 7, running, 0 upgraded, on a loop",
            "Version 7, 439 devices. Devices on 7 re-flash for ever: 5 → 7 → 5.",
            "Task “Task back”, version 7 to 5, running, 0 upgraded, on a loop, downgrade",
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
        task("b", 3, 5)
            .running()
            .with("upgrade_count", "30")
            .with("surplus_count", "10"),
        task("c", 5, 9),
        task("d", 8, 20).running(),
    ];
    let page = page_with(&rows, r#"{"1": 161, "3": 10, "8": 1}"#).await;
    show_map(&page).await;
    let text = said_of(&page, 1);
    for part in ["161 devices", "Devices on 1 end on 5, in 2 steps."] {
        assert!(text.contains(part), "{text}");
    }
    assert!(text.contains("Task a") && text.contains("Running"), "{text}");
    let text = said_of(&page, 3);
    assert!(
        text.contains("Devices on 3 end on 5, in 1 step.") && text.contains("75 %"),
        "{text}"
    );
    assert!(said_of(&page, 5).contains("Devices on 5 stay there."));
    assert!(said_of(&page, 8).contains("1 device"), "{}", said_of(&page, 8));
    assert!(said_of(&page, 20).contains("No task starts here."));
    let name = page
        .all(".map-words button")
        .into_iter()
        .find(|button| button.text() == "Task b");
    name.unwrap().press();
    until("the details are open", || page.has_dialog()).await;
    assert_eq!(page.dialog().one("h2").text(), "Task b");
}

#[wasm_bindgen_test]
async fn keys_open_a_task_and_move_focus_from_a_version_to_its_text() {
    let page = page_with(&looping(), FLEET).await;
    show_map(&page).await;
    for key in ["Enter", " "] {
        let task = part(&page, "Task “Task fix”");
        task.0.focus().unwrap();
        assert!(task.has_focus());
        task.key(key);
        until("the details are open", || page.has_dialog()).await;
        assert_eq!(page.dialog().one("h2").text(), "Task fix");
        page.dialog().escape();
        page.no_dialog().await;
        assert!(part(&page, "Task “Task fix”").has_focus(), "focus returns to the task");
    }
    part(&page, "Version 5").key("Enter");
    let focused: Vec<_> = page.all("h3").into_iter().filter(Part::has_focus).collect();
    assert_eq!(focused[0].text(), "Version 5");
}

#[wasm_bindgen_test]
async fn a_poll_updates_the_map_and_keeps_focus() {
    let page = page_with(&looping(), FLEET).await;
    show_map(&page).await;
    let focused = part(&page, "Task “Task fix”");
    focused.0.focus().unwrap();
    let mut rows = looping().to_vec();
    rows[1] = rows[1]
        .clone()
        .with("upgrade_count", "3300")
        .with("surplus_count", "78");
    rows[3] = rows[3].clone().with("status", "0");
    rows.push(task("new", 2, 3));
    page.platform_has(&rows);
    page.poll_comes_round();
    until("the new share is shown", || focused.name().contains("running, 97 %")).await;
    assert!(focused.has_focus());
    assert!(part(&page, "Task “Task fix”") == focused, "the element is reused");
    assert!(
        part(&page, "Version 5")
            .name()
            .ends_with("Devices on 5 end on 7, in 1 step.")
    );
    page.hides("Running tasks form a loop").await;
    assert!(parts(&page).iter().any(|name| name.starts_with("Task “Task new”")));
}

#[wasm_bindgen_test]
async fn profile_core_shows_that_device_counts_are_unknown() {
    let page = Page::with_rows(&looping()).await;
    assert!(page.alert().contains("how many there are is not known here"));
    show_map(&page).await;
    page.shows("How many devices run which version is not known here.")
        .await;
    assert!(
        part(&page, "Version 3")
            .name()
            .starts_with("Version 3. Devices on 3 re-flash")
    );
    assert!(!page.one(".map-words").says("0 devices"));
    assert!(!page.says("would hit nobody"), "the number of devices is unknown");
}

#[wasm_bindgen_test]
async fn each_firmware_has_its_own_map() {
    let mcu = |row: Row| row.with("type", "2").with("identify", "1");
    let rows = [
        task("wifi", 3, 5).running(),
        mcu(task("mcu up", 5, 3).running()),
        mcu(task("mcu back", 3, 5).running()),
    ];
    let page = page_with(&rows, FLEET).await;
    assert!(
        page.alert()
            .starts_with("●MCU 1: Running tasks form a loop: 3 → 5 → 3."),
        "{}",
        page.alert()
    );
    show_map(&page).await;
    assert!(
        parts(&page).iter().all(|name| !name.contains("mcu")),
        "{:?}",
        parts(&page)
    );
    page.field("Firmware").choose("MCU 1");
    until("the MCU map is drawn", || {
        parts(&page).iter().any(|name| name.contains("mcu up"))
    })
    .await;
    assert!(parts(&page).iter().all(|name| !name.contains("wifi")));
    page.shows("How many devices run which version is not known here.")
        .await;
}

#[wasm_bindgen_test]
async fn control_characters_are_escaped_and_a_huge_map_is_shown_as_text() {
    let mut rows: Vec<Row> = (0..1500)
        .map(|from| task(&format!("t{from}"), from, from + 1).running())
        .collect();
    rows[0] = rows[0].clone().with("name", r#""safe\u202eexe""#);
    let page = page_with(&rows, "{}").await;
    show_map(&page).await;
    assert!(
        parts(&page)[1].starts_with("Task “safe[U+202E]exe”, version 0 to 1"),
        "{}",
        parts(&page)[1]
    );
    page.shows("1,501 versions and 1,500 tasks are too many to draw").await;
    assert!(said_of(&page, 0).contains("Devices on 0 end on 1500, in 1500 steps."));
}

/// Limits the map to 300 px with horizontal scrolling until dropped, as the stylesheet does on a narrow screen.
struct Narrow(web_sys::Element);

impl Narrow {
    fn install() -> Self {
        let document = upgrade_console::web::window().document().unwrap();
        let style = document.create_element("style").unwrap();
        style.set_text_content(Some("#upgrade-map { overflow-x: auto; inline-size: 300px; }"));
        document.head().unwrap().append_child(&style).unwrap();
        Self(style)
    }
}

impl Drop for Narrow {
    fn drop(&mut self) {
        self.0.remove();
    }
}

#[wasm_bindgen_test]
async fn a_map_wider_than_the_page_is_scrolled_to_its_loop() {
    let _narrow = Narrow::install();
    let mut rows: Vec<Row> = (1..20).map(|from| task(&format!("t{from}"), from, from + 1)).collect();
    let page = page_with(&rows, "{}").await;
    show_map(&page).await;
    settled().await;
    let frame = || page.one("#upgrade-map");
    assert_eq!(frame().0.scroll_left(), 0, "the map starts at its left edge");
    assert_eq!(frame().attr("tabindex").as_deref(), Some("0"), "keys can scroll it");
    page.button("List").press();
    until("the list is back", || !page.rows().is_empty()).await;
    rows.extend([task("up", 30, 31).running(), task("back", 31, 30).running()]);
    page.platform_has(&rows);
    page.refresh().await;
    show_map(&page).await;
    let in_view = |version: &str| {
        let circle = part(&page, version).one("circle").0.get_bounding_client_rect();
        let frame = frame().0.get_bounding_client_rect();
        circle.left() >= frame.left() && circle.right() <= frame.right()
    };
    until("the loop is shown", || in_view("Version 30,") && in_view("Version 31,")).await;
    // An update keeps the operator's scroll position.
    frame().0.set_scroll_left(40);
    rows.push(task("more", 40, 41));
    page.platform_has(&rows);
    page.refresh().await;
    until("the new task is shown", || page.says("Task more")).await;
    settled().await;
    assert_eq!(frame().0.scroll_left(), 40);
}
