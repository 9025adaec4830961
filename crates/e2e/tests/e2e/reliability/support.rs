//! A page at an empty product of a platform in fault mode, and the outcome of a write that the page states.

use e2e::{Browser, Console, EMPTY_PRODUCT, Outcome, Platform};
use std::time::Duration;

/// Time-out of a condition. Longer than the console waits for a response.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Waits of a write in milliseconds, covered by `tests/web/lost_responses.rs`: two delays between searches for
/// a write in doubt, and the time-out of a write.
pub const WAITS_OF_A_WRITE: [u32; 3] = [1_000, 3_000, 30_000];

/// Starts a platform in fault mode with an empty product, and opens a page that shows it.
pub async fn empty_page() -> (Platform, Browser) {
    let platform = Platform::start(&["--faults", "--empty", "--connects-per-second", "0"]);
    let browser = Browser::open("about:blank").await;
    browser.set_timeout(TIMEOUT, Duration::from_millis(40));
    browser.shorten_timers(&WAITS_OF_A_WRITE).await;
    browser.goto(&platform.product_url(EMPTY_PRODUCT)).await;
    // The browser logs the faults of these tests as errors.
    browser.allow_log(&["net::ERR_", "status of"]);
    Console::signed_in(&browser, &platform).await;
    browser.expect_text("No upgrade tasks yet").await;
    (platform, browser)
}

pub async fn refresh(browser: &Browser) {
    browser.click_css("#refresh", "").await;
}

pub async fn open_create(browser: &Browser) {
    browser.click_css("#create-task", "").await;
    browser.expect_dialog("create").await;
}

/// Submits the open create dialog. Opens the review first if necessary.
pub async fn submit(browser: &Browser) {
    browser.run("document.querySelector('#create-go-on')?.click()").await;
    browser.click_css("#create-submit", "").await;
}

/// Waits until the page states the outcome of a write that was started in this dialog.
pub async fn outcome(browser: &Browser, dialog: &str) -> Outcome {
    let stated = |page: &e2e::Snapshot| match &page.dialog {
        Some(open) if open.id == dialog => Outcome::of_dialog(open),
        _ => (!page.has_stopped).then_some(Outcome::Done),
    };
    browser.wait_for_snapshot("the page states the outcome", stated).await
}
