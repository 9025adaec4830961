//! The console with its configuration: session, product, page.

use crate::api::Client;
use crate::app::back::watch_history;
use crate::app::bridge::{PortalBridge, forward_events, portal_token_source};
use crate::app::header::{Header, stored_theme};
use crate::app::new_version::{NewVersionNote, watch_versions};
use crate::app::portal_controls::PortalControls;
use crate::app::title::update_title;
use crate::components::{Lazy, LoadWhenWanted, OpenDialogs, ToastList, use_toasts};
use crate::config::Config;
use crate::i18n::Language;
use crate::pages::lazy::lazy_views;
use crate::pages::no_access::{NoAccess, WaitingForPortal};
use crate::pages::product_picker::{PickerInput, ProductPicker};
use crate::pages::shortcuts::SingleKeys;
use crate::pages::sign_in::{SignIn, SignInInput};
use crate::pages::tasks::TasksPage;
use crate::pages::tasks::guard::watch::GuardWatch;
use crate::pages::tasks::notices::Notices;
use crate::pages::workspaces::Workspaces;
use crate::portal::{Context, Portal};
use crate::session::{Session, SessionState};
use crate::state::activity_log::ActivityLog;
use crate::web::time_zone::TimeZone;
use crate::web::{self, scoped};
use leptos::ev;
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
    let session = Session::new(&config, connection.map(portal_token_source), forward_events(connection));
    let client = Client::new(&config, session);
    let workspaces = Workspaces::new(client, &config);
    workspaces.leave_unknown_products();
    let activity = ActivityLog::default();
    provide_context(activity);
    let lazy = lazy_views();
    provide_context(lazy);
    let is_replaced = watch_versions(lazy);
    SingleKeys::provide();
    let theme = RwSignal::new(stored_theme());
    let time_zone = TimeZone::provide();
    Effect::new(move |_| web::set_root_attribute("data-theme", theme.get()));
    let configured_product = StoredValue::new(config.product_id);
    clear_state_with_session(session, workspaces, activity, language);
    let notices = Notices::provide();
    notices.watch(workspaces, language);
    GuardWatch {
        workspaces,
        language,
        toasts,
        activity,
        notices,
    }
    .start();
    let can_change_product = configured_product.with_value(Option::is_none);
    update_title(connection, language, workspaces, notices, can_change_product);
    let dialogs = expect_context::<OpenDialogs>();
    watch_history(workspaces, dialogs);
    client.keep_session();
    watch_browser(client, session);
    if connection.is_none() {
        ask_before_leaving(workspaces);
    }
    let controls = RwSignal::new(PortalControls::default());
    if let Some((portal, context)) = portal {
        let bridge = PortalBridge {
            portal,
            session,
            workspaces,
            dialogs,
            language,
            next_language: RwSignal::new(None),
            theme,
            controls,
            time_zone,
            configured_product,
            last_route: StoredValue::new(None),
        };
        bridge.start(&context);
    }
    let sign_in_input = SignInInput::default();
    let picker_input = PickerInput::default();
    provide_context(picker_input);
    Effect::new(move |_| {
        if session.state() == SessionState::SignedIn {
            sign_in_input.clear();
        }
        if workspaces.current().is_some() {
            picker_input.clear();
        }
    });
    // Another language, product or page builds new elements: the renderer replaces a closure that another one returns, and
    // would update elements in place. Input lives above them, here and in the workspaces.
    let page = move || {
        let m = language.get().messages();
        provide_context(m);
        let (state, workspace) = (session.state(), workspaces.current());
        move || {
            untrack(|| match (state, workspace) {
                (SessionState::Asking, _) => view! { <WaitingForPortal /> }.into_any(),
                (SessionState::SignedOut(reason), _) if session.is_in_portal() => {
                    view! { <NoAccess session=session reason=reason /> }.into_any()
                }
                (SessionState::SignedOut(reason), _) => {
                    view! { <SignIn client=client reason=reason input=sign_in_input /> }.into_any()
                }
                (SessionState::SignedIn, None) => {
                    let fixed = configured_product.get_value();
                    view! { <ProductPicker workspaces=workspaces fixed=fixed /> }.into_any()
                }
                (SessionState::SignedIn, Some(workspace)) => {
                    let context = workspace.context(m, toasts, activity);
                    view! { <TasksPage context=context /> }.into_any()
                }
            })
        }
    };
    let shortcuts = RwSignal::new(false);
    let signing_out = RwSignal::new(false);
    let guards = Signal::derive(move || workspaces.guards());
    let sign_out = Callback::new(move |()| session.sign_out());
    let page_dialogs = move || {
        provide_context(language.get().messages());
        untrack(|| {
            view! {
                <Lazy module=lazy view=move |views| (views.sign_out_dialog)(signing_out, guards, sign_out) />
                <Lazy module=lazy view=move |views| (views.activity_dialog)() />
                <Lazy module=lazy view=move |views| (views.shortcuts_dialog)(shortcuts) />
                <LoadWhenWanted
                    module=lazy
                    wanted=move || scoped(activity.open).get() || scoped(shortcuts).get()
                    withdraw=move |()| {
                        activity.open.set(false);
                        shortcuts.set(false);
                    }
                />
            }
            .into_any()
        })
    };
    let new_version = move || {
        provide_context(language.get().messages());
        view! { <NewVersionNote is_replaced=is_replaced /> }.into_any()
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
            signing_out=signing_out
            shortcuts=shortcuts
            controls=controls
            can_change_product=can_change_product
        />
        {new_version}
        {page}
        {page_dialogs}
        <ToastList toasts=toasts m=m />
    }
}

