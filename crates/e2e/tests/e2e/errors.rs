//! What goes wrong on the platform's side lands where it belongs, and loses nothing that was typed.

use e2e::browser::Browser;
use e2e::console::Console;
use e2e::operator::Operator;
use e2e::platform::{LAMPS, LAMPS_NAME, Platform};
use e2e::typed::{Field, Part, Typed};
use e2e::words::EN;

#[tokio::test]
async fn what_another_operator_took_meanwhile_is_said_beside_its_field() {
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
    says(&name, "A task of this product has this name already.").await;
    form.holds(&task).await;

    task.name = "Mine".to_owned();
    name.fill(&task.name).await;
    other.create(LAMPS, &Typed::task("Starts at the same version", 2, 91));
    form.submit().await;
    let version = form.field(Field::From(Part::Version));
    version.has_focus().await;
    says(&version, "starts at this version already.").await;
    form.holds(&task).await;

    task.from.version = "4".to_owned();
    version.fill("4").await;
    form.create().await;
    assert!(task.is(&platform.database().task(LAMPS, "Mine").unwrap(), LAMPS));
    browser.finish().await;
}

/// The platform's sentence or the form's own, which knows as much once the list is read again: both name the problem.
async fn says(field: &e2e::locate::Element<'_>, part: &str) {
    let said = field.description().await.join("\n");
    assert!(said.contains(part), "{said}");
    assert_eq!(field.attribute("aria-invalid").await.as_deref(), Some("true"));
}

#[tokio::test]
async fn a_platform_that_dies_while_the_form_is_open_loses_nothing_typed() {
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
    let made: Vec<_> = tasks.iter().filter(|row| task.is(row, LAMPS)).collect();
    assert_eq!(made.len(), 1, "{tasks:#?}");
    browser.finish().await;
}
