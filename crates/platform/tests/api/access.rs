//! Access: token check, sign-in, refresh and account locks.

use crate::bench::{Answer, Bench, PRODUCT, list};
use platform::demo::{ACCOUNT, PASSWORD};
use serde_json::{Value, json};
use upgrade_api::paths::{REFRESH_TOKEN, SIGN_IN};

async fn call(bench: &Bench, token: Option<&str>) -> Answer {
    bench.call(token, "/v2/products", None).await
}

async fn refresh(bench: &Bench, pair: &Value) -> Answer {
    let body = json!({"refresh_token": pair["refresh_token"]});
    bench.call(Some(access(pair)), REFRESH_TOKEN, Some(&body)).await
}

fn access(pair: &Value) -> &str {
    pair["access_token"].as_str().unwrap()
}

#[tokio::test]
async fn every_call_needs_a_known_token() {
    let bench = Bench::full().await;
    for path in [
        "/v2/upgrade/firmware/task",
        "/v2/upgrade/firmware/tasks",
        "/v2/upgrade/firmware/task/status",
        "/v2/upgrade/firmware/task/delete",
        "/v2/upgrade/firmware/check/1",
        "/v2/upgrade/firmware/report/1",
        "/v2/product/1/firmware",
        "/v2/upload/product/1/firmware",
        "/v2/corp/token/refresh",
    ] {
        for (token, code) in [(None, 4_031_002), (Some(" "), 4_031_002), (Some("nobody"), 4_031_003)] {
            bench.call(token, path, Some(&json!({}))).await.refuses(code);
        }
    }
    let firmwares = "/v2/product/1/firmwares";
    for path in ["/v2/products", firmwares, "/v2/product/1/firmware/statistics", &list()] {
        bench.call(None, path, None).await.refuses(4_031_002);
    }
    call(&bench, Some(bench.platform.token())).await.json();
}

#[tokio::test(start_paused = true)]
async fn the_token_check_and_the_sign_in_have_a_time_limit() {
    let bench = Bench::full().await;
    let token = Some(bench.platform.token());
    bench
        .after_a_minute_without_database(call(&bench, token))
        .await
        .refuses(5_031_001);
    let sign_in = bench.sign_in(ACCOUNT, PASSWORD);
    bench.after_a_minute_without_database(sign_in).await.refuses(5_031_001);
}

#[tokio::test]
async fn a_sign_in_answers_tokens_and_ids() {
    let bench = Bench::full().await;
    let pair = bench.sign_in(ACCOUNT, PASSWORD).await.json();
    for field in ["corp_id", "member_id", "access_token", "refresh_token"] {
        assert!(!pair[field].as_str().unwrap().is_empty(), "{field}");
    }
    let number = json!({"account": 5, "password": PASSWORD});
    bench.call(None, SIGN_IN, Some(&number)).await.refuses(4_001_001);
}

#[tokio::test]
async fn the_token_printed_at_the_start_expires_and_cannot_be_refreshed() {
    let bench = Bench::start(&["--empty", "--token-seconds", "60"]).await;
    let pair = json!({"access_token": bench.platform.token(), "refresh_token": bench.platform.token()});
    refresh(&bench, &pair).await.refuses(4_031_003);
    bench.platform.state().clock.advance(60);
    call(&bench, Some(bench.platform.token())).await.refuses(4_031_021);
}

#[tokio::test]
async fn a_sign_in_deletes_sessions_that_expired_a_month_ago() {
    let bench = Bench::full().await;
    let pair = bench.sign_in(ACCOUNT, PASSWORD).await.json();
    let sessions =
        || bench.database(|db| db.query_row("SELECT count(*) FROM sessions", [], |row| row.get::<_, u64>(0)));
    assert_eq!(sessions(), 2, "the one of the start, too");
    let clock = &bench.platform.state().clock;
    clock.advance(30 * 86_400);
    bench.sign_in(ACCOUNT, PASSWORD).await.json();
    call(&bench, Some(access(&pair))).await.refuses(4_031_021);
    clock.advance(7_201);
    bench.sign_in(ACCOUNT, PASSWORD).await.json();
    assert_eq!(sessions(), 2, "the last two");
    call(&bench, Some(access(&pair))).await.refuses(4_031_003);
}

/// Signs in with a wrong password this many times.
async fn guess(bench: &Bench, account: &str, times: usize) {
    for _ in 0..times {
        bench.sign_in(account, "wrong-one").await.refuses(4_001_079);
    }
}

#[tokio::test]
async fn five_wrong_passwords_lock_the_account_for_five_minutes() {
    let bench = Bench::full().await;
    guess(&bench, ACCOUNT, 4).await;
    // The correct password resets the count.
    bench.sign_in(ACCOUNT, PASSWORD).await.json();
    guess(&bench, ACCOUNT, 5).await;
    bench.sign_in(ACCOUNT, PASSWORD).await.refuses(4_001_061);
    call(&bench, Some(bench.platform.token())).await.json();
    bench.platform.state().clock.advance(301);
    bench.sign_in(ACCOUNT, PASSWORD).await.json();
}

#[tokio::test]
async fn a_name_without_an_account_locks_like_an_account() {
    let bench = Bench::full().await;
    guess(&bench, "absent@example.com", 5).await;
    bench.sign_in("absent@example.com", PASSWORD).await.refuses(4_001_061);
    bench.sign_in(ACCOUNT, PASSWORD).await.json();
    // A restart ends neither a lock nor a count.
    let bench = bench.restart(&[]).await;
    bench.sign_in("absent@example.com", PASSWORD).await.refuses(4_001_061);
    bench.platform.state().clock.advance(301);
    bench.sign_in("absent@example.com", PASSWORD).await.refuses(4_001_079);
}

#[tokio::test]
async fn only_a_right_password_resets_the_count() {
    let bench = Bench::full().await;
    let pair = bench.sign_in(ACCOUNT, PASSWORD).await.json();
    guess(&bench, ACCOUNT, 4).await;
    refresh(&bench, &pair).await.json();
    // A start issues a token for the account.
    let bench = bench.restart(&[]).await;
    bench.sign_in(ACCOUNT, "wrong-one").await.refuses(4_001_079);
    bench.sign_in(ACCOUNT, PASSWORD).await.refuses(4_001_061);
}

#[tokio::test]
async fn tokens_survive_a_restart_and_are_not_in_the_database() {
    let bench = Bench::full().await;
    let pair = bench.sign_in(ACCOUNT, PASSWORD).await.json();
    let bench = bench.restart(&[]).await;
    call(&bench, Some(access(&pair))).await.json();
    let database = std::fs::read(bench.directory.path().join("data/platform.sqlite")).unwrap();
    let refresh = pair["refresh_token"].as_str().unwrap();
    for secret in [access(&pair), refresh, bench.platform.token(), PASSWORD] {
        let found = database.windows(secret.len()).any(|window| window == secret.as_bytes());
        assert!(!found, "the database contains a secret");
    }
    assert_eq!(bench.firmwares(PRODUCT).await, json!([]));
}
