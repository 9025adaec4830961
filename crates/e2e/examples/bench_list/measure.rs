//! The measurements of one page.

use crate::Case;
use crate::server::Server;
use e2e::{Browser, Console, Role};
use serde_json::json;
use std::time::Duration;
use thirtyfour::Key;

const OBSERVE: &str = include_str!("page/observe.js");
const SEARCHED: &str = "firmware 4";
/// Time-out of a condition: the slowest page reads 50,000 tasks.
const TIMEOUT: Duration = Duration::from_secs(120);
/// Interval between two checks of a condition.
const POLL_INTERVAL: Duration = Duration::from_millis(50);

/// What is measured. All but the number of elements are milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// From the navigation to the first row.
    FirstRow,
    /// Longest task until the list is complete.
    Load,
    /// Longest event while typing into the search.
    Type,
    /// Longest event when the search is cleared.
    Clear,
    Sort,
    NextPage,
    Details,
    Create,
    Map,
    /// Longest block of the main thread by a reading that changes nothing.
    Poll,
    /// `JSON.parse` of the list.
    Parse,
    Elements,
}

pub type Values = Vec<(Measure, f64)>;

struct Page {
    browser: Browser,
    values: Values,
}

impl Page {
    async fn open(server: &Server, case: Case, url: &str) -> Self {
        let browser = Browser::open_unrecorded("about:blank").await;
        browser.set_timeout(TIMEOUT, POLL_INTERVAL);
        browser.set_script_timeout(TIMEOUT).await.expect("a session");
        browser.allow_token_in("sessionStorage");
        let slowdown = json!({ "rate": case.slowdown });
        browser.command("Emulation.setCPUThrottlingRate", slowdown).await;
        let token = json!(server.token()).to_string();
        browser.add_init_script(&OBSERVE.replace("TOKEN", &token)).await;
        browser.goto(url).await;
        browser.expect_eval("bench.row > 0", true).await;
        let values = Values::new();
        Self { browser, values }
    }

    async fn number(&self, expression: &str) -> f64 {
        self.browser.eval(expression).await.as_f64().expect("a number")
    }

    async fn record(&mut self, measure: Measure, expression: &str) {
        let value = self.number(expression).await;
        self.values.push((measure, value));
    }

    async fn event(&mut self, measure: Measure, act: impl AsyncFnOnce(&Browser)) {
        self.browser.run("bench.mark()").await;
        act(&self.browser).await;
        self.record(measure, "bench.worst()").await;
    }

    /// Measures load, search, sort and pages. Both pages have these.
    async fn list(&mut self) {
        self.browser.run("return bench.idle()").await;
        self.record(Measure::FirstRow, "bench.row").await;
        self.record(Measure::Load, "bench.block").await;
        self.record(Measure::Elements, "document.querySelectorAll('*').length")
            .await;
        self.browser.find(Role::Field, "Search").click().await;
        let type_slowly = async |browser: &Browser| {
            for key in SEARCHED.chars() {
                browser.press(key.to_string()).await;
                browser.next_frame().await;
            }
        };
        self.event(Measure::Type, type_slowly).await;
        let clear = async |browser: &Browser| {
            browser.press(Key::Control + "a").await;
            browser.press(Key::Backspace).await;
        };
        self.event(Measure::Clear, clear).await;
        let sort = async |browser: &Browser| browser.find(Role::Table, "Upgrade tasks").button("Name").click().await;
        self.event(Measure::Sort, sort).await;
        if self.browser.find(Role::Button, "Next page").is_visible().await {
            let next = async |browser: &Browser| browser.find(Role::Button, "Next page").click().await;
            self.event(Measure::NextPage, next).await;
        }
    }
}

/// Measures the console. Returns the values and its first row, in HTML.
pub async fn console(server: &Server, case: Case) -> (Values, String) {
    let lists = server.lists();
    let mut page = Page::open(server, case, &server.console()).await;
    expect_list(&page.browser, server, lists).await;
    let row = page.browser.eval("document.querySelector('tbody tr').outerHTML").await;
    page.list().await;
    let name = page
        .browser
        .eval("document.querySelector('tbody .name').textContent")
        .await;
    let name = name.as_str().unwrap_or_default();
    let details = async |browser: &Browser| drop(Console::new(browser).open_details(name).await);
    page.event(Measure::Details, details).await;
    close_dialog(&page.browser).await;
    let create = async |browser: &Browser| drop(Console::new(browser).open_create().await);
    page.event(Measure::Create, create).await;
    close_dialog(&page.browser).await;
    let lists = server.lists();
    page.browser.run("bench.refresh()").await;
    expect_list(&page.browser, server, lists).await;
    page.browser.run("return bench.idle()").await;
    page.record(Measure::Poll, "bench.longestGap").await;
    let map = async |browser: &Browser| browser.find(Role::Button, "Upgrade map").click().await;
    page.event(Measure::Map, map).await;
    page.browser.find(Role::Region, "Upgrade map").expect_visible().await;
    page.browser.finish().await;
    (page.values, row.as_str().unwrap_or_default().to_owned())
}

/// Measures the page in plain JavaScript.
pub async fn plain(server: &Server, case: Case, row: &str) -> Values {
    let mut page = Page::open(server, case, &server.plain(row)).await;
    page.list().await;
    page.record(Measure::Parse, "bench.parse").await;
    page.browser.finish().await;
    page.values
}

/// Waits until the server has sent one more complete list.
async fn expect_list(browser: &Browser, server: &Server, before: usize) {
    let lists = async || server.lists();
    let is_sent = |lists: &usize| *lists > before;
    browser.wait_until("the list is sent", lists, is_sent).await;
}

async fn close_dialog(browser: &Browser) {
    browser.press(Key::Escape).await;
    browser.expect_no_css("dialog[open]").await;
}
