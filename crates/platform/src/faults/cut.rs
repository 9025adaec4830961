//! Connections that a request can end without an answer.
//!
//! Each connection has a flag of its own, which its requests find in their [`Peer`]: what is written after the flag is
//! set fails, the server drops the connection, and the system closes it. No other connection sees anything of it.

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// 0 is a connection nobody ends.
const ENDING: u8 = 1;
const CUT: u8 = 2;

/// The end of one connection.
#[derive(Clone, Debug, Default)]
pub(super) struct Cut(Arc<AtomicU8>);

impl Cut {
    /// Nothing more is written.
    pub(super) fn now(&self) {
        self.0.store(CUT, Ordering::SeqCst);
    }

    /// Nothing more is written once all that waits has been.
    pub(super) fn once_written(&self) {
        self.0.store(ENDING, Ordering::SeqCst);
    }

    fn alive(&self) -> io::Result<()> {
        if self.0.load(Ordering::SeqCst) == CUT {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        Ok(())
    }

    fn written(&self) -> io::Result<()> {
        let _ = self.0.compare_exchange(ENDING, CUT, Ordering::SeqCst, Ordering::SeqCst);
        self.alive()
    }
}

/// Who is at the other end, and how to end it.
#[derive(Clone, Debug)]
pub struct Peer {
    /// The other side's address.
    pub address: SocketAddr,
    pub(super) cut: Cut,
}

impl Peer {
    /// A peer without a connection, for tests that need no socket.
    #[must_use]
    pub fn at(address: SocketAddr) -> Self {
        Self {
            address,
            cut: Cut::default(),
        }
    }
}

impl Connected<IncomingStream<'_, CutListener>> for Peer {
    fn connect_info(stream: IncomingStream<'_, CutListener>) -> Self {
        Self {
            address: *stream.remote_addr(),
            cut: stream.io().cut.clone(),
        }
    }
}

/// Accepts connections that can be cut.
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

/// A connection that can be cut.
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
        self.cut.alive()?;
        Pin::new(&mut self.get_mut().stream).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.cut.alive()?;
        Pin::new(&mut self.get_mut().stream).poll_write_vectored(cx, pieces)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    /// Only asked when everything before has been written.
    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        ready!(Pin::new(&mut this.stream).poll_flush(cx))?;
        Poll::Ready(this.cut.written())
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }
}
