//! Test pages that embed the console, run beside it, or take its place in the frame.

use e2e::browser::Browser;
use e2e::origin::{Origin, Reply};
use e2e::rig::Rig;
use serde_json::Value;

/// Serves a portal that implements `fwc/1` without the SDK, and returns its address. Its window has `heard`, `said`,
/// `ports`, `tell` and `welcome`.
pub fn written_by_hand(rig: &Rig) -> String {
    let script = include_str!("pages/hand.mjs").replace("CONSOLE", &Value::from(rig.console.name()).to_string());
    rig.portal.serves("/hand.mjs", Reply::script(script));
    let policy = format!(
        "default-src 'none'; script-src 'self'; connect-src 'self'; frame-src {}",
        rig.console.name()
    );
    let page = Reply::page(include_str!("pages/hand.html")).with("content-security-policy", &policy);
    rig.portal.serves("/hand", page);
    format!("{}/hand", rig.portal.name())
}

/// Serves a page that embeds the console and passes the nonce to all other windows, and returns its address.
pub fn around(origin: &Origin, setup: &Value) -> String {
    let script = include_str!("pages/around.mjs").replace("SETUP", &setup.to_string());
    origin.serves("/around.mjs", Reply::script(script));
    origin.serves("/around", Reply::page(include_str!("pages/around.html")));
    format!("{}/around", origin.name())
}

/// Serves a page that answers the console's `hello` in every shape as soon as it has the nonce, and returns its
/// address.
pub fn sender(origin: &Origin) -> String {
    // A sandboxed page has an opaque origin, so its own scripts are cross-origin.
    let with_cors = |reply: Reply| reply.with("access-control-allow-origin", "*");
    let shapes = include_str!("pages/shapes.mjs");
    origin.serves("/shapes.mjs", with_cors(Reply::script(shapes)));
    origin.serves(
        "/sender.mjs",
        with_cors(Reply::script(include_str!("pages/sender.mjs"))),
    );
    origin.serves("/sender.html", Reply::page(include_str!("pages/sender.html")));
    format!("{}/sender.html", origin.name())
}

/// Adds scripts before the console's: one counts messages in `arrived` and ends the wait of five seconds for a portal
/// only when the test calls `giveUp`, the others are `more`.
pub fn counts_arrivals(console: &Origin, more: &[(&str, &str)]) {
    let counter = [("/counted.js", include_str!("pages/counted.js"))];
    let mut tags = String::new();
    for (path, script) in counter.iter().chain(more) {
        console.serves(path, Reply::script(*script));
        tags.push_str(&format!("<script src={path}></script>"));
    }
    console.edits(move |request, reply| {
        if request.path() == "/" {
            reply.replace("<title>", &format!("{tags}<title>"));
        }
    });
}

/// Serves a page that imitates the console, and returns its address.
pub fn liar(origin: &Origin) -> String {
    origin.serves("/liar.js", Reply::script(include_str!("pages/liar.js")));
    origin.serves("/liar", Reply::page(include_str!("pages/liar.html")));
    format!("{}/liar", origin.name())
}

/// Waits until a JavaScript expression in the page has this value.
pub async fn is(browser: &Browser, expression: &str, wanted: impl Into<Value>) {
    let wanted = wanted.into();
    let look = async || match browser.run(&format!("return {expression}")).await {
        current if current == wanted => Ok(()),
        current => Err(current.to_string()),
    };
    browser.until(format!("{expression} is {wanted}"), look).await;
}

/// Name of the first task in the table that can be started.
pub async fn stopped_task(browser: &Browser) -> String {
    let stopped = "const rows = [...document.querySelectorAll('tbody tr')];
        const row = rows.find(row => [...row.querySelectorAll('button')].some(b => b.textContent === 'Start'));
        return row?.querySelector('button').textContent";
    let look = async || match browser.run(stopped).await {
        Value::String(name) => Ok(name),
        other => Err(other.to_string()),
    };
    browser.until("the table has a stopped task", look).await
}
