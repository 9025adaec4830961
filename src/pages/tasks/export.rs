//! Export of all matching tasks as CSV or JSON, with the values that the platform reports.

use crate::components::{Button, Lazy, Menu, Tone, copy_now};
use crate::i18n::use_messages;
use crate::pages::lazy_views::use_lazy_views;
use crate::pages::tasks::context::{TaskContext, use_task_context};
use crate::pages::tasks::table::TABLE;
use crate::web;
use leptos::prelude::*;
use upgrade_api::csv::csv;
use upgrade_api::field::FieldId;
use upgrade_api::task::Task;

/// File format.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Csv,
    Json,
}

/// The export menu.
#[component]
pub(crate) fn ExportMenu() -> impl IntoView {
    let (m, lazy) = (use_messages(), use_lazy_views());
    view! {
        <div class="menu">
            <Menu label=m.view().export()>
                <Lazy module=lazy eager=true view=move |views| (views.export_items)() />
            </Menu>
        </div>
    }
}

/// Items of the export menu.
#[component]
pub(crate) fn ExportItems() -> impl IntoView {
    let context = use_task_context();
    let TaskContext { m, store, .. } = context;
    let count = store.matching_count() as u64;
    let item = |label: &'static str, act: fn(TaskContext, Format), format: Format| {
        view! { <Button tone=Tone::Quiet label=label on_press=move |_| act(context, format) /> }
    };
    view! {
        <p class="hint">{m.view().export_about(&m.number(count))}</p>
        {item(m.export_csv(), save, Format::Csv)}
        {item(m.view().export_json(), save, Format::Json)}
        {item(m.copy_csv(), copy, Format::Csv)}
        {item(m.view().copy_json(), copy, Format::Json)}
        // A frame may be forbidden to download, and does not learn it.
        {web::is_framed().then(|| view! { <p class="hint">{m.export_framed()}</p> })}
    }
}

/// Downloads the tasks as a file.
fn save(context: TaskContext, format: Format) {
    // Excel needs the byte order mark to recognise UTF-8. JSON has none.
    let (extension, mark) = match format {
        Format::Csv => ("csv", "\u{feff}"),
        Format::Json => ("json", ""),
    };
    // File names cannot have colons on every system.
    let now = web::iso_time(web::now_ms()).replace(':', "-");
    let text = format!("{mark}{}", text(context, format));
    web::save(&format!("tasks-{now}.{extension}"), &text);
}

/// Copies the tasks to the clipboard.
fn copy(context: TaskContext, format: Format) {
    let TaskContext { m, toasts, .. } = context;
    // The table is selected if the browser refuses to copy.
    copy_now(m, toasts, TABLE, text(context, format), m.view().copy_table_manually());
}

fn text(context: TaskContext, format: Format) -> String {
    let tasks = context.store.matching();
    match format {
        Format::Csv => tasks_csv(&tasks),
        Format::Json => tasks_json(&tasks),
    }
}

/// CSV with the documented names in the first row, then one row per task.
fn tasks_csv(tasks: &[Task]) -> String {
    let head: Vec<String> = FieldId::reported().map(|field| field.wire_name().to_owned()).collect();
    let row = |task: &Task| FieldId::reported().map(|field| task.text(field)).collect();
    csv([head].into_iter().chain(tasks.iter().map(row)))
}

/// JSON list in the format of the platform.
fn tasks_json(tasks: &[Task]) -> String {
    // Serialising a task cannot fail.
    serde_json::to_string(tasks).unwrap_or_default()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::panic, reason = "tests")]
mod tests {
    use super::*;
    use upgrade_api::task::{Row, read_list};

    fn task(name: &str) -> Task {
        let text = format!(
            r#"{{"id":"7","product_id":"p","name":"{name}","description":"a, b","from_version":3,
            "from_version_url":"https://h/3","from_version_md5":"A","from_version_size":33,"target_version":5,
            "target_version_url":"https://h/5","target_version_md5":"b","target_version_size":55,
            "upgrade_count":18446744073709551615,"status":1,"type":2,"identify":4,"task_type":0,"surplus_count":6}}"#
        );
        Task::read(&text).unwrap()
    }

    #[test]
    fn a_csv_row_has_every_field_and_no_formula() {
        let text = tasks_csv(&[task("=1+1")]);
        let (head, row) = text.split_once("\r\n").unwrap();
        assert_eq!(head.split(',').count(), 18);
        let wanted = r#""7","p","'=1+1","a, b","3","https://h/3","A","33","5","https://h/5","b","55","18446744073709551615","1","2","4","0","6""#;
        assert_eq!(row.trim_end(), wanted);
    }

    #[test]
    fn exported_json_can_be_read_again() {
        let tasks = vec![task("灯 \\\"9\\\""), task("b")];
        let rows = read_list(&tasks_json(&tasks)).unwrap();
        let read: Vec<Task> = rows
            .into_iter()
            .map(|row| match row {
                Row::Task(task) => *task,
                Row::Unreadable { error, .. } => panic!("{error}"),
            })
            .collect();
        assert_eq!(read, tasks);
    }
}
