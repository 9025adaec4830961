//! Demo portal: page, sign-in, and the access token for the console.

use crate::bench::{Answer, Bench, PRODUCT, list, request};
use crate::console::with_console;
use axum::http::Method;
use platform::demo::{ACCOUNT, PASSWORD};
use serde_json::{Value, json};
use tower::ServiceExt;

/// Browser that visits the portal, with at most one cookie.
struct Visitor<'a> {
    bench: &'a Bench,
    host: String,
    cookie: Option<String>,
}

impl<'a> Visitor<'a> {
    fn new(bench: &'a Bench) -> Self {
        let origin = bench.platform.portal().unwrap().as_str();
        Self {
            bench,
            host: origin.trim_start_matches("http://").to_owned(),
            cookie: None,
        }
    }

    async fn signed_in(bench: &'a Bench) -> Self {
        let mut visitor = Self::new(bench);
        visitor.sign_in(PASSWORD).await.json();
        visitor
    }

    async fn ask(&self, method: Method, path: &str, header: (&str, &str), body: &str) -> Answer {
        let cookie = self.cookie.as_ref().map(|cookie| format!("other=1; {cookie}"));
        let mut headers = vec![("host", &*self.host), header];
        headers.extend(cookie.as_deref().map(|cookie| ("cookie", cookie)));
        let request = request(method, path, &headers, body.to_owned().into());
        let router = self.bench.platform.portal_router().unwrap();
        Answer::read(router.oneshot(request).await.unwrap()).await
    }

    async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, ("sec-fetch-site", "same-origin"), "").await
    }

    async fn post(&self, path: &str, body: &Value) -> Answer {
        let json = ("content-type", "application/json");
        self.ask(Method::POST, path, json, &body.to_string()).await
    }

    async fn sign_in(&mut self, password: &str) -> Answer {
        let body = json!({"account": ACCOUNT, "password": password});
        let answer = self.post("/portal/sign-in", &body).await;
        let pair = answer.header("set-cookie").split(';').next();
        self.cookie = pair.filter(|pair| !pair.is_empty()).map(str::to_owned);
        answer
    }

    /// Requests a token as the page does. Returns the token and its number.
    async fn token(&self, query: &str) -> (String, u64) {
        let issued = self.get(&format!("/portal/token?{query}")).await.json();
        assert!(issued["expires_in"].as_i64().unwrap() > 0, "{issued}");
        let token = issued["token"].as_str().unwrap().to_owned();
        (token, issued["number"].as_u64().unwrap())
    }
}

async fn call_platform(bench: &Bench, token: &str) -> Answer {
    bench.call(Some(token), "/v2/products", None).await
}

#[tokio::test]
async fn the_page_has_strict_security_headers() {
    let bench = with_console(&[]).await;
    let visitor = Visitor::new(&bench);
    let console = format!("http://{}", bench.platform.address());
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
         frame-src {console}; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    let permissions = format!(
        "camera=(), microphone=(), geolocation=(), usb=(), serial=(), payment=(), \
         clipboard-write=(self \"{console}\")"
    );
    for (path, mime) in [
        ("/", "text/html; charset=utf-8"),
        ("/portal.mjs", "text/javascript; charset=utf-8"),
        ("/portal-sdk.js", "text/javascript; charset=utf-8"),
        ("/portal.css", "text/css; charset=utf-8"),
        ("/icon.svg", "image/svg+xml"),
    ] {
        let answer = visitor.get(path).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, mime), "{path}");
        assert_eq!(answer.header("content-security-policy"), policy);
        assert_eq!(answer.header("permissions-policy"), permissions);
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
    }
    let html = String::from_utf8(visitor.get("/").await.body).unwrap();
    for inline in ["<style", "style=", "onclick", "javascript:", "<script>"] {
        assert!(!html.contains(inline), "{inline} in the page");
    }
    visitor.get("/config.json").await.refuses(4_041_001);
    visitor.get("/v2/products").await.refuses(4_041_001);
}

