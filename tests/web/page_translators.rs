//! Pages that translators, highlighters and spelling extensions have changed: texts stay up to date, and a press means
//! the label that the button had when the press began.

use super::support::{Answer, ErrorCode, Op, Page, Part, row, settled, until};
use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// Script that calls `touch` with every text node on the page.
const EACH: &str = "
    const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) if (walker.currentNode.data.trim()) nodes.push(walker.currentNode);
    nodes.forEach(touch);";

/// Replaces every text node, as page translators do.
const TRANSLATOR: &str = "
    const touch = (node) => {
        const [outer, inner] = [0, 0].map(() => document.createElement('font'));
        inner.textContent = node.data;
        outer.append(inner);
        node.replaceWith(outer);
    };";
/// Moves every second text node into a mark, as highlighters do.
const HIGHLIGHTER: &str = "
    const touch = (node, at) => {
        if (at % 2) return;
        const mark = document.createElement('mark');
        node.replaceWith(mark);
        mark.append(node);
    };";
/// Replaces two of three text nodes with copies, as extensions that work on a copy of the page do.
const MOVER: &str = "
    const touch = (node, at) => {
        if (at % 3 == 2) return;
        const copy = node.cloneNode();
        node.replaceWith(copy);
        document.createElement('div').append(node);
    };";
/// Splits every text node, as spelling extensions do.
const SPELLING: &str = "
    const touch = (node) => {
        if (node.length > 2) node.splitText(1).splitText(1);
    };";

fn change_texts(page: &Page, script: &str) {
    let script = Function::new_with_args("page", &format!("{script}{EACH}"));
    script.call1(&JsValue::NULL, &page.0).unwrap();
}

fn freshness(page: &Page) -> String {
    page.one(".freshness").text()
}

/// Runs `script` before each change and checks that the page shows the new state.
async fn texts_stay_current_after(script: &str) {
    let rows = [row("a").running().with("upgrade_count", "7"), row("b")];
    let page = Page::accepting_writes(&rows).await;
    let running = |page: &Page| page.all(".figure")[1].text();

    change_texts(&page, script);
    page.row("Task a").button("Stop").press();
    until("the task is stopped", || page.row("Task a").has_button("Start")).await;
    page.row("Task a").assert_text("Stopped");
    assert!(!page.row("Task a").has_text("Running"), "{}", page.row("Task a").text());
    assert!(running(&page).contains('0'), "{}", running(&page));

    change_texts(&page, script);
    page.open_confirmation("Task b", "Start").await;
    assert!(page.dialog().has_text("Task b"));
    change_texts(&page, script);
    page.dialog().button("Start").press();
    until("the task runs", || page.row("Task b").has_button("Stop")).await;
    assert!(page.row("Task b").has_text("Running") && !page.row("Task b").has_text("Stopped"));
    assert!(running(&page).contains('1'), "{}", running(&page));
    page.wait_for_no_dialog().await;

    page.refresh().await;
    change_texts(&page, script);
    assert!(freshness(&page).starts_with("Updated"), "{}", freshness(&page));
    page.platform.always(Op::List, Answer::html(503));
    page.refresh().await;
    until("the list is shown as outdated", || {
        !freshness(&page).starts_with("Updated")
    })
    .await;
    change_texts(&page, script);
    page.set_rows(&rows);
    page.refresh().await;
    until("the list is shown as updated", || {
        freshness(&page).starts_with("Updated")
    })
    .await;
    until("the rows are updated", || page.row("Task a").has_button("Stop")).await;

    change_texts(&page, script);
    page.field("Language").choose("中文");
    until("the interface is Chinese", || page.row("Task a").has_button("停止")).await;
    let row = page.row("Task a").text();
    assert!(
        row.contains("运行中") && !row.contains("Running") && !row.contains("Stop"),
        "{row}"
    );
    assert!(!freshness(&page).contains("Updated"), "{}", freshness(&page));
    assert!(page.has_button("创建任务") && !page.has_text("Create task"));
}

#[wasm_bindgen_test]
async fn texts_stay_current_after_a_translator_replaced_them() {
    texts_stay_current_after(TRANSLATOR).await;
}

#[wasm_bindgen_test]
async fn texts_stay_current_after_a_highlighter_moved_them() {
    texts_stay_current_after(HIGHLIGHTER).await;
}

#[wasm_bindgen_test]
async fn texts_stay_current_after_an_extension_replaced_them_with_copies() {
    texts_stay_current_after(MOVER).await;
}

#[wasm_bindgen_test]
async fn texts_stay_current_after_a_spelling_extension_split_them() {
    texts_stay_current_after(SPELLING).await;
}

