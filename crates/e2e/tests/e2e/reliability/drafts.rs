//! The create form survives navigation of the portal and removal of its frame.

use crate::reliability_page::press;
use e2e::console::Console;
use e2e::ledger::Ledger;
use e2e::platform::LAMPS_NAME;
use e2e::rig::Rig;
use e2e::typed::Typed;
use e2e::words::EN;
use serde_json::json;

#[tokio::test]
async fn typed_input_survives_navigation_of_the_portal_and_removal_of_its_frame() {
    let rig = Rig::start();
    let mut ledger = Ledger::of("forms while the portal navigates", "events");
    let task = Typed::task("Kept", 2, 6);
    let browser = rig.open(&rig.page_url()).await;
    browser.into_frame().await;
    let console = Console::new(&browser, &EN);
    console.choose_product(LAMPS_NAME).await;
    press(&browser, "#create-task").await;
    browser
        .until_glance("the form is open", |seen| seen.open() == "create")
        .await;
    browser.fill_at_once(&task).await;
    browser.out_of_frames().await;
    for event in ["the portal navigates", "the view is destroyed and created again"] {
        if event.starts_with("the view") {
            assert_eq!(
                browser.run("return embedded.destroy()").await,
                json!({ "unsaved": true })
            );
        }
        browser.go_to(&rig.page_url()).await;
        browser.into_frame().await;
        console.choose_product(LAMPS_NAME).await;
        ledger.tries();
        press(&browser, ".note button").await;
        browser
            .until_glance("the form is open", |seen| seen.open() == "create")
            .await;
        ledger.input_kept(browser.still_holds(&task).await, event);
        browser.out_of_frames().await;
    }
    ledger.close();
    browser.finish().await;
}
