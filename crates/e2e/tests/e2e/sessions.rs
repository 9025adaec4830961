//! Session of an account on the embedded platform.

use e2e::{Browser, Console, EN, LAMPS_NAME, Platform};

#[tokio::test]
async fn a_session_outlives_its_tokens_and_each_is_renewed_before_it_expires() {
    let platform = Platform::start(&["--token-seconds", "8", "--connects-per-second", "0"]);
    let browser = Browser::open(platform.url()).await;
    let console = Console::new(&browser);
    console.sign_in_with_account(&platform, EN.sign_in_with_account).await;
    console.choose_product(LAMPS_NAME).await;
    let renewals = || platform.logged(&["path=\"/v2/corp/token/refresh\""]);
    // The second renewal happens after the first token has expired.
    let what = "two tokens have been renewed";
    browser.wait_until(what, async || renewals(), |count| *count >= 2).await;
    console.button(EN.refresh).click().await;
    browser.expect_text("Updated just now").await;
    browser.expect_text("Sign out").await;
    let successful = platform.logged(&["path=\"/v2/corp/token/refresh\"", "status=200"]);
    assert_eq!(successful, renewals(), "no renewal is late");
    browser.finish().await;
}
