//! Pages that translators, highlighters and spelling extensions have changed: texts stay up to date, and a press means
//! the label that the button had when the press began.

use super::support::{Answer, Op, Page, Part, row, settled, until};
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

fn touch(page: &Page, script: &str) {
    let script = Function::new_with_args("page", &format!("{script}{EACH}"));
    script.call1(&JsValue::NULL, &page.0).unwrap();
}

fn age(page: &Page) -> String {
    page.one(".freshness").text()
}

/// Runs `script` before each change and checks that the page shows the new state.
async fn texts_stay_current_after(script: &str) {
    let rows = [row("a").running().with("upgrade_count", "7"), row("b")];
    let page = Page::with_rows(&rows).await;
    page.platform.always(Op::Status, Answer::ok(""));
    let running = |page: &Page| page.all(".figure")[1].text();

    touch(&page, script);
    page.row("Task a").button("Stop").press();
    until("the task is stopped", || page.row("Task a").has_button("Start")).await;
    assert!(page.row("Task a").says("Stopped"), "{}", page.row("Task a").text());
    assert!(!page.row("Task a").says("Running"), "{}", page.row("Task a").text());
    assert!(running(&page).contains('0'), "{}", running(&page));

    touch(&page, script);
    page.row("Task b").button("Start").press();
    until("the confirmation is open", || page.has_dialog()).await;
    assert!(page.dialog().says("Task b"));
    touch(&page, script);
    page.dialog().button("Start").press();
    until("the task runs", || page.row("Task b").has_button("Stop")).await;
    assert!(page.row("Task b").says("Running") && !page.row("Task b").says("Stopped"));
    assert!(running(&page).contains('1'), "{}", running(&page));
    page.no_dialog().await;

    page.refresh().await;
    touch(&page, script);
    assert!(age(&page).starts_with("Updated"), "{}", age(&page));
    page.platform.always(Op::List, Answer::html(503));
    page.refresh().await;
    until("the list is shown as outdated", || !age(&page).starts_with("Updated")).await;
    touch(&page, script);
    page.platform_has(&rows);
    page.refresh().await;
    until("the list is shown as updated", || age(&page).starts_with("Updated")).await;
    until("the rows are updated", || page.row("Task a").has_button("Stop")).await;

    touch(&page, script);
    page.field("Language").choose("中文");
    until("the interface is Chinese", || page.row("Task a").has_button("停止")).await;
    let row = page.row("Task a").text();
    assert!(
        row.contains("运行中") && !row.contains("Running") && !row.contains("Stop"),
        "{row}"
    );
    assert!(!age(&page).contains("Updated"), "{}", age(&page));
    assert!(page.has_button("创建任务") && !page.says("Create task"));
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
        .answers(Op::Products, Answer::refused(4_031_001, ""))
        .open()
        .await;
    page.shows("4031001").await;
    touch(&page, TRANSLATOR);
    page.field("Language").choose("中文");
    page.shows("选择产品").await;
    until("the refusal is shown again", || page.says("4031001")).await;
    let panel = page.one("main").text();
    assert!(!panel.contains("product") && !panel.contains("right"), "{panel}");

    page.button("退出").press();
    page.shows("登录").await;
    touch(&page, TRANSLATOR);
    page.field("语言").choose("English");
    page.shows("You are signed out.").await;
    let panel = page.one("main").text();
    assert!(!panel.contains(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{panel}");
}

/// Begins a press, lets a poll change the button between *Start* and *Stop*, and ends the press.
async fn press_during_change(begins_running: bool, begin: fn(&Part)) -> Page {
    let task = |runs| if runs { row("a").running() } else { row("a") };
    let label = |runs| if runs { "Stop" } else { "Start" };
    let page = Page::with_rows(&[task(begins_running)]).await;
    page.platform.always(Op::Status, Answer::ok(""));
    begin(&page.row("Task a").button(label(begins_running)));
    page.platform_has(&[task(!begins_running)]);
    page.poll_comes_round();
    until("the label has changed", || {
        page.row("Task a").has_button(label(!begins_running))
    })
    .await;
    let button = page.row("Task a").button(label(!begins_running));
    button.up();
    button.press();
    until("the confirmation is open", || page.has_dialog()).await;
    settled().await;
    assert!(page.platform.asked(Op::Status).is_empty(), "no request is sent");
    assert!(
        page.dialog().has_button("Stop"),
        "the confirmation offers a stop: {}",
        page.dialog().text()
    );
    assert!(!page.dialog().has_button("Start"));
    page
}

fn by_pointer(button: &Part) {
    button.down();
}

fn by_key(button: &Part) {
    button.key(" ");
}

/// Begins no press: assistive technology sends a click alone.
fn by_click_alone(_: &Part) {}

#[wasm_bindgen_test]
async fn a_pointer_press_that_began_on_start_confirms_before_stopping() {
    let page = press_during_change(false, by_pointer).await;
    page.dialog().button("Stop").press();
    page.platform.was_asked(Op::Status, 1).await;
    assert!(page.platform.last(Op::Status).body.contains(r#""status":0"#));
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

async fn stops_at_once(begin: fn(&Part)) {
    let page = Page::with_rows(&[row("a").running()]).await;
    page.platform.always(Op::Status, Answer::ok(""));
    let button = page.row("Task a").button("Stop");
    begin(&button);
    button.up();
    button.press();
    page.platform.was_asked(Op::Status, 1).await;
    assert!(!page.has_dialog());
    until("the task is stopped", || page.row("Task a").has_button("Start")).await;
}

#[wasm_bindgen_test]
async fn a_pointer_press_on_an_unchanged_label_stops_at_once() {
    stops_at_once(by_pointer).await;
}

#[wasm_bindgen_test]
async fn a_key_press_on_an_unchanged_label_stops_at_once() {
    stops_at_once(by_key).await;
}

#[wasm_bindgen_test]
async fn a_click_without_a_press_stops_at_once() {
    stops_at_once(by_click_alone).await;
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
        assert!(is_untranslated(&row.one(part)), "{part}");
    }
    for button in ["Start", "Delete"] {
        assert!(!is_untranslated(&row.button(button)), "{button}");
    }
    assert!(!is_untranslated(&row.one(".badge")));
    row.button("Task a").press();
    page.shows("Task id").await;
    for id in ["#d-id", "#d-from-md5", "#d-target-md5", "#d-from-size", "#d-target-url"] {
        assert!(is_untranslated(&page.one(id)), "{id}");
    }
    page.dialog().escape();
    page.no_dialog().await;
    let question = page.ask("Task a", "Delete").await;
    assert!(is_untranslated(&question.one("code")));
    assert!(!is_untranslated(&question.button("Delete")));
}
