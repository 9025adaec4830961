//! The platform crashes while a task is created.

use e2e::{Browser, Console, EN, LAMPS, LAMPS_NAME, Platform, new_task};

const ARGS: &[&str] = &["--connects-per-second", "0"];

#[tokio::test]
async fn typed_input_survives_a_crash_of_the_platform() {
    let mut platform = Platform::start(ARGS);
    let browser = Browser::open(platform.url()).await;
    browser.allow_log(&["net::ERR_"]);
    let console = Console::new(&browser);
    console.sign_in_with_account(&platform, EN.sign_in_with_account).await;
    console.choose_product(LAMPS_NAME).await;
    let form = console.open_create().await;
    let task = new_task("Outlives the platform", 2, 6);
    form.fill(&task).await;

    platform.kill();
    form.submit().await;
    form.dialog.expect_text("The platform can’t be reached.").await;
    form.dialog
        .expect_text("It isn’t known whether the task was created")
        .await;
    form.expect_input(&task).await;

    platform.restart(ARGS);
    form.create().await;
    console.row(&task.name).expect_text(EN.stopped).await;
    let tasks = platform.database().tasks(LAMPS);
    let created: Vec<_> = tasks.iter().filter(|row| row.typed == task).collect();
    assert_eq!(created.len(), 1, "{tasks:#?}");
    browser.finish().await;
}
