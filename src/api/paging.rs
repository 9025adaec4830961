//! Paged list of tasks (profile `full`). All pages are read, because search, sort and warnings cover all tasks of a
//! product.

use crate::api::client::Listing;
use crate::api::task_list::{PageText, in_slices, unreadable};
use crate::api::{ApiError, Client, Fault, ListAnswer, ListTexts, RequestKind, TaskList};
use leptos::prelude::*;
use std::collections::HashMap;
use upgrade_api::error::ErrorCode;
use upgrade_api::json::ReadError;
use upgrade_api::paths;
use upgrade_api::task::{QueryTasks, Row, TaskListPage, rows};
use upgrade_api::values::{ProductId, TaskId};
use web_sys::AbortSignal;

/// Tasks per page, the platform's maximum.
const PAGE_SIZE: u64 = 1000;
/// Maximum number of tasks of a product. A longer list is an error, because a part of it could be mistaken for the
/// whole.
const MAX_TASKS: u64 = 100_000;

/// Pages read so far, when more follow.
#[derive(Clone, Copy)]
pub struct Beginning<'a> {
    /// Number of pages.
    pub pages: usize,
    /// Their rows.
    pub rows: &'a [Row],
    /// Number of tasks on all pages.
    pub count: u64,
}

impl Client {
    /// Awaits `read` if the platform pages. `None` if it does not: after one answer that the address is unknown, without a
    /// request.
    pub(crate) async fn if_paged<T>(
        &self,
        read: impl Future<Output = Result<T, ApiError>>,
    ) -> Result<Option<T>, ApiError> {
        if self.listing.try_get_value() != Some(Listing::Pages) {
            return Ok(None);
        }
        match read.await {
            Err(error) if is_unknown_url(&error) => {
                let _ = self.listing.try_set_value(Listing::Whole);
                Ok(None)
            }
            read => read.map(Some),
        }
    }

    /// Reads all pages. Nothing is parsed if all texts equal those in `last`. `on_page` is called after each page that others
    /// follow, from the first page on whose text differs.
    pub(crate) async fn read_pages(
        &self,
        product: &ProductId,
        owner: &AbortSignal,
        last: &ListTexts,
        on_page: &dyn Fn(Beginning<'_>),
    ) -> Result<ListAnswer, ApiError> {
        let mut unchanged_pages = 0;
        let mut body = self.page(product, 0, owner).await?;
        while let Some(page) = last.0.get(unchanged_pages).filter(|page| page.text == body) {
            unchanged_pages += 1;
            if unchanged_pages == last.0.len() {
                return Ok(ListAnswer::Unchanged);
            }
            body = self.page(product, page.next_offset, owner).await?;
        }
        let mut texts = last.0[..unchanged_pages].to_vec();
        let mut pages = Pages::default();
        for page in &texts {
            pages.add(parse_page(&page.text, owner).await?);
        }
        loop {
            let next = pages.add(parse_page(&body, owner).await?);
            let next_offset = pages.next_offset();
            texts.push(PageText {
                text: body,
                next_offset,
            });
            match next {
                NextPage::Page => on_page(Beginning {
                    pages: pages.read,
                    rows: &pages.rows,
                    count: pages.count,
                }),
                NextPage::Done => return Ok(ListAnswer::Read(pages.into(), ListTexts(texts))),
                NextPage::TooMany => return Err(too_many()),
            }
            body = self.page(product, next_offset, owner).await?;
        }
    }

    /// Reads the pages up to the one that contains the task, or all of them.
    pub(crate) async fn read_pages_until(
        &self,
        product: &ProductId,
        owner: &AbortSignal,
        task: &TaskId,
    ) -> Result<TaskList, ApiError> {
        let mut pages = Pages::default();
        loop {
            let body = self.page(product, pages.next_offset(), owner).await?;
            match pages.add(parse_page(&body, owner).await?) {
                NextPage::Page if !pages.seen.contains_key(task) => {}
                NextPage::Page | NextPage::Done => return Ok(pages.into()),
                NextPage::TooMany => return Err(too_many()),
            }
        }
    }

    /// Requests the page at an offset.
    async fn page(&self, product: &ProductId, offset: u64, owner: &AbortSignal) -> Result<String, ApiError> {
        let query = QueryTasks {
            product_id: product.clone(),
            offset,
            limit: PAGE_SIZE,
            firmware_type: None,
        };
        self.query(paths::TASKS, &query, owner).await
    }
}

fn too_many() -> ApiError {
    ApiError::Failed(RequestKind::Read, Fault::ResponseTooLarge)
}

/// Parses the text of a page in slices. Aborted with `owner`.
async fn parse_page(text: &str, owner: &AbortSignal) -> Result<TaskListPage, ApiError> {
    let (count, rows) = page_rows(text).map_err(|error| unreadable(&error, text))?;
    let list = in_slices(rows, owner).await?;
    Ok(TaskListPage { count, list })
}

/// Number of tasks on all pages, and the rows of a page. The unpaged list of profile `core` counts as a single page.
fn page_rows(text: &str) -> Result<(u64, impl Iterator<Item = Row>), ReadError> {
    if text.trim_start().starts_with('[') {
        let all = rows(text)?;
        return Ok((all.len() as u64, all));
    }
    let (count, list) = TaskListPage::parts(text)?;
    Ok((count, rows(list)?))
}

fn is_unknown_url(error: &ApiError) -> bool {
    match error {
        ApiError::Refused(body) => body.code == ErrorCode::UrlNotFound,
        ApiError::Failed(_, Fault::Undocumented { status, .. }) => matches!(status, 404 | 405),
        _ => false,
    }
}

/// Pages read so far, merged by id. Consecutive pages overlap by one row; if that row differs, the list has changed
/// between the two requests.
#[derive(Default)]
struct Pages {
    /// Number of rows on all pages, as the last page read reports it.
    count: u64,
    rows: Vec<Row>,
    /// Index in `rows` and page number of each task.
    seen: HashMap<TaskId, (usize, usize)>,
    /// Offset of the first row after the last page read.
    end: u64,
    /// Number of pages read.
    read: usize,
    /// Whether the list has changed between two requests.
    changed: bool,
}

/// Next step after a page.
#[derive(Debug, PartialEq, Eq)]
enum NextPage {
    Page,
    Done,
    TooMany,
}

impl Pages {
    /// Offset of the next page: one row before the end, because the pages overlap.
    fn next_offset(&self) -> u64 {
        self.end.saturating_sub(1)
    }

