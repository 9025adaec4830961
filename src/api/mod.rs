//! The platform as functions: one client, one place all requests pass, one error type. One file per resource, its
//! functions named after the operations of the interface.

mod auth;
mod body;
mod client;
mod error;
mod firmwares;
mod fleet;
mod outcome;
mod pages;
mod products;
mod renewal;
mod retry_after;
mod tasks;
mod upload;

pub use client::{Answer, Client};
pub use error::{ApiError, Fault, code_text};
pub use outcome::{Call, Outcome};
pub use pages::TaskList;
pub use renewal::jitter;
pub use retry_after::LONGEST_WAIT;
