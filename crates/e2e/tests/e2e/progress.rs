//! Progress bars of the files that the create dialog reads.

use e2e::Browser;
use serde_json::Value;

pub const MIB: u64 = 1 << 20;

/// Values of the dialog's progress bars: bytes digested of each file that is being read.
pub async fn progress(browser: &Browser) -> Vec<f64> {
    let state = "[...document.querySelectorAll('dialog[open] progress')].map(bar => bar.value)";
    let values = browser.eval(state).await;
    let values = values.as_array().into_iter().flatten();
    values.filter_map(Value::as_f64).collect()
}

/// Waits until every bar is beyond its value in `before`, and returns the new values.
pub async fn progress_after(browser: &Browser, before: &[f64]) -> Vec<f64> {
    let is_beyond = |values: &Vec<f64>| {
        values.len() == before.len() && values.iter().zip(before).all(|(value, before)| value > before)
    };
    let what = format!("the bars go beyond {before:?}");
    browser
        .wait_until(what, async || progress(browser).await, is_beyond)
        .await
}

/// Waits until no file is being read. Fails only if the bars stop moving.
pub async fn all_is_read(browser: &Browser) {
    let mut values = progress(browser).await;
    while !values.is_empty() {
        let read = async || progress(browser).await;
        values = browser
            .wait_until("the bars move", read, |current| *current != values)
            .await;
    }
}
