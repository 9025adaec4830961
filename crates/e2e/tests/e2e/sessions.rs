//! Session of an account on the embedded platform.

use e2e::browser::Browser;
use e2e::console::Console;
use e2e::platform::{LAMPS_NAME, Platform};
use e2e::words::EN;

#[tokio::test]
async fn a_session_outlives_its_tokens_and_each_is_renewed_before_it_expires() {
    let platform = Platform::start(&["--token-seconds", "8", "--connects-per-second", "0"]);
    let browser = Browser::open(platform.url()).await;
    let console = Console::new(&browser, &EN);
    console.sign_in_with_account(&platform).await;
    console.choose_product(LAMPS_NAME).await;
    let refreshes = || {
        let log = platform.log();
        let refreshes = log
            .lines()
            .filter(|line| line.contains("path=\"/v2/corp/token/refresh\""));
        refreshes.map(str::to_owned).collect::<Vec<_>>()
    };
    // The second renewal happens after the first token has expired.
    let renewed = async || match refreshes().len() {
        0 | 1 => Err(format!("{} refreshes", refreshes().len())),
        _ => Ok(()),
    };
    browser.until("two tokens have been renewed", renewed).await;
    console.button(EN.refresh).click().await;
    browser.sees("Updated just now").await;
    browser.sees("Sign out").await;
    let refused = refreshes().into_iter().filter(|line| !line.contains("status=200"));
    assert_eq!(refused.collect::<Vec<_>>(), Vec::<String>::new(), "no renewal is late");
    browser.finish().await;
}
