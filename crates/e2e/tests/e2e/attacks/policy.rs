//! The content security policy: the platform sends the documented one, and a whole session neither violates it nor sends
//! a request to another origin.

use crate::portal_pages as pages;
use e2e::{Console, EN, LAMPS, Platform, Request, Rig, Role, ZH, documented_policy, new_task, paths};
use http::Method;
use serde_json::json;
use thirtyfour::Key;

/// T-CSP-1: the header. The platform's own tests cover every file and portal.
#[tokio::test]
async fn the_platform_sends_the_documented_policy() {
    let platform = Platform::start(&["--portal", "none"]);
    let documented = documented_policy().replace(" https://api.example", "");
    let policy = documented.replace("https://portal.example", "'none'");
    let page = platform.answer(&Request::new(Method::GET, "/"));
    assert_eq!(page.header("content-security-policy"), Some(policy.as_str()));
}

/// T-CSP-1, T-CSP-2: typical use.
#[tokio::test]
async fn a_whole_session_violates_no_policy_and_requests_no_other_origin() {
    let rig = Rig::start();
    let recorder = include_str!("../pages/recorder.js");
    pages::add_script(&rig.console, "/recorder.js", recorder);
    let browser = rig.open(&rig.page_url()).await;
    let console = Console::at_lamps_in_frame(&browser).await;
    let mut task = new_task("A day's work", 2, 6);
    console
        .create_from_file(&mut task, &paths::firmware("htc_9271.fw"))
        .await;
    let details = console.open_details(&task.name).await;
    details.button(EN.copy_id).click().await;
    browser.press(Key::Escape).await;
    details.expect_hidden().await;
    console.start(&task.name).await;
    console.stop(&task.name).await;
    browser.find(Role::Select, EN.theme).select_option("dark").await;
    let chinese = console.switch_to(&ZH).await;
    chinese.delete(&task.name).await;
    assert_eq!(rig.platform.database().task(LAMPS, &task.name), None);

    let welcome = format!("{} welcome", rig.portal.name());
    let expected = json!({ "violations": [], "errors": [], "messages": [welcome] });
    assert_eq!(browser.eval("recorded").await, expected);
    assert_eq!(rig.attacker.requests(), []);
    let origins = "[...new Set(performance.getEntriesByType('resource').map(e => new URL(e.name).origin))]";
    assert_eq!(browser.eval(origins).await, json!([rig.console.name(), rig.api.name()]));
    let has_worker = rig.console.paths().iter().any(|path| path.starts_with("/digest-"));
    assert!(has_worker, "the worker has run under this policy");
    assert_eq!(browser.violations().await, Vec::<String>::new());

    // The script does record a violation.
    browser.allow_log(&["Content Security Policy"]);
    browser.enter_frame().await;
    let script = format!("new Image().src = '{}/x.png'", rig.attacker.name());
    browser.run(&script).await;
    let violation = format!("img-src {}/x.png", rig.attacker.name());
    browser.expect_eval("recorded.violations", json!([violation])).await;
    assert_eq!(rig.attacker.requests(), []);
    browser.finish().await;
}
