//! Generic components. They know no task, session or platform.

pub(crate) mod button;
pub(crate) mod copy_text;
pub(crate) mod dialog;
pub(crate) mod field;
pub(crate) mod format;
pub(crate) mod in_view;
pub(crate) mod lazy;
pub(crate) mod menu;
pub(crate) mod note;
pub(crate) mod open_dialogs;
pub(crate) mod press;
pub(crate) mod progress_bar;
pub(crate) mod toasts;

pub use button::{Button, Tone};
pub use copy_text::{CopyText, copy_now};
pub use dialog::Dialog;
pub use field::{FieldKind, FieldMessages, TextField};
pub use format::{clipped, human_size, visible};
pub use in_view::frame_follows_page;
pub use lazy::{Lazy, LoadWhenWanted};
pub use menu::Menu;
pub use note::{Note, NoteTone};
pub use open_dialogs::{OpenDialogs, use_open_dialogs};
pub use press::{PressedAction, after_press, track_presses};
pub use progress_bar::ProgressBar;
pub use toasts::{ToastList, Toasts, use_toasts};
