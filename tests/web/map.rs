//! The upgrade map: what it says, what it warns of, and that it can be used without a mouse.

use super::support::{Answer, Op, Page, Part, Row, row, settled, until};
use js_sys::{Array, Function};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

const FULL: &str = r#"{"product_id": "p1", "language": "en", "api": {"profile": "full"}}"#;
const FLEET: &str = r#"{"1": 161, "3": 1284, "5": 593, "7": 439}"#;

fn task(id: &str, from: u32, target: u32) -> Row {
    row(id)
        .with("from_version", &from.to_string())
        .with("target_version", &target.to_string())
}

/// A console of profile full with these tasks and these devices, at its list.
async fn page_with(rows: &[Row], fleet: &str) -> Page {
    let page = Page::builder()
        .config(FULL)
        .answers(Op::Products, Answer::ok(r#"[{"id":"p1","name":"Lamp A9"}]"#))
        .answers(Op::Fleet, Answer::ok(fleet))
        .answers(Op::Status, Answer::ok(""))
        .rows(rows)
        .open_at_list()
        .await;
    page.platform.was_asked(Op::Fleet, 1).await;
    settled().await;
    page
}

/// Turns to the map.
async fn show_map(page: &Page) {
    page.button("Upgrade map").press();
    until("the map is drawn", || !page.all("svg [role=button]").is_empty()).await;
}

/// 1 to 3, stopped; 3 to 5, running; 5 to 7 and back, running.
fn looping() -> [Row; 4] {
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
fn said_of(page: &Page, version: u32) -> String {
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
async fn a_running_loop_is_told_in_list_and_map_and_stopped_from_there() {
    let page = page_with(&looping(), FLEET).await;
    let warning =
        "Running tasks form a loop: 5 → 7 → 5. 1,032 devices re-flash for ever, and 1,284 more are on their way there.";
    assert!(page.alert().contains(warning), "{}", page.alert());
    assert!(page.has_button("Stop “Task up”"));
    page.button("Show on the map").press();
    until("the map is drawn", || !page.all("svg").is_empty()).await;
    until("the map has the focus", || page.one("#upgrade-map").has_focus()).await;
    assert!(page.alert().contains(warning), "{}", page.alert());
    assert!(!page.has_button("Show on the map"));
    page.button("Stop “Task back”").press();
    page.hides("Running tasks form a loop").await;
    assert!(page.toasts().contains("“Task back” is stopped."), "{}", page.toasts());
    let body = page.platform.last(Op::Status).body;
    assert!(body.contains(r#""back""#) && body.contains(r#""status":0"#), "{body}");
    until("the focus is not lost", || page.one("h1").has_focus()).await;
    assert!(said_of(&page, 3).contains("Devices on 3 end on 7, in 2 steps."));
}

#[wasm_bindgen_test]
async fn forks_are_told_everywhere_dead_ends_and_unreachable_versions_on_the_map() {
    let rows = [
        task("a", 1, 3).running(),
        task("b", 1, 4).running(),
        task("on", 4, 5),
        task("off", 20, 21),
    ];
    let page = page_with(&rows, r#"{"1": 7}"#).await;
    let fork = "Several running tasks start at version 1: “Task a”, “Task b”.";
    let dead_end = "Running tasks leave devices on version 4: what leads on from there is stopped (“Task on”).";
    let unreachable =
        "No device is on version 20 and no running task brings one there: started now, “Task off” would hit nobody.";
    assert!(page.says(fork));
    assert!(!page.says(dead_end) && !page.says(unreachable));
    show_map(&page).await;
    for said in [fork, dead_end, unreachable] {
        assert!(page.says(said), "{said} in {}", page.text());
    }
    assert!(said_of(&page, 1).contains("not certain: running tasks lead from 1 to 3 and 4"));
}

#[wasm_bindgen_test]
async fn what_is_too_much_to_list_is_counted() {
    let forked = (1..=22).flat_map(|from| [(from, 900), (from, 901)]);
    let unreached = (1..=23).map(|from| (1000 + from, 2000));
    let running = forked.clone().count();
    let rows: Vec<Row> = forked
        .chain(unreached)
        .enumerate()
        .map(|(at, (from, target))| {
            let row = task(&format!("t{at}"), from, target);
            if at < running { row.running() } else { row }
        })
        .collect();
    let page = page_with(&rows, r#"{"1": 7}"#).await;
    assert!(page.says("Loops and forks not listed here: 2."), "{}", page.text());
    assert!(!page.says("Such versions not listed"));
    show_map(&page).await;
    assert!(page.says("Such versions not listed here: 3."), "{}", page.text());
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

#[wasm_bindgen_test]
async fn while_a_loop_goes_away_nothing_untrue_is_said_of_it() {
    let page = page_with(&looping(), FLEET).await;
    // On the map: by then what is said of the loop hears of changes before the list of warnings does.
    show_map(&page).await;
    // Everything that changes is written down, however short it stands there.
    let watch = "const seen = [];
        new MutationObserver((all) => all.forEach((one) => seen.push(one.target.textContent)))
            .observe(document.body, { subtree: true, characterData: true, childList: true });
        return seen;";
    let seen: Array = Function::new_no_args(watch)
        .call0(&JsValue::NULL)
        .unwrap()
        .unchecked_into();
    page.button("Stop “Task back”").press();
    page.hides("Running tasks form a loop").await;
    settled().await;
    assert!(seen.length() > 0);
    for text in seen.iter().filter_map(|text| text.as_string()) {
        assert!(!text.contains("how many there are is not known"), "{text}");
    }
}

#[wasm_bindgen_test]
async fn a_task_in_an_unknown_state_is_said_to_count_as_running() {
    let rows = [task("up", 5, 7).running(), task("back", 7, 5).with("status", "9")];
    let page = page_with(&rows, FLEET).await;
    let said = "A task in a state this console does not know counts as running here.";
    assert!(page.alert().contains(said), "{}", page.alert());
    page.platform_has(&[task("up", 5, 7).running(), task("back", 7, 5).running()]);
    page.refresh().await;
    until("it is known", || !page.alert().contains(said)).await;
}

/// Seventy pixels a version, in a frame of three hundred: what the styles do on a narrow screen.
struct Narrow(web_sys::Element);

impl Narrow {
    fn install() -> Self {
        let document = upgrade_console::browser::window().document().unwrap();
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
