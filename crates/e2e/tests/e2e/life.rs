//! The life of a task, from two picked firmware files to its deletion; the database agrees at every step.

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
/// A demo task of the other product: what it counts shows that devices go on connecting.
const WITNESS: &str = "Power-cut fix";

#[tokio::test]
async fn a_task_is_created_from_files_started_watched_stopped_and_deleted() {
    // About 300 lamps on version 2, each of which connects every 15 seconds: fast, and not over in a moment.
    let platform = Platform::start(&["--devices", "3000", "--connects-per-second", "200"]);
    let browser = Browser::open(platform.url()).await;
    let console = Console::new(&browser, &EN);
    console.sign_in_with_account(&platform).await;
    console.choose_product(LAMPS_NAME).await;
    let others: Vec<String> = ids(&platform);

    let task = create_from_files(&console).await;
    console.row(NAME).shows(EN.stopped).await;
    let made = platform.database().task(LAMPS, NAME).unwrap();
    assert!(task.is(&made, LAMPS), "{made:#?} is not {task:#?}");
    assert_eq!((made.status, made.upgrade_count), (0, 0));
    assert_eq!(
        ids(&platform),
        [others.as_slice(), std::slice::from_ref(&made.id)].concat()
    );

    start_after_thinking_twice(&console, &platform, &made.id).await;
    let first = console.upgraded_is(NAME, "above 0", |count| count > 0).await;
    let later = console.upgraded_is(NAME, "rising", |count| count > first).await;
    assert!(platform.database().upgraded(LAMPS, NAME) >= later);

    console.act(EN.stop, NAME).await;
    console.row(NAME).shows(EN.stopped).await;
    assert_eq!(platform.database().task(LAMPS, NAME).unwrap().status, 0);
    let settled = settled_count(&browser, &platform).await;
    console.button(EN.refresh).click().await;
    console
        .upgraded_is(NAME, "what the database says", |count| count == settled)
        .await;
    assert!(
        platform.database().devices_on(LAMPS, 2) > 0,
        "it stopped because nothing was left"
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

fn ids(platform: &Platform) -> Vec<String> {
    platform
        .database()
        .tasks(LAMPS)
        .into_iter()
        .map(|task| task.id)
        .collect()
}

/// Fills the form with two real images; the page computes what `md5sum` and `stat` say.
async fn create_from_files(console: &Console<'_>) -> Typed {
    let mut task = Typed::task(NAME, 2, 6);
    let (old, new) = (places::firmware("htc_9271.fw"), places::firmware("OVMF_CODE.fd"));
    for (firmware, file) in [(&mut task.from, &old), (&mut task.target, &new)] {
        firmware.md5 = said_by("md5sum", &[], file);
        firmware.size = said_by("stat", &["--format=%s"], file);
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

/// The first word a command prints about a file.
fn said_by(command: &str, arguments: &[&str], file: &Path) -> String {
    let output = Command::new(command).args(arguments).arg(file).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.split_whitespace().next().unwrap().to_owned()
}

/// The question names everything; Enter, pressed too fast, cancels.
async fn start_after_thinking_twice(console: &Console<'_>, platform: &Platform, id: &str) {
    let question = console.ask(EN.start, NAME).await;
    for said in [id, LAMPS_NAME, "version 2", "version 6", "There is no undo."] {
        question.shows(said).await;
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

/// The count, once it stays the same while a good many devices connect.
async fn settled_count(browser: &Browser, platform: &Platform) -> u64 {
    let database = platform.database();
    let witness = database.task(THERMOSTATS, WITNESS).unwrap();
    Operator::of(platform).set_status(THERMOSTATS, &witness.id, 1);
    let settled = async || {
        let before = database.upgraded(LAMPS, NAME);
        let goal = database.upgraded(THERMOSTATS, WITNESS) + 40;
        let goes_on = async || match database.upgraded(THERMOSTATS, WITNESS) {
            count if count >= goal => Ok(()),
            count => Err(format!("{count} of {goal}")),
        };
        browser.until("other devices go on connecting", goes_on).await;
        match database.upgraded(LAMPS, NAME) {
            after if after == before => Ok(after),
            after => Err(format!("{before}, then {after}")),
        }
    };
    browser.until("the count settles", settled).await
}