#[tokio::test]
async fn the_portal_answers_only_under_its_own_host_name() {
    let bench = with_console(&[]).await;
    let mut visitor = Visitor::signed_in(&bench).await;
    visitor.host = visitor.host.replace("localhost", "127.0.0.1");
    let answer = visitor.get("/").await;
    assert_eq!(answer.status, 307);
    let portal = bench.platform.portal().unwrap();
    assert_eq!(answer.header("location"), format!("{portal}/"));
    visitor.host = "evil.example".to_owned();
    visitor.get("/portal/token?reason=boot").await.refuses(4_041_001);
}

#[tokio::test]
async fn a_sign_in_opens_a_session_in_an_http_only_cookie() {
    let bench = with_console(&[]).await;
    let mut visitor = Visitor::new(&bench);
    let console = format!("http://{}/", bench.platform.address());
    let session = visitor.get("/portal/session").await.json();
    assert_eq!(session, json!({"console": console, "account": null}));
    visitor.sign_in("wrong-one").await.refuses(4_001_079);
    assert_eq!(visitor.cookie, None);
    let answer = visitor.sign_in(PASSWORD).await;
    assert_eq!(answer.json(), json!({"console": console, "account": ACCOUNT}));
    let (_, attributes) = answer.header("set-cookie").split_once("; ").unwrap();
    assert_eq!(attributes, "Path=/portal; HttpOnly; SameSite=Strict; Max-Age=43200");
    assert_eq!(visitor.get("/portal/session").await.json()["account"], ACCOUNT);
    assert_eq!(visitor.get("/portal/products").await.json()[0]["id"], PRODUCT);
    // The password follows the rules of the interface, and the size of the body, too.
    visitor.sign_in("short").await.refuses(4_001_001);
    let long = format!(
        "{}{}",
        json!({"account": ACCOUNT, "password": PASSWORD}),
        " ".repeat(70_000)
    );
    let header = ("content-type", "application/json");
    let answer = visitor.ask(Method::POST, "/portal/sign-in", header, &long).await;
    answer.refuses(4_001_001);
}

#[tokio::test]
async fn without_a_session_there_is_no_token() {
    let bench = with_console(&[]).await;
    let mut visitor = Visitor::new(&bench);
    for cookie in ["", "upgrade-portal=", "upgrade-portal=0000", "portal=x"] {
        visitor.cookie = Some(cookie.to_owned());
        visitor.get("/portal/token?reason=boot").await.refuses(4_031_002);
        visitor.get("/portal/products").await.refuses(4_031_002);
    }
}

#[tokio::test]
async fn the_platforms_token_is_reused_while_it_is_valid() {
    let bench = with_console(&[]).await;
    let visitor = Visitor::signed_in(&bench).await;
    let (token, number) = visitor.token("reason=boot").await;
    call_platform(&bench, &token).await.json();
    assert_eq!(visitor.token("reason=visible&number=1").await, (token, number));
    let answer = visitor.get("/portal/token?reason=boot").await;
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("access-control-allow-origin"), "");
    for wrong in ["", "reason=curious", "reason=boot&number=x", "reason=boot&token=1"] {
        visitor.get(&format!("/portal/token?{wrong}")).await.refuses(4_001_001);
    }
}

#[tokio::test]
async fn a_refused_token_is_renewed_once_for_all_pages() {
    let bench = with_console(&[]).await;
    let visitor = Visitor::signed_in(&bench).await;
    let (first, number) = visitor.token("reason=boot").await;
    let query = format!("reason=rejected&number={number}");
    let ((a, _), (b, _)) = tokio::join!(visitor.token(&query), visitor.token(&query));
    assert_eq!(a, b, "two pages, one renewal");
    assert_ne!(a, first);
    call_platform(&bench, &first).await.refuses(4_031_022);
    call_platform(&bench, &a).await.json();
    let (c, _) = visitor.token("reason=expired&number=2").await;
    assert_ne!(c, a);
    let (d, number) = visitor.token("reason=rejected").await;
    assert_ne!(d, c);
    assert_eq!(number, 4);
}

