//! Short messages about what just happened, in one live region, so that they are heard as well as seen.

use leptos::prelude::*;
use std::time::Duration;

/// How long good news stays.
const SECONDS: u64 = 8;
/// How many are kept: older ones make room.
const MOST: usize = 4;

#[derive(Clone)]
struct Toast {
    id: u32,
    text: String,
    is_error: bool,
}

/// The messages on show.
#[derive(Clone, Copy)]
pub struct Toasts {
    list: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

impl Toasts {
    /// Makes the list and gives it to everything below.
    pub fn provide() {
        provide_context(Self {
            list: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
        });
    }

    /// The list made above.
    #[must_use]
    #[expect(clippy::expect_used, reason = "the app provides it before anything else is mounted")]
    pub fn expect() -> Self {
        use_context().expect("toasts")
    }

    /// Says something good; it goes by itself.
    pub fn tell(&self, text: String) {
        let id = self.push(text, false);
        let list = self.list;
        set_timeout(
            move || list.update(|toasts| toasts.retain(|toast| toast.id != id)),
            Duration::from_secs(SECONDS),
        );
    }

    /// Says something bad; it stays until dismissed.
    pub fn warn(&self, text: String) {
        self.push(text, true);
    }

    /// Takes all of them away.
    pub fn clear(&self) {
        self.list.set(Vec::new());
    }

    fn push(&self, text: String, is_error: bool) -> u32 {
        let id = self.next.get_value();
        self.next.set_value(id.wrapping_add(1));
        self.list.update(|toasts| {
            let surplus = (toasts.len() + 1).saturating_sub(MOST);
            toasts.drain(..surplus);
            toasts.push(Toast { id, text, is_error });
        });
        id
    }
}

/// Where the messages appear.
#[component]
pub fn ToastList(
    /// The region's name.
    #[prop(into)]
    label: Signal<String>,
    /// What the buttons that dismiss a message are called.
    #[prop(into)]
    dismiss: Signal<String>,
) -> impl IntoView {
    let list = Toasts::expect().list;
    view! {
        <div class="toasts" role="status" aria-live="polite" aria-label=move || label.get()>
            <For each=move || list.get() key=|toast| toast.id let:toast>
                <div class="toast" class:toast-error=toast.is_error>
                    <span>{toast.text}</span>
                    <button
                        type="button"
                        class="button button-quiet button-icon"
                        aria-label=move || dismiss.get()
                        on:click=move |_| list.update(|toasts| toasts.retain(|other| other.id != toast.id))
                    >
                        "✕"
                    </button>
                </div>
            </For>
        </div>
    }
}
