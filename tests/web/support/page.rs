//! The open console, used as its users do.

use super::answer::HeldResponse;
use super::clock::Clock;
use super::panics;
use super::part::Part;
use super::platform::{Op, Platform};
use super::portal::FakePortal;
use super::samples::{Row, fill_form};
use super::undo::Undo;
use super::wait::{settled, until};
use std::any::Any;
use std::ops::Deref;
use upgrade_console::web;
use web_sys::History;

pub struct Page {
    pub(super) part: Part,
    pub platform: Platform,
    pub clock: Clock,
    pub(super) _random: Undo,
    pub(super) mounted: Option<Box<dyn Any>>,
    pub(super) portal: Option<FakePortal>,
}

impl Page {
    /// Waits until the task list is shown.
    pub async fn wait_for_list(&self) {
        until("the tasks are shown", || {
            !self.rows().is_empty() || self.has_text("No upgrade tasks yet")
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

    /// Lets the console poll and waits until `text` is shown.
    pub async fn poll_and_see(&self, text: &str) {
        self.advance_to_poll();
        self.wait_for_text(text).await;
    }

    /// Lets the console poll and holds the response.
    pub async fn poll_and_hold(&self) -> HeldResponse {
        self.hold_next(Op::List, async { self.advance_to_poll() }).await
    }

    /// Types into the search field and waits until this number of rows is shown.
    pub async fn search(&self, text: &str, found: usize) {
        self.field("Search").type_in(text);
        until(&format!("“{text}” finds {found} tasks"), || {
            self.rows().len() == found
        })
        .await;
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

    /// Presses a button of a row, confirms the action and waits until its dialog is closed.
    pub async fn act(&self, row: &str, button: &str) {
        self.confirm(row, button).await;
        self.wait_for_no_dialog().await;
    }

    /// Confirms an action of a task and holds the response to its request.
    pub async fn confirm_and_hold(&self, row: &str, button: &str, op: Op) -> HeldResponse {
        self.hold_next(op, self.confirm(row, button)).await
    }

    /// Presses *Stop* in a row and waits for the first request that it sends.
    pub async fn stop(&self, row: &str) {
        self.row(row).button("Stop").press();
        self.platform.wait_for_requests(Op::SetStatus, 1).await;
    }

    /// Submits a filled form and waits until its dialog is closed.
    pub async fn create(&self, form: &Part) {
        form.submit().await;
        self.wait_for_no_dialog().await;
    }

    /// Submits a filled form and holds the response to its request.
    pub async fn submit_and_hold(&self, form: &Part) -> HeldResponse {
        self.hold_next(Op::Create, form.submit()).await
    }

    /// Opens the menu of a row and returns its panel.
    pub async fn open_menu(&self, task: &str) -> Part {
        let row = self.row(task);
        row.button(&format!("More actions for {task}")).press();
        until("the menu is open", || !row.all(".menu-panel button").is_empty()).await;
        row.one(".menu-panel")
    }

    pub async fn open_details(&self, task: &str) -> Part {
        self.row(task).button(task).press();
        let details = self.wait_for_dialog().await;
        details.wait_for_text("Task ID").await;
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

    /// Types a product id into the product picker and presses Enter.
    pub fn choose_product(&self, id: &str) {
        self.field("Product ID").type_in(id);
        self.field("Product ID").press_key("Enter");
    }

    /// Waits until the document has this theme.
    pub async fn wait_for_theme(&self, theme: &str) {
        let current = || Part::root().attr("data-theme");
        until(&format!("the theme is {theme}"), || current().as_deref() == Some(theme)).await;
    }

    /// Presses *Sign out* and waits for the sign-in panel.
    pub async fn sign_out(&self) {
        self.button("Sign out").press();
        self.wait_for_text("You’re signed out.").await;
    }

    /// Types a token into the sign-in panel and presses *Sign in*.
    pub fn sign_in(&self, token: &str) {
        self.field("Access token").type_in(token);
        self.button("Sign in").press();
    }

    /// Signs in with a token and waits until `text` is shown.
    pub async fn sign_in_and_see(&self, token: &str, text: &str) {
        self.sign_in(token);
        self.wait_for_text(text).await;
    }

    /// Chooses a language of the interface and waits until `text` is shown.
    pub async fn choose_language(&self, language: &str, text: &str) {
        let label = if language == "English" { "语言" } else { "Language" };
        self.field(label).choose(language);
        self.wait_for_text(text).await;
    }

    /// Presses *Refresh* and waits for the response.
    pub async fn refresh(&self) {
        let before = self.platform.count(Op::List);
        self.button("Refresh").press();
        self.platform.wait_for_requests(Op::List, before + 1).await;
        settled().await;
    }

    /// Presses *Refresh* and asserts that the request carries this token.
    pub async fn assert_token(&self, token: &str) {
        self.refresh().await;
        assert_eq!(self.platform.last_request(Op::List).token(), Some(token));
    }

    pub async fn refresh_and_hold(&self) -> HeldResponse {
        self.hold_next(Op::List, async { self.button("Refresh").press() }).await
    }

    /// Holds the response to the next request of this operation, which `action` causes.
    pub async fn hold_next(&self, op: Op, action: impl Future<Output = ()>) -> HeldResponse {
        let before = self.platform.count(op);
        let held = self.platform.hold(op);
        action.await;
        self.platform.wait_for_requests(op, before + 1).await;
        held
    }

    /// Sends a start, a create and a list request, in this order, and holds their responses.
    pub async fn hold_three_requests(&self) -> [HeldResponse; 3] {
        let start = self.confirm_and_hold("Task a", "Start", Op::SetStatus).await;
        self.dialog().press_escape();
        self.wait_for_no_dialog().await;
        let dialog = self.open_filled_form().await;
        let create = self.submit_and_hold(&dialog).await;
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

pub fn history() -> History {
    web::window().history().unwrap()
}

/// Value of a key of the session storage.
pub fn session_item(key: &str) -> Option<String> {
    web::session_storage().unwrap().get_item(key).unwrap()
}
