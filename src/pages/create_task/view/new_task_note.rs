//! Note about a task that was just created and whose row is not on show.

use crate::components::{Button, Note, NoteTone, Tone, visible};
use crate::pages::tasks::context::{TaskContext, use_task_context};
use crate::pages::tasks::page::CREATE_TASK;
use crate::pages::tasks::show_row::{SHOW_NEW_TASK, show_in_list};
use crate::web::{self, scoped};
use leptos::prelude::*;
use upgrade_api::values::TaskId;

/// The note, with buttons that show the row and dismiss the note. It is absent while the row is on a page of the list.
#[component]
pub fn NewTaskNote() -> impl IntoView {
    let context = use_task_context();
    let TaskContext { m, store, page, .. } = context;
    let hidden = Memo::new(move |_| {
        let id = scoped(page.new_task).get()?;
        let name = visible(&store.task(&id)?.name);
        // The order of the rows is not tracked. It changes with the view and the snapshot.
        let (_, is_map) = (store.view(), scoped(page.map).get());
        let text = match store.row_index(&id) {
            _ if is_map => m.form().new_task_in_list(&name),
            None => m.form().new_task_hidden(&name),
            Some(_) => return None,
        };
        Some((id, text))
    });
    let note = move |(id, text)| {
        let show = move |_| show_in_list(context, TaskId::clone(&id));
        let dismiss = move |_| {
            page.new_task.set(None);
            web::focus(CREATE_TASK);
        };
        view! {
            <Note tone=NoteTone::Info text=text>
                <Button label=m.view().show_in_list() on_press=show attr:id=SHOW_NEW_TASK />
                <Button tone=Tone::Quiet label=m.dismiss() on_press=dismiss />
            </Note>
        }
    };
    view! { {move || hidden.get().map(note)} }
}
