//! Whether the file at an address is the one that is meant.

use crate::firmware_file::{RemoteFile, check_url};
use crate::pages::create_task::ids::check_id;
use crate::pages::create_task::state::sides::SIDES;
use crate::pages::create_task::state::sides::index;
use crate::session::abort_controller;
use crate::web;
use leptos::prelude::*;
use leptos::task::spawn_local;
use upgrade_api::draft::{FirmwareDraft, Side};
use web_sys::AbortController;

/// How far looking is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UrlCheck {
    /// So many bytes are read.
    Reading(u64),
    /// This came of it.
    Done(RemoteFile),
}

/// A check_url at what was typed then.
type Looked = Option<(FirmwareDraft, UrlCheck)>;

/// The looks at both sides' addresses.
#[derive(Clone, Copy)]
pub struct UrlChecks {
    states: [RwSignal<Looked>; 2],
    owners: [StoredValue<Option<AbortController>>; 2],
}

impl UrlChecks {
    pub(crate) fn new() -> Self {
        Self {
            states: [RwSignal::new(None), RwSignal::new(None)],
            owners: [StoredValue::new(None), StoredValue::new(None)],
        }
    }

    /// What came of looking, as long as address, digest and size are what they were.
    #[must_use]
    pub fn check(&self, side: Side, typed: &FirmwareDraft) -> Option<UrlCheck> {
        let (then, check_url) = self.states[index(side)].get()?;
        let same = then.url == typed.url && then.md5 == typed.md5 && then.size == typed.size;
        same.then_some(check_url)
    }

    /// Stops looking, and forgets what came of it.
    pub fn stop(&self, side: Side) {
        if let Some(Some(owner)) = self.owners[index(side)].try_update_value(Option::take) {
            owner.abort();
        }
        self.states[index(side)].set(None);
    }

    pub(crate) fn discard(&self) {
        SIDES.into_iter().for_each(|side| self.stop(side));
    }

    /// Looks what is at the address.
    pub fn begin(self, side: Side, typed: FirmwareDraft) {
        self.stop(side);
        let state = self.states[index(side)];
        let owner = abort_controller();
        let signal = owner.signal();
        self.owners[index(side)].set_value(Some(owner));
        state.set(Some((typed.clone(), UrlCheck::Reading(0))));
        spawn_local(async move {
            let tell = |check_url| {
                if !signal.aborted() {
                    let _ = state.try_set(Some((typed.clone(), check_url)));
                }
            };
            let url = typed.url.trim();
            let found = check_url(url, &signal, |bytes| tell(UrlCheck::Reading(bytes))).await;
            web::hold_focus(check_id(side));
            tell(UrlCheck::Done(found));
        });
    }
}
