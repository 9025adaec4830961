//! Visible columns of the table.

use crate::pages::tasks::context::TaskContext;
use crate::pages::tasks::toolbar::columns::is_offered;
use crate::routing::list_query::{Columns, OptionalColumn};

/// Visible optional columns, in the order of the table.
pub(crate) fn visible_columns(columns: Columns, cx: TaskContext) -> impl Iterator<Item = OptionalColumn> {
    let all = OptionalColumn::ALL.into_iter();
    all.filter(move |column| columns.has(*column) && is_offered(*column, cx))
}
