//! The platform as functions: one client, one place all requests pass, one error type. One file per resource, its
//! functions named after the operations of the interface.

mod auth;
mod client;
mod error;
mod products;
mod renewal;
mod tasks;

pub use client::Client;
pub use error::{ApiError, code_text};
