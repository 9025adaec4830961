//! Bodies of sign-in and refresh, and reading of credentials without secrets in errors.

use crate::kit::json;
use upgrade_api::{Credentials, RefreshToken, SignIn};

#[test]
fn sign_in_and_refresh_send_the_documented_bodies() {
    let [account, password] = ["admin@example.com", "p\"1 密"].map(str::to_owned);
    let expected = r#"{"account":"admin@example.com","password":"p\"1 密"}"#;
    assert_eq!(json(&SignIn { account, password }), expected);
    let refresh_token = "r".to_owned();
    assert_eq!(json(&RefreshToken { refresh_token }), r#"{"refresh_token":"r"}"#);
}

#[test]
fn credentials_are_read_with_numbers_and_with_strings() {
    for text in [
        r#"{"corp_id":"c","member_id":"m","access_token":"A1","refresh_token":"R1","expire_in":7200}"#,
        r#"{"access_token":"A1","refresh_token":"R1","expire_in":"7200"}"#,
    ] {
        let credentials = Credentials::read(text).ok().unwrap();
        assert_eq!(credentials.access_token, "A1");
        assert_eq!(credentials.refresh_token, "R1");
        assert_eq!(credentials.expire_in, 7200);
    }
}

#[test]
fn an_error_never_contains_a_value_of_the_credentials() {
    let good = [
        ("access_token", "\"A1\""),
        ("refresh_token", "\"R1\""),
        ("expire_in", "7200"),
    ];
    let bad = ["null", "[\"SECRET\"]", "{\"SECRET\":\"SECRET\"}", "true"];
    let text = ["\"SECRET\"", "\"SECRET\\ud83d\""];
    for (field, _) in good {
        // "SECRET" is a valid token and an invalid number; half a surrogate pair is invalid as both.
        let texts = if field == "expire_in" { &text[..] } else { &text[1..] };
        let values = bad.iter().chain(texts);
        for value in values.filter(|value| !(field == "expire_in" && **value == "true")) {
            let pairs = good.map(|(name, good)| format!("\"{name}\":{}", if name == field { value } else { good }));
            let error = Credentials::read(&format!("{{{}}}", pairs.join(","))).err().unwrap();
            assert!(error.to_string().starts_with(field), "{error}");
            for shown in [error.to_string(), format!("{error:?}")] {
                assert!(!shown.contains("SECRET"), "{shown}");
            }
        }
    }
    for whole in ["\"SECRET\"", "[\"SECRET\"]", "SECRET", "{\"access_token\":\"SECRET\""] {
        let error = Credentials::read(whole).err().unwrap();
        assert!(!format!("{error} {error:?}").contains("SECRET"), "{error:?}");
    }
}
