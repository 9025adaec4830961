//! Tests of the program as a process: start, requests over a socket, SIGTERM and SIGKILL.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

mod guesses;
mod harness;
mod kill;
mod program;
