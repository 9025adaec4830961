//! The page around the table: title, figures, the state of the data.

use crate::builder::{
    El, NoteTone, Tone, button, dynamic, el, grouped, guarded_button, menus_close_elsewhere, note, nothing, several,
};
use crate::builder::{lazy_view, load_when_wanted};
use crate::pages::tasks::announcements::changes_said;
use crate::pages::tasks::bulk::stop_all;
use crate::pages::tasks::context::{TaskContext, provide_task_context};
use crate::pages::tasks::devices_by_version::devices_by_version;
use crate::pages::tasks::missing_task::leave_gone_task;
use crate::pages::tasks::polling::{every, next_try, poll};
use crate::pages::tasks::selection::picked_bar;
use crate::pages::tasks::table::task_table;
use crate::pages::tasks::toolbar::{filters, nothing_found, shortcuts};
use crate::pages::upgrade_map::view_choice;
use crate::pages::upgrade_map::warning_list::warnings;
use crate::state::task_store::ListState;
use crate::web;
use crate::web::Moment;
use crate::web::lazy_module::LoadState;
use leptos::prelude::*;
use leptos::task::spawn_local;
use upgrade_api::status::{RunState, TaskStatus};
use upgrade_api::task::FirmwareKind;

/// The page, reading again every `poll_seconds`.
pub fn tasks_page(cx: TaskContext, poll_seconds: u32) -> AnyView {
    let TaskContext { m, store, dialogs, .. } = cx;
    provide_task_context(cx);
    store.start();
    poll(store, dialogs, poll_seconds);
    shortcuts(cx);
    leave_gone_task(cx);
    menus_close_elsewhere();
    let title = el("div")
        .child(
            el("h1")
                .attr("id", "page-title")
                .attr("tabindex", "-1")
                .child(m.upgrade_tasks),
        )
        .child(el("p").class("page-about").child(m.about_tasks));
    let create = guarded_button(
        Tone::Primary,
        m.create_task,
        move || cx.read_only(),
        move || dialogs.creating.set(true),
    )
    .attr("id", "create-task");
    let on_map = RwSignal::new(FirmwareKind::Wifi);
    let asked = RwSignal::new(false);
    let now = RwSignal::new(Moment::now());
    every(1, move || now.set(Moment::now()));
    let page = el("main")
        .class("page")
        .child(el("div").class("page-head").child(title).child(figures(cx)))
        .child(
            el("div")
                .class("toolbar")
                .child(view_choice(cx))
                .child(freshness(cx, now))
                .child(stop_all(cx))
                .child(create),
        )
        .child(last_failure(cx))
        .child(next_try(cx, now, poll_seconds))
        .child(begun_before(cx, asked))
        .child(warnings(cx, on_map))
        .child(list(cx, on_map))
        .child(devices_by_version(cx));
    several(vec![
        page.view(),
        lazy_view(cx.lazy, move |parts| (parts.dialogs)(cx)),
        what_comes_later(cx, asked),
    ])
}

/// What was begun before the page was loaded. The part that shows it comes lazy; where that cannot be had, the page says
/// at least that it is there, and somebody may ask for it again.
fn begun_before(cx: TaskContext, asked: RwSignal<bool>) -> AnyView {
    let TaskContext { m, form, lazy, .. } = cx;
    let is_untold = Memo::new(move |_| {
        let is_here = matches!(lazy.state(), LoadState::Ready(_));
        !is_here && form.is_restored() && (lazy.has_failed() || asked.get())
    });
    Effect::new(move |_| {
        if matches!(lazy.state(), LoadState::Ready(_)) && asked.get_untracked() {
            // Wherever it is: what has it may be gone already.
            web::catch_focus("body", "page-title");
        }
    });
    let note = dynamic(move || {
        if !is_untold.get() {
            return nothing();
        }
        let sent = form.is_in_doubt().then(|| el("p").child(m.draft_untold_sent));
        let retry = button(Tone::Plain, m.retry, move || asked.set(true));
        let mut content = vec![el("p").child(m.draft_untold)];
        content.extend(sent);
        content.push(retry);
        note(NoteTone::Warning, content).view()
    });
    several(vec![note, lazy_view(lazy, move |parts| (parts.restored_draft)(cx))])
}

/// Fetched once the list has been read: it has the line for itself until then. `asked`: for what was begun before.
fn what_comes_later(cx: TaskContext, asked: RwSignal<bool>) -> AnyView {
    let TaskContext {
        m,
        store,
        dialogs,
        toasts,
        lazy,
        ..
    } = cx;
    let has_list = Memo::new(move |_| store.read_at().is_some() || matches!(store.state(), ListState::Failed(_)));
    Effect::new(move |_| {
        if has_list.get() {
            untrack(|| lazy.prefetch());
        }
    });
    let is_wanted = move || dialogs.is_any_open() || asked.get();
    load_when_wanted(lazy, m, toasts, is_wanted, move || {
        dialogs.withdraw();
        asked.set(false);
    })
}

