//! Question before a sign-out that ends guards.

use crate::components::{Button, Dialog, Tone};
use crate::i18n::use_messages;
use crate::pages::workspace::Workspaces;
use crate::session::{Session, SessionState};
use leptos::prelude::*;

/// Signs out, or asks first if guards end.
pub(crate) fn sign_out(session: Session, workspaces: Workspaces, asking: RwSignal<bool>) {
    match untrack(|| workspaces.guards()) {
        0 => session.sign_out(),
        _ => asking.set(true),
    }
}

/// The question.
#[component]
pub(crate) fn SignOutDialog(
    /// Whether the question is open.
    asking: RwSignal<bool>,
    /// Session.
    session: Session,
    /// Products.
    workspaces: Workspaces,
) -> impl IntoView {
    let m = use_messages();
    // Another tab may sign out first.
    let open = Memo::new(move |_| session.state() == SessionState::SignedIn && asking.get());
    let close = move || asking.set(false);
    let confirm = move |_| {
        close();
        session.sign_out();
    };
    view! {
        <Dialog id="sign-out" open=open title=m.guard().sign_out_title() on_close=move |()| close()>
            <div class="dialog-body">
                <p prop:textContent=move || m.guard().ends_at_sign_out(workspaces.guards()) />
            </div>
            <footer class="dialog-foot">
                <Button label=m.cancel() on_press=move |_| close() attr:data-focus="" />
                <Button tone=Tone::Primary label=m.sign_out() on_press=confirm />
            </footer>
        </Dialog>
    }
}
