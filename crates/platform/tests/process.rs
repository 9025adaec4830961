//! The program itself, as a process: started, asked over a socket, terminated, killed.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

#[path = "process/harness.rs"]
mod harness;
#[path = "process/kill.rs"]
mod kill;
#[path = "process/program.rs"]
mod program;
