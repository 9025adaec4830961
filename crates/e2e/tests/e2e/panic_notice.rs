//! A panic replaces the page with a notice and stops the console.

use crate::portal_pages as pages;
use e2e::{Browser, Console, EN, Origin, Platform, Rig, Role};
use serde_json::{Value, json};
use upgrade_api::paths::TASKS;

/// Script that causes a panic at the next sign-out or teardown, when the console creates an `AbortController`.
const BREAK: &str = "window.AbortController = function () { throw new Error('removed by the test') }";
const RELOAD: &str = "Reload 重新加载";
const COPY: &str = "Copy report 复制报告";
const REPORT: &str = "Report for your administrator (contains no secrets) 供管理员使用的报告（不含凭证等机密信息）";

/// Log lines of a panic: the console's own line and the browser's line about the trap.
const PANIC: [&str; 2] = ["stopped at src/session/mod.rs:", "unreachable"];

/// Opens a console that polls the task list every second.
async fn open(platform: &Platform) -> (Origin, Browser) {
    let origin = Origin::proxy(platform);
    origin.configure(&json!({ "api": { "profile": "full" }, "poll_seconds": 1 }));
    let browser = Browser::open(&format!("{}?lang=en#left-over", origin.url())).await;
    Console::at_lamps(&browser, platform).await;
    (origin, browser)
}

/// Waits until the page's clock has advanced by these milliseconds.
async fn wait_in_page(browser: &Browser, milliseconds: u32) {
    let page_time = async || browser.eval("performance.now()").await.as_f64().unwrap();
    let end = page_time().await + f64::from(milliseconds);
    browser
        .wait_until("time passes", async || page_time().await, |current| *current > end)
        .await;
}

/// Checks that the page contains only the notice and its stylesheet, with the focus on the first button.
async fn is_stopped(browser: &Browser) {
    browser.expect_text("sends nothing more.").await;
    browser.expect_text("不会再发送任何请求").await;
    let elements = "[...document.body.children].filter(e => e.localName !== 'link')
        .map(e => [e.id, e.getAttribute('role'), e.hidden])";
    assert_eq!(browser.eval(elements).await, json!([["stopped", "alertdialog", false]]));
    assert_eq!(browser.focused().await.1, RELOAD);
}

/// T-REL-9, T-TOK-2: responses in flight and later events cause no request. If the clipboard is refused, the report is
/// selected.
#[tokio::test]
async fn a_panic_shows_a_notice_with_a_report_to_copy_and_no_further_request_is_sent() {
    let platform = Platform::start(&[]);
    let (origin, browser) = open(&platform).await;
    browser.allow_log(&PANIC);
    let console = Console::new(&browser);
    // The notice must also replace an open dialog.
    console.open_create().await;
    // Keeps a list request in flight.
    origin.hold(TASKS);
    wait_in_page(&browser, 1500).await;
    let copied = "window.copied = []; let allowed = true;
        navigator.clipboard.writeText = text => allowed ? (copied.push(text), allowed = false, Promise.resolve()) : Promise.reject()";
    browser.run(&format!("{BREAK}; {copied}")).await;
    browser.click_css("button", "Sign out").await;
    is_stopped(&browser).await;

    let report = browser.find(Role::Field, REPORT).value().await;
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

    browser.find(Role::Field, REPORT).expect_value(&report).await;
    browser.find(Role::Button, COPY).click().await;
    browser.expect_text("Copied.").await;
    assert_eq!(browser.eval("copied").await, json!([report]));
    browser.find(Role::Button, COPY).click().await;
    browser.expect_text("Press Ctrl+C (⌘C on a Mac).").await;
    let selected = "const t = document.activeElement; return t.value.slice(t.selectionStart, t.selectionEnd)";
    assert_eq!(browser.run(selected).await, Value::from(report));
    browser.find(Role::Button, RELOAD).click().await;
    Console::new(&browser).button(EN.sign_in).expect_visible().await;
    browser.finish().await;
}

/// Some WebAssembly traps, such as stack overflow, end the console without a Rust panic.
#[tokio::test]
async fn a_trap_without_a_panic_also_shows_the_notice() {
    let platform = Platform::start(&[]);
    let (origin, browser) = open(&platform).await;
    browser.allow_log(&["unreachable"]);
    // A module with one function that traps, called from a timer as the console's callbacks are.
    let trap = "const bytes = [0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,102,0,0,10,5,1,3,0,0,11];
        const { f } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes))).exports;
        setTimeout(f)";
    browser.run(trap).await;
    is_stopped(&browser).await;
    let report = browser.find(Role::Field, REPORT).value().await;
    assert!(report.starts_with("place: unreachable\n"), "{report}");
    let sent = origin.requests().len();
    wait_in_page(&browser, 3500).await;
    assert_eq!(origin.requests().len(), sent);
    browser.run("location.reload()").await;
    Console::new(&browser).button(EN.sign_in).expect_visible().await;
    browser.finish().await;
}

/// T-REL-9.
#[tokio::test]
async fn the_portal_receives_a_panic_error_and_no_further_message() {
    let rig = Rig::start();
    let browser = rig.open(&pages::no_sdk_portal(&rig)).await;
    browser.allow_log(&PANIC);
    let console = Console::at_lamps_in_frame(&browser).await;
    browser.run(BREAK).await;
    browser.leave_frames().await;
    browser.run("tell(0, 'teardown', {}, 'bye')").await;
    let state = "said.at(-1).type + ' ' + said.at(-1).body.code";
    browser.expect_eval(state, "error panic").await;
    let messages = browser.eval("said.length").await;
    let calls = rig.api.requests().len();
    browser.enter_frame().await;
    is_stopped(&browser).await;
    assert!(
        browser
            .find(Role::Field, REPORT)
            .value()
            .await
            .contains("framed: true\n")
    );
    let script = "tell(0, 'token.changed', {}); tell(0, 'teardown', {}, 'again')";
    browser.run_in_portal(script).await;
    browser.run("dispatchEvent(new Event('visibilitychange'))").await;
    wait_in_page(&browser, 1500).await;
    browser.leave_frames().await;
    assert_eq!(browser.eval("said.length").await, messages);
    assert_eq!(rig.api.requests().len(), calls);
    browser.enter_frame().await;
    browser.find(Role::Button, RELOAD).click().await;
    // The address still names the product.
    console.table().expect_visible().await;
    browser.finish().await;
}

/// With `autoHeight` the notice must announce its own height, or the frame keeps the height of the page before.
#[tokio::test]
async fn a_frame_with_auto_height_is_as_high_as_the_notice() {
    let rig = Rig::start();
    rig.page(&json!({ "autoHeight": true }));
    let browser = rig.open(&rig.page_url()).await;
    browser.allow_log(&PANIC);
    browser.allow_log(&["status of 401", "status of 403"]);
    let console = Console::at_lamps_in_frame(&browser).await;
    browser.run(BREAK).await;
    rig.expire();
    rig.sign_out();
    console.button(EN.refresh).click().await;
    is_stopped(&browser).await;
    let state = "Math.ceil(document.body.getBoundingClientRect().height)";
    let height = browser.eval(state).await;
    browser.leave_frames().await;
    let state = "events.findLast(e => e.type === 'error').code";
    browser.expect_eval(state, "panic").await;
    let state = "document.querySelector('iframe').offsetHeight";
    browser.expect_eval(state, height).await;
    browser.enter_frame().await;
    browser.run("location.reload()").await;
    browser.leave_frames().await;
    browser.enter_frame().await;
    browser.expect_text("You’re signed out of the portal.").await;
    browser.finish().await;
}
