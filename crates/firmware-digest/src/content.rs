//! Kinds of file content, recognised by signature.

/// Kind of a file by its bytes. Most firmware has no known signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Probably not firmware, which is a reason for a warning and not for an error.
    Suspect(Suspicion),
    /// A format that firmware comes in.
    Firmware(Format),
}

/// Content that is probably not firmware.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suspicion {
    /// Every byte is 0x00: an unfinished download, a hole on the disk.
    Zeros,
    /// Every byte is 0xFF: a dump of erased flash.
    Erased,
    /// A web page or other markup: usually an error page that was saved as the download.
    Markup,
    /// JSON: usually the error answer of an API that was saved as the download.
    Json,
    /// Every byte is text.
    Text,
    /// UTF-16 text, with a byte order mark.
    WideText,
    /// PDF.
    Pdf,
    /// PNG, JPEG, GIF or WebP.
    Image,
    /// Program for Windows (PE).
    Program,
    /// Word, Excel or `OpenDocument` file, or another file in the container of these, such as an MSI.
    Document,
    /// Archive that holds a web page or JSON. Only a reader that unpacks archives reports it.
    ArchivedPage,
}

/// A format that firmware comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// gzip.
    Gzip,
    /// Zip.
    Zip,
    /// xz.
    Xz,
    /// 7z.
    SevenZip,
    /// ELF.
    Elf,
    /// UF2, USB Flashing Format.
    Uf2,
    /// Intel HEX.
    IntelHex,
    /// Motorola S-record.
    SRecord,
    /// DFU, with a suffix (USB DFU 1.1) or a prefix (`DfuSe`).
    Dfu,
    /// Image of the U-Boot boot loader.
    UImage,
    /// Flattened device tree: a FIT image of U-Boot.
    Fit,
}

impl Suspicion {
    const ALL: [Self; 11] = [
        Self::Zeros,
        Self::Erased,
        Self::Markup,
        Self::Json,
        Self::Text,
        Self::WideText,
        Self::Pdf,
        Self::Image,
        Self::Program,
        Self::Document,
        Self::ArchivedPage,
    ];
}

impl Format {
    const ALL: [Self; 11] = [
        Self::Gzip,
        Self::Zip,
        Self::Xz,
        Self::SevenZip,
        Self::Elf,
        Self::Uf2,
        Self::IntelHex,
        Self::SRecord,
        Self::Dfu,
        Self::UImage,
        Self::Fit,
    ];

    /// Name of the format.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zip => "zip",
            Self::Xz => "xz",
            Self::SevenZip => "7z",
            Self::Elf => "ELF",
            Self::Uf2 => "UF2",
            Self::IntelHex => "Intel HEX",
            Self::SRecord => "Motorola S-record",
            Self::Dfu => "DFU",
            Self::UImage => "U-Boot image",
            Self::Fit => "FIT",
        }
    }
}

impl Content {
    /// Code of a kind in the messages of the digest worker; 0 means none.
    pub const fn code(of: Option<Self>) -> u8 {
        match of {
            None => 0,
            Some(Self::Suspect(suspicion)) => 1 + suspicion as u8,
            Some(Self::Firmware(format)) => 1 + Suspicion::ALL.len() as u8 + format as u8,
        }
    }

    /// Returns the kind with this code.
    pub fn of_code(code: u8) -> Option<Self> {
        let at = usize::from(code).checked_sub(1)?;
        match at.checked_sub(Suspicion::ALL.len()) {
            None => Suspicion::ALL.get(at).copied().map(Self::Suspect),
            Some(at) => Format::ALL.get(at).copied().map(Self::Firmware),
        }
    }

    /// Kind of a file with these first bytes, at least 64 or the whole file.
    pub(crate) fn of_head(head: &[u8]) -> Option<Self> {
        let signed = SIGNATURES.iter().find(|(signature, _)| head.starts_with(signature));
        match signed.map(|(_, content)| *content) {
            Some(Content::Firmware(Format::Zip)) => Some(of_zip(head)),
            Some(Content::Firmware(Format::Gzip)) if is_gzip_of_page(head) => {
                Some(Content::Suspect(Suspicion::ArchivedPage))
            }
            Some(content) => Some(content),
            None if is_program(head) => Some(Content::Suspect(Suspicion::Program)),
            None if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") => {
                Some(Content::Suspect(Suspicion::Image))
            }
            None => is_wide_text(head).then_some(Content::Suspect(Suspicion::WideText)),
        }
    }
}

