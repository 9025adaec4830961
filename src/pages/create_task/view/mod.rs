//! The create dialog: a form, and a review of what is about to be sent.

pub(crate) mod add_to_library;
pub(crate) mod downgrade;
pub(crate) mod field;
pub(crate) mod firmware;
pub(crate) mod firmware_type;
pub(crate) mod library;
pub(crate) mod restored;
pub(crate) mod review;
pub(crate) mod submit;
pub(crate) mod texts;
pub(crate) mod upload;
pub(crate) mod url_check;

pub use restored::restored_draft;

use crate::builder::{Dialog, El, NoteTone, Tone, button, dynamic, el, guarded_button, note, nothing, several};
use crate::pages::create_task::ids::field_id;
use crate::pages::create_task::state::Step;
use crate::pages::tasks::context::TaskContext;
use crate::pages::tasks::version_path::version_path;
use crate::web;
use crate::web::after_closing;
use field::{draft_field, general_fields};
use firmware::firmware_group;
use firmware_type::kind_fields;
use leptos::prelude::*;
use review::review;
use submit::{AfterCreate, cannot_send, failure_text, submit};
use upgrade_api::field::{FieldId, Side};
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

/// The dialog.
pub fn create_dialog(cx: TaskContext) -> AnyView {
    let TaskContext { m, dialogs, .. } = cx;
    let dialog = Dialog {
        id: "create",
        wide: true,
        open: Memo::new(move |_| dialogs.creating.get()),
        close_label: m.close,
        on_close: Callback::new(move |()| dialogs.creating.set(false)),
    };
    Effect::new(move |_| {
        let picks = cx.form.picks();
        if dialogs.creating.get() {
            cx.form.dismiss_restored();
            untrack(|| cx.form.read_library());
            picks.warm_up();
        } else {
            picks.release();
            // Whoever comes back comes to the form.
            cx.form.go_back();
        }
    });
    dialog.view(
        move || m.create_task.to_owned(),
        move || several(vec![body(cx).view(), foot(cx)]),
    )
}

fn body(cx: TaskContext) -> El {
    let TaskContext { m, form, .. } = cx;
    let failure = dynamic(move || {
        if form.is_looking() {
            return note(NoteTone::Warning, m.form().looking_for_task).view();
        }
        match form.failure() {
            Some(failure) => note(NoteTone::Error, failure_text(m, &failure)).view(),
            None => nothing(),
        }
    });
    let at = Memo::new(move |_| form.step());
    let shown = dynamic(move || match at.get() {
        Step::Review => untrack(|| review(cx)),
        Step::Firmware => nothing(),
    });
    el("div")
        .class("dialog-body")
        .child(steps(cx, at))
        // Stays where it is during the review: whoever comes back finds it as it was left.
        .child(fields(cx).attr_with("hidden", move || (at.get() == Step::Review).then(String::new)))
        .child(shown)
        .child(failure)
}

fn steps(cx: TaskContext, at: Memo<Step>) -> El {
    let m = cx.m;
    let step = |step, name: &str| {
        el("li")
            .attr_with("aria-current", move || (at.get() == step).then(|| "step".to_owned()))
            .child(name)
    };
    el("ol")
        .class("steps")
        .child(step(Step::Firmware, m.flow().firmware))
        .child(step(Step::Review, m.flow().review))
}

fn fields(cx: TaskContext) -> El {
    let m = cx.m;
    let two = || el("div").class("two");
    el("div")
        .class("create-fields")
        .on("keydown", move |event| {
            if is_enter_in_field(&event) {
                event.prevent_default();
                submit::review(cx);
            }
        })
        .child(el("p").class("hint").child(m.form().create_effect))
        .child(two().child(general_fields().map(|field| draft_field(cx, field)).collect::<Vec<_>>()))
        .child(kind_fields(cx))
        .child(
            two()
                .child(firmware_group(cx, Side::From))
                .child(firmware_group(cx, Side::Target)),
        )
}

/// Enter in a text field goes on, as in any form.
fn is_enter_in_field(event: &Event) -> bool {
    let key = event.unchecked_ref::<KeyboardEvent>();
    let in_field = event_target::<web_sys::Element>(event).class_list().contains("input");
    in_field && key.key() == "Enter" && !key.is_composing()
}

fn foot(cx: TaskContext) -> AnyView {
    let form = cx.form;
    let at = Memo::new(move |_| form.step());
    dynamic(move || {
        let foot = match at.get() {
            Step::Firmware => form_foot,
            Step::Review => review_foot,
        };
        untrack(|| foot(cx)).view()
    })
}

/// The id of the button that leads to the review.
const GO_ON_ID: &str = "create-go-on";

fn form_foot(cx: TaskContext) -> El {
    let TaskContext { m, form, dialogs, .. } = cx;
    let pair = move || Some((form.version(Side::From)?, form.version(Side::Target)?));
    let pair = Memo::new(move |_| pair());
    let touched = Memo::new(move |_| form.is_touched());
    let discard = move || {
        form.discard();
        web::focus(&field_id(FieldId::Name));
    };
    let kept = if form.is_stored() {
        m.form().draft_kept
    } else {
        m.form().draft_on_page
    };
    let start = el("span")
        .class("dialog-foot-start")
        .dynamic(move || {
            pair.get()
                .map_or_else(nothing, |(from, target)| version_path(m, from, target).view())
        })
        .dynamic(move || match touched.get() {
            true => several(vec![
                el("span").class("hint").child(kept).view(),
                button(Tone::Quiet, m.form().discard, discard).view(),
            ]),
            false => nothing(),
        });
    let reason = move || sending(cx).or_else(|| cannot_send(cx));
    let go_on = guarded_button(Tone::Primary, "", reason, move || submit::review(cx))
        .attr("id", GO_ON_ID)
        .text_with(move || if form.is_sending() { m.working } else { m.flow().review }.to_owned());
    el("footer")
        .class("dialog-foot")
        .child(start)
        .child(button(Tone::Plain, m.cancel, move || dialogs.creating.set(false)))
        .child(go_on)
}

fn review_foot(cx: TaskContext) -> El {
    let TaskContext { m, form, .. } = cx;
    let back = button(Tone::Plain, m.flow().back, move || {
        submit::go_to(cx, None);
        after_closing(|| web::focus(GO_ON_ID));
    });
    let create = guarded_button(
        Tone::Primary,
        "",
        move || cannot_send(cx),
        move || submit(cx, AfterCreate::Stay),
    )
    .attr("id", "create-submit")
    .text_with(move || if form.is_sending() { m.working } else { m.create_task }.to_owned());
    let reason = move || sending(cx).or_else(|| cannot_send(cx));
    let start = guarded_button(Tone::Plain, m.flow().create_and_start, reason, move || {
        submit(cx, AfterCreate::Start);
    });
    el("footer")
        .class("dialog-foot")
        .child(el("span").class("dialog-foot-start").child(back))
        .child(start)
        .child(create)
}

/// While a create is on its way, a second one would only be in its way.
fn sending(cx: TaskContext) -> Option<String> {
    cx.form.is_sending().then(|| cx.m.working.to_owned())
}
