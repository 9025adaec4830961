//! Test pages that embed the console, run beside it, or take its place in the frame.

use e2e::{Browser, EN, Origin, Response, Rig, Snapshot};
use serde_json::Value;

/// Serves a portal that implements `fwc/1` without the SDK, and returns its address. Its window has `heard`, `said`,
/// `ports`, `tell` and `welcome`.
pub fn no_sdk_portal(rig: &Rig) -> String {
    let console = rig.console.name();
    let script = include_str!("pages/no-sdk-portal.mjs").replace("CONSOLE", &Value::from(console).to_string());
    rig.portal.serve("/portal.mjs", Response::script(script));
    let policy = format!("default-src 'none'; script-src 'self'; connect-src 'self'; frame-src {console}");
    let page = Response::page(include_str!("pages/no-sdk-portal.html")).with("content-security-policy", &policy);
    rig.portal.serve("/portal", page);
    format!("{}/portal", rig.portal.name())
}

/// Serves a page that embeds the console and passes the nonce to all other windows, and returns its address.
pub fn with_windows(origin: &Origin, setup: &Value) -> String {
    let script = include_str!("pages/windows.mjs").replace("SETUP", &setup.to_string());
    origin.serve("/windows.mjs", Response::script(script));
    origin.serve("/windows", Response::page(include_str!("pages/windows.html")));
    format!("{}/windows", origin.name())
}

/// Serves a page that answers the console's `hello` in every shape as soon as it has the nonce, and returns its
/// address.
pub fn sender(origin: &Origin) -> String {
    for (path, script) in [
        ("/shapes.mjs", include_str!("pages/shapes.mjs")),
        ("/sender.mjs", include_str!("pages/sender.mjs")),
    ] {
        // A sandboxed page has an opaque origin, so its own scripts are cross-origin.
        origin.serve(path, Response::script(script).with("access-control-allow-origin", "*"));
    }
    let page = "<!doctype html><title>A sender</title><script type=module src=/sender.mjs></script>";
    origin.serve("/sender.html", Response::page(page));
    format!("{}/sender.html", origin.name())
}

pub fn add_script(console: &Origin, path: &'static str, script: &str) {
    console.serve(path, Response::script(script));
    console.edit(move |request, response| {
        if request.path() == "/" {
            response.replace("<title>", &format!("<script src={path}></script><title>"));
        }
    });
}

/// Adds a script before the console's scripts that counts messages in `arrived` and ends the wait of five seconds for a
/// portal only when the test calls `giveUp`.
pub fn count_arrivals(console: &Origin) {
    add_script(console, "/counter.js", include_str!("pages/counter.js"));
}

/// Serves a page that imitates the console, and returns its address.
pub fn impostor(origin: &Origin) -> String {
    let script = Response::script(include_str!("pages/impostor.js"));
    origin.serve("/impostor.js", script);
    origin.serve("/impostor", Response::page(include_str!("pages/impostor.html")));
    format!("{}/impostor", origin.name())
}

/// Name of the first task in the table that can be started.
pub async fn stopped_task(browser: &Browser) -> String {
    let stopped = |page: &Snapshot| {
        let mut rows = page.rows.iter();
        rows.find(|row| row.status == EN.stopped).map(|row| row.name.clone())
    };
    browser.wait_for_snapshot("the table has a stopped task", stopped).await
}
