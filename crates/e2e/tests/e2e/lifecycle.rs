//! Life of a task from two picked firmware files to its deletion, compared with the database at every step.

use e2e::{
    Browser, Console, EN, FieldId, LAMPS, LAMPS_NAME, Part, Platform, THERMOSTATS, TaskDraft, fields, new_task, paths,
    set_file,
};
use thirtyfour::Key;

const NAME: &str = "Winter release";
/// A demo task of the other product. Its count shows that devices go on connecting.
const WITNESS: &str = "Power-cut fix";

#[tokio::test]
async fn a_task_is_created_from_files_started_watched_stopped_and_deleted() {
    // About 300 lamps run version 2, and each connects every 15 seconds, so the roll-out is fast but takes a while.
    let platform = Platform::start(&["--devices", "3000", "--connects-per-second", "200"]);
    let browser = Browser::open(platform.url()).await;
    let console = Console::new(&browser);
    console.sign_in_with_account(&platform, EN.sign_in_with_account).await;
    console.choose_product(LAMPS_NAME).await;
    let others: Vec<String> = ids(&platform);

    let task = create_from_files(&console).await;
    console.row(NAME).expect_text(EN.stopped).await;
    let created = platform.assert_stored(LAMPS, &task);
    assert_eq!((created.is_running, created.upgrade_count), (false, 0));
    assert_eq!(
        ids(&platform),
        [&others[..], std::slice::from_ref(&created.id)].concat()
    );

    cancel_then_start(&console, &platform, &created.id).await;
    let first = console.expect_upgrade_count(NAME, "above 0", |count| count > 0).await;
    let later = console
        .expect_upgrade_count(NAME, "rising", |count| count > first)
        .await;
    assert!(platform.database().upgraded(LAMPS, NAME) >= later);

    console.stop(NAME).await;
    assert!(!platform.is_running(LAMPS, NAME));
    let settled = settled_count(&browser, &platform).await;
    console.button(EN.refresh).click().await;
    console
        .expect_upgrade_count(NAME, "the database's count", |count| count == settled)
        .await;
    assert!(
        platform.database().devices_on(LAMPS, 2) > 0,
        "devices are left to upgrade when the task is stopped"
    );

    the_details_tell_its_life(&console).await;
    let question = console.open_confirmation(EN.delete, NAME).await;
    let text = format!("It has upgraded {settled} devices so far");
    question.expect_text(&text).await;
    question.button(EN.delete).click().await;
    question.expect_hidden().await;
    console.row(NAME).expect_hidden().await;
    assert_eq!(ids(&platform), others);
    browser.finish().await;
}

/// Checks the timeline, the link and the title of the open task.
async fn the_details_tell_its_life(console: &Console<'_>) {
    let details = console.open_details(NAME).await;
    for line in ["Created in this tab", "Started in this tab", "Stopped in this tab"] {
        details.expect_text(line).await;
    }
    details.button("Copy link to this task").expect_visible().await;
    let title = format!("{NAME} · {LAMPS_NAME} · Firmware upgrade");
    console.browser.expect_eval("document.title", title.as_str()).await;
    console.browser.press(Key::Escape).await;
    details.expect_hidden().await;
}

fn ids(platform: &Platform) -> Vec<String> {
    let tasks = platform.database().tasks(LAMPS).into_iter();
    tasks.map(|task| task.id).collect()
}

/// Creates a task from two real images. The page must compute their MD5 and size.
async fn create_from_files(console: &Console<'_>) -> TaskDraft {
    let mut task = new_task(NAME, 2, 6);
    let (old, new) = (paths::firmware("htc_9271.fw"), paths::firmware("OVMF_CODE.fd"));
    set_file(&mut task.from, &old);
    set_file(&mut task.target, &new);
    let form = console.open_create().await;
    for (group, file) in [(form.from(), &old), (form.target(), &new)] {
        form.set_file(&group, file).await;
        group.expect_text(&file.file_name().unwrap().to_string_lossy()).await;
    }
    for field in fields() {
        if !matches!(field, FieldId::Firmware(_, Part::Md5 | Part::Size)) {
            form.field(field).fill(task.text(field)).await;
        }
    }
    form.expect_input(&task).await;
    form.create().await;
    task
}

/// Checks that the confirmation names the task, product and versions and that Enter cancels it, then starts the task.
async fn cancel_then_start(console: &Console<'_>, platform: &Platform, id: &str) {
    let question = console.open_confirmation(EN.start, NAME).await;
    for text in [id, LAMPS_NAME, "version 2", "version 6", "This can’t be undone."] {
        question.expect_text(text).await;
    }
    question.button(EN.cancel).expect_focus().await;
    console.browser.press(thirtyfour::Key::Enter).await;
    question.expect_hidden().await;
    console.row(NAME).expect_text(EN.stopped).await;
    assert!(!platform.is_running(LAMPS, NAME));

    console.start(NAME).await;
    assert!(platform.is_running(LAMPS, NAME));
}

/// Waits until the upgrade count does not change while 40 other devices upgrade, and returns it.
async fn settled_count(browser: &Browser, platform: &Platform) -> u64 {
    let database = platform.database();
    platform.set_running(THERMOSTATS, WITNESS, true);
    let settled = async || {
        let before = database.upgraded(LAMPS, NAME);
        let goal = database.upgraded(THERMOSTATS, WITNESS) + 40;
        let others = async || database.upgraded(THERMOSTATS, WITNESS);
        browser
            .wait_until("other devices go on connecting", others, |count| *count >= goal)
            .await;
        match database.upgraded(LAMPS, NAME) {
            after if after == before => Ok(after),
            after => Err(format!("{before}, then {after}")),
        }
    };
    browser.wait_for("the count settles", settled).await
}
