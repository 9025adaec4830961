//! Review of the task before it is sent: its fields, the affected devices and warnings.

use crate::components::{Button, Note, NoteTone, Tone, clipped, human_size, visible};
use crate::firmware_file::Reading;
use crate::i18n::{Messages, use_messages};
use crate::pages::create_task::ids::{REVIEW_ID, field_id, group_id};
use crate::pages::create_task::state::chosen_files::Comparison;
use crate::pages::create_task::state::url_check::CheckState;
use crate::pages::create_task::state::{CreateForm, use_create_form};
use crate::pages::create_task::view::field::GENERAL_FIELDS;
use crate::pages::create_task::view::submit::return_to;
use crate::pages::create_task::view::texts::{affected_text, file_error_text, warning_text};
use crate::pages::create_task::view::url_check::address_error;
use crate::pages::tasks::context::{TaskContext, use_task_context};
use crate::pages::tasks::format::{device_part_text, mode_text};
use crate::pages::tasks::version_path::VersionPath;
use crate::web;
use firmware_digest::Content;
use leptos::prelude::*;
use upgrade_api::draft::TaskDraft;
use upgrade_api::field::{FieldId, Part, Side};
use upgrade_api::profile::Profile;
use upgrade_api::task::DevicePart;
use upgrade_api::values::FileSize;

/// Review of the present input.
#[component]
pub(crate) fn Review() -> impl IntoView {
    let context = use_task_context();
    let TaskContext { m, form, store, .. } = context;
    let draft = form.draft();
    let versions = form.version(Side::From).zip(form.version(Side::Target));
    let product = visible(&store.product().name);
    let affected = Memo::new(move |_| affected_or_reason(context));
    view! {
        <div class="review">
            <h3 id=REVIEW_ID tabindex="-1">
                {m.flow().review_title()}
            </h3>
            <p class="dialog-subject">
                {versions.map(|(from, target)| view! { <VersionPath from=from target=target /> })} <span>
                    <span>{m.on()} " "</span>
                    <strong>
                        <bdi translate="no">{product}</bdi>
                    </strong>
                </span> <span class="review-affected" prop:textContent=move || affected.get() />
            </p>
            <p class="hint">{m.form().create_effect()}</p>
            <Warnings />
            <VersionTable draft=draft.clone() />
            <TaskFacts draft=draft />
        </div>
    }
}

/// Number of devices on the from version, or the reason why it is unknown.
fn affected_or_reason(context: TaskContext) -> String {
    let unknown = || {
        let why = context.store.uncounted(context.form.device_part()?);
        Some(context.m.affected_unknown(why, context.form.version(Side::From)?))
    };
    affected_text(context).or_else(unknown).unwrap_or_default()
}

/// Warnings about valid but probably wrong input.
#[component]
fn Warnings() -> impl IntoView {
    let (m, form) = (use_messages(), use_create_form());
    let warnings = Memo::new(move |_| {
        let at_field = |field, text| (m.field_in_full(field), text);
        let differing = |side| {
            let md5 = form.differing_digest(side)?;
            let text = m.form().md5_differs(&md5.to_string());
            Some(at_field(FieldId::Firmware(side, Part::Md5), text))
        };
        let at_part = |side, label, text| (format!("{} · {label}", m.side(side)), text);
        let not_compared = |side| match form.comparison(side)? {
            Comparison::Unreadable(error) => Some(at_part(side, m.form().checksum(), m.form().checksum_error(error))),
            Comparison::Waiting | Comparison::Same | Comparison::Different(_) => None,
        };
        let about_file = |side| {
            let text = file_warning(m, form, side)?;
            Some(at_part(side, m.form().firmware_file(), text))
        };
        let about_address = |side| {
            let entered = form.read(|draft| draft.side(side).clone());
            match form.url_checks.check(side, &entered)? {
                CheckState::Done(found) => {
                    let text = address_error(m, &entered, found)?;
                    Some(at_field(FieldId::Firmware(side, Part::Url), text))
                }
                CheckState::Reading(_) => None,
            }
        };
        let mut all: Vec<_> = Side::ALL.into_iter().filter_map(differing).collect();
        all.extend(Side::ALL.into_iter().filter_map(about_file));
        all.extend(Side::ALL.into_iter().filter_map(about_address));
        all.extend(Side::ALL.into_iter().filter_map(not_compared));
        let found = form.warnings().into_iter();
        all.extend(found.map(|(field, warning)| at_field(field, warning_text(m, warning))));
        all
    });
    let each = move || {
        web::keep_focus();
        warnings.get()
    };
    view! {
        <Show when=move || warnings.with(|warnings| !warnings.is_empty())>
            <Note tone=NoteTone::Warning>
                <ul class="changes">
                    <For each=each key=Clone::clone let((label, text))>
                        <li>{format!("{label}{}{text}", m.colon())}</li>
                    </For>
                </ul>
            </Note>
        </Show>
    }
}

