//! Element builder that the pages move away from: `view!` and the components of [`crate::components`] replace it.

pub(crate) mod button;
pub(crate) mod copy;
pub(crate) mod dialog;
pub(crate) mod el;
pub(crate) mod element;
pub(crate) mod field;
pub(crate) mod follower;
pub(crate) mod lazy_view;
pub(crate) mod menu;
pub(crate) mod note;
pub(crate) mod text;
pub(crate) mod toast;

pub use crate::components::{
    CopyLabels, FieldKind, FieldMessages, NoteTone, OpenDialogs, PressedAction, Toasts, Tone, after_press, clipped,
    copy_now, frame_follows_page, grouped, human_size, menus_close_elsewhere, track_presses, visible,
};
pub use button::{button, captured_by, guarded_button};
pub use copy::copy_text;
pub use dialog::Dialog;
pub use el::{El, IntoChild, Make, dynamic, el, keyed, nothing, several, svg};
pub use field::TextField;
pub use lazy_view::{lazy_content, lazy_view, load_when_wanted};
pub use menu::menu;
pub use note::note;
pub use toast::toast_list;
