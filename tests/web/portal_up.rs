//! Messages to the portal: route, title, unsaved input, task events, errors and height.

use super::support::{Answer, Op, PORTAL, Page, fill_form, row, settled, until};
use js_sys::{Function, Promise};
use upgrade_console::portal;
use upgrade_console::web::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn the_portal_receives_route_and_title() {
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
async fn the_portal_receives_whether_input_is_unsaved() {
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
async fn the_portal_receives_created_updated_and_deleted_tasks_by_id() {
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
    assert!(page.portal().heard("task.updated").is_empty(), "the start was refused");
    page.platform.once(Op::Status, Answer::ok(""));
    page.dialog().button("Start").press();
    page.portal().hears_body("task.updated", r#""body":{"id":"a"}"#).await;
    page.no_dialog().await;

    page.platform.once(Op::Delete, Answer::ok(""));
    page.ask("Task b", "Delete").await.button("Delete").press();
    page.portal().hears_body("task.deleted", r#""body":{"id":"b"}"#).await;
}

#[wasm_bindgen_test]
async fn the_portal_receives_errors_as_a_code_without_text() {
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
    portal::report_panic();
    page.portal().hears_body("error", r#""body":{"code":"panic"}}"#).await;
    assert_eq!(page.portal().heard("error").len(), 4);
}

#[wasm_bindgen_test]
async fn the_height_is_sent_only_to_a_portal_that_can_resize() {
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
    until("the page grew", || height(&page.portal().heard("size")) > before + 600).await;
}

#[wasm_bindgen_test]
async fn in_a_full_height_frame_a_dialog_fits_the_visible_area() {
    let rows: Vec<_> = (0..60).map(|n| row(&format!("t{n}"))).collect();
    let page = Page::builder().framed().config(PORTAL).rows(&rows).start();
    page.connect(r#"{"caps":{"resize":true}}"#).await;
    page.shows("Task t59").await;
    let dialog = page.open_create().await;
    // The test page has no stylesheet, so the inline style of the element shows the placement.
    until("the dialog is placed", || {
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

/// Script that records the focus calls in dialogs, and for each opened dialog whether it is placed. Scrolling cannot be
/// observed, since the test page has no stylesheet.
const RECORDER: &str = "
    const records = [];
    const observer = new MutationObserver(changes => {
        for (const { target } of changes) {
            if (target.open) records.push(`${target.id} ${target.style.marginBlockStart.endsWith('px')}`);
        }
    });
    observer.observe(document.body, { attributes: true, attributeFilter: ['open'], subtree: true });
    const focus = HTMLElement.prototype.focus;
    window.stopRecording = () => {
        observer.disconnect();
        HTMLElement.prototype.focus = focus;
        delete window.stopRecording;
        return records.join();
    };
    HTMLElement.prototype.focus = function (options) {
        if (this.closest('dialog')) records.push(`focus ${options?.preventScroll}`);
        return focus.call(this, options);
    };";

#[wasm_bindgen_test]
async fn in_a_full_height_frame_a_dialog_is_placed_before_it_opens_and_focused_without_scrolling() {
    let rows: Vec<_> = (0..60).map(|n| row(&format!("t{n}"))).collect();
    let page = Page::builder().framed().config(PORTAL).rows(&rows).start();
    page.connect(r#"{"caps":{"resize":true}}"#).await;
    page.shows("Task t59").await;
    Function::new_no_args(RECORDER).call0(&JsValue::NULL).unwrap();
    page.row("Task t7").button("Task t7").press();
    until("the details are open", || page.has_dialog()).await;
    page.dialog().escape();
    page.no_dialog().await;
    page.ask("Task t9", "Start").await.escape();
    page.no_dialog().await;
    page.open_create().await.escape();
    page.no_dialog().await;
    let records = Function::new_no_args("return window.stopRecording()").call0(&JsValue::NULL);
    assert_eq!(
        records.unwrap(),
        "focus true,details true,focus true,confirm true,focus true,create true"
    );
}

#[wasm_bindgen_test]
async fn in_a_full_height_frame_a_dialog_closed_before_its_placement_does_not_open() {
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
async fn in_a_full_height_frame_toasts_are_placed_in_the_visible_area() {
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
    until("a toast is shown", || !page.toasts().is_empty()).await;
    until("the toasts are placed", || {
        list.get_property_value("inset-block-end").unwrap().ends_with("px")
    })
    .await;
    // Simulates a scrolled portal: the toasts are off screen.
    list.set_property("inset-block-end", "-9000px").unwrap();
    until("the toasts are placed again", || {
        list.get_property_value("inset-block-end").unwrap() != "-9000px"
    })
    .await;
}

/// Height in the last `size` message, in pixels.
fn height(sizes: &[String]) -> u32 {
    let after = sizes.last().unwrap().split(r#""height":"#).nth(1).unwrap();
    after.split('}').next().unwrap().parse().unwrap()
}