const SIGNATURES: [(&[u8], Content); 14] = [
    (b"%PDF-", Content::Suspect(Suspicion::Pdf)),
    (b"\x89PNG\r\n\x1a\n", Content::Suspect(Suspicion::Image)),
    (b"\xff\xd8\xff", Content::Suspect(Suspicion::Image)),
    (b"GIF8", Content::Suspect(Suspicion::Image)),
    // Compound File Binary Format: MSI, and Office before 2007.
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        Content::Suspect(Suspicion::Document),
    ),
    (b"PK\x03\x04", Content::Firmware(Format::Zip)),
    (b"\x1f\x8b\x08", Content::Firmware(Format::Gzip)),
    (b"\xfd7zXZ\0", Content::Firmware(Format::Xz)),
    (b"7z\xbc\xaf\x27\x1c", Content::Firmware(Format::SevenZip)),
    (b"\x7fELF", Content::Firmware(Format::Elf)),
    (b"UF2\nWQ]\x9e", Content::Firmware(Format::Uf2)),
    (b"DfuSe", Content::Firmware(Format::Dfu)),
    (b"\x27\x05\x19\x56", Content::Firmware(Format::UImage)),
    (b"\xd0\x0d\xfe\xed", Content::Firmware(Format::Fit)),
];

/// Kind of a zip file: Office and `OpenDocument` files are zip files that begin with one of these entries.
fn of_zip(head: &[u8]) -> Content {
    let length = head
        .get(26..28)
        .map_or(0, |two| usize::from(u16::from_le_bytes([two[0], two[1]])));
    let name = head.get(30..).unwrap_or_default();
    let (name, content) = name.split_at(length.min(name.len()));
    let is_office = [
        &b"[Content_Types].xml"[..],
        b"_rels/",
        b"docProps/",
        b"word/",
        b"xl/",
        b"ppt/",
    ];
    if is_office.iter().any(|start| name.starts_with(start))
        || (name == b"mimetype" && content.starts_with(b"application/"))
    {
        return Content::Suspect(Suspicion::Document);
    }
    match is_page(name) {
        true => Content::Suspect(Suspicion::ArchivedPage),
        false => Content::Firmware(Format::Zip),
    }
}

/// Whether a gzip file names a web page as its content (RFC 1952: flag `FNAME` and no extra field).
fn is_gzip_of_page(head: &[u8]) -> bool {
    let [_, _, _, flags, _, _, _, _, _, _, name @ ..] = head else {
        return false;
    };
    let name = name.split(|byte| *byte == 0).next().unwrap_or_default();
    flags & 0b1100 == 0b1000 && is_page(name)
}

fn is_page(name: &[u8]) -> bool {
    let ends_with = |end: &[u8]| name.len() >= end.len() && name[name.len() - end.len()..].eq_ignore_ascii_case(end);
    ends_with(b".html") || ends_with(b".htm")
}

/// Whether the file starts like a PE program: `MZ`, and the offset of the PE header at 0x3c.
fn is_program(head: &[u8]) -> bool {
    let offset = head
        .get(0x3c..0x40)
        .map_or(0, |four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]));
    head.starts_with(b"MZ") && (0x40..0x1000).contains(&offset)
}

/// Whether the file starts with a byte order mark of UTF-16 and units that occur in text: Latin, Greek, Cyrillic, Chinese,
/// Japanese, Korean and their punctuation.
fn is_wide_text(head: &[u8]) -> bool {
    let unit: fn([u8; 2]) -> u16 = match head {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return false,
    };
    let (units, _) = head[2..].as_chunks::<2>();
    let is_text = |two: &[u8; 2]| {
        matches!(
            unit(*two),
            0x09 | 0x0a | 0x0d | 0x20..=0x7e | 0xa0..=0x17f | 0x370..=0x52f | 0x2000..=0x206f | 0x3000..=0x30ff | 0x4e00..=0x9fff
                | 0xac00..=0xd7a3 | 0xff00..=0xffef
        )
    };
    !units.is_empty() && units.iter().all(is_text)
}
