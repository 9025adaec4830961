//! Check whether the file at an address has the entered digest and size.

use crate::firmware_file::{RemoteFile, check_url};
use crate::pages::create_task::state::side_tasks::SideTasks;
use crate::web::scoped;
use leptos::prelude::*;
use leptos::task::spawn_local;
use upgrade_api::draft::FirmwareDraft;
use upgrade_api::field::Side;

/// State of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckState {
    /// Number of bytes read.
    Reading(u64),
    /// Result of the check.
    Done(RemoteFile),
}

/// Checks of the addresses of both sides, with the texts at their start.
pub type UrlChecks = SideTasks<RwSignal<Option<(FirmwareDraft, CheckState)>>>;

impl UrlChecks {
    /// State of the check of a side; `None` if address, digest or size have changed since its start. Tracked.
    pub fn check(&self, side: Side, typed: &FirmwareDraft) -> Option<CheckState> {
        let (checked, state) = scoped(self.states[side]).get()?;
        let is_same = checked.url == typed.url && checked.md5 == typed.md5 && checked.size == typed.size;
        is_same.then_some(state)
    }

    /// Starts the check of a side.
    pub fn begin(self, side: Side, typed: FirmwareDraft) {
        let signal = self.start(side, (typed.clone(), CheckState::Reading(0)));
        let state = self.states[side];
        spawn_local(async move {
            let set = |check| {
                if !signal.aborted() {
                    let _ = state.try_set(Some((typed.clone(), check)));
                }
            };
            let found = check_url(&typed.url, &signal, |bytes| set(CheckState::Reading(bytes))).await;
            set(CheckState::Done(found));
        });
    }
}
