//! Every rule of the form shows beside its field, in both languages.

use e2e::browser::Browser;
use e2e::console::{Console, Form};
use e2e::platform::Platform;
use e2e::typed::Field::{Description, From, Name, Target};
use e2e::typed::Part::{Md5, Size, Url, Version};
use e2e::typed::{Field, Typed};
use e2e::words::{EN, ZH};
use thirtyfour::Key;

/// What is typed where, and what is said about it in English and in Chinese.
type Rule = (Field, String, &'static str, &'static str);

fn rule(field: Field, typed: impl Into<String>, english: &'static str, chinese: &'static str) -> Rule {
    (field, typed.into(), english, chinese)
}

fn required() -> Vec<Rule> {
    let mut rules = vec![
        rule(Name, "", "Give the task a name.", "请填写任务名称。"),
        rule(
            Description,
            " ",
            "Say what the task is for; the platform requires it.",
            "请说明任务用途，平台要求必填。",
        ),
    ];
    for side in [From, Target] {
        rules.extend([
            rule(side(Version), "", "Enter the version number.", "请填写版本号。"),
            rule(
                side(Url),
                "",
                "Enter the address devices download the file from.",
                "请填写设备下载该文件的地址。",
            ),
            rule(
                side(Md5),
                "",
                "Pick the firmware file, or enter its MD5.",
                "请选择固件文件，或填写其 MD5。",
            ),
            rule(
                side(Size),
                "",
                "Pick the firmware file, or enter its size in bytes.",
                "请选择固件文件，或填写其字节大小。",
            ),
        ]);
    }
    rules
}

fn of_texts() -> Vec<Rule> {
    vec![
        rule(
            Name,
            "升".repeat(33),
            "33 characters; shorten it to 32.",
            "共 33 个字符，请缩短到 32 个以内。",
        ),
        rule(
            Description,
            "描".repeat(251),
            "251 characters; shorten it to 250.",
            "共 251 个字符，请缩短到 250 个以内。",
        ),
        rule(
            Name,
            "Power-cut fix",
            "A task of this product has this name already. Choose another.",
            "该产品下已有同名任务，请换一个名称。",
        ),
    ]
}

fn of_numbers(side: fn(e2e::typed::Part) -> Field) -> Vec<Rule> {
    let (digits, digits_zh) = ("Use only the digits 0 to 9.", "只能使用数字 0 到 9。");
    vec![
        rule(side(Version), "1.2", digits, digits_zh),
        rule(
            side(Version),
            "2147483648",
            "At most 2147483647.",
            "不能大于 2147483647。",
        ),
        rule(
            side(Size),
            "0",
            "A firmware file has at least 1 byte.",
            "固件文件至少为 1 字节。",
        ),
        rule(side(Size), "12 kB", digits, digits_zh),
        rule(
            side(Size),
            "9007199254740992",
            "At most 9007199254740991.",
            "不能大于 9007199254740991。",
        ),
        rule(
            side(Md5),
            "0".repeat(31),
            "An MD5 has 32 digits; this has 31.",
            "MD5 为 32 位，此处为 31 位。",
        ),
        rule(
            side(Md5),
            format!("{}g", "0".repeat(31)),
            "An MD5 has only the digits 0 to 9 and a to f; “g” is none.",
            "MD5 只含 0 到 9 和 a 到 f，不能有“g”。",
        ),
    ]
}

fn of_addresses(side: fn(e2e::typed::Part) -> Field) -> Vec<Rule> {
    let long = format!("https://files.example.com/{}", "x".repeat(225));
    vec![
        rule(
            side(Url),
            "ftp://files.example.com/5.bin",
            "Start the address with http:// or https://",
            "地址请以 http:// 或 https:// 开头",
        ),
        rule(
            side(Url),
            "https:///5.bin",
            "The address needs a host, as in https://files.example.com/5.bin",
            "地址缺少主机名，例如 https://files.example.com/5.bin",
        ),
        rule(
            side(Url),
            "https://files.example.com/版本.bin",
            "“版” must be percent-encoded in an address.",
            "地址中的“版”需要百分号编码。",
        ),
        rule(
            side(Url),
            "https://files.example.com/a b.bin",
            "Write blanks in an address as %20.",
            "地址中的空格请写成 %20。",
        ),
        rule(
            side(Url),
            long,
            "251 characters; shorten it to 250.",
            "共 251 个字符，请缩短到 250 个以内。",
        ),
    ]
}

/// About two fields, or about the product's other tasks.
fn between() -> Vec<Rule> {
    vec![
        rule(
            From(Version),
            "7",
            "A task of this product starts at this version already. Delete that one first, or choose another version.",
            "该产品下已有以此版本为起始的任务。请先删除它，或选择其他版本。",
        ),
        rule(
            Target(Version),
            "007",
            "The target equals the from version: devices would flash themselves for ever.",
            "目标版本与起始版本相同：设备会不断重复刷写。",
        ),
    ]
}

#[tokio::test]
async fn every_rule_shows_beside_its_field_in_both_languages() {
    let platform = Platform::start(&["--connects-per-second", "0"]);
    let browser = Browser::open(platform.url()).await;
    let console = Console::new(&browser, &EN);
    console.sign_in_with_token(platform.token()).await;
    console.choose_product("Thermostat T2").await;
    let numbers = [
        of_numbers(From),
        of_numbers(Target),
        of_addresses(From),
        of_addresses(Target),
    ]
    .concat();
    let rules = [required(), of_texts(), numbers, between()].concat();

    let form = console.open_create().await;
    nothing_is_said_before_anything_was_done(&form).await;
    for (field, typed, english, _) in &rules {
        shows(&form, *field, typed, english).await;
    }
    form.dialog.button(EN.cancel).click().await;
    let console = console.switch_to(&ZH).await;
    let form = console.open_create().await;
    for (field, typed, _, chinese) in &rules {
        shows(&form, *field, typed, chinese).await;
    }
    nothing_is_said_once_all_is_right(&form).await;
    browser.finish().await;
}

/// Types, leaves, reads what is said beside the field.
async fn shows(form: &Form<'_>, field: Field, typed: &str, said: &str) {
    let field = form.field(field);
    field.fill(typed).await;
    field.press(Key::Tab).await;
    field.is_described_as(said).await;
    assert_eq!(
        field.attribute("aria-invalid").await.as_deref(),
        Some("true"),
        "{field}: {typed:?}"
    );
}

async fn nothing_is_said_before_anything_was_done(form: &Form<'_>) {
    for field in Field::ALL {
        assert_eq!(form.field(field).attribute("aria-invalid").await, None, "{field:?}");
    }
}

/// The longest allowed texts, and the rest as it should be.
async fn nothing_is_said_once_all_is_right(form: &Form<'_>) {
    let mut task = Typed::task(&"升".repeat(32), 9, 10);
    task.description = "描".repeat(250);
    form.fill(&task).await;
    for field in Field::ALL {
        assert_eq!(form.field(field).attribute("aria-invalid").await, None, "{field:?}");
    }
}

#[tokio::test]
async fn submitting_an_empty_form_says_all_that_is_missing_and_goes_to_the_first() {
    let platform = Platform::start(&["--connects-per-second", "0"]);
    let browser = Browser::open(platform.url()).await;
    let console = Console::new(&browser, &EN);
    console.sign_in_with_token(platform.token()).await;
    console.choose_product("Thermostat T2").await;
    let form = console.open_create().await;
    form.review().await;
    form.field(Name).has_focus().await;
    for (field, _, english, _) in required() {
        form.field(field).is_described_as(english).await;
    }
    browser.finish().await;
}
