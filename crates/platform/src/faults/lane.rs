//! Reordering of answers. Each operation has a lane, in which at most one answer is held until the next one is sent.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::watch;

/// Longest wait for the next answer.
const HOLD_MAX: Duration = Duration::from_secs(10);
/// Delay after the next answer: it counts as sent when its body is handed to the server, before it reaches the socket.
const DELIVERY: Duration = Duration::from_millis(50);

/// Answers to one operation.
pub(super) struct Lane {
    held: AtomicBool,
    sent: watch::Sender<u64>,
}

/// The held answer of a lane.
pub(super) struct Hold {
    lane: Arc<Lane>,
    /// Subscribed before the request is handled, because the next answer may be sent before this one is ready.
    sent: watch::Receiver<u64>,
}

/// Guard of an answer, which counts it as sent when dropped.
pub(super) struct Sending(Arc<Lane>);

impl Lane {
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self {
            held: AtomicBool::new(false),
            sent: watch::Sender::new(0),
        })
    }

    /// Returns a hold, unless the lane holds an answer already: two holds would wait for each other.
    pub(super) fn hold(self: &Arc<Self>) -> Option<Hold> {
        let occupied = self.held.swap(true, Ordering::SeqCst);
        (!occupied).then(|| Hold {
            lane: Arc::clone(self),
            sent: self.sent.subscribe(),
        })
    }

    /// Returns the guard of an answer.
    pub(super) fn sending(self: &Arc<Self>) -> Sending {
        Sending(Arc::clone(self))
    }
}

impl Hold {
    /// Waits until another answer is sent, at most [`HOLD_MAX`].
    pub(super) async fn wait(mut self) {
        if tokio::time::timeout(HOLD_MAX, self.sent.changed()).await.is_ok() {
            tokio::time::sleep(DELIVERY).await;
        }
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        self.lane.held.store(false, Ordering::SeqCst);
    }
}

impl Drop for Sending {
    fn drop(&mut self) {
        self.0.sent.send_modify(|count| *count += 1);
    }
}
