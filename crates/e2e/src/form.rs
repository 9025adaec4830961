//! The create dialog.

use crate::labels::Labels;
use crate::locator::{Locator, Role};
use crate::task_input::{self, FieldId, FirmwareDraft, Part, Side, TaskDraft, fields, md5sum};
use serde_json::Value;
use std::path::Path;

#[derive(Clone)]
pub struct Form<'b> {
    pub dialog: Locator<'b>,
    pub(crate) labels: &'static Labels,
}

impl<'b> Form<'b> {
    pub fn field(&self, field: FieldId) -> Locator<'b> {
        let (group, label) = (field.side().map(|side| self.group(side)), self.labels.field(field));
        group.as_ref().unwrap_or(&self.dialog).find(Role::Field, label)
    }

    pub fn part(&self, side: Side, part: Part) -> Locator<'b> {
        self.field(FieldId::Firmware(side, part))
    }

    pub fn group(&self, side: Side) -> Locator<'b> {
        self.dialog.find(Role::Group, self.labels.side(side))
    }

    pub fn from(&self) -> Locator<'b> {
        self.group(Side::From)
    }

    pub fn target(&self) -> Locator<'b> {
        self.group(Side::Target)
    }

    pub async fn set_file(&self, group: &Locator<'b>, file: &Path) {
        let input = group.find(Role::FileInput, self.labels.firmware_file);
        input.set_file(file).await;
    }

    /// Picks the target's file, waits for its digest, and stores MD5 and size of the file in `target`.
    pub async fn set_target_file(&self, target: &mut FirmwareDraft, file: &Path) {
        self.part(Side::Target, Part::Md5).fill("").await;
        self.set_file(&self.target(), file).await;
        task_input::set_file(target, file);
        self.part(Side::Target, Part::Md5).expect_value(&target.md5).await;
        self.part(Side::Target, Part::Size).expect_value(&target.size).await;
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
        let arguments = vec![side.into(), version.to_string().into()];
        let pick = async || browser.try_run(script, arguments.clone()).await.ok();
        let is_picked = |picked: &Option<Value>| *picked == Some(true.into());
        browser
            .wait_until(format!("version {version} is picked"), pick, is_picked)
            .await;
    }

    /// Waits until MD5 and size of one version are these.
    pub async fn expect_digest(&self, side: Side, md5: &str, size: u64) {
        self.part(side, Part::Md5).expect_value(md5).await;
        self.part(side, Part::Size).expect_value(&size.to_string()).await;
    }

    /// Waits until MD5 and size of one version are those of a file.
    pub async fn expect_digest_of(&self, side: Side, file: &Path) {
        let size = file.metadata().expect("a file").len();
        self.expect_digest(side, &md5sum(file), size).await;
    }

    pub async fn fill(&self, task: &TaskDraft) {
        for field in fields() {
            self.field(field).fill(task.text(field)).await;
        }
    }

    /// Waits until every field holds the text of `task`. Returns from the review to the form first if necessary.
    pub async fn expect_input(&self, task: &TaskDraft) {
        let back = self.dialog.button(self.labels.back);
        if back.is_visible().await {
            back.click().await;
            self.dialog.button(self.labels.review).expect_visible().await;
        }
        for field in fields() {
            self.field(field).expect_value(task.text(field)).await;
        }
    }

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
