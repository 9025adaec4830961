//! A list of tasks, page by page (profile full). Everything is read: what is searched, ordered and warned of is about all
//! tasks of a product.

use crate::api::client::Listing;
use crate::api::{ApiError, Client, Fault, RequestKind};
use leptos::prelude::*;
use std::collections::HashMap;
use upgrade_api::error::ErrorCode;
use upgrade_api::json::ReadError;
use upgrade_api::paths;
use upgrade_api::task::{QueryTasks, Row, TaskPage, read_list};
use upgrade_api::values::{ProductId, TaskId};
use web_sys::AbortSignal;

/// Tasks of a page: the most a platform gives.
const PAGE: u64 = 1000;
/// Tasks of a product that are read at most: some hundred pages. A part of a list would be taken for all of it.
const MOST: u64 = 100_000;

/// A list of tasks as read.
pub struct TaskList {
    /// The rows, in the platform's order.
    pub rows: Vec<Row>,
    /// Tasks were added or deleted between two pages, so a row may be missing or old. Only a list read without that proves
    /// that a task does not exist.
    pub changed_while_read: bool,
}

impl Client {
    /// Tasks of a product, page by page, up to the page with the task `until`, or all of them; `None` where the platform has
    /// no pages, which is not asked again.
    pub(crate) async fn list_by_pages(
        &self,
        product: &ProductId,
        owner: &AbortSignal,
        until: Option<&TaskId>,
    ) -> Result<Option<TaskList>, ApiError> {
        if self.listing.try_get_value() != Some(Listing::Pages) {
            return Ok(None);
        }
        match self.pages(product, owner, until).await {
            Err(error) if is_no_such_url(&error) => {
                let _ = self.listing.try_set_value(Listing::Whole);
                Ok(None)
            }
            read => read.map(Some),
        }
    }

    async fn pages(
        &self,
        product: &ProductId,
        owner: &AbortSignal,
        until: Option<&TaskId>,
    ) -> Result<TaskList, ApiError> {
        let mut pages = Pages::default();
        loop {
            let query = QueryTasks {
                product_id: product.clone(),
                offset: pages.next_offset(),
                limit: PAGE,
                firmware_type: None,
            };
            let answer = self.query(paths::TASKS, &query, owner).await?;
            let page = page(&answer).map_err(|error| ApiError::unreadable(RequestKind::Read, &error, &answer))?;
            match pages.add(page) {
                NextPage::Page if until.is_some_and(|id| pages.seen.contains_key(id)) => return Ok(pages.into()),
                NextPage::Page => {}
                NextPage::Done => return Ok(pages.into()),
                NextPage::TooMany => return Err(ApiError::Failed(RequestKind::Read, Fault::TooLarge)),
            }
        }
    }
}

/// A page; the bare list of profile core is all of it.
fn page(text: &str) -> Result<TaskPage, ReadError> {
    if !text.trim_start().starts_with('[') {
        return TaskPage::read(text);
    }
    let list = read_list(text)?;
    let count = list.len() as u64;
    Ok(TaskPage { count, list })
}

fn is_no_such_url(error: &ApiError) -> bool {
    match error {
        ApiError::Refused(body) => body.code == ErrorCode::UrlNotFound,
        ApiError::Failed(_, Fault::Undocumented { status, .. }) => matches!(status, 404 | 405),
        _ => false,
    }
}

/// The pages read so far, merged by id. Consecutive pages overlap by one row: where that row is another one, the list has
/// changed in between.
#[derive(Default)]
struct Pages {
    count: u64,
    rows: Vec<Row>,
    /// Index in `rows` and page number of each task.
    seen: HashMap<TaskId, (usize, usize)>,
    /// Rows before the next page's first new row.
    end: u64,
    read: usize,
    changed: bool,
}

/// What follows a page.
#[derive(Debug, PartialEq, Eq)]
enum NextPage {
    Page,
    Done,
    TooMany,
}

impl Pages {
    fn next_offset(&self) -> u64 {
        self.end.saturating_sub(1)
    }

    fn add(&mut self, page: TaskPage) -> NextPage {
        if page.count > MOST {
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
            // Nothing new although more was announced.
            self.changed = true;
            NextPage::Done
        } else {
            NextPage::Page
        }
    }

