//! The bar at the top. It stays while everything below it changes, and with it the focus.

use crate::app::portal_controls::PortalControls;
use crate::components::{Button, Tone, visible};
use crate::i18n::{Language, Messages};
use crate::pages::lazy_views::use_lazy_views;
use crate::pages::shortcuts::{ShortcutsButton, open_shortcuts_on_key};
use crate::pages::workspaces::Workspaces;
use crate::portal::Portal;
use crate::session::{Session, SessionState};
use crate::state::activity_log::ActivityLog;
use crate::web::lazy_module::LoadState;
use crate::{routing, web};
use leptos::ev;
use leptos::prelude::*;

/// Preference: tag of the language.
const LANGUAGE: &str = "language";
/// Preference: name of the theme.
const THEME: &str = "theme";

/// Language that the operator has chosen on an earlier page.
pub(crate) fn stored_language() -> Option<Language> {
    Language::from_tag(&web::preference(LANGUAGE)?)
}

/// Theme that the operator has chosen on an earlier page.
pub(crate) fn stored_theme() -> &'static str {
    theme_named(&web::preference(THEME).unwrap_or_default())
}

fn theme_named(name: &str) -> &'static str {
    match name {
        "light" => "light",
        "dark" => "dark",
        _ => "auto",
    }
}

/// The bar. In a portal that supplies the language, the theme or the product it is no page header: it shows the product and
/// the controls that are left.
#[component]
pub(crate) fn Header(
    /// Portal around the page.
    portal: Option<Portal>,
    /// Language of the page.
    language: RwSignal<Language>,
    /// Theme of the page: `light`, `dark` or `auto`.
    theme: RwSignal<&'static str>,
    /// Session.
    session: Session,
    /// Products.
    workspaces: Workspaces,
    /// Activity log.
    activity: ActivityLog,
    /// Whether the question before a sign-out is open.
    signing_out: RwSignal<bool>,
    /// Whether the list of shortcuts is open.
    shortcuts: RwSignal<bool>,
    /// What the portal supplies.
    controls: RwSignal<PortalControls>,
    /// Whether the operator chooses the product, and not the configuration.
    can_change_product: bool,
) -> impl IntoView {
    let m = Signal::derive(move || language.get().messages());
    let signed_in = Memo::new(move |_| session.state() == SessionState::SignedIn);
    let product = Memo::new(move |_| {
        let current = workspaces.current().filter(|_| signed_in.get());
        current.map(|workspace| visible(&workspace.product().name))
    });
    let lazy = use_lazy_views();
    let sign_out = move |_| {
        // Without the second module nothing can ask.
        let can_ask = matches!(untrack(|| lazy.state()), LoadState::Ready(_));
        match can_ask && untrack(|| workspaces.guards()) > 0 {
            true => signing_out.set(true),
            false => session.sign_out(),
        }
    };
    // The shortcuts are those of the tasks page.
    let has_shortcuts = Memo::new(move |_| product.with(Option::is_some));
    open_shortcuts_on_key(shortcuts, has_shortcuts);
    Effect::new(move |_| {
        if !has_shortcuts.get() {
            shortcuts.set(false);
        }
    });
    let is_header = Memo::new(move |_| !controls.get().header());
    let content = move || {
        view! {
            <Show when=move || product.with(Option::is_some)>
                <span class="bar-product">
                    <bdi translate="no" prop:textContent=move || product.get().unwrap_or_default() />
                </span>
                <Show when=move || can_change_product && !controls.get().product()>
                    <Button
                        tone=Tone::Quiet
                        label=move || m.get().change_product()
                        on_press=move |_| workspaces.leave()
                    />
                </Show>
            </Show>
            <span class="bar-space"></span>
            <Show when=move || !controls.get().language()>
                <LanguageChoice language=language />
            </Show>
            <Show when=move || !controls.get().theme()>
                <ThemeChoice m=m theme=theme />
            </Show>
            <Show when=move || signed_in.get()>
                <Button tone=Tone::Quiet label=move || m.get().activity() on_press=move |_| activity.open.set(true) />
                <Show when=move || has_shortcuts.get()>
                    <ShortcutsButton m=m open=shortcuts />
                </Show>
                // A portal owns its sign-in and sign-out.
                {portal
                    .is_none()
                    .then(|| {
                        view! { <Button tone=Tone::Quiet label=move || m.get().sign_out() on_press=sign_out /> }
                    })}
            </Show>
        }
        .into_any()
    };
    let skip = |event: ev::MouseEvent| {
        // Without an entry in the history, which belongs to the routes.
        event.prevent_default();
        web::focus(web::PAGE_TITLE);
    };
    move || match is_header.get() {
        true => view! {
            <header class="bar">
                // Leads past the bar to the title of the page. It is visible while it has the focus.
                <a
                    class="skip"
                    href=format!("#{}", web::PAGE_TITLE)
                    on:click=skip
                    prop:textContent=move || m.get().skip_to_content()
                />
                <strong class="brand" prop:textContent=move || m.get().brand() />
                {content()}
            </header>
        }
        .into_any(),
        false => view! {
            <div class="bar bar-plain" role="banner">
                {content()}
            </div>
        }
        .into_any(),
    }
}

#[component]
fn LanguageChoice(
    /// Language of the page.
    language: RwSignal<Language>,
) -> impl IntoView {
    let choose = move |event| {
        if let Some(chosen) = Language::from_tag(&event_target_value(&event)) {
            routing::set_language(chosen.tag());
            web::set_preference(LANGUAGE, chosen.tag());
            language.set(chosen);
        }
    };
    let option = move |one: Language| {
        view! {
            <option value=one.tag() lang=one.html_tag()>
                {one.own_name()}
            </option>
        }
    };
    view! {
        <select
            class="input bar-select"
            aria-label=move || language.get().messages().language_menu()
            on:change=choose
            prop:value=move || language.get().tag()
        >
            {Language::ALL.map(option).collect_view()}
        </select>
    }
}

#[component]
fn ThemeChoice(
    /// Texts in the language of the page.
    m: Signal<&'static dyn Messages>,
    /// Theme of the page.
    theme: RwSignal<&'static str>,
) -> impl IntoView {
    let choose = move |event| {
        let chosen = theme_named(&event_target_value(&event));
        web::set_preference(THEME, chosen);
        theme.set(chosen);
    };
    view! {
        <select
            class="input bar-select"
            aria-label=move || m.get().theme()
            on:change=choose
            prop:value=move || theme.get()
        >
            <option value="auto" prop:textContent=move || m.get().theme_auto() />
            <option value="light" prop:textContent=move || m.get().theme_light() />
            <option value="dark" prop:textContent=move || m.get().theme_dark() />
        </select>
    }
}
