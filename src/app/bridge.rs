//! Connection between console and portal: reports changes to the portal and handles its messages.

use crate::app::supplied::PortalSupplies;
use crate::components::{OpenDialogs, frame_follows_page};
use crate::console_event::ConsoleEvent;
use crate::i18n::Language;
use crate::pages::workspace::Workspaces;
use crate::portal::Portal;
use crate::portal::frame_height;
use crate::portal::outbound::Outbound;
use crate::portal::{Context, Inbound, TokenReply};
use crate::routing;
use crate::routing::Route;
use crate::session::{AskPortal, Session, Token, TokenAnswer, TokenProblem, TokenReason};
use crate::web;
use crate::web::time_zone::TimeZone;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::pin::Pin;
use upgrade_api::values::ProductId;

/// Parts of the console that a portal controls.
#[derive(Clone, Copy)]
pub(crate) struct Bridge {
    pub portal: Portal,
    pub session: Session,
    pub workspaces: Workspaces,
    pub dialogs: OpenDialogs,
    pub language: RwSignal<Language>,
    pub theme: RwSignal<&'static str>,
    pub supplied: RwSignal<PortalSupplies>,
    pub zone: TimeZone,
    /// Product of the configuration. The portal cannot choose another one.
    pub fixed: StoredValue<Option<ProductId>>,
}

/// Route that was sent to the portal last.
#[derive(Clone, PartialEq, Eq)]
struct SentRoute {
    path: String,
    /// Whether a dialog is open.
    dialog: bool,
    /// Whether the last history entry of the portal belongs to a dialog, open or closed. Another dialog reuses it.
    is_spare: bool,
}

impl Bridge {
    /// Connects console and portal.
    pub(crate) fn start(self, context: &Context) {
        self.apply_context(context);
        let sent = self.report_changes();
        self.portal.listen(move |down| self.on_message(down, sent));
        spawn_local(self.session.request_token(TokenReason::Boot));
        self.portal.send(Outbound::Ready);
    }

    fn on_message(self, down: Inbound, sent: StoredValue<Option<SentRoute>>) {
        match down {
            Inbound::Token(..) => {}
            Inbound::TokenChanged => self.session.token_changed(),
            Inbound::Context(context) => {
                if self.apply_context(&context) {
                    self.after_navigation(sent);
                }
            }
            Inbound::Navigate(route) => {
                self.navigate(route);
                self.after_navigation(sent);
            }
            Inbound::Teardown(id) => {
                let unsaved = untrack(|| self.workspaces.has_unsaved());
                self.portal.send(Outbound::TeardownOk(&id, unsaved));
                self.session.end();
                self.portal.hang_up();
            }
        }
    }

    /// Applies a context and returns whether it names another product. Values are compared with the state of the page, not
    /// with the previous context.
    fn apply_context(self, context: &Context) -> bool {
        self.supplied.set(self.supplied.get_untracked().with(context));
        if let Some(language) = context.language.filter(|new| *new != self.language.get_untracked()) {
            self.language.set(language);
        }
        if let Some(theme) = context.theme {
            self.theme.set(theme);
        }
        if let Some(zone) = &context.time_zone {
            self.zone.set(zone);
        }
        let present = routing::product();
        let other = context.product.clone().filter(|new| present.as_ref() != Some(new));
        let is_other = other.is_some();
        if is_other {
            self.navigate(Route {
                product: other,
                ..Route::default()
            });
        }
        is_other
    }

    /// Shows a route. A route without a product belongs to the present product, unless it is the product picker.
    fn navigate(self, mut route: Route) {
        if let Some(fixed) = self.fixed.get_value() {
            let wanted = route.product.get_or_insert_with(|| fixed.clone());
            if *wanted != fixed {
                self.portal.ignore();
                return;
            }
        }
        if route.product.is_none() && (self.supplied.get_untracked().product() || route != Route::default()) {
            route.product = routing::product();
        }
        self.dialogs.dismiss();
        route.show();
        self.workspaces.follow_address();
    }

    fn report_changes(self) -> StoredValue<Option<SentRoute>> {
        let portal = self.portal;
        let sent = StoredValue::new(None);
        let route = Memo::new(move |_| (self.workspaces.route(), self.dialogs.is_any_open()));
        Effect::new(move |_| {
            let (route, dialog) = route.get();
            self.report_route(sent, &route, dialog);
        });
        let unsaved = Memo::new(move |_| self.workspaces.has_unsaved());
        Effect::new(move |_| portal.send(Outbound::Dirty(unsaved.get())));
        if portal.resizes() {
            frame_follows_page();
            frame_height::watch(move |height| portal.send(Outbound::Size(height)));
        }
        sent
    }

    /// Sends the route, and whether back navigation should undo the step that led there.
    fn report_route(self, sent: StoredValue<Option<SentRoute>>, route: &Route, dialog: bool) {
        let is_step = web::take_new_entry();
        let path = route.path();
        let Some(before) = sent.get_value() else {
            self.record_route(sent, path, dialog);
            return;
        };
        let is_same = before.path == path;
        // Details that a route has requested open when the list is read. The portal has that route already.
        let is_late = is_same && route.task.is_some();
        let opens = dialog && !before.dialog && !is_late && !before.is_spare;
        if !is_same || is_step || opens {
            self.portal.send(Outbound::Route(&path, is_step || opens));
        }
        let is_spare = !is_step && (opens || before.is_spare);
        sent.set_value(Some(SentRoute { path, dialog, is_spare }));
    }

    /// Records the route after a navigation by the portal, which adds its own history entries.
    fn after_navigation(self, sent: StoredValue<Option<SentRoute>>) {
        let _ = web::take_new_entry();
        let (route, dialog) = untrack(|| (self.workspaces.route(), self.dialogs.is_any_open()));
        self.record_route(sent, route.path(), dialog);
    }

    fn record_route(self, sent: StoredValue<Option<SentRoute>>, path: String, dialog: bool) {
        if sent.get_value().is_none_or(|before| before.path != path) {
            self.portal.send(Outbound::Route(&path, false));
        }
        sent.set_value(Some(SentRoute {
            path,
            dialog,
            is_spare: false,
        }));
    }
}

/// Requests a token from the portal for the session.
pub(crate) fn ask_portal(portal: Portal) -> AskPortal {
    Callback::new(move |reason: TokenReason| {
        let reply = portal.ask(reason.word());
        Box::pin(async move { token_answer(reply.await) }) as Pin<Box<dyn Future<Output = TokenAnswer>>>
    })
}

fn token_answer(reply: TokenReply) -> TokenAnswer {
    match reply {
        TokenReply::Given {
            token,
            expires_in,
            user,
        } => TokenAnswer::Given {
            token: token
                .ok_or(TokenProblem::Character)
                .and_then(|text| Token::parse(&text)),
            expires_in,
            user,
        },
        TokenReply::SignedOut => TokenAnswer::SignedOut,
        TokenReply::Denied => TokenAnswer::Denied,
        TokenReply::Unavailable(retry_after) => TokenAnswer::Unavailable(retry_after),
        TokenReply::Late => TokenAnswer::Late,
    }
}

/// Forwards events of the console to the portal, if there is one.
pub(crate) fn forward_events(portal: Option<Portal>) -> Callback<ConsoleEvent> {
    Callback::new(move |event| {
        let Some(portal) = portal else { return };
        match event {
            ConsoleEvent::Error(code) => portal.send(Outbound::Error(code)),
            ConsoleEvent::Task(change, id) => portal.send(Outbound::Task(change.word(), id.as_str())),
        }
    })
}
