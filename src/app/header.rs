//! The bar at the top. It stays while everything below it changes, so that the focus stays on it too.

use crate::app::supplied::PortalSupplies;
use crate::components::{El, Tone, button, dynamic, el, nothing, several};
use crate::i18n::{Language, Messages};
use crate::pages::shortcuts::{help_button, help_key};
use crate::pages::workspace::Workspaces;
use crate::portal::{Outbound, Portal};
use crate::session::{Session, SessionState};
use crate::state::activity_log::ActivityLog;
use crate::{routing, web};
use leptos::prelude::*;

/// The bar. In a portal that supplies the language, the theme or the product it is no header of the page: it has the name
/// of the product, and the controls that are left.
#[derive(Clone, Copy)]
pub(crate) struct Header {
    /// The portal around the page.
    pub portal: Option<Portal>,
    pub language: RwSignal<Language>,
    pub theme: RwSignal<&'static str>,
    pub session: Session,
    pub workspaces: Workspaces,
    pub activity: ActivityLog,
    /// Whether the keys are listed.
    pub help: RwSignal<bool>,
    /// What the portal supplies.
    pub supplied: RwSignal<PortalSupplies>,
    /// Whether the operator chooses the product, and not the configuration.
    pub can_change_product: bool,
}

impl Header {
    pub(crate) fn view(self) -> AnyView {
        let Self {
            session,
            workspaces,
            help,
            supplied,
            ..
        } = self;
        let signed_in = Memo::new(move |_| session.state() == SessionState::SignedIn);
        let product = Memo::new(move |_| {
            let current = workspaces.current().filter(|_| signed_in.get());
            current.map(|workspace| workspace.product().name)
        });
        Effect::new(move |_| {
            let brand = self.m().brand;
            let title = match product.get() {
                Some(product) => format!("{product} · {brand}"),
                None => brand.to_owned(),
            };
            web::set_title(&title);
            if let Some(portal) = self.portal {
                portal.send(Outbound::Title(&title));
            }
        });
        // The keys are those of the tasks' page.
        let has_keys = Memo::new(move |_| product.with(Option::is_some));
        help_key(help, has_keys);
        let has_header = Memo::new(move |_| !supplied.get().header());
        dynamic(move || {
            let bar = match has_header.get() {
                true => el("header")
                    .class("bar")
                    .child(el("strong").class("brand").text_with(move || self.m().brand.to_owned())),
                false => el("div").class("bar bar-plain"),
            };
            bar.child(self.product_part(product))
                .child(el("span").class("bar-space"))
                .child(self.choices())
                .child(self.own_part(signed_in, has_keys))
                .view()
        })
    }

    fn m(self) -> &'static Messages {
        self.language.get().messages()
    }

    fn product_part(self, product: Memo<Option<String>>) -> AnyView {
        let Self {
            workspaces, supplied, ..
        } = self;
        let can_change = Memo::new(move |_| self.can_change_product && !supplied.get().product());
        dynamic(move || match product.get() {
            Some(name) => {
                let shown = el("span")
                    .class("bar-product")
                    .child(el("bdi").verbatim().child(name))
                    .view();
                let change = button(Tone::Quiet, "", move || workspaces.leave())
                    .text_with(move || self.m().change_product.to_owned());
                several(
                    [Some(shown), can_change.get().then(|| change.view())]
                        .into_iter()
                        .flatten()
                        .collect(),
                )
            }
            None => nothing(),
        })
    }

    /// Language and theme, unless the portal supplies them.
    fn choices(self) -> AnyView {
        let shown = Memo::new(move |_| {
            let supplied = self.supplied.get();
            (!supplied.language(), !supplied.theme())
        });
        dynamic(move || {
            let (language, theme) = shown.get();
            untrack(|| {
                let language = language.then(|| language_choice(self.language).view());
                let theme = theme.then(|| theme_choice(move || self.m(), self.theme).view());
                several([language, theme].into_iter().flatten().collect())
            })
        })
    }

    fn own_part(self, signed_in: Memo<bool>, has_keys: Memo<bool>) -> AnyView {
        let Self {
            session,
            activity,
            help,
            ..
        } = self;
        // A portal owns its sign-in, and with it the way out.
        let may_leave = self.portal.is_none();
        dynamic(move || {
            if !signed_in.get() {
                return nothing();
            }
            let log = button(Tone::Quiet, "", move || activity.show()).text_with(move || self.m().activity.to_owned());
            let sign_out = may_leave.then(|| {
                button(Tone::Quiet, "", move || session.sign_out())
                    .text_with(move || self.m().sign_out.to_owned())
                    .view()
            });
            let keys = dynamic(move || match has_keys.get() {
                true => help_button(move || self.m(), help).view(),
                false => nothing(),
            });
            several([Some(log.view()), Some(keys), sign_out].into_iter().flatten().collect())
        })
    }
}

fn language_choice(language: RwSignal<Language>) -> El {
    let option = |one: Language| {
        let chosen = language.get_untracked() == one;
        el("option")
            .attr("value", one.tag())
            .attr("lang", one.html_tag())
            .attr_if("selected", chosen.then_some(""))
            .child(one.own_name())
    };
    el("select")
        .class("input bar-select")
        .attr_with("aria-label", move || {
            Some(language.get().messages().language.to_owned())
        })
        .on("change", move |event| {
            if let Some(chosen) = Language::from_tag(&event_target_value(&event)) {
                routing::set_language(chosen.tag());
                language.set(chosen);
            }
        })
        .child(Language::ALL.into_iter().map(option).collect::<Vec<_>>())
        .value_with(move || language.get().tag().to_owned())
}

fn theme_choice(m: impl Fn() -> &'static Messages + Copy + Send + 'static, theme: RwSignal<&'static str>) -> El {
    let option = |value: &'static str, name: fn(&'static Messages) -> &'static str| {
        el("option")
            .attr("value", value)
            .text_with(move || name(m()).to_owned())
    };
    el("select")
        .class("input bar-select")
        .attr_with("aria-label", move || Some(m().theme.to_owned()))
        .on("change", move |event| {
            let chosen = event_target_value(&event);
            theme.set(match chosen.as_str() {
                "light" => "light",
                "dark" => "dark",
                _ => "auto",
            });
        })
        .child(option("auto", |m| m.theme_auto))
        .child(option("light", |m| m.theme_light))
        .child(option("dark", |m| m.theme_dark))
        .value_with(move || theme.get().to_owned())
}
