//! From the configuration to the page: config -> session -> product -> tasks.

mod back;
mod framed;
mod header;
mod height;
mod link;
mod product;
mod sign_in;
mod supplied;
mod workspace;

use crate::activity::Activity;
use crate::api::Client;
use crate::config::{Config, ConfigError};
use crate::i18n::{Language, Messages};
use crate::reactive::{RwSignal, effect, signal, spawn, stored};
use crate::session::portal::Context;
use crate::session::{NoToken, Portal, Session, SessionState, SignedOut};
use crate::tasks::later::Later;
use crate::tasks::tasks_page;
use crate::time_zone::TimeZone;
use crate::ui::{El, OpenDialogs, Toasts, dynamic, el, follow_presses, several, toast_list};
use crate::{address, browser, files};
use back::follow_history;
use framed::{console_in_its_place, no_access, waiting};
use gloo_net::http::Response;
use header::Header;
use js_sys::Reflect;
use leptos::prelude::*;
use link::Link;
use product::choose_product;
use sign_in::sign_in_panel;
use supplied::Supplied;
use workspace::Workspaces;

/// The whole console. Waits for `config.json` and goes on from there.
#[component]
pub fn App() -> impl IntoView {
    address::drop_secrets();
    let asked = address::language().and_then(|tag| Language::from_tag(&tag));
    let language = signal(asked.unwrap_or_else(Language::of_browser));
    let toasts = Toasts::none();
    provide_context(OpenDialogs::none());
    files::refuse_stray_drops();
    follow_presses();
    effect(move || browser::set_root_attribute("lang", language.get().html_tag()));
    let config = signal(None::<Result<Config, ConfigError>>);
    spawn(async move {
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
        None => el("p").class("boot").child(texts(language).loading_config).view(),
        Some(Ok(config)) => untrack(|| console_in_its_place(language, toasts, config)),
        Some(Err(error)) => config_problem(texts(language), &error).view(),
    })
}

/// The texts in the language in force, for a view that does not follow it.
fn texts(language: RwSignal<Language>) -> &'static Messages {
    language.get_untracked().messages()
}

async fn fetch_config() -> Result<Config, ConfigError> {
    let answer = browser::config_answer().await.ok_or(ConfigError::Unavailable(0))?;
    let answer = Response::from(answer);
    if answer.status() != 200 {
        return Err(ConfigError::Unavailable(answer.status()));
    }
    let text = answer.text().await.map_err(|_| ConfigError::Unavailable(0))?;
    Config::parse(&text)
}

/// The console with its configuration, and with the portal around it, if it has one.
pub fn console(
    language: RwSignal<Language>,
    toasts: Toasts,
    config: Config,
    portal: Option<(Portal, Context)>,
) -> AnyView {
    let session = Session::new(&config, portal.as_ref().map(|(portal, _)| *portal));
    let client = Client::new(&config, session);
    let workspaces = Workspaces::new(client, &config);
    workspaces.leave_unknown_products();
    let activity = Activity::none();
    let later = Later::at_start();
    let theme = signal("auto");
    let zone = TimeZone::provide();
    effect(move || browser::set_root_attribute("data-theme", theme.get()));
    let poll_seconds = config.poll_seconds;
    let fixed = stored(config.product_id);
    // Another language makes the views anew. What was typed lives in the workspaces, above them.
    let body = dynamic(move || {
        let m = language.get().messages();
        let (state, workspace) = (session.state(), workspaces.current());
        untrack(|| match (state, workspace) {
            (SessionState::Asking, _) => waiting(m).view(),
            (SessionState::SignedOut(why), _) if session.portal().is_some() => no_access(m, session, why),
            (SessionState::SignedOut(why), _) => sign_in_panel(m, client, session, why),
            (SessionState::SignedIn, None) => choose_product(m, client, workspaces, fixed.get_value()),
            (SessionState::SignedIn, Some(workspace)) => {
                tasks_page(workspace.context(m, toasts, activity, later), poll_seconds)
            }
        })
    });
    effect(move || {
        let state = session.state();
        if state.is_over() {
            workspaces.clear(state == SessionState::SignedOut(SignedOut::Portal(NoToken::Ended)));
            toasts.clear();
            activity.end();
        } else {
            activity.begin();
        }
    });
    let users = stored(0);
    effect(move || {
        let now = session.users();
        if users.try_update_value(|last| std::mem::replace(last, now)) != Some(now) {
            // Another user came without a sign-out in between.
            workspaces.clear(false);
            toasts.clear();
            activity.end();
            activity.begin();
        }
    });
    let dialogs = OpenDialogs::here().unwrap_or_else(OpenDialogs::none);
    follow_history(workspaces, dialogs);
    client.keep_session();
    follow_browser(client, session);
    let m = move || language.get().messages();
    let list = toast_list(
        toasts,
        move || m().notifications.to_owned(),
        move || m().dismiss.to_owned(),
    );
    let help = signal(false);
    let from_the_top = dynamic(move || {
        let m = language.get().messages();
        untrack(|| several(vec![log(m, activity, toasts, later), keys(m, help, toasts, later)]))
    });
    let supplied = signal(Supplied::default());
    let can_change_product = fixed.with_value(Option::is_none);
    let header = Header {
        language,
        theme,
        session,
        workspaces,
        activity,
        help,
        supplied,
        can_change_product,
    };
    if let Some((portal, context)) = portal {
        let link = Link {
            portal,
            session,
            workspaces,
            dialogs,
            language,
            theme,
            supplied,
            zone,
            fixed,
        };
        link.start(&context);
    }
    several(vec![header.view(), body, from_the_top, list])
}

/// The log of the tab, once somebody looks at it.
fn log(m: &'static Messages, activity: Activity, toasts: Toasts, later: Later) -> AnyView {
    several(vec![
        later.view(move |parts| (parts.activity_dialog)(m, activity, toasts)),
        later.follow(m, toasts, move || activity.is_open(), move || activity.close()),
    ])
}

/// The keys, once somebody asks for them.
fn keys(m: &'static Messages, open: RwSignal<bool>, toasts: Toasts, later: Later) -> AnyView {
    several(vec![
        later.view(move |parts| (parts.help_dialog)(m, open)),
        later.follow(m, toasts, move || open.get(), move || open.set(false)),
    ])
}

/// What happens to the session from outside the page.
fn follow_browser(client: Client, session: Session) {
    until_gone(window_event_listener_untyped("storage", move |event| {
        let key = Reflect::get(&event, &"key".into()).ok().and_then(|key| key.as_string());
        session.reread(key.as_deref());
    }));
    until_gone(window_event_listener_untyped(
        "visibilitychange",
        move |_| match session.portal() {
            _ if !browser::is_visible() => {}
            Some(_) => session.seen_again(),
            None => client.renew_ahead(),
        },
    ));
}

fn until_gone(listener: WindowListenerHandle) {
    on_cleanup(move || listener.remove());
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
