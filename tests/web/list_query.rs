//! Search, filters, sort order and columns of the task list, their form in the address, and their stability during
//! polls.

use super::support::*;
use upgrade_console::web;
use upgrade_console::web::time_zone::clock_time;

fn lamp(id: &str, name: &str, from: u32, target: u32) -> Row {
    task(id, from, target).named(name)
}

fn lamps() -> [Row; 4] {
    [
        lamp("a", "Lamp 10", 9, 11).running().upgraded(7),
        lamp("b", "Lamp 9", 10, 11),
        lamp("c", "Gate", 9, 10).running().upgraded(30),
        lamp("d", "Meter", 2, 3),
    ]
}

/// Waits until exactly these tasks are visible, in this order.
async fn wait_for_tasks(page: &Page, expected: &[&str]) {
    until(&format!("{expected:?} are visible"), || {
        page.texts("button.name") == expected
    })
    .await;
}

fn search(page: &Page) -> Part {
    page.field("Search")
}

#[wasm_bindgen_test]
async fn searching_filters_the_tasks_and_adds_no_history_entry() {
    let page = Page::with_rows(&lamps()).await;
    let before = history().length().unwrap();
    search(&page).press();
    for (typed, found) in [
        ("l", &["Lamp 10", "Lamp 9"][..]),
        ("lamp 9", &["Lamp 9"]),
        ("  GATE ", &["Gate"]),
        ("2", &["Meter"]),
    ] {
        search(&page).type_in(typed);
        wait_for_tasks(&page, found).await;
        assert_eq!(search(&page).value(), typed);
        assert!(search(&page).has_focus());
    }
    assert_eq!(page.query(), "?product_id=p1&q=2");
    assert_eq!(history().length().unwrap(), before);
    search(&page).type_in("winter");
    page.wait_for_text("No tasks match").await;
    page.button("Clear filters").press();
    wait_for_tasks(&page, &["Lamp 10", "Lamp 9", "Gate", "Meter"]).await;
    assert_eq!(page.query(), "?product_id=p1");
    assert!(search(&page).has_focus());
    assert_eq!(search(&page).value(), "");
}

#[wasm_bindgen_test]
async fn filters_combine_show_their_counts_and_are_undone_by_back_navigation() {
    let page = Page::with_rows(&lamps()).await;
    page.button("Running 2").press();
    wait_for_tasks(&page, &["Lamp 10", "Gate"]).await;
    assert_eq!(page.button("Running 2").attr("aria-pressed").as_deref(), Some("true"));
    assert_eq!(page.button("All 4").attr("aria-pressed").as_deref(), Some("false"));
    assert!(page.query().contains("status=running"));
    search(&page).type_in("lamp");
    wait_for_tasks(&page, &["Lamp 10"]).await;
    page.button("Stopped 1").press();
    wait_for_tasks(&page, &["Lamp 9"]).await;
    page.field("From or target version").choose("Version 10");
    wait_for_tasks(&page, &["Lamp 9"]).await;
    let versions = page.field("From or target version");
    let options = versions.texts("option");
    let expected = [
        "All versions",
        "Version 2",
        "Version 3",
        "Version 9",
        "Version 10",
        "Version 11",
    ];
    assert_eq!(options, expected, "versions are sorted as numbers");
    history().back().unwrap();
    until("the version filter is removed", || !page.query().contains("version=")).await;
    history().back().unwrap();
    wait_for_tasks(&page, &["Lamp 10"]).await;
    assert_eq!(page.button("Running 1").attr("aria-pressed").as_deref(), Some("true"));
}

#[wasm_bindgen_test]
async fn an_address_opens_a_view_and_its_invalid_values_are_ignored() {
    let query = "?product_id=p1&q=lamp&sort=-name&status=odd&version=x&columns=status&view=list";
    let page = Page::at(query, &lamps()).await;
    wait_for_tasks(&page, &["Lamp 10", "Lamp 9"]).await;
    assert_eq!(search(&page).value(), "lamp");
    assert_eq!(page.one("th[aria-sort=descending]").name(), "Name");
    let heads = page.texts("th");
    assert_eq!(heads, ["", "Name", "Status", "Actions"]);
    page.field("Language").choose("中文");
    until("the interface is Chinese", || page.has_button("创建任务")).await;
    wait_for_tasks(&page, &["Lamp 10", "Lamp 9"]).await;
    assert_eq!(page.field("搜索").value(), "lamp");
}

