//! Texts of the console, one trait per topic. A language implements every method, so that a missing text does not
//! compile. A number that is a `&str` is formatted (`1,284`).
#![expect(missing_docs, reason = "the name says where a text is used")]

mod common;
mod flow;
mod form;
mod guard;
mod impact;
mod map;
mod overview;
mod view;

pub use common::Messages;
pub use flow::FlowMessages;
pub use form::FormMessages;
pub use guard::GuardMessages;
pub use impact::ImpactMessages;
pub use map::MapMessages;
pub use overview::OverviewMessages;
pub use view::ViewMessages;
