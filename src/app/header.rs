//! The bar at the top. It stays while everything below it changes, so that the focus stays on it too.

use super::workspace::Workspaces;
use crate::i18n::{Language, Messages};
use crate::session::{Session, SessionState};
use crate::ui::{Button, Toasts, Tone};
use crate::{address, browser};
use leptos::prelude::*;

/// The bar.
#[component]
pub fn Header(
    /// Whether the operator may choose the product, or the configuration did.
    can_change_product: bool,
) -> impl IntoView {
    let session: Session = expect_context();
    let workspaces: Workspaces = expect_context();
    let toasts = Toasts::expect();
    let language: RwSignal<Language> = expect_context();
    let text = move |pick: fn(&'static Messages) -> &'static str| {
        Signal::derive(move || pick(language.get().messages()).to_owned())
    };
    let signed_in = Memo::new(move |_| session.state() == SessionState::SignedIn);
    let product = move || {
        workspaces
            .current()
            .filter(|_| signed_in.get())
            .map(|workspace| workspace.product())
    };
    Effect::new(move |_| {
        let brand = language.get().messages().brand;
        browser::set_title(&match product() {
            Some(product) => format!("{} · {brand}", product.name),
            None => brand.to_owned(),
        });
    });
    let sign_out = Callback::new(move |()| {
        session.sign_out();
        workspaces.clear();
        toasts.clear();
    });
    view! {
        <header class="bar">
            <strong class="brand">{move || text(|m| m.brand).get()}</strong>
            {move || product().map(|product| view! {
                <span class="bar-product"><span aria-hidden="true">"/ "</span><bdi>{product.name}</bdi></span>
                {can_change_product.then(|| view! {
                    <Button
                        label=text(|m| m.change_product)
                        tone=Tone::Quiet
                        on_press=Callback::new(move |()| workspaces.leave())
                    />
                })}
            })}
            <span class="bar-space"></span>
            <LanguageChoice />
            <ThemeChoice />
            <Show when=move || signed_in.get()>
                <Button label=text(|m| m.sign_out) tone=Tone::Quiet on_press=sign_out />
            </Show>
        </header>
    }
}

#[component]
fn LanguageChoice() -> impl IntoView {
    let language: RwSignal<Language> = expect_context();
    let choose = move |event| {
        if let Some(chosen) = Language::from_tag(&event_target_value(&event)) {
            address::set_language(chosen.tag());
            language.set(chosen);
        }
    };
    view! {
        <select
            class="input bar-select"
            aria-label=move || language.get().messages().language
            prop:value=move || language.get().tag()
            on:change=choose
        >
            <option value="zh" lang="zh-CN" selected=language.get_untracked() == Language::Zh>"中文"</option>
            <option value="en" lang="en" selected=language.get_untracked() == Language::En>"English"</option>
        </select>
    }
}

#[component]
fn ThemeChoice() -> impl IntoView {
    let language: RwSignal<Language> = expect_context();
    let m = move || language.get().messages();
    view! {
        <select
            class="input bar-select"
            aria-label=move || m().theme
            on:change=move |event| browser::set_root_attribute("data-theme", &event_target_value(&event))
        >
            <option value="auto">{move || m().theme_auto}</option>
            <option value="light">{move || m().theme_light}</option>
            <option value="dark">{move || m().theme_dark}</option>
        </select>
    }
}
