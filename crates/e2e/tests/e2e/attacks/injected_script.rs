//! An injected script that runs in the console cannot send data to another origin.

use e2e::{Browser, Console, EN, Rig};
use serde_json::Value;
use std::collections::BTreeSet;

/// Runs in a later task unless another navigation comes first, so it may fail even without a policy.
const UNCERTAIN: &str = "javascript-link";

/// Runs the script that tries every way to send a request, and returns the names of the ways.
async fn try_every_way(rig: &Rig, browser: &Browser) -> BTreeSet<String> {
    Console::new(browser).button(EN.sign_in).expect_visible().await;
    let script = include_str!("../pages/exfiltrate.js").replace("ATTACKER", rig.attacker.name());
    let ways = browser.run(&script).await;
    let ways = ways.as_array().unwrap().iter();
    ways.map(|way| way.as_str().unwrap().to_owned()).collect()
}

/// Names of the ways whose requests have reached the attacker.
fn reached(rig: &Rig) -> BTreeSet<String> {
    let paths = rig.attacker.paths().into_iter();
    paths.map(|path| path[1..].to_owned()).collect()
}

/// T-CSP-3.
#[tokio::test]
async fn the_policy_blocks_every_request_of_an_injected_script_to_another_origin() {
    let rig = Rig::start();
    let browser = rig.open(&rig.console.url()).await;
    // Allows every log line. The policy's events, checked below, are more precise.
    browser.allow_log(&[""]);
    let ways = try_every_way(&rig, &browser).await;
    let violations = async || browser.eval("violations").await.as_array().cloned().unwrap_or_default();
    let is_complete = |blocked: &Vec<Value>| blocked.len() >= ways.len() - 3;
    let blocked = browser
        .wait_until("the policy has blocked every way", violations, is_complete)
        .await;
    let directives: BTreeSet<&str> = blocked.iter().filter_map(Value::as_str).collect();
    // Trusted types block handlers, `eval` and addresses of plug-ins before `script-src` and `object-src` do.
    let expected = "connect-src img-src script-src-elem style-src-elem style-src-attr font-src media-src frame-src \
        form-action base-uri worker-src require-trusted-types-for";
    for directive in expected.split(' ') {
        assert!(directives.contains(directive), "{directive} of {directives:?}");
    }

    // Without the policy the same requests arrive.
    let unprotected = Rig::start();
    unprotected.remove_policy();
    browser.goto(&unprotected.console.url()).await;
    let mut ways = try_every_way(&unprotected, &browser).await;
    ways.remove(UNCERTAIN);
    let all_reached = |reached: &BTreeSet<String>| reached.is_superset(&ways);
    let what = "every way reaches the attacker";
    browser
        .wait_until(what, async || reached(&unprotected), all_reached)
        .await;
    assert_eq!(
        reached(&rig),
        BTreeSet::new(),
        "no request of the first attempt has arrived"
    );
    browser.finish().await;
}
