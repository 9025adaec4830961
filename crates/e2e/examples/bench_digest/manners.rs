//! Responsiveness: the load of the main thread while a file is digested, and the time to cancel.

use crate::files::{Files, Sample};
use crate::page::Page;
use crate::report::{Report, Target, Unit};
use crate::rounds::Figure;
use crate::{Outcome, say};
use e2e::browser::Browser;
use e2e::console::Console;
use e2e::platform::{LAMPS_NAME, Platform};
use e2e::words::EN;
use serde_json::{Value, json};

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

/// Script that waits until a field holds the digest and returns the longest task and gap; `null` after 20 s.
const RESULT: &str = "
    const until = performance.now() + 20000;
    return new Promise((resolve) => {
        const look = () => {
            const found = [...document.querySelectorAll('input')].some((input) => input.value === MD5);
            if (!found && performance.now() < until) return setTimeout(look, 50);
            // The delay lets the observer deliver its last entries.
            setTimeout(() => resolve(found ? window.benchWatch : null), 200);
        };
        look();
    });";

/// Measures main thread and cancelling.
pub async fn measure(platform: &Platform, files: &Files, rounds: usize, report: &mut Report) -> Outcome<()> {
    main_thread(platform, files, report).await?;
    cancelling(platform, files, rounds, report).await
}

/// Measures the main thread of the console while a file is digested for each of the two versions.
async fn main_thread(platform: &Platform, files: &Files, report: &mut Report) -> Outcome<()> {
    say("the console's main thread while it digests 1 GiB, twice (seconds)");
    let browser = Browser::open_unrecorded(&format!("{}?lang=en", platform.url())).await;
    let console = Console::new(&browser, &EN);
    console.sign_in_with_token(platform.token()).await;
    console.choose_product(LAMPS_NAME).await;
    let form = console.open_create().await;
    browser.run(OBSERVE).await;
    let mut results = Vec::new();
    for (group, sample) in [(form.from(), &files.large), (form.target(), &files.other)] {
        form.pick(&group, &sample.path).await;
        results.push(observed(&browser, sample).await);
    }
    browser.finish().await;
    let results: Vec<(f64, f64)> = results.into_iter().collect::<Outcome<_>>()?;
    let task = results.iter().map(|result| result.0).fold(0.0, f64::max);
    let gap = results.iter().map(|result| result.1).fold(0.0, f64::max);
    let target = Some(Target::AtMost(LONG_TASK, ""));
    let what = "longest main-thread task of the console while it digests 1 GiB";
    if task > 0.0 {
        report.row(what, Figure::of(&[task]), Unit::Milliseconds, target);
    } else {
        let measured = format!("none over 50 ms; longest gap {gap:.1} ms");
        report.row_in_words(what, measured, Target::AtMost(LONG_TASK, ""), true);
    }
    report.raw(
        "main thread: longest gap between two timers",
        Figure::of(&[gap]),
        Unit::Milliseconds,
    );
    Ok(())
}

/// Waits for the digest and returns the longest task (0 if none was long) and the longest gap, in milliseconds.
async fn observed(browser: &Browser, sample: &Sample) -> Outcome<(f64, f64)> {
    let script = RESULT.replace("MD5", &json!(sample.md5).to_string());
    // The script waits 20 seconds.
    for _ in 0..4 {
        let result = browser.run(&script).await;
        if result != Value::Null {
            let number = |key: &str| result[key].as_f64().unwrap_or(f64::NAN);
            return Ok((number("task"), number("gap")));
        }
    }
    Err("the console fills in no digest or a wrong one: check that picking a file works".to_owned())
}

/// Measures cancelling in the benchmark's page, at times spread over the file.
async fn cancelling(platform: &Platform, files: &Files, rounds: usize, report: &mut Report) -> Outcome<()> {
    say("cancelling (seconds)");
    let waits = Page::with(platform, &[&files.large], async |page| {
        let whole = page.files(&[&[0]]).await?;
        let mut waits = Vec::new();
        for round in 0..rounds {
            // Multiples of the golden ratio spread evenly and do not align with the reads.
            let moment = whole * 0.05f64.max(0.85 * (0.618_034 * round as f64).fract());
            waits.push(page.cancel(0, moment as u64).await?);
        }
        Ok(waits)
    })
    .await?;
    let figure = Figure::of(&waits);
    report.row(
        &format!("from cancelling to the worker's confirmation, maximum of {rounds}"),
        Figure::of(&[figure.most]),
        Unit::Milliseconds,
        Some(Target::AtMost(LONG_TASK, "")),
    );
    report.raw("cancelling", figure, Unit::Milliseconds);
    Ok(())
}
