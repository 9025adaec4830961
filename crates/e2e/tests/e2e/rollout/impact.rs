//! Who is hit, before it is hit; questions in proportion; progress that is never made up.

use e2e::browser::Browser;
use e2e::console::Console;
use e2e::locate::{Element, Role};
use e2e::operator::Operator;
use e2e::platform::{EMPTY_PRODUCT, LAMPS, LAMPS_NAME, Platform};
use e2e::typed::Typed;
use e2e::words::EN;
use thirtyfour::Key;

/// A page at the product of `--empty`, with one task from version to version for each pair.
async fn page_with(platform: &Platform, pairs: &[(u32, u32)]) -> Browser {
    let other = Operator::of(platform);
    for (from, target) in pairs {
        other.create(EMPTY_PRODUCT, &Typed::task(&name(*from, *target), *from, *target));
    }
    let url = format!("{}?product_id={EMPTY_PRODUCT}&lang=en", platform.url());
    let browser = Browser::open(&url).await;
    let console = Console::new(&browser, &EN);
    console.sign_in_with_token(platform.token()).await;
    for (from, target) in pairs {
        console.row(&name(*from, *target)).appears().await;
    }
    browser
}

fn name(from: u32, target: u32) -> String {
    format!("Lamp {from} to {target}")
}

fn status(platform: &Platform, task: &str) -> u8 {
    u8::try_from(platform.database().task(EMPTY_PRODUCT, task).unwrap().status).unwrap()
}

fn start_it(platform: &Platform, task: &str) {
    let id = platform.database().task(EMPTY_PRODUCT, task).unwrap().id;
    Operator::of(platform).set_status(EMPTY_PRODUCT, &id, 1);
}

fn to_type<'b>(question: &Element<'b>, label: &str) -> Element<'b> {
    question.find(Role::Field, label)
}

#[tokio::test]
async fn a_start_names_how_many_of_how_many_devices_before_it_hits_them() {
    let platform = Platform::start(&["--devices", "940", "--connects-per-second", "0"]);
    let browser = Browser::open(platform.url()).await;
    let console = Console::new(&browser, &EN);
    console.sign_in_with_token(platform.token()).await;
    console.choose_product(LAMPS_NAME).await;
    let (on, all) = (
        platform.database().devices_on(LAMPS, 5),
        [2, 3, 4, 5]
            .map(|version| platform.database().devices_on(LAMPS, version))
            .iter()
            .sum::<u64>(),
    );
    let tenths = (on * 1000 + all / 2) / all;
    let share = match tenths % 10 {
        0 => format!("{}", tenths / 10),
        tenth => format!("{}.{tenth}", tenths / 10),
    };
    // In the list, before anybody asks.
    let row = console.row("回退 5 → 3");
    row.shows(&format!("{on} of {all}")).await;
    row.shows(&format!("{share} %")).await;
    let question = console.ask(EN.start, "回退 5 → 3").await;
    question
        .shows(&format!(
            "{on} of {all} devices ({share} %) are on version 5; 0 already upgraded."
        ))
        .await;
    question.shows("a downgrade").await;
    browser.press(Key::Escape).await;
    // The same numbers, by version, below the list.
    browser.sees(&format!("{all} devices on 4 versions")).await;
    browser.finish().await;
}

#[tokio::test]
async fn profile_core_says_plainly_that_it_does_not_know() {
    let platform = Platform::start(&["--empty", "--profile", "core", "--connects-per-second", "0"]);
    let browser = page_with(&platform, &[(1, 2)]).await;
    let console = Console::new(&browser, &EN);
    browser
        .sees("How many devices a start would hit is not known here: this platform does not say how many run which version.")
        .await;
    assert!(
        !browser.text().await.contains("On from version"),
        "no column of unknowns"
    );
    let question = console.ask(EN.start, &name(1, 2)).await;
    question
        .shows("This platform does not say how many devices are on version 1.")
        .await;
    assert!(!to_type(&question, EN.target_version).is_there().await);
    question.button(EN.start).click().await;
    console.row(&name(1, 2)).shows(EN.running).await;
    browser.finish().await;
}