/// Clears the state of a user when they sign out or another user signs in.
fn clear_state_with_session(
    session: Session,
    workspaces: Workspaces,
    activity: ActivityLog,
    language: RwSignal<Language>,
) {
    let toasts = use_toasts();
    let clear = move |keep_drafts| {
        workspaces.clear(keep_drafts);
        toasts.clear();
        activity.end();
    };
    Effect::new(move |_| {
        let state = session.state();
        if state.has_user_left() {
            let guards = untrack(|| workspaces.guards());
            clear(state.keeps_input());
            if guards > 0 {
                let m = language.get_untracked().messages();
                toasts.warn(None, m.guard().ended_at_sign_out(guards));
            }
        } else {
            activity.begin();
        }
    });
    Effect::new(move |last: Option<u32>| {
        let changes = session.user_changes();
        if last.is_some_and(|last| last != changes) {
            // Another user, without a sign-out in between. They are not told about the guards of the previous user.
            clear(false);
            activity.begin();
        }
        changes
    });
}

/// Lets the browser ask before the page is left during an upload or with a guard. Within a portal, the portal hears `dirty`
/// and asks.
fn ask_before_leaving(workspaces: Workspaces) {
    let must_ask = Memo::new(move |_| workspaces.is_uploading() || workspaces.guards() > 0);
    Effect::new(move |_| {
        // Not always: some browsers load a page with this listener again when the operator goes back to it.
        if must_ask.get() {
            web::remove_on_cleanup(window_event_listener(ev::beforeunload, |event| {
                event.prevent_default();
                // Older browsers ask only with a text, and show their own.
                event.set_return_value("upload");
            }));
        }
    });
}

/// Updates the session on events of the browser: changes of other tabs, and a page that becomes visible.
fn watch_browser(client: Client, session: Session) {
    web::remove_on_cleanup(window_event_listener(ev::storage, move |event| {
        session.sync_with_storage(event.key().as_deref());
    }));
    web::remove_on_cleanup(window_event_listener_untyped(
        "visibilitychange",
        move |_| match session.is_in_portal() {
            _ if !web::is_visible() => {}
            true => session.on_visible(),
            false => client.renew_ahead(),
        },
    ));
}
