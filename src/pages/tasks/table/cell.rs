//! Rows and cells of the table.

use crate::builder::{El, el};
use crate::pages::tasks::context::TaskContext;
use crate::pages::tasks::toolbar::columns::is_offered;
use crate::routing::list_query::{Column, Columns};

/// Visible columns, in the order of the table.
pub(crate) fn shown(columns: Columns, cx: TaskContext) -> impl Iterator<Item = Column> {
    let is_shown = move |column: &Column| columns.has(*column) && is_offered(*column, cx);
    Column::TABLE.into_iter().filter(is_shown)
}

pub(crate) fn tr() -> El {
    el("tr").attr("role", "row")
}

pub(crate) fn cell(class: &'static str) -> El {
    el("td").attr("role", "cell").class(class)
}
