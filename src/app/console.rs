//! The console with its configuration: session, product, page.

use crate::api::Client;
use crate::app::back::follow_history;
use crate::app::bridge::{Bridge, ask_portal, forward_events};
use crate::app::header::Header;
use crate::app::supplied::PortalSupplies;
use crate::components::{OpenDialogs, Toasts, dynamic, lazy_view, load_when_wanted, several, toast_list};
use crate::config::Config;
use crate::i18n::{Language, Messages};
use crate::pages::lazy::lazy_views;
use crate::pages::no_access::{no_access, waiting};
use crate::pages::product_picker::choose_product;
use crate::pages::sign_in::sign_in_panel;
use crate::pages::tasks::context::LazyViews;
use crate::pages::tasks::tasks_page;
use crate::pages::workspace::Workspaces;
use crate::portal::{Context, Portal};
use crate::session::{NoToken, Session, SessionState, SignedOut};
use crate::state::activity_log::ActivityLog;
use crate::web;
use crate::web::lazy_module::LazyModule;
use crate::web::time_zone::TimeZone;
use js_sys::Reflect;
use leptos::prelude::*;

/// The console with its configuration, and with the portal around it, if it has one.
pub fn console(
    language: RwSignal<Language>,
    toasts: Toasts,
    config: Config,
    portal: Option<(Portal, Context)>,
) -> AnyView {
    let connection = portal.as_ref().map(|(portal, _)| *portal);
    let session = Session::new(&config, connection.map(ask_portal), forward_events(connection));
    let client = Client::new(&config, session);
    let workspaces = Workspaces::new(client, &config);
    workspaces.leave_unknown_products();
    let activity = ActivityLog::none();
    let lazy = lazy_views();
    let theme = RwSignal::new("auto");
    let zone = TimeZone::provide();
    Effect::new(move |_| web::set_root_attribute("data-theme", theme.get()));
    let poll_seconds = config.poll_seconds;
    let fixed = StoredValue::new(config.product_id);
    // Another language makes the views anew. What was typed lives in the workspaces, above them.
    let body = dynamic(move || {
        let m = language.get().messages();
        let (state, workspace) = (session.state(), workspaces.current());
        untrack(|| match (state, workspace) {
            (SessionState::Asking, _) => waiting(m).view(),
            (SessionState::SignedOut(why), _) if session.is_in_portal() => no_access(m, session, why),
            (SessionState::SignedOut(why), _) => sign_in_panel(m, client, session, why),
            (SessionState::SignedIn, None) => choose_product(m, client, workspaces, fixed.get_value()),
            (SessionState::SignedIn, Some(workspace)) => {
                tasks_page(workspace.context(m, toasts, activity, lazy), poll_seconds)
            }
        })
    });
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
    let users = StoredValue::new(0);
    Effect::new(move |_| {
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
    let help = RwSignal::new(false);
    let from_the_top = dynamic(move || {
        let m = language.get().messages();
        untrack(|| several(vec![log(m, activity, toasts, lazy), keys(m, help, toasts, lazy)]))
    });
    let supplied = RwSignal::new(PortalSupplies::default());
    let can_change_product = fixed.with_value(Option::is_none);
    let header = Header {
        portal: connection,
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
        let link = Bridge {
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
fn log(m: &'static Messages, activity: ActivityLog, toasts: Toasts, lazy: LazyModule<LazyViews>) -> AnyView {
    several(vec![
        lazy_view(lazy, move |parts| (parts.activity_dialog)(m, activity, toasts)),
        load_when_wanted(lazy, m, toasts, move || activity.is_open(), move || activity.close()),
    ])
}

/// The keys, once somebody asks for them.
fn keys(m: &'static Messages, open: RwSignal<bool>, toasts: Toasts, lazy: LazyModule<LazyViews>) -> AnyView {
    several(vec![
        lazy_view(lazy, move |parts| (parts.help_dialog)(m, open)),
        load_when_wanted(lazy, m, toasts, move || open.get(), move || open.set(false)),
    ])
}

/// What happens to the session from outside the page.
fn follow_browser(client: Client, session: Session) {
    until_gone(window_event_listener_untyped("storage", move |event| {
        let key = Reflect::get(&event, &"key".into()).ok().and_then(|key| key.as_string());
        session.sync_with_storage(key.as_deref());
    }));
    until_gone(window_event_listener_untyped(
        "visibilitychange",
        move |_| match session.is_in_portal() {
            _ if !web::is_visible() => {}
            true => session.on_visible(),
            false => client.renew_ahead(),
        },
    ));
}

fn until_gone(listener: WindowListenerHandle) {
    on_cleanup(move || listener.remove());
}
