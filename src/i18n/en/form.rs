//! Texts of the create form: files, checksums, drafts, errors.

use crate::i18n::en::English;
use crate::i18n::en::plural::count;
use crate::i18n::language::Language;
use crate::i18n::messages::{FlowMessages, FormMessages};
use firmware_digest::{ChecksumError, Suspicion};
use upgrade_api::field::FieldId::{Id, Mode, ProductId, Status, SurplusCount, Type, UpgradeCount};
use upgrade_api::field::{FieldId, Part, Side};
use upgrade_api::text::quoted;
use upgrade_api::values::{Problem, Version};

impl FormMessages for English {
    texts! {
        create_effect: "The task is created stopped. No device is upgraded until you start it.",
        firmware_file: "Firmware file",
        choose_file: "Choose a file or drop it here",
        computing: "Computing MD5",
        computed: "MD5 and size filled in from this file",
        computed_differs: "File read, but the MD5 or size entered here isn’t this file’s. Check both.",
        remove_file: "Remove",
        wait_for_file: "Wait until the file is read, or cancel.",
        draft_kept_in_tab: "Draft saved in this tab",
        draft_kept_on_page: "Draft kept until you reload",
        continue_draft: "Continue",
        discard_draft: "Discard",
        creation_unknown: "It isn’t known whether the task was created. Refresh the list and look for the task before you try again.",
        task_not_created: "The task isn’t in the list, so it wasn’t created. It is safe to try again.",
        looking_for_task: "No response was received. Looking for the task in the list…",
        same_bytes_warning: "Both versions have the same MD5: devices would install the firmware they already run.",
        file_empty: "This file is empty. Choose a firmware file.",
        file_too_large: "This file is larger than the platform can accept. Choose a smaller file.",
        file_changed: "The file has changed since you chose it, or the browser can’t read it. Choose it again; if it keeps happening, check the file’s permissions.",
        file_gone: "The file has been moved or deleted since you chose it. Choose it again.",
        file_unreadable: "The browser can’t read this file. Copy it to another place and choose it there.",
        file_folder: "This is a folder. Drop the firmware file itself.",
        file_several: "You dropped several files. Drop one firmware file per version.",
        checksum: "Checksum to compare",
        checksum_hint: "Optional: paste the published MD5, or drop its .md5 file here.",
        checksum_matches: "The chosen file has this MD5",
        checksum_is_md5: "Same as the MD5 entered below",
        checksum_is_not_md5: "This doesn’t match the MD5 entered below. Choose the right file, or correct one of the two.",
        required_mark: "Fill in every field marked with *.",
        closed_kept_in_tab: "Your draft is saved in this tab. To continue, choose Create task. Chosen files are kept until you reload.",
        closed_kept_on_page: "Your draft and chosen files are kept until you reload. To continue, choose Create task.",
        draft_discarded: "Draft discarded.",
        undo: "Undo",
        dismiss_checksum: "Dismiss",
        encode_address: "Percent-encode the address",

        md5_differs(md5: &str): "The chosen file has a different MD5: {md5}",
        use_proposal(text: &str): "Use “{text}”",
        proposed_name(from: Version, target: Version): "Version {from} to {target}",
        proposed_description(from: Version, target: Version): "Moves devices from version {from} to version {target}.",
        new_task_hidden(name: &str): "“{name}” was created, but the search or a filter hides its row.",
        new_task_in_list(name: &str): "“{name}” was created. Its row is in the list.",
        read_as(value: &str): "Read as {value}",
        similar_name(name: &str): "This name looks like “{name}”, another task: only case, character width, spaces or invisible characters differ. Choose a clearly different name.",
        created(name: &str): "“{name}” was created and is stopped.",
        created_found(name: &str): "No response was received, but the task is in the list: “{name}” was created and is stopped.",
        checksum_differs(md5: &str): "This doesn’t match the chosen file, whose MD5 is {md5}. Choose the right file, or correct or clear this field.",
    }

    fn draft_restored(&self, name: &str) -> String {
        match name {
            "" => "You have a draft of a new task. Everything you entered is saved, but not the files you chose."
                .to_owned(),
            name => format!(
                "You have a draft of a new task: “{name}”. Everything you entered is saved, but not the files you chose."
            ),
        }
    }

    fn file_over_limit(&self, limit: &str) -> String {
        let limit = count(limit, "byte", "bytes");
        format!("This file exceeds the limit of {limit} set for this console. Choose a smaller one.")
    }

