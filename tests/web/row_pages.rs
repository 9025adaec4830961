//! Pages of the task list: the pager, its form in the address, the selection across pages, and the ways to a row on another
//! page.

use super::support::*;

/// Most elements of the page at the default page size, for any number of tasks.
const MOST_ELEMENTS: usize = 2000;

/// Waits until the pager names these rows.
async fn wait_for_rows(page: &Page, rows: &str) {
    until(&format!("the pager shows “{rows}”"), || {
        page.all("main .pager-rows").iter().any(|shown| shown.text() == rows)
    })
    .await;
}

fn pager(page: &Page) -> Part {
    page.one("main nav.pager")
}

fn names(page: &Page) -> Vec<String> {
    page.texts("button.name")
}

/// Names of the tasks with these numbers.
fn tasks(numbers: std::ops::Range<usize>) -> Vec<String> {
    numbers.map(|number| format!("Task {number}")).collect()
}

#[wasm_bindgen_test]
async fn a_long_list_is_shown_in_pages_and_the_focus_stays_on_the_pressed_button() {
    let page = Page::with_rows(&numbered_rows(120)).await;
    assert_eq!(pager(&page).name(), "Pages: Upgrade tasks");
    assert_eq!(names(&page), tasks(0..50));
    assert!(page.one("dl").has_text("120"), "the figures count all tasks");
    let (previous, next) = (page.button("Previous page"), page.button("Next page"));
    previous.assert_disabled("This is the first page.");
    next.press();
    wait_for_rows(&page, "Rows 51–100 of 120").await;
    assert_eq!(names(&page), tasks(50..100));
    assert!(next.has_focus());
    until("the page is announced", || {
        page.one("#changes").text() == "Rows 51–100 of 120"
    })
    .await;
    next.press();
    wait_for_rows(&page, "Rows 101–120 of 120").await;
    assert_eq!(names(&page), tasks(100..120));
    next.assert_disabled("This is the last page.");
    assert!(next.has_focus());
    next.press();
    settled().await;
    assert_eq!(page.query(), "?product_id=p1&page=3", "there is no fourth page");
    previous.press();
    wait_for_rows(&page, "Rows 51–100 of 120").await;
    assert!(previous.has_focus());
    page.field("Language").choose("中文");
    wait_for_rows(&page, "第 51–100 行，共 120 行").await;
    assert_eq!(pager(&page).name(), "分页：升级任务");
}

#[wasm_bindgen_test]
async fn a_short_list_has_no_pager() {
    let page = Page::with_rows(&numbered_rows(25)).await;
    assert_eq!(names(&page).len(), 25);
    assert!(page.all(".pager").is_empty());
    page.set_rows(&numbered_rows(26));
    page.refresh().await;
    wait_for_rows(&page, "Rows 1–26 of 26").await;
    pager(&page).field("Rows per page").choose("25 rows");
    wait_for_rows(&page, "Rows 1–25 of 26").await;
}

#[wasm_bindgen_test]
async fn page_and_size_are_in_the_address_and_back_returns_to_the_page_before() {
    let page = Page::at("?product_id=p1&rows=100&page=2", &numbered_rows(450)).await;
    wait_for_rows(&page, "Rows 101–200 of 450").await;
    let size = pager(&page).field("Rows per page");
    assert_eq!(size.value(), "100");
    size.choose("25 rows");
    wait_for_rows(&page, "Rows 101–125 of 450").await;
    assert_eq!(page.query(), "?product_id=p1&rows=25&page=5");
    size.choose("All rows");
    wait_for_rows(&page, "Rows 1–450 of 450").await;
    assert_eq!(page.query(), "?product_id=p1&rows=all");
    assert_eq!(names(&page), tasks(0..450));
    assert!(page.button("Next page").disabled_reason().is_some());
    for rows in ["Rows 101–125 of 450", "Rows 101–200 of 450"] {
        history().back().unwrap();
        wait_for_rows(&page, rows).await;
    }
    assert_eq!(size.value(), "100");
    history().forward().unwrap();
    wait_for_rows(&page, "Rows 101–125 of 450").await;
}

