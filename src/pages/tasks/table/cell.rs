//! Rows and cells of the table.

use crate::builder::{El, el};
use crate::pages::tasks::context::TaskContext;
use crate::pages::tasks::toolbar::columns::is_offered;
use crate::routing::list_query::{Columns, OptionalColumn};

/// The columns on show that can be left out, in the order of the table.
pub(crate) fn shown(columns: Columns, cx: TaskContext) -> impl Iterator<Item = OptionalColumn> {
    let mut all = OptionalColumn::ALL.into_iter();
    std::iter::from_fn(move || all.find(|column| columns.has(*column) && is_offered(*column, cx)))
}

pub(crate) fn tr() -> El {
    el("tr").attr("role", "row")
}

pub(crate) fn cell(class: &'static str) -> El {
    el("td").attr("role", "cell").class(class)
}
