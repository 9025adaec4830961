//! Pages that translators, highlighters and spelling extensions have changed: texts stay up to date, and a press means
//! the label that the button had when the press began.

use super::support::*;
use js_sys::Function;
use wasm_bindgen::JsValue;

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
    let rows = [row("a").running().upgraded(7), row("b")];
    let page = Page::with_rows(&rows).await;
    let running = |page: &Page| page.all(".figure")[1].text();

    change_texts(&page, script);
    page.row("Task a").button("Stop").press();
    until("the task is stopped", || page.row("Task a").has_button("Start")).await;
    page.row("Task a").assert_text("Stopped");
    page.row("Task a").assert_no_text("Running");
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
    until("the list is outdated", || !freshness(&page).starts_with("Updated")).await;
    change_texts(&page, script);
    page.set_rows(&rows);
    page.refresh().await;
    until("the list is updated", || freshness(&page).starts_with("Updated")).await;
    page.row("Task a").wait_for_button("Stop").await;

    change_texts(&page, script);
    page.field("Language").choose("中文");
    until("the interface is Chinese", || page.row("Task a").has_button("停止")).await;
    let row = page.row("Task a");
    row.assert_text("运行中");
    row.assert_no_text("Running");
    row.assert_no_text("Stop");
    assert!(!freshness(&page).contains("Updated"), "{}", freshness(&page));
    assert!(page.has_button("创建任务") && !page.has_text("Create task"));
}

#[wasm_bindgen_test]
async fn texts_stay_current_after_extensions_changed_them() {
    for script in [TRANSLATOR, HIGHLIGHTER, MOVER, SPELLING] {
        texts_stay_current_after(script).await;
    }
}

#[wasm_bindgen_test]
async fn panels_stay_current_after_a_translator_replaced_their_texts() {
    let builder = Page::builder().config(FULL_NO_PRODUCT).query("");
    let forbidden = Answer::refused(ErrorCode::Forbidden);
    let page = builder.always(Op::Products, forbidden).open().await;
    page.wait_for_text("4031001").await;
    change_texts(&page, TRANSLATOR);
    page.choose_language("中文", "选择产品").await;
    page.wait_for_text("4031001").await;
    let panel = page.one("main").text();
    assert!(!panel.contains("product") && !panel.contains("right"), "{panel}");

    page.press_and_see("退出登录", "登录").await;
    change_texts(&page, TRANSLATOR);
    page.choose_language("English", "You’re signed out.").await;
    let panel = page.one("main").text();
    assert!(!panel.contains(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{panel}");
}

/// Begins a press of a button.
type Begin = fn(&Part);

/// Begins a press, lets a poll change the button between *Start* and *Stop*, and ends the press.
async fn press_during_change(begins_running: bool, begin: Begin) -> Page {
    let task = |runs| if runs { row("a").running() } else { row("a") };
    let label = |runs| if runs { "Stop" } else { "Start" };
    let page = Page::with_rows(&[task(begins_running)]).await;
    begin(&page.row("Task a").button(label(begins_running)));
    page.set_rows(&[task(!begins_running)]);
    page.advance_to_poll();
    page.wait_for_button(label(!begins_running)).await;
    let button = page.row("Task a").button(label(!begins_running));
    button.pointer_up();
    button.press();
    let question = page.wait_for_dialog().await;
    page.platform.assert_sent(Op::SetStatus, 0).await;
    assert!(question.has_button("Stop") && !question.has_button("Start"));
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
async fn a_press_during_which_the_label_changed_starts_nothing_and_confirms_a_stop() {
    for (begins_running, begin) in [(false, by_key as Begin), (true, by_pointer), (true, by_key)] {
        press_during_change(begins_running, begin).await;
    }
    let page = press_during_change(false, by_pointer).await;
    page.dialog().button("Stop").press();
    page.platform.wait_for_requests(Op::SetStatus, 1).await;
    assert!(page.platform.last_request(Op::SetStatus).body.contains(r#""status":0"#));
}

#[wasm_bindgen_test]
async fn a_press_on_an_unchanged_label_stops_at_once() {
    for begin in [by_pointer as Begin, by_key, by_click_alone] {
        let page = Page::with_rows(&[row("a").running()]).await;
        let button = page.row("Task a").button("Stop");
        begin(&button);
        button.pointer_up();
        button.press();
        page.platform.wait_for_requests(Op::SetStatus, 1).await;
        assert!(!page.has_dialog());
        page.row("Task a").wait_for_button("Start").await;
    }
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
    page.wait_for_text("Task ID").await;
    for id in ["#d-id", "#d-from-md5", "#d-target-md5", "#d-from-size", "#d-target-url"] {
        assert!(is_untranslated(&page.one(id)), "{id}");
    }
    page.close_dialog("Escape").await;
    let question = page.open_confirmation("Task a", "Delete").await;
    assert!(is_untranslated(&question.one("code")));
    assert!(!is_untranslated(&question.button("Delete")));
}
