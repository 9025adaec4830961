//! The final version of devices in the upgrade map.

use e2e::{Browser, Console, EMPTY_PRODUCT, EN, Platform, Role, new_task};

#[tokio::test]
async fn devices_reach_the_final_version_that_the_map_shows() {
    let platform = Platform::start(&["--empty", "--devices", "40", "--connects-per-second", "200"]);
    let run = |name, from, target| platform.create_running_task(EMPTY_PRODUCT, &new_task(name, from, target));
    run("Second", 2, 3);
    let browser = Browser::open(&platform.product_url(EMPTY_PRODUCT)).await;
    let console = Console::signed_in(&browser, &platform).await;
    console.row("Second").expect_text(EN.running).await;
    console.button(EN.upgrade_map).click().await;
    run("First", 1, 2);
    browser.expect_text("Devices on 1 end up on 3 in 2 steps.").await;
    let arrived = async || platform.database().devices_on(EMPTY_PRODUCT, 3);
    let what = "all forty are on version 3";
    browser.wait_until(what, arrived, |count| *count == 40).await;
    let map = browser.find(Role::Region, EN.upgrade_map);
    let task = map.button("Task “Second”, version 2 to 3, running, 100%");
    task.expect_visible().await;
    // The console counts devices at most twice a minute, but a reloaded page counts them at once. Its address names the
    // map.
    browser.refresh().await.unwrap();
    console.sign_in(platform.token()).await;
    let version = map.button("Version 3, 40 devices. Devices on 3 stay there.");
    version.expect_visible().await;
    browser.finish().await;
}
