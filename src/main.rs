//! Entry point: sets the panic hook and mounts the console. All other code is in the library, where tests can use it.

use upgrade_console::portal;
use upgrade_console::{app, web};

fn main() {
    std::panic::set_hook(Box::new(|info| {
        // The panic message is not shown, because it could contain user input.
        let location = info.location().map(ToString::to_string).unwrap_or_default();
        web::show_stopped(env!("CARGO_PKG_VERSION"), &location);
        portal::report_panic();
    }));
    web::hide_boot();
    leptos::mount::mount_to_body(app::App);
}