/// Warning about the chosen file of a side, apart from another MD5.
fn file_warning(m: &dyn Messages, form: CreateForm, side: Side) -> Option<String> {
    match form.files.chosen(side)?.state {
        Reading::Failed(error) => Some(file_error_text(m, error)),
        Reading::Done(digest) => match digest.content {
            Some(Content::Suspect(suspicion)) => Some(m.form().suspicion(suspicion).to_owned()),
            // Another MD5 has a warning of its own.
            _ if form.is_of_file(side, &digest) || form.differing_digest(side).is_some() => None,
            _ => Some(m.form().computed_differs().to_owned()),
        },
        Reading::Progress(_) => None,
    }
}

/// Button that returns to a group of the form.
#[component]
fn ChangeButton(
    /// Name of the group.
    what: &'static str,
    /// Id of the element that gets the focus.
    #[prop(into)]
    id: String,
) -> impl IntoView {
    let (m, form) = (use_messages(), use_create_form());
    let label = m.flow().change_group(what);
    view! {
        <Button
            tone=Tone::Quiet
            label=m.flow().change()
            on_press=move |_| return_to(form, id.clone())
            attr:aria-label=label
        />
    }
}

/// Both versions side by side, each with a button that returns to its group.
#[component]
fn VersionTable(
    /// Input.
    draft: TaskDraft,
) -> impl IntoView {
    let m = use_messages();
    let row = |part: Part| {
        let cell = |side| {
            let size_note = (part == Part::Size).then(|| size_note(m, &draft, side));
            view! {
                <td>
                    <code translate="no">{draft.text_as_read(FieldId::Firmware(side, part))}</code>
                    {size_note.map(|text| view! { <span class="hint">{text}</span> })}
                </td>
            }
        };
        view! {
            <tr>
                <th scope="row">{m.field(FieldId::Firmware(Side::From, part))}</th>
                {Side::ALL.map(cell).collect_view()}
            </tr>
        }
    };
    let change = |side| {
        view! {
            <td>
                <ChangeButton what=m.side(side) id=group_id(side) />
            </td>
        }
    };
    view! {
        <table class="review-table">
            <thead>
                <tr>
                    <td></td>
                    <th scope="col">{m.from_version()}</th>
                    <th scope="col">{m.target_version()}</th>
                </tr>
            </thead>
            <tbody>
                {Part::ALL.map(row).collect_view()} <FileRow /> <tr>
                    <td></td>
                    {Side::ALL.map(change).collect_view()}
                </tr>
            </tbody>
        </table>
    }
}

/// Returns the readable size, and the difference of the target file to the other file.
fn size_note(m: &dyn Messages, draft: &TaskDraft, side: Side) -> String {
    let size = |side| FileSize::parse(&draft.side(side).size).map_or(0, FileSize::get);
    let (from, own) = (size(Side::From), size(side));
    let readable = human_size(m, own);
    match side {
        Side::From => readable,
        Side::Target if own < from => format!("{readable} · −{} B", m.number(from - own)),
        Side::Target => format!("{readable} · +{} B", m.number(own - from)),
    }
}

/// Names of the files that were read, if there are any.
#[component]
fn FileRow() -> impl IntoView {
    let (m, files) = (use_messages(), use_create_form().files);
    let names = Side::ALL.map(|side| files.name(side).filter(|_| files.digest(side).is_some()));
    let cell = |name: Option<String>| {
        let name = name.map_or_else(|| "–".to_owned(), |name| visible(&name));
        view! {
            <td>
                <bdi translate="no">{name}</bdi>
            </td>
        }
    };
    names.iter().any(Option::is_some).then(|| {
        view! {
            <tr>
                <th scope="row">{m.form().firmware_file()}</th>
                {names.map(cell).collect_view()}
            </tr>
        }
    })
}

/// Values that belong to the task as a whole, with a button that returns to them.
#[component]
fn TaskFacts(
    /// Input.
    draft: TaskDraft,
) -> impl IntoView {
    let (m, form) = (use_messages(), use_create_form());
    let full = (form.profile() == Profile::Full).then(|| {
        let part_text = device_part_text(m, form.device_part().unwrap_or(DevicePart::Wifi));
        let mode = mode_text(m, draft.mode).to_owned();
        [
            fact(m.field(FieldId::Type), part_text),
            fact(m.field(FieldId::Mode), mode),
        ]
        .collect_view()
    });
    let general = GENERAL_FIELDS.map(|field| {
        let value = match field {
            FieldId::Description => clipped(&draft.described()),
            _ => visible(draft.text(field)),
        };
        fact(m.field(field), value)
    });
    view! {
        <div class="review-about">
            <dl class="facts-list">{general.collect_view()} {full}</dl>
            <ChangeButton what=m.task() id=field_id(FieldId::Name) />
        </div>
    }
}

/// A labelled value.
fn fact(label: &'static str, value: String) -> impl IntoView {
    view! {
        <dt>{label}</dt>
        <dd>
            <bdi translate="no">{value}</bdi>
        </dd>
    }
}
