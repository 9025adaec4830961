//! A form that is being filled in survives everything that is not its operator's wish.

use crate::reliability_page::press;
use e2e::console::Console;
use e2e::ledger::Ledger;
use e2e::platform::LAMPS_NAME;
use e2e::rig::Rig;
use e2e::typed::Typed;
use e2e::words::EN;
use serde_json::json;

#[tokio::test]
async fn a_portal_that_goes_elsewhere_and_comes_back_loses_nothing_typed() {
    let rig = Rig::start();
    let mut ledger = Ledger::of("forms through a portal that goes elsewhere", "events");
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
    for event in ["another page of the portal", "the view taken away and made again"] {
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
