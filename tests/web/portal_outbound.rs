//! Messages to the portal: route, title, unsaved input, task events, errors and height.

use super::support::*;
use js_sys::{Function, Promise};
use upgrade_console::portal;
use upgrade_console::web::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Opens the console with these tasks inside a portal that can resize its frame.
async fn in_resizing_portal(rows: &[Row]) -> Page {
    let caps = r#"{"caps":{"resize":true}}"#;
    Page::builder().framed().rows(rows).open_in_portal(caps).await
}

#[wasm_bindgen_test]
async fn the_portal_receives_route_and_title() {
    let page = Page::in_portal(&[row("a")]).await;
    page.portal().wait_for_route("/?product_id=p1").await;
    page.portal().wait_for_message("title", "p1 · Firmware upgrade").await;
    page.row("Task a").button("Task a").press();
    page.portal().wait_for_route("/?product_id=p1&task=a").await;
    let title = "Task a · p1 · Firmware upgrade";
    page.portal().wait_for_message("title", title).await;
    page.close_dialog("Close").await;
    settled().await;
    let route = page.portal().messages("route").pop().unwrap();
    assert!(route.contains(r#""path":"/?product_id=p1"}"#), "{route}");
    page.field("Language").choose("中文");
    page.portal().wait_for_message("title", "p1 · 固件升级").await;
}

#[wasm_bindgen_test]
async fn the_portal_receives_whether_input_is_unsaved() {
    let page = Page::in_portal(&[]).await;
    page.portal().expect_message("dirty", 1, r#""value":false"#).await;
    let dialog = page.open_create().await;
    dialog.field("Name").type_in("x");
    page.portal().expect_message("dirty", 2, r#""value":true"#).await;
    dialog.field("Description").type_in("y");
    settled().await;
    dialog.button("Discard").press();
    page.portal().expect_message("dirty", 3, r#""value":false"#).await;
    assert_eq!(page.portal().messages("dirty").len(), 3);
}

#[wasm_bindgen_test]
async fn the_portal_receives_created_updated_and_deleted_tasks_by_id() {
    let page = Page::in_portal(&[row("a"), row("b")]).await;
    let dialog = page.open_filled_form().await;
    dialog.submit().await;
    page.portal().wait_for_message("task.created", r#"{"id":"new"}"#).await;
    page.wait_for_no_dialog().await;

    page.platform.refuse_once(Op::SetStatus, ErrorCode::PrivateData);
    page.confirm("Task a", "Start").await;
    page.dialog().wait_for_text("data is private").await;
    assert!(page.portal().messages("task.updated").is_empty());
    page.dialog().button("Start").press();
    page.portal().wait_for_message("task.updated", r#"{"id":"a"}"#).await;
    page.wait_for_no_dialog().await;

    page.confirm("Task b", "Delete").await;
    page.portal().wait_for_message("task.deleted", r#"{"id":"b"}"#).await;
}

#[wasm_bindgen_test]
async fn the_portal_receives_errors_as_a_code_without_text() {
    let page = Page::in_portal(&[row("a")]).await;
    let forbidden = Answer::refused_with(ErrorCode::AdminRequired, "secret words");
    for (answer, code) in [
        (Answer::NetworkError, "unreachable"),
        (Answer::html(502), "unexpected"),
        (forbidden, "forbidden"),
    ] {
        page.platform.always(Op::List, answer);
        page.refresh().await;
        let body = format!(r#""body":{{"code":"{code}"}}}}"#);
        page.portal().wait_for_message("error", &body).await;
    }
    portal::report_panic();
    page.portal().wait_for_message("error", r#"{"code":"panic"}}"#).await;
    assert_eq!(page.portal().messages("error").len(), 4);
}

#[wasm_bindgen_test]
async fn the_height_is_sent_only_to_a_portal_that_can_resize() {
    let page = Page::in_portal(&[row("a")]).await;
    settled().await;
    assert!(page.portal().messages("size").is_empty());
    drop(page);
    let page = in_resizing_portal(&[row("a")]).await;
    page.portal().wait_for_messages("size", 1).await;
    let before = height(&page.portal().messages("size"));
    page.set_rows(&numbered_rows(60));
    page.refresh().await;
    let grown = || height(&page.portal().messages("size")) - before;
    until("the page has grown", || grown() > 600).await;
}

#[wasm_bindgen_test]
async fn in_a_full_height_frame_a_dialog_fits_the_visible_area() {
    let page = in_resizing_portal(&numbered_rows(60)).await;
    let dialog = page.open_create().await;
    // The test page has no stylesheet, so the inline style of the element shows the placement.
    let room = || dialog.0.style().get_property_value("max-block-size").unwrap();
    until("the dialog is placed", || room().ends_with("px")).await;
    let room: f64 = room().trim_end_matches("px").parse().unwrap();
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
    let page = in_resizing_portal(&numbered_rows(60)).await;
    Function::new_no_args(RECORDER).call0(&JsValue::NULL).unwrap();
    page.open_details("Task 7").await.press_escape();
    page.wait_for_no_dialog().await;
    page.open_confirmation("Task 9", "Start").await.press_escape();
    page.wait_for_no_dialog().await;
    page.open_create().await.press_escape();
    page.wait_for_no_dialog().await;
    let records = Function::new_no_args("return window.stopRecording()").call0(&JsValue::NULL);
    let expected = "focus true,details true,focus true,confirm true,focus true,create true";
    assert_eq!(records.unwrap(), expected);
}

#[wasm_bindgen_test]
async fn in_a_full_height_frame_a_dialog_closed_before_its_placement_does_not_open() {
    let page = in_resizing_portal(&[row("a")]).await;
    page.portal().navigate("/?product_id=p1&task=a");
    page.portal().navigate("/?product_id=p1");
    page.portal().wait_for_route("/?product_id=p1").await;
    let frames = "return new Promise(done =>
        requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))";
    let frames = Function::new_no_args(frames).call0(&JsValue::NULL).unwrap();
    JsFuture::from(frames.unchecked_into::<Promise>()).await.unwrap();
    assert!(!page.has_dialog());
}

#[wasm_bindgen_test]
async fn in_a_full_height_frame_toasts_are_placed_in_the_visible_area() {
    let page = in_resizing_portal(&[row("a").running()]).await;
    let list = page.one("#toasts").0.style();
    list.set_property("position", "fixed").unwrap();
    page.row("Task a").button("Stop").press();
    until("a toast is shown", || !page.toasts().is_empty()).await;
    let place = || list.get_property_value("inset-block-end").unwrap();
    until("the toasts are placed", || place().ends_with("px")).await;
    // Simulates a scrolled portal: the toasts are off screen.
    list.set_property("inset-block-end", "-9000px").unwrap();
    until("the toasts are placed again", || place() != "-9000px").await;
}

/// Height in the last `size` message, in pixels.
fn height(sizes: &[String]) -> u32 {
    let after = sizes.last().unwrap().split(r#""height":"#).nth(1).unwrap();
    after.split('}').next().unwrap().parse().unwrap()
}
