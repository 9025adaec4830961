//! Operator actions in the console, by the accessible names of one language.

use crate::browser::Browser;
use crate::locate::{Element, Role};
use crate::platform::Platform;
use crate::typed::{Field, Part, Typed};
use crate::words::Words;
use std::path::Path;

/// The console in a browser.
#[derive(Clone, Copy)]
pub struct Console<'b> {
    /// The browser.
    pub browser: &'b Browser,
    /// The accessible names of the language it shows.
    pub words: &'static Words,
}

impl<'b> Console<'b> {
    /// The console in this browser, shown in the language of `words`.
    #[must_use]
    pub fn new(browser: &'b Browser, words: &'static Words) -> Self {
        Self { browser, words }
    }

    /// A button of the page.
    #[must_use]
    pub fn button(&self, name: &str) -> Element<'b> {
        self.browser.find(Role::Button, name)
    }

    /// A field of the page.
    #[must_use]
    pub fn field(&self, name: &str) -> Element<'b> {
        self.browser.find(Role::Field, name)
    }

    /// Signs in with the platform's demo account.
    pub async fn sign_in_with_account(&self, platform: &Platform) {
        self.field(self.words.account).fill(platform.account()).await;
        self.field(self.words.password).fill(platform.password()).await;
        self.button(self.words.sign_in_with_account).click().await;
    }

    /// Pastes a token and signs in with it.
    pub async fn sign_in_with_token(&self, token: &str) {
        let field = self.field(self.words.access_token);
        field.click().await;
        self.browser.enter(token).await;
        field.holds(token).await;
        self.button(self.words.sign_in).click().await;
    }

    /// Chooses a product by its name in the list.
    pub async fn choose_product(&self, name: &str) {
        let script = "const found = [...document.querySelectorAll('main button')]
            .filter(b => b.textContent.includes(arguments[0]));
            if (found.length) found[0].click();
            return found.length > 0";
        let choose = async || match self.browser.script(script, vec![name.into()]).await? {
            serde_json::Value::Bool(true) => Ok(()),
            _ => Err("no such product".to_owned()),
        };
        self.browser
            .until(format!("product {name} can be chosen"), choose)
            .await;
        self.table().appears().await;
    }

    /// Opens a product by its id.
    pub async fn open_product(&self, id: &str) {
        self.field(self.words.product_id).fill(id).await;
        self.button(self.words.open_product).click().await;
    }

    /// The table of tasks.
    #[must_use]
    pub fn table(&self) -> Element<'b> {
        self.browser.find(Role::Table, self.words.upgrade_tasks)
    }

    /// The row of the task with this name.
    #[must_use]
    pub fn row(&self, task: &str) -> Element<'b> {
        self.table().find(Role::Row, task)
    }

    /// The upgrade count that the page shows for a task.
    pub async fn upgraded(&self, task: &str) -> u64 {
        let text = self.row(task).text().await;
        let (_, after) = text.split_once(self.words.upgraded).expect("a label before the count");
        let digits = after.split_whitespace().next().unwrap_or_default().replace(',', "");
        digits.parse().unwrap_or_else(|_| panic!("no count in {text:?}"))
    }

    /// Waits until the page shows an upgrade count for which `is_right` holds, and returns the count.
    pub async fn upgraded_is(&self, task: &str, what: &str, is_right: impl Fn(u64) -> bool) -> u64 {
        let look = async || match self.upgraded(task).await {
            count if is_right(count) => Ok(count),
            count => Err(format!("it is {count}")),
        };
        self.browser
            .until(format!("the count of “{task}” is {what}"), look)
            .await
    }

    /// Presses a task's button for an action and returns the confirmation dialog that opens.
    pub async fn ask(&self, action: &str, task: &str) -> Element<'b> {
        self.row(task).button(action).click().await;
        let question = self.question(action, task);
        question.appears().await;
        question
    }

    /// The confirmation dialog of an action, open or not.
    #[must_use]
    pub fn question(&self, action: &str, task: &str) -> Element<'b> {
        let title = match self.words.tag {
            "zh" => format!("{action}“{task}”？"),
            _ => format!("{action} “{task}”?"),
        };
        self.browser.find(Role::Dialog, &title)
    }

    /// Stops a task, which needs no confirmation.
    pub async fn stop(&self, task: &str) {
        self.row(task).button(self.words.stop).click().await;
        self.row(task).shows(self.words.stopped).await;
    }

    /// Performs an action and confirms it if the console asks for confirmation.
    pub async fn act(&self, action: &str, task: &str) {
        if action == self.words.stop {
            return self.stop(task).await;
        }
        let question = self.ask(action, task).await;
        self.confirm(&question, action).await;
        question.goes_away().await;
    }

    /// Fills in the confirmation field if there is one, and presses the button that confirms the action.
    pub async fn confirm(&self, question: &Element<'b>, action: &str) {
        self.prove(question).await;
        let stop_then_delete = question.button(self.words.stop_then_delete);
        if action == self.words.delete && stop_then_delete.is_there().await {
            stop_then_delete.click().await;
        } else {
            question.button(action).click().await;
        }
    }

    /// Fills in the confirmation field of a dialog if it has one, with the text after the colon of its description.
    pub async fn prove(&self, question: &Element<'b>) {
        for label in [self.words.target_version, self.words.loop_versions] {
            let field = question.find(Role::Field, label);
            if !field.is_there().await {
                continue;
            }
            let description = field.description().await.join(" ");
            let wanted = description.rsplit([':', '：']).next().unwrap_or_default();
            field.fill(wanted.trim()).await;
        }
    }

    /// Opens the create dialog.
    pub async fn open_create(&self) -> Form<'b> {
        self.button(self.words.create_task).click().await;
        let form = self.form();
        form.dialog.appears().await;
        form
    }

    /// The create dialog, open or not.
    #[must_use]
    pub fn form(&self) -> Form<'b> {
        let dialog = self.browser.find(Role::Dialog, self.words.create_task);
        Form {
            dialog,
            words: self.words,
        }
    }

    /// Switches to another language.
    pub async fn switch_to(self, words: &'static Words) -> Self {
        let list = self.browser.find(Role::Choice, self.words.language);
        list.choose(words.tag).await;
        self.browser.find(Role::Choice, words.language).appears().await;
        Self { words, ..self }
    }
}

