//! `firmware-digest` as a plain wasm module without generated glue, allocator and panic messages. `worker.js` loads it,
//! copies the bytes of a file into [`buffer`] and passes their number to [`update`].
//!
//! The module has one reader, because a worker reads one file at a time.
#![cfg_attr(target_arch = "wasm32", no_std)]
#![expect(
    unsafe_code,
    reason = "exported names, and one `Sync` cell in a module without threads"
)]

use core::cell::RefCell;
use firmware_digest::{Content, Md5, Survey};

/// Size of the buffer in bytes: small enough that the bytes stay in the L1 or L2 cache between copy and digest.
const BUFFER: usize = 64 << 10;

struct Reader {
    md5: Md5,
    survey: Survey,
    buffer: [u8; BUFFER],
}

struct Cell(RefCell<Reader>);

// SAFETY: a wasm module without threads runs on one thread, and no other crate links this one.
unsafe impl Sync for Cell {}

static READER: Cell = Cell(RefCell::new(Reader {
    md5: Md5::new(),
    survey: Survey::new(),
    buffer: [0; BUFFER],
}));

/// Returns the address of the buffer in the module's memory.
#[unsafe(no_mangle)]
pub extern "C" fn buffer() -> *const u8 {
    READER.0.borrow().buffer.as_ptr()
}

/// Returns the size of the buffer in bytes.
#[unsafe(no_mangle)]
pub extern "C" fn capacity() -> usize {
    BUFFER
}

/// Starts a new file.
#[unsafe(no_mangle)]
pub extern "C" fn reset() {
    let mut reader = READER.0.borrow_mut();
    reader.md5 = Md5::new();
    reader.survey = Survey::new();
}

/// Adds the first `len` bytes of the buffer to the file.
#[unsafe(no_mangle)]
pub extern "C" fn update(len: usize) {
    let mut reader = READER.0.borrow_mut();
    let Reader { md5, survey, buffer } = &mut *reader;
    let bytes = &buffer[..len];
    md5.update(bytes);
    survey.update(bytes);
}

/// Ends the file: writes the 16 bytes of its digest to the start of the buffer, and returns the code of its
/// content ([`Content::code`]).
#[unsafe(no_mangle)]
pub extern "C" fn finish() -> u32 {
    let mut reader = READER.0.borrow_mut();
    let digest = reader.md5.clone().finish();
    reader.buffer[..digest.len()].copy_from_slice(&digest);
    u32::from(Content::code(reader.survey.content()))
}

/// Traps without a message. The script reports the trap to the page as an error.
#[cfg(target_arch = "wasm32")]
#[panic_handler]
fn stop(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