#[wasm_bindgen_test]
async fn pressing_a_column_header_sorts_then_reverses_then_restores_the_order() {
    let page = Page::with_rows(&lamps()).await;
    let default_order = ["Lamp 10", "Lamp 9", "Gate", "Meter"];
    let head = |name: &str| page.one("thead").button(name);
    let sorted = |name: &str| {
        let heads = page.all("th").into_iter();
        let found = heads.filter(|head| head.has_text(name)).last();
        found.and_then(|head| head.attr("aria-sort"))
    };
    head("Name").press();
    wait_for_tasks(&page, &["Gate", "Lamp 9", "Lamp 10", "Meter"]).await;
    assert_eq!(sorted("Name").as_deref(), Some("ascending"));
    assert!(page.query().contains("sort=name"));
    assert!(page.one("thead").all("button")[0].has_focus());
    head("Name").press();
    wait_for_tasks(&page, &["Meter", "Lamp 10", "Lamp 9", "Gate"]).await;
    head("Name").press();
    wait_for_tasks(&page, &default_order).await;
    assert_eq!((sorted("Name"), page.query().as_str()), (None, "?product_id=p1"));
    head("Versions").press();
    wait_for_tasks(&page, &["Meter", "Gate", "Lamp 10", "Lamp 9"]).await;
    head("Status").press();
    wait_for_tasks(&page, &["Lamp 10", "Gate", "Lamp 9", "Meter"]).await;
    assert_eq!(sorted("Status").as_deref(), Some("descending"));
    assert_eq!(sorted("Versions"), None);
}

#[wasm_bindgen_test]
async fn columns_can_be_toggled_and_the_menu_sorts_by_a_count() {
    let page = Page::full(
        r#"{"9": 1284, "2": 8126}"#,
        "[]",
        &lamps().map(|lamp| lamp.remaining(5).with("type", "1")),
    )
    .await;
    let button = page.button("Sort and columns");
    button.press();
    until("the menu is open", || !page.all(".menu-panel input").is_empty()).await;
    let menu = page.one(".menu-panel");
    for (column, checked) in [("Versions", true), ("Devices on from version", true), ("Type", false)] {
        let field = menu.field(column);
        assert_eq!(field.input().checked(), checked, "{column}");
        field.press();
    }
    until("the columns have changed", || {
        let heads = page.texts("th");
        heads == ["", "Name", "Status", "Progress", "Rate", "Type", "Actions"]
    })
    .await;
    assert!(page.query().contains("columns=status%2Cprogress%2Crate%2Ctype"));
    menu.one("select").choose("Upgraded, descending");
    wait_for_tasks(&page, &["Gate", "Lamp 10", "Lamp 9", "Meter"]).await;
    assert_eq!(page.one("th[aria-sort=descending]").name(), "Progress");
    menu.one("select").press_key("Escape");
    until("the menu is closed", || page.all(".menu-panel").is_empty()).await;
    assert!(button.has_focus());
}

#[wasm_bindgen_test]
async fn a_poll_does_not_reorder_the_rows_while_one_has_focus() {
    let page = Page::at("?product_id=p1&sort=-upgraded", &lamps()).await;
    wait_for_tasks(&page, &["Gate", "Lamp 10", "Lamp 9", "Meter"]).await;
    page.row("Lamp 10").button("Stop").0.focus().unwrap();
    let mut changed = lamps().to_vec();
    changed[0] = lamp("a", "Lamp 10", 9, 11).running().upgraded(99);
    changed.insert(0, lamp("e", "New", 1, 2).upgraded(500));
    page.set_rows(&changed);
    page.advance_to_poll();
    wait_for_tasks(&page, &["Gate", "Lamp 10", "Lamp 9", "Meter", "New"]).await;
    assert!(page.row("Lamp 10").button("Stop").has_focus());
    search(&page).press();
    page.advance_to_poll();
    wait_for_tasks(&page, &["New", "Lamp 10", "Gate", "Lamp 9", "Meter"]).await;
}

#[wasm_bindgen_test]
async fn unreadable_rows_are_never_filtered_out() {
    let rows = [
        lamps()[0].clone(),
        row("x").with("from_version", "-1"),
        lamps()[1].clone(),
    ];
    let page = Page::with_rows(&rows).await;
    let position = |page: &Page| {
        let rows = page.rows();
        rows.iter().position(|row| row.has_text("invalid data")).unwrap()
    };
    assert_eq!(position(&page), 1, "in the order of the list");
    page.one("thead").button("Name").press();
    wait_for_tasks(&page, &["Lamp 9", "Lamp 10"]).await;
    assert_eq!(position(&page), 2, "after the sorted rows");
    search(&page).type_in("lamp 9");
    wait_for_tasks(&page, &["Lamp 9"]).await;
    assert_eq!(page.rows().len(), 2);
    assert!(page.has_text("invalid data"));
}

