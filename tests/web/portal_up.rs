//! What a portal is told.

use super::support::{Answer, Op, PORTAL, Page, fill_form, row, settled, until};
use js_sys::{Function, Promise};
use upgrade_console::portal;
use upgrade_console::web::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn it_hears_where_the_console_is_and_what_it_is_called() {
    let page = Page::in_portal(&[row("a")]).await;
    page.portal()
        .hears_body("route", r#""body":{"path":"/?product_id=p1"}"#)
        .await;
    page.portal()
        .hears_body("title", r#""text":"p1 · Firmware upgrade""#)
        .await;
    page.row("Task a").button("Task a").press();
    page.portal()
        .hears_body("route", r#""path":"/?product_id=p1&task=a""#)
        .await;
    page.dialog().all("footer button")[0].press();
    page.no_dialog().await;
    settled().await;
    let routes = page.portal().heard("route");
    assert!(
        routes.last().unwrap().contains(r#""path":"/?product_id=p1"}"#),
        "{routes:?}"
    );
    page.field("Language").choose("中文");
    page.portal().hears_body("title", "p1 · 固件升级").await;
}

#[wasm_bindgen_test]
async fn it_hears_whether_something_is_typed_that_nobody_has_sent() {
    let page = Page::in_portal(&[]).await;
    assert!(page.portal().hears("dirty", 1).await.contains(r#""value":false"#));
    let dialog = page.open_create().await;
    dialog.field("Name").type_in("x");
    assert!(page.portal().hears("dirty", 2).await.contains(r#""value":true"#));
    dialog.field("Description").type_in("y");
    settled().await;
    dialog.button("Discard").press();
    assert!(page.portal().hears("dirty", 3).await.contains(r#""value":false"#));
    assert_eq!(page.portal().heard("dirty").len(), 3);
}

#[wasm_bindgen_test]
async fn it_hears_of_tasks_by_their_ids() {
    let page = Page::in_portal(&[row("a"), row("b")]).await;
    let dialog = page.open_create().await;
    fill_form(&dialog);
    page.platform.once(Op::Create, Answer::ok(row("new").json()));
    dialog.submit().await;
    page.portal().hears_body("task.created", r#""body":{"id":"new"}"#).await;
    page.no_dialog().await;

    page.platform.once(Op::Status, Answer::refused(4_031_007, ""));
    page.ask("Task a", "Start").await.button("Start").press();
    page.dialog().shows("private data").await;
    assert!(page.portal().heard("task.updated").is_empty(), "it was refused");
    page.platform.once(Op::Status, Answer::ok(""));
    page.dialog().button("Start").press();
    page.portal().hears_body("task.updated", r#""body":{"id":"a"}"#).await;
    page.no_dialog().await;

    page.platform.once(Op::Delete, Answer::ok(""));
    page.ask("Task b", "Delete").await.button("Delete").press();
    page.portal().hears_body("task.deleted", r#""body":{"id":"b"}"#).await;
}

#[wasm_bindgen_test]
async fn it_hears_a_short_code_when_something_fails_and_never_a_text() {
    let page = Page::in_portal(&[row("a")]).await;
    let failures = [
        (Answer::NetworkError, "unreachable"),
        (Answer::html(502), "unexpected"),
        (Answer::refused(4_031_005, "secret words"), "forbidden"),
    ];
    for (answer, code) in failures {
        page.platform.always(Op::List, answer);
        page.refresh().await;
        page.portal()
            .hears_body("error", &format!(r#""body":{{"code":"{code}"}}}}"#))
            .await;
    }
    portal::tell_stopped();
    page.portal().hears_body("error", r#""body":{"code":"panic"}}"#).await;
    assert_eq!(page.portal().heard("error").len(), 4);
}

#[wasm_bindgen_test]
async fn it_hears_the_height_only_where_it_can_follow_it() {
    let page = Page::in_portal(&[row("a")]).await;
    settled().await;
    assert!(page.portal().heard("size").is_empty());
    drop(page);
    let page = Page::builder().framed().config(PORTAL).rows(&[row("a")]).start();
    page.connect(r#"{"caps":{"resize":true}}"#).await;
    page.shows("Task a").await;
    page.portal().hears("size", 1).await;
    let rows: Vec<_> = (0..60).map(|n| row(&format!("t{n}"))).collect();
    let before = height(&page.portal().heard("size"));
    page.platform_has(&rows);
    page.refresh().await;
    until("it has grown", || height(&page.portal().heard("size")) > before + 600).await;
}

#[wasm_bindgen_test]
async fn in_a_frame_as_high_as_its_page_a_dialog_is_where_it_is_seen() {
    let rows: Vec<_> = (0..60).map(|n| row(&format!("t{n}"))).collect();
    let page = Page::builder().framed().config(PORTAL).rows(&rows).start();
    page.connect(r#"{"caps":{"resize":true}}"#).await;
    page.shows("Task t59").await;
    let dialog = page.open_create().await;
    // The test page has no stylesheet: what is asked of the browser is seen in the element's own style.
    until("it is placed", || {
        dialog
            .0
            .style()
            .get_property_value("max-block-size")
            .unwrap()
            .ends_with("px")
    })
    .await;
    let room = dialog.0.style().get_property_value("max-block-size").unwrap();
    let room: f64 = room.trim_end_matches("px").parse().unwrap();
    let screen = window().inner_height().unwrap().as_f64().unwrap();
    assert!(room > 0.0 && room < screen, "{room} of {screen}");
}

/// Records how the browser is asked to focus, and at the end of that moment whether the dialog was placed: without a stylesheet
/// the test page scrolls to no dialog.
const RECORDS: &str = "
    const records = [];
    const observer = new MutationObserver(changes => {
        for (const { target } of changes) {
            if (target.open) records.push(`${target.id} ${target.style.marginBlockStart.endsWith('px')}`);
        }
    });
    observer.observe(document.body, { attributes: true, attributeFilter: ['open'], subtree: true });
    const focus = HTMLElement.prototype.focus;
    window.lookedAt = () => {
        observer.disconnect();
        HTMLElement.prototype.focus = focus;
        delete window.lookedAt;
        return records.join();
    };
    HTMLElement.prototype.focus = function (options) {
        if (this.closest('dialog')) records.push(`focus ${options?.preventScroll}`);
        return focus.call(this, options);
    };";

#[wasm_bindgen_test]
async fn in_a_frame_as_high_as_its_page_a_dialog_is_placed_before_it_is_shown_and_focused_without_scrolling() {
    let rows: Vec<_> = (0..60).map(|n| row(&format!("t{n}"))).collect();
    let page = Page::builder().framed().config(PORTAL).rows(&rows).start();
    page.connect(r#"{"caps":{"resize":true}}"#).await;
    page.shows("Task t59").await;
    Function::new_no_args(RECORDS).call0(&JsValue::NULL).unwrap();
    page.row("Task t7").button("Task t7").press();
    until("the details are open", || page.has_dialog()).await;
    page.dialog().escape();
    page.no_dialog().await;
    page.ask("Task t9", "Start").await.escape();
    page.no_dialog().await;
    page.open_create().await.escape();
    page.no_dialog().await;
    let records = Function::new_no_args("return window.lookedAt()").call0(&JsValue::NULL);
    assert_eq!(
        records.unwrap(),
        "focus true,details true,focus true,confirm true,focus true,create true"
    );
}

#[wasm_bindgen_test]
async fn in_a_frame_as_high_as_its_page_a_dialog_that_is_given_up_at_once_does_not_open() {
    let page = Page::builder().framed().config(PORTAL).rows(&[row("a")]).start();
    page.connect(r#"{"caps":{"resize":true}}"#).await;
    page.shows("Task a").await;
    page.portal()
        .says("navigate", "", r#"{"path":"/?product_id=p1&task=a"}"#);
    page.portal().says("navigate", "", r#"{"path":"/?product_id=p1"}"#);
    page.portal()
        .hears_body("route", r#""body":{"path":"/?product_id=p1"}"#)
        .await;
    let frames = "return new Promise(done =>
        requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))";
    let frames = Function::new_no_args(frames).call0(&JsValue::NULL).unwrap();
    JsFuture::from(frames.unchecked_into::<Promise>()).await.unwrap();
    assert!(!page.has_dialog());
}

#[wasm_bindgen_test]
async fn in_a_frame_as_high_as_its_page_messages_are_where_they_are_seen() {
    let page = Page::builder()
        .framed()
        .config(PORTAL)
        .rows(&[row("a").running()])
        .start();
    page.platform.always(Op::Status, Answer::ok(""));
    page.connect(r#"{"caps":{"resize":true}}"#).await;
    page.shows("Task a").await;
    let list = page.one("#toasts").0.style();
    list.set_property("position", "fixed").unwrap();
    page.row("Task a").button("Stop").press();
    until("there is a message", || !page.toasts().is_empty()).await;
    until("it is placed", || {
        list.get_property_value("inset-block-end").unwrap().ends_with("px")
    })
    .await;
    // As after the portal was scrolled: the list is off the screen, and comes back.
    list.set_property("inset-block-end", "-9000px").unwrap();
    until("it is placed again", || {
        list.get_property_value("inset-block-end").unwrap() != "-9000px"
    })
    .await;
}

fn height(sizes: &[String]) -> u32 {
    let after = sizes.last().unwrap().split(r#""height":"#).nth(1).unwrap();
    after.split('}').next().unwrap().parse().unwrap()
}
