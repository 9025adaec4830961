//! Page of a long list: its number and its size.

use std::ops::Range;

/// Number of rows on a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PageSize {
    /// 25 rows.
    Rows25,
    /// 50 rows.
    #[default]
    Rows50,
    /// 100 rows.
    Rows100,
    /// All rows.
    All,
}

impl PageSize {
    /// All sizes, smallest first.
    pub const ALL: [Self; 4] = [Self::Rows25, Self::Rows50, Self::Rows100, Self::All];

    /// Number of rows; `None` for all rows.
    pub fn rows(self) -> Option<usize> {
        match self {
            Self::Rows25 => Some(25),
            Self::Rows50 => Some(50),
            Self::Rows100 => Some(100),
            Self::All => None,
        }
    }

    /// Name in the query string and value of the control.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rows25 => "25",
            Self::Rows50 => "50",
            Self::Rows100 => "100",
            Self::All => "all",
        }
    }

    /// Returns the size with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.name() == name)
    }
}

/// Page of a list. It does not know the number of rows, so it may lie beyond the end of a list that has become shorter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowPage {
    /// Index of the page, from 0.
    index: usize,
    /// Number of rows on the page.
    pub size: PageSize,
}

impl RowPage {
    /// Indices of the rows on the page, of `rows` in all. A page beyond the end is the last page.
    pub fn range(self, rows: usize) -> Range<usize> {
        let Some(size) = self.size.rows() else {
            return 0..rows;
        };
        let last = rows.saturating_sub(1) / size;
        let start = self.index.min(last) * size;
        start..rows.min(start + size)
    }

    /// First page of the same size.
    pub fn first(self) -> Self {
        self.with_row(0)
    }

    /// Page before this one, of `rows` in all.
    pub fn previous(self, rows: usize) -> Self {
        self.with_row(self.range(rows).start.saturating_sub(1))
    }

    /// Page after this one, of `rows` in all.
    pub fn next(self, rows: usize) -> Self {
        self.with_row(self.range(rows).end.min(rows.saturating_sub(1)))
    }

    /// Page of the same size with the row at an index.
    pub fn with_row(self, index: usize) -> Self {
        let index = self.size.rows().map_or(0, |size| index / size);
        Self { index, ..self }
    }

    /// Page of another size with the first row of this one, of `rows` in all.
    pub fn resized(self, size: PageSize, rows: usize) -> Self {
        Self { size, ..self }.with_row(self.range(rows).start)
    }

    /// Number in the query string, from 1; `None` for the first page.
    pub fn number(self) -> Option<String> {
        (self.index > 0).then(|| (self.index + 1).to_string())
    }

    /// Page of the same size with a number of the query string: one to seven digits, the first of them not zero.
    pub fn numbered(self, number: &str) -> Option<Self> {
        let is_number = !number.starts_with('0') && number.len() <= 7 && number.bytes().all(|c| c.is_ascii_digit());
        let number: usize = is_number.then(|| number.parse().ok())??;
        Some(Self {
            index: number - 1,
            ..self
        })
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn page(number: &str, size: PageSize) -> RowPage {
        let first = RowPage {
            size,
            ..RowPage::default()
        };
        first.numbered(number).unwrap()
    }

    #[test]
    fn a_page_beyond_the_end_is_the_last_page() {
        for (number, size, rows, range) in [
            ("1", PageSize::Rows50, 0, 0..0),
            ("1", PageSize::Rows50, 50, 0..50),
            ("2", PageSize::Rows50, 50, 0..50),
            ("2", PageSize::Rows50, 51, 50..51),
            ("9999999", PageSize::Rows50, 120, 100..120),
            ("9999999", PageSize::Rows25, 0, 0..0),
            ("3", PageSize::All, 120, 0..120),
        ] {
            assert_eq!(page(number, size).range(rows), range, "page {number} of {rows} rows");
        }
    }

    #[test]
    fn pages_follow_each_other_without_gap_or_overlap() {
        let mut page = RowPage::default();
        let mut seen = Vec::new();
        for _ in 0..3 {
            seen.extend(page.range(120));
            page = page.next(120);
        }
        assert_eq!(seen, (0..120).collect::<Vec<_>>());
        assert_eq!(page.range(120), 100..120, "there is no page after the last");
        let beyond = self::page("9", PageSize::Rows50);
        assert_eq!(beyond.previous(120).range(120), 50..100, "the page before the last");
        assert_eq!(RowPage::default().previous(120), RowPage::default());
    }

    #[test]
    fn another_size_keeps_the_first_row_on_the_page() {
        for (size, range) in [
            (PageSize::Rows25, 50..75),
            (PageSize::Rows100, 0..100),
            (PageSize::All, 0..120),
        ] {
            assert_eq!(page("2", PageSize::Rows50).resized(size, 120).range(120), range);
        }
        let all = page("1", PageSize::All);
        assert_eq!(all.resized(PageSize::Rows50, 120), RowPage::default());
    }

    #[test]
    fn a_page_has_one_form_in_the_query_string() {
        for number in ["2", "10", "9999999"] {
            assert_eq!(page(number, PageSize::Rows50).number().as_deref(), Some(number));
        }
        assert_eq!(page("1", PageSize::Rows50), RowPage::default());
        for wrong in ["", "0", "01", "-1", "+1", "1.0", "x", "١", "10000000"] {
            assert_eq!(RowPage::default().numbered(wrong), None, "{wrong}");
        }
    }
}
