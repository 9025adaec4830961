//! Mounts the console. Everything else is in the library, where tests reach it.

use upgrade_console::portal;
use upgrade_console::{app, web};

fn main() {
    std::panic::set_hook(Box::new(|info| {
        // Only the place: a message could carry what somebody typed.
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        web::show_stopped(env!("CARGO_PKG_VERSION"), &place);
        portal::tell_stopped();
    }));
    web::hide_boot();
    leptos::mount::mount_to_body(app::App);
}
