//! A panic replaces the page with a notice and stops the console.

use crate::pages::{self, is};
use e2e::browser::Browser;
use e2e::console::Console;
use e2e::locate::Role;
use e2e::origin::{Origin, Reply};
use e2e::platform::{LAMPS_NAME, Platform};
use e2e::rig::Rig;
use e2e::words::EN;
use serde_json::{Value, json};

/// Script that causes a panic at the next sign-out or teardown, when the console creates an `AbortController`.
const BREAK: &str = "window.AbortController = function () { throw new Error('removed by the test') }";
const RELOAD: &str = "Reload 重新加载";
const COPY: &str = "Copy report 复制报告";
const REPORT: &str = "Report for whoever runs the console, without secrets 供维护人员使用的报告，不含凭证等机密";

/// Allows the log lines of a panic: the console's own line and the browser's line about the trap.
fn expect_panic(browser: &Browser) {
    browser.expect_in_log("stopped at src/session/mod.rs:");
    browser.expect_in_log("unreachable");
}

/// Opens a console that polls the task list every second.
async fn open(platform: &Platform, token: &str) -> (Origin, Browser) {
    let origin = Origin::before(platform);
    let config = json!({ "api": { "profile": "full" }, "poll_seconds": 1 });
    origin.serves("/config.json", Reply::json(&config).with("cache-control", "no-store"));
    let browser = Browser::open(&format!("{}?lang=en#left-over", origin.url())).await;
    let console = Console::new(&browser, &EN);
    console.sign_in_with_token(token).await;
    console.choose_product(LAMPS_NAME).await;
    (origin, browser)
}

/// Waits until the page's clock has advanced by these milliseconds.
async fn wait_in_page(browser: &Browser, milliseconds: u32) {
    let page_time = async || browser.run("return performance.now()").await.as_f64().unwrap();
    let end = page_time().await + f64::from(milliseconds);
    let look = async || match page_time().await {
        current if current > end => Ok(()),
        current => Err(current.to_string()),
    };
    browser.until("time passes", look).await;
}

/// Value of the text field with this id.
async fn value_of(browser: &Browser, id: &str) -> String {
    let value = browser
        .run(&format!("return document.getElementById('{id}').value"))
        .await;
    value.as_str().unwrap().to_owned()
}

/// Checks that the page contains only the notice and its stylesheet, with the focus on the first button.
async fn is_stopped(browser: &Browser) {
    browser.sees("Nothing more is sent.").await;
    browser.sees("不会再发送任何请求").await;
    let elements = "return [...document.body.children].filter(e => e.localName !== 'link').map(e => [e.id, e.getAttribute('role'), e.hidden])";
    assert_eq!(browser.run(elements).await, json!([["stopped", "alertdialog", false]]));
    assert_eq!(browser.focused().await.1, RELOAD);
}

/// T-REL-9, T-TOK-2: responses in flight and later events cause no request. If the clipboard is refused, the report is
/// selected.
#[tokio::test]
async fn a_panic_shows_a_notice_with_a_report_to_copy_and_no_further_request_is_sent() {
    let platform = Platform::start(&[]);
    let (origin, browser) = open(&platform, platform.token()).await;
    expect_panic(&browser);
    let console = Console::new(&browser, &EN);
    // The notice must also replace an open dialog.
    console.open_create().await;
    // Keeps a list request in flight.
    origin.holds("/v2/upgrade/firmware/tasks");
    wait_in_page(&browser, 1500).await;
    let copied = "window.copied = []; let allowed = true;
        navigator.clipboard.writeText = text => allowed ? (copied.push(text), allowed = false, Promise.resolve()) : Promise.reject()";
    browser.run(&format!("{BREAK}; {copied}")).await;
    let sign_out = "[...document.querySelectorAll('button')].find(b => b.textContent === 'Sign out').click()";
    browser.run(sign_out).await;
    is_stopped(&browser).await;

    let report = value_of(&browser, "stopped-report").await;
    let lines: Vec<&str> = report.lines().map(|line| line.split(": ").next().unwrap()).collect();
    let wanted = [
        "place", "version", "module", "time", "page", "language", "framed", "browser",
    ];
    assert_eq!(lines, wanted, "{report}");
    for part in [
        "place: src/session/mod.rs:",
        &format!("page: {}\n", origin.url()),
        "version: 0.1.0\n",
        "language: en\n",
        "framed: false\n",
        "Z\n",
        "Chrome/",
    ] {
        assert!(report.contains(part), "{part} is not in {report}");
    }
    for secret in [platform.token(), "removed by the test", "product_id", "left-over"] {
        assert!(!report.contains(secret), "{report}");
    }

    let sent = origin.requests().len();
    let events = "dispatchEvent(new Event('visibilitychange')); dispatchEvent(new PopStateEvent('popstate'));
        dispatchEvent(new StorageEvent('storage'))";
    browser.run(events).await;
    wait_in_page(&browser, 3500).await;
    assert_eq!(origin.requests().len(), sent);
    is_stopped(&browser).await;

    browser.find(Role::Field, REPORT).holds(&report).await;
    browser.find(Role::Button, COPY).click().await;
    browser.sees("Copied.").await;
    assert_eq!(browser.run("return copied").await, json!([report]));
    browser.find(Role::Button, COPY).click().await;
    browser.sees("Press Ctrl+C.").await;
    let selected = "const t = document.activeElement; return t.value.slice(t.selectionStart, t.selectionEnd)";
    assert_eq!(browser.run(selected).await, Value::from(report));
    browser.find(Role::Button, RELOAD).click().await;
    Console::new(&browser, &EN).button(EN.sign_in).appears().await;
    browser.finish().await;
}

