//! The create dialog: form, errors, library, file, mismatch and review.

use crate::Scene;
use crate::checker::Checker;
use e2e::{Console, FieldId, Part, Side, TempDir, new_task};
use thirtyfour::Key;

/// Checks every state of the dialog and closes it.
pub async fn check(checker: &Checker<'_>, console: &Console<'_>, scene: &Scene) {
    let (browser, labels) = (console.browser, console.labels);
    let screen = async |name: &str| checker.check(browser, name).await;
    let form = console.open_create().await;
    screen("create form").await;
    form.review().await;
    form.field(FieldId::Name).expect_invalid().await;
    screen("create form with errors").await;
    browser
        .run("document.querySelectorAll('.library').forEach(library => library.open = true)")
        .await;
    let state = "document.querySelectorAll('.library-choice').length > 1";
    browser.expect_eval(state, true).await;
    screen("create form with the library").await;
    browser
        .run("document.querySelectorAll('.library').forEach(library => library.open = false)")
        .await;
    let mut task = new_task(&"多".repeat(32), 4, 5);
    task.target.url = format!("https://files.example.com/{}", "x".repeat(224));
    form.fill(&task).await;
    let folder = TempDir::new("axe");
    let file = folder.file("firmware-5.bin", &[0xe9; 70_000]);
    form.set_file(&form.target(), &file).await;
    form.expect_digest_of(Side::Target, &file).await;
    screen("create form with a file").await;
    form.part(Side::Target, Part::Md5).fill(&task.target.md5).await;
    form.part(Side::Target, Part::Size).press(Key::Tab).await;
    browser.expect_css("#create .field-warning").await;
    screen("create form with another MD5").await;
    form.review().await;
    form.dialog.button(labels.create_task).expect_visible().await;
    screen("review").await;
    browser.press(Key::Escape).await;
    form.dialog.expect_hidden().await;
    console.row(scene.forth).expect_visible().await;
    screen("list beside a draft").await;
}
