//! Rules of the platform, between the requests and the database. Each function reads and writes in the transaction of its
//! caller and refuses with the documented codes.

pub(crate) mod credentials;
pub mod devices;
pub mod firmware;
pub mod tasks;
