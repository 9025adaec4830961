//! Life of a task from two picked firmware files to its deletion, compared with the database at every step.

use e2e::browser::Browser;
use e2e::console::{Console, Form};
use e2e::locate::Element;
use e2e::operator::Operator;
use e2e::places;
use e2e::platform::{LAMPS, LAMPS_NAME, Platform, THERMOSTATS};
use e2e::typed::{Field, Part, Typed};
use e2e::words::EN;
use std::path::Path;
use std::process::Command;

const NAME: &str = "Winter release";
/// A demo task of the other product. Its count shows that devices go on connecting.
const WITNESS: &str = "Power-cut fix";

#[tokio::test]
async fn a_task_is_created_from_files_started_watched_stopped_and_deleted() {
    // About 300 lamps run version 2, and each connects every 15 seconds, so the roll-out is fast but takes a while.
    let platform = Platform::start(&["--devices", "3000", "--connects-per-second", "200"]);
    let browser = Browser::open(platform.url()).await;
    let console = Console::new(&browser, &EN);
    console.sign_in_with_account(&platform).await;
    console.choose_product(LAMPS_NAME).await;
    let others: Vec<String> = ids(&platform);

    let task = create_from_files(&console).await;
    console.row(NAME).shows(EN.stopped).await;
    let created = platform.database().task(LAMPS, NAME).unwrap();
    assert!(task.is(&created, LAMPS), "{created:#?} is not {task:#?}");
    assert_eq!((created.status, created.upgrade_count), (0, 0));
    assert_eq!(
        ids(&platform),
        [others.as_slice(), std::slice::from_ref(&created.id)].concat()
    );

    cancel_then_start(&console, &platform, &created.id).await;
    let first = console.upgraded_is(NAME, "above 0", |count| count > 0).await;
    let later = console.upgraded_is(NAME, "rising", |count| count > first).await;
    assert!(platform.database().upgraded(LAMPS, NAME) >= later);

    console.act(EN.stop, NAME).await;
    console.row(NAME).shows(EN.stopped).await;
    assert_eq!(platform.database().task(LAMPS, NAME).unwrap().status, 0);
    let settled = settled_count(&browser, &platform).await;
    console.button(EN.refresh).click().await;
    console
        .upgraded_is(NAME, "the database's count", |count| count == settled)
        .await;
    assert!(
        platform.database().devices_on(LAMPS, 2) > 0,
        "devices are left to upgrade when the task is stopped"
    );

    let question = console.ask(EN.delete, NAME).await;
    question
        .shows(&format!("It has upgraded {settled} devices so far"))
        .await;
    question.button(EN.delete).click().await;
    console.row(NAME).goes_away().await;
    assert_eq!(ids(&platform), others);
    browser.finish().await;
}

/// Ids of all tasks of the lamps.
fn ids(platform: &Platform) -> Vec<String> {
    platform
        .database()
        .tasks(LAMPS)
        .into_iter()
        .map(|task| task.id)
        .collect()
}

/// Creates a task from two real images. The page must compute the values of `md5sum` and `stat`.
async fn create_from_files(console: &Console<'_>) -> Typed {
    let mut task = Typed::task(NAME, 2, 6);
    let (old, new) = (places::firmware("htc_9271.fw"), places::firmware("OVMF_CODE.fd"));
    for (firmware, file) in [(&mut task.from, &old), (&mut task.target, &new)] {
        firmware.md5 = first_word_of("md5sum", &[], file);
        firmware.size = first_word_of("stat", &["--format=%s"], file);
    }
    let form = console.open_create().await;
    pick(&form, &form.from(), &old).await;
    pick(&form, &form.target(), &new).await;
    for field in Field::ALL {
        let computed = matches!(
            field,
            Field::From(Part::Md5 | Part::Size) | Field::Target(Part::Md5 | Part::Size)
        );
        if !computed {
            form.field(field).fill(task.text(field)).await;
        }
    }
    form.holds(&task).await;
    form.create().await;
    task
}

async fn pick<'b>(form: &Form<'b>, group: &Element<'b>, file: &Path) {
    form.pick(group, file).await;
    group.shows(&file.file_name().unwrap().to_string_lossy()).await;
}

/// First word of a command's output for a file.
fn first_word_of(command: &str, arguments: &[&str], file: &Path) -> String {
    let output = Command::new(command).args(arguments).arg(file).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.split_whitespace().next().unwrap().to_owned()
}

/// Checks that the confirmation names the task, product and versions and that Enter cancels it, then starts the task.
async fn cancel_then_start(console: &Console<'_>, platform: &Platform, id: &str) {
    let question = console.ask(EN.start, NAME).await;
    for text in [id, LAMPS_NAME, "version 2", "version 6", "There is no undo."] {
        question.shows(text).await;
    }
    question.button(EN.cancel).has_focus().await;
    console.browser.press(thirtyfour::Key::Enter).await;
    question.goes_away().await;
    console.row(NAME).shows(EN.stopped).await;
    assert_eq!(platform.database().task(LAMPS, NAME).unwrap().status, 0);

    console.act(EN.start, NAME).await;
    console.row(NAME).shows(EN.running).await;
    assert_eq!(platform.database().task(LAMPS, NAME).unwrap().status, 1);
}

/// Waits until the upgrade count does not change while 40 other devices upgrade, and returns it.
async fn settled_count(browser: &Browser, platform: &Platform) -> u64 {
    let database = platform.database();
    let witness = database.task(THERMOSTATS, WITNESS).unwrap();
    Operator::of(platform).set_status(THERMOSTATS, &witness.id, 1);
    let settled = async || {
        let before = database.upgraded(LAMPS, NAME);
        let goal = database.upgraded(THERMOSTATS, WITNESS) + 40;
        let reached = async || match database.upgraded(THERMOSTATS, WITNESS) {
            count if count >= goal => Ok(()),
            count => Err(format!("{count} of {goal}")),
        };
        browser.until("other devices go on connecting", reached).await;
        match database.upgraded(LAMPS, NAME) {
            after if after == before => Ok(after),
            after => Err(format!("{before}, then {after}")),
        }
    };
    browser.until("the count settles", settled).await
}
