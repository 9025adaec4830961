//! Tasks of a product as answered, and the answers themselves: an answer that has not changed is not read again.

use crate::api::{ApiError, RequestKind};
use crate::web;
use upgrade_api::json::ReadError;
use upgrade_api::task::{Row, rows};
use web_sys::AbortSignal;

/// Longest time in milliseconds that the reading of rows blocks the page.
const SLICE_MS: f64 = 40.0;
/// Number of rows between two looks at the clock.
const ROWS_PER_LOOK: usize = 64;

/// Tasks of a product.
pub struct TaskList {
    /// The rows, in the platform's order.
    pub rows: Vec<Row>,
    /// Whether tasks were added or deleted between two pages, so that a row may be missing or outdated. Such a list
    /// does not prove that a task does not exist.
    pub changed_while_read: bool,
}

/// Answer to a request for all tasks.
pub enum ListAnswer {
    /// The platform sent the same texts as before.
    Unchanged,
    /// The tasks, and the texts that they were read from.
    Read(TaskList, ListTexts),
}

/// Texts that a list was read from, page by page. Empty before the first list.
#[derive(Debug, Default)]
pub struct ListTexts(pub(crate) Vec<PageText>);

/// Text of a page.
#[derive(Clone, Debug)]
pub(crate) struct PageText {
    pub(crate) text: String,
    /// Offset of the next page.
    pub(crate) next_offset: u64,
}

impl ListTexts {
    /// Text of an unpaged list.
    pub(crate) fn whole(text: String) -> Self {
        Self(vec![PageText { text, next_offset: 0 }])
    }

    /// Whether an unpaged list has this text.
    pub(crate) fn is_whole(&self, text: &str) -> bool {
        matches!(&self.0[..], [page] if page.text == text)
    }
}

/// Reads an unpaged list. Aborted with `owner`.
pub(crate) async fn read_whole(text: &str, owner: &AbortSignal) -> Result<TaskList, ApiError> {
    let rows = rows(text).map_err(|error| unreadable(&error, text))?;
    Ok(TaskList {
        rows: in_slices(rows, owner).await?,
        changed_while_read: false,
    })
}

/// Error of an answer that is not a list.
pub(crate) fn unreadable(error: &ReadError, text: &str) -> ApiError {
    ApiError::unreadable(RequestKind::Read, error, text)
}

/// Reads all rows in slices, between which the page handles input and renders. Aborted with `owner`.
pub(crate) async fn in_slices(rows: impl Iterator<Item = Row>, owner: &AbortSignal) -> Result<Vec<Row>, ApiError> {
    let mut read = Vec::with_capacity(rows.size_hint().0);
    let mut start_ms = web::steady_ms();
    for row in rows {
        read.push(row);
        // A hidden page has no operator to wait for, and browsers delay its timers.
        let is_look = read.len().is_multiple_of(ROWS_PER_LOOK) && web::is_visible();
        if is_look && web::steady_ms() - start_ms >= SLICE_MS {
            web::pause(0.0).await;
            if owner.aborted() {
                return Err(ApiError::Aborted);
            }
            start_ms = web::steady_ms();
        }
    }
    Ok(read)
}
