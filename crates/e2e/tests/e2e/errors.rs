//! Errors of the platform appear beside the field they concern and keep the typed input.

use e2e::browser::Browser;
use e2e::console::Console;
use e2e::operator::Operator;
use e2e::platform::{LAMPS, LAMPS_NAME, Platform};
use e2e::typed::{Field, Part, Typed};
use e2e::words::EN;

#[tokio::test]
async fn a_conflict_with_another_operators_task_is_shown_at_the_field() {
    let platform = Platform::start(&["--connects-per-second", "0"]);
    let browser = Browser::open(platform.url()).await;
    browser.expect_in_log("status of 400");
    let console = Console::new(&browser, &EN);
    console.sign_in_with_token(platform.token()).await;
    console.choose_product(LAMPS_NAME).await;
    let form = console.open_create().await;
    let mut task = Typed::task("Wanted by two", 2, 6);
    form.fill(&task).await;

    let other = Operator::of(&platform);
    other.create(LAMPS, &Typed::task("Wanted by two", 90, 91));
    form.submit().await;
    let name = form.field(Field::Name);
    name.has_focus().await;
    is_invalid(&name, "A task of this product has this name already.").await;
    form.holds(&task).await;

    task.name = "Mine".to_owned();
    name.fill(&task.name).await;
    other.create(LAMPS, &Typed::task("Starts at the same version", 2, 91));
    form.submit().await;
    let version = form.field(Field::From(Part::Version));
    version.has_focus().await;
    is_invalid(&version, "starts at this version already.").await;
    form.holds(&task).await;

    task.from.version = "4".to_owned();
    version.fill("4").await;
    form.create().await;
    assert!(task.is(&platform.database().task(LAMPS, "Mine").unwrap(), LAMPS));
    browser.finish().await;
}

/// Checks that a field is invalid and described by `part`, which the platform's message and the form's own share.
async fn is_invalid(field: &e2e::locate::Element<'_>, part: &str) {
    let description = field.description().await.join("\n");
    assert!(description.contains(part), "{description}");
    assert_eq!(field.attribute("aria-invalid").await.as_deref(), Some("true"));
}

#[tokio::test]
async fn typed_input_survives_a_crash_of_the_platform() {
    let mut platform = Platform::start(&["--connects-per-second", "0"]);
    let browser = Browser::open(platform.url()).await;
    browser.expect_in_log("net::ERR_");
    let console = Console::new(&browser, &EN);
    console.sign_in_with_account(&platform).await;
    console.choose_product(LAMPS_NAME).await;
    let form = console.open_create().await;
    let task = Typed::task("Outlives the platform", 2, 6);
    form.fill(&task).await;

    platform.kill();
    form.submit().await;
    form.dialog.shows("The platform could not be reached.").await;
    form.dialog
        .shows("It is not known whether the task was created: the list could not be read")
        .await;
    form.holds(&task).await;

    platform.restart();
    form.create().await;
    console.row(&task.name).shows(EN.stopped).await;
    let tasks = platform.database().tasks(LAMPS);
    let created: Vec<_> = tasks.iter().filter(|row| task.is(row, LAMPS)).collect();
    assert_eq!(created.len(), 1, "{tasks:#?}");
    browser.finish().await;
}
