//! The demo portal, signed out and in, and the console in its frame.

use crate::Scene;
use crate::checker::Checker;
use e2e::{Browser, Console, Platform, Settings};

/// Checks the portal and its frame.
pub async fn check(checker: &Checker<'_>, scene: &Scene) {
    let platform = Platform::start(&["--portal", "127.0.0.1:0", "--connects-per-second", "0"]);
    let settings = Settings {
        language: if scene.labels.tag == "zh" { "zh-CN" } else { "en-US" },
        ..Settings::default()
    };
    let browser = Browser::open_with(settings, platform.portal()).await;
    browser.allow_token_to(platform.url());
    let console = Console::in_language(&browser, checker.labels);
    console.button(console.labels.sign_in).expect_visible().await;
    checker.check(&browser, "portal, signed out").await;
    console.sign_in_with_account(&platform, console.labels.sign_in).await;
    console.button(scene.product_name).expect_visible().await;
    browser.enter_frame().await;
    browser.expect_text(scene.product_name).await;
    checker.check(&browser, "products in the portal").await;
    console.choose_product(scene.product_name).await;
    checker.check(&browser, "list in the portal").await;
    browser.leave_frames().await;
    checker.check(&browser, "portal, signed in").await;
    browser.finish().await;
}