#[tokio::test]
async fn a_start_that_hits_most_devices_waits_for_the_target_version() {
    let platform = Platform::start(&["--empty", "--devices", "30", "--connects-per-second", "0"]);
    let browser = page_with(&platform, &[(1, 2)]).await;
    let console = Console::new(&browser, &EN);
    let task = name(1, 2);
    let question = console.ask(EN.start, &task).await;
    question.shows("30 of 30 devices (100 %) are on version 1").await;
    question.button(EN.cancel).has_focus().await;
    question.button(EN.start).click().await;
    let field = to_type(&question, EN.target_version);
    field.fill("1").await;
    question.button(EN.start).click().await;
    field.press(Key::Enter).await;
    field.fill("2").await;
    field.press(Key::Enter).await;
    question.appears().await;
    assert_eq!(
        status(&platform, &task),
        0,
        "nothing was typed, the wrong one, and Enter"
    );
    question.button(EN.start).click().await;
    console.row(&task).shows(EN.running).await;
    assert_eq!(status(&platform, &task), 1);
    browser.finish().await;
}

#[tokio::test]
async fn a_start_that_closes_a_loop_is_blocked_until_the_loop_is_typed() {
    let platform = Platform::start(&["--empty", "--connects-per-second", "0"]);
    let browser = page_with(&platform, &[(2, 3), (3, 2)]).await;
    let console = Console::new(&browser, &EN);
    start_it(&platform, &name(2, 3));
    console.button(EN.refresh).click().await;
    console.row(&name(2, 3)).shows(EN.running).await;
    let back = name(3, 2);
    let question = console.ask(EN.start, &back).await;
    question.shows("closes a loop: 3 → 2 → 3.").await;
    let field = to_type(&question, EN.loop_versions);
    for wrong in ["2", "3 2", "2 3 2"] {
        field.fill(wrong).await;
        question.button(EN.start).click().await;
    }
    question.appears().await;
    assert_eq!(status(&platform, &back), 0);
    field.fill("3-2-3").await;
    question.button(EN.start).click().await;
    console.row(&back).shows(EN.running).await;
    browser.finish().await;
}

#[tokio::test]
async fn the_other_half_of_a_loop_started_by_somebody_else_is_found_before_anything_is_sent() {
    let platform = Platform::start(&["--empty", "--connects-per-second", "0"]);
    let browser = page_with(&platform, &[(2, 3), (3, 2)]).await;
    let console = Console::new(&browser, &EN);
    let question = console.ask(EN.start, &name(3, 2)).await;
    start_it(&platform, &name(2, 3));
    question.button(EN.start).click().await;
    question.shows("Nothing was sent").await;
    question.shows("3 → 2 → 3").await;
    assert_eq!(status(&platform, &name(3, 2)), 0);
    browser.finish().await;
}

#[tokio::test]
async fn stopping_is_one_press_and_a_running_task_is_stopped_before_it_is_deleted() {
    let platform = Platform::start(&["--empty", "--connects-per-second", "0"]);
    let browser = page_with(&platform, &[(1, 2), (3, 4)]).await;
    let console = Console::new(&browser, &EN);
    for task in [name(1, 2), name(3, 4)] {
        start_it(&platform, &task);
    }
    console.button(EN.refresh).click().await;
    console.row(&name(3, 4)).shows(EN.running).await;
    console.row(&name(1, 2)).button(EN.stop).click().await;
    browser.sees("A device that is already upgrading finishes").await;
    console.row(&name(1, 2)).shows(EN.stopped).await;
    assert_eq!(status(&platform, &name(1, 2)), 0);

    let question = console.ask(EN.delete, &name(3, 4)).await;
    question.button("Stop, then delete").click().await;
    // Behind an open dialog there is no row to be found either.
    question.goes_away().await;
    console.row(&name(3, 4)).goes_away().await;
    assert_eq!(platform.database().task(EMPTY_PRODUCT, &name(3, 4)), None);
    browser.finish().await;
}

#[tokio::test]
async fn progress_is_upgraded_of_all_and_the_devices_by_version_follow() {
    let platform = Platform::start(&["--empty", "--devices", "60", "--connects-per-second", "20"]);
    let browser = page_with(&platform, &[(1, 2)]).await;
    let console = Console::new(&browser, &EN);
    let task = name(1, 2);
    console.act(EN.start, &task).await;
    console.upgraded_is(&task, "all", |count| count >= 55).await;
    let bar = "const bar = document.querySelector('tbody progress'); return [bar.value, bar.max]";
    let look = async || {
        let seen = browser.run(bar).await;
        let (done, all) = (seen[0].as_u64().unwrap_or(0), seen[1].as_u64().unwrap_or(0));
        // What has been upgraded by this task and what is left are all there are.
        if all == 60 && done >= 55 {
            Ok(())
        } else {
            Err(format!("{done} of {all}"))
        }
    };
    browser.until("the bar is upgraded of all", look).await;
    browser.finish().await;
}
