//! Connection between console and portal: reports changes to the portal and handles its messages. Outside a frame,
//! [`crate::app::back`] implements the same rules of the history.

use crate::app::portal_controls::PortalControls;
use crate::components::{OpenDialogs, frame_follows_page};
use crate::console_event::ConsoleEvent;
use crate::i18n::Language;
use crate::pages::workspaces::Workspaces;
use crate::portal::Portal;
use crate::portal::frame_height;
use crate::portal::outbound::Outbound;
use crate::portal::{Context, Inbound};
use crate::routing;
use crate::routing::Route;
use crate::session::{RequestPortalToken, Session, TokenReason};
use crate::token_reply::TokenReply;
use crate::web;
use crate::web::time_zone::TimeZone;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::pin::Pin;
use upgrade_api::values::ProductId;

/// State that the portal reads or changes.
#[derive(Clone, Copy)]
pub(crate) struct PortalBridge {
    pub portal: Portal,
    pub session: Session,
    pub workspaces: Workspaces,
    pub dialogs: OpenDialogs,
    pub language: RwSignal<Language>,
    /// Language that the portal has set while a question was open.
    pub next_language: RwSignal<Option<Language>>,
    pub theme: RwSignal<&'static str>,
    pub controls: RwSignal<PortalControls>,
    pub time_zone: TimeZone,
    /// Product of the configuration. The portal cannot choose another one.
    pub configured_product: StoredValue<Option<ProductId>>,
    /// Route that was sent to the portal last.
    pub last_route: StoredValue<Option<SentRoute>>,
}

/// Route that was sent to the portal.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct SentRoute {
    path: String,
    /// Whether a dialog is open.
    has_dialog: bool,
    /// Whether the portal's newest history entry was added for a dialog. While it is, opening another dialog adds no entry.
    has_dialog_entry: bool,
}

impl PortalBridge {
    /// Connects console and portal.
    pub(crate) fn start(self, context: &Context) {
        self.apply_context(context);
        self.report_changes();
        self.portal.listen(move |message| self.on_message(message));
        spawn_local(self.session.request_token(TokenReason::Boot));
        self.portal.send(Outbound::Ready);
    }

    fn on_message(self, message: Inbound) {
        match message {
            Inbound::TokenChanged => self.session.token_changed(),
            Inbound::Context(context) => {
                if self.apply_context(&context) {
                    self.after_navigation();
                }
            }
            Inbound::Navigate(route) => {
                if self.navigate(route) {
                    self.after_navigation();
                }
            }
            Inbound::Teardown(id) => {
                let unsaved = untrack(|| self.workspaces.has_unsaved());
                self.portal.send(Outbound::TeardownOk { id: &id, unsaved });
                self.session.end();
                self.portal.stop_listening();
            }
        }
    }

    /// Applies a context and returns whether it leads to another product. Compares with what the page shows, because the
    /// operator may have changed it since the last context.
    fn apply_context(self, context: &Context) -> bool {
        self.controls.update(|controls| *controls = controls.merge(context));
        if let Some(language) = context.language {
            self.next_language.set(Some(language));
            untrack(|| self.apply_language());
        }
        if let Some(theme) = context.theme {
            self.theme.set(theme);
        }
        if let Some(time_zone) = &context.time_zone {
            self.time_zone.set(time_zone);
        }
        if context.product.is_none() || context.product == routing::product() {
            return false;
        }
        self.navigate(Route {
            product: context.product.clone(),
            ..Route::default()
        })
    }

    /// Applies the language of the portal, unless a question is open: the view of another language would lose the result of
    /// its request. Tracked.
    fn apply_language(self) {
        let next = self.next_language.get();
        if self.dialogs.is_question_open() {
            return;
        }
        // Setting the language, even to the same one, builds the views again.
        if let Some(language) = next.filter(|next| *next != self.language.get_untracked()) {
            self.language.set(language);
        }
        if next.is_some() {
            self.next_language.set(None);
        }
    }

    /// Shows a route and returns whether it did: the portal cannot leave a configured product. A route without a product
    /// belongs to the current product, unless it is the product picker.
    fn navigate(self, mut route: Route) -> bool {
        if let Some(configured) = self.configured_product.get_value() {
            let product = route.product.get_or_insert_with(|| configured.clone());
            if *product != configured {
                self.portal.count_ignored();
                return false;
            }
        }
        if route.product.is_none() && (self.controls.get_untracked().product() || route != Route::default()) {
            route.product = routing::product();
        }
        self.dialogs.dismiss();
        route.show();
        self.workspaces.show_address();
        true
    }

    fn report_changes(self) {
        let portal = self.portal;
        let route = Memo::new(move |_| (self.workspaces.route(), self.dialogs.is_any_open()));
        Effect::new(move |_| {
            let (route, has_dialog) = route.get();
            self.report_route(&route, has_dialog);
        });
        Effect::new(move |_| self.apply_language());
        let unsaved = Memo::new(move |_| self.workspaces.has_unsaved());
        Effect::new(move |_| portal.send(Outbound::Dirty(unsaved.get())));
        if portal.resize {
            frame_follows_page();
            frame_height::watch(move |height| portal.send(Outbound::Size(height)));
        }
    }

    /// Sends the route if it changed, and whether the portal should add a history entry.
    fn report_route(self, route: &Route, has_dialog: bool) {
        let is_step = web::take_pending_history_entry();
        let path = route.path();
        let Some(before) = self.last_route.get_value() else {
            self.record_route(path, has_dialog);
            return;
        };
        let is_same = before.path == path;
        // A route with a task opens its details later, after the list is read; the portal already has that route.
        let is_deferred_details = is_same && route.task.is_some();
        let adds_dialog_entry = has_dialog && !before.has_dialog && !is_deferred_details && !before.has_dialog_entry;
        if !is_same || is_step || adds_dialog_entry {
            self.portal.send(Outbound::Route {
                path: &path,
                new_entry: is_step || adds_dialog_entry,
            });
        }
        self.last_route.set_value(Some(SentRoute {
            path,
            has_dialog,
            has_dialog_entry: !is_step && (adds_dialog_entry || before.has_dialog_entry),
        }));
    }

    /// Records the route after a navigation by the portal, which adds its own history entries.
    fn after_navigation(self) {
        let _ = web::take_pending_history_entry();
        let (route, has_dialog) = untrack(|| (self.workspaces.route(), self.dialogs.is_any_open()));
        self.record_route(route.path(), has_dialog);
    }

    fn record_route(self, path: String, has_dialog: bool) {
        if self.last_route.get_value().is_none_or(|before| before.path != path) {
            self.portal.send(Outbound::Route {
                path: &path,
                new_entry: false,
            });
        }
        self.last_route.set_value(Some(SentRoute {
            path,
            has_dialog,
            has_dialog_entry: false,
        }));
    }
}

/// Requests a token from the portal for the session.
pub(crate) fn portal_token_source(portal: Portal) -> RequestPortalToken {
    Callback::new(move |reason: TokenReason| {
        let reply = portal.request_token(reason.as_str());
        Box::pin(reply) as Pin<Box<dyn Future<Output = TokenReply>>>
    })
}

/// Forwards events of the console to the portal, if there is one.
pub(crate) fn forward_events(portal: Option<Portal>) -> Callback<ConsoleEvent> {
    Callback::new(move |event| {
        let Some(portal) = portal else { return };
        match event {
            ConsoleEvent::Error(code) => portal.send(Outbound::Error(code)),
            ConsoleEvent::Task(change, id) => portal.send(Outbound::Task(change.as_str(), id.as_str())),
        }
    })
}
