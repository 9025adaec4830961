//! Texts of the create form: files, checksums, drafts, errors.

use crate::i18n::en::English;
use crate::i18n::en::plural::count;
use crate::i18n::messages::{FlowMessages, FormMessages};
use firmware_digest::{ChecksumError, Suspicion};
use upgrade_api::field::FieldId::{Id, Mode, ProductId, Status, SurplusCount, Type, UpgradeCount};
use upgrade_api::field::{FieldId, Part, Side};
use upgrade_api::text::quoted;
use upgrade_api::values::{Problem, Version};

impl FormMessages for English {
    texts! {
        create_effect: "The task is created stopped: no device does anything until you start it.",
        firmware_file: "Firmware file",
        choose_file: "Choose or drop",
        computing: "Computing MD5",
        computed: "MD5 and size filled in from this file",
        remove_file: "Remove",
        wait_for_file: "Wait until the file is read, or cancel reading it.",
        draft_kept_in_tab: "Kept in this tab",
        draft_kept_on_page: "Kept until this page is reloaded",
        continue_draft: "Go on with it",
        discard_draft: "Discard",
        creation_unknown: "It is not known whether the task was created: the list could not be read, or does not tell. Refresh it and look for the task before you try again.",
        task_not_created: "The list, read three times since, does not show the task: it was not created. Try again; the platform takes a name only once, so there cannot be two.",
        looking_for_task: "The answer was lost. Looking in the list whether the task is there…",
        same_bytes_warning: "Both versions have the same MD5: devices would flash what they already run.",
        file_empty: "This file is empty. Pick a firmware file.",
        file_too_large: "This file is larger than the interface can name.",
        file_changed: "The file was changed since it was picked, or the browser may not read it. Pick it again; if that does not help, check its permissions.",
        file_gone: "The file was moved or deleted since it was picked. Pick it again.",
        file_unreadable: "The browser cannot read this file. Copy it to another place and pick it there.",
        file_folder: "This is a folder. Drop the firmware file itself.",
        file_several: "These are several files. Drop one firmware file per version.",
        checksum: "Checksum to compare",
        checksum_hint: "Optional: paste the published MD5, or drop its .md5 file here.",
        checksum_matches: "The picked file has this MD5",
        required_mark: "Fill in every field marked with *.",
        closed_kept_in_tab: "Your draft is kept in this tab: Create task opens it again. Picked files are kept until the page is reloaded.",
        closed_kept_on_page: "Your draft and picked files are kept until the page is reloaded: Create task opens them again.",
        draft_discarded: "The draft is discarded.",
        undo: "Undo",
        dismiss_checksum: "Dismiss",
        encode_address: "Percent-encode it",

        use_proposal(text: &str): "Use “{text}”",
        proposed_name(from: Version, target: Version): "Version {from} to {target}",
        proposed_description(from: Version, target: Version): "Moves devices from version {from} to version {target}.",
        new_task_hidden(name: &str): "“{name}” is created, but the search or a filter hides its row.",
        new_task_in_list(name: &str): "“{name}” is created. Its row is in the list.",
        md5_differs(md5: &str): "The picked file has another MD5: {md5}",
        read_as(value: &str): "Read as {value}",
        similar_name(name: &str): "This name differs from “{name}”, another task, only in case, width, blanks or invisible characters.",
        created(name: &str): "“{name}” is created and stopped.",
        created_found(name: &str): "The answer was lost, but the task is in the list: “{name}” is created and stopped.",
        checksum_differs(md5: &str): "This is not the MD5 of the picked file, which is {md5}. Pick the right file, or correct or empty this field.",
    }

    fn draft_restored(&self, name: &str) -> String {
        match name {
        "" => "A task you began before this page was loaded is still here. Picked files are not kept, only what was read from them.".to_owned(),
        name => format!("The task you began before this page was loaded is still here: “{name}”. Picked files are not kept, only what was read from them."),
    }
    }

    fn file_over_limit(&self, limit: u64) -> String {
        let limit = count(limit, "byte", "bytes");
        format!("This file is over the limit of {limit} set for this console. Pick a smaller one.")
    }

