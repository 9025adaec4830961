//! From the configuration to the page: config -> session -> product -> tasks.

pub(crate) mod back;
pub(crate) mod bridge;
pub(crate) mod console;
pub(crate) mod frame_guard;
pub(crate) mod header;
pub(crate) mod new_version;
pub(crate) mod portal_controls;
pub(crate) mod title;

use crate::components::{OpenDialogs, Toasts, track_presses};
use crate::config::{Config, ConfigError};
use crate::i18n::{Language, Messages};
use crate::{firmware_file, routing, web};
use frame_guard::FrameGuard;
use gloo_net::http::Response;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The console. Shows the page once `config.json` is read.
#[component]
pub fn App() -> impl IntoView {
    routing::drop_secrets();
    let in_address = routing::language().and_then(|tag| Language::from_tag(&tag));
    let requested = in_address.or_else(header::stored_language);
    let language = RwSignal::new(requested.unwrap_or_else(|| Language::preferred(&web::preferred_languages())));
    let toasts = Toasts::default();
    provide_context(toasts);
    provide_context(OpenDialogs::default());
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
        ) = (requested, &fetched)
        {
            language.set(*fixed);
        }
        config.set(Some(fetched));
    });
    move || match config.get() {
        #[cfg(debug_assertions)]
        _ if routing::gallery() => {
            view! { <crate::pages::gallery::Gallery language=language toasts=toasts /> }.into_any()
        }
        None => {
            let m = language.get_untracked().messages();
            view! { <p class="boot">{m.loading()}</p> }.into_any()
        }
        Some(Ok(config)) => untrack(|| view! { <FrameGuard language=language config=config /> }.into_any()),
        Some(Err(error)) => {
            let m = language.get_untracked().messages();
            view! { <ConfigProblem m=m error=error /> }.into_any()
        }
    }
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

/// Error page for an invalid `config.json`.
#[component]
fn ConfigProblem(
    /// Texts.
    m: &'static dyn Messages,
    /// Problem.
    error: ConfigError,
) -> impl IntoView {
    let text = match &error {
        ConfigError::Unavailable(status) => m.config_unavailable(*status),
        ConfigError::NotJson => m.config_not_json().to_owned(),
        ConfigError::UnknownKey(key) => m.config_unknown_key(key),
        ConfigError::WrongValue(key) => m.config_wrong_value(key),
    };
    view! {
        <main class="panel card">
            <div class="panel-part" role="alert">
                <h1>{m.config_wrong()}</h1>
                <p>
                    <code translate="no">{text}</code>
                </p>
                <p>{m.config_next()}</p>
            </div>
        </main>
    }
}
