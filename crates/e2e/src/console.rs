//! Operator actions in the console, by the accessible names of one language.

use crate::browser::Browser;
use crate::form::Form;
use crate::labels::{EN, Labels};
use crate::locator::{Locator, Role};
use crate::platform::{LAMPS_NAME, Platform};
use crate::task_input::TaskDraft;
use std::path::Path;

#[derive(Clone, Copy)]
pub struct Console<'b> {
    pub browser: &'b Browser,
    /// The accessible names of the language it shows.
    pub labels: &'static Labels,
}

impl<'b> Console<'b> {
    /// The console in this browser, in English.
    pub fn new(browser: &'b Browser) -> Self {
        Self::in_language(browser, &EN)
    }

    pub fn in_language(browser: &'b Browser, labels: &'static Labels) -> Self {
        Self { browser, labels }
    }

    /// The console in English, signed in with the platform's token.
    pub async fn signed_in(browser: &'b Browser, platform: &Platform) -> Self {
        let console = Self::new(browser);
        console.sign_in(platform.token()).await;
        console
    }

    /// The console in English, signed in with the platform's token and with the lamps open.
    pub async fn at_lamps(browser: &'b Browser, platform: &Platform) -> Self {
        let console = Self::signed_in(browser, platform).await;
        console.choose_product(LAMPS_NAME).await;
        console
    }

    /// The console in English in the page's frame, with the lamps open.
    pub async fn at_lamps_in_frame(browser: &'b Browser) -> Self {
        browser.enter_frame().await;
        let console = Self::new(browser);
        console.choose_product(LAMPS_NAME).await;
        console
    }

    pub fn button(&self, name: &str) -> Locator<'b> {
        self.browser.find(Role::Button, name)
    }

    pub fn field(&self, name: &str) -> Locator<'b> {
        self.browser.find(Role::Field, name)
    }

    /// Fills in the demo account and submits it with a button. The demo portal has the same fields.
    pub async fn sign_in_with_account(&self, platform: &Platform, button: &str) {
        self.field(self.labels.account).fill(platform.account()).await;
        self.field(self.labels.password).fill(platform.password()).await;
        self.button(button).click().await;
    }

    pub async fn sign_in(&self, token: &str) {
        let field = self.field(self.labels.access_token);
        field.click().await;
        self.browser.insert_text(token).await;
        field.expect_value(token).await;
        self.button(self.labels.sign_in).click().await;
    }

    pub async fn choose_product(&self, name: &str) {
        self.browser.click_css("main button", name).await;
        self.table().expect_visible().await;
    }

    pub async fn open_product(&self, id: &str) {
        self.field(self.labels.product_id).fill(id).await;
        self.button(self.labels.open_product).click().await;
    }

    pub fn table(&self) -> Locator<'b> {
        self.browser.find(Role::Table, self.labels.upgrade_tasks)
    }

    pub fn row(&self, task: &str) -> Locator<'b> {
        self.table().find(Role::Row, task)
    }

    pub async fn open_details(&self, task: &str) -> Locator<'b> {
        self.row(task).button(task).click().await;
        let details = self.browser.dialog(task);
        details.expect_visible().await;
        details
    }

    /// Waits until the page shows an upgrade count for which `is_right` holds, and returns the count.
    pub async fn expect_upgrade_count(&self, task: &str, what: &str, is_right: impl Fn(u64) -> bool) -> u64 {
        let read = async || {
            let text = self.row(task).text().await;
            let (_, after) = text.split_once(self.labels.upgraded).expect("a label before the count");
            let digits = after.split_whitespace().next().unwrap_or_default().replace(',', "");
            digits.parse().unwrap_or_else(|_| panic!("no count in {text:?}"))
        };
        let what = format!("the count of “{task}” is {what}");
        self.browser.wait_until(what, read, |count| is_right(*count)).await
    }

    /// Presses a task's button for an action and returns the confirmation dialog that opens.
    pub async fn open_confirmation(&self, action: &str, task: &str) -> Locator<'b> {
        self.row(task).button(action).click().await;
        let dialog = self.confirmation(action, task);
        dialog.expect_visible().await;
        dialog
    }

    /// The confirmation dialog of an action, open or not.
    pub fn confirmation(&self, action: &str, task: &str) -> Locator<'b> {
        self.browser.dialog(&match self.labels.tag {
            "zh" => format!("{action}“{task}”？"),
            _ => format!("{action} “{task}”?"),
        })
    }

    /// Stops a task, which needs no confirmation.
    pub async fn stop(&self, task: &str) {
        self.row(task).button(self.labels.stop).click().await;
        self.row(task).expect_text(self.labels.stopped).await;
    }

    pub async fn start(&self, task: &str) {
        self.confirm(self.labels.start, task).await;
        self.row(task).expect_text(self.labels.running).await;
    }

    pub async fn delete(&self, task: &str) {
        self.confirm(self.labels.delete, task).await;
        self.row(task).expect_hidden().await;
    }

    async fn confirm(&self, action: &str, task: &str) {
        let dialog = self.open_confirmation(action, task).await;
        self.accept(&dialog, action).await;
        dialog.expect_hidden().await;
    }

    /// Fills in the confirmation field of a dialog if it has one, and presses the button that confirms the action.
    pub async fn accept(&self, dialog: &Locator<'b>, action: &str) {
        self.fill_confirmation(dialog).await;
        let stop_then_delete = dialog.button(self.labels.stop_then_delete);
        if action == self.labels.delete && stop_then_delete.is_visible().await {
            stop_then_delete.click().await;
        } else {
            dialog.button(action).click().await;
        }
    }

    /// Fills in the confirmation field of a dialog if it has one, with the text after the colon of its description.
    pub async fn fill_confirmation(&self, dialog: &Locator<'b>) {
        for label in [self.labels.target_version, self.labels.loop_versions] {
            let field = dialog.find(Role::Field, label);
            if field.is_visible().await {
                let description = field.description().await;
                let wanted = description.rsplit([':', '：']).next().unwrap_or_default();
                field.fill(wanted.trim()).await;
            }
        }
    }

    pub async fn open_create(&self) -> Form<'b> {
        self.button(self.labels.create_task).click().await;
        let form = self.form();
        form.dialog.expect_visible().await;
        form
    }

    /// The create dialog, open or not.
    pub fn form(&self) -> Form<'b> {
        let labels = self.labels;
        let dialog = self.browser.dialog(labels.create_task);
        Form { dialog, labels }
    }

    pub async fn create(&self, task: &TaskDraft) {
        let form = self.open_create().await;
        form.fill(task).await;
        form.create().await;
        self.row(&task.name).expect_text(self.labels.stopped).await;
    }

    /// Creates a task whose target is a picked file, with the MD5 and size that the page computes.
    pub async fn create_from_file(&self, task: &mut TaskDraft, file: &Path) {
        let form = self.open_create().await;
        form.fill(task).await;
        form.set_target_file(&mut task.target, file).await;
        form.create().await;
        self.row(&task.name).expect_text(self.labels.stopped).await;
    }

    pub async fn switch_to(self, labels: &'static Labels) -> Self {
        self.browser
            .find(Role::Select, self.labels.language)
            .select_option(labels.tag)
            .await;
        self.browser.find(Role::Select, labels.language).expect_visible().await;
        Self { labels, ..self }
    }
}
