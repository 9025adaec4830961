//! Search, filters and sort of a task list.

use crate::routing::list_query::key::Key;
use crate::routing::list_query::key::SortContext;
use crate::routing::list_query::{ListView, StatusFilter, takes};
use crate::web;
use upgrade_api::task::Task;

/// Smallest length of a search that matches the beginning of an id: a shorter one matches too many ids.
const ID_PREFIX_MIN: usize = 4;

/// Searchable text per task, folded. It is built once per list and not once per key press.
#[derive(Debug, Default)]
pub struct SearchIndex(Vec<String>);

impl SearchIndex {
    /// Index of these tasks.
    #[must_use]
    pub fn of(tasks: &[Task]) -> Self {
        let text = |task: &Task| {
            let texts = [task.id.as_str(), &task.name, &task.description];
            let versions = [task.from.version, task.target.version].map(|version| version.to_string());
            // A search contains no line break, so it does not match across two texts.
            let mut all = texts.join("\n");
            for version in versions {
                all.push('\n');
                all.push_str(&version);
            }
            all
        };
        Self(web::all_folded(tasks.iter().map(text)))
    }

    /// Whether the task at an index matches the search.
    fn is_match(&self, at: usize, wanted: &str) -> bool {
        let Some((id, rest)) = self.0.get(at).and_then(|text| text.split_once('\n')) else {
            return wanted.is_empty();
        };
        rest.contains(wanted) || (wanted.len() >= ID_PREFIX_MIN && id.starts_with(wanted))
    }
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
#[must_use]
pub fn arrange(
    tasks: &[Task],
    view: &ListView,
    texts: &mut dyn FnMut() -> std::sync::Arc<SearchIndex>,
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
        let keys = arranged.order.iter().filter_map(|at| Some((at, tasks.get(*at)?)));
        let mut keys: Vec<Key> = keys.map(|(at, task)| Key::of(task, *at, sort, context)).collect();
        keys.sort_unstable();
        arranged.order = keys.into_iter().map(|key| key.at).collect();
    }
    arranged
}
