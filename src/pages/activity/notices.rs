//! Switch of the notifications about tasks.

use crate::components::{Button, Tone};
use crate::i18n::use_messages;
use crate::pages::tasks::notices::use_notices;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::NotificationPermission;

/// Button that switches notifications on or off, and whether the browser shows them. Empty in a frame, and where the browser
/// has none.
#[component]
pub(crate) fn NoticesSwitch() -> impl IntoView {
    let m = use_messages();
    use_notices().map(|notices| {
        let label = move || match notices.is_on() {
            true => m.flow().notices_off().to_owned(),
            false => m.flow().notices_on().to_owned(),
        };
        let switch = move |_| spawn_local(notices.switch(!untrack(|| notices.is_on())));
        let state = move || match (notices.is_on(), notices.permission()) {
            (_, Some(NotificationPermission::Denied)) => m.flow().notices_denied(),
            (true, Some(NotificationPermission::Default)) => m.flow().notices_not_allowed(),
            (true, _) => m.flow().notices_are_on(),
            (false, _) => m.flow().notices_about(),
        };
        view! {
            <Show when=move || notices.permission().is_some()>
                <div class="toolbar">
                    <Button tone=Tone::Plain label=label on_press=switch />
                    <span class="hint" role="status" prop:textContent=state />
                </div>
            </Show>
        }
    })
}