#[wasm_bindgen_test]
async fn a_page_beyond_the_end_shows_the_last_page() {
    let page = Page::at("?product_id=p1&page=99", &numbered_rows(120)).await;
    wait_for_rows(&page, "Rows 101–120 of 120").await;
    assert_eq!(names(&page), tasks(100..120));
    page.button("Previous page").press();
    wait_for_rows(&page, "Rows 51–100 of 120").await;
    assert_eq!(page.query(), "?product_id=p1&page=2");
    page.set_rows(&numbered_rows(30));
    page.refresh().await;
    wait_for_rows(&page, "Rows 1–30 of 30").await;
    page.set_rows(&numbered_rows(120));
    page.refresh().await;
    wait_for_rows(&page, "Rows 51–100 of 120").await;
}

/// A change of the view.
type Act = fn(&Page);

#[wasm_bindgen_test]
async fn another_search_filter_or_sort_starts_at_the_first_page() {
    let mut rows = numbered_rows(120);
    rows.iter_mut().for_each(|row| *row = row.clone().running());
    let page = Page::with_rows(&rows).await;
    let changes: [(&str, Act); 3] = [
        ("search", |page| page.field("Search").type_in("task")),
        ("filter", |page| page.button("Running 120").press()),
        ("sort", |page| page.one("thead").button("Name").press()),
    ];
    for (change, act) in changes {
        page.button("Next page").press();
        wait_for_rows(&page, "Rows 51–100 of 120").await;
        act(&page);
        wait_for_rows(&page, "Rows 1–50 of 120").await;
        assert!(!page.query().contains("page="), "{change}: {}", page.query());
    }
    page.button("Next page").press();
    wait_for_rows(&page, "Rows 51–100 of 120").await;
    page.button("Clear filters").press();
    wait_for_rows(&page, "Rows 1–50 of 120").await;
}

#[wasm_bindgen_test]
async fn a_poll_keeps_the_page_its_rows_and_the_focus() {
    let page = Page::at("?product_id=p1&page=2", &numbered_rows(120)).await;
    wait_for_rows(&page, "Rows 51–100 of 120").await;
    let row = page.row("Task 70");
    row.button("Start").0.focus().unwrap();
    let mut rows = numbered_rows(121);
    rows[70] = rows[70].clone().upgraded(7);
    page.set_rows(&rows);
    page.advance_to_poll();
    wait_for_rows(&page, "Rows 51–100 of 121").await;
    page.row("Task 70").wait_for_text("Upgraded 7").await;
    assert!(page.row("Task 70") == row && row.button("Start").has_focus());
    assert_eq!(names(&page), tasks(50..100));
}

#[wasm_bindgen_test]
async fn rows_stay_on_the_page_while_one_has_focus_and_the_order_changes() {
    let counted = |number: u32| row(&number.to_string()).upgraded(1000 - number);
    let mut rows: Vec<Row> = (0..60).map(counted).collect();
    let page = Page::at("?product_id=p1&sort=-upgraded&rows=25&page=2", &rows).await;
    wait_for_rows(&page, "Rows 26–50 of 60").await;
    page.row("Task 30").button("Start").0.focus().unwrap();
    rows[30] = row("30").upgraded(5000);
    rows[40] = row("40").upgraded(0);
    page.set_rows(&rows);
    page.advance_to_poll();
    page.row("Task 30").wait_for_text("5,000").await;
    assert_eq!(names(&page), tasks(25..50));
    assert!(page.row("Task 30").button("Start").has_focus());
    page.field("Search").press();
    page.advance_to_poll();
    until("the rows are sorted", || !names(&page).contains(&"Task 30".to_owned())).await;
}

