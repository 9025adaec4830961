//! An injected script that runs in the console cannot send data to another origin.

use e2e::browser::Browser;
use e2e::console::Console;
use e2e::rig::Rig;
use e2e::words::EN;
use serde_json::Value;
use std::collections::BTreeSet;

/// Runs in a later task unless another navigation comes first, so it may fail even without a policy.
const UNCERTAIN: &str = "javascript-link";

/// Runs the script that tries every way to send a request, and returns the names of the ways.
async fn try_every_way(rig: &Rig, browser: &Browser) -> BTreeSet<String> {
    Console::new(browser, &EN).button(EN.sign_in).appears().await;
    let script = include_str!("../pages/exfiltrate.js").replace("ATTACKER", rig.attacker.name());
    let ways = browser.run(&script).await;
    let ways = ways.as_array().unwrap().iter();
    ways.map(|way| way.as_str().unwrap().to_owned()).collect()
}

/// Names of the ways whose requests have reached the attacker.
fn reached(rig: &Rig) -> BTreeSet<String> {
    let requests = rig.attacker.requests();
    requests.iter().map(|request| request.path()[1..].to_owned()).collect()
}

/// T-CSP-3.
#[tokio::test]
async fn the_policy_blocks_every_request_of_an_injected_script_to_another_origin() {
    let rig = Rig::start();
    let browser = rig.open(&rig.console.url()).await;
    // Allows every log line. The policy's events, checked below, are more precise.
    browser.expect_in_log("");
    let ways = try_every_way(&rig, &browser).await;
    let blocked = async || match browser.run("return violations").await {
        Value::Array(all) if all.len() >= ways.len() - 3 => Ok(all),
        other => Err(other.to_string()),
    };
    let blocked = browser.until("the policy has blocked every way", blocked).await;
    let directives: BTreeSet<&str> = blocked.iter().filter_map(Value::as_str).collect();
    for directive in [
        "connect-src",
        "img-src",
        "script-src-elem",
        "script-src-attr",
        "script-src",
        "style-src-elem",
        "style-src-attr",
        "font-src",
        "media-src",
        "frame-src",
        "object-src",
        "form-action",
        "base-uri",
        "worker-src",
    ] {
        assert!(directives.contains(directive), "{directive} of {directives:?}");
    }

    // Without the policy the same requests arrive.
    let unprotected = Rig::start();
    unprotected
        .console
        .edits(|_, reply| reply.remove("content-security-policy"));
    browser.go_to(&unprotected.console.url()).await;
    let mut ways = try_every_way(&unprotected, &browser).await;
    ways.remove(UNCERTAIN);
    let all = async || match reached(&unprotected) {
        current if current.is_superset(&ways) => Ok(()),
        current => Err(format!("missing: {:?}", ways.difference(&current).collect::<Vec<_>>())),
    };
    browser.until("every way reaches the attacker", all).await;
    assert_eq!(
        reached(&rig),
        BTreeSet::new(),
        "no request of the first attempt has arrived"
    );
    browser.finish().await;
}
