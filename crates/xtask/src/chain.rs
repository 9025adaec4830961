//! How fast the shipped MD5 can be at best, read from its WebAssembly: a gate on speed without a clock.
//!
//! Each of the 64 steps of a block waits for the one before, so a processor that does everything else at the same time
//! still needs one cycle for each operation on the longest chain from one block to the next. The loop over blocks is
//! the innermost one with at least 64 rotates. It is walked through turn after turn, and every value gets a depth:
//!
//! - constants, loads, branches and copies between locals take no time; anything that computes, `select` included, is
//!   one later than the latest of its operands;
//! - memory keeps depths, byte by byte. Addresses are values plus a constant distance, followed from the start of the
//!   function, so that a word is found again however its address is spelled; state kept in memory does not look free.
//!   Different bases are taken for different memory: the words of the message wait for nothing;
//! - where ways meet, the later value counts and the fewer rotates; a way that does not lead back counts for nothing;
//! - a call, an inner loop or an unknown instruction is one operation on everything it can reach. What happens inside
//!   is not counted, so a loop with one has no depth that would pass.
//!
//! What this cannot see is state that goes through memory under two unrelated addresses. The chain then is shorter
//! than MD5 allows, and that is an error, too.

mod flow;
mod module;
mod operators;
mod state;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use self::module::{Function, Module};
use self::state::{Depth, Origins};
use crate::error::{Context as _, Error, Result};
use crate::files;
use crate::size::HASH_DIGITS;

/// Cycles per byte of the chain the shipped kernel may have: ours takes 4.52, that of `hash-wasm` 4.13 at
/// 6.14 (requirement on the digest worker: chain depth of the shipped kernel <= 4.6).
const LIMIT: f64 = 4.6;

/// No MD5 has a shorter chain: rounds F and I add five operations a step, G and H four, and nothing but fused or vector
/// operations, which WebAssembly does not have for words, makes it fewer (<https://github.com/animetosho/md5-optimisation>).
const FLOOR: f64 = 4.5;

/// Steps of a block, each with one rotate.
const STEPS: usize = 64;

/// Bytes of a block.
const BLOCK: usize = 64;

/// Turns until the depth grows evenly, and turns over which it is measured.
const SETTLING: u32 = 8;
const MEASURED: u32 = 8;

/// The loop over blocks of one function.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Chain {
    /// The function's index in the module, imported functions included.
    pub(crate) function: u32,
    /// Rotates of one turn, on the way with the fewest.
    pub(crate) rotates: usize,
    /// Operations on the chain from one turn to the next.
    pub(crate) operations: Depth,
    /// Cycles the chain takes for each byte of the message, at one operation a cycle.
    pub(crate) cycles_per_byte: f64,
    /// Why it may be longer than this.
    pub(crate) hidden: Option<&'static str>,
}

/// The kernel in `dist`, and the same in the console itself, which digests where no worker can run: a line each.
///
/// # Errors
/// A sentence for each that is missing, cannot be measured or is over [`LIMIT`].
pub(crate) fn report(dist: &Path) -> Result<String> {
    let worker = only(dist, "digest-", ".wasm", "the digest worker's module").and_then(|path| verdict(&path));
    let console = only(dist, "later-", ".wasm", "the console's second module").and_then(|path| verdict(&path));
    match (worker, console) {
        (Ok(worker), Ok(console)) => Ok(format!("{worker}\n{console}")),
        (Err(error), Ok(fine)) | (Ok(fine), Err(error)) => Err(Error::new(format!("{error}\n{fine}"))),
        (Err(one), Err(other)) => Err(Error::new(format!("{one}\n{other}"))),
    }
}

/// The one file in `dist` with this name around 16 digits of hash.
fn only(dist: &Path, before: &str, after: &str, what: &str) -> Result<PathBuf> {
    let mut found = files::entries(dist)?;
    found.retain(|path| {
        let name = files::name(path);
        let hash = name.strip_prefix(before).and_then(|name| name.strip_suffix(after));
        hash.is_some_and(|hash| hash.len() == HASH_DIGITS && hash.bytes().all(|digit| digit.is_ascii_hexdigit()))
    });
    match (found.pop(), found.len()) {
        (Some(path), 0) => Ok(path),
        (None, _) => Err(Error::new(format!(
            "{} has no {before}HASH{after}, {what}: build it with `cargo xtask dist`, or correct its name here",
            dist.display()
        ))),
        (Some(_), more) => Err(Error::new(format!(
            "{} has {} files {before}HASH{after}, and {what} is one: remove the folder and build again",
            dist.display(),
            more + 1
        ))),
    }
}

