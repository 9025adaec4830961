//! A task from values as people paste them.

use e2e::{Browser, Console, EMPTY_PRODUCT, EN, FieldId, Part, Platform, Side, new_task};

#[tokio::test]
async fn a_paste_with_foreign_characters_in_every_field_is_read_shown_and_stored() {
    let platform = Platform::start(&["--empty"]);
    let browser = Browser::open(&platform.product_url(EMPTY_PRODUCT)).await;
    let console = Console::signed_in(&browser, &platform).await;
    let mut task = new_task("Pasted", 3, 9);
    task.description = "From a chat".to_owned();
    let (from, target) = (&task.from, &task.target);
    let pairs: Vec<&str> = (0..16).map(|at| &target.md5[2 * at..2 * at + 2]).collect();
    let pasted = [
        (FieldId::Name, "\u{feff}Pasted\u{a0}".to_owned()),
        (FieldId::Description, "\u{200b} From a chat \u{200b}".to_owned()),
        (
            FieldId::Firmware(Side::From, Part::Version),
            "\u{ff13}\u{200b}".to_owned(),
        ),
        (
            FieldId::Firmware(Side::From, Part::Url),
            "\u{a0}Https://files.example.com/3.bin ".to_owned(),
        ),
        (FieldId::Firmware(Side::From, Part::Md5), format!("{}  3.bin", from.md5)),
        (FieldId::Firmware(Side::From, Part::Size), "1,003".to_owned()),
        (FieldId::Firmware(Side::Target, Part::Version), "\u{a0}0009".to_owned()),
        (
            FieldId::Firmware(Side::Target, Part::Url),
            "\u{feff}HTTPS://files.example.com/9.bin".to_owned(),
        ),
        (
            FieldId::Firmware(Side::Target, Part::Md5),
            pairs.join("-").to_uppercase(),
        ),
        (
            FieldId::Firmware(Side::Target, Part::Size),
            "\u{ff11}\u{ff10}\u{ff10}\u{ff19}".to_owned(),
        ),
    ];
    let form = console.open_create().await;
    for (field, text) in &pasted {
        form.field(*field).fill(text).await;
    }
    form.review().await;
    form.dialog.button(EN.back).expect_visible().await;
    form.expect_input(&task).await;
    form.create().await;
    console.row("Pasted").expect_text(EN.stopped).await;
    platform.assert_stored(EMPTY_PRODUCT, &task);
    browser.finish().await;
}