/// The create dialog.
#[derive(Clone)]
pub struct Form<'b> {
    /// The dialog element.
    pub dialog: Element<'b>,
    words: &'static Words,
}

impl<'b> Form<'b> {
    /// A field of the form.
    #[must_use]
    pub fn field(&self, field: Field) -> Element<'b> {
        let words = self.words;
        let in_group = |group: &str, part| {
            let name = match part {
                Part::Version => words.version,
                Part::Url => words.file_address,
                Part::Md5 => words.md5,
                Part::Size => words.size,
            };
            self.dialog.find(Role::Group, group).find(Role::Field, name)
        };
        match field {
            Field::Name => self.dialog.find(Role::Field, words.name),
            Field::Description => self.dialog.find(Role::Field, words.description),
            Field::From(part) => in_group(words.from_version, part),
            Field::Target(part) => in_group(words.target_version, part),
        }
    }

    /// The group of the from version.
    #[must_use]
    pub fn from(&self) -> Element<'b> {
        self.dialog.find(Role::Group, self.words.from_version)
    }

    /// The group of the target version.
    #[must_use]
    pub fn target(&self) -> Element<'b> {
        self.dialog.find(Role::Group, self.words.target_version)
    }

    /// Picks a firmware file in one of the groups.
    pub async fn pick(&self, group: &Element<'b>, file: &Path) {
        group.find(Role::FileInput, self.words.firmware_file).pick(file).await;
    }

    /// Fills in every field.
    pub async fn fill(&self, task: &Typed) {
        for field in Field::ALL {
            self.field(field).fill(task.text(field)).await;
        }
    }

    /// Waits until every field holds the text of `task`. Returns from the review to the form first if necessary.
    pub async fn holds(&self, task: &Typed) {
        let back = self.dialog.button(self.words.back);
        if back.is_there().await {
            back.click().await;
            self.dialog.button(self.words.review).appears().await;
        }
        for field in Field::ALL {
            self.field(field).holds(task.text(field)).await;
        }
    }

    /// Presses *Review*.
    pub async fn review(&self) {
        self.dialog.button(self.words.review).click().await;
    }

    /// Presses *Create task* in the review. Opens the review first if necessary.
    pub async fn submit(&self) {
        if self.dialog.button(self.words.review).is_there().await {
            self.review().await;
        }
        self.dialog.button(self.words.create_task).click().await;
    }

    /// Presses *Create task* and waits until the dialog closes.
    pub async fn create(&self) {
        self.submit().await;
        self.dialog.goes_away().await;
    }
}