/// A line for each loop of a module. One without a loop fails: a kernel that is no longer written out must not pass.
fn verdict(path: &Path) -> Result<String> {
    let name = files::name(path);
    let chains = loops(&files::read(path)?).context(|| name.clone())?;
    if chains.is_empty() {
        return Err(Error::new(format!(
            "{name} has no loop with {STEPS} rotates: write out the {STEPS} steps of a block in one function, within \
             the loop over blocks (crates/firmware-digest/src/block.rs)"
        )));
    }
    let judged: Vec<_> = chains.iter().map(|chain| judge(&name, chain)).collect();
    let text = |fine| {
        let lines: Vec<&str> = (judged.iter().filter(|line| line.is_ok() == fine))
            .map(|line| line.as_ref().map_or_else(String::as_str, String::as_str))
            .collect();
        lines.join("\n")
    };
    if judged.iter().any(std::result::Result::is_err) {
        return Err(Error::new(text(false)));
    }
    Ok(text(true))
}

/// What there is to say about a chain, as an error if it does not pass.
fn judge(name: &str, chain: &Chain) -> std::result::Result<String, String> {
    let Chain {
        function,
        cycles_per_byte: cycles,
        ..
    } = chain;
    let measured = format!("{name}, function {function}: the MD5 chain takes {cycles:.3} cycles/byte");
    let fail = |why: &str| Err(format!("{measured}; {why}"));
    if let Some(hidden) = chain.hidden {
        return fail(&format!("or more: {hidden}"));
    }
    if *cycles < FLOOR {
        return fail(&format!(
            "less than any MD5 does ({FLOOR}), so part of the chain was not seen: keep the four words of the state in \
             locals, or correct crates/xtask/src/chain.rs"
        ));
    }
    if *cycles > LIMIT {
        return fail(&format!(
            "the limit is {LIMIT}: add what waits for the newest word last in each step, and see that the optimiser \
             left it there (crates/firmware-digest/src/block.rs)"
        ));
    }
    Ok(format!("{measured}; limit {LIMIT}, floor {FLOOR}"))
}

/// Every loop over blocks of MD5 in a module: the innermost loops with at least 64 rotates.
///
/// # Errors
/// What is no valid module, or has such a loop that cannot be followed.
pub(crate) fn loops(wasm: &[u8]) -> Result<Vec<Chain>> {
    let (module, functions) = Module::read(wasm)?;
    let mut chains = Vec::new();
    for function in &functions {
        for (start, end) in candidates(function) {
            chains.extend(measure(&module, function, (start, end))?);
        }
    }
    Ok(chains)
}

/// A loop while it is looked for.
struct Open {
    start: usize,
    is_loop: bool,
    rotates: usize,
    /// A loop within is a candidate already.
    found_within: bool,
}

/// Where the innermost loops with enough rotates start and end.
fn candidates(function: &Function<'_>) -> Vec<(usize, usize)> {
    use wasmparser::Operator;
    let mut found = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for (at, instruction) in function.code.iter().enumerate() {
        match &instruction.operator {
            operator @ (Operator::Block { .. } | Operator::If { .. } | Operator::Loop { .. }) => open.push(Open {
                start: at,
                is_loop: matches!(operator, Operator::Loop { .. }),
                rotates: 0,
                found_within: false,
            }),
            operator if operators::is_rotate(operator) => {
                if let Some(innermost) = open.last_mut() {
                    innermost.rotates += 1;
                }
            }
            Operator::End => {
                let Some(closed) = open.pop() else { continue };
                let is_candidate = closed.is_loop && closed.rotates >= STEPS && !closed.found_within;
                if is_candidate {
                    found.push((closed.start, at));
                }
                if let Some(outer) = open.last_mut() {
                    outer.rotates += closed.rotates;
                    outer.found_within |= closed.found_within || is_candidate;
                }
            }
            _ => {}
        }
    }
    found
}

/// The chain of one loop; none if its end does not lead back to its start, or nothing leads to it.
fn measure(module: &Module, function: &Function<'_>, span: (usize, usize)) -> Result<Option<Chain>> {
    let mut origins = Origins::default();
    let Some(mut state) = flow::up_to(module, function, span.0, &mut origins)? else {
        return Ok(None);
    };
    state.rewind();
    let mut settled = 0;
    let mut rotates = usize::MAX;
    for turn in 0..SETTLING + MEASURED {
        if turn == SETTLING {
            settled = state.deepest();
        }
        state.rotates = 0;
        let Some(next) = flow::turn(module, function, span, state, &mut origins)? else {
            return Ok(None);
        };
        rotates = rotates.min(next.rotates);
        state = next;
    }
    // Rounded up: a limit is not met by rounding.
    let operations = state.deepest().saturating_sub(settled).div_ceil(Depth::from(MEASURED));
    let way_round = (rotates < STEPS).then_some(
        "there is a way back to its start with fewer rotates than a block has: test before the loop, not within",
    );
    let bytes = BLOCK * (rotates / STEPS).max(1);
    Ok(Some(Chain {
        function: function.index,
        rotates,
        operations,
        cycles_per_byte: operations as f64 / bytes as f64,
        hidden: state.hidden.or(way_round),
    }))
}