    fn add(&mut self, page: TaskListPage) -> NextPage {
        if page.count > MAX_TASKS {
            return NextPage::TooMany;
        }
        let overlaps = self.read > 0;
        self.changed |= overlaps && self.count != page.count;
        self.count = page.count;
        self.read += 1;
        let fetched = page.list.len() as u64;
        let mut list = page.list.into_iter().peekable();
        if overlaps {
            match (list.peek(), self.rows.last()) {
                (Some(first), Some(last)) if is_same(first, last) => drop(list.next()),
                _ => self.changed = true,
            }
        }
        for row in list {
            self.merge(row);
        }
        let before = self.end;
        self.end = self.next_offset() + fetched;
        if self.end >= self.count {
            NextPage::Done
        } else if self.end <= before {
            // The page is too short for the reported count.
            self.changed = true;
            NextPage::Done
        } else {
            NextPage::Page
        }
    }

    /// Adds a row. A task of an earlier page is replaced; a duplicate within one page is a platform error and is shown.
    fn merge(&mut self, mut row: Row) {
        if let Row::Unreadable { index, .. } = &mut row {
            *index = self.rows.len();
        }
        if let Some(id) = row.id() {
            if let Some((index, page)) = self.seen.get(id)
                && *page != self.read
            {
                self.changed = true;
                self.rows[*index] = row;
                return;
            }
            self.seen.insert(id.clone(), (self.rows.len(), self.read));
        }
        self.rows.push(row);
    }
}

impl From<Pages> for TaskList {
    fn from(pages: Pages) -> Self {
        Self {
            rows: pages.rows,
            changed_while_read: pages.changed,
        }
    }
}

fn is_same(row: &Row, other: &Row) -> bool {
    match (row, other) {
        (Row::Unreadable { raw, .. }, Row::Unreadable { raw: other, .. }) => raw == other,
        _ => row.id().is_some() && row.id() == other.id(),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests;