#[wasm_bindgen_test]
async fn the_page_has_few_elements_whatever_the_number_of_tasks() {
    let page = Page::with_rows(&numbered_rows(1000)).await;
    wait_for_rows(&page, "Rows 1–50 of 1,000").await;
    let core = page.all("*").len();
    assert!(core <= MOST_ELEMENTS, "{core} elements in profile core");
    drop(page);
    let rows: Vec<Row> = (0..1000)
        .map(|number| row(&number.to_string()).running().remaining(5))
        .collect();
    let page = Page::full(r#"{"3": 400, "5": 4}"#, "[]", &rows).await;
    wait_for_rows(&page, "Rows 1–50 of 1,000").await;
    let full = page.all("*").len();
    assert!(full <= MOST_ELEMENTS, "{full} elements in profile full");
}

#[wasm_bindgen_test]
async fn select_all_selects_the_page_and_the_confirmation_names_the_tasks_of_all_pages() {
    let page = Page::with_rows(&numbered_rows(120)).await;
    page.one("#select-all").press();
    page.wait_for_text("50 selected").await;
    page.press_and_see("Next page", "50 selected, 50 of them not shown")
        .await;
    let all = page.one("#select-all");
    let is_any_selected = all.input().checked() || all.input().indeterminate();
    assert!(!is_any_selected, "no task of this page is selected");
    page.select_task("Task 51");
    page.wait_for_text("51 selected, 50 of them not shown").await;
    let dialog = page.open_bulk_confirmation("Delete 51 tasks").await;
    let named = || -> Vec<String> { dialog.texts("ol .name") };
    assert_eq!(named(), tasks(0..50));
    dialog.button("Next page").press();
    until("the last task is named", || named() == ["Task 51"]).await;
    assert!(dialog.button("Next page").has_focus());
    page.close_dialog("Cancel").await;
    assert!(page.platform.requests(Op::Delete).is_empty());
    page.one("#select-all").press();
    page.wait_for_text("100 selected, 50 of them not shown").await;
    page.one("#select-all").press();
    page.wait_for_text("50 selected, 50 of them not shown").await;
}

#[wasm_bindgen_test]
async fn the_details_of_a_task_lead_to_its_row_on_another_page() {
    let page = Page::at("?product_id=p1&task=77", &numbered_rows(120)).await;
    page.wait_for_dialog().await.button("Show in list").press();
    page.wait_for_no_dialog().await;
    wait_for_rows(&page, "Rows 51–100 of 120").await;
    page.row("Task 77").button("Task 77").wait_for_focus().await;
    assert_eq!(page.query(), "?product_id=p1&page=2");
    drop(page);
    let builder = Page::builder().query("?product_id=p1&task=110&q=task+12&view=map");
    let page = builder.rows(&numbered_rows(120)).open().await;
    page.wait_for_dialog().await.button("Show in list").press();
    wait_for_rows(&page, "Rows 101–120 of 120").await;
    page.row("Task 110").button("Task 110").wait_for_focus().await;
    assert_eq!(page.query(), "?product_id=p1&page=3", "the search hid the task");
}

#[wasm_bindgen_test]
async fn the_activity_is_shown_in_pages() {
    let rows: Vec<Row> = numbered_rows(60).into_iter().map(Row::running).collect();
    let page = Page::with_rows(&rows).await;
    let dialog = page.open_bulk_confirmation("Stop all").await;
    dialog.press_and_see("Stop 60 tasks", "60 of 60 done.").await;
    page.close_dialog("Close").await;
    let log = page.open_log().await;
    let lines = || log.all("tbody [role=row]");
    assert_eq!(lines().len(), 50);
    assert!(lines()[0].has_text("Task 59"), "the newest is first");
    log.button("Next page").press();
    until("ten entries remain", || lines().len() == 10).await;
    assert!(lines()[9].has_text("Task 0"));
}

#[wasm_bindgen_test]
async fn quick_typing_searches_once_per_frame() {
    let page = Page::with_rows(&numbered_rows(60)).await;
    let search = page.field("Search");
    for typed in ["T", "Ta", "Task 4", "Task 44"] {
        search.type_in(typed);
        assert_eq!(page.query(), "?product_id=p1", "the frame is not over");
    }
    until("one task is found", || names(&page) == ["Task 44"]).await;
    assert_eq!(page.query(), "?product_id=p1&q=Task+44");
    assert_eq!(search.value(), "Task 44");
}