#[wasm_bindgen_test]
async fn panels_stay_current_after_a_translator_replaced_their_texts() {
    let config = r#"{"language": "en", "api": {"profile": "full"}}"#;
    let page = Page::builder()
        .config(config)
        .query("")
        .always(Op::Products, Answer::refused(ErrorCode::Forbidden))
        .open()
        .await;
    page.wait_for_text("4031001").await;
    change_texts(&page, TRANSLATOR);
    page.field("Language").choose("中文");
    page.wait_for_text("选择产品").await;
    page.wait_for_text("4031001").await;
    let panel = page.one("main").text();
    assert!(!panel.contains("product") && !panel.contains("right"), "{panel}");

    page.button("退出").press();
    page.wait_for_text("登录").await;
    change_texts(&page, TRANSLATOR);
    page.field("语言").choose("English");
    page.wait_for_text("You are signed out.").await;
    let panel = page.one("main").text();
    assert!(!panel.contains(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{panel}");
}

/// Begins a press, lets a poll change the button between *Start* and *Stop*, and ends the press.
async fn press_during_change(begins_running: bool, begin: fn(&Part)) -> Page {
    let task = |runs| if runs { row("a").running() } else { row("a") };
    let label = |runs| if runs { "Stop" } else { "Start" };
    let page = Page::accepting_writes(&[task(begins_running)]).await;
    begin(&page.row("Task a").button(label(begins_running)));
    page.set_rows(&[task(!begins_running)]);
    page.advance_to_poll();
    until("the label has changed", || {
        page.row("Task a").has_button(label(!begins_running))
    })
    .await;
    let button = page.row("Task a").button(label(!begins_running));
    button.pointer_up();
    button.press();
    page.wait_for_dialog().await;
    settled().await;
    assert!(page.platform.requests(Op::SetStatus).is_empty(), "no request is sent");
    assert!(
        page.dialog().has_button("Stop"),
        "the confirmation offers a stop: {}",
        page.dialog().text()
    );
    assert!(!page.dialog().has_button("Start"));
    page
}

fn by_pointer(button: &Part) {
    button.pointer_down();
}

fn by_key(button: &Part) {
    button.press_key(" ");
}

/// Begins no press: assistive technology sends a click alone.
fn by_click_alone(_: &Part) {}

#[wasm_bindgen_test]
async fn a_pointer_press_that_began_on_start_confirms_before_stopping() {
    let page = press_during_change(false, by_pointer).await;
    page.dialog().button("Stop").press();
    page.platform.wait_for_requests(Op::SetStatus, 1).await;
    assert!(page.platform.last_request(Op::SetStatus).body.contains(r#""status":0"#));
}

#[wasm_bindgen_test]
async fn a_key_press_that_began_on_start_confirms_before_stopping() {
    press_during_change(false, by_key).await;
}

#[wasm_bindgen_test]
async fn a_pointer_press_that_began_on_stop_starts_nothing() {
    press_during_change(true, by_pointer).await;
}

#[wasm_bindgen_test]
async fn a_key_press_that_began_on_stop_starts_nothing() {
    press_during_change(true, by_key).await;
}

async fn assert_stops_at_once(begin: fn(&Part)) {
    let page = Page::accepting_writes(&[row("a").running()]).await;
    let button = page.row("Task a").button("Stop");
    begin(&button);
    button.pointer_up();
    button.press();
    page.platform.wait_for_requests(Op::SetStatus, 1).await;
    assert!(!page.has_dialog());
    until("the task is stopped", || page.row("Task a").has_button("Start")).await;
}

#[wasm_bindgen_test]
async fn a_pointer_press_on_an_unchanged_label_stops_at_once() {
    assert_stops_at_once(by_pointer).await;
}

#[wasm_bindgen_test]
async fn a_key_press_on_an_unchanged_label_stops_at_once() {
    assert_stops_at_once(by_key).await;
}

#[wasm_bindgen_test]
async fn a_click_without_a_press_stops_at_once() {
    assert_stops_at_once(by_click_alone).await;
}

/// Whether `part` is excluded from translation.
fn is_untranslated(part: &Part) -> bool {
    part.0.closest("[translate=no]").unwrap().is_some()
}

#[wasm_bindgen_test]
async fn versions_digests_ids_and_names_are_excluded_from_translation_and_labels_are_not() {
    let page = Page::with_rows(&[row("a")]).await;
    let row = page.row("Task a");
    for part in ["button.name", ".version", ".version-target"] {
        let found = row.all(part);
        assert!(!found.is_empty() && found.iter().all(is_untranslated), "{part}");
    }
    for button in ["Start", "Delete"] {
        assert!(!is_untranslated(&row.button(button)), "{button}");
    }
    assert!(!is_untranslated(&row.one(".badge")));
    row.button("Task a").press();
    page.wait_for_text("Task id").await;
    for id in ["#d-id", "#d-from-md5", "#d-target-md5", "#d-from-size", "#d-target-url"] {
        assert!(is_untranslated(&page.one(id)), "{id}");
    }
    page.close_dialog("Escape").await;
    let question = page.open_confirmation("Task a", "Delete").await;
    assert!(is_untranslated(&question.one("code")));
    assert!(!is_untranslated(&question.button("Delete")));
}