fn figures(cx: TaskContext) -> AnyView {
    let TaskContext { m, store, .. } = cx;
    let figures = Memo::new(move |_| {
        store.read_at()?;
        let known = store.known();
        let tasks = &known.tasks;
        let running = tasks
            .iter()
            .filter(|task| task.status == TaskStatus::Known(RunState::Running))
            .count();
        let upgraded = tasks.iter().map(|task| task.upgrade_count).fold(0, u64::saturating_add);
        Some([
            (tasks.len() as u64, m.tasks),
            (running as u64, m.running),
            (upgraded, m.upgraded),
        ])
    });
    let figure = |(number, word): (u64, &str)| {
        el("div")
            .class("figure")
            .child(el("dt").child(word))
            .child(el("dd").child(grouped(number)))
    };
    dynamic(move || match figures.get() {
        Some(figures) => el("dl")
            .class("figures")
            .child(figures.map(figure).into_iter().collect::<Vec<_>>())
            .view(),
        None => nothing(),
    })
}

/// How old the data is, and a button to read it again.
fn freshness(cx: TaskContext, now: RwSignal<Moment>) -> Vec<El> {
    let TaskContext { m, store, .. } = cx;
    let age = move || match store.read_at() {
        Some(at) => {
            let seconds = (at.age_at(now.get()) / 1000.0) as u64;
            match store.state() {
                ListState::Failed(_) => (m.out_of_date)(seconds),
                ListState::Loading | ListState::Ready => (m.updated_ago)(seconds),
            }
        }
        None => String::new(),
    };
    vec![
        el("span").class("hint freshness").text_with(age),
        button(Tone::Plain, m.refresh, move || spawn_local(store.refresh())).attr("id", "refresh"),
    ]
}

/// Why the list is not up to date or not whole.
fn last_failure(cx: TaskContext) -> AnyView {
    let TaskContext { m, store, .. } = cx;
    let changed = Memo::new(move |_| store.known().changed_while_read());
    dynamic(move || match store.state() {
        ListState::Failed(error) => {
            let old = store.read_at().map(|_| format!(" {}", m.shown_is_older));
            let text = el("p").child(error.text_when_repeated(m)).child(old);
            note(NoteTone::Error, text).view()
        }
        ListState::Ready if changed.get() => note(NoteTone::Warning, m.list_changed).view(),
        ListState::Loading | ListState::Ready => nothing(),
    })
}

/// That there are more rows than are on show, and the way to them.
fn more_rows(cx: TaskContext) -> AnyView {
    let TaskContext { m, store, .. } = cx;
    let counts = Memo::new(move |_| (store.entries().len(), store.found().rows));
    dynamic(move || match counts.get() {
        (shown, all) if shown < all => el("p")
            .class("more-rows")
            .child((m.rows_shown)(&grouped(shown as u64), &grouped(all as u64)))
            .child(button(Tone::Plain, m.show_more, move || store.show_more()))
            .view(),
        _ => nothing(),
    })
}

/// What stands in place of the table, or the table, or the map.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Body {
    Waiting,
    Nothing,
    Empty,
    NoneFound,
    Table,
    Map,
}

/// Search and filters, where there is something to find, and what was found.
fn list(cx: TaskContext, on_map: RwSignal<FirmwareKind>) -> AnyView {
    let TaskContext { store, dialogs, .. } = cx;
    let has_filters = Memo::new(move |_| {
        !dialogs.map.get() && store.read_at().is_some() && (!store.known().is_empty() || store.view().is_filtered())
    });
    let bar = dynamic(move || match has_filters.get() {
        true => untrack(|| filters(cx)),
        false => nothing(),
    });
    several(vec![
        bar,
        picked_bar(cx),
        changes_said(cx).view(),
        list_body(cx, on_map),
    ])
}

fn list_body(cx: TaskContext, on_map: RwSignal<FirmwareKind>) -> AnyView {
    let TaskContext { m, store, dialogs, .. } = cx;
    let failed = Memo::new(move |_| matches!(store.state(), ListState::Failed(_)));
    let body = Memo::new(move |_| match (store.read_at(), store.found().rows) {
        (None, _) if failed.get() => Body::Nothing,
        (None, _) => Body::Waiting,
        (Some(_), 0) if store.known().is_empty() => Body::Empty,
        (Some(_), _) if dialogs.map.get() => Body::Map,
        (Some(_), 0) => Body::NoneFound,
        (Some(_), _) => Body::Table,
    });
    let stale = move || Some(if failed.get() { "stale" } else { "" }.to_owned());
    dynamic(move || match body.get() {
        Body::Waiting => el("p")
            .class("empty")
            .attr("role", "status")
            .child(m.loading_tasks)
            .view(),
        Body::Nothing => nothing(),
        Body::Empty => untrack(|| {
            let create = guarded_button(
                Tone::Plain,
                m.create_first_task,
                move || cx.read_only(),
                move || dialogs.creating.set(true),
            );
            el("div")
                .class("card empty")
                .child(el("h2").child(m.no_tasks))
                .child(el("p").child(m.no_tasks_hint))
                .child(create)
                .view()
        }),
        Body::NoneFound => untrack(|| nothing_found(cx)),
        Body::Table => untrack(|| {
            el("div")
                .attr_with("class", stale)
                .child(task_table(cx))
                .child(more_rows(cx))
                .view()
        }),
        Body::Map => untrack(|| {
            el("div")
                .attr_with("class", move || stale().map(|stale| format!("map {stale}")))
                .child(lazy_view(cx.lazy, move |parts| (parts.upgrade_map)(cx, on_map)))
                .view()
        }),
    })
}
