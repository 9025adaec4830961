//! Follows code, one way after the other, and keeps the depth of every value.

use wasmparser::{BlockType, ModuleArity as _, Operator};

use super::module::{Function, Instruction, Module};
use super::operators::{distance, is_rotate, loaded, stored};
use super::state::{Origins, State, Value};
use crate::error::{Error, Result};

const CALLS: &str = "it calls other functions, and what they do is not counted: have them inlined";
const LOOPS: &str = "it holds a loop of its own, and its turns are not counted: unroll that";
const UNKNOWN: &str =
    "it uses an instruction that crates/xtask/src/chain/flow.rs does not follow: teach it, or avoid it";

/// What a branch to a label means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// To its end.
    Block,
    /// To its start, which is not followed.
    Loop,
    /// To the start of the loop that is measured.
    Measured,
}

struct Frame {
    kind: Kind,
    /// Values on the stack below those of this block.
    height: usize,
    /// Values a branch to this label carries.
    carried: usize,
    /// The other way of an `if`, until it is taken.
    otherwise: Option<State>,
    /// Where branches to this label have met.
    met: Option<State>,
}

/// One walk through a part of a function.
struct Walk<'a> {
    module: &'a Module,
    function: &'a Function<'a>,
    origins: &'a mut Origins,
    frames: Vec<Frame>,
    /// None where no way leads.
    now: Option<State>,
}

/// Follows a function from its start up to the loop at `start`: what is known as the loop is first entered, or none if
/// no way leads there.
pub(super) fn up_to(
    module: &Module,
    function: &Function<'_>,
    start: usize,
    origins: &mut Origins,
) -> Result<Option<State>> {
    let state = State::new(function.locals, origins);
    let mut walk = Walk {
        module,
        function,
        origins,
        frames: Vec::new(),
        now: Some(state),
    };
    walk.follow(0, start)?;
    Ok(walk.now)
}

/// Follows one turn of the loop from `start` to `end` (its `loop` and its `end`): what is known as the next turn
/// begins, or none if there is no way back to the start.
pub(super) fn turn(
    module: &Module,
    function: &Function<'_>,
    (start, end): (usize, usize),
    state: State,
    origins: &mut Origins,
) -> Result<Option<State>> {
    let carried = match function.code.get(start).map(|instruction| &instruction.operator) {
        Some(Operator::Loop { blockty }) => arity(module, *blockty)?.0,
        _ => 0,
    };
    let mut walk = Walk {
        module,
        function,
        origins,
        frames: vec![Frame {
            kind: Kind::Measured,
            height: state.stack.len().saturating_sub(carried),
            carried,
            otherwise: None,
            met: None,
        }],
        now: Some(state),
    };
    walk.follow(start + 1, end)?;
    Ok(walk.frames.pop().and_then(|frame| frame.met))
}

/// Values a block takes and leaves.
fn arity(module: &Module, kind: BlockType) -> Result<(usize, usize)> {
    let found = module.block_type_arity(kind);
    found
        .map(|(taken, left)| (taken as usize, left as usize))
        .ok_or_else(invalid)
}

fn invalid() -> Error {
    Error::new("the module is not valid WebAssembly; build it again")
}

impl Walk<'_> {
    fn follow(&mut self, from: usize, to: usize) -> Result<()> {
        let function = self.function;
        for at in from..to {
            let instruction = function.code.get(at).ok_or_else(invalid)?;
            if !self.structure(at, &instruction.operator)? {
                // Where no way leads, nothing is computed.
                if let Some(state) = &mut self.now {
                    let left = compute(state, instruction, self.module, self.origins)
                        .ok_or_else(|| unfollowed(self.function, &instruction.operator))?;
                    if !left {
                        self.now = None;
                    }
                }
            }
        }
        Ok(())
    }

    /// Follows what opens, closes and leaves blocks; false for everything else.
    fn structure(&mut self, at: usize, operator: &Operator<'_>) -> Result<bool> {
        match operator {
            Operator::Block { blockty } => {
                let (taken, left) = arity(self.module, *blockty)?;
                self.open(Kind::Block, taken, left, None);
            }
            Operator::Loop { blockty } => {
                let (taken, _) = arity(self.module, *blockty)?;
                self.forget_what_the_loop_changes(at);
                self.open(Kind::Loop, taken, taken, None);
            }
            Operator::If { blockty } => {
                let (taken, left) = arity(self.module, *blockty)?;
                self.pop()?;
                let otherwise = self.now.clone();
                self.open(Kind::Block, taken, left, otherwise);
            }
            Operator::Else => {
                let after = self.now.take();
                let frame = self.frames.last_mut().ok_or_else(invalid)?;
                frame.met = met(frame.met.take(), after, self.origins);
                self.now = frame.otherwise.take();
            }
            Operator::End => {
                // The end of the function itself closes no frame.
                if let Some(frame) = self.frames.pop()
                    && frame.kind == Kind::Block
                {
                    let ways = met(frame.met, frame.otherwise, self.origins);
                    self.now = met(self.now.take(), ways, self.origins);
                }
            }
            Operator::Br { relative_depth } => {
                self.branch(*relative_depth);
                self.now = None;
            }
            Operator::BrIf { relative_depth } => {
                self.pop()?;
                self.branch(*relative_depth);
            }
            Operator::BrTable { targets } => {
                self.pop()?;
                for target in targets.targets() {
                    self.branch(target.map_err(|_| invalid())?);
                }
                self.branch(targets.default());
                self.now = None;
            }
            Operator::Return | Operator::Unreachable => self.now = None,
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn open(&mut self, kind: Kind, taken: usize, carried: usize, otherwise: Option<State>) {
        let stack = self.now.as_ref().map_or(0, |state| state.stack.len());
        self.frames.push(Frame {
            kind,
            height: stack.saturating_sub(taken),
            carried,
            otherwise,
            met: None,
        });
    }

    /// The condition of a branch: predicted, so nothing waits for it.
    fn pop(&mut self) -> Result<()> {
        match &mut self.now {
            Some(state) => state.stack.pop().map(|_| ()).ok_or_else(invalid),
            None => Ok(()),
        }
    }

    /// Takes a way to a label; one that leaves what is walked through is not followed.
    fn branch(&mut self, label: u32) {
        let frame = (self.frames.len().checked_sub(label as usize + 1)).and_then(|at| self.frames.get_mut(at));
        if let (Some(frame), Some(state)) = (frame, &self.now)
            && frame.kind != Kind::Loop
        {
            let mut state = state.clone();
            let carried = state.stack.split_off(state.stack.len().saturating_sub(frame.carried));
            state.stack.truncate(frame.height);
            state.stack.extend(carried);
            frame.met = met(frame.met.take(), Some(state), self.origins);
        }
    }

    /// A loop that is not measured is walked through once, for any of its turns: what it changes can be anything.
    fn forget_what_the_loop_changes(&mut self, at: usize) {
        let Some(state) = &mut self.now else { return };
        let depth = state.disturb(state.deepest(), LOOPS);
        let mut open = 0_usize;
        for instruction in self.function.code.iter().skip(at) {
            match instruction.operator {
                Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => open += 1,
                Operator::End => open -= 1,
                Operator::LocalSet { local_index } | Operator::LocalTee { local_index } => {
                    state.set_local(local_index, self.origins.fresh(depth));
                }
                _ => {}
            }
            if open == 0 {
                break;
            }
        }
    }
}

fn met(a: Option<State>, b: Option<State>, origins: &mut Origins) -> Option<State> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.join(b, origins)),
        (one, None) | (None, one) => one,
    }
}

