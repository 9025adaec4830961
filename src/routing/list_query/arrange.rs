//! From a list and a view to the rows on show.

use crate::routing::list_query::key::Key;
use crate::routing::list_query::key::SortContext;
use crate::routing::list_query::{ListView, StatusFilter, takes};
use upgrade_api::order::places;
use upgrade_api::task::Task;

/// Letters of an id that find it, from its beginning: fewer are in every other id.
const ID_LEAST: usize = 4;

/// What is searched in, per task, in small letters: made once per list, not at every key.
#[derive(Debug, Default)]
pub struct SearchIndex(Vec<String>);

impl SearchIndex {
    /// Of these tasks.
    #[must_use]
    pub fn of(tasks: &[Task]) -> Self {
        let text = |task: &Task| {
            let texts = [task.id.as_str(), &task.name, &task.description];
            let versions = [task.from.version, task.target.version].map(|version| version.to_string());
            // A line end cannot be typed into the search: nothing is found across two of them.
            let mut all = texts.join("\n").to_ascii_lowercase();
            for version in versions {
                all.push('\n');
                all.push_str(&version);
            }
            all
        };
        Self(tasks.iter().map(text).collect())
    }

    fn say(&self, at: usize, wanted: &str) -> bool {
        let Some((id, rest)) = self.0.get(at).and_then(|text| text.split_once('\n')) else {
            return wanted.is_empty();
        };
        rest.contains(wanted) || (wanted.len() >= ID_LEAST && id.starts_with(wanted))
    }
}

/// How many tasks there are to each button of the state filter, with all other filters as they are.
pub type Counts = [usize; 5];

/// The rows on show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arranged {
    /// Places of the tasks in the platform's list, in the order of the view.
    pub order: Vec<usize>,
    /// How many there are to each state.
    pub counts: Counts,
}

/// Filters and orders `tasks`. `texts` are theirs; they are asked for only where something is searched for.
#[must_use]
pub fn arrange(
    tasks: &[Task],
    view: &ListView,
    texts: &mut dyn FnMut() -> std::sync::Arc<SearchIndex>,
    around: &SortContext<'_>,
) -> Arranged {
    let wanted = view.search.trim().to_ascii_lowercase();
    let texts = (!wanted.is_empty()).then(texts).unwrap_or_default();
    let mut arranged = Arranged::default();
    for (at, task) in tasks.iter().enumerate() {
        if !takes(view, task) || !texts.say(at, &wanted) {
            continue;
        }
        let standstill = (around.standstill)(task);
        for (count, filter) in arranged.counts.iter_mut().zip(StatusFilter::ALL) {
            *count += usize::from(filter.takes(&task.status, standstill));
        }
        if view.status.takes(&task.status, standstill) {
            arranged.order.push(at);
        }
    }
    if let Some(sort) = view.sort {
        let keys = arranged.order.iter().filter_map(|at| Some((at, tasks.get(*at)?)));
        let keys: Vec<Key> = keys.map(|(at, task)| Key::of(task, *at, sort, around)).collect();
        let places = places(keys.len(), &|a, b| keys[a].cmp(&keys[b]));
        arranged.order = places.into_iter().map(|place| keys[place].at).collect();
    }
    arranged
}
