//! Creating a task with the firmware library, uploads and the review.

use e2e::{
    Browser, Console, EMPTY_PRODUCT, EN, FieldId, FirmwareDraft, LAMPS, Part, Platform, Role, Side, new_task, paths,
};

const UPLOADED: &str = "Uploaded and verified";

#[tokio::test]
async fn a_task_with_library_versions_is_reviewed_created_and_started_and_devices_upgrade() {
    let platform = Platform::start(&["--devices", "3000", "--connects-per-second", "200"]);
    let browser = Browser::open(platform.url()).await;
    let console = Console::at_lamps(&browser, &platform).await;
    let form = console.open_create().await;
    form.field(FieldId::Name).fill("From the library").await;
    form.field(FieldId::Description).fill("Nothing typed by hand").await;
    // Many devices run version 2, and no task starts at it. The library has no WIFI file of it, so its fields are
    // typed.
    let typed = new_task("From the library", 2, 5);
    for field in Part::ALL.map(|part| FieldId::Firmware(Side::From, part)) {
        form.field(field).fill(typed.text(field)).await;
    }
    form.pick_version("from", 2).await;
    form.pick_version("target", 5).await;
    form.part(Side::Target, Part::Version).expect_value("5").await;
    let md5 = form.part(Side::Target, Part::Md5).value().await;
    assert_eq!(md5.len(), 32, "{md5}");

    form.review().await;
    let on_version_2 = platform.database().devices_on(LAMPS, 2);
    assert!(on_version_2 > 0);
    form.dialog.expect_text(&format!("{on_version_2} of ")).await;
    form.dialog.expect_text("are on version 2").await;
    form.dialog.button(EN.create_and_start).click().await;
    let question = console.confirmation(EN.start, "From the library");
    question.expect_visible().await;
    question.expect_text(&format!("{on_version_2} of ")).await;
    let created = platform.stored_task(LAMPS, "From the library");
    assert_eq!(
        (created.is_running, created.typed.target.md5.as_str()),
        (false, md5.as_str()),
        "the task is created stopped"
    );
    question.button(EN.start).click().await;
    question.expect_hidden().await;
    console.row("From the library").expect_text(EN.running).await;
    console
        .expect_upgrade_count("From the library", "above 0", |count| count > 0)
        .await;
    browser.finish().await;
}

#[tokio::test]
async fn an_uploaded_file_is_stored_unchanged_and_its_address_serves_it() {
    let platform = Platform::start(&["--empty"]);
    let browser = Browser::open(&platform.product_url(EMPTY_PRODUCT)).await;
    let form = Console::signed_in(&browser, &platform).await.open_create().await;
    let mut task = new_task("Uploaded", 1, 2);
    form.fill(&task).await;
    let target = form.target();
    form.set_target_file(&mut task.target, &paths::firmware("OVMF_CODE.fd"))
        .await;
    target.button("Upload").click().await;
    target.expect_text(UPLOADED).await;
    let FirmwareDraft { md5, size, .. } = &task.target;
    task.target.url = format!("{}files/{md5}-{size}", platform.url());
    form.part(Side::Target, Part::Url).expect_value(&task.target.url).await;
    target.button("Check address").click().await;
    target.expect_text("The file at this address matches").await;

    target.find(Role::Field, "Hardware model").fill("A9").await;
    target.button("Add to the firmware library").click().await;
    let text = "This version is in the firmware library, with the same file";
    target.expect_text(text).await;
    form.create().await;
    platform.assert_stored(EMPTY_PRODUCT, &task);
    browser.finish().await;
}

/// The name field has the focus and was emptied. Leaving it shows an error message, which moves the button under the
/// pointer.
#[tokio::test]
async fn the_first_click_on_upload_in_an_empty_form_uploads() {
    let platform = Platform::start(&["--empty"]);
    let browser = Browser::open(&platform.product_url(EMPTY_PRODUCT)).await;
    let form = Console::signed_in(&browser, &platform).await.open_create().await;
    let (file, target) = (paths::firmware("OVMF_CODE.fd"), form.target());
    form.set_file(&target, &file).await;
    form.expect_digest_of(Side::Target, &file).await;
    form.field(FieldId::Name).fill("Lamp").await;
    form.field(FieldId::Name).fill("").await;
    target.button("Upload").click().await;
    target.expect_text(UPLOADED).await;
    form.dialog.expect_text("Enter a name for the task.").await;
    browser.finish().await;
}
