//! Notices about tasks while the page is hidden: a mark in the document title, and notifications of the browser if the
//! operator has switched them on.

use crate::components::visible;
use crate::i18n::{Language, Messages};
use crate::pages::tasks::version_path::version_steps;
use crate::pages::workspaces::Workspaces;
use crate::state::task_store::TaskStore;
use crate::web;
use crate::web::notification::{self, notify};
use crate::web::scoped;
use leptos::prelude::*;
use std::collections::HashSet;
use upgrade_api::graph::{Graph, device_parts};
use upgrade_api::progress::Idle;
use upgrade_api::text::shortened;
use web_sys::NotificationPermission;

/// Preference: `on` while notifications are switched on.
const PREFERENCE: &str = "notices";
/// Longest name in a notification, in characters.
const NAME_MAX: usize = 64;

/// A change that is worth a notice.
struct Event {
    store: TaskStore,
    /// Subject: the task or the loop, with its product.
    about: String,
    what: What,
}

enum What {
    /// The task with this name is complete or stalled.
    Idle(String, Idle),
    /// Running tasks form this loop, as text.
    Loop(String),
}

impl Event {
    /// Key of the event. A task that is complete and then stalled has two.
    fn key(&self) -> String {
        match self.what {
            What::Idle(_, Idle::Complete) => format!("{} complete", self.about),
            What::Idle(_, Idle::Stalled) | What::Loop(_) => self.about.clone(),
        }
    }

    fn text(&self, m: &dyn Messages) -> String {
        match &self.what {
            What::Idle(task, Idle::Complete) => m.guard().is_complete(&name(task)),
            What::Idle(task, Idle::Stalled) => m.guard().is_stalled(&name(task)),
            What::Loop(steps) => m.guard().is_loop(steps),
        }
    }
}

/// Notices of this page.
#[derive(Clone, Copy)]
pub(crate) struct Notices {
    is_on: RwSignal<bool>,
    permission: RwSignal<Option<NotificationPermission>>,
    /// Number of notices since the page is hidden.
    unseen: RwSignal<usize>,
}

impl Notices {
    /// Provides the notices to all views, as the operator has chosen on an earlier page.
    pub(crate) fn provide() -> Self {
        let permission = notification::permission();
        let is_on = permission.is_some() && web::preference(PREFERENCE).as_deref() == Some("on");
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

    /// Whether the page may show notifications; `None` if it can have none. Tracked.
    pub(crate) fn permission(self) -> Option<NotificationPermission> {
        scoped(self.permission).get()
    }

    /// Number of notices since the page is hidden. Tracked.
    pub(crate) fn unseen(self) -> usize {
        scoped(self.unseen).get()
    }

    /// Switches notifications on or off. Asks for the permission on the first press.
    pub(crate) async fn switch(self, on: bool) {
        web::set_preference(PREFERENCE, if on { "on" } else { "off" });
        self.is_on.set(on);
        if on {
            let permission = notification::request_permission().await;
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
            notify(&name(&store.product().name), text, about);
        }
    }

    /// Watches the tasks of all open products until the view is removed.
    pub(crate) fn watch(self, workspaces: Workspaces, language: RwSignal<Language>) {
        // Events that need no notice: those from before the page was hidden, and the last ones.
        let known = StoredValue::new(None::<HashSet<String>>);
        web::remove_on_cleanup(window_event_listener_untyped(
            "visibilitychange",
            move |_| match web::is_visible() {
                true => self.unseen.set(0),
                false => known.set_value(Some(untrack(|| keys(&events(&workspaces.stores()))))),
            },
        ));
        Effect::new(move |_| {
            let stores = workspaces.stores();
            // `count` and not `any`, so that every store is tracked.
            let read = stores.iter().filter(|store| store.read_at().is_some()).count();
            if read == 0 || web::is_visible() {
                return;
            }
            let now = untrack(|| events(&stores));
            // The first reading of a page that was opened in the background is no change.
            let before = known.get_value().unwrap_or_else(|| keys(&now));
            let m = language.get_untracked().messages();
            for event in now.iter().filter(|event| !before.contains(&event.key())) {
                untrack(|| self.notify(event.store, &event.text(m), &event.about));
            }
            known.set_value(Some(keys(&now)));
        });
    }
}

/// The notices of this page. The console provides them; a component that is mounted without it has none.
pub(crate) fn use_notices() -> Option<Notices> {
    use_context()
}

/// Events that the last readings of these stores show.
fn events(stores: &[TaskStore]) -> Vec<Event> {
    let mut events = Vec::new();
    for store in stores.iter().copied() {
        let (product, snapshot) = (store.product_id(), store.snapshot());
        for task in &snapshot.tasks {
            events.extend(store.idle(task).map(|idle| Event {
                store,
                about: format!("{product} {}", task.id),
                what: What::Idle(task.name.clone(), idle),
            }));
        }
        for device_part in device_parts(&snapshot.tasks) {
            let loops = Graph::of(&snapshot.tasks, device_part).loops();
            events.extend(loops.iter().map(|versions| {
                let steps = version_steps(versions);
                Event {
                    store,
                    about: format!("{product} {steps}"),
                    what: What::Loop(steps),
                }
            }));
        }
    }
    events
}

fn keys(events: &[Event]) -> HashSet<String> {
    events.iter().map(Event::key).collect()
}

/// A name as a notification shows it.
pub(crate) fn name(name: &str) -> String {
    shortened(&visible(name), NAME_MAX)
}
