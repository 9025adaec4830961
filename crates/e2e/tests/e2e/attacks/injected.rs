//! Suppose somebody's script runs in the console after all: it gets nothing out.

use e2e::browser::Browser;
use e2e::console::Console;
use e2e::rig::Rig;
use e2e::words::EN;
use serde_json::Value;
use std::collections::BTreeSet;

/// Runs a task later, if no other navigation comes before it: not certain even without a policy.
const UNCERTAIN: &str = "javascript-link";

async fn every_way_is_tried(rig: &Rig, browser: &Browser) -> BTreeSet<String> {
    Console::new(browser, &EN).button(EN.sign_in).appears().await;
    let script = include_str!("../pages/exfiltrate.js").replace("ATTACKER", rig.attacker.name());
    let ways = browser.run(&script).await;
    let ways = ways.as_array().unwrap().iter();
    ways.map(|way| way.as_str().unwrap().to_owned()).collect()
}

fn reached(rig: &Rig) -> BTreeSet<String> {
    let requests = rig.attacker.requests();
    requests.iter().map(|request| request.path()[1..].to_owned()).collect()
}

/// T-CSP-3.
#[tokio::test]
async fn an_injected_script_reaches_nobody_and_without_the_policy_it_would() {
    let rig = Rig::start();
    let browser = rig.open(&rig.console.url()).await;
    // The log is full of what is refused here; the policy's events say it more exactly.
    browser.expect_in_log("");
    let ways = every_way_is_tried(&rig, &browser).await;
    let blocked = async || match browser.run("return violations").await {
        Value::Array(all) if all.len() >= ways.len() - 3 => Ok(all),
        other => Err(other.to_string()),
    };
    let blocked = browser.until("the policy has stopped every way", blocked).await;
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

    // The same again where nothing forbids it: these requests are real ones.
    let open = Rig::start();
    open.console.edits(|_, reply| reply.remove("content-security-policy"));
    browser.go_to(&open.console.url()).await;
    let mut ways = every_way_is_tried(&open, &browser).await;
    ways.remove(UNCERTAIN);
    let all = async || match reached(&open) {
        current if current.is_superset(&ways) => Ok(()),
        now => Err(format!("missing: {:?}", ways.difference(&now).collect::<Vec<_>>())),
    };
    browser.until("every way reaches the attacker", all).await;
    assert_eq!(
        reached(&rig),
        BTreeSet::new(),
        "by now the first ones would have arrived, too"
    );
    browser.finish().await;
}
