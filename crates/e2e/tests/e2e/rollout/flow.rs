//! Creating a task with the firmware library, uploads and the review.

use crate::selected_files::md5sum;
use e2e::browser::Browser;
use e2e::console::{Console, Form};
use e2e::locate::{Element, Role};
use e2e::places;
use e2e::platform::{EMPTY_PRODUCT, LAMPS, LAMPS_NAME, Platform};
use e2e::typed::{Field, Part, Typed};
use e2e::words::EN;
use std::fs;
use std::path::Path;

const LIBRARY: &str = "Firmware library";

/// Opens the product without tasks of the platform at this address.
async fn open(url: &str) -> Browser {
    Browser::open(&format!("{url}?product_id={EMPTY_PRODUCT}")).await
}

/// Signs in with a token at the product without tasks.
async fn signed_in<'b>(browser: &'b Browser, platform: &Platform) -> Console<'b> {
    let console = Console::new(browser, &EN);
    console.sign_in_with_token(platform.token()).await;
    browser.sees("No upgrade task yet").await;
    console
}

/// Picks a version of the library for one side (`from` or `target`).
async fn pick_version(browser: &Browser, side: &str, version: u32) {
    let script = "const picker = document.getElementById(`create-${arguments[0]}-library`);
        picker.open = true;
        const found = [...picker.querySelectorAll('button')]
            .find(b => b.querySelector('strong').innerText.trim().endsWith(arguments[1]));
        if (found) found.click();
        return Boolean(found)";
    let pick = async || {
        let arguments = vec![side.into(), version.to_string().into()];
        match browser.script(script, arguments).await? {
            serde_json::Value::Bool(true) => Ok(()),
            _ => Err(format!("no version {version} in {LIBRARY}")),
        }
    };
    browser.until(format!("version {version} is picked"), pick).await;
}

#[tokio::test]
async fn a_task_with_library_versions_is_reviewed_created_and_started_and_devices_upgrade() {
    let platform = Platform::start(&["--devices", "3000", "--connects-per-second", "200"]);
    let browser = Browser::open(platform.url()).await;
    let console = Console::new(&browser, &EN);
    console.sign_in_with_token(platform.token()).await;
    console.choose_product(LAMPS_NAME).await;
    let form = console.open_create().await;
    form.field(Field::Name).fill("From the library").await;
    form.field(Field::Description).fill("Nothing typed by hand").await;
    // Many devices run version 2, and no task starts at it. The library has no WIFI file of it, so its fields are
    // typed.
    let typed = Typed::task("From the library", 2, 5);
    for part in [Part::Version, Part::Url, Part::Md5, Part::Size] {
        form.field(Field::From(part)).fill(typed.text(Field::From(part))).await;
    }
    pick_version(&browser, "from", 2).await;
    pick_version(&browser, "target", 5).await;
    form.field(Field::Target(Part::Version)).holds("5").await;
    let md5 = form.field(Field::Target(Part::Md5)).value().await;
    assert_eq!(md5.len(), 32, "{md5}");

    form.review().await;
    let on_version_2 = platform.database().devices_on(LAMPS, 2);
    assert!(on_version_2 > 0);
    form.dialog.shows(&format!("{on_version_2} of ")).await;
    form.dialog.shows("are on version 2").await;
    form.dialog.button(EN.create_and_start).click().await;
    let question = console.question(EN.start, "From the library");
    question.appears().await;
    question.shows(&format!("{on_version_2} of ")).await;
    let created = platform.database().task(LAMPS, "From the library").unwrap();
    assert_eq!(
        (created.status, created.target.md5.as_str()),
        (0, md5.as_str()),
        "the task is created stopped"
    );
    question.button(EN.start).click().await;
    question.goes_away().await;
    console.row("From the library").shows(EN.running).await;
    console
        .upgraded_is("From the library", "above 0", |count| count > 0)
        .await;
    browser.finish().await;
}

/// Fills in a task, picks its target file and uploads it.
async fn with_upload<'b>(console: &Console<'b>, task: &mut Typed, file: &Path) -> (Form<'b>, Element<'b>) {
    let form = console.open_create().await;
    form.fill(task).await;
    let target = form.target();
    form.pick(&target, file).await;
    task.target.md5 = md5sum(file);
    task.target.size = fs::metadata(file).unwrap().len().to_string();
    form.field(Field::Target(Part::Md5)).holds(&task.target.md5).await;
    target.button("Upload").click().await;
    (form, target)
}

#[tokio::test]
async fn an_uploaded_file_is_stored_unchanged_and_its_address_serves_it() {
    let platform = Platform::start(&["--empty"]);
    let browser = open(platform.url()).await;
    let console = signed_in(&browser, &platform).await;
    let mut task = Typed::task("Uploaded", 1, 2);
    let file = places::firmware("OVMF_CODE.fd");
    let (form, target) = with_upload(&console, &mut task, &file).await;
    target.shows("Uploaded: the platform has the same bytes").await;
    let address = form.field(Field::Target(Part::Url));
    let expected = format!("files/{}-{}", task.target.md5, task.target.size);
    task.target.url = format!("{}{expected}", platform.url());
    address.holds(&task.target.url).await;
    target.button("Check address").click().await;
    target.shows("This address gives these bytes").await;

    target.find(Role::Field, "Hardware model").fill("A9").await;
    target.button("Add to the firmware library").click().await;
    target
        .shows("The firmware library has this version with these bytes")
        .await;
    form.create().await;
    let created = platform.database().task(EMPTY_PRODUCT, "Uploaded").unwrap();
    assert!(task.is(&created, EMPTY_PRODUCT), "{created:#?} is not {task:#?}");
    browser.finish().await;
}

/// The name field has the focus and is empty. Leaving it shows an error message, which moves the button under the
/// pointer.
#[tokio::test]
async fn the_first_click_on_upload_in_an_empty_form_uploads() {
    let platform = Platform::start(&["--empty"]);
    let browser = open(platform.url()).await;
    let console = signed_in(&browser, &platform).await;
    let file = places::firmware("OVMF_CODE.fd");
    let form = console.open_create().await;
    let target = form.target();
    form.pick(&target, &file).await;
    form.field(Field::Target(Part::Md5)).holds(&md5sum(&file)).await;
    form.field(Field::Name).click().await;
    target.button("Upload").click().await;
    target.shows("Uploaded: the platform has the same bytes").await;
    form.dialog.shows("Give the task a name.").await;
    browser.finish().await;
}
