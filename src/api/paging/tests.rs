use super::*;

fn parse_page(text: &str) -> Result<TaskListPage, ReadError> {
    let (count, rows) = page_rows(text)?;
    let list = rows.collect();
    Ok(TaskListPage { count, list })
}

fn test_page(count: u64, ids: &[&str]) -> TaskListPage {
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
    parse_page(&format!(r#"{{"count":{count},"list":[{}]}}"#, rows.join(","))).unwrap()
}

/// The reported count and the ids of a page.
type PageSpec<'a> = (u64, &'a [&'a str]);

/// Returns the next step after each page, whether the list has changed, and the ids of its rows.
fn read(pages: &[PageSpec<'_>]) -> (Vec<NextPage>, bool, Vec<String>) {
    let mut read = Pages::default();
    let next = pages
        .iter()
        .map(|(count, ids)| read.add(test_page(*count, ids)))
        .collect();
    let id = |row: &Row| row.id().map_or_else(|| "?".to_owned(), ToString::to_string);
    (next, read.changed, read.rows.iter().map(id).collect())
}

#[test]
fn pages_are_read_until_the_list_is_complete() {
    let mut pages = Pages::default();
    assert_eq!(pages.next_offset(), 0);
    assert_eq!(pages.add(test_page(5, &["a", "?"])), NextPage::Page);
    assert_eq!(pages.next_offset(), 1, "pages overlap by one row");
    assert_eq!(pages.add(test_page(5, &["?", "b", "?"])), NextPage::Page);
    assert_eq!(pages.add(test_page(5, &["?", "c"])), NextPage::Done);
    let rows = pages.rows.iter().enumerate();
    let indexed = rows.filter(|(position, row)| matches!(row, Row::Unreadable { index, .. } if index == position));
    assert_eq!((pages.rows.len(), indexed.count(), pages.changed), (5, 2, false));
    assert_eq!(read(&[(0, &[])]).0, [NextPage::Done]);
    // A duplicate within one page is kept.
    assert_eq!(
        read(&[(2, &["a", "a"])]),
        (vec![NextPage::Done], false, vec!["a".into(), "a".into()])
    );
}

#[test]
fn a_list_that_changes_between_pages_is_merged_and_marked_as_changed() {
    let first: PageSpec<'_> = (4, &["a", "b"]);
    let cases: [(&str, &[PageSpec<'_>], &[&str]); 6] = [
        (
            "one task is added at the end",
            &[first, (5, &["b", "c", "d", "e"])],
            &["a", "b", "c", "d", "e"],
        ),
        (
            "one task is added at the start",
            &[first, (5, &["a", "b", "c", "d"])],
            &["a", "b", "c", "d"],
        ),
        ("one task is deleted", &[first, (3, &["c", "d"])], &["a", "b", "c", "d"]),
        (
            "one task is deleted and one added",
            &[first, (4, &["c", "d", "e"])],
            &["a", "b", "c", "d", "e"],
        ),
        (
            "all tasks after the first page are deleted",
            &[first, (2, &["b"])],
            &["a", "b"],
        ),
        ("the next page is empty", &[first, (4, &[])], &["a", "b"]),
    ];
    for (name, pages, ids) in cases {
        let (next, changed, read) = read(pages);
        assert!(changed, "{name}");
        assert_eq!(next, [NextPage::Page, NextPage::Done], "{name}");
        assert_eq!(read, ids, "{name}");
    }
    let unchanged: &[PageSpec<'_>] = &[first, (4, &["b", "c", "d"])];
    assert!(!read(unchanged).1);
}

#[test]
fn reading_a_list_that_changes_with_every_page_ends() {
    let page = |n: u64| test_page(10 + n % 3, &[&format!("{n}a"), &format!("{n}b")]);
    let mut read = Pages::default();
    let last_page = (0..50).position(|n| read.add(page(n)) != NextPage::Page);
    assert!(last_page.is_some_and(|n| n < 12), "{last_page:?}");
}

#[test]
fn a_list_over_the_limit_is_not_read_partially() {
    assert_eq!(Pages::default().add(test_page(100_001, &["a"])), NextPage::TooMany);
    assert_eq!(Pages::default().add(test_page(100_000, &["a"])), NextPage::Page);
}

#[test]
fn an_unpaged_list_is_a_single_page() {
    let page = parse_page(" [] ").unwrap();
    assert_eq!((page.count, page.list.len()), (0, 0));
    assert!(parse_page("<html>").is_err());
    assert!(parse_page("{}").is_err());
}
