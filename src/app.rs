//! From the configuration to the page: config -> session -> product -> tasks.

pub(crate) mod back;
pub(crate) mod bridge;
pub(crate) mod console;
pub(crate) mod frame_guard;
pub(crate) mod header;
pub(crate) mod supplied;

use crate::components::{El, OpenDialogs, Toasts, dynamic, el, track_presses};
use crate::config::{Config, ConfigError};
use crate::i18n::{Language, Messages};
use crate::{firmware_file, routing, web};
use frame_guard::console_in_its_place;
use gloo_net::http::Response;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The whole console. Waits for `config.json` and goes on from there.
#[component]
pub fn App() -> impl IntoView {
    routing::drop_secrets();
    let asked = routing::language().and_then(|tag| Language::from_tag(&tag));
    let language = RwSignal::new(asked.unwrap_or_else(|| Language::preferred(&web::preferred_languages())));
    let toasts = Toasts::none();
    provide_context(OpenDialogs::none());
    firmware_file::refuse_stray_drops();
    track_presses();
    Effect::new(move |_| web::set_root_attribute("lang", language.get().html_tag()));
    let config = RwSignal::new(None::<Result<Config, ConfigError>>);
    spawn_local(async move {
        let fetched = fetch_config().await;
        if let (
            None,
            Ok(Config {
                language: Some(fixed), ..
            }),
        ) = (asked, &fetched)
        {
            language.set(*fixed);
        }
        config.set(Some(fetched));
    });
    dynamic(move || match config.get() {
        None => el("p")
            .class("boot")
            .child(language.get_untracked().messages().loading_config)
            .view(),
        Some(Ok(config)) => untrack(|| console_in_its_place(language, toasts, config)),
        Some(Err(error)) => config_problem(language.get_untracked().messages(), &error).view(),
    })
}

async fn fetch_config() -> Result<Config, ConfigError> {
    let answer = web::config_answer().await.ok_or(ConfigError::Unavailable(0))?;
    let answer = Response::from(answer);
    if answer.status() != 200 {
        return Err(ConfigError::Unavailable(answer.status()));
    }
    let text = answer.text().await.map_err(|_| ConfigError::Unavailable(0))?;
    Config::parse(&text)
}

fn config_problem(m: &Messages, error: &ConfigError) -> El {
    let text = match error {
        ConfigError::Unavailable(status) => (m.config_unavailable)(*status),
        ConfigError::NotJson => m.config_not_json.to_owned(),
        ConfigError::UnknownKey(key) => (m.config_unknown_key)(key),
        ConfigError::WrongValue(key) => (m.config_wrong_value)(key),
    };
    el("main")
        .class("panel card")
        .attr("role", "alert")
        .child(el("h1").child(m.config_wrong))
        .child(el("p").child(el("code").verbatim().child(text)))
        .child(el("p").child(m.config_next))
}
