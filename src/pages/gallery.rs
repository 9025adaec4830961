//! Gallery of the components in all their states, at `?gallery` in development builds.

use crate::components::{
    Button, CopyText, Dialog, FieldKind, FieldMessages, Menu, Note, NoteTone, ProgressBar, TextField, ToastList,
    Toasts, Tone, use_toasts,
};
use crate::i18n::{Language, use_messages};
use crate::pages::row_pager::RowPager;
use crate::pages::tasks::progress::rate_text;
use crate::pages::tasks::status_badge::StatusBadges;
use crate::pages::tasks::version_path::VersionPath;
use crate::routing::list_query::RowPage;
use crate::web;
use leptos::prelude::*;
use upgrade_api::progress::{Idle, UpgradeRate};
use upgrade_api::status::{Action, RunState, TaskStatus};
use upgrade_api::values::Version;

/// The gallery. Language and theme are buttons at the top.
#[component]
pub(crate) fn Gallery(
    /// Language of the page.
    language: RwSignal<Language>,
    /// Toasts.
    toasts: Toasts,
) -> impl IntoView {
    let m = Signal::derive(move || language.get().messages());
    let choose = move |chosen: Language| move |_| language.set(chosen);
    let theme = |name: &'static str| move |_| web::set_root_attribute("data-theme", name);
    view! {
        <header class="bar">
            <Button label="English" on_press=choose(Language::En) />
            <Button label="中文" on_press=choose(Language::Zh) />
            <Button label="light" on_press=theme("light") />
            <Button label="dark" on_press=theme("dark") />
        </header>
        {move || {
            provide_context(language.get().messages());
            view! {
                <main class="page">
                    <h1>"Components"</h1>
                    <Buttons />
                    <FieldStates />
                    <Notes />
                    <Tasks />
                    <Overlays />
                </main>
            }
                .into_any()
        }}
        <ToastList toasts=toasts m=m />
    }
}

/// A part of the gallery.
#[component]
fn Section(
    /// Name of the components.
    title: &'static str,
    /// The components.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="card panel" aria-label=title>
            <h2>{title}</h2>
            {children()}
        </section>
    }
}

#[component]
fn Buttons() -> impl IntoView {
    let m = use_messages();
    let tones = [Tone::Plain, Tone::Primary, Tone::Quiet, Tone::Danger];
    let enabled = tones.map(|tone| view! { <Button tone=tone label=m.action(Action::Start) on_press=|_| () /> });
    let disabled = tones.map(|tone| {
        view! {
            <Button
                tone=tone
                label=m.action(Action::Start)
                on_press=|_| ()
                disabled_reason=m.wait_for_list().to_owned()
            />
        }
    });
    view! {
        <Section title="Button">
            <p>{enabled.collect_view()}</p>
            <p>{disabled.collect_view()}</p>
            <p>
                <Button tone=Tone::Icon label="✕" on_press=|_| () attr:aria-label=m.close() />
            </p>
        </Section>
    }
}

#[component]
fn FieldStates() -> impl IntoView {
    let m = use_messages();
    let kinds = [
        FieldKind::Text,
        FieldKind::Digits,
        FieldKind::Code,
        FieldKind::CodeLines,
        FieldKind::Address,
        FieldKind::Secret,
    ];
    let messages = [
        [None, None, None, None],
        [None, None, None, Some(m.token_hint())],
        [None, None, Some(m.copied()), None],
        [None, Some(m.downgrade_warning()), None, None],
        [Some(m.required()), None, None, None],
        [Some(m.required()), None, None, Some(m.token_hint())],
    ]
    .map(|texts| {
        let [error, warning, good, hint] = texts.map(|text| text.map(str::to_owned));
        FieldMessages {
            error,
            warning,
            good,
            hint,
        }
    });
    let fields = kinds
        .into_iter()
        .zip(messages)
        .enumerate()
        .map(|(index, (kind, messages))| {
            let value = RwSignal::new(format!("{kind:?}"));
            view! {
                <TextField
                    id=format!("gallery-{index}")
                    label=m.name()
                    kind=kind
                    required=kind == FieldKind::Secret
                    value=value
                    messages=messages
                    on_input=move |text| value.set(text)
                />
            }
        })
        .collect_view();
    view! { <Section title="TextField">{fields}</Section> }
}

#[component]
fn Notes() -> impl IntoView {
    let m = use_messages();
    let page = RwSignal::new(RowPage::default());
    view! {
        <Section title="Note, ProgressBar, CopyText, Pager">
            <Note tone=NoteTone::Info text=m.about_tasks() />
            <Note tone=NoteTone::Warning text=m.downgrade_warning() />
            <Note tone=NoteTone::Error text=m.unreachable() />
            <ProgressBar value=30_u64 max=100 label=m.progress() />
            <RowPager list=m.tasks() page=page rows=1234_usize on_change=move |next| page.set(next) />
            <p>
                <CopyText id="gallery-copy" text="4f3c2b1a".to_owned() label=m.copy_md5() />
            </p>
        </Section>
    }
}

#[component]
fn Tasks() -> impl IntoView {
    let m = use_messages();
    let statuses = [
        (TaskStatus::Known(RunState::Stopped), None),
        (TaskStatus::Known(RunState::Running), None),
        (TaskStatus::Known(RunState::Running), Some(Idle::Complete)),
        (TaskStatus::Known(RunState::Running), Some(Idle::Stalled)),
        (TaskStatus::Unknown("7".to_owned()), None),
    ]
    .map(|(status, idle)| {
        view! {
            <p>
                <StatusBadges status=status idle=idle />
            </p>
        }
    })
    .collect_view();
    let rates = [
        UpgradeRate::Upgrading {
            per_hour: 120,
            remaining_ms: Some(5_400_000),
        },
        UpgradeRate::NoProgress { ms: 660_000 },
    ]
    .map(|rate| {
        view! { <div class="lines">{rate_text(m, rate, "\n")}</div> }
    })
    .collect_view();
    let paths = [(3, 5), (5, 3)]
        .into_iter()
        .filter_map(|(from, target)| Version::from_number(from).ok().zip(Version::from_number(target).ok()))
        .map(|(from, target)| {
            view! {
                <p>
                    <VersionPath from=from target=target />
                </p>
            }
        })
        .collect_view();
    view! { <Section title="StatusBadges, VersionPath, Rate">{statuses} {paths} {rates}</Section> }
}

#[component]
fn Overlays() -> impl IntoView {
    let (m, toasts) = (use_messages(), use_toasts());
    let open = RwSignal::new(false);
    view! {
        <Section title="Menu, Dialog, Toasts">
            <div class="menu">
                <Menu label=m.actions()>
                    <Button tone=Tone::Quiet label=m.action(Action::Start) on_press=|_| () />
                </Menu>
            </div>
            <Button label=m.create_task() on_press=move |_| open.set(true) />
            <Button label=m.copied() on_press=move |_| toasts.notify(None, m.copied().to_owned()) />
            <Button label=m.unreachable() on_press=move |_| toasts.warn(None, m.unreachable().to_owned()) />
            <Dialog id="gallery-dialog" open=open title=m.create_task() on_close=move |()| open.set(false)>
                <div class="dialog-body">
                    <p>{m.about_tasks()}</p>
                </div>
            </Dialog>
        </Section>
    }
}
