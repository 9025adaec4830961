//! The upgrade map: what it says, what it warns of, and that it can be used without a mouse.

use super::support::{Answer, Op, Page, Part, Row, settled, task, until};
use wasm_bindgen_test::wasm_bindgen_test;

pub const FLEET: &str = r#"{"1": 161, "3": 1284, "5": 593, "7": 439}"#;

/// A console of profile full with these tasks and these devices, at its list.
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

/// Turns to the map.
pub async fn show_map(page: &Page) {
    page.button("Upgrade map").press();
    until("the map is drawn", || !page.all("svg [role=button]").is_empty()).await;
}

/// 1 to 3, stopped; 3 to 5, running; 5 to 7 and back, running.
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

/// The names of what can be reached in the drawing, in order.
fn parts(page: &Page) -> Vec<String> {
    page.all("svg [role=button]").iter().map(Part::name).collect()
}

/// The part of the drawing whose name begins so.
fn part(page: &Page, begins: &str) -> Part {
    let mut all = page.all("svg [role=button]").into_iter();
    let found = all.find(|part| part.name().starts_with(begins));
    found.unwrap_or_else(|| panic!("no “{begins}” among {:?}", parts(page)))
}

/// What is said in words about a version.
pub fn said_of(page: &Page, version: u32) -> String {
    let heading = format!("Version {version}");
    let all = page.all(".map-words > ul > li").into_iter();
    let mut about = all.filter(|item| item.one("h3").text() == heading);
    about.next().unwrap_or_else(|| panic!("nothing about {version}")).text()
}

#[wasm_bindgen_test]
async fn every_version_and_every_task_has_a_name_and_a_place_in_the_order() {
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
    assert!(page.all("[style]").is_empty(), "nothing a policy would refuse");
    assert!(page.rows().is_empty(), "it stands in place of the list");
    page.button("List").press();
    until("the list is back", || page.rows().len() == 4).await;
    assert!(page.all("svg").is_empty(), "it is drawn only while it is looked at");
}

#[wasm_bindgen_test]
async fn the_same_is_said_in_words() {
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
    let said = said_of(&page, 1);
    for part in ["161 devices", "Devices on 1 end on 5, in 2 steps."] {
        assert!(said.contains(part), "{said}");
    }
    assert!(said.contains("Task a") && said.contains("Running"), "{said}");
    let said = said_of(&page, 3);
    assert!(
        said.contains("Devices on 3 end on 5, in 1 step.") && said.contains("75 %"),
        "{said}"
    );
    assert!(said_of(&page, 5).contains("Devices on 5 stay there."));
    assert!(said_of(&page, 8).contains("1 device"), "{}", said_of(&page, 8));
    assert!(said_of(&page, 20).contains("No task starts here."));
    let name = page
        .all(".map-words button")
        .into_iter()
        .find(|button| button.text() == "Task b");
    name.unwrap().press();
    until("its details are shown", || page.has_dialog()).await;
    assert_eq!(page.dialog().one("h2").text(), "Task b");
}

#[wasm_bindgen_test]
async fn by_keyboard_a_task_opens_and_a_version_leads_to_what_is_said_about_it() {
    let page = page_with(&looping(), FLEET).await;
    show_map(&page).await;
    for key in ["Enter", " "] {
        let task = part(&page, "Task “Task fix”");
        task.0.focus().unwrap();
        assert!(task.has_focus());
        task.key(key);
        until("its details are shown", || page.has_dialog()).await;
        assert_eq!(page.dialog().one("h2").text(), "Task fix");
        page.dialog().escape();
        page.no_dialog().await;
        assert!(part(&page, "Task “Task fix”").has_focus(), "the focus comes back");
    }
    part(&page, "Version 5").key("Enter");
    let focused: Vec<_> = page.all("h3").into_iter().filter(Part::has_focus).collect();
    assert_eq!(focused[0].text(), "Version 5");
}

#[wasm_bindgen_test]
async fn a_poll_changes_what_is_said_and_leaves_the_focus() {
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
    until("the new count is said", || focused.name().contains("running, 97 %")).await;
    assert!(focused.has_focus());
    assert!(part(&page, "Task “Task fix”") == focused, "it is the same part");
    assert!(
        part(&page, "Version 5")
            .name()
            .ends_with("Devices on 5 end on 7, in 1 step.")
    );
    page.hides("Running tasks form a loop").await;
    assert!(parts(&page).iter().any(|name| name.starts_with("Task “Task new”")));
}

#[wasm_bindgen_test]
async fn profile_core_says_that_it_does_not_know_the_devices() {
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
    assert!(!page.says("would hit nobody"), "nobody knows");
}

#[wasm_bindgen_test]
async fn each_firmware_has_a_map_of_its_own() {
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
    until("the other map is drawn", || {
        parts(&page).iter().any(|name| name.contains("mcu up"))
    })
    .await;
    assert!(parts(&page).iter().all(|name| !name.contains("wifi")));
    page.shows("How many devices run which version is not known here.")
        .await;
}

#[wasm_bindgen_test]
async fn hostile_names_and_very_many_tasks_neither_lie_nor_stall() {
    let mut rows: Vec<Row> = (0..1500)
        .map(|at| task(&format!("t{at}"), at, at + 1).running())
        .collect();
    rows[0] = rows[0].clone().with("name", r#""safe\u202eexe""#);
    let page = page_with(&rows, "{}").await;
    show_map(&page).await;
    assert!(
        parts(&page)[1].starts_with(r"Task “safe\u{202e}exe”, version 0 to 1"),
        "{}",
        parts(&page)[1]
    );
    page.shows("1,501 versions and 1,500 tasks are too many to draw").await;
    assert!(said_of(&page, 0).contains("Devices on 0 end on 1500, in 1500 steps."));
}

/// Seventy pixels a version, in a frame of three hundred: what the styles do on a narrow screen.
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
async fn where_the_map_is_wider_than_the_page_the_loop_is_looked_at_first() {
    let _narrow = Narrow::install();
    let mut rows: Vec<Row> = (1..20).map(|at| task(&format!("t{at}"), at, at + 1)).collect();
    let page = page_with(&rows, "{}").await;
    show_map(&page).await;
    settled().await;
    let frame = || page.one("#upgrade-map");
    assert_eq!(frame().0.scroll_left(), 0, "without a loop the start");
    assert_eq!(frame().attr("tabindex").as_deref(), Some("0"), "keys scroll it");
    page.button("List").press();
    until("the list is back", || !page.rows().is_empty()).await;
    rows.extend([task("up", 30, 31).running(), task("back", 31, 30).running()]);
    page.platform_has(&rows);
    page.refresh().await;
    show_map(&page).await;
    let is_seen = |version: &str| {
        let circle = part(&page, version).one("circle").0.get_bounding_client_rect();
        let frame = frame().0.get_bounding_client_rect();
        circle.left() >= frame.left() && circle.right() <= frame.right()
    };
    until("the loop is seen", || is_seen("Version 30,") && is_seen("Version 31,")).await;
    // Whoever has scrolled is left there.
    frame().0.set_scroll_left(40);
    rows.push(task("more", 40, 41));
    page.platform_has(&rows);
    page.refresh().await;
    until("there is more", || page.says("Task more")).await;
    settled().await;
    assert_eq!(frame().0.scroll_left(), 40);
}
