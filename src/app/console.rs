//! The console with its configuration: session, product, page.

use crate::api::Client;
use crate::app::back::follow_history;
use crate::app::bridge::{Bridge, ask_portal, forward_events};
use crate::app::header::Header;
use crate::app::supplied::PortalSupplies;
use crate::components::{Lazy, LoadWhenWanted, OpenDialogs, ToastList, use_toasts};
use crate::config::Config;
use crate::i18n::Language;
use crate::pages::lazy::lazy_views;
use crate::pages::no_access::{NoAccess, WaitingForPortal};
use crate::pages::product_picker::ProductPicker;
use crate::pages::sign_in::SignIn;
use crate::pages::tasks::TasksPage;
use crate::pages::workspace::Workspaces;
use crate::portal::{Context, Portal};
use crate::session::{NoToken, Session, SessionState, SignedOut};
use crate::state::activity_log::ActivityLog;
use crate::web;
use crate::web::time_zone::TimeZone;
use js_sys::Reflect;
use leptos::prelude::*;

/// The console.
#[component]
pub(crate) fn Console(
    /// Language of the page.
    language: RwSignal<Language>,
    /// Configuration.
    config: Config,
    /// Portal around the page, with its first context.
    #[prop(optional)]
    portal: Option<(Portal, Context)>,
) -> impl IntoView {
    let toasts = use_toasts();
    let connection = portal.as_ref().map(|(portal, _)| *portal);
    let session = Session::new(&config, connection.map(ask_portal), forward_events(connection));
    let client = Client::new(&config, session);
    let workspaces = Workspaces::new(client, &config);
    workspaces.leave_unknown_products();
    let activity = ActivityLog::none();
    provide_context(activity);
    let lazy = lazy_views();
    let theme = RwSignal::new("auto");
    let zone = TimeZone::provide();
    Effect::new(move |_| web::set_root_attribute("data-theme", theme.get()));
    let poll_seconds = config.poll_seconds;
    let fixed = StoredValue::new(config.product_id);
    clear_state_with_session(session, workspaces, activity);
    let dialogs = OpenDialogs::here().unwrap_or_else(OpenDialogs::none);
    follow_history(workspaces, dialogs);
    client.keep_session();
    follow_browser(client, session);
    let supplied = RwSignal::new(PortalSupplies::default());
    if let Some((portal, context)) = portal {
        let bridge = Bridge {
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
        bridge.start(&context);
    }
    // Another language builds the views again. Input lives in the workspaces, above them.
    let page = move || {
        let m = language.get().messages();
        provide_context(m);
        let (state, workspace) = (session.state(), workspaces.current());
        untrack(|| match (state, workspace) {
            (SessionState::Asking, _) => view! { <WaitingForPortal /> }.into_any(),
            (SessionState::SignedOut(reason), _) if session.is_in_portal() => {
                view! { <NoAccess session=session reason=reason /> }.into_any()
            }
            (SessionState::SignedOut(reason), _) => {
                view! { <SignIn client=client session=session reason=reason /> }.into_any()
            }
            (SessionState::SignedIn, None) => {
                let fixed = fixed.get_value();
                view! { <ProductPicker client=client workspaces=workspaces fixed=fixed /> }.into_any()
            }
            (SessionState::SignedIn, Some(workspace)) => {
                let context = workspace.context(m, toasts, activity, lazy);
                view! { <TasksPage context=context poll_seconds=poll_seconds /> }.into_any()
            }
        })
    };
    let shortcuts = RwSignal::new(false);
    let page_dialogs = move || {
        provide_context(language.get().messages());
        untrack(|| {
            view! {
                <Lazy module=lazy view=move |views| (views.activity_dialog)() />
                <LoadWhenWanted
                    module=lazy
                    wanted=Signal::derive(move || activity.is_open())
                    withdraw=move |()| activity.close()
                />
                <Lazy module=lazy view=move |views| (views.shortcuts_dialog)(shortcuts) />
                <LoadWhenWanted module=lazy wanted=shortcuts withdraw=move |()| shortcuts.set(false) />
            }
            .into_any()
        })
    };
    let m = Signal::derive(move || language.get().messages());
    view! {
        <Header
            portal=connection
            language=language
            theme=theme
            session=session
            workspaces=workspaces
            activity=activity
            shortcuts=shortcuts
            supplied=supplied
            can_change_product=fixed.with_value(Option::is_none)
        />
        {page}
        {page_dialogs}
        <ToastList
            toasts=toasts
            label=Signal::derive(move || m.get().notifications().to_owned())
            dismiss=Signal::derive(move || m.get().dismiss().to_owned())
        />
    }
}

/// Clears the state of a user when they sign out or another user signs in.
fn clear_state_with_session(session: Session, workspaces: Workspaces, activity: ActivityLog) {
    let toasts = use_toasts();
    Effect::new(move |_| {
        let state = session.state();
        if state.is_over() {
            workspaces.clear(state == SessionState::SignedOut(SignedOut::Portal(NoToken::Ended)));
            toasts.clear();
            activity.end();
        } else {
            activity.begin();
        }
    });
    Effect::new(move |last: Option<u32>| {
        let users = session.users();
        if last.is_some_and(|last| last != users) {
            // Another user, without a sign-out in between.
            workspaces.clear(false);
            toasts.clear();
            activity.end();
            activity.begin();
        }
        users
    });
}

/// Updates the session on events of the browser: changes of other tabs, and a page that becomes visible.
fn follow_browser(client: Client, session: Session) {
    remove_on_cleanup(window_event_listener_untyped("storage", move |event| {
        let key = Reflect::get(&event, &"key".into()).ok().and_then(|key| key.as_string());
        session.sync_with_storage(key.as_deref());
    }));
    remove_on_cleanup(window_event_listener_untyped(
        "visibilitychange",
        move |_| match session.is_in_portal() {
            _ if !web::is_visible() => {}
            true => session.on_visible(),
            false => client.renew_ahead(),
        },
    ));
}

fn remove_on_cleanup(listener: WindowListenerHandle) {
    on_cleanup(move || listener.remove());
}