    /// A task of an earlier page replaces what was read there. Two alike in one page are the platform's mistake, and shown.
    fn merge(&mut self, mut row: Row) {
        if let Row::Unreadable { index, .. } = &mut row {
            *index = self.rows.len();
        }
        if let Some(id) = row.id() {
            if let Some((at, page)) = self.seen.get(id)
                && *page != self.read
            {
                self.changed = true;
                self.rows[*at] = row;
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
mod tests {
    use super::*;

    fn listed(count: u64, ids: &[&str]) -> TaskPage {
        let row = |id: &&str| match *id {
            "?" => "7".to_owned(),
            id => format!(
                r#"{{"id":"{id}","product_id":"p","name":"{id}","description":"d","from_version":1,
                "from_version_url":"u","from_version_md5":"m","from_version_size":1,"target_version":2,
                "target_version_url":"u","target_version_md5":"m","target_version_size":1,"upgrade_count":0,
                "status":0}}"#
            ),
        };
        let rows: Vec<String> = ids.iter().map(row).collect();
        page(&format!(r#"{{"count":{count},"list":[{}]}}"#, rows.join(","))).unwrap()
    }

    /// The announced count of a page and the ids in it.
    type Listed<'a> = (u64, &'a [&'a str]);

    /// What follows each of these pages, whether the list has changed meanwhile, and the ids that were read.
    fn read(pages: &[Listed<'_>]) -> (Vec<NextPage>, bool, Vec<String>) {
        let mut read = Pages::default();
        let next = pages.iter().map(|(count, ids)| read.add(listed(*count, ids))).collect();
        let id = |row: &Row| row.id().map_or_else(|| "?".to_owned(), ToString::to_string);
        (next, read.changed, read.rows.iter().map(id).collect())
    }

    #[test]
    fn pages_are_read_until_the_whole_list_is_there() {
        let mut pages = Pages::default();
        assert_eq!(pages.next_offset(), 0);
        assert_eq!(pages.add(listed(5, &["a", "?"])), NextPage::Page);
        assert_eq!(pages.next_offset(), 1, "pages overlap by one row");
        assert_eq!(pages.add(listed(5, &["?", "b", "?"])), NextPage::Page);
        assert_eq!(pages.add(listed(5, &["?", "c"])), NextPage::Done);
        let places = pages.rows.iter().enumerate();
        let right = places.filter(|(at, row)| matches!(row, Row::Unreadable { index, .. } if index == at));
        assert_eq!((pages.rows.len(), right.count(), pages.changed), (5, 2, false));
        assert_eq!(read(&[(0, &[])]).0, [NextPage::Done]);
        // Twice in one page is what the platform says.
        assert_eq!(
            read(&[(2, &["a", "a"])]),
            (vec![NextPage::Done], false, vec!["a".into(), "a".into()])
        );
    }

    #[test]
    fn a_list_that_changes_between_pages_is_merged_and_said_to_have_changed() {
        let first: Listed<'_> = (4, &["a", "b"]);
        let cases: [(&str, &[Listed<'_>], &[&str]); 6] = [
            (
                "one was added at the end",
                &[first, (5, &["b", "c", "d", "e"])],
                &["a", "b", "c", "d", "e"],
            ),
            (
                "one was added before",
                &[first, (5, &["a", "b", "c", "d"])],
                &["a", "b", "c", "d"],
            ),
            ("one was deleted", &[first, (3, &["c", "d"])], &["a", "b", "c", "d"]),
            (
                "one was deleted and one added",
                &[first, (4, &["c", "d", "e"])],
                &["a", "b", "c", "d", "e"],
            ),
            (
                "all after the first page were deleted",
                &[first, (2, &["b"])],
                &["a", "b"],
            ),
            ("nothing comes", &[first, (4, &[])], &["a", "b"]),
        ];
        for (what, pages, ids) in cases {
            let (next, changed, read) = read(pages);
            assert!(changed, "{what}");
            assert_eq!(next, [NextPage::Page, NextPage::Done], "{what}");
            assert_eq!(read, ids, "{what}");
        }
        let quiet: &[Listed<'_>] = &[first, (4, &["b", "c", "d"])];
        assert!(!read(quiet).1);
    }

    #[test]
    fn a_list_that_changes_with_every_page_ends_all_the_same() {
        let page = |n: u64| listed(10 + n % 3, &[&format!("{n}a"), &format!("{n}b")]);
        let mut read = Pages::default();
        let ended = (0..50).position(|n| read.add(page(n)) != NextPage::Page);
        assert!(ended.is_some_and(|at| at < 12), "{ended:?}");
    }

    #[test]
    fn more_than_the_limit_is_not_read_in_part() {
        assert_eq!(Pages::default().add(listed(100_001, &["a"])), NextPage::TooMany);
        assert_eq!(Pages::default().add(listed(100_000, &["a"])), NextPage::Page);
    }

    #[test]
    fn a_bare_list_is_all_of_it() {
        let whole = page(" [] ").unwrap();
        assert_eq!((whole.count, whole.list.len()), (0, 0));
        assert!(page("<html>").is_err());
        assert!(page("{}").is_err());
    }
}
