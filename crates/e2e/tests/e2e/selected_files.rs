//! What the tests of picked files share: the open form, the digest of `md5sum`, and how much the page has read.

use e2e::browser::Browser;
use e2e::console::{Console, Form};
use e2e::platform::{LAMPS_NAME, Platform};
use e2e::words::EN;
use std::path::Path;
use std::process::Command;

pub(crate) const MIB: u64 = 1 << 20;

pub(crate) async fn form<'b>(browser: &'b Browser, platform: &Platform) -> Form<'b> {
    let console = Console::new(browser, &EN);
    console.sign_in_with_token(platform.token()).await;
    console.choose_product(LAMPS_NAME).await;
    console.open_create().await
}

pub(crate) fn md5sum(file: &Path) -> String {
    let output = Command::new("md5sum").arg(file).output().unwrap();
    String::from_utf8(output.stdout).unwrap()[..32].to_owned()
}

/// How many bytes of the files being read are digested: a number for each bar the page shows.
pub(crate) async fn bars(browser: &Browser) -> Vec<f64> {
    let bars = "return [...document.querySelectorAll('dialog[open] progress')].map(bar => bar.value)";
    let bars = browser.run(bars).await;
    let bars = bars.as_array().into_iter().flatten();
    bars.filter_map(serde_json::Value::as_f64).collect()
}

/// Waits until every bar is beyond what was seen of it before; gives what is seen now.
pub(crate) async fn bars_pass(browser: &Browser, seen: &[f64]) -> Vec<f64> {
    let beyond = async || {
        let now = bars(browser).await;
        let moved = now.len() == seen.len() && now.iter().zip(seen).all(|(now, seen)| now > seen);
        if moved { Ok(now) } else { Err(format!("{now:?}")) }
    };
    browser.until(format!("the bars go beyond {seen:?}"), beyond).await
}

/// Waits until nothing is being read, as long as it takes while the bars move.
pub(crate) async fn all_is_read(browser: &Browser) {
    let mut seen = bars(browser).await;
    while !seen.is_empty() {
        let other = async || match bars(browser).await {
            now if now == seen => Err(format!("{now:?}")),
            now => Ok(now),
        };
        seen = browser.until("reading goes on", other).await;
    }
}
