//! The end of an embedded view.

use crate::portal_pages as pages;
use e2e::{Console, EN, FieldId, Rig};
use serde_json::json;
use upgrade_api::paths::TASK_STATUS;

/// T-TOK-6: the portal ends the view with the SDK, while the console has unsaved input and a stop in flight: the time-out
/// of a write is longer than a test waits.
#[tokio::test]
async fn destroy_reports_unsaved_input_aborts_requests_and_removes_the_frame() {
    let rig = Rig::start();
    let browser = rig.open(&rig.page_url()).await;
    let console = Console::at_lamps_in_frame(&browser).await;
    let form = console.open_create().await;
    form.field(FieldId::Name).fill("Half a task").await;
    form.dialog.button(EN.cancel).click().await;
    let name = &pages::stopped_task(&browser).await;
    console.start(name).await;
    rig.api.hold(TASK_STATUS);
    console.row(name).button(EN.stop).click().await;
    let sent = async || rig.api.count(TASK_STATUS);
    browser.wait_until("the stop is sent", sent, |count| *count == 2).await;
    assert_eq!(rig.api.aborted(), 0);
    browser.leave_frames().await;
    assert_eq!(browser.eval("embedded.destroy()").await, json!({ "unsaved": true }));
    let frames = "[document.querySelectorAll('iframe').length, window.length]";
    browser.expect_eval(frames, json!([0, 0])).await;
    let aborted = async || rig.api.aborted();
    let what = "the request in flight is aborted";
    browser.wait_until(what, aborted, |count| *count == 1).await;
    let calls = (rig.api.requests().len(), rig.portal.requests().len());
    browser.run("embedded.tokenChanged(); embedded.navigate('/')").await;
    // A second call returns the same.
    assert_eq!(browser.eval("embedded.destroy()").await, json!({ "unsaved": true }));
    assert_eq!((rig.api.requests().len(), rig.portal.requests().len()), calls);
    let state = "[embedded.connected, asked]";
    browser.expect_eval(state, json!([false, ["boot"]])).await;
    browser.finish().await;
}
