//! Connections that a request can close without an answer.
//!
//! Each connection has its own state, which its requests find in their [`Peer`]. Once it is reset, writes fail, the
//! server drops the connection, and the operating system closes it. Other connections are not affected.

use axum::serve::Listener;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// State of a connection that is reset after the pending writes. An open connection has state 0.
const ENDING: u8 = 1;
/// State of a connection on which writes fail.
const RESET: u8 = 2;

/// Handle that resets one connection.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reset(Arc<AtomicU8>);

impl Reset {
    /// Resets the connection: further writes fail.
    pub(crate) fn now(&self) {
        self.0.store(RESET, Ordering::SeqCst);
    }

    /// Resets the connection once the pending writes are flushed.
    pub(crate) fn once_written(&self) {
        self.0.store(ENDING, Ordering::SeqCst);
    }

    fn check_open(&self) -> io::Result<()> {
        match self.0.load(Ordering::SeqCst) {
            RESET => Err(io::ErrorKind::ConnectionAborted.into()),
            _ => Ok(()),
        }
    }
}

/// Remote address of a connection, and the handle that resets it.
#[derive(Clone, Debug)]
pub struct Peer {
    /// Remote address.
    pub address: SocketAddr,
    pub(crate) reset: Reset,
}

impl Peer {
    /// Returns the peer of a connection.
    pub fn of<S>(stream: &ResetStream<S>, address: SocketAddr) -> Self {
        let reset = stream.reset.clone();
        Self { address, reset }
    }

    /// Creates a peer without a connection, for tests without a socket.
    pub fn at(address: SocketAddr) -> Self {
        let reset = Reset::default();
        Self { address, reset }
    }
}

/// Listener whose connections can be reset.
pub struct ResetListener<L>(
    /// Listener that accepts the connections.
    pub L,
);

impl<L: Listener<Addr = SocketAddr>> Listener for ResetListener<L> {
    type Io = ResetStream<L::Io>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, SocketAddr) {
        let (stream, address) = self.0.accept().await;
        let reset = Reset::default();
        (ResetStream { stream, reset }, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

/// Connection that can be reset.
pub struct ResetStream<S> {
    stream: S,
    reset: Reset,
}

impl<S: AsyncRead + Unpin> AsyncRead for ResetStream<S> {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_read(cx, into)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for ResetStream<S> {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.reset.check_open()?;
        Pin::new(&mut self.get_mut().stream).poll_write(cx, bytes)
    }

    /// The server flushes only after it has written all pending data.
    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        ready!(Pin::new(&mut this.stream).poll_flush(cx))?;
        let state = &this.reset.0;
        let _ = state.compare_exchange(ENDING, RESET, Ordering::SeqCst, Ordering::SeqCst);
        Poll::Ready(this.reset.check_open())
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }
}
