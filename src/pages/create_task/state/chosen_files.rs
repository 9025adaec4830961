//! Chosen files of the create form: the state of their reading, and the checksums they are compared with.

use crate::firmware_file::{Digest, FileError, Reader, Reading, holds_page, listed_md5, text_of};
use crate::web::scoped;
use firmware_digest::{ChecksumError, Content, Suspicion};
use leptos::prelude::*;
use leptos::task::spawn_local;
use upgrade_api::field::{PerSide, Side};
use upgrade_api::values::Md5;
use web_sys::File;

/// Chosen file and the state of its reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenFile {
    /// Name of the file, shown as text only. `None` if the dropped items are not one file.
    pub name: Option<String>,
    /// Size of the file in bytes.
    pub size: u64,
    /// State of the reading.
    pub state: Reading,
}

/// Result of the comparison of a chosen file, or of an entered MD5, with an expected checksum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// The file is not read yet, and no MD5 is entered.
    Waiting,
    /// The digest is the expected one.
    Same,
    /// The digest differs. Contains it.
    Different(Md5),
    /// The text gives no MD5 for the file, so nothing is compared.
    Unreadable(ChecksumError),
}

/// Chosen files of both sides.
#[derive(Clone, Copy)]
pub struct ChosenFiles {
    chosen: PerSide<RwSignal<Option<ChosenFile>>>,
    checksums: PerSide<RwSignal<String>>,
    /// Number of checksum inputs so far. A checksum file that is read after a newer input is ignored.
    checksum_inputs: PerSide<StoredValue<u32>>,
    readers: StoredValue<PerSide<Reader>, LocalStorage>,
    files: StoredValue<PerSide<Option<File>>, LocalStorage>,
    /// Whether the workers stay ready for the next file.
    keep_ready: StoredValue<bool>,
}

impl ChosenFiles {
    /// An empty selection for files of at most `limit` bytes.
    pub(crate) fn new(limit: Option<u64>) -> Self {
        Self {
            chosen: PerSide::new(|_| RwSignal::new(None)),
            checksums: PerSide::new(|_| RwSignal::new(String::new())),
            checksum_inputs: PerSide::new(|_| StoredValue::new(0)),
            readers: StoredValue::new_local(PerSide::new(|_| Reader::new(limit))),
            files: StoredValue::new_local(PerSide::default()),
            keep_ready: StoredValue::new(false),
        }
    }

    /// Chosen file of a side with its state. Tracked.
    pub fn chosen(&self, side: Side) -> Option<ChosenFile> {
        scoped(self.chosen[side]).get()
    }

    /// Digest of the chosen file of a side; `None` until the file is read. Tracked.
    pub fn digest(&self, side: Side) -> Option<Digest> {
        match self.chosen(side)?.state {
            Reading::Done(digest) => Some(digest),
            Reading::Progress(_) | Reading::Failed(_) => None,
        }
    }

    /// Chosen file of a side as the browser's object.
    pub(crate) fn file(&self, side: Side) -> Option<File> {
        self.files.with_value(|files| files[side].clone())
    }

    /// Whether a file is being read. Tracked.
    pub fn is_reading(&self) -> bool {
        let is_reading = |file: &ChosenFile| matches!(file.state, Reading::Progress(_));
        let mut chosen = self.chosen.iter();
        chosen.any(|file| scoped(*file).with(|file| file.as_ref().is_some_and(is_reading)))
    }

    /// Whether a file is chosen or a checksum is entered. Tracked.
    pub(crate) fn is_touched(&self) -> bool {
        self.chosen.iter().any(|file| scoped(*file).with(Option::is_some))
            || self
                .checksums
                .iter()
                .any(|text| scoped(*text).with(|text| !text.is_empty()))
    }

    /// Starts the workers ahead of the first file and keeps them ready.
    pub fn warm_up(&self) {
        self.keep_ready.set_value(true);
        self.readers
            .with_value(|readers| readers.iter().for_each(Reader::warm_up));
    }

    /// Ends the workers, after the files being read.
    pub fn release(&self) {
        self.keep_ready.set_value(false);
        self.release_if_idle();
    }

    fn release_if_idle(&self) {
        if self.keep_ready.try_get_value() != Some(false) {
            return;
        }
        self.readers
            .with_value(|readers| readers.iter().for_each(Reader::release));
    }

    /// Reads the file of a side. `done` receives its digest.
    pub(crate) fn read(self, side: Side, file: &File, done: impl Fn(Digest) + 'static) {
        let chosen = self.chosen[side];
        self.files.update_value(|files| files[side] = Some(file.clone()));
        chosen.set(Some(ChosenFile {
            name: Some(file.name()),
            size: file.size() as u64,
            state: Reading::Progress(0),
        }));
        let archive = file.clone();
        let on_change = move |reading| {
            chosen.update(|file| file.iter_mut().for_each(|file| file.state = reading));
            match reading {
                Reading::Progress(_) => return,
                Reading::Done(digest) => {
                    done(digest);
                    self.look_into(side, archive.clone(), digest);
                }
                Reading::Failed(_) => {}
            }
            self.release_if_idle();
        };
        self.reader(side).read(file, on_change);
    }

