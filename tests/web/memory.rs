//! Memory of views that an operator opens and closes all day.

use super::support::*;
use js_sys::{Function, Reflect};
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};
use std::alloc::System;
use wasm_bindgen::{JsCast, JsValue};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const VIEWS: [&str; 9] = [
    "create",
    "review",
    "details",
    "confirmation",
    "map",
    "menu",
    "search",
    "activity",
    "language",
];

/// Bytes that each opening and closing of a view may leave behind. A review leaves about 280: signals of the page keep weak
/// references to the memos that have read them.
const LIMIT: i64 = 304;

/// Bytes that each row may leave behind when a turned page removes it: `<For>` of Leptos keeps a weak reference to the owner
/// of each row until the table is removed.
const LIMIT_PER_ROW: i64 = 96;

#[wasm_bindgen_test]
async fn a_view_that_closes_leaves_nothing_in_memory() {
    let page = Page::with_rows(&[row("a"), row("b").running()]).await;
    let mut grown = Vec::new();
    for view in VIEWS {
        open_and_close(&page, view, 4).await;
        let before = live_bytes().await;
        open_and_close(&page, view, 16).await;
        let bytes = (live_bytes().await - before) / 16;
        grown.push((view, bytes));
    }
    let within_limit = grown.iter().all(|(_, bytes)| *bytes <= LIMIT);
    assert!(within_limit, "bytes left by each opening: {grown:?}");
}

#[wasm_bindgen_test]
async fn a_turned_page_leaves_little_in_memory() {
    let page = Page::with_rows(&numbered_rows(100)).await;
    turn_pages(&page, 4).await;
    let before = live_bytes().await;
    turn_pages(&page, 16).await;
    // Each turn and each return builds 50 rows.
    let bytes = (live_bytes().await - before) / (16 * 100);
    assert!(bytes <= LIMIT_PER_ROW, "bytes left by each row: {bytes}");
}

async fn turn_pages(page: &Page, times: u32) {
    for _ in 0..times {
        for (button, task) in [("Next page", "Task 50"), ("Previous page", "Task 0")] {
            page.button(button).press();
            until("the page is turned", || page.rows()[0].has_text(task)).await;
        }
    }
}

async fn open_and_close(page: &Page, view: &str, times: u32) {
    for _ in 0..times {
        match view {
            "create" => page.open_create().await.press_escape(),
            "review" => {
                let dialog = page.open_filled_form().await;
                dialog.open_review().await;
                dialog.press_escape();
            }
            "details" => page.open_details("Task a").await.press_escape(),
            "confirmation" => page.open_confirmation("Task a", "Start").await.press_escape(),
            "map" => {
                page.open_map().await;
                page.button("List").press();
                until("the list is back", || page.rows().len() == 2).await;
            }
            "menu" => {
                page.open_menu("Task a").await;
                page.button("More actions for Task a").press();
                until("the menu is closed", || page.all(".menu-panel button").is_empty()).await;
            }
            "search" => {
                page.search("Task b", 1).await;
                page.search("", 2).await;
            }
            "activity" => page.open_log().await.press_escape(),
            "language" => {
                page.choose_language("中文", "运行中").await;
                page.choose_language("English", "Running").await;
            }
            other => panic!("{other}"),
        }
        page.wait_for_no_dialog().await;
        settled().await;
        page.platform.forget_requests();
    }
}

/// Allocated bytes after a garbage collection, which frees the closures that JavaScript has held (`--expose-gc` in
/// webdriver.json).
async fn live_bytes() -> i64 {
    let collect = Reflect::get(&js_sys::global(), &"gc".into()).unwrap();
    collect.unchecked_ref::<Function>().call0(&JsValue::NULL).unwrap();
    settled().await;
    let stats = ALLOCATOR.stats();
    i64::try_from(stats.bytes_allocated).unwrap() - i64::try_from(stats.bytes_deallocated).unwrap()
}