    fn suspicion(&self, suspicion: Suspicion) -> &'static str {
        match suspicion {
            Suspicion::Zeros => "Every byte is 0x00: this is probably not firmware but an unfinished download.",
            Suspicion::Erased => "Every byte is 0xFF: this is probably not firmware but erased memory.",
            Suspicion::Markup => "This is a web page or XML, probably an error page saved as a file, not firmware.",
            Suspicion::Json => "This is JSON, probably an error answer saved as a file, not firmware.",
            Suspicion::Text => "This file is text from beginning to end, probably not firmware.",
            Suspicion::WideText => "This is text in UTF-16, probably not firmware.",
            Suspicion::Pdf => "This is a PDF document, probably not firmware.",
            Suspicion::Image => "This is a picture, probably not firmware.",
            Suspicion::Program => "This is a program for Windows, probably not firmware.",
            Suspicion::Document => "This is an office document or an installer (MSI), probably not firmware.",
            Suspicion::ArchivedPage => {
                "This archive holds a web page or JSON, probably an error page saved as a file, not firmware."
            }
        }
    }

    fn checksum_error(&self, error: ChecksumError) -> String {
        match error {
            ChecksumError::Empty => "There is no checksum in this, so nothing is compared. Paste an MD5, or dismiss it.".to_owned(),
            ChecksumError::NotAnMd5 => {
                "This is no MD5 of 32 digits, 0 to 9 and a to f, so nothing is compared. Correct it, or dismiss it."
                    .to_owned()
            }
            ChecksumError::OtherDigest { digits } => format!(
                "This checksum has {}, so it is of another kind; an MD5 has 32. Nothing is compared: paste the MD5, or dismiss it.",
                count(digits, "digit", "digits")
            ),
            ChecksumError::NoLineForFile => {
                "This list has no line for the picked file, so nothing is compared. Paste the MD5 itself, or dismiss it.".to_owned()
            }
            ChecksumError::Ambiguous => {
                "This list holds several checksums. Pick the file first, or paste the MD5 itself; until then nothing is compared."
                    .to_owned()
            }
        }
    }

    fn problem(&self, field: FieldId, problem: Problem) -> String {
        match problem {
        Problem::Required => match field {
            FieldId::Name => "Give the task a name.".to_owned(),
            FieldId::Description => "Say what the task is for; the platform requires it.".to_owned(),
            FieldId::Identify => self.identify_required().to_owned(),
            FieldId::Reason => self.reason_required().to_owned(),
            FieldId::Firmware(_, Part::Version) => "Enter the version number.".to_owned(),
            FieldId::Firmware(_, Part::Url) => "Enter the address devices download the file from.".to_owned(),
            FieldId::Firmware(_, Part::Md5) => "Pick the firmware file, or enter its MD5.".to_owned(),
            FieldId::Firmware(_, Part::Size) => "Pick the firmware file, or enter its size in bytes.".to_owned(),
            Id | ProductId | UpgradeCount | Status | Type | Mode | SurplusCount => "Fill this in.".to_owned(),
        },
        Problem::TooLong { len, max } => format!("{len} characters; shorten it to {max}."),
        Problem::Invisible(c) => format!(
            "This has only invisible characters, such as {}. Enter a text that can be read.",
            quoted(c)
        ),
        Problem::NotANumber(c) => format!("Use only the digits 0 to 9. {} is none.", quoted(c)),
        Problem::TooLarge { max } => format!("At most {max}."),
        Problem::Zero => "A firmware file has at least 1 byte.".to_owned(),
        Problem::Md5Length { len } => format!("An MD5 has 32 digits; this has {len}."),
        Problem::Md5Digit(c) => format!("An MD5 has only the digits 0 to 9 and a to f; {} is none.", quoted(c)),
        Problem::UrlScheme => "Start the address with http:// or https://".to_owned(),
        Problem::UrlHost => "The address needs a host, as in https://files.example.com/5.bin".to_owned(),
        Problem::UrlCharacter('#') => "Write # in an address as %23: devices leave out what follows a #.".to_owned(),
        Problem::UrlCharacter('%') => "Write % in an address as %25, unless two digits of an escape follow.".to_owned(),
        Problem::UrlCharacter(c) if c.is_whitespace() => "Write blanks in an address as %20.".to_owned(),
        Problem::UrlCharacter(c) => format!("{} must be percent-encoded in an address.", quoted(c)),
        Problem::SameVersion => "The target equals the from version: devices would flash themselves for ever.".to_owned(),
        Problem::DowngradeRefused => self.downgrade_refused().to_owned(),
        Problem::NameTaken => "A task of this product has this name already. Choose another.".to_owned(),
        Problem::FromVersionTaken => match field {
            FieldId::Firmware(Side::From, Part::Version) => {
                "A task of this product starts at this version already. Delete that one first, or choose another version."
            }
            _ => "A task of this product starts there already.",
        }
        .to_owned(),
    }
    }
}
