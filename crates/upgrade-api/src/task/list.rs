//! Task lists.

use super::Task;
use crate::json::{Object, ReadError, elements};
use crate::values::TaskId;

/// Row of a task list. An unreadable row does not hide the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// Readable task.
    Task(Box<Task>),
    /// Row that cannot be read as a task.
    Unreadable {
        /// Position in the text, from 0; after pages are merged, in the whole list.
        index: usize,
        /// Id of the task, if readable.
        id: Option<TaskId>,
        /// Reason.
        error: ReadError,
        /// JSON text of the row, cut to 400 characters.
        raw: String,
    },
}

impl Row {
    /// The task; `None` for an unreadable row.
    pub fn task(&self) -> Option<&Task> {
        match self {
            Self::Task(task) => Some(task),
            Self::Unreadable { .. } => None,
        }
    }

    /// Id of the task, if readable.
    pub fn id(&self) -> Option<&TaskId> {
        match self {
            Self::Task(task) => Some(&task.id),
            Self::Unreadable { id, .. } => id.as_ref(),
        }
    }
}

/// Reads a task list.
///
/// # Errors
/// [`ReadError::NotJson`] or [`ReadError::Shape`] if the text is not a JSON array.
pub fn read_list(text: &str) -> Result<Vec<Row>, ReadError> {
    Ok(rows(text)?.collect())
}

/// Rows of a task list. Each is read when the iterator returns it, so that a caller can read a long list in parts.
///
/// # Errors
/// As [`read_list`].
pub fn rows(text: &str) -> Result<impl ExactSizeIterator<Item = Row>, ReadError> {
    let rows = elements(text)?.into_iter().enumerate();
    Ok(rows.map(|(index, raw)| match Task::read(raw) {
        Ok(task) => Row::Task(Box::new(task)),
        Err(error) => Row::Unreadable {
            index,
            id: Object::parse(raw)
                .and_then(|object| object.parsed("id", TaskId::parse))
                .ok(),
            error,
            raw: raw.chars().take(400).collect(),
        },
    }))
}

/// Page of a task list (profile full).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskListPage {
    /// Number of tasks on all pages.
    pub count: u64,
    /// Rows of the page.
    pub list: Vec<Row>,
}

impl TaskListPage {
    /// Reads a page.
    ///
    /// # Errors
    /// [`ReadError`] if the text is not an object with `count` and `list`.
    pub fn read(text: &str) -> Result<Self, ReadError> {
        let (count, list) = Self::parts(text)?;
        let list = read_list(list)?;
        Ok(Self { count, list })
    }

    /// Number of tasks on all pages, and the JSON text of the rows of the page.
    ///
    /// # Errors
    /// As [`read`](Self::read); the rows are not read.
    pub fn parts(text: &str) -> Result<(u64, &str), ReadError> {
        let object = Object::parse(text)?;
        let list = object.raw("list").ok_or(ReadError::Missing { field: "list" })?;
        Ok((object.number("count")?, list))
    }
}