fn unfollowed(function: &Function<'_>, operator: &Operator<'_>) -> Error {
    let index = function.index;
    Error::new(format!(
        "function {index} has a loop like MD5's and uses {operator:?}, which crates/xtask/src/chain/flow.rs does not \
         follow: teach it, or avoid it"
    ))
}

/// One operator without labels. None if it is not known what it does to the stack, or the module is not valid; false if
/// no way leads on.
fn compute(
    state: &mut State,
    Instruction { operator, arithmetic }: &Instruction<'_>,
    module: &Module,
    origins: &mut Origins,
) -> Option<bool> {
    if let Some((place, width)) = loaded(operator) {
        let address = state.stack.pop()?.moved(distance(place));
        let value = state.load(address, width, origins);
        state.stack.push(value);
        return Some(true);
    }
    if let Some((place, width)) = stored(operator) {
        let value = state.stack.pop()?;
        let address = state.stack.pop()?.moved(distance(place));
        state.store(address, value, width);
        return Some(true);
    }
    match operator {
        Operator::Nop => {}
        Operator::Drop => drop(state.stack.pop()?),
        Operator::LocalGet { local_index } => state.stack.push(state.local(*local_index)?),
        Operator::LocalSet { local_index } => {
            let value = state.stack.pop()?;
            state.set_local(*local_index, value);
        }
        Operator::LocalTee { local_index } => state.set_local(*local_index, *state.stack.last()?),
        Operator::GlobalGet { global_index } => {
            let value = state.global(*global_index, origins);
            state.stack.push(value);
        }
        Operator::GlobalSet { global_index } => {
            let value = state.stack.pop()?;
            state.set_global(*global_index, value);
        }
        Operator::I32Const { value } => state.stack.push(Value::constant(i64::from(*value))),
        Operator::I64Const { value } => state.stack.push(Value::constant(*value)),
        Operator::F32Const { .. }
        | Operator::F64Const { .. }
        | Operator::RefNull { .. }
        | Operator::RefFunc { .. }
        | Operator::MemorySize { .. } => state.stack.push(origins.fresh(0)),
        Operator::Select | Operator::TypedSelect { .. } => {
            let condition = state.stack.pop()?.depth;
            let (b, a) = (state.stack.pop()?, state.stack.pop()?);
            state.stack.push(origins.fresh(condition.max(a.depth).max(b.depth) + 1));
        }
        // Elsewhere is a way out of the function.
        Operator::ReturnCall { .. } | Operator::ReturnCallIndirect { .. } => return Some(false),
        _ => {
            let (taken, left) = operator.operator_arity(module)?;
            let rest = state.stack.len().checked_sub(taken as usize)?;
            let taken = state.stack.split_off(rest);
            match (arithmetic, taken.as_slice()) {
                (Some(opcode), [a]) => state.stack.push(origins.computed(*opcode, *a, *a)),
                (Some(opcode), [a, b]) => {
                    state.rotates += usize::from(is_rotate(operator));
                    state.stack.push(match operator {
                        Operator::I32Add | Operator::I64Add => origins.sum(*a, *b),
                        Operator::I32Sub | Operator::I64Sub => origins.difference(*opcode, *a, *b),
                        _ => origins.computed(*opcode, *a, *b),
                    });
                }
                _ => {
                    let given = taken.iter().map(|value| value.depth).max().unwrap_or_default();
                    let depth = state.disturb(given, why(operator));
                    state.stack.extend((0..left).map(|_| origins.fresh(depth)));
                }
            }
        }
    }
    Some(true)
}

fn why(operator: &Operator<'_>) -> &'static str {
    match operator {
        Operator::Call { .. } | Operator::CallIndirect { .. } => CALLS,
        _ => UNKNOWN,
    }
}
