//! Uploads of chosen files to the platform.

use crate::api::{ApiError, Client};
use crate::firmware_file::Digest;
use crate::pages::create_task::state::side_tasks::SideTasks;
use crate::web;
use crate::web::scoped;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;
use std::rc::Rc;
use upgrade_api::field::Side;
use upgrade_api::firmware_library::Uploaded;
use upgrade_api::values::ProductId;
use web_sys::File;

/// Progress of an upload.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UploadProgress {
    /// Number of bytes sent.
    pub bytes: u64,
    /// Bytes per second; `None` in the first half second.
    pub speed: Option<u64>,
}

impl UploadProgress {
    /// Progress after `ms` milliseconds.
    fn after(bytes: u64, ms: u64) -> Self {
        // A rate over less time is mostly noise.
        let speed = (ms >= 500).then(|| bytes.saturating_mul(1000) / ms);
        Self { bytes, speed }
    }

    /// Estimated seconds until all `size` bytes are sent; `None` while the speed is unknown or zero.
    pub fn seconds_remaining(&self, size: u64) -> Option<u64> {
        let speed = self.speed.filter(|speed| *speed > 0)?;
        Some(size.saturating_sub(self.bytes).div_ceil(speed))
    }
}

/// State of an upload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Upload {
    /// The upload is in progress.
    Sending(UploadProgress),
    /// The upload failed.
    Failed(ApiError),
    /// The platform has measured the digest and size of the file.
    Same(Uploaded),
    /// The platform has measured another digest or size.
    Different(Uploaded),
}

/// Uploads of both sides.
pub type Uploads = SideTasks<RwSignal<Option<Upload>>>;

impl Uploads {
    /// State of the upload of a side. Tracked.
    pub fn upload(&self, side: Side) -> Option<Upload> {
        scoped(self.states[side]).get()
    }

    /// Whether an upload is in progress. Tracked.
    pub fn is_sending(&self) -> bool {
        let is_sending =
            |state: &RwSignal<Option<Upload>>| scoped(*state).with(|state| matches!(state, Some(Upload::Sending(_))));
        self.states.iter().any(is_sending)
    }

    /// Whether the platform has other bytes than the chosen file, which devices must not load. Tracked.
    pub(crate) fn contradicts(&self, side: Side) -> bool {
        matches!(self.upload(side), Some(Upload::Different(_)))
    }

    /// Sets the state of an upload that has ended.
    pub(crate) fn restore(&self, side: Side, ended: Option<Upload>) {
        self.states[side].set(ended);
    }

    /// Uploads the file of a side in place of an upload in progress. `arrived` is called if the platform has measured
    /// the digest and size of the file.
    pub(crate) fn begin(
        self,
        side: Side,
        (client, product): (Client, ProductId),
        (file, digest): (File, Digest),
        arrived: impl Fn(&Uploaded) + 'static,
    ) {
        let signal = self.start(side, Upload::Sending(UploadProgress::default()));
        let state = self.states[side];
        let own_signal = signal.clone();
        let (start, last) = (Cell::new(web::steady_ms()), Cell::new(0));
        let on_progress = move |bytes| {
            if bytes < last.replace(bytes) {
                // After a renewal of the token, the file is sent again.
                start.set(web::steady_ms());
            }
            // A cancelled upload must not overwrite the state of the next one.
            if !own_signal.aborted() {
                let ms = web::steady_ms() - start.get();
                state.set(Some(Upload::Sending(UploadProgress::after(bytes, ms.max(0.0) as u64))));
            }
        };
        spawn_local(async move {
            let answer = client.upload(&product, &file, &signal, Rc::new(on_progress)).await;
            if signal.aborted() {
                return;
            }
            let state_after = match answer {
                Ok(uploaded) if uploaded.matches(digest.md5, digest.size) => {
                    arrived(&uploaded);
                    Some(Upload::Same(uploaded))
                }
                Ok(uploaded) => Some(Upload::Different(uploaded)),
                // The session is over.
                Err(ApiError::Aborted) => None,
                Err(error) => Some(Upload::Failed(error)),
            };
            let _ = state.try_set(state_after);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speed_and_remaining_time_are_known_after_half_a_second() {
        let cases = [
            (0, 0, None, None),
            (1000, 499, None, None),
            (1000, 500, Some(2000), Some(2)),
            (0, 1000, Some(0), None),
            (4999, 1000, Some(4999), Some(1)),
            (5000, 1000, Some(5000), Some(0)),
        ];
        for (bytes, ms, speed, remaining) in cases {
            let sent = UploadProgress::after(bytes, ms);
            assert_eq!(
                (sent.speed, sent.seconds_remaining(5000)),
                (speed, remaining),
                "{bytes} {ms}"
            );
        }
    }
}
