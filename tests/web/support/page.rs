//! The console mounted on a page, opened as its users open it.

use super::answer::HeldResponse;
use super::builder::PageBuilder;
use super::clock::{Clock, ZeroRandom, reset_time};
use super::part::Part;
use super::platform::{Op, Platform};
use super::portal::{FakePortal, reset_frame};
use super::samples::{Row, fill_form, row};
use super::wait::{settled, until};
use super::{ACCOUNT, PASSWORD, panics};
use std::any::Any;
use std::ops::Deref;
use upgrade_console::web;

/// The open console.
pub struct Page {
    pub(super) part: Part,
    /// The platform it talks to.
    pub platform: Platform,
    pub clock: Clock,
    pub(super) _zero_random: ZeroRandom,
    pub(super) mounted: Option<Box<dyn Any>>,
    pub(super) portal: Option<FakePortal>,
}

/// Opening the console.
impl Page {
    /// Builder with the defaults of [`PageBuilder::new`].
    pub fn builder() -> PageBuilder {
        reset();
        PageBuilder::new()
    }

    /// Builder of the console after a reload of `page`: the storages of the browser keep their values.
    pub fn reload(page: Self) -> PageBuilder {
        drop(page);
        PageBuilder::new()
    }

    /// Opens the console with the defaults and these tasks, and waits until they are shown.
    pub async fn with_rows(rows: &[Row]) -> Self {
        Self::builder().rows(rows).open_at_list().await
    }

    /// Opens the console with these tasks on a platform that accepts every start, stop and delete.
    pub async fn accepting_writes(rows: &[Row]) -> Self {
        let page = Self::with_rows(rows).await;
        page.platform.accept_writes();
        page
    }

    /// Opens the console with these tasks on a platform of profile `full` that has these devices per version and accepts
    /// every start, stop and delete.
    pub async fn with_device_counts(rows: &[Row], counts: &str) -> Self {
        let page = Self::builder().full(counts, "").rows(rows).open_at_list().await;
        page.platform.accept_writes();
        page.platform.wait_for_requests(Op::DeviceCounts, 1).await;
        settled().await;
        page
    }

    /// Opens the console with the task `a` and signs in by account. Tokens are valid for `life` seconds; `keep` ticks the
    /// option to stay signed in.
    pub async fn signed_in_by_account(life: u32, keep: bool) -> Self {
        let builder = Self::builder().signed_out().full("{}", "[]").rows(&[row("a")]);
        let page = builder.open().await;
        page.platform.set_token_lifetime(life);
        page.field("Account").type_in(ACCOUNT);
        page.field("Password").type_in(PASSWORD);
        if keep {
            page.field("Keep me signed in in this tab").press();
        }
        page.button("Sign in with account").press();
        page.wait_for_text("Task a").await;
        settled().await;
        page
    }

    /// Opens the console with these tasks inside a portal that provides the token `tok-1`.
    pub async fn in_portal(rows: &[Row]) -> Self {
        Self::builder().framed().rows(rows).open_in_portal("{}").await
    }

    /// Opens the create form without tasks on the page, and returns the group *From version*.
    pub async fn with_from_group() -> (Self, Part) {
        let page = Self::with_rows(&[]).await;
        let group = page.open_from_group().await;
        (page, group)
    }

    /// Opens the console with these tasks and fills in the create form, and returns the dialog.
    pub async fn with_filled_form(rows: &[Row]) -> (Self, Part) {
        let page = Self::with_rows(rows).await;
        let dialog = page.open_filled_form().await;
        (page, dialog)
    }

    /// Opens the create form in Chinese, with a file limit of 1000 bytes, and returns the group of the from version.
    pub async fn with_chinese_from_group() -> (Self, Part) {
        let config = r#"{"product_id": "p1", "language": "zh", "file_limit_bytes": 1000}"#;
        let page = Self::builder().config(config).rows(&[row("a")]).open_at_list().await;
        page.button("创建任务").press();
        let group = page.wait_for_dialog().await.group("起始版本");
        (page, group)
    }
}

/// Using the open console.
impl Page {
    /// Waits until the task list is shown.
    pub async fn wait_for_list(&self) {
        until("the tasks are shown", || {
            !self.rows().is_empty() || self.has_text("No upgrade task yet")
        })
        .await;
    }

    /// The portal around the console.
    pub fn portal(&self) -> &FakePortal {
        self.portal.as_ref().unwrap()
    }

    /// Replaces the tasks on the platform.
    pub fn set_rows(&self, rows: &[Row]) {
        self.platform.always(Op::List, Row::list(rows));
    }

    /// Advances the clock by the poll interval of 10 s.
    pub fn advance_to_poll(&self) {
        self.clock.advance(10);
    }

    /// Ends the two pauses after which the console reads the list again to verify a write with a lost response.
    pub async fn end_lookup_pauses(&self) {
        for pause in [1000, 3000] {
            let is_pending = || self.clock.pending_timeouts(pause) == 1;
            until(&format!("a {pause} ms pause starts"), is_pending).await;
            self.clock.fire_timeouts_of(pause);
        }
    }

