//! Picked files on their way to the platform.

use crate::api::{ApiError, Client};
use crate::firmware_file::Digest;
use crate::pages::create_task::ids::upload_id;
use crate::pages::create_task::state::sides::SIDES;
use crate::pages::create_task::state::sides::index;
use crate::session::abort_controller;
use crate::web;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;
use upgrade_api::checks::upload_matches;
use upgrade_api::draft::Side;
use upgrade_api::full::Uploaded;
use upgrade_api::values::ProductId;
use web_sys::{AbortController, File};

/// How far an upload is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UploadProgress {
    /// Bytes sent.
    pub bytes: u64,
    /// Bytes a second, once there is something to tell from.
    pub speed: Option<u64>,
}

impl UploadProgress {
    /// After so many milliseconds.
    fn after(bytes: u64, ms: u64) -> Self {
        // The first moments tell nothing; a file has fewer than 2^53 bytes.
        let speed = (ms >= 500).then(|| bytes.saturating_mul(1000) / ms);
        Self { bytes, speed }
    }

    /// Seconds until all `size` bytes are sent.
    #[must_use]
    pub fn seconds_left(&self, size: u64) -> Option<u64> {
        let speed = self.speed.filter(|speed| *speed > 0)?;
        Some(size.saturating_sub(self.bytes).div_ceil(speed))
    }
}

/// An upload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Upload {
    /// On its way.
    Sending(UploadProgress),
    /// It has not arrived.
    Failed(ApiError),
    /// The platform has the same bytes.
    Same(Uploaded),
    /// The platform has measured something else.
    Other(Uploaded),
}

/// The uploads of both sides.
#[derive(Clone, Copy)]
pub struct Uploads {
    states: [RwSignal<Option<Upload>>; 2],
    owners: [StoredValue<Option<AbortController>>; 2],
}

impl Uploads {
    pub(crate) fn new() -> Self {
        Self {
            states: [RwSignal::new(None), RwSignal::new(None)],
            owners: [StoredValue::new(None), StoredValue::new(None)],
        }
    }

    /// A side's upload.
    #[must_use]
    pub fn upload(&self, side: Side) -> Option<Upload> {
        self.states[index(side)].get()
    }

    /// Whether one is on its way.
    #[must_use]
    pub fn is_sending(&self) -> bool {
        let sending = |state: &RwSignal<Option<Upload>>| state.with(|state| matches!(state, Some(Upload::Sending(_))));
        // Every one is read, so that every one is followed.
        self.states.iter().filter(|state| sending(state)).count() > 0
    }

    /// Whether the platform has other bytes than the picked file: no device may be sent there.
    pub(crate) fn contradicts(&self, side: Side) -> bool {
        matches!(self.upload(side), Some(Upload::Other(_)))
    }

    /// Stops a side's upload, and forgets it.
    pub fn stop(&self, side: Side) {
        if let Some(Some(owner)) = self.owners[index(side)].try_update_value(Option::take) {
            owner.abort();
        }
        self.states[index(side)].set(None);
    }

    pub(crate) fn discard(&self) {
        SIDES.into_iter().for_each(|side| self.stop(side));
    }

    /// Uploads a side's file instead of whatever is on its way; `arrived` is told where the platform has the same bytes.
    pub(crate) fn begin(
        self,
        side: Side,
        (client, product): (Client, ProductId),
        (file, digest): (File, Digest),
        arrived: impl Fn(&Uploaded) + 'static,
    ) {
        self.stop(side);
        let state = self.states[index(side)];
        let owner = abort_controller();
        let signal = owner.signal();
        self.owners[index(side)].set_value(Some(owner));
        state.set(Some(Upload::Sending(UploadProgress::default())));
        let mine = signal.clone();
        let start = web::steady_ms();
        let tell = move |bytes| {
            // Stopped, or another one has begun.
            if !mine.aborted() {
                let ms = web::steady_ms() - start;
                state.set(Some(Upload::Sending(UploadProgress::after(bytes, ms.max(0.0) as u64))));
            }
        };
        spawn_local(async move {
            let answer = client.upload(&product, &file, &signal, Rc::new(tell)).await;
            if signal.aborted() {
                return;
            }
            let end = match answer {
                Ok(uploaded) if upload_matches(digest.md5, digest.size, &uploaded) => {
                    arrived(&uploaded);
                    Some(Upload::Same(uploaded))
                }
                Ok(uploaded) => Some(Upload::Other(uploaded)),
                // Whoever was here has left.
                Err(ApiError::GivenUp) => None,
                Err(error) => Some(Upload::Failed(error)),
            };
            web::hold_focus(upload_id(side));
            let _ = state.try_set(end);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speed_and_time_left_are_told_once_there_is_something_to_tell_from() {
        let cases = [
            (0, 0, None, None),
            (1000, 499, None, None),
            (1000, 500, Some(2000), Some(2)),
            (0, 1000, Some(0), None),
            (4999, 1000, Some(4999), Some(1)),
            (5000, 1000, Some(5000), Some(0)),
        ];
        for (bytes, ms, speed, left) in cases {
            let sent = UploadProgress::after(bytes, ms);
            assert_eq!((sent.speed, sent.seconds_left(5000)), (speed, left), "{bytes} {ms}");
        }
    }
}
