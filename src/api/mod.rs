//! Client of the platform's API. [`Client`] sends all requests and [`ApiError`] is their error type. There is one file
//! per resource, with functions named after the API's operations.

pub(crate) mod auth;
pub(crate) mod body;
pub(crate) mod client;
pub(crate) mod device_stats;
pub(crate) mod error;
pub(crate) mod failure;
pub(crate) mod firmwares;
pub(crate) mod paging;
pub(crate) mod products;
pub(crate) mod response;
pub(crate) mod retry_after;
pub(crate) mod task_list;
pub(crate) mod tasks;
pub(crate) mod token_renewal;
pub(crate) mod upload;

pub use client::Client;
pub use error::{ApiError, Fault, RequestKind};
pub use paging::Beginning;
pub use response::ApiResponse;
pub use retry_after::MAX_WAIT_SECONDS;
pub use task_list::{ListAnswer, ListTexts, TaskList};
