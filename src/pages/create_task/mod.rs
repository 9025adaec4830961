//! Create task page: form, review and one request.

pub(crate) mod ids;
pub mod state;
pub mod view;
