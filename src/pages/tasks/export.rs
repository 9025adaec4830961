//! Export of all matching tasks as CSV or JSON, with the values that the platform reports.

use crate::builder::lazy_content;
use crate::builder::{CopyLabels, El, Tone, button, copy_now, el, grouped, menu, several};
use crate::pages::tasks::context::TaskContext;
use crate::web;
use leptos::prelude::*;
use upgrade_api::csv::csv;
use upgrade_api::field::FieldId;
use upgrade_api::task::Task;

/// Id of the table, which is selected if the browser refuses to copy.
const TABLE: &str = "tasks";

/// File format.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Csv,
    Json,
}

/// Export menu.
pub(crate) fn export_menu(cx: TaskContext) -> El {
    let m = cx.m;
    let summary = el("summary").class("button").child(m.view.export);
    menu(summary, move || {
        lazy_content(cx.lazy, m, move |parts| (parts.export_items)(cx))
    })
}

/// Content of the export menu.
pub(crate) fn export_items(cx: TaskContext) -> AnyView {
    let m = cx.m;
    let count = cx.store.matching().len() as u64;
    let about = el("p").class("hint").child((m.view.export_about)(&grouped(count)));
    // A portal may forbid downloads in its frame without an error.
    let framed = web::is_framed().then(|| el("p").class("hint").child(m.export_framed));
    let parts = [
        Some(about),
        Some(save(cx, m.export_csv, Format::Csv)),
        Some(save(cx, m.view.export_json, Format::Json)),
        Some(copy(cx, m.copy_csv, Format::Csv)),
        Some(copy(cx, m.view.copy_json, Format::Json)),
        framed,
    ];
    several(parts.into_iter().flatten().map(El::view).collect())
}

fn save(cx: TaskContext, word: &'static str, format: Format) -> El {
    button(Tone::Quiet, word, move || {
        // Excel needs the byte order mark to read Chinese; JSON forbids it.
        let (ending, mark) = match format {
            Format::Csv => ("csv", "\u{feff}"),
            Format::Json => ("json", ""),
        };
        // File names cannot contain colons.
        let now = web::iso_time(web::now_ms()).replace(':', "-");
        web::save(&format!("tasks-{now}.{ending}"), &format!("{mark}{}", text(cx, format)));
    })
}

fn copy(cx: TaskContext, word: &'static str, format: Format) -> El {
    let words = CopyLabels {
        label: word,
        copied: cx.m.copied,
        selected: cx.m.press_copy,
    };
    button(Tone::Quiet, word, move || {
        copy_now(cx.toasts, TABLE, text(cx, format), words)
    })
}

fn text(cx: TaskContext, format: Format) -> String {
    let tasks = cx.store.matching();
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
    fn a_row_of_csv_holds_every_field_and_no_formula() {
        let text = tasks_csv(&[task("=1+1")]);
        let (head, row) = text.split_once("\r\n").unwrap();
        assert_eq!(head.split(',').count(), 18);
        let wanted = r#""7","p","'=1+1","a, b","3","https://h/3","A","33","5","https://h/5","b","55","18446744073709551615","1","2","4","0","6""#;
        assert_eq!(row.trim_end(), wanted);
    }

    #[test]
    fn json_is_read_back_as_it_came() {
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
