//! Pages of the test's own around the console, beside it and in its place.

use e2e::browser::Browser;
use e2e::origin::{Origin, Reply};
use e2e::rig::Rig;
use serde_json::Value;

/// A portal written by hand against `fwc/1`, at this address: `heard`, `said`, `ports`, `tell` and `welcome` are to be
/// had in its window.
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

/// A page of this origin around the console that hands the nonce to all others; its address.
pub fn around(origin: &Origin, setup: &Value) -> String {
    let script = include_str!("pages/around.mjs").replace("SETUP", &setup.to_string());
    origin.serves("/around.mjs", Reply::script(script));
    origin.serves("/around", Reply::page(include_str!("pages/around.html")));
    format!("{}/around", origin.name())
}

/// A page of this origin that answers the console's hello in every shape once it has the nonce; its address.
pub fn sender(origin: &Origin) -> String {
    // A sandboxed page has no origin, and reads its own scripts as a stranger.
    let open = |reply: Reply| reply.with("access-control-allow-origin", "*");
    let shapes = include_str!("pages/shapes.mjs");
    origin.serves("/shapes.mjs", open(Reply::script(shapes)));
    origin.serves("/sender.mjs", open(Reply::script(include_str!("pages/sender.mjs"))));
    origin.serves("/sender.html", Reply::page(include_str!("pages/sender.html")));
    format!("{}/sender.html", origin.name())
}

/// Puts scripts before the console's own: what arrives is counted, and the five seconds end when `giveUp` is called.
pub fn counts_arrivals(console: &Origin, more: &[(&str, &str)]) {
    let counted = [("/counted.js", include_str!("pages/counted.js"))];
    let mut tags = String::new();
    for (path, script) in counted.iter().chain(more) {
        console.serves(path, Reply::script(*script));
        tags.push_str(&format!("<script src={path}></script>"));
    }
    console.edits(move |request, reply| {
        if request.path() == "/" {
            reply.replace("<title>", &format!("{tags}<title>"));
        }
    });
}

/// A page of this origin that pretends to be the console.
pub fn liar(origin: &Origin) -> String {
    origin.serves("/liar.js", Reply::script(include_str!("pages/liar.js")));
    origin.serves("/liar", Reply::page(include_str!("pages/liar.html")));
    format!("{}/liar", origin.name())
}

/// Waits until an expression in the page has this value.
pub async fn is(browser: &Browser, expression: &str, wanted: impl Into<Value>) {
    let wanted = wanted.into();
    let look = async || match browser.run(&format!("return {expression}")).await {
        now if now == wanted => Ok(()),
        now => Err(now.to_string()),
    };
    browser.until(format!("{expression} is {wanted}"), look).await;
}

/// The name of a task on show that can be started.
pub async fn stopped_task(browser: &Browser) -> String {
    let stopped = "const rows = [...document.querySelectorAll('tbody tr')];
        const row = rows.find(row => [...row.querySelectorAll('button')].some(b => b.textContent === 'Start'));
        return row?.querySelector('button').textContent";
    let look = async || match browser.run(stopped).await {
        Value::String(name) => Ok(name),
        other => Err(other.to_string()),
    };
    browser.until("there is a stopped task", look).await
}
