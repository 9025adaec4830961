//! The console in a cross-site portal, with the API on a third origin.

use e2e::{Console, LAMPS, Rig, new_task};

#[tokio::test]
async fn the_documented_portal_works() {
    let rig = Rig::start();
    let browser = rig.open(&rig.url()).await;
    let console = Console::at_lamps_in_frame(&browser).await;
    let task = new_task("Made in a portal", 2, 6);
    console.create(&task).await;
    rig.platform.assert_stored(LAMPS, &task);
    let token = rig.token().unwrap();
    let requests = rig.api.api_requests();
    assert!(
        requests
            .iter()
            .any(|request| request.header("access-token") == Some(&token))
    );
    assert_eq!(rig.attacker.requests(), []);
    assert!(
        browser.requests_with_token().await >= 4,
        "the watch records requests of the frame"
    );
    browser.finish().await;
}
