//! A list of tasks, page by page (profile full). Everything is read: what is searched, ordered and warned of is about all
//! tasks of a product.

use super::client::Listing;
use super::{ApiError, Call, Client, Fault};
use leptos::prelude::*;
use upgrade_api::error::ErrorCode;
use upgrade_api::json::ReadError;
use upgrade_api::order::sorted_by;
use upgrade_api::paths;
use upgrade_api::task::{QueryTasks, Row, TaskPage, read_list};
use upgrade_api::values::{ProductId, TaskId};
use web_sys::AbortSignal;

/// Tasks of a page: the most a platform gives.
const PAGE: u64 = 1000;
/// Tasks of a product that are read at most: some hundred pages. A part of a list would be taken for all of it.
const MOST: u64 = 100_000;
/// How often a list that changes while it is read is begun anew.
const TRIES: u32 = 2;

/// What came of reading all pages once.
enum Read {
    All(Vec<Row>),
    /// Somebody has added or deleted a task meanwhile: pages overlap, or leave something out.
    Changed,
}

impl Client {
    /// All tasks of a product, page by page; `None` where the platform knows no pages, which is not asked again.
    pub(super) async fn list_by_pages(
        &self,
        product: &ProductId,
        owner: &AbortSignal,
    ) -> Result<Option<Vec<Row>>, ApiError> {
        if self.listing.try_get_value() != Some(Listing::Pages) {
            return Ok(None);
        }
        for _ in 0..TRIES {
            match self.pages(product, owner).await {
                Ok(Read::All(rows)) => return Ok(Some(rows)),
                Ok(Read::Changed) => {}
                Err(error) if is_no_such_url(&error) => {
                    let _ = self.listing.try_set_value(Listing::Whole);
                    return Ok(None);
                }
                Err(error) => return Err(error),
            }
        }
        let detail = "the list changed while it was read".to_owned();
        Err(ApiError::Failed(
            Call::Read,
            Fault::Undocumented { status: 200, detail },
        ))
    }

    async fn pages(&self, product: &ProductId, owner: &AbortSignal) -> Result<Read, ApiError> {
        let mut pages = Pages::default();
        loop {
            let query = QueryTasks {
                product_id: product.clone(),
                offset: pages.rows.len() as u64,
                limit: PAGE,
                firmware_type: None,
            };
            let answer = self.query(paths::TASKS, &query, owner).await?;
            let page = page(&answer).map_err(|error| ApiError::unreadable(Call::Read, &error, &answer))?;
            match pages.add(page) {
                Next::Page => {}
                Next::Done => return Ok(Read::All(pages.rows)),
                Next::Changed => return Ok(Read::Changed),
                Next::TooMany => return Err(ApiError::Failed(Call::Read, Fault::TooLarge)),
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

/// The pages read so far.
#[derive(Default)]
struct Pages {
    count: Option<u64>,
    rows: Vec<Row>,
    /// The tasks, and which page each was in.
    seen: Vec<(TaskId, usize)>,
    /// Pages read.
    read: usize,
}

/// What follows a page.
#[derive(Debug, PartialEq, Eq)]
enum Next {
    Page,
    Done,
    Changed,
    TooMany,
}

impl Pages {
    fn add(&mut self, page: TaskPage) -> Next {
        let count = *self.count.get_or_insert(page.count);
        if count > MOST {
            return Next::TooMany;
        }
        if count != page.count {
            return Next::Changed;
        }
        let before = self.rows.len();
        let is_last = page.list.is_empty();
        self.read += 1;
        for row in page.list {
            let row = match row {
                // Its place is one in the whole list.
                Row::Unreadable { index, error, raw } => Row::Unreadable {
                    index: index + before,
                    error,
                    raw,
                },
                Row::Task(task) => {
                    self.seen.push((task.id.clone(), self.read));
                    Row::Task(task)
                }
            };
            self.rows.push(row);
        }
        match self.rows.len() as u64 {
            read if read >= count && self.has_moved() => Next::Changed,
            read if read >= count => Next::Done,
            _ if is_last => Next::Changed,
            _ => Next::Page,
        }
    }

    /// Whether the list has moved on between two pages: then a task is in both. Two alike in one page are the platform's
    /// mistake, and shown.
    fn has_moved(&mut self) -> bool {
        let seen = sorted_by(std::mem::take(&mut self.seen), Ord::cmp);
        seen.windows(2)
            .any(|pair| pair[0].0 == pair[1].0 && pair[0].1 != pair[1].1)
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

    #[test]
    fn pages_are_read_until_all_of_the_list_is_there() {
        let mut pages = Pages::default();
        assert_eq!(pages.add(listed(5, &["a", "?"])), Next::Page);
        assert_eq!(pages.add(listed(5, &["b", "?"])), Next::Page);
        assert_eq!(pages.add(listed(5, &["c"])), Next::Done);
        let places = pages.rows.iter().enumerate();
        let right = places.filter(|(at, row)| matches!(row, Row::Unreadable { index, .. } if index == at));
        assert_eq!((pages.rows.len(), right.count()), (5, 2));
        assert_eq!(Pages::default().add(listed(0, &[])), Next::Done);
        // Twice in one page is what the platform says.
        assert_eq!(Pages::default().add(listed(2, &["a", "a"])), Next::Done);
    }

    #[test]
    fn a_list_that_changes_meanwhile_is_noticed() {
        let begun = || {
            let mut pages = Pages::default();
            assert_eq!(pages.add(listed(4, &["a", "b"])), Next::Page);
            pages
        };
        assert_eq!(begun().add(listed(5, &["c", "d"])), Next::Changed, "one more");
        assert_eq!(begun().add(listed(4, &["b", "c"])), Next::Changed, "one comes again");
        assert_eq!(begun().add(listed(4, &[])), Next::Changed, "nothing comes");
    }

    #[test]
    fn more_than_anybody_reads_is_not_read_in_part() {
        assert_eq!(Pages::default().add(listed(100_001, &["a"])), Next::TooMany);
        assert_eq!(Pages::default().add(listed(100_000, &["a"])), Next::Page);
    }

    #[test]
    fn a_bare_list_is_all_of_it() {
        let whole = page(" [] ").unwrap();
        assert_eq!((whole.count, whole.list.len()), (0, 0));
        assert!(page("<html>").is_err());
        assert!(page("{}").is_err());
    }
}
