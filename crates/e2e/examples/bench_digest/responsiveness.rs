//! Responsiveness: the load of the main thread while a file is digested, and the time to cancel.

use crate::files::Files;
use crate::page::{Page, open};
use crate::report::{Report, Target, Unit};
use crate::{rounds, say};
use e2e::stats::Summary;
use e2e::{Console, Platform};
use serde_json::json;

/// Minimum duration of a long task in milliseconds. The browser does not report shorter tasks.
const LONG_TASK: f64 = 50.0;

/// Script that observes the main thread after a file is picked: long tasks reported by the browser, and the longest gap
/// between two calls of a timer without delay.
const OBSERVE: &str = "
    const watch = window.benchWatch = { from: Infinity, task: 0, gap: 0 };
    document.addEventListener('change', (event) => Object.assign(watch, { from: event.timeStamp, task: 0, gap: 0 }), true);
    new PerformanceObserver((list) => list.getEntries().forEach((task) => {
        if (task.startTime + task.duration > watch.from) watch.task = Math.max(watch.task, task.duration);
    })).observe({ type: 'longtask' });
    let last = performance.now();
    const tick = () => {
        const now = performance.now();
        if (last >= watch.from) watch.gap = Math.max(watch.gap, now - last);
        last = now;
        setTimeout(tick, 0);
    };
    tick();";

/// Script that waits until a field holds the digest and returns the longest task and gap. A check from outside would
/// load the main thread.
const RESULT: &str = "return new Promise((resolve) => {
    const look = () => {
        const found = [...document.querySelectorAll('input')].some((input) => input.value === MD5);
        if (!found) return setTimeout(look, 50);
        // The delay lets the observer deliver its last entries.
        setTimeout(() => resolve([benchWatch.task, benchWatch.gap]), 200);
    };
    look();
});";

/// Measures main thread and cancelling.
pub async fn measure(platform: &Platform, files: &Files, report: &mut Report) {
    main_thread(platform, files, report).await;
    cancelling(platform, files, report).await;
}

/// Measures the main thread of the console while a file is digested for each of the two versions.
async fn main_thread(platform: &Platform, files: &Files, report: &mut Report) {
    say("the console's main thread while it digests 1 GiB, twice (seconds)");
    let browser = open(&format!("{}?lang=en", platform.url())).await;
    let form = Console::at_lamps(&browser, platform).await.open_create().await;
    browser.run(OBSERVE).await;
    let (mut task, mut gap) = (0.0_f64, 0.0_f64);
    for (group, sample) in [(form.from(), &files.large), (form.target(), &files.other)] {
        form.set_file(&group, &sample.path).await;
        let result = browser
            .run(&RESULT.replace("MD5", &json!(sample.md5).to_string()))
            .await;
        let [longest_task, longest_gap] = serde_json::from_value(result).expect("two times");
        (task, gap) = (task.max(longest_task), gap.max(longest_gap));
    }
    browser.finish().await;
    let what = "longest main-thread task of the console while it digests 1 GiB";
    let target = Target::AtMost(LONG_TASK, "");
    if task > 0.0 {
        report.row(what, Summary::of(&[task]), Unit::Milliseconds, Some(target));
    } else {
        let measured = format!("none over 50 ms; longest gap {gap:.1} ms");
        report.met_row(what, measured, Unit::Milliseconds, target);
    }
    let what = "main thread: longest gap between two timers";
    report.raw(what, &[gap], Unit::Milliseconds);
}

/// Measures cancelling in the benchmark's page, at times spread over the file.
async fn cancelling(platform: &Platform, files: &Files, report: &mut Report) {
    say("cancelling (seconds)");
    let page = Page::open(platform, &[&files.large]).await;
    let whole = page.files(&[&[0]]).await;
    let mut waits = Vec::new();
    for round in 0..rounds() {
        // Multiples of the golden ratio spread evenly and do not align with the reads.
        let moment = whole * 0.05f64.max(0.85 * (0.618_034 * round as f64).fract());
        waits.push(page.cancel(0, moment).await);
    }
    page.finish().await;
    let longest = Summary::of(&[Summary::of(&waits).max]);
    let what = format!("from cancelling to the worker's confirmation, maximum of {}", rounds());
    let target = Target::AtMost(LONG_TASK, "");
    report.row(&what, longest, Unit::Milliseconds, Some(target));
    report.raw("cancelling", &waits, Unit::Milliseconds);
}
