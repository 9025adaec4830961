//! The bar at the top. It stays while everything below it changes, so that the focus stays on it too.

use super::workspace::Workspaces;
use crate::activity::Activity;
use crate::i18n::{Language, Messages};
use crate::reactive::{RwSignal, effect, memo};
use crate::session::{Session, SessionState, Up};
use crate::tasks::help::{help_button, help_key};
use crate::ui::{El, Tone, button, dynamic, el, nothing, several};
use crate::{address, browser};
use leptos::prelude::*;

/// The bar. `help`: whether the keys are listed; `can_change_product`: whether the operator chooses the product, and not the
/// configuration.
pub(super) fn header(
    language: RwSignal<Language>,
    theme: RwSignal<&'static str>,
    session: Session,
    workspaces: Workspaces,
    activity: Activity,
    help: RwSignal<bool>,
    can_change_product: bool,
) -> El {
    let m = move || language.get().messages();
    let signed_in = memo(move || session.state() == SessionState::SignedIn);
    let product = memo(move || {
        let current = workspaces.current().filter(|_| signed_in.get());
        current.map(|workspace| workspace.product().name)
    });
    effect(move || {
        let brand = m().brand;
        let title = match product.get() {
            Some(product) => format!("{product} · {brand}"),
            None => brand.to_owned(),
        };
        browser::set_title(&title);
        session.tell(Up::Title(&title));
    });
    let product_part = dynamic(move || match product.get() {
        Some(name) => {
            let shown = el("span")
                .class("bar-product")
                .child(el("bdi").verbatim().child(name))
                .view();
            let change =
                button(Tone::Quiet, "", move || workspaces.leave()).text_with(move || m().change_product.to_owned());
            several(
                [Some(shown), can_change_product.then(|| change.view())]
                    .into_iter()
                    .flatten()
                    .collect(),
            )
        }
        None => nothing(),
    });
    // The keys are those of the tasks' page.
    let has_keys = memo(move || product.with(Option::is_some));
    help_key(help, has_keys);
    // A portal owns its sign-in, and with it the way out.
    let may_leave = session.portal().is_none();
    let own_part = dynamic(move || {
        if !signed_in.get() {
            return nothing();
        }
        let log = button(Tone::Quiet, "", move || activity.show()).text_with(move || m().activity.to_owned());
        let sign_out = may_leave.then(|| {
            button(Tone::Quiet, "", move || session.sign_out())
                .text_with(move || m().sign_out.to_owned())
                .view()
        });
        let keys = dynamic(move || match has_keys.get() {
            true => help_button(m, help).view(),
            false => nothing(),
        });
        several([Some(log.view()), Some(keys), sign_out].into_iter().flatten().collect())
    });
    el("header")
        .class("bar")
        .child(el("strong").class("brand").text_with(move || m().brand.to_owned()))
        .child(product_part)
        .child(el("span").class("bar-space"))
        .child(language_choice(language))
        .child(theme_choice(m, theme))
        .child(own_part)
}

fn language_choice(language: RwSignal<Language>) -> El {
    let option = |one: Language, name: &'static str| {
        let chosen = language.get_untracked() == one;
        el("option")
            .attr("value", one.tag())
            .attr("lang", one.html_tag())
            .attr_if("selected", chosen.then_some(""))
            .child(name)
    };
    el("select")
        .class("input bar-select")
        .attr_with("aria-label", move || {
            Some(language.get().messages().language.to_owned())
        })
        .on("change", move |event| {
            if let Some(chosen) = Language::from_tag(&event_target_value(&event)) {
                address::set_language(chosen.tag());
                language.set(chosen);
            }
        })
        .child(option(Language::Zh, "中文"))
        .child(option(Language::En, "English"))
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
