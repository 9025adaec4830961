//! The console inside another page. If portals are configured, it runs only inside one of them, otherwise only inside pages of
//! its own origin. Any other page gets an explanation, and the platform gets no request.

use crate::app::console::Console;
use crate::config::Config;
use crate::i18n::{Language, use_messages};
use crate::pages::no_access::{FrameRefusal, WaitingForPortal};
use crate::portal::{HandshakeState, handshake, is_same_origin};
use crate::web;
use leptos::prelude::*;

/// The console, if it may run where it is.
#[component]
pub(crate) fn FrameGuard(
    /// Language of the page.
    language: RwSignal<Language>,
    /// Configuration.
    config: Config,
) -> impl IntoView {
    // For the pages below without a console; `Console` provides those that follow the choice of the language.
    provide_context(language.get_untracked().messages());
    if !web::is_framed() {
        return view! { <Console language=language config=config /> }.into_any();
    }
    if config.portal_origins.is_empty() {
        return match is_same_origin() {
            true => view! { <Console language=language config=config /> }.into_any(),
            false => view! { <UnknownPage /> }.into_any(),
        };
    }
    let m = use_messages();
    let state = handshake::run(&config.portal_origins);
    let config = StoredValue::new(config);
    (move || match state.get() {
        HandshakeState::Waiting => view! { <WaitingForPortal /> }.into_any(),
        HandshakeState::Connected(portal, context) => untrack(|| {
            let config = config.get_value();
            view! { <Console language=language config=config portal=(portal, context) /> }.into_any()
        }),
        HandshakeState::Unsupported => {
            view! { <FrameRefusal reason=m.framed_version() next=m.framed_version_next() /> }.into_any()
        }
        HandshakeState::Unknown => view! { <UnknownPage /> }.into_any(),
    })
    .into_any()
}

#[component]
fn UnknownPage() -> impl IntoView {
    let m = use_messages();
    view! { <FrameRefusal reason=m.framed_unknown() next=m.framed_unknown_next() /> }
}