    /// Looks into an archive for a page that was saved as the file.
    fn look_into(self, side: Side, file: File, digest: Digest) {
        let Some(Content::Firmware(format)) = digest.content else {
            return;
        };
        let chosen = self.chosen[side];
        spawn_local(async move {
            if holds_page(&file, format).await {
                let page = Digest {
                    content: Some(Content::Suspect(Suspicion::ArchivedPage)),
                    ..digest
                };
                // Another file may be chosen by now.
                let read = |file: &&mut ChosenFile| file.state == Reading::Done(digest);
                chosen.try_update(|file| {
                    file.iter_mut()
                        .filter(read)
                        .for_each(|file| file.state = Reading::Done(page))
                });
            }
        });
    }

    /// Shows an error for items dropped on a side that are not one file.
    pub(crate) fn refuse(&self, side: Side, error: FileError) {
        self.drop(side);
        self.chosen[side].set(Some(ChosenFile {
            name: None,
            size: 0,
            state: Reading::Failed(error),
        }));
    }

    /// Stops reading the file of a side and removes it. The fields keep their texts.
    pub fn drop(&self, side: Side) {
        self.reader(side).stop();
        self.files.update_value(|files| files[side] = None);
        self.chosen[side].set(None);
    }

    /// Expected checksum of a side, as entered. Tracked.
    pub fn checksum(&self, side: Side) -> String {
        scoped(self.checksums[side]).get()
    }

    /// Sets the expected checksum of a side.
    pub fn set_checksum(&self, side: Side, text: String) {
        self.checksum_inputs[side].update_value(|count| *count = count.wrapping_add(1));
        self.checksums[side].set(text);
    }

    /// Expected checksums of both sides. Tracked.
    pub(crate) fn checksums(&self) -> PerSide<String> {
        PerSide::new(|side| self.checksum(side))
    }

    /// Sets the expected checksums of both sides.
    pub(crate) fn set_checksums(&self, texts: PerSide<String>) {
        self.set_checksum(Side::From, texts.from);
        self.set_checksum(Side::Target, texts.target);
    }

    /// Sets the expected checksum of a side from a checksum file.
    pub(crate) fn read_checksums(self, side: Side, file: File) {
        let inputs = self.checksum_inputs[side];
        inputs.update_value(|count| *count = count.wrapping_add(1));
        let own = inputs.get_value();
        spawn_local(async move {
            // The name of an empty or unreadable file takes the place of its text, so that the field shows an error.
            let file_name = file.name();
            let text = text_of(file).await.filter(|text| !text.is_empty()).unwrap_or(file_name);
            if inputs.try_get_value() != Some(own) {
                return;
            }
            let name = untrack(|| self.name(side));
            let md5 = untrack(|| self.digest(side)).map(|digest| digest.md5);
            let found = listed_md5(&text, name.as_deref(), md5);
            // An unreadable text is kept: it may be a list, which becomes readable once the name of the file is known.
            self.set_checksum(side, found.map_or(text, |md5| md5.to_string()));
        });
    }

    /// Comparison of the file of a side with its expected checksum; `None` without a checksum. Where no file is read, the entered
    /// MD5 is compared. Tracked.
    pub(crate) fn comparison(&self, side: Side, entered: Option<Md5>) -> Option<Comparison> {
        let text = self.checksum(side);
        if text.is_empty() {
            return None;
        }
        let md5 = match self.chosen(side).map(|file| file.state) {
            Some(Reading::Progress(_)) => None,
            Some(Reading::Done(digest)) => Some(digest.md5),
            Some(Reading::Failed(_)) | None => entered,
        };
        Some(match (listed_md5(&text, self.name(side).as_deref(), md5), md5) {
            (Err(error), _) => Comparison::Unreadable(error),
            (Ok(_), None) => Comparison::Waiting,
            (Ok(expected), Some(md5)) if expected == md5 => Comparison::Same,
            (Ok(_), Some(md5)) => Comparison::Different(md5),
        })
    }

    /// Removes all files and checksums.
    pub(crate) fn discard(&self) {
        for side in Side::ALL {
            self.drop(side);
            self.set_checksum(side, String::new());
        }
        self.release_if_idle();
    }

    /// Clone of the reader of a side, because its callback may access the readers again.
    fn reader(&self, side: Side) -> Reader {
        self.readers.with_value(|readers| readers[side].clone())
    }

    /// Name of the chosen file of a side. Tracked.
    pub fn name(&self, side: Side) -> Option<String> {
        self.chosen(side).and_then(|file| file.name)
    }
}
