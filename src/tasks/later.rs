//! What comes later: the parts of the page that nobody needs before the first list is on show. A release build keeps them
//! in a second module (docs/architecture.md, "Two modules"), fetched when a list has been read or as soon as something of
//! it is wanted; in every other build they are there from the start.

use super::TaskContext;
use super::bulk::bulk_dialog;
use super::confirm::confirm_dialog;
use super::create::{create_dialog, restored_draft};
use super::details::details_dialog;
use super::export::export_items;
use super::help::help_dialog;
use super::map::upgrade_map;
use super::table::row_items;
use super::toolbar::column_items;
use crate::activity::{Activity, activity_dialog};
use crate::i18n::Messages;
use crate::reactive::{Memo, RwSignal, effect, memo, signal, spawn};
use crate::ui::{Toasts, dynamic, el, nothing, several};
use leptos::prelude::*;
use upgrade_api::task::{FirmwareKind, Task};

/// The parts. Reached by way of this table only: whatever else calls them would bring them into the first module.
pub struct Parts {
    /// The dialogs of one product's tasks.
    pub dialogs: fn(TaskContext) -> AnyView,
    /// What was begun before the page was loaded.
    pub restored_draft: fn(TaskContext) -> AnyView,
    /// The map in place of the list.
    pub upgrade_map: fn(TaskContext, RwSignal<FirmwareKind>) -> AnyView,
    /// What else can be done with a task: what is in its menu.
    pub row_items: fn(Memo<Option<Task>>, TaskContext) -> AnyView,
    /// The ways to take the list elsewhere: what is in that menu.
    pub export_items: fn(TaskContext) -> AnyView,
    /// Order and columns: what is in that menu.
    pub column_items: fn(TaskContext) -> AnyView,
    /// What was done in this tab.
    pub activity_dialog: fn(&'static Messages, Activity, Toasts) -> AnyView,
    /// Which keys do something.
    pub help_dialog: fn(&'static Messages, RwSignal<bool>) -> AnyView,
}

static PARTS: Parts = Parts {
    dialogs,
    restored_draft,
    upgrade_map,
    row_items,
    export_items,
    column_items,
    activity_dialog,
    help_dialog,
};

fn dialogs(cx: TaskContext) -> AnyView {
    several(vec![
        create_dialog(cx),
        confirm_dialog(cx),
        details_dialog(cx),
        bulk_dialog(cx),
    ])
}

/// Without a second module all of them are here from the start.
#[cfg(not(feature = "split"))]
const AT_START: Option<&Parts> = Some(&PARTS);
#[cfg(feature = "split")]
const AT_START: Option<&Parts> = None;

/// The second module could not be had: no network, or a newer console stands there by now.
struct Missing;

impl From<leptos::wasm_split::SplitLoaderError> for Missing {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}

/// The one entrance to the second module: what is reached from here alone is moved there.
#[cfg(feature = "split")]
#[leptos::wasm_split::wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)]
fn parts() -> Result<&'static Parts, Missing> {
    Ok(&PARTS)
}

#[cfg(not(feature = "split"))]
async fn parts() -> Result<&'static Parts, Missing> {
    Ok(&PARTS)
}

/// How far they are.
#[derive(Clone, Copy)]
enum Arrival {
    NotAsked,
    OnTheirWay,
    Failed,
    Here(&'static Parts),
}

/// The parts, once they are here.
#[derive(Clone, Copy)]
pub struct Later(RwSignal<Arrival>);

impl Later {
    /// What its messages are about.
    const NAME: &str = "later";

    /// Those that are here at the start: all or none.
    #[must_use]
    pub fn at_start() -> Self {
        Self(signal(AT_START.map_or(Arrival::NotAsked, Arrival::Here)))
    }

    /// The parts, if they are here.
    #[must_use]
    pub fn parts(self) -> Option<&'static Parts> {
        match self.0.get() {
            Arrival::Here(parts) => Some(parts),
            Arrival::NotAsked | Arrival::OnTheirWay | Arrival::Failed => None,
        }
    }

    /// Whether they could not be had.
    #[must_use]
    pub fn has_failed(self) -> bool {
        matches!(self.0.get(), Arrival::Failed)
    }

    /// What is made from them, once they are here.
    pub fn view(self, make: impl Fn(&'static Parts) -> AnyView + Send + Sync + 'static) -> AnyView {
        dynamic(move || match self.parts() {
            Some(parts) => untrack(|| make(parts)),
            None => nothing(),
        })
    }

    /// The same, inside of something that was just opened: fetches them, and says how that goes.
    pub fn inside(
        self,
        m: &'static Messages,
        make: impl Fn(&'static Parts) -> AnyView + Send + Sync + 'static,
    ) -> AnyView {
        effect(move || untrack(|| self.fetch()));
        dynamic(move || match self.0.get() {
            Arrival::Here(parts) => untrack(|| make(parts)),
            Arrival::NotAsked | Arrival::OnTheirWay => el("p").attr("role", "status").child(m.loading_part).view(),
            Arrival::Failed => el("p").attr("role", "alert").child(m.part_missing).view(),
        })
    }

    /// Fetches them, unless they are here or on their way.
    pub fn fetch(self) {
        if matches!(self.0.get_untracked(), Arrival::OnTheirWay | Arrival::Here(_)) {
            return;
        }
        self.0.set(Arrival::OnTheirWay);
        spawn(async move {
            let arrival = parts().await.map_or(Arrival::Failed, Arrival::Here);
            self.0.try_set(arrival);
        });
    }

    /// Fetches them unless that was tried before: nobody waits for them yet.
    pub fn fetch_once(self) {
        if matches!(self.0.get_untracked(), Arrival::NotAsked) {
            self.fetch();
        }
    }

    /// Fetches them when something of them is wanted, and shows that it does. Where they cannot be had it says so and
    /// takes the wish back: who presses again wishes anew.
    pub fn follow(
        self,
        m: &'static Messages,
        toasts: Toasts,
        wanted: impl Fn() -> bool + Send + Sync + 'static,
        withdraw: impl Fn() + 'static,
    ) -> AnyView {
        let wanted = memo(wanted);
        effect(move || {
            if wanted.get() {
                untrack(|| self.fetch());
            }
        });
        effect(move || {
            if matches!(self.0.get(), Arrival::Failed) && wanted.get_untracked() {
                // Said again, it takes the place of what was said before.
                toasts.warn(Some(Self::NAME), m.part_missing.to_owned());
                withdraw();
            }
        });
        dynamic(move || match self.0.get() {
            Arrival::OnTheirWay if wanted.get() => el("p")
                .class("coming")
                .attr("role", "status")
                .child(m.loading_part)
                .view(),
            _ => nothing(),
        })
    }
}
