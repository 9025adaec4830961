//! The tasks of one product as last read from the platform, and the requests that change them.

pub(crate) mod device_stats;
pub(crate) mod mutations;
pub(crate) mod reading;
pub(crate) mod shown;
pub(crate) mod snapshot;
pub(crate) mod stops;
pub(crate) mod store;
pub(crate) mod visible_rows;
pub(crate) mod watch;

pub use mutations::{Accepted, ActError, Creation, Done};
pub use shown::Found;
pub use snapshot::{Entry, Known};
pub use stops::{Sent, TaskRef};
pub use store::{ListState, TaskStore};
