//! The overview of all products: filled, with a product that fails, its question and the results.

use crate::checker::Checker;
use e2e::{Browser, Console, LAMPS, Origin, Platform, Response, THERMOSTATS, new_task};
use serde_json::json;
use upgrade_api::paths::{TASK_STATUS, TASKS};

/// Checks the screens.
pub async fn check(checker: &Checker<'_>) {
    let platform = Platform::start(&["--connects-per-second", "0"]);
    // Two tasks in a loop, and more running tasks than a row lists.
    for (name, from, target) in [("Field trial", 90, 91), ("Field trial, back", 91, 90)] {
        platform.create_running_task(THERMOSTATS, &new_task(name, from, target));
    }
    for at in 0..6 {
        platform.create_running_task(LAMPS, &new_task(&format!("Night mode {at}"), 50 + at, 70 + at));
    }
    let origin = Origin::proxy(&platform);
    origin.configure(&json!({ "api": { "profile": "full" }, "poll_seconds": 600 }));
    let fail = |path: &'static str| {
        origin.handle(move |request| {
            let fails = request.path() == path && request.body.contains(THERMOSTATS);
            fails.then(|| Response::status(500))
        })
    };
    let browser = Browser::open(&format!("{}?lang={}", origin.url(), checker.labels.tag)).await;
    browser.allow_log(&["status of 500"]);
    Console::in_language(&browser, checker.labels)
        .sign_in(platform.token())
        .await;
    browser
        .expect_eval("document.querySelectorAll('.running-task').length", 7)
        .await;
    checker.check(&browser, "overview of all products").await;

    let list_fails = fail(TASKS);
    browser.click_css("#refresh", "").await;
    browser.expect_css(".product-problem").await;
    checker.check(&browser, "overview with a product that fails").await;

    browser.click_css(".overview-head .button:last-child", "").await;
    browser.expect_css("#stop-all[open] .bulk-task").await;
    checker.check(&browser, "stop all of all products").await;
    list_fails.off();
    fail(TASK_STATUS);
    browser.click_css("#stop-all .dialog-foot .button-danger", "").await;
    let state = "document.querySelectorAll('#stop-all .bulk-task .button').length";
    browser.expect_eval(state, 2).await;
    checker.check(&browser, "results of stop all of all products").await;
    browser.finish().await;
}
