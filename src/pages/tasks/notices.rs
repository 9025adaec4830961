//! Notices about tasks while the page is hidden: a mark in the document title, and notifications of the browser if the
//! operator has switched them on.

use crate::components::visible;
use crate::i18n::{Language, Messages};
use crate::pages::tasks::version_path::version_steps;
use crate::pages::workspace::Workspaces;
use crate::state::task_store::TaskStore;
use crate::web;
use crate::web::notification::{Notifications, notify};
use crate::web::scoped;
use leptos::prelude::*;
use std::collections::HashSet;
use upgrade_api::graph::{Graph, device_parts};
use upgrade_api::progress::Idle;
use upgrade_api::text::shortened;
use upgrade_api::values::{ProductId, TaskId, Version};

/// Preference: `on` while notifications are switched on.
const PREFERENCE: &str = "notices";
/// Longest name in a notification, in characters.
const NAME_MAX: usize = 64;

/// What is worth a notice.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Event {
    /// A task is complete or stalled.
    Idle(TaskId, Idle),
    /// Running tasks form this loop.
    Loop(Vec<Version>),
}

/// Notices of this page.
#[derive(Clone, Copy)]
pub(crate) struct Notices {
    is_on: RwSignal<bool>,
    permission: RwSignal<Notifications>,
    /// Number of notices since the page is hidden.
    unseen: RwSignal<usize>,
}

impl Notices {
    /// Provides the notices to all views, as the operator has chosen on an earlier page.
    pub(crate) fn provide() -> Self {
        let permission = Notifications::permission();
        let is_on = permission != Notifications::Unsupported && web::preference(PREFERENCE).as_deref() == Some("on");
        let notices = Self {
            is_on: RwSignal::new(is_on),
            permission: RwSignal::new(permission),
            unseen: RwSignal::new(0),
        };
        provide_context(notices);
        notices
    }

    /// Whether the operator has switched notifications on. Then a hidden page reads the list. Tracked.
    pub(crate) fn is_on(self) -> bool {
        scoped(self.is_on).get()
    }

    /// Whether the page may show notifications. Tracked.
    pub(crate) fn permission(self) -> Notifications {
        scoped(self.permission).get()
    }

    /// Number of notices since the page is hidden. Tracked.
    pub(crate) fn unseen(self) -> usize {
        self.unseen.get()
    }

    /// Switches notifications on or off. Asks for the permission on the first press.
    pub(crate) async fn switch(self, on: bool) {
        web::set_preference(PREFERENCE, if on { "on" } else { "off" });
        self.is_on.set(on);
        if on {
            let permission = Notifications::request().await;
            let _ = self.permission.try_set(permission);
        }
    }

    /// Marks the title, and shows a notification, if the page is hidden. `about` identifies the subject, which has one
    /// notification.
    pub(crate) fn notify(self, store: TaskStore, text: &str, about: &str) {
        if web::is_visible() {
            return;
        }
        self.unseen.update(|unseen| *unseen += 1);
        if self.is_on.get_untracked() {
            let product = store.product();
            notify(&name(&product.name), text, &format!("{} {about}", product.id));
        }
    }

    /// Watches the tasks of all open products until the view is removed.
    pub(crate) fn watch(self, workspaces: Workspaces, language: RwSignal<Language>) {
        // Events that need no notice: those from before the page was hidden, and the last ones.
        let known = StoredValue::new(None::<HashSet<(ProductId, Event)>>);
        let listener = window_event_listener_untyped("visibilitychange", move |_| match web::is_visible() {
            true => self.unseen.set(0),
            false => known.set_value(Some(untrack(|| events(&workspaces.stores())))),
        });
        on_cleanup(move || listener.remove());
        Effect::new(move |_| {
            let stores = workspaces.stores();
            // `count` and not `any`, so that every store is tracked.
            let read = stores.iter().filter(|store| store.read_at().is_some()).count();
            if read == 0 || web::is_visible() {
                return;
            }
            let now = untrack(|| events(&stores));
            let before = known.get_value().unwrap_or_else(|| now.clone());
            let m = language.get_untracked().messages();
            for (product, event) in now.difference(&before) {
                let store = stores.iter().find(|store| store.product().id == *product);
                if let Some(store) = store {
                    let (text, about) = untrack(|| describe(m, *store, event));
                    self.notify(*store, &text, &about);
                }
            }
            known.set_value(Some(now));
        });
    }
}

/// The notices of this page.
pub(crate) fn use_notices() -> Notices {
    expect_context()
}

/// Events that the last readings of these stores show.
fn events(stores: &[TaskStore]) -> HashSet<(ProductId, Event)> {
    let of_store = |store: &TaskStore| {
        let snapshot = store.snapshot();
        let idle = snapshot
            .tasks
            .iter()
            .filter_map(|task| Some(Event::Idle(task.id.clone(), store.idle(task)?)));
        let loops = device_parts(&snapshot.tasks).into_iter();
        let loops = loops.flat_map(|device_part| Graph::of(&snapshot.tasks, device_part).loops());
        let events: Vec<Event> = idle.chain(loops.map(Event::Loop)).collect();
        let product = store.product().id;
        events.into_iter().map(move |event| (product.clone(), event))
    };
    stores.iter().flat_map(of_store).collect()
}

/// Text of an event, and its subject.
fn describe(m: &dyn Messages, store: TaskStore, event: &Event) -> (String, String) {
    match event {
        Event::Idle(id, idle) => {
            let task = store.task(id).map(|task| name(&task.name)).unwrap_or_default();
            let text = match idle {
                Idle::Complete => m.guard().is_complete(&task),
                Idle::Stalled => m.guard().is_stalled(&task),
            };
            (text, id.to_string())
        }
        Event::Loop(versions) => {
            let steps = version_steps(versions);
            (m.guard().is_loop(&steps), steps)
        }
    }
}

/// A name as a notification shows it.
pub(crate) fn name(name: &str) -> String {
    shortened(&visible(name), NAME_MAX)
}
