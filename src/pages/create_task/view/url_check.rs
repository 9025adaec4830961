//! The button that looks whether devices will get these bytes, and what came of it.

use crate::builder::{El, Tone, button, dynamic, el, human_size, nothing, several};
use crate::firmware_file::RemoteFile;
use crate::i18n::Messages;
use crate::pages::create_task::ids::check_id;
use crate::pages::create_task::state::url_check::UrlCheck;
use crate::pages::tasks::context::TaskContext;
use crate::web;
use leptos::prelude::*;
use upgrade_api::draft::FirmwareDraft;
use upgrade_api::field::{FieldId, Part, Side};
use upgrade_api::profile::Profile;
use upgrade_api::values::{FileSize, FileUrl, Md5};

/// Below the address of a side; none where nothing but the documented requests may be sent.
pub(crate) fn address_check(cx: TaskContext, side: Side) -> Option<El> {
    let TaskContext { m, form, .. } = cx;
    if form.profile() == Profile::Core {
        return None;
    }
    let addresses = form.addresses();
    let look = Memo::new(move |_| addresses.check(side, &form.side(side)));
    let is_reading = Memo::new(move |_| matches!(look.get(), Some(UrlCheck::Reading(_))));
    let press = dynamic(move || match is_reading.get() {
        true => {
            let done = move || match look.get() {
                Some(UrlCheck::Reading(bytes)) => format!("{} {}", m.flow().checking_address, human_size(bytes)),
                _ => String::new(),
            };
            several(vec![
                el("span").class("hint").text_with(done).view(),
                button(Tone::Quiet, m.cancel, move || {
                    web::hold_focus(check_id(side));
                    addresses.stop(side);
                })
                .view(),
            ])
        }
        false => {
            let check = move || {
                let typed = untrack(|| form.side(side));
                match FileUrl::parse(&typed.url) {
                    Ok(_) => {
                        web::hold_focus(check_id(side));
                        addresses.begin(side, typed);
                    }
                    // What is wrong with it stands beside it.
                    Err(_) => form.leave(FieldId::Firmware(side, Part::Url)),
                }
            };
            button(Tone::Quiet, m.flow().check_address, check).view()
        }
    });
    let found = Memo::new(move |_| match look.get() {
        Some(UrlCheck::Done(found)) => Some(found),
        _ => None,
    });
    let said = dynamic(move || {
        let typed = form.side(side);
        found.get().map_or_else(nothing, |found| {
            let (class, text) = verdict(m, &typed, found);
            el("p").class(class).child(text).view()
        })
    });
    let said = el("div").attr("role", "status").child(said);
    let check = el("div").attr("id", check_id(side)).attr("tabindex", "-1");
    Some(check.class("beside").child(press).child(said))
}

fn verdict(m: &Messages, typed: &FirmwareDraft, found: RemoteFile) -> (&'static str, String) {
    match found {
        RemoteFile::Unreadable => ("field-warning", m.flow().address_unreadable.to_owned()),
        RemoteFile::Refused(status) => ("field-error", (m.flow().address_refused)(status)),
        RemoteFile::File { md5, size } => {
            let same_md5 = Md5::parse(&typed.md5).is_ok_and(|typed| typed == md5);
            let same_size = FileSize::parse(&typed.size).is_ok_and(|typed| typed.get() == size);
            match same_md5 && same_size {
                true => ("field-good", format!("✓ {}", m.flow().address_same)),
                false => ("field-error", (m.flow().address_other)(&md5.to_string(), size)),
            }
        }
    }
}
