//! Question before a sign-out that ends guards.

use crate::components::{Button, Dialog, Tone};
use crate::i18n::use_messages;
use crate::web::scoped;
use leptos::prelude::*;

/// The question.
#[component]
pub(crate) fn SignOutDialog(
    /// Whether the question is open.
    asking: RwSignal<bool>,
    /// Number of guards. Without any, for example after a sign-out in another tab, the question is closed.
    guards: Signal<usize>,
    /// Signs out.
    sign_out: Callback<()>,
) -> impl IntoView {
    let m = use_messages();
    let open = move || scoped(asking).get() && guards.get() > 0;
    let close = move || asking.set(false);
    let confirm = move |_| {
        close();
        sign_out.run(());
    };
    view! {
        <Dialog id="sign-out" open=open title=m.flow().sign_out_title() on_close=move |()| close()>
            <div class="dialog-body">
                <p prop:textContent=move || m.flow().ends_at_sign_out(guards.get()) />
            </div>
            <footer class="dialog-foot">
                <Button label=m.cancel() on_press=move |_| close() attr:data-focus="" />
                <Button tone=Tone::Primary label=m.sign_out() on_press=confirm />
            </footer>
        </Dialog>
    }
}
