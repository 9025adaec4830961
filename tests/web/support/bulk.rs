//! Bulk actions on the selected tasks.

use super::page::Page;
use super::part::Part;
use super::wait::until;

impl Page {
    /// Presses the checkbox of a task.
    pub fn select_task(&self, task: &str) {
        self.row(task).one("input[type=checkbox]").press();
    }

    /// Presses a button of the bulk actions and returns the confirmation dialog.
    pub async fn open_bulk_confirmation(&self, button: &str) -> Part {
        until("the button is shown", || self.has_button(button)).await;
        self.button(button).press();
        self.wait_for_dialog().await
    }
}

/// Result of each task in a dialog of a bulk action: done, or why not.
pub fn bulk_results(dialog: &Part) -> Vec<String> {
    let tasks = dialog.all("ol .bulk-task").into_iter();
    tasks
        .map(|task| {
            let parts = task.all(".badge, .bulk-why");
            parts.iter().map(Part::text).collect::<Vec<_>>().join(": ")
        })
        .collect()
}
