//! `firmware-digest` as a bare wasm module: no generated glue, no allocator, no text. `worker.js` beside it loads it,
//! copies the bytes of a file into [`buffer`] and says how many there are.
//!
//! The module has one reader: a worker reads one file at a time.
#![cfg_attr(target_arch = "wasm32", no_std)]
#![expect(
    unsafe_code,
    reason = "names in the export table, and one cell of a module without threads"
)]

use core::cell::RefCell;
use firmware_digest::{Md5, Survey, Suspicion};

/// Bytes that fit into the buffer: they stay in the first or second cache between the copy and the digest.
const BUFFER: usize = 64 << 10;

struct Reader {
    md5: Md5,
    survey: Survey,
    buffer: [u8; BUFFER],
}

struct Cell(RefCell<Reader>);

// SAFETY: a wasm module without threads runs on one thread, and nothing else links this crate.
unsafe impl Sync for Cell {}

static READER: Cell = Cell(RefCell::new(Reader {
    md5: Md5::new(),
    survey: Survey::new(),
    buffer: [0; BUFFER],
}));

/// Where in the module's memory the bytes go.
#[unsafe(no_mangle)]
pub extern "C" fn buffer() -> *const u8 {
    READER.0.borrow().buffer.as_ptr()
}

/// How many bytes fit there.
#[unsafe(no_mangle)]
pub extern "C" fn capacity() -> usize {
    BUFFER
}

/// Begins a file.
#[unsafe(no_mangle)]
pub extern "C" fn reset() {
    let mut reader = READER.0.borrow_mut();
    reader.md5 = Md5::new();
    reader.survey = Survey::new();
}

/// Takes the first `len` bytes of the buffer as the next of the file.
#[unsafe(no_mangle)]
pub extern "C" fn update(len: usize) {
    let mut reader = READER.0.borrow_mut();
    let Reader { md5, survey, buffer } = &mut *reader;
    let bytes = &buffer[..len];
    md5.update(bytes);
    survey.update(bytes);
}

/// Ends the file: the 16 bytes of its digest are at the start of the buffer. Gives the number of what is suspicious
/// about the content ([`Suspicion::code`]).
#[unsafe(no_mangle)]
pub extern "C" fn finish() -> u32 {
    let mut reader = READER.0.borrow_mut();
    let digest = reader.md5.clone().finish();
    reader.buffer[..digest.len()].copy_from_slice(&digest);
    u32::from(Suspicion::code(reader.survey.suspicion()))
}

/// Without text there is nothing to say; the script turns the trap into an error of the page.
#[cfg(target_arch = "wasm32")]
#[panic_handler]
fn stop(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
