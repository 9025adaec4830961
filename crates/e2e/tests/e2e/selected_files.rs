//! Helpers for tests of picked files: the open create form, digests by `md5sum`, and the progress bars.

use e2e::browser::Browser;
use e2e::console::{Console, Form};
use e2e::platform::{LAMPS_NAME, Platform};
use e2e::words::EN;
use std::path::Path;
use std::process::Command;

pub(crate) const MIB: u64 = 1 << 20;

/// Signs in, chooses the lamps and opens the create form.
pub(crate) async fn form<'b>(browser: &'b Browser, platform: &Platform) -> Form<'b> {
    let console = Console::new(browser, &EN);
    console.sign_in_with_token(platform.token()).await;
    console.choose_product(LAMPS_NAME).await;
    console.open_create().await
}

/// MD5 digest of a file, computed by `md5sum`.
pub(crate) fn md5sum(file: &Path) -> String {
    let output = Command::new("md5sum").arg(file).output().unwrap();
    String::from_utf8(output.stdout).unwrap()[..32].to_owned()
}

/// Values of the dialog's progress bars: bytes digested of each file that is being read.
pub(crate) async fn bars(browser: &Browser) -> Vec<f64> {
    let script = "return [...document.querySelectorAll('dialog[open] progress')].map(bar => bar.value)";
    let values = browser.run(script).await;
    let values = values.as_array().into_iter().flatten();
    values.filter_map(serde_json::Value::as_f64).collect()
}

/// Waits until every bar is beyond its value in `before`, and returns the new values.
pub(crate) async fn bars_pass(browser: &Browser, before: &[f64]) -> Vec<f64> {
    let beyond = async || {
        let values = bars(browser).await;
        let moved = values.len() == before.len() && values.iter().zip(before).all(|(value, before)| value > before);
        if moved { Ok(values) } else { Err(format!("{values:?}")) }
    };
    browser.until(format!("the bars go beyond {before:?}"), beyond).await
}

/// Waits until no file is being read. Fails only if the bars stop moving.
pub(crate) async fn all_is_read(browser: &Browser) {
    let mut values = bars(browser).await;
    while !values.is_empty() {
        let changed = async || match bars(browser).await {
            current if current == values => Err(format!("{current:?}")),
            current => Ok(current),
        };
        values = browser.until("the bars move", changed).await;
    }
}
