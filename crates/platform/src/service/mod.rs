//! Rules of the platform, between the requests and the database. `credentials` issues tokens; the functions of the other
//! modules read and write in the transaction of their caller and refuse with the documented codes.

pub(crate) mod credentials;
pub mod devices;
pub mod firmware;
pub mod tasks;
