//! Ways to open the console.

use super::answer::Answer;
use super::builder::PageBuilder;
use super::clock::reset_time;
use super::page::Page;
use super::part::Part;
use super::platform::Op;
use super::portal::reset_frame;
use super::samples::{Row, row};
use super::wait::settled;
use super::{ACCOUNT, PASSWORD, panics};
use upgrade_console::web;

impl Page {
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

    /// Opens the console at this query string, with these tasks.
    pub async fn at(query: &'static str, rows: &[Row]) -> Self {
        Self::builder().query(query).rows(rows).open_at_list().await
    }

    /// Opens the console with this configuration and these tasks.
    pub async fn configured(config: &str, rows: &[Row]) -> Self {
        Self::builder().config(config).rows(rows).open_at_list().await
    }

    /// Opens the console with these tasks on a platform of profile `full` that has these devices per version and this
    /// firmware library, both as JSON.
    pub async fn full(counts: &str, library: &str, rows: &[Row]) -> Self {
        let builder = Self::builder().full(counts, library);
        builder.rows(rows).open_at_list().await
    }

    /// Opens the console with these tasks on a platform of profile `full`, and waits until it has read these devices per
    /// version.
    pub async fn with_device_counts(rows: &[Row], counts: &str) -> Self {
        let page = Self::full(counts, "", rows).await;
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
            page.field("Stay signed in when this tab is reloaded").press();
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

    /// Opens the console with these tasks and its create form, and returns the dialog.
    pub async fn with_create_form(rows: &[Row]) -> (Self, Part) {
        let page = Self::with_rows(rows).await;
        let dialog = page.open_create().await;
        (page, dialog)
    }

    /// Opens the console for a platform of profile `full`, with the task `a` and its create form, and returns the dialog.
    pub async fn with_full_create_form() -> (Self, Part) {
        let page = Self::full("{}", "[]", &[row("a")]).await;
        let dialog = page.open_create().await;
        (page, dialog)
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

    /// Opens the console without tasks and submits the filled create form. The response is lost and the list does not show
    /// the task, so it can be sent again. Returns the dialog.
    pub async fn with_lost_create() -> (Self, Part) {
        let (page, dialog) = Self::with_filled_form(&[]).await;
        page.platform.once(Op::Create, Answer::NetworkError);
        dialog.submit().await;
        page.end_lookup_pauses().await;
        dialog.wait_for_text("it wasn’t created. It is safe to try again").await;
        (page, dialog)
    }

    /// Opens the create form in Chinese, with the task `a` on the page and a file limit of 1000 bytes, and returns the
    /// dialog.
    pub async fn with_chinese_create_form() -> (Self, Part) {
        let config = r#"{"product_id": "p1", "language": "zh", "file_limit_bytes": 1000}"#;
        let page = Self::configured(config, &[row("a")]).await;
        page.button("创建任务").press();
        let dialog = page.wait_for_dialog().await;
        (page, dialog)
    }
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
