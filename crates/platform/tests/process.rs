//! Tests of the program as a process: start, requests over a socket, SIGTERM and SIGKILL.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

#[path = "process/guesses.rs"]
mod guesses;
#[path = "process/harness.rs"]
mod harness;
#[path = "process/kill.rs"]
mod kill;
#[path = "process/program.rs"]
mod program;
