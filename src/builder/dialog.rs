//! A modal question or form: the browser's own `<dialog>`, which keeps the focus inside, makes the page behind it
//! inert and gives the focus back.

use crate::builder::{button, dynamic, el, nothing, several};
use crate::components::dialog::follow;
use crate::components::{OpenDialogs, Tone};
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use web_sys::HtmlDialogElement;

/// A modal dialog.
#[derive(Clone, Copy)]
pub struct Dialog {
    /// Its id; the title gets `{id}-title`.
    pub id: &'static str,
    /// Whether it is a form and needs room.
    pub wide: bool,
    /// Whether it is open.
    pub open: Memo<bool>,
    /// What the close button is called.
    pub close_label: &'static str,
    /// Escape or the close button.
    pub on_close: Callback<()>,
}

impl Dialog {
    /// The dialog with its title, which is its accessible name, and its content, which exists only while it is open.
    pub fn view(
        self,
        title: impl Fn() -> String + Send + Sync + 'static,
        content: impl Fn() -> AnyView + Send + Sync + 'static,
    ) -> AnyView {
        self.made_of(Memo::new(move |_| title()), Box::new(content))
    }

    fn made_of(self, title: Memo<String>, content: Box<dyn Fn() -> AnyView + Send + Sync>) -> AnyView {
        let Self {
            id,
            wide,
            open,
            on_close,
            ..
        } = self;
        let wanted = Rc::new(Cell::new(false));
        Effect::new(move |_| {
            wanted.set(open.get());
            follow(id, &wanted);
        });
        if let Some(all) = OpenDialogs::here() {
            all.add(open);
        }
        let shown = dynamic(move || {
            if !open.get() {
                return nothing();
            }
            untrack(|| several(vec![self.head(title), content()]))
        });
        el("dialog")
            .attr("id", id)
            .class(if wide { "dialog dialog-wide" } else { "dialog" })
            .attr("aria-labelledby", format!("{id}-title"))
            .on("cancel", move |event| {
                event.prevent_default();
                on_close.run(());
            })
            // A browser may close it without asking, on a second Escape. It tells so a frame late, and of our own
            // closing too: by then the dialog may be open again.
            .on("close", move |event| {
                let is_shut = !event_target::<HtmlDialogElement>(&event).open();
                if is_shut && open.get_untracked() {
                    on_close.run(());
                }
            })
            .child(shown)
            .view()
    }

    fn head(self, title: Memo<String>) -> AnyView {
        let heading = el("h2")
            .attr("id", format!("{}-title", self.id))
            .text_with(move || title.get());
        let close = button(Tone::Icon, "✕", move || self.on_close.run(()));
        el("header")
            .class("dialog-head")
            .child(heading)
            .child(close.attr("aria-label", self.close_label))
            .view()
    }
}
