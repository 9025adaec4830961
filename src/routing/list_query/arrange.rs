//! Search, filters and sort of a task list.

use crate::routing::list_query::key::Key;
use crate::routing::list_query::key::SortContext;
use crate::routing::list_query::{ListView, StatusFilter, takes};
use crate::web;
use std::collections::HashMap;
use std::sync::Arc;
use upgrade_api::task::Task;
use upgrade_api::values::{TaskId, Version};

/// Smallest length of a search that matches the beginning of an id: a shorter one matches too many ids.
const ID_PREFIX_MIN: usize = 4;

/// Searchable text per task, folded. It is built once per list and not once per key press.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct SearchIndex(Vec<Arc<str>>);

impl SearchIndex {
    /// Index of these tasks.
    pub fn of(tasks: &[Task]) -> Self {
        Self::default().updated(&[], tasks)
    }

    /// Index of the next list, after this index of the list `before`. Only texts that have changed are folded.
    pub fn updated(&self, before: &[Task], tasks: &[Task]) -> Self {
        let before = before.iter().zip(&self.0);
        let before: HashMap<&TaskId, (&Task, &Arc<str>)> = before.map(|one| (&one.0.id, one)).collect();
        let kept = |task: &Task| {
            let (old, text) = before.get(&task.id)?;
            (searched(old) == searched(task)).then(|| Arc::clone(text))
        };
        let kept: Vec<Option<Arc<str>>> = tasks.iter().map(kept).collect();
        let new = tasks.iter().zip(&kept).filter(|(_, kept)| kept.is_none());
        let mut new = web::all_folded(new.map(|(task, _)| search_text(task))).into_iter();
        let texts = kept.into_iter().map(|kept| kept.or_else(|| new.next().map(Arc::from)));
        Self(texts.map(Option::unwrap_or_default).collect())
    }

    /// Whether the task at an index matches the search.
    fn is_match(&self, at: usize, wanted: &str) -> bool {
        let Some((id, rest)) = self.0.get(at).and_then(|text| text.split_once('\n')) else {
            return wanted.is_empty();
        };
        rest.contains(wanted) || (wanted.len() >= ID_PREFIX_MIN && id.starts_with(wanted))
    }
}

/// Fields that a search reads, apart from the id.
fn searched(task: &Task) -> ([&str; 2], [Version; 2]) {
    let texts = [task.name.as_str(), task.description.as_str()];
    (texts, [task.from.version, task.target.version])
}

fn search_text(task: &Task) -> String {
    let (texts, versions) = searched(task);
    // A search contains no line break, so it does not match across two texts.
    let mut all = task.id.as_str().to_owned();
    for text in texts
        .map(str::to_owned)
        .into_iter()
        .chain(versions.map(|version| version.to_string()))
    {
        all.push('\n');
        all.push_str(&text);
    }
    all
}

/// Number of tasks per button of the state filter, after all other filters.
pub type Counts = [usize; 5];

/// Result of search, filters and sort.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arranged {
    /// Indices of the matching tasks in the platform's order, sorted by the view.
    pub order: Vec<usize>,
    /// Number of tasks per button of the state filter.
    pub counts: Counts,
}

/// Filters and sorts `tasks`. `texts` returns their search index; it is called only for a search.
pub fn arrange(
    tasks: &[Task],
    view: &ListView,
    texts: &mut dyn FnMut() -> Arc<SearchIndex>,
    context: &SortContext<'_>,
) -> Arranged {
    let wanted = web::folded(view.search.trim());
    let texts = (!wanted.is_empty()).then(texts).unwrap_or_default();
    let mut arranged = Arranged::default();
    for (at, task) in tasks.iter().enumerate() {
        if !takes(view, task) || !texts.is_match(at, &wanted) {
            continue;
        }
        let idle = (context.idle)(task);
        for (count, filter) in arranged.counts.iter_mut().zip(StatusFilter::ALL) {
            *count += usize::from(filter.takes(&task.status, idle));
        }
        if view.status.takes(&task.status, idle) {
            arranged.order.push(at);
        }
    }
    if let Some(sort) = view.sort {
        // Computes each key once. Tasks with equal keys stay in the platform's order.
        let key = |at: &usize| Some(Key::of(tasks.get(*at)?, sort, context));
        arranged.order.sort_by_cached_key(key);
    }
    arranged
}

#[cfg(test)]
mod tests {
    use super::SearchIndex;
    use crate::routing::list_query::tests::task;
    use std::sync::Arc;

    #[test]
    fn the_index_of_the_next_list_folds_only_texts_that_have_changed() {
        let task = |id, name, target| task(id, name, 1, target, "0", 0, None);
        let old = [
            task("a", "A", 2),
            task("b", "B", 2),
            task("b", "Twice", 2),
            task("c", "C", 2),
        ];
        let new = [
            task("d", "D", 2),
            task("b", "Ä", 2),
            task("c", "C", 3),
            task("a", "A", 2),
        ];
        let index = SearchIndex::of(&old);
        let updated = index.updated(&old, &new);
        assert_eq!(updated, SearchIndex::of(&new));
        assert!(Arc::ptr_eq(&updated.0[3], &index.0[0]));
        assert_eq!(updated.updated(&new, &[]), SearchIndex::default());
    }
}