    fn suspicion(&self, suspicion: Suspicion) -> &'static str {
        match suspicion {
            Suspicion::Zeros => "Every byte is 0x00: this is probably not firmware but an unfinished download.",
            Suspicion::Erased => "Every byte is 0xFF: this is probably not firmware but erased memory.",
            Suspicion::Markup => "This is a web page or XML, probably an error page saved as a file, not firmware.",
            Suspicion::Json => "This is JSON, probably an error response saved as a file, not firmware.",
            Suspicion::Text => "This file is text from beginning to end, probably not firmware.",
            Suspicion::WideText => "This is text in UTF-16, probably not firmware.",
            Suspicion::Pdf => "This is a PDF document, probably not firmware.",
            Suspicion::Image => "This is an image, probably not firmware.",
            Suspicion::Program => "This is a Windows program, probably not firmware.",
            Suspicion::Document => "This is an office document or an installer (MSI), probably not firmware.",
            Suspicion::ArchivedPage => {
                "This archive holds a web page or JSON, probably an error page saved as a file, not firmware."
            }
        }
    }

    fn checksum_error(&self, error: ChecksumError) -> String {
        match error {
            ChecksumError::Empty => "There is no checksum in this, so nothing was compared. Paste an MD5, or dismiss it.".to_owned(),
            ChecksumError::NotAnMd5 => {
                "This isn’t a valid MD5 (32 digits, 0 to 9 and a to f), so nothing was compared. Correct it, or dismiss it."
                    .to_owned()
            }
            ChecksumError::OtherDigest { digits } => format!(
                "This checksum has {}, so it isn’t an MD5, which has 32. Nothing was compared. Paste the MD5, or dismiss it.",
                count(Language::En.number(digits as u64), "digit", "digits")
            ),
            ChecksumError::NoLineForFile => {
                "This list has no line for the chosen file, so nothing was compared. Paste the MD5 itself, or dismiss it.".to_owned()
            }
            ChecksumError::Ambiguous => {
                "This list contains several checksums, so nothing was compared. Choose the file first, or paste the MD5 itself."
                    .to_owned()
            }
        }
    }

    fn problem(&self, field: FieldId, problem: Problem) -> String {
        let number = |number| Language::En.number(number);
        match problem {
            Problem::Required => match field {
                FieldId::Name => "Enter a name for the task.".to_owned(),
                FieldId::Description => "Describe what the task is for; the platform requires it.".to_owned(),
                FieldId::Identify => self.identify_required().to_owned(),
                FieldId::Reason => self.reason_required().to_owned(),
                FieldId::Firmware(_, Part::Version) => "Enter the version.".to_owned(),
                FieldId::Firmware(_, Part::Url) => "Enter the address that devices download the file from.".to_owned(),
                FieldId::Firmware(_, Part::Md5) => "Choose the firmware file, or enter its MD5.".to_owned(),
                FieldId::Firmware(_, Part::Size) => "Choose the firmware file, or enter its size in bytes.".to_owned(),
                Id | ProductId | UpgradeCount | Status | Type | Mode | SurplusCount => "Fill this in.".to_owned(),
            },
            Problem::TooLong { len, max } => format!(
                "{} characters entered. Shorten this to {}.",
                number(len as u64),
                number(max as u64)
            ),
            Problem::Invisible(c) => format!(
                "This contains only invisible characters, such as {}. Enter readable text.",
                quoted(c)
            ),
            Problem::NotANumber(c) => not_a_number(c),
            Problem::TooLarge { max } => format!("Enter {} or less.", number(max)),
            Problem::Zero => "A firmware file has at least 1 byte.".to_owned(),
            Problem::Md5Length { len } => format!("An MD5 has 32 digits; this has {}.", number(len as u64)),
            Problem::Md5Digit(c) => format!("An MD5 contains only 0 to 9 and a to f; {} isn’t valid.", character(c)),
            Problem::UrlScheme => "Start the address with http:// or https://".to_owned(),
            Problem::UrlHost => "The address needs a host, as in https://files.example.com/5.bin".to_owned(),
            Problem::UrlCharacter('#') => {
                "Write # in an address as %23: devices ignore everything after a #.".to_owned()
            }
            Problem::UrlCharacter('%') => {
                "Write % in an address as %25, unless it begins an escape such as %20.".to_owned()
            }
            Problem::UrlCharacter(c) if c.is_whitespace() => "Write spaces in an address as %20.".to_owned(),
            Problem::UrlCharacter(c) => format!("{} must be percent-encoded in an address.", quoted(c)),
            Problem::SameVersion => {
                "The target version equals the from version: devices would keep reflashing in a loop.".to_owned()
            }
            Problem::DowngradeRefused => self.downgrade_refused().to_owned(),
            Problem::NameTaken => "A task of this product already has this name. Choose another.".to_owned(),
            Problem::FromVersionTaken => match field {
                FieldId::Firmware(Side::From, Part::Version) => {
                    "A task from this version already exists. Open it, or choose another version."
                }
                _ => "A task from this version already exists.",
            }
            .to_owned(),
        }
    }
}

/// The text is no number because of this character.
pub(crate) fn not_a_number(c: char) -> String {
    format!("Use only the digits 0 to 9; {} isn’t a digit.", character(c))
}

fn character(c: char) -> String {
    match c {
        ' ' => "a space".to_owned(),
        c => quoted(c),
    }
}
