//! Whether the file at an address is the one that is meant.

use super::address::check_id;
use super::form::SIDES;
use crate::browser;
use crate::files::{Found, look};
use crate::reactive::{RwSignal, signal, spawn, stored};
use crate::session::abort_controller;
use leptos::prelude::*;
use upgrade_api::draft::{FirmwareDraft, Side};
use web_sys::AbortController;

/// How far looking is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// So many bytes are read.
    Reading(u64),
    /// This came of it.
    Done(Found),
}

/// A look at what was typed then.
type Looked = Option<(FirmwareDraft, Look)>;

/// The looks at both sides' addresses.
#[derive(Clone, Copy)]
pub struct Addresses {
    states: [RwSignal<Looked>; 2],
    owners: [StoredValue<Option<AbortController>>; 2],
}

impl Addresses {
    pub(super) fn new() -> Self {
        Self {
            states: [signal(None), signal(None)],
            owners: [stored(None), stored(None)],
        }
    }

    /// What came of looking, as long as address, digest and size are what they were.
    #[must_use]
    pub fn look(&self, side: Side, typed: &FirmwareDraft) -> Option<Look> {
        let (then, look) = self.states[place(side)].get()?;
        let same = then.url == typed.url && then.md5 == typed.md5 && then.size == typed.size;
        same.then_some(look)
    }

    /// Stops looking, and forgets what came of it.
    pub fn stop(&self, side: Side) {
        if let Some(Some(owner)) = self.owners[place(side)].try_update_value(Option::take) {
            owner.abort();
        }
        self.states[place(side)].set(None);
    }

    pub(super) fn discard(&self) {
        SIDES.into_iter().for_each(|side| self.stop(side));
    }

    /// Looks what is at the address.
    pub fn begin(self, side: Side, typed: FirmwareDraft) {
        self.stop(side);
        let state = self.states[place(side)];
        let owner = abort_controller();
        let signal = owner.signal();
        self.owners[place(side)].set_value(Some(owner));
        state.set(Some((typed.clone(), Look::Reading(0))));
        spawn(async move {
            let tell = |look| {
                if !signal.aborted() {
                    let _ = state.try_set(Some((typed.clone(), look)));
                }
            };
            let url = typed.url.trim();
            let found = look(url, &signal, |bytes| tell(Look::Reading(bytes))).await;
            browser::hold_focus(check_id(side));
            tell(Look::Done(found));
        });
    }
}

fn place(side: Side) -> usize {
    match side {
        Side::From => 0,
        Side::Target => 1,
    }
}
