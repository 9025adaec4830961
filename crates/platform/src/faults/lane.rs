//! Answers that wait for one another: one lane per operation.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::watch;

/// Longest wait for the next answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// The next answer is seen to go when its body is handed over; this is for its way to the socket.
const ON_ITS_WAY: Duration = Duration::from_millis(50);

/// The answers to one operation.
pub(super) struct Lane {
    held: AtomicBool,
    sent: watch::Sender<u64>,
}

/// The one answer of a lane that waits.
pub(super) struct Hold {
    lane: Arc<Lane>,
    /// Heard from the beginning: the next answer may be faster than this one is made.
    sent: watch::Receiver<u64>,
}

/// Says when an answer has been sent: when it is dropped.
pub(super) struct Sending(Arc<Lane>);

impl Lane {
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self {
            held: AtomicBool::new(false),
            sent: watch::Sender::new(0),
        })
    }

    /// A place to wait in, unless somebody waits already: two would wait for each other.
    pub(super) fn hold(self: &Arc<Self>) -> Option<Hold> {
        let taken = self.held.swap(true, Ordering::SeqCst);
        (!taken).then(|| Hold {
            lane: Arc::clone(self),
            sent: self.sent.subscribe(),
        })
    }

    pub(super) fn sending(self: &Arc<Self>) -> Sending {
        Sending(Arc::clone(self))
    }
}

impl Hold {
    /// Waits until another answer has been sent, but not for ever.
    pub(super) async fn wait(mut self) {
        if tokio::time::timeout(PATIENCE, self.sent.changed()).await.is_ok() {
            tokio::time::sleep(ON_ITS_WAY).await;
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
