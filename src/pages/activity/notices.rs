//! Switch of the notifications about tasks.

use crate::components::{Button, Tone};
use crate::i18n::use_messages;
use crate::pages::tasks::notices::{Notices, use_notices};
use crate::web::notification::Notifications;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Button that switches notifications on or off, and whether the browser shows them. Empty in a frame, and where the browser
/// has none.
#[component]
pub(crate) fn NoticesSwitch() -> impl IntoView {
    use_notices().map(|notices| view! { <Switch notices=notices /> })
}

/// The button.
#[component]
fn Switch(
    /// Notices.
    notices: Notices,
) -> impl IntoView {
    let m = use_messages();
    let label = move || match notices.is_on() {
        true => m.flow().notices_off().to_owned(),
        false => m.flow().notices_on().to_owned(),
    };
    let switch = move |_| spawn_local(notices.switch(!untrack(|| notices.is_on())));
    let state = move || match (notices.is_on(), notices.permission()) {
        (_, Notifications::Denied) => m.flow().notices_denied(),
        (true, Notifications::NotAsked) => m.flow().notices_not_allowed(),
        (true, _) => m.flow().notices_are_on(),
        (false, _) => m.flow().notices_about(),
    };
    view! {
        <Show when=move || notices.permission() != Notifications::Unsupported>
            <div class="toolbar">
                <Button tone=Tone::Plain label=label on_press=switch />
                <span class="hint" role="status" prop:textContent=state />
            </div>
        </Show>
    }
}
