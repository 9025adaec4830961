//! Texts of the overview of all products.

use crate::i18n::en::English;
use crate::i18n::en::plural::count;
use crate::i18n::language::Language;
use crate::i18n::messages::OverviewMessages;

impl OverviewMessages for English {
    texts! {
        running_tasks_label: "Running tasks",
        remaining_label: "Devices remaining",
        no_running_tasks: "No running tasks",
        stop_all_running: "Stop all running tasks",
        not_loaded: "The tasks aren’t loaded yet.",
        closing_continues: "Closing this doesn’t interrupt the stops: a message then reports the result, and each stop is recorded in Activity.",

        at_least(number: &str): "at least {number}",
        remaining(devices: &str): "{devices} remaining",
        about(label: &str, name: &str): "{label}: {name}",
        products_not_stopped(names: &str): "The tasks of these products couldn’t be loaded and won’t be stopped. They may be running: {names}",
    }

    fn running_tasks(&self, tasks: &str) -> String {
        let is_one = tasks == "1" || tasks == self.at_least("1");
        format!("{tasks} running {}", if is_one { "task" } else { "tasks" })
    }

    fn products_loaded(&self, loaded: &str, all: &str) -> String {
        format!("Tasks loaded for {loaded} of {}", count(all, "product", "products"))
    }

    fn more_tasks(&self, more: &str) -> String {
        count(more, "more running task", "more running tasks")
    }

    fn title(&self, tasks: usize, products: usize) -> String {
        let number = |number: usize| Language::En.number(number as u64);
        match tasks {
            1 => "Stop the running task?".to_owned(),
            _ => format!(
                "Stop {} running tasks of {}?",
                number(tasks),
                count(number(products), "product", "products")
            ),
        }
    }
}
