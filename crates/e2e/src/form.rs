//! The create dialog.

use crate::labels::Labels;
use crate::locator::{Locator, Role};
use crate::task_input::{Field, FirmwareInput, Part, TaskInput, md5sum};
use std::path::Path;

/// The create dialog.
#[derive(Clone)]
pub struct Form<'b> {
    /// The dialog element.
    pub dialog: Locator<'b>,
    pub(crate) labels: &'static Labels,
}

impl<'b> Form<'b> {
    /// A field of the form.
    pub fn field(&self, field: Field) -> Locator<'b> {
        let labels = self.labels;
        let label = |part| match part {
            Part::Version => labels.version,
            Part::Url => labels.file_address,
            Part::Md5 => labels.md5,
            Part::Size => labels.size,
        };
        match field {
            Field::Name => self.dialog.find(Role::Field, labels.name),
            Field::Description => self.dialog.find(Role::Field, labels.description),
            Field::From(part) => self.from().find(Role::Field, label(part)),
            Field::Target(part) => self.target().find(Role::Field, label(part)),
        }
    }

    /// The group of the from version.
    pub fn from(&self) -> Locator<'b> {
        self.dialog.find(Role::Group, self.labels.from_version)
    }

    /// The group of the target version.
    pub fn target(&self) -> Locator<'b> {
        self.dialog.find(Role::Group, self.labels.target_version)
    }

    /// Picks a firmware file in one of the groups.
    pub async fn set_file(&self, group: &Locator<'b>, file: &Path) {
        group
            .find(Role::FileInput, self.labels.firmware_file)
            .set_file(file)
            .await;
    }

    /// Picks the target's file, waits for its digest, and stores MD5 and size of the file in `target`.
    pub async fn set_target_file(&self, target: &mut FirmwareInput, file: &Path) {
        self.field(Field::Target(Part::Md5)).fill("").await;
        self.set_file(&self.target(), file).await;
        target.set_file(file);
        self.field(Field::Target(Part::Md5)).expect_value(&target.md5).await;
        self.field(Field::Target(Part::Size)).expect_value(&target.size).await;
    }

    /// Picks a version of the firmware library for one side (`from` or `target`).
    pub async fn pick_version(&self, side: &str, version: u32) {
        let script = "const picker = document.getElementById(`create-${arguments[0]}-library`);
            picker.open = true;
            const buttons = [...picker.querySelectorAll('button')];
            const found = buttons.find(b => b.querySelector('strong').innerText.trim().endsWith(arguments[1]));
            found?.click();
            return Boolean(found)";
        let browser = self.dialog.browser();
        let pick = async || {
            browser
                .try_run(script, vec![side.into(), version.to_string().into()])
                .await
                .ok()
        };
        let what = format!("version {version} is picked");
        browser
            .wait_until(what, pick, |picked| *picked == Some(true.into()))
            .await;
    }

    /// Waits until MD5 and size of one version (`Field::From` or `Field::Target`) are these.
    pub async fn expect_digest(&self, side: fn(Part) -> Field, md5: &str, size: u64) {
        self.field(side(Part::Md5)).expect_value(md5).await;
        self.field(side(Part::Size)).expect_value(&size.to_string()).await;
    }

    /// Waits until MD5 and size of one version are those of a file.
    pub async fn expect_digest_of(&self, side: fn(Part) -> Field, file: &Path) {
        let size = file.metadata().expect("a file").len();
        self.expect_digest(side, &md5sum(file), size).await;
    }

    /// Fills in every field.
    pub async fn fill(&self, task: &TaskInput) {
        for field in Field::ALL {
            self.field(field).fill(task.text(field)).await;
        }
    }

    /// Waits until every field holds the text of `task`. Returns from the review to the form first if necessary.
    pub async fn expect_input(&self, task: &TaskInput) {
        let back = self.dialog.button(self.labels.back);
        if back.is_visible().await {
            back.click().await;
            self.dialog.button(self.labels.review).expect_visible().await;
        }
        for field in Field::ALL {
            self.field(field).expect_value(task.text(field)).await;
        }
    }

    /// Presses *Review*.
    pub async fn review(&self) {
        self.dialog.button(self.labels.review).click().await;
    }

    /// Presses *Create task* in the review. Opens the review first if necessary.
    pub async fn submit(&self) {
        if self.dialog.button(self.labels.review).is_visible().await {
            self.review().await;
        }
        self.dialog.button(self.labels.create_task).click().await;
    }

    /// Presses *Create task* and waits until the dialog closes.
    pub async fn create(&self) {
        self.submit().await;
        self.dialog.expect_hidden().await;
    }
}
