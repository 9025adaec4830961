//! The create form survives navigation of the portal and removal of its frame.

use super::support::open_create;
use e2e::{Console, LAMPS_NAME, Ledger, Rig, new_task};
use serde_json::json;

#[tokio::test]
async fn typed_input_survives_navigation_of_the_portal_and_removal_of_its_frame() {
    let rig = Rig::start();
    let mut ledger = Ledger::new("forms while the portal navigates", "events");
    let task = new_task("Kept", 2, 6);
    let browser = rig.open(&rig.page_url()).await;
    let console = Console::at_lamps_in_frame(&browser).await;
    open_create(&browser).await;
    browser.fill_at_once(&task).await;
    browser.leave_frames().await;
    for event in ["the portal navigates", "the view is destroyed and created again"] {
        if event.starts_with("the view") {
            assert_eq!(browser.eval("embedded.destroy()").await, json!({ "unsaved": true }));
        }
        browser.goto(&rig.page_url()).await;
        browser.enter_frame().await;
        console.choose_product(LAMPS_NAME).await;
        ledger.count();
        browser.click_css(".note button", "").await;
        browser.expect_dialog("create").await;
        ledger.input_kept(browser.holds_input(&task).await, event);
        browser.leave_frames().await;
    }
    ledger.finish();
    browser.finish().await;
}
