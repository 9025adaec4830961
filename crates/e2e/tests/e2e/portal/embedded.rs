//! The console in a cross-site portal, with the API on a third origin.

use e2e::console::Console;
use e2e::platform::{LAMPS, LAMPS_NAME};
use e2e::rig::Rig;
use e2e::typed::Typed;
use e2e::words::EN;

#[tokio::test]
async fn the_documented_portal_works() {
    let rig = Rig::start();
    let browser = rig.open(&rig.url()).await;
    browser.into_frame().await;
    let console = Console::new(&browser, &EN);
    console.choose_product(LAMPS_NAME).await;
    let task = Typed::task("Made in a portal", 2, 6);
    let form = console.open_create().await;
    form.fill(&task).await;
    form.create().await;
    console.row(&task.name).shows(EN.stopped).await;
    assert!(task.is(&rig.platform.database().task(LAMPS, &task.name).unwrap(), LAMPS));
    let token = rig.token().unwrap();
    assert!(
        rig.api
            .calls()
            .iter()
            .any(|call| call.header("access-token") == Some(&token))
    );
    assert_eq!(rig.attacker.requests(), []);
    assert!(
        browser.sent_with_token().await >= 4,
        "the watch records requests of the frame"
    );
    browser.finish().await;
}
