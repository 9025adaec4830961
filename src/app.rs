//! From the configuration to the page: config -> session -> product -> tasks.

mod header;
mod product;
mod workspace;

use crate::api::Client;
use crate::config::{Config, ConfigError};
use crate::i18n::{Language, messages};
use crate::session::sign_in::SignInPanel;
use crate::session::{Session, SessionState};
use crate::tasks::TasksPage;
use crate::ui::{ToastList, Toasts};
use crate::{address, browser};
use gloo_net::http::Request;
use header::Header;
use leptos::prelude::*;
use leptos::task::spawn_local;
use product::ChooseProduct;
use workspace::Workspaces;

/// The whole console. Fetches `config.json` and goes on from there.
#[component]
pub fn App() -> impl IntoView {
    let asked = address::language().and_then(|tag| Language::from_tag(&tag));
    let language = RwSignal::new(asked.unwrap_or_else(Language::of_browser));
    provide_context(language);
    Toasts::provide();
    Effect::new(move |_| browser::set_root_attribute("lang", language.get().html_tag()));
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
    move || match config.get() {
        None => view! { <p class="boot">{messages().loading_config}</p> }.into_any(),
        Some(Ok(config)) => view! { <Console config=config /> }.into_any(),
        Some(Err(error)) => view! { <ConfigProblem error=error /> }.into_any(),
    }
}

async fn fetch_config() -> Result<Config, ConfigError> {
    let request = Request::get("config.json").cache(web_sys::RequestCache::NoStore);
    let answer = request.send().await.map_err(|_| ConfigError::Unavailable(0))?;
    if answer.status() != 200 {
        return Err(ConfigError::Unavailable(answer.status()));
    }
    let text = answer.text().await.map_err(|_| ConfigError::Unavailable(0))?;
    Config::parse(&text)
}

/// The console with its configuration.
#[component]
pub fn Console(
    /// What `config.json` says.
    config: Config,
) -> impl IntoView {
    let session = Session::new(&config);
    let client = Client::new(&config, session);
    let workspaces = Workspaces::new(client);
    provide_context(session);
    provide_context(client);
    provide_context(workspaces);
    let poll_seconds = config.poll_seconds;
    let fixed_product = config.product_id;
    let can_change_product = fixed_product.is_none();
    let language: RwSignal<Language> = expect_context();
    // Another language makes the views anew. What was typed lives in the workspaces, above them.
    let body = move || {
        language.track();
        match (session.state(), workspaces.current()) {
            (SessionState::SignedOut(_), _) => view! { <SignInPanel /> }.into_any(),
            (SessionState::SignedIn, None) => view! { <ChooseProduct fixed=fixed_product.clone() /> }.into_any(),
            (SessionState::SignedIn, Some(workspace)) => {
                workspace.provide();
                view! { <TasksPage poll_seconds=poll_seconds /> }.into_any()
            }
        }
    };
    let text = move |pick: fn(&'static crate::i18n::Messages) -> &'static str| {
        Signal::derive(move || pick(language.get().messages()).to_owned())
    };
    view! {
        <Header can_change_product=can_change_product />
        {body}
        <ToastList label=text(|m| m.notifications) dismiss=text(|m| m.dismiss) />
    }
}

#[component]
fn ConfigProblem(
    /// What is wrong.
    error: ConfigError,
) -> impl IntoView {
    let m = messages();
    let text = match &error {
        ConfigError::Unavailable(status) => (m.config_unavailable)(*status),
        ConfigError::NotJson => m.config_not_json.to_owned(),
        ConfigError::UnknownKey(key) => (m.config_unknown_key)(key),
        ConfigError::WrongValue(key) => (m.config_wrong_value)(key),
    };
    view! {
        <main class="panel card" role="alert">
            <h1>{m.config_wrong}</h1>
            <p><code>{text}</code></p>
            <p>{m.config_next}</p>
        </main>
    }
}
