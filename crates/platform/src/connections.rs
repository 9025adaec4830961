//! Connections: their number, their time-outs, and the loop that serves them.
//!
//! A client that sends too slowly, or does not read its answer, loses its connection. When all connections are in use, a
//! new one replaces the connection that has waited longest for a request, so that idle clients cannot keep others out.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::ConnectInfo;
use axum::http::Request;
use axum::serve::Listener;
use hyper::body::{Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use tokio::time::{Instant, Sleep};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

/// Limits of connections.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Number of connections. An eighth more may be open while replaced ones finish an answer.
    pub connections: usize,
    /// Time for the head of a request, from the start of the connection or the end of the answer before.
    pub head: Duration,
    /// Time without data of a body. A byte extends it by a millisecond at most, so that one byte now and then is not enough.
    pub body: Duration,
    /// Time in which the client reads nothing of an answer.
    pub write: Duration,
}

impl Limits {
    /// Returns the limits of the program for this number of connections.
    pub fn new(connections: usize) -> Self {
        let time = Duration::from_secs(30);
        Self {
            connections,
            head: time,
            body: time,
            write: time,
        }
    }
}

/// Open connections of all ports. Clones share them.
#[derive(Clone)]
pub struct Connections {
    limits: Limits,
    open: Arc<Mutex<Open>>,
}

#[derive(Default)]
struct Open {
    count: usize,
    /// Connections without a running request, longest wait first. A notice closes a connection.
    waiting: BTreeMap<u64, Arc<Notify>>,
    last_ticket: u64,
    /// Whether the limit is reached, which is logged once.
    full: bool,
}

impl Connections {
    /// Creates the connections with these limits.
    pub fn new(limits: Limits) -> Self {
        let open = Arc::default();
        Self { limits, open }
    }

    /// Serves the connections of a listener until `stopped` becomes true, and then finishes running requests. Requests have
    /// the remote address as [`ConnectInfo`]. The loop outlives failures to accept a connection.
    pub async fn serve(
        self,
        mut listener: impl Listener<Addr = SocketAddr>,
        router: Router,
        mut stopped: watch::Receiver<bool>,
    ) {
        // Aborted when dropped, so that a stop without patience cuts running requests off.
        let mut tasks = JoinSet::new();
        loop {
            let (stream, address) = tokio::select! {
                accepted = listener.accept() => accepted,
                _ = stopped.wait_for(|stopped| *stopped) => break,
                Some(_) = tasks.join_next() => continue,
            };
            if let Some(slot) = self.admit() {
                let (router, stopped) = (router.clone(), stopped.clone());
                tasks.spawn(connection(stream, address, router, slot, self.limits, stopped));
            }
            // Replaced connections close before the next one is accepted.
            tokio::task::yield_now().await;
        }
        while tasks.join_next().await.is_some() {}
    }

    /// Admits a connection, in place of a waiting one if necessary. `None` if there is no place.
    fn admit(&self) -> Option<Arc<Slot>> {
        let mut open = self.open();
        let most = self.limits.connections;
        if open.count >= most {
            if !open.full {
                open.full = true;
                tracing::warn!(
                    connections = most,
                    "all connections are in use: the longest waiting ones are closed"
                );
            }
            let (_, longest) = open.waiting.pop_first()?;
            longest.notify_one();
            if open.count >= most + most.div_ceil(8) {
                return None;
            }
        } else if open.count < most / 2 {
            open.full = false;
        }
        open.count += 1;
        drop(open);
        let slot = Slot {
            connections: self.clone(),
            close: Arc::default(),
            state: Mutex::default(),
        };
        slot.wait();
        Some(Arc::new(slot))
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        // Every change is one insertion or removal, so a panic leaves it consistent.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Place of one connection among the open ones.
struct Slot {
    connections: Connections,
    close: Arc<Notify>,
    state: Mutex<SlotState>,
}

#[derive(Default)]
struct SlotState {
    /// Place in the order of the waiting connections.
    ticket: u64,
    /// Whether a request has arrived.
    used: bool,
}

impl Slot {
    /// Puts the connection at the end of the waiting ones.
    fn wait(&self) {
        let (mut open, mut state) = (self.connections.open(), self.state());
        open.last_ticket += 1;
        state.ticket = open.last_ticket;
        open.waiting.insert(state.ticket, Arc::clone(&self.close));
    }

    /// Takes the connection out of the waiting ones, for a request.
    fn work(&self) {
        let (mut open, mut state) = (self.connections.open(), self.state());
        state.used = true;
        open.waiting.remove(&state.ticket);
    }

    fn state(&self) -> MutexGuard<'_, SlotState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let (mut open, state) = (self.connections.open(), self.state());
        open.waiting.remove(&state.ticket);
        open.count -= 1;
    }
}

async fn connection(
    stream: impl tokio::io::AsyncRead + tokio::io::AsyncWrite + Send + 'static,
    address: SocketAddr,
    router: Router,
    slot: Arc<Slot>,
    limits: Limits,
    mut stopped: watch::Receiver<bool>,
) {
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(limits.write));
    let service = service_fn(|request: Request<Incoming>| {
        slot.work();
        let mut request = request.map(|body| Body::new(PacedBody::new(body, limits.body)));
        request.extensions_mut().insert(ConnectInfo(address));
        let (answer, slot) = (router.clone().oneshot(request), Arc::clone(&slot));
        async move {
            let answer = answer.await;
            slot.wait();
            answer
        }
    });
    // The same time-out covers the head of a request and the wait for it.
    let mut connection = pin!(
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(limits.head)
            .serve_connection(TokioIo::new(Box::pin(stream)), service)
    );
    tokio::select! {
        // An error is the client's, a time-out, or a fault: the connection closes.
        _ = connection.as_mut() => return,
        () = slot.close.notified() => {}
        _ = stopped.wait_for(|stopped| *stopped) => {}
    }
    // hyper would wait for the rest of the first request.
    if slot.state().used {
        connection.as_mut().graceful_shutdown();
        let _ = connection.await;
    }
}

/// Body of a request that fails if the client sends it too slowly.
struct PacedBody {
    body: Incoming,
    limit: Duration,
    /// End of the time for the next data; `None` before the first read.
    end: Option<Pin<Box<Sleep>>>,
}

impl PacedBody {
    fn new(body: Incoming, limit: Duration) -> Self {
        let end = None;
        Self { body, limit, end }
    }
}

impl hyper::body::Body for PacedBody {
    type Data = Bytes;
    type Error = axum::BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let this = &mut *self;
        let latest = Instant::now() + this.limit;
        let end = this
            .end
            .get_or_insert_with(|| Box::pin(tokio::time::sleep_until(latest)));
        match Pin::new(&mut this.body).poll_frame(cx) {
            Poll::Ready(frame) => {
                let data = frame.as_ref().and_then(|frame| frame.as_ref().ok()?.data_ref());
                let bytes = data.map_or(0, |data| u64::try_from(data.len()).unwrap_or(u64::MAX));
                let extended = end.deadline() + Duration::from_millis(bytes.min(u64::from(u32::MAX)));
                end.as_mut().reset(extended.min(latest));
                Poll::Ready(frame.map(|frame| frame.map_err(Into::into)))
            }
            Poll::Pending => {
                let ended = end.as_mut().poll(cx);
                ended.map(|()| Some(Err("the body arrives too slowly".into())))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
