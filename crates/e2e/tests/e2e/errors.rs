//! Errors of the platform appear beside the field they concern and keep the typed input.

use e2e::browser::Browser;
use e2e::console::Console;
use e2e::labels::EN;
use e2e::platform::{LAMPS, LAMPS_NAME, Platform};
use e2e::task_input::{Field, Part, TaskInput};

#[tokio::test]
async fn a_conflict_with_another_operators_task_is_shown_at_the_field() {
    let platform = Platform::start(&["--connects-per-second", "0"]);
    let browser = Browser::open(platform.url()).await;
    browser.allow_log(&["status of 400"]);
    let console = Console::at_lamps(&browser, &platform).await;
    let form = console.open_create().await;
    let mut task = TaskInput::new("Wanted by two", 2, 6);
    form.fill(&task).await;

    platform.create_task(LAMPS, &TaskInput::new("Wanted by two", 90, 91));
    form.submit().await;
    let name = form.field(Field::Name);
    name.expect_focus().await;
    name.expect_description("A task of this product has this name already.")
        .await;
    name.expect_invalid().await;
    form.expect_input(&task).await;

    task.name = "Mine".to_owned();
    name.fill(&task.name).await;
    platform.create_task(LAMPS, &TaskInput::new("Starts at the same version", 2, 91));
    form.submit().await;
    let version = form.field(Field::From(Part::Version));
    version.expect_focus().await;
    version.expect_description("starts at this version already.").await;
    version.expect_invalid().await;
    form.expect_input(&task).await;

    task.from.version = "4".to_owned();
    version.fill("4").await;
    form.create().await;
    platform.assert_stored(LAMPS, &task);
    browser.finish().await;
}

#[tokio::test]
async fn typed_input_survives_a_crash_of_the_platform() {
    let mut platform = Platform::start(&["--connects-per-second", "0"]);
    let browser = Browser::open(platform.url()).await;
    browser.allow_log(&["net::ERR_"]);
    let console = Console::new(&browser);
    console.sign_in_with_account(&platform, EN.sign_in_with_account).await;
    console.choose_product(LAMPS_NAME).await;
    let form = console.open_create().await;
    let task = TaskInput::new("Outlives the platform", 2, 6);
    form.fill(&task).await;

    platform.kill();
    form.submit().await;
    form.dialog.expect_text("The platform could not be reached.").await;
    form.dialog
        .expect_text("It is not known whether the task was created: the list could not be read")
        .await;
    form.expect_input(&task).await;

    platform.restart();
    form.create().await;
    console.row(&task.name).expect_text(EN.stopped).await;
    let tasks = platform.database().tasks(LAMPS);
    let created: Vec<_> = tasks.iter().filter(|row| task.is(row, LAMPS)).collect();
    assert_eq!(created.len(), 1, "{tasks:#?}");
    browser.finish().await;
}