#[wasm_bindgen_test]
async fn shortcuts_open_the_search_and_the_create_form_except_in_a_field() {
    let page = Page::with_rows(&lamps()).await;
    page.button("Refresh").press();
    page.button("Refresh").press_key("/");
    assert!(search(&page).has_focus());
    search(&page).press_key("n");
    settled().await;
    assert!(!page.has_dialog(), "the key is typed into the search");
    page.button("Refresh").press();
    page.button("Refresh").press_key("n");
    page.wait_for_dialog().await.field("Name").press_key("/");
    settled().await;
    assert!(!search(&page).has_focus());
}

#[wasm_bindgen_test]
async fn the_portal_receives_the_view_and_can_set_it() {
    let page = Page::in_portal(&lamps()).await;
    page.button("Running 2").press();
    page.portal()
        .wait_for_message("route", r#""path":"/?product_id=p1&status=running""#)
        .await;
    page.portal().navigate("/?product_id=p1&q=gate&sort=-name");
    wait_for_tasks(&page, &["Gate"]).await;
    assert_eq!(page.query(), "?product_id=p1&q=gate&sort=-name");
    page.portal().navigate("/?product_id=p1&q=gate&sort=odd");
    page.portal().navigate("/?product_id=p1");
    wait_for_tasks(&page, &["Lamp 10", "Lamp 9", "Gate", "Meter"]).await;
}

#[wasm_bindgen_test]
async fn changes_of_a_poll_are_marked_and_announced_once() {
    let minute = minute_now();
    let page = Page::with_rows(&lamps()).await;
    let row = page.row("Gate");
    assert_eq!(row.all(".changed, .changed-again").len(), 0);
    let mut changed = lamps();
    changed[2] = lamp("c", "Gate", 9, 10).upgraded(30);
    changed[0] = lamp("a", "Lamp 10", 9, 11).running().upgraded(44);
    page.set_rows(&changed);
    page.advance_to_poll();
    // The minute may have changed since the list was read.
    let announcement = |minute: &str| format!("1 task changed: Gate (Stopped). 37 devices upgraded since {minute}.");
    let expected = [minute, minute_now()].map(|minute| announcement(&minute));
    until("the text is shown", || expected.contains(&page.one("#changes").text())).await;
    assert!(!row.all("td.cell-status.changed").is_empty());
    assert!(page.row("Lamp 9").all(".changed").is_empty());
    page.advance_to_poll();
    settled().await;
    assert!(expected.contains(&page.one("#changes").text()));
}

#[wasm_bindgen_test]
async fn devices_that_were_upgraded_behind_another_view_count_since_the_last_reading() {
    let minute = minute_now();
    let builder = Page::builder().config(NO_PRODUCT).rows(&lamps());
    let page = builder.open_at_list().await;
    let expected = [minute, minute_now()].map(|minute| format!("37 devices upgraded since {minute}."));
    page.press_and_see("Change product", "Choose a product").await;
    page.clock.advance(600);
    let mut changed = lamps();
    changed[0] = lamp("a", "Lamp 10", 9, 11).running().upgraded(44);
    page.set_rows(&changed);
    page.choose_product("p1");
    until("the text is shown", || {
        page.all("#changes").iter().any(|text| expected.contains(&text.text()))
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_row_that_becomes_unreadable_stays_selected_and_is_not_announced() {
    let page = Page::with_rows(&lamps()).await;
    page.select_task("Gate");
    page.wait_for_text("1 selected").await;
    let unreadable = lamps()[2].clone().unreadable();
    for row in [unreadable.clone(), unreadable.with("id", "[]")] {
        let mut changed = lamps();
        changed[2] = row;
        page.set_rows(&changed);
        page.poll_and_see("sent invalid data for this task").await;
        page.wait_for_text("1 selected, 1 of them not shown").await;
        page.set_rows(&lamps());
        page.poll_and_see("Gate").await;
        settled().await;
        assert_eq!(page.one("#changes").text(), "");
    }
}

/// Local time to the minute, such as `14:05`.
fn minute_now() -> String {
    let now = web::now_ms();
    clock_time("en", now, now)
}

#[wasm_bindgen_test]
async fn every_filter_can_be_cleared_including_one_from_the_address() {
    let page = Page::at("?product_id=p1&version=9", &lamps()).await;
    wait_for_tasks(&page, &["Lamp 10", "Gate"]).await;
    page.button("Clear filters").press();
    wait_for_tasks(&page, &["Lamp 10", "Lamp 9", "Gate", "Meter"]).await;
    assert!(!page.has_button("Clear filters"));
    assert!(search(&page).has_focus());
    for filter in ["Running 2", "Stopped 2"] {
        page.button(filter).press();
        until("clearing is offered", || page.has_button("Clear filters")).await;
        page.button("Clear filters").press();
        until("the filter is cleared", || page.query() == "?product_id=p1").await;
    }
    search(&page).type_in("meter");
    wait_for_tasks(&page, &["Meter"]).await;
    assert_eq!(page.buttons("Clear filters").len(), 1);
}
