//! Pages without access: the console is not shown in this frame, or the portal gives no token.

use crate::components::{Button, Note, NoteTone, Tone};
use crate::i18n::use_messages;
use crate::session::{NoTokenReason, Session, SignedOut, TokenReason};
use crate::web;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Why the console is not shown in this frame, and what to do.
#[component]
pub(crate) fn FrameRefusal(
    /// Reason.
    reason: &'static str,
    /// What to do next.
    next: &'static str,
) -> impl IntoView {
    let m = use_messages();
    view! {
        <main class="panel card">
            <div class="panel-part" role="alert">
                <h1>{m.framed_title()}</h1>
                <p>{reason}</p>
                <p>{next}</p>
            </div>
        </main>
    }
}

/// Line while the console waits for the portal.
#[component]
pub(crate) fn WaitingForPortal() -> impl IntoView {
    view! {
        <p class="boot" role="status">
            {use_messages().portal_waiting()}
        </p>
    }
}

/// Why the portal gives no token. It takes the place of the sign-in panel.
#[component]
pub(crate) fn NoAccess(
    /// Session.
    session: Session,
    /// Reason.
    reason: SignedOut,
) -> impl IntoView {
    let m = use_messages();
    let text = match reason {
        SignedOut::Portal(NoTokenReason::Denied) => m.portal_denied(),
        SignedOut::Portal(NoTokenReason::Unavailable) => m.portal_unavailable(),
        SignedOut::Portal(NoTokenReason::Malformed) => m.portal_malformed(),
        SignedOut::Portal(NoTokenReason::Ended) => m.portal_ended(),
        // The platform names a code; a gateway answers 401 without one.
        SignedOut::Refused(None) => m.gateway_token_portal(),
        SignedOut::Refused(Some(_)) => m.portal_refused(),
        SignedOut::Portal(NoTokenReason::SignedOut)
        | SignedOut::NotYet
        | SignedOut::ByOperator
        | SignedOut::ByOtherPage => m.portal_signed_out(),
    };
    let can_retry = reason != SignedOut::Portal(NoTokenReason::Ended);
    let retry = move |_| spawn_local(session.request_token(TokenReason::Boot));
    view! {
        <main class="panel card">
            <h1 id=web::PAGE_TITLE tabindex="-1">
                {m.portal_title()}
            </h1>
            <Note tone=NoteTone::Warning text=text />
            {can_retry.then(|| view! { <Button tone=Tone::Primary label=m.retry() on_press=retry /> })}
        </main>
    }
}
