//! Texts of the overview of all products.

pub trait OverviewMessages: Sync {
    texts! {
        running_tasks_label, remaining_label, no_running_tasks, stop_all_running,
        /// Reason why no task can be stopped: no list has been read.
        not_loaded,
        /// Effect of closing the dialog while stops are in progress.
        closing_continues,
    }

    /// `number`: the part of the number that is known.
    fn at_least(&self, number: &str) -> String;
    /// `tasks`: a number, or the text of [`at_least`](Self::at_least).
    fn running_tasks(&self, tasks: &str) -> String;
    /// `devices`: as `tasks` above.
    fn remaining(&self, devices: &str) -> String;
    /// Running tasks of a product that are not listed.
    fn more_tasks(&self, more: &str) -> String;
    /// Number of products whose tasks are loaded.
    fn products_loaded(&self, loaded: &str, all: &str) -> String;
    /// Accessible name of a button about one product or task: its label and the name.
    fn about(&self, label: &str, name: &str) -> String;
    /// Question before running tasks are stopped.
    fn title(&self, tasks: usize, products: usize) -> String;
    /// Products whose tasks are not loaded.
    fn products_not_stopped(&self, names: &str) -> String;
}
