//! Reordering of answers: each operation has a queue that holds at most one answer until the next one is sent.

use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, OwnedMutexGuard, watch};

/// Longest wait for the next answer.
const HOLD_MAX: Duration = Duration::from_secs(10);
/// Delay after the next answer: it counts as sent when its body is handed to the server, before it reaches the socket.
const DELIVERY: Duration = Duration::from_millis(50);

#[derive(Default)]
pub(crate) struct ReorderQueue {
    /// Locked while an answer is held: two held answers would wait for each other.
    held: Arc<Mutex<()>>,
    sent: watch::Sender<()>,
}

/// The held answer of a queue. It subscribes before the request is handled, because the next answer may be sent before
/// this one is ready.
pub(crate) struct Hold {
    sent: watch::Receiver<()>,
    _held: OwnedMutexGuard<()>,
}

/// Guard of an answer, which counts it as sent when dropped.
pub(crate) struct Sending(watch::Sender<()>);

impl ReorderQueue {
    /// Returns a hold, unless the queue holds an answer already.
    pub(crate) fn hold(&self) -> Option<Hold> {
        let held = Arc::clone(&self.held).try_lock_owned().ok()?;
        Some(Hold {
            sent: self.sent.subscribe(),
            _held: held,
        })
    }

    pub(crate) fn sending(&self) -> Sending {
        Sending(self.sent.clone())
    }
}

impl Hold {
    /// Waits until another answer is sent, at most [`HOLD_MAX`].
    pub(crate) async fn wait(mut self) {
        if tokio::time::timeout(HOLD_MAX, self.sent.changed()).await.is_ok() {
            tokio::time::sleep(DELIVERY).await;
        }
    }
}

impl Drop for Sending {
    fn drop(&mut self) {
        self.0.send_replace(());
    }
}