/// Some WebAssembly traps, such as stack overflow, end the console without a Rust panic.
#[tokio::test]
async fn a_trap_without_a_panic_also_shows_the_notice() {
    let platform = Platform::start(&[]);
    let (origin, browser) = open(&platform, platform.token()).await;
    browser.expect_in_log("unreachable");
    // A module with one function that traps, called from a timer as the console's callbacks are.
    let trap = "const bytes = [0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,102,0,0,10,5,1,3,0,0,11];
        const { f } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes))).exports;
        setTimeout(f)";
    browser.run(trap).await;
    is_stopped(&browser).await;
    let report = value_of(&browser, "stopped-report").await;
    assert!(report.starts_with("place: unreachable\n"), "{report}");
    let sent = origin.requests().len();
    wait_in_page(&browser, 3500).await;
    assert_eq!(origin.requests().len(), sent);
    browser.run("location.reload()").await;
    Console::new(&browser, &EN).button(EN.sign_in).appears().await;
    browser.finish().await;
}

/// T-REL-9.
#[tokio::test]
async fn the_portal_receives_a_panic_error_and_no_further_message() {
    let rig = Rig::start();
    let browser = rig.open(&pages::written_by_hand(&rig)).await;
    expect_panic(&browser);
    browser.into_frame().await;
    let console = Console::new(&browser, &EN);
    console.choose_product(LAMPS_NAME).await;
    browser.run(BREAK).await;
    browser.out_of_frames().await;
    browser.run("tell(0, 'teardown', {}, 'bye')").await;
    is(
        &browser,
        "said.at(-1).type + ' ' + said.at(-1).body.code",
        "error panic",
    )
    .await;
    let messages = browser.run("return said.length").await;
    let calls = rig.api.requests().len();
    browser.into_frame().await;
    is_stopped(&browser).await;
    assert!(value_of(&browser, "stopped-report").await.contains("framed: true\n"));
    browser.out_of_frames().await;
    browser
        .run("tell(0, 'token.changed', {}); tell(0, 'teardown', {}, 'again')")
        .await;
    browser.into_frame().await;
    browser.run("dispatchEvent(new Event('visibilitychange'))").await;
    wait_in_page(&browser, 1500).await;
    browser.out_of_frames().await;
    assert_eq!(browser.run("return said.length").await, messages);
    assert_eq!(rig.api.requests().len(), calls);
    browser.into_frame().await;
    browser.find(Role::Button, RELOAD).click().await;
    // The address still names the product.
    console.table().appears().await;
    browser.finish().await;
}

/// With `autoHeight` the notice must announce its own height, or the frame keeps the height of the page before.
#[tokio::test]
async fn a_frame_with_auto_height_is_as_high_as_the_notice() {
    let rig = Rig::start();
    rig.page(&json!({ "autoHeight": true }));
    let browser = rig.open(&rig.page_url()).await;
    expect_panic(&browser);
    browser.expect_in_log("status of 401");
    browser.expect_in_log("status of 403");
    browser.into_frame().await;
    let console = Console::new(&browser, &EN);
    console.choose_product(LAMPS_NAME).await;
    browser.run(BREAK).await;
    rig.expire();
    rig.sign_out();
    console.button(EN.refresh).click().await;
    is_stopped(&browser).await;
    let height = browser
        .run("return Math.ceil(document.body.getBoundingClientRect().height)")
        .await;
    browser.out_of_frames().await;
    is(&browser, "events.findLast(e => e.type === 'error').code", "panic").await;
    is(&browser, "document.querySelector('iframe').offsetHeight", height).await;
    browser.into_frame().await;
    browser.run("location.reload()").await;
    browser.out_of_frames().await;
    browser.into_frame().await;
    browser.sees("You are signed out of the portal.").await;
    browser.finish().await;
}
