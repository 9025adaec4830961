//! Note that the server has another version of the console than this page runs.

use crate::components::{Button, Note, NoteTone};
use crate::i18n::use_messages;
use crate::pages::lazy_views::LazyViews;
use crate::web::lazy_module::LazyModule;
use crate::web::{self, Moment, scoped};
use gloo_net::http::Request;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::RequestCache;

/// Seconds between two checks.
const INTERVAL_SECONDS: u32 = 3600;

/// Whether the served `index.html` names other files than this page runs. It is read once an hour while the page is
/// visible, and when the second module cannot be loaded: a new version may have replaced its file.
pub(crate) fn watch_versions(lazy: LazyModule<LazyViews>) -> ReadSignal<bool> {
    let is_replaced = RwSignal::new(false);
    let checked = StoredValue::new(Moment::now());
    let check = move || {
        checked.set_value(Moment::now());
        spawn_local(async move {
            if let Some(html) = served_page().await
                && names_other_files(&html, &web::page_files())
            {
                let _ = is_replaced.try_set(true);
            }
        });
    };
    let check_when_due = move || {
        if web::is_visible() && checked.get_value().age_ms() >= f64::from(INTERVAL_SECONDS) * 1000.0 {
            check();
        }
    };
    web::every(INTERVAL_SECONDS, check_when_due);
    web::remove_on_cleanup(window_event_listener_untyped("visibilitychange", move |_| {
        check_when_due()
    }));
    Effect::new(move |_| {
        if lazy.has_failed() {
            check();
        }
    });
    is_replaced.read_only()
}

/// Offers to reload the page after a new version was found.
#[component]
pub(crate) fn NewVersionNote(
    /// Whether the server has another version.
    is_replaced: ReadSignal<bool>,
) -> impl IntoView {
    let m = use_messages();
    let reload = move |_| {
        let _ = web::window().location().reload();
    };
    view! {
        <div class="new-version" role="status">
            <Show when=move || scoped(is_replaced).get()>
                <Note tone=NoteTone::Info text=m.new_version()>
                    <Button label=m.reload_page() on_press=reload />
                </Note>
            </Show>
        </div>
    }
}

/// The `index.html` that the server has now; `None` if it cannot be read.
async fn served_page() -> Option<String> {
    let url = web::url()?;
    let address = format!("{}{}", url.origin(), url.pathname());
    let response = Request::get(&address).cache(RequestCache::NoStore).send().await.ok()?;
    match response.ok() {
        true => response.text().await.ok(),
        false => None,
    }
}

/// Whether `html` is a page of the console that lacks one of these files. A sign-in page of a proxy is no such page.
fn names_other_files(html: &str, files: &[String]) -> bool {
    html.contains("data-wasm") && files.iter().any(|file| !html.contains(file.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_the_console_with_other_files_is_another_version() {
        let files = ["./console-1a.js", "./console-1a.wasm", "./style-2b.css"].map(str::to_owned);
        let page = r#"<link href="./style-2b.css"><script data-js="./console-1a.js" data-wasm="./console-1a.wasm">"#;
        let cases = [
            (page.to_owned(), false),
            (page.replace("console-1a", "console-3c"), true),
            (page.replace("style-2b", "style-4d"), true),
            ("<title>Sign in</title>".to_owned(), false),
            (String::new(), false),
        ];
        for (html, expected) in cases {
            assert_eq!(names_other_files(&html, &files), expected, "{html}");
        }
        assert!(
            !names_other_files(page, &[]),
            "a page without files, as in the browser tests"
        );
    }
}
