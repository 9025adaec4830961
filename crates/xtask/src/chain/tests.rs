//! Loops written by hand, whose depth can be counted on paper.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod gate;

use super::{Chain, loops};

/// A function with `prologue`, then the loop: `turn`, and a condition that leads back.
/// Locals: `$p` message, `$s` state, `$n` blocks left, `$x` `$y` words.
fn looping(prologue: &str, turn: &str) -> String {
    function(prologue, &format!("loop $block {turn} {NEXT} end"))
}

/// The end of a turn: 64 bytes further, one block less.
const NEXT: &str = "local.get $p i32.const 64 i32.add local.set $p
    local.get $n i32.const 1 i32.sub local.tee $n br_if $block";

fn function(prologue: &str, code: &str) -> String {
    format!(
        "(module
           (import \"env\" \"other\" (func $other (param i32) (result i32)))
           (import \"env\" \"stop\" (func $stop))
           (memory 1)
           (global $stack (mut i32) (i32.const 65536))
           (func (param $p i32) (param $s i32) (param $n i32) (result i32)
             (local $x i32) (local $y i32) (local $z i64)
             {prologue} {code} local.get $x))"
    )
}

/// One operation: `$x` turned.
const ROTATE: &str = "local.get $x i32.const 7 i32.rotl local.set $x ";
const LOAD_STATE: &str = "local.get $s i32.load offset=8 local.set $x ";
const STORE_STATE: &str = "local.get $s local.get $x i32.store offset=8 ";

fn chains(wat: &str) -> Vec<Chain> {
    loops(&wat::parse_str(wat).unwrap_or_else(|error| panic!("{error}"))).unwrap_or_else(|error| panic!("{error}"))
}

/// The only loop of a module.
fn chain(wat: &str) -> Chain {
    let mut found = chains(wat);
    assert_eq!(found.len(), 1, "{found:?} in {wat}");
    found.remove(0)
}

/// Operations of one turn, none of them hidden.
fn operations(wat: &str) -> u64 {
    let chain = chain(wat);
    assert_eq!(chain.hidden, None, "{wat}");
    chain.operations
}

#[test]
fn one_operation_a_step_is_one_cycle_a_byte() {
    assert_eq!(
        chain(&looping("", &ROTATE.repeat(64))),
        Chain {
            function: 2,
            rotates: 64,
            operations: 64,
            cycles_per_byte: 1.0,
            hidden: None,
        }
    );
}

#[test]
fn what_computes_takes_one_and_what_copies_loads_or_is_constant_takes_none() {
    for (step, each) in [
        // On the chain.
        ("local.get $x i32.const 7 i32.rotl local.get $x i32.add local.set $x", 2),
        ("local.get $x i32.const 25 i32.rotr local.set $x", 1),
        ("local.get $x i32.eqz i32.const 7 i32.rotl local.set $x", 2),
        (
            "local.get $x i64.extend_i32_u i32.wrap_i64 i32.const 7 i32.rotl local.set $x",
            3,
        ),
        (
            "local.get $x i64.extend_i32_u i64.const 3 i64.xor i32.wrap_i64 i32.const 7 i32.rotl local.set $x",
            4,
        ),
        ("local.get $x i32.extend8_s i32.const 7 i32.rotl local.set $x", 2),
        // `select` waits for its condition and for both values.
        (
            "local.get $x i32.const 7 i32.rotl local.get $y local.get $n select local.set $x",
            2,
        ),
        (
            "local.get $y local.get $x i32.const 7 i32.rotl local.get $n select local.set $x",
            2,
        ),
        (
            "local.get $y local.get $p local.get $x i32.const 7 i32.rotl select local.set $x",
            2,
        ),
        // Beside it: a term that is ready, however much work it is.
        (
            "local.get $p i32.load offset=4 i32.const 3 i32.mul i32.const 5 i32.xor local.get $x i32.add i32.const 7 i32.rotl local.set $x",
            2,
        ),
        (
            "local.get $x i32.const 7 i32.rotl local.tee $y local.set $x local.get $y local.set $x",
            1,
        ),
        (
            "local.get $x i32.const 7 i32.rotl global.set $stack global.get $stack local.set $x",
            1,
        ),
        (
            "block (result i32) local.get $x i32.const 7 i32.rotl end local.set $x nop i32.const 1 drop",
            1,
        ),
        // A table that is looked up by the chain is on the chain.
        ("local.get $x i32.const 7 i32.rotl i32.load local.set $x", 1),
    ] {
        assert_eq!(
            operations(&looping("", &format!("{step} ").repeat(64))),
            64 * each,
            "{step}"
        );
    }
}

#[test]
fn state_in_memory_keeps_its_depth_however_its_address_is_spelled() {
    let same_word = [
        (LOAD_STATE, STORE_STATE),
        (
            "local.get $s i32.const 8 i32.add i32.load local.set $x ",
            "local.get $s i32.const -4 i32.sub local.get $x i32.store offset=4 ",
        ),
        (
            "local.get $s i32.const 4 i32.add local.tee $y i32.load offset=4 local.set $x ",
            STORE_STATE,
        ),
        (
            "global.get $stack i32.load local.set $x ",
            "global.get $stack local.get $x i32.store ",
        ),
        (
            "i32.const 40 i32.load local.set $x ",
            "i32.const 32 local.get $x i32.store offset=8 ",
        ),
        // Half of a double word, and a byte of a word.
        (
            "local.get $s i32.load offset=12 local.set $x ",
            "local.get $s local.get $x i64.extend_i32_u i64.store offset=8 ",
        ),
        ("local.get $s i32.load8_u offset=11 local.set $x ", STORE_STATE),
        // An address that is itself kept in memory, and one with an index.
        (
            "local.get $s i32.load i32.load local.set $x ",
            "local.get $s i32.load local.get $x i32.store ",
        ),
        (
            "local.get $s local.get $y i32.add i32.load offset=4 local.set $x ",
            "local.get $y i32.const 4 i32.add local.get $s i32.add local.get $x i32.store ",
        ),
    ];
    for (load, store) in same_word {
        let converted = u64::from(store.contains("extend"));
        let wat = looping("", &[load, &ROTATE.repeat(64), store].concat());
        assert_eq!(operations(&wat), 64 + converted, "{load} / {store}");
    }
}

#[test]
fn a_copy_of_the_address_made_before_the_loop_is_the_same_address() {
    let wat = looping(
        "local.get $s i32.const 8 i32.add local.set $y",
        &["local.get $y i32.load local.set $x ", &ROTATE.repeat(64), STORE_STATE].concat(),
    );
    assert_eq!(operations(&wat), 64);
}

#[test]
fn a_spill_within_each_step_is_still_the_chain() {
    let step = [LOAD_STATE, ROTATE, STORE_STATE].concat();
    assert_eq!(operations(&looping("", &step.repeat(64))), 64);
}

#[test]
fn the_words_of_the_message_are_no_state() {
    // Each word is used late in the chain; were it a slot of the state, the next turn would wait for it twice.
    let step = "local.get $p i32.load offset=8 local.get $x i32.add i32.const 7 i32.rotl local.set $x ";
    let wat = looping("", &[LOAD_STATE, &step.repeat(64), STORE_STATE].concat());
    assert_eq!(operations(&wat), 128);
    // State that is stored beside its place is not found again: nothing waits, and the check says so.
    let lost = looping(
        "",
        &[
            LOAD_STATE,
            &ROTATE.repeat(64),
            "local.get $s local.get $x i32.store offset=12 ",
        ]
        .concat(),
    );
    assert!(operations(&lost) <= 1, "only the counters go on");
}

#[test]
fn only_innermost_loops_with_a_block_of_rotates_are_found() {
    for (turn, found) in [(16, 0), (63, 0), (64, 1), (65, 1)] {
        assert_eq!(chains(&looping("", &ROTATE.repeat(turn))).len(), found, "{turn}");
    }
    let block = ROTATE.repeat(64);
    let inner = format!("loop $block {block} {NEXT} end");
    // A rolled loop in a loop over blocks has no 64 rotates; nor has code without a loop, or a loop without a way back.
    assert_eq!(chains(&function("", &block)).len(), 0);
    assert_eq!(chains(&function("", &format!("loop {block} end"))).len(), 0);
    assert_eq!(chains(&function("", &format!("unreachable {inner}"))).len(), 0);
    assert_eq!(chains(&function("", &format!("{inner} {inner}"))).len(), 2);
    let outer = format!("loop $slice {inner} {block} local.get $n br_if $slice end");
    assert_eq!(operations(&function("", &outer)), 64);
}

#[test]
fn two_blocks_a_turn_count_as_two_and_a_block_and_a_half_as_one() {
    for (steps, cycles) in [(128, 1.0), (96, 1.5)] {
        let chain = chain(&looping("", &ROTATE.repeat(steps)));
        assert_eq!((chain.rotates, chain.cycles_per_byte), (steps, cycles));
    }
}

#[test]
fn where_ways_meet_the_longer_counts_and_one_block_is_one_block() {
    let slow = "local.get $x i32.const 7 i32.rotl i32.const 1 i32.xor local.set $x ".repeat(64);
    let fast = ROTATE.repeat(64);
    for (one, other) in [(&slow, &fast), (&fast, &slow)] {
        let chain = chain(&looping("", &format!("local.get $y if {one} else {other} end")));
        assert_eq!((chain.rotates, chain.operations, chain.hidden), (64, 128, None));
    }
    // Without `else`, by a branch with a value, by a table of branches, and to the start from within.
    for (turn, expected) in [
        (format!("{fast} local.get $y if {ROTATE} end"), 65),
        (
            format!("{fast} block (result i32) local.get $x local.get $y br_if 0 i32.const 1 i32.xor end local.set $x"),
            65,
        ),
        (
            format!("{fast} block block local.get $y br_table 0 1 0 end {ROTATE} end"),
            65,
        ),
        (format!("{fast} {ROTATE} local.get $y br_if $block"), 65),
        (
            format!(
                "{fast} local.get $y if (result i32) i32.const 1 else local.get $x i32.const 1 i32.xor end local.set $x"
            ),
            65,
        ),
        // In memory on one way only.
        (
            format!("{LOAD_STATE} {fast} local.get $y if {STORE_STATE} else {ROTATE} {STORE_STATE} end"),
            65,
        ),
        (format!("{LOAD_STATE} {fast} local.get $y if {STORE_STATE} end"), 64),
    ] {
        assert_eq!(operations(&looping("", &turn)), expected, "{turn}");
    }
}

#[test]
fn a_way_that_leaves_the_loop_counts_for_nothing() {
    let block = ROTATE.repeat(64);
    for exit in [
        "call $stop unreachable",
        "local.get $x call $other return",
        "local.get $x call $other local.set $x br $out",
        "loop $spin br $spin end",
    ] {
        let turn = format!("local.get $y if {exit} end {block}");
        let wat = function("", &format!("block $out loop $block {turn} {NEXT} end end"));
        assert_eq!(operations(&wat), 64, "{exit}");
    }
}

#[test]
fn what_is_not_followed_is_named_and_hides_nothing_it_was_given() {
    let block = ROTATE.repeat(64);
    for (turn, reason) in [
        (format!("{block} local.get $x call $other local.set $x"), "calls"),
        (format!("{LOAD_STATE} {block} {STORE_STATE} call $stop"), "calls"),
        (
            format!("{block} loop $twice {ROTATE} local.get $y br_if $twice end"),
            "a loop of its own",
        ),
        (
            format!("{block} local.get $s local.get $x i32.const 4 memory.fill"),
            "does not follow",
        ),
        (format!("local.get $y br_if $block {block}"), "fewer rotates"),
    ] {
        let chain = chain(&looping("", &turn));
        assert!(chain.operations >= 64, "{turn}: {chain:?}");
        assert!(
            chain.hidden.is_some_and(|hidden| hidden.contains(reason)),
            "{turn}: {chain:?}"
        );
    }
}

#[test]
fn what_is_before_the_loop_does_not_count() {
    for before in [
        ROTATE.repeat(500),
        "local.get $s call $other local.set $x".to_owned(),
        "loop $wait local.get $y br_if $wait end".to_owned(),
        "block local.get $y br_if 0 i32.const 3 local.set $x end".to_owned(),
    ] {
        assert_eq!(operations(&looping(&before, &ROTATE.repeat(64))), 64, "{before}");
    }
}

#[test]
fn what_is_no_module_is_an_error() {
    assert!(loops(b"no wasm").is_err());
    let wasm = wat::parse_str(looping("", &ROTATE.repeat(64))).unwrap();
    assert!(loops(&wasm[..wasm.len() - 5]).is_err());
}