#[tokio::test]
async fn an_expired_token_is_replaced_for_every_reason() {
    for profile in ["full", "core"] {
        let bench = with_console(&["--token-seconds", "60", "--profile", profile]).await;
        let visitor = Visitor::signed_in(&bench).await;
        let (first, _) = visitor.token("reason=boot").await;
        bench.platform.state().clock.advance(56);
        let (second, _) = visitor.token("reason=visible&number=1").await;
        assert_ne!(first, second, "the lifetime is almost over");
        bench.platform.state().clock.advance(3_600);
        let (third, number) = visitor.token("reason=expired&number=2").await;
        assert_eq!(number, 3);
        bench.call(Some(&third), &list(), None).await.json();
        bench.platform.state().clock.advance(12 * 3_600);
        visitor.get("/portal/token?reason=expired").await.refuses(4_031_002);
    }
}

#[tokio::test]
async fn a_renewal_does_not_reset_the_count_of_wrong_passwords() {
    let bench = with_console(&["--token-seconds", "60"]).await;
    let visitor = Visitor::signed_in(&bench).await;
    let mut other = Visitor::new(&bench);
    for _ in 0..4 {
        other.sign_in("wrong-one").await.refuses(4_001_079);
    }
    bench.platform.state().clock.advance(61);
    visitor.token("reason=expired&number=1").await;
    other.sign_in("wrong-one").await.refuses(4_001_079);
    other.sign_in(PASSWORD).await.refuses(4_001_061);
}

#[tokio::test]
async fn a_second_sign_in_ends_the_first_session_and_its_token() {
    let bench = with_console(&[]).await;
    let mut visitor = Visitor::signed_in(&bench).await;
    let first = visitor.cookie.clone();
    let (token, _) = visitor.token("reason=boot").await;
    visitor.sign_in(PASSWORD).await.json();
    call_platform(&bench, &token).await.refuses(4_031_003);
    let (token, _) = visitor.token("reason=boot").await;
    call_platform(&bench, &token).await.json();
    visitor.cookie = first;
    visitor.get("/portal/token?reason=boot").await.refuses(4_031_002);
}

#[tokio::test]
async fn products_of_another_enterprise_are_not_listed() {
    let bench = with_console(&[]).await;
    let visitor = Visitor::signed_in(&bench).await;
    bench.database(|db| db.execute_batch("UPDATE products SET corp_id = 'another'"));
    assert_eq!(visitor.get("/portal/products").await.json(), json!([]));
}

#[tokio::test]
async fn a_sign_out_ends_the_session_and_the_token() {
    let bench = with_console(&[]).await;
    let visitor = Visitor::signed_in(&bench).await;
    let other = Visitor::signed_in(&bench).await;
    let (token, _) = visitor.token("reason=boot").await;
    let answer = visitor.post("/portal/sign-out", &json!({})).await;
    answer.is_done();
    assert!(answer.header("set-cookie").ends_with("Max-Age=0"));
    call_platform(&bench, &token).await.refuses(4_031_003);
    visitor.get("/portal/token?reason=boot").await.refuses(4_031_002);
    visitor.post("/portal/sign-out", &json!({})).await.is_done();
    let (token, _) = other.token("reason=boot").await;
    call_platform(&bench, &token).await.json();
}

#[tokio::test(start_paused = true)]
async fn a_sign_in_to_the_portal_has_a_time_limit() {
    let bench = with_console(&[]).await;
    let mut visitor = Visitor::new(&bench);
    bench
        .after_a_minute_without_database(visitor.sign_in(PASSWORD))
        .await
        .refuses(5_031_001);
}

#[tokio::test]
async fn other_sites_are_refused_even_with_the_cookie() {
    let bench = with_console(&[]).await;
    let visitor = Visitor::signed_in(&bench).await;
    for site in ["cross-site", "same-site", "none"] {
        for (method, path) in [
            (Method::GET, "/portal/token?reason=boot"),
            (Method::GET, "/portal/session"),
            (Method::POST, "/portal/sign-out"),
            (Method::POST, "/portal/sign-in"),
        ] {
            let answer = visitor.ask(method, path, ("sec-fetch-site", site), "").await;
            answer.refuses(4_031_001);
        }
    }
    visitor.token("reason=boot").await;
}
