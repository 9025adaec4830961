//! Contract of access tokens, checked on the fake platform of these tests.

#[path = "../contract/sessions.rs"]
mod sessions;

use super::support::*;
use serde_json::Value;
use sessions::{CASES, LIFE, Side, holds};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, Request, RequestInit, Response};

struct Fake(Platform);

impl Side for Fake {
    fn known(&self) -> [String; 3] {
        [ACCOUNT, PASSWORD, "tok-1"].map(str::to_owned)
    }

    async fn send(&self, post: Option<&Value>, path: &str, token: Option<&str>) -> (u16, String) {
        let (init, headers) = (RequestInit::new(), Headers::new().unwrap());
        if let Some(token) = token {
            headers.set("Access-Token", token).unwrap();
        }
        init.set_headers(&headers);
        if let Some(body) = post {
            init.set_method("POST");
            init.set_body(&body.to_string().into());
        }
        let request = Request::new_with_str_and_init(path, &init).unwrap();
        let window = web_sys::window().unwrap();
        let answer = JsFuture::from(window.fetch_with_request(&request)).await.unwrap();
        let answer: Response = answer.unchecked_into();
        let text = JsFuture::from(answer.text().unwrap()).await.unwrap();
        (answer.status(), text.as_string().unwrap())
    }

    fn pass(&self, seconds: u32) {
        advance_platform_time(seconds);
    }
}

#[wasm_bindgen_test]
async fn the_fake_platform_follows_the_contract_of_access_tokens() {
    for case in CASES {
        let platform = Fake(Platform::install());
        platform.0.set_token_lifetime(LIFE);
        platform.0.always(Op::List, Answer::ok("[]"));
        holds(case, &platform).await;
    }
}
