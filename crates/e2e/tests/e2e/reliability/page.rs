//! What the tests of faults share: a page at an empty product, and what it says came of an action.

use e2e::browser::Browser;
use e2e::console::Console;
use e2e::platform::{EMPTY_PRODUCT, Platform};
use e2e::words::EN;

/// A platform in fault mode with one product and no task, and a page that shows it.
pub(crate) async fn lamp_page() -> (Platform, Browser) {
    let platform = Platform::start(&["--faults", "--empty", "--connects-per-second", "0"]);
    let browser = page_of(&platform).await;
    browser
        .until_glance("the list is on show", |seen| {
            seen.page().contains("No upgrade task yet")
        })
        .await;
    (platform, browser)
}

/// Milliseconds: between the looks for a write in doubt, and what a write may take. `tests/web/doubt.rs` proves them.
pub(crate) const WAITS_OF_A_WRITE: [u32; 3] = [1_000, 3_000, 30_000];

/// A page signed in at the product of `--empty`.
async fn page_of(platform: &Platform) -> Browser {
    let url = format!("{}?product_id={EMPTY_PRODUCT}&lang=en", platform.url());
    let browser = Browser::open("about:blank").await;
    browser.shortens_waits_of(&WAITS_OF_A_WRITE).await;
    browser.go_to(&url).await;
    // What these tests bring about, and a browser says so.
    for line in ["net::ERR_", "status of"] {
        browser.expect_in_log(line);
    }
    Console::new(&browser, &EN).sign_in_with_token(platform.token()).await;
    browser
        .until_glance("the page of tasks is on show", |seen| {
            seen.page().contains("Upgrade tasks")
        })
        .await;
    browser
}

/// Presses what this selector names, once it is there.
pub(crate) async fn press(browser: &Browser, selector: &str) {
    let script = format!("const found = document.querySelector({selector:?}); found?.click(); return !!found");
    browser
        .until(format!("{selector} can be pressed"), async || {
            match browser.run(&script).await.as_bool() {
                Some(true) => Ok(()),
                _ => Err("it is not there".to_owned()),
            }
        })
        .await;
}

/// Creates what stands in the open form: through the review, where that is not on show yet.
pub(crate) async fn create(browser: &Browser) {
    browser
        .run("document.querySelector('#create-go-on')?.click(); return true")
        .await;
    press(browser, "#create-submit").await;
}

/// What the page says came of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Statement {
    /// It was done.
    Done,
    /// It was not done.
    NotDone,
    /// Nobody knows.
    NotKnown,
}

impl Statement {
    /// Whether it is so.
    pub(crate) fn is_true(self, done: bool) -> bool {
        match self {
            Self::Done => done,
            Self::NotDone => !done,
            Self::NotKnown => true,
        }
    }
}

/// Waits until the page has said what came of what was pressed in a dialog.
pub(crate) async fn statement(browser: &Browser, dialog: &str) -> Statement {
    let mut seen = None;
    // Longer than any answer may take.
    for _ in 0..3 {
        let look = async || {
            let glance = browser.glance().await;
            let is_said = glance.open() != dialog || !(glance.said().is_empty() || glance.works());
            if is_said {
                Ok(Some(glance))
            } else {
                Err("it works".to_owned())
            }
        };
        seen = browser.until_or_none(look).await;
        if seen.is_some() {
            break;
        }
    }
    let glance = seen.unwrap();
    assert!(!glance.has_stopped(), "the console has stopped");
    if glance.open() != dialog {
        return Statement::Done;
    }
    let open = ["It is not known", "still shows the task as before"];
    if open.iter().any(|text| glance.said().contains(text)) {
        Statement::NotKnown
    } else {
        Statement::NotDone
    }
}
