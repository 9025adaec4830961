//! Check whether the file at an address has the entered digest and size.

use crate::firmware_file::{RemoteFile, check_url};
use crate::pages::create_task::ids::{CHECK, part_id};
use crate::session::abort_controller;
use crate::web;
use crate::web::scoped;
use leptos::prelude::*;
use leptos::task::spawn_local;
use upgrade_api::draft::FirmwareDraft;
use upgrade_api::field::{PerSide, Side};
use web_sys::AbortController;

/// State of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckState {
    /// Number of bytes read.
    Reading(u64),
    /// Result of the check.
    Done(RemoteFile),
}

/// State of a check with the texts at its start.
type CheckedDraft = Option<(FirmwareDraft, CheckState)>;

/// Checks of the addresses of both sides.
#[derive(Clone, Copy, Default)]
pub struct UrlChecks {
    states: PerSide<RwSignal<CheckedDraft>>,
    controllers: PerSide<StoredValue<Option<AbortController>>>,
}

impl UrlChecks {
    /// State of the check of a side; `None` if address, digest or size have changed since its start. Tracked.
    pub fn check(&self, side: Side, typed: &FirmwareDraft) -> Option<CheckState> {
        let (checked, state) = scoped(self.states[side]).get()?;
        let is_same = checked.url == typed.url && checked.md5 == typed.md5 && checked.size == typed.size;
        is_same.then_some(state)
    }

    /// Stops the check of a side and removes its result.
    pub fn stop(&self, side: Side) {
        if let Some(Some(controller)) = self.controllers[side].try_update_value(Option::take) {
            controller.abort();
        }
        self.states[side].set(None);
    }

    /// Stops the checks of both sides and removes their results.
    pub(crate) fn discard(&self) {
        Side::ALL.into_iter().for_each(|side| self.stop(side));
    }

    /// Starts the check of a side.
    pub fn begin(self, side: Side, typed: FirmwareDraft) {
        self.stop(side);
        let state = self.states[side];
        let controller = abort_controller();
        let signal = controller.signal();
        self.controllers[side].set_value(Some(controller));
        state.set(Some((typed.clone(), CheckState::Reading(0))));
        spawn_local(async move {
            let set = |check| {
                if !signal.aborted() {
                    let _ = state.try_set(Some((typed.clone(), check)));
                }
            };
            let found = check_url(&typed.url, &signal, |bytes| set(CheckState::Reading(bytes))).await;
            web::hold_focus(&part_id(side, CHECK));
            set(CheckState::Done(found));
        });
    }
}
