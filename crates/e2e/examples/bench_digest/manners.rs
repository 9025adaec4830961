//! How free the main thread stays while a file is digested, and how soon cancelling stops the worker.

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

/// What the browser itself calls a long task, in milliseconds: it tells of no shorter ones.
const LONG: f64 = 50.0;

/// Watches the main thread from the moment a file is picked: the browser's own long tasks, and the longest time in
/// which a timer that is always due did not come.
const WATCH: &str = "
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

/// Waits in the page until a field holds the digest, then returns the longest task and gap; `null` after 20 s.
const SEEN: &str = "
    const until = performance.now() + 20000;
    return new Promise((resolve) => {
        const look = () => {
            const there = [...document.querySelectorAll('input')].some((input) => input.value === MD5);
            if (!there && performance.now() < until) return setTimeout(look, 50);
            // What the observer has yet to say comes first.
            setTimeout(() => resolve(there ? window.benchWatch : null), 200);
        };
        look();
    });";

/// Measures both.
pub async fn measure(platform: &Platform, files: &Files, rounds: usize, report: &mut Report) -> Outcome<()> {
    main_thread(platform, files, report).await?;
    cancelling(platform, files, rounds, report).await
}

/// In the console itself: an operator picks a file for each of the two versions.
async fn main_thread(platform: &Platform, files: &Files, report: &mut Report) -> Outcome<()> {
    say("the console's main thread while it digests 1 GiB, twice (seconds)");
    let browser = Browser::open_unrecorded(&format!("{}?lang=en", platform.url())).await;
    let console = Console::new(&browser, &EN);
    console.sign_in_with_token(platform.token()).await;
    console.choose_product(LAMPS_NAME).await;
    let form = console.open_create().await;
    browser.run(WATCH).await;
    let mut seen = Vec::new();
    for (group, sample) in [(form.from(), &files.large), (form.target(), &files.other)] {
        form.pick(&group, &sample.path).await;
        seen.push(watched(&browser, sample).await);
    }
    browser.finish().await;
    let seen: Vec<(f64, f64)> = seen.into_iter().collect::<Outcome<_>>()?;
    let task = seen.iter().map(|seen| seen.0).fold(0.0, f64::max);
    let gap = seen.iter().map(|seen| seen.1).fold(0.0, f64::max);
    let target = Some(Target::AtMost(LONG, ""));
    let what = "longest main-thread task of the console while it digests 1 GiB";
    if task > 0.0 {
        report.row(what, Figure::of(&[task]), Unit::Milliseconds, target);
    } else {
        let said = format!("none over 50 ms; longest gap {gap:.1} ms");
        report.row_in_words(what, said, Target::AtMost(LONG, ""), true);
    }
    report.raw(
        "main thread: longest gap between two timers",
        Figure::of(&[gap]),
        Unit::Milliseconds,
    );
    Ok(())
}

/// The longest task, 0 if none was long, and the longest gap.
async fn watched(browser: &Browser, sample: &Sample) -> Outcome<(f64, f64)> {
    let script = SEEN.replace("MD5", &json!(sample.md5).to_string());
    // Four times twenty seconds.
    for _ in 0..4 {
        let seen = browser.run(&script).await;
        if seen != Value::Null {
            let number = |key: &str| seen[key].as_f64().unwrap_or(f64::NAN);
            return Ok((number("task"), number("gap")));
        }
    }
    Err("the console fills in no digest, or a wrong one: see whether picking a file works in it".to_owned())
}

/// In the bench's page, at moments spread over the file.
async fn cancelling(platform: &Platform, files: &Files, rounds: usize, report: &mut Report) -> Outcome<()> {
    say("cancelling (seconds)");
    let waits = Page::with(platform, &[&files.large], async |page| {
        let whole = page.files(&[&[0]]).await?;
        let mut waits = Vec::new();
        for round in 0..rounds {
            // The golden ratio spreads any number of them evenly and follows no rhythm of the reading.
            let moment = whole * 0.05f64.max(0.85 * (0.618_034 * round as f64).fract());
            waits.push(page.cancel(0, moment as u64).await?);
        }
        Ok(waits)
    })
    .await?;
    let figure = Figure::of(&waits);
    report.row(
        &format!("from cancelling to the worker's answer, worst of {rounds}"),
        Figure::of(&[figure.most]),
        Unit::Milliseconds,
        Some(Target::AtMost(LONG, "")),
    );
    report.raw("cancelling", figure, Unit::Milliseconds);
    Ok(())
}