    /// Presses *Create task* and returns the dialog.
    pub async fn open_create(&self) -> Part {
        self.button("Create task").press();
        self.wait_for_dialog().await
    }

    /// Opens the create form and returns the group *From version*.
    pub async fn open_from_group(&self) -> Part {
        self.open_create().await.group("From version")
    }

    /// Opens the create form, fills it in with [`fill_form`] and returns the dialog.
    pub async fn open_filled_form(&self) -> Part {
        let dialog = self.open_create().await;
        fill_form(&dialog);
        dialog
    }

    /// Presses a button of a row and returns the confirmation dialog.
    pub async fn open_confirmation(&self, row: &str, button: &str) -> Part {
        self.row(row).button(button).press();
        self.wait_for_dialog().await
    }

    /// Presses a button of a row and confirms the action.
    pub async fn confirm(&self, row: &str, button: &str) {
        self.open_confirmation(row, button).await.button(button).press();
    }

    /// Confirms an action of a task and holds the response to its request.
    pub async fn confirm_and_hold(&self, row: &str, button: &str, op: Op) -> HeldResponse {
        let held = self.platform.hold(op);
        self.confirm(row, button).await;
        self.platform.wait_for_requests(op, 1).await;
        held
    }

    /// Opens the menu of a row and returns its panel.
    pub async fn open_menu(&self, task: &str) -> Part {
        let row = self.row(task);
        row.button(&format!("More actions for {task}")).press();
        until("the menu is open", || !row.all(".menu-panel button").is_empty()).await;
        row.one(".menu-panel")
    }

    /// Opens the details of a task and returns the dialog.
    pub async fn open_details(&self, task: &str) -> Part {
        self.row(task).button(task).press();
        let details = self.wait_for_dialog().await;
        details.wait_for_text("Task id").await;
        details
    }

    /// Opens the activity log and returns the dialog.
    pub async fn open_log(&self) -> Part {
        self.button("Activity").press();
        self.wait_for_dialog().await
    }

    /// Presses a button of the open dialog, or Escape, and waits until no dialog is open.
    pub async fn close_dialog(&self, trigger: &str) {
        match trigger {
            "Escape" => self.dialog().press_escape(),
            button => self.dialog().button(button).press(),
        }
        self.wait_for_no_dialog().await;
    }

    /// Waits until no dialog is open and closed dialogs are empty.
    pub async fn wait_for_no_dialog(&self) {
        until("no dialog is open", || {
            !self.has_dialog() && self.all("dialog *").is_empty()
        })
        .await;
    }

    /// Waits until a toast contains `text`.
    pub async fn wait_for_toast(&self, text: &str) {
        until(&format!("a toast shows “{text}”"), || self.toasts().contains(text)).await;
    }

    /// Waits until an error announcement contains `text`.
    pub async fn wait_for_alert(&self, text: &str) {
        until(&format!("an alert shows “{text}”"), || self.alert().contains(text)).await;
    }

    /// Types a token into the sign-in panel and presses *Sign in*.
    pub fn sign_in(&self, token: &str) {
        self.field("Access token").type_in(token);
        self.button("Sign in").press();
    }

    /// Presses *Refresh* and waits for the response.
    pub async fn refresh(&self) {
        let before = self.platform.count(Op::List);
        self.button("Refresh").press();
        self.platform.wait_for_requests(Op::List, before + 1).await;
        settled().await;
    }

    /// Presses *Refresh* and holds the response.
    pub async fn refresh_and_hold(&self) -> HeldResponse {
        let before = self.platform.count(Op::List);
        let held = self.platform.hold(Op::List);
        self.button("Refresh").press();
        self.platform.wait_for_requests(Op::List, before + 1).await;
        held
    }

    /// Sends a start, a create and a list request, in this order, and holds their responses.
    pub async fn hold_three_requests(&self) -> [HeldResponse; 3] {
        let start = self.confirm_and_hold("Task a", "Start", Op::SetStatus).await;
        self.dialog().press_escape();
        self.wait_for_no_dialog().await;
        let create = self.platform.hold(Op::Create);
        let dialog = self.open_filled_form().await;
        dialog.submit().await;
        self.platform.wait_for_requests(Op::Create, 1).await;
        dialog.press_escape();
        self.wait_for_no_dialog().await;
        [start, create, self.refresh_and_hold().await]
    }

    /// Query string of the page's address.
    pub fn query(&self) -> String {
        web::window().location().search().unwrap()
    }
}

impl Deref for Page {
    type Target = Part;
    fn deref(&self) -> &Part {
        &self.part
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.mounted.take();
        self.part.0.remove();
        panics::assert_none();
    }
}

/// Value of a key of the session storage.
pub fn session_item(key: &str) -> Option<String> {
    web::session_storage().unwrap().get_item(key).unwrap()
}

/// Removes the leftovers of a failed test, which does not drop its page.
fn reset() {
    panics::reset();
    reset_time();
    reset_frame();
    Part::root().all("[data-test]").iter().for_each(|part| part.0.remove());
    for storage in [web::session_storage(), web::local_storage()] {
        storage.unwrap().clear().unwrap();
    }
    let _ = Part::root().0.remove_attribute("data-theme");
}
