//! Connections that a request can close without an answer.
//!
//! Each connection has its own flag, which its requests find in their [`Peer`]. Once the flag is set, writes fail, the
//! server drops the connection, and the operating system closes it. Other connections are not affected.

use axum::serve::Listener;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// State of a connection that is cut after the pending writes. An open connection has state 0.
const ENDING: u8 = 1;
/// State of a connection on which writes fail.
const CUT: u8 = 2;

/// Handle that cuts one connection.
#[derive(Clone, Debug, Default)]
pub(super) struct Cut(Arc<AtomicU8>);

impl Cut {
    /// Cuts the connection: further writes fail.
    pub(super) fn now(&self) {
        self.0.store(CUT, Ordering::SeqCst);
    }

    /// Cuts the connection once the pending writes are flushed.
    pub(super) fn once_written(&self) {
        self.0.store(ENDING, Ordering::SeqCst);
    }

    /// Returns an error if the connection is cut.
    fn check_open(&self) -> io::Result<()> {
        if self.0.load(Ordering::SeqCst) == CUT {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        Ok(())
    }

    /// Applies [`Cut::once_written`] after a flush.
    fn flushed(&self) -> io::Result<()> {
        let _ = self.0.compare_exchange(ENDING, CUT, Ordering::SeqCst, Ordering::SeqCst);
        self.check_open()
    }
}

/// Remote address of a connection, and the handle that cuts it.
#[derive(Clone, Debug)]
pub struct Peer {
    /// Remote address.
    pub address: SocketAddr,
    pub(super) cut: Cut,
}

impl Peer {
    /// Returns the peer of a connection.
    pub(crate) fn of(stream: &CutStream, address: SocketAddr) -> Self {
        Self {
            address,
            cut: stream.cut.clone(),
        }
    }

    /// Creates a peer without a connection, for tests without a socket.
    #[must_use]
    pub fn at(address: SocketAddr) -> Self {
        Self {
            address,
            cut: Cut::default(),
        }
    }
}

/// Listener whose connections can be cut.
pub(crate) struct CutListener(pub(crate) TcpListener);

impl Listener for CutListener {
    type Io = CutStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (CutStream, SocketAddr) {
        let (stream, address) = Listener::accept(&mut self.0).await;
        let cut = Cut::default();
        (CutStream { stream, cut }, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

/// Connection that can be cut.
pub(crate) struct CutStream {
    stream: TcpStream,
    cut: Cut,
}

impl AsyncRead for CutStream {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_read(cx, into)
    }
}

impl AsyncWrite for CutStream {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.cut.check_open()?;
        Pin::new(&mut self.get_mut().stream).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.cut.check_open()?;
        Pin::new(&mut self.get_mut().stream).poll_write_vectored(cx, pieces)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    /// The server flushes only after it has written all pending data.
    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        ready!(Pin::new(&mut this.stream).poll_flush(cx))?;
        Poll::Ready(this.cut.flushed())
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }
}
