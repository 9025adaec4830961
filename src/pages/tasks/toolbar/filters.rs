//! Which tasks are on show.

use crate::builder::{El, dynamic, el, grouped, nothing, several};
use crate::i18n::Messages;
use crate::pages::tasks::context::TaskContext;
use crate::pages::tasks::toolbar::change_view::{History, change_view};
use crate::routing::list_query::{ListView, SEARCH_MAX, StatusFilter, firmware_type};
use leptos::prelude::*;
use std::collections::BTreeSet;
use upgrade_api::task::FirmwareType;
use upgrade_api::values::Version;

/// Versions that are offered at most: among more, typing one into the search is faster.
const VERSIONS: usize = 300;
/// The search field's id.
pub(crate) const SEARCH: &str = "search";

pub(crate) fn search_field(cx: TaskContext) -> El {
    let m = cx.m;
    let search = Memo::new(move |_| cx.store.view().search);
    let input = el("input")
        .attr("id", SEARCH)
        .attr("type", "search")
        .class("input")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("maxlength", SEARCH_MAX.to_string())
        .attr("placeholder", m.view.search_hint)
        .attr("aria-keyshortcuts", "/")
        .value_with(move || search.get())
        .on("input", move |event| {
            let typed = event_target_value(&event);
            change_view(cx, History::Same, |view| ListView { search: typed, ..view });
        });
    el("div")
        .class("search")
        .child(
            el("label")
                .class("visually-hidden")
                .attr("for", SEARCH)
                .child(m.view.search),
        )
        .child(input)
        .child(el("kbd").class("search-key").attr("aria-hidden", "true").child("/"))
}

/// Each says how many there would be.
pub(crate) fn status_buttons(cx: TaskContext) -> El {
    let m = cx.m;
    let now = Memo::new(move |_| cx.store.view().status);
    let counts = Memo::new(move |_| cx.store.found().counts);
    let one = |(at, filter): (usize, StatusFilter)| {
        el("button")
            .attr("type", "button")
            .class("segment")
            .attr_with("aria-pressed", move || Some((now.get() == filter).to_string()))
            // Most lists have no task at a standstill: two empty filters would take a line of a narrow frame.
            .attr_with("hidden", move || {
                let is_empty = counts.get()[at] == 0 && now.get() != filter;
                (filter.needs_counts() && is_empty).then(String::new)
            })
            .on("click", move |_| {
                change_view(cx, History::Entry, |view| ListView { status: filter, ..view });
            })
            .child(format!("{} ", status_word(m, filter)))
            .child(
                el("span")
                    .class("segment-count")
                    .text_with(move || grouped(counts.get()[at] as u64)),
            )
    };
    el("div")
        .class("segments")
        .attr("role", "group")
        .attr("aria-label", m.status)
        .child(
            StatusFilter::ALL
                .into_iter()
                .enumerate()
                .filter(|(_, filter)| cx.store.is_full() || !filter.needs_counts())
                .map(one)
                .collect::<Vec<_>>(),
        )
}

fn status_word(m: &Messages, filter: StatusFilter) -> &'static str {
    match filter {
        StatusFilter::All => m.view.all,
        StatusFilter::Running => m.running,
        StatusFilter::Stopped => m.stopped,
        StatusFilter::Complete => m.complete,
        StatusFilter::Stalled => m.stalled,
    }
}

fn kind_word(m: &Messages, kind: FirmwareType) -> &'static str {
    match kind {
        FirmwareType::Wifi => "WIFI",
        FirmwareType::Mcu => "MCU",
        FirmwareType::SubDevice => m.sub_device,
    }
}

/// Types and versions, where there are several to choose from.
pub(crate) fn selects(cx: TaskContext) -> Vec<AnyView> {
    let m = cx.m;
    let kinds = Memo::new(move |_| {
        let tasks = cx.store.known();
        let mut kinds: BTreeSet<FirmwareType> = BTreeSet::new();
        if cx.store.is_full() {
            kinds.extend(tasks.tasks.iter().map(|task| task.kind.firmware_type()));
            kinds.extend(cx.store.view().kind);
        }
        kinds
    });
    let kind = move || {
        cx.store
            .view()
            .kind
            .map_or_else(String::new, |kind| kind.number().to_string())
    };
    let choose_kind = move |name: String| {
        let kind = firmware_type(&name);
        change_view(cx, History::Entry, |view| ListView { kind, ..view });
    };
    let kinds = move || {
        let kinds = kinds.get().into_iter();
        kinds
            .map(|kind| (kind.number().to_string(), kind_word(m, kind).to_owned()))
            .collect()
    };
    let versions = Memo::new(move |_| {
        let known = cx.store.known();
        let tasks = known.tasks.iter();
        let ends = tasks.flat_map(|task| [task.from.version, task.target.version]);
        let mut versions: BTreeSet<Version> = ends.collect();
        if versions.len() > VERSIONS {
            versions.clear();
        }
        versions.extend(cx.store.view().version);
        versions
    });
    let version = move || {
        cx.store
            .view()
            .version
            .map_or_else(String::new, |version| version.to_string())
    };
    let choose_version = move |digits: String| {
        let version = Version::parse(&digits).ok();
        change_view(cx, History::Entry, |view| ListView { version, ..view });
    };
    let versions = move || {
        let versions = versions.get().into_iter();
        versions
            .map(|version| (version.to_string(), (m.view.version_word)(version)))
            .collect()
    };
    vec![
        select([m.view.kind_filter, m.view.all_kinds], kinds, kind, choose_kind),
        select(
            [m.view.version_filter, m.view.all_versions],
            versions,
            version,
            choose_version,
        ),
    ]
}

/// Options as value and word.
type Options = Vec<(String, String)>;

fn select(
    [label, all]: [&'static str; 2],
    options: impl Fn() -> Options + Send + Sync + 'static,
    value: impl Fn() -> String + Send + Sync + 'static,
    choose: impl Fn(String) + Clone + Send + 'static,
) -> AnyView {
    let options = Memo::new(move |_| options());
    let value = Memo::new(move |_| value());
    dynamic(move || {
        let options = options.get();
        // One to choose is no choice, unless it has been chosen.
        if options.len() < 2 && untrack(|| value.get()).is_empty() {
            return nothing();
        }
        let all = [(String::new(), all.to_owned())].into_iter();
        let choose = choose.clone();
        let one = move |(name, word): (String, String)| {
            let own = name.clone();
            el("option")
                .attr("value", name)
                // A select only takes a value that it has: each option says itself whether it is chosen.
                .attr_with("selected", move || (value.get() == own).then(String::new))
                .child(word)
                .view()
        };
        el("select")
            .class("input select")
            .attr("aria-label", label)
            .value_with(move || value.get())
            .on("change", move |event| choose(event_target_value(&event)))
            .child(several(all.chain(options).map(one).collect()))
            .view()
    })
}
