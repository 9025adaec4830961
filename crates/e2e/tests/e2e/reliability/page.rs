//! Helpers for the reliability tests: a page at an empty product, and the result of an action that the page states.

use e2e::browser::Browser;
use e2e::console::Console;
use e2e::platform::{EMPTY_PRODUCT, Platform};
use e2e::words::EN;

/// Starts a platform in fault mode with an empty product, and opens a page that shows it.
pub(crate) async fn lamp_page() -> (Platform, Browser) {
    let platform = Platform::start(&["--faults", "--empty", "--connects-per-second", "0"]);
    let browser = page_of(&platform).await;
    browser
        .until_glance("the list is shown", |seen| seen.page().contains("No upgrade task yet"))
        .await;
    (platform, browser)
}

/// Waits of a write in milliseconds, covered by `tests/web/doubt.rs`: two delays between searches for a write in doubt,
/// and the time-out of a write.
pub(crate) const WAITS_OF_A_WRITE: [u32; 3] = [1_000, 3_000, 30_000];

/// Opens the product of `--empty` and signs in.
async fn page_of(platform: &Platform) -> Browser {
    let url = format!("{}?product_id={EMPTY_PRODUCT}&lang=en", platform.url());
    let browser = Browser::open("about:blank").await;
    browser.shortens_waits_of(&WAITS_OF_A_WRITE).await;
    browser.go_to(&url).await;
    // The browser logs the faults of these tests as errors.
    for line in ["net::ERR_", "status of"] {
        browser.expect_in_log(line);
    }
    Console::new(&browser, &EN).sign_in_with_token(platform.token()).await;
    browser
        .until_glance("the task page is shown", |seen| seen.page().contains("Upgrade tasks"))
        .await;
    browser
}

/// Clicks the element of this selector as soon as it exists.
pub(crate) async fn press(browser: &Browser, selector: &str) {
    let script = format!("const found = document.querySelector({selector:?}); found?.click(); return !!found");
    browser
        .until(format!("{selector} can be clicked"), async || {
            match browser.run(&script).await.as_bool() {
                Some(true) => Ok(()),
                _ => Err("it does not exist".to_owned()),
            }
        })
        .await;
}

/// Submits the open create form. Opens the review first if necessary.
pub(crate) async fn create(browser: &Browser) {
    browser
        .run("document.querySelector('#create-go-on')?.click(); return true")
        .await;
    press(browser, "#create-submit").await;
}

/// Result of an action as the page states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Statement {
    /// The action was done.
    Done,
    /// The action was not done.
    NotDone,
    /// The page does not know the result.
    NotKnown,
}

impl Statement {
    /// Whether the statement is true if `done` is the actual result.
    pub(crate) fn is_true(self, done: bool) -> bool {
        match self {
            Self::Done => done,
            Self::NotDone => !done,
            Self::NotKnown => true,
        }
    }
}

/// Waits until the page states the result of an action that was started in this dialog.
pub(crate) async fn statement(browser: &Browser, dialog: &str) -> Statement {
    let mut settled = None;
    // Three time-outs are longer than the console waits for a response.
    for _ in 0..3 {
        let look = async || {
            let glance = browser.glance().await;
            let is_settled = glance.open() != dialog || !(glance.said().is_empty() || glance.works());
            if is_settled {
                Ok(Some(glance))
            } else {
                Err("a request is in flight".to_owned())
            }
        };
        settled = browser.until_or_none(look).await;
        if settled.is_some() {
            break;
        }
    }
    let glance = settled.unwrap();
    assert!(!glance.has_stopped(), "the console has stopped");
    if glance.open() != dialog {
        return Statement::Done;
    }
    let not_known = ["It is not known", "still shows the task as before"];
    if not_known.iter().any(|text| glance.said().contains(text)) {
        Statement::NotKnown
    } else {
        Statement::NotDone
    }
}
