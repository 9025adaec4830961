//! The console and its portal, in both directions: what happens here is told, what is asked for from there is done.

use super::height;
use super::workspace::Workspaces;
use crate::address::{self, Route};
use crate::i18n::Language;
use crate::reactive::{RwSignal, effect, memo, spawn};
use crate::session::portal::{Context, Down};
use crate::session::{Portal, Reason, Session, Up};
use crate::time_zone::TimeZone;
use crate::ui::frame_follows_page;
use leptos::prelude::*;
use upgrade_api::values::ProductId;

/// What a portal can reach.
#[derive(Clone, Copy)]
pub(super) struct Link {
    pub portal: Portal,
    pub session: Session,
    pub workspaces: Workspaces,
    pub language: RwSignal<Language>,
    pub theme: RwSignal<&'static str>,
    pub zone: TimeZone,
    /// The product the configuration names, if it does: then nobody else does.
    pub fixed: StoredValue<Option<ProductId>>,
}

impl Link {
    /// Connects both.
    pub(super) fn start(self, context: &Context) {
        self.follow(context);
        self.tell();
        self.portal.listen(move |down| self.heard(down));
        spawn(self.session.pull(Reason::Boot));
        self.portal.tell(Up::Ready);
    }

    fn heard(self, down: Down) {
        match down {
            Down::Token(..) => {}
            Down::TokenChanged => self.session.token_changed(),
            Down::Context(context) => self.follow(&context),
            Down::Navigate(route) => self.go(route),
            Down::Teardown(id) => {
                let unsaved = untrack(|| self.workspaces.has_unsaved());
                self.portal.tell(Up::TeardownOk(&id, unsaved));
                self.session.end();
                self.portal.hang_up();
            }
        }
    }

    fn follow(self, context: &Context) {
        if let Some(language) = context.language.filter(|new| *new != self.language.get_untracked()) {
            self.language.set(language);
        }
        if let Some(theme) = context.theme {
            self.theme.set(theme);
        }
        if let Some(zone) = &context.time_zone {
            self.zone.set(zone);
        }
        if let Some(product) = &context.product
            && address::product().as_ref() != Some(product)
        {
            self.go(Route {
                product: Some(product.clone()),
                ..Route::default()
            });
        }
    }

    fn go(self, mut route: Route) {
        if let Some(fixed) = self.fixed.get_value() {
            let wanted = route.product.get_or_insert_with(|| fixed.clone());
            if *wanted != fixed {
                self.portal.ignore();
                return;
            }
        }
        route.show();
        self.workspaces.follow_address();
    }

    fn tell(self) {
        let portal = self.portal;
        let place = memo(move || self.workspaces.place().path());
        effect(move || place.with(|path| portal.tell(Up::Route(path))));
        let unsaved = memo(move || self.workspaces.has_unsaved());
        effect(move || portal.tell(Up::Dirty(unsaved.get())));
        if portal.resizes() {
            frame_follows_page();
            height::watch(move |height| portal.tell(Up::Size(height)));
        }
    }
}
