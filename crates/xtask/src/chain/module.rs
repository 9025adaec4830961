//! What the measure needs of a module: the instructions of every function, and how many values a call takes and leaves.

use wasmparser::{
    BlockType, ContType, FrameKind, FuncType, FunctionBody, ModuleArity, Operator, Parser, Payload, RefType, SubType,
    TypeRef,
};

use crate::error::{Context, Result};

/// Types and functions of a module, by their indices.
#[derive(Default)]
pub(super) struct Module {
    types: Vec<SubType>,
    /// The type of each function, imported ones first.
    functions: Vec<u32>,
}

/// One function's code.
pub(super) struct Function<'a> {
    /// As other tools count: imported functions come first.
    pub(super) index: u32,
    /// Parameters and declared locals together.
    pub(super) locals: usize,
    pub(super) code: Vec<Instruction<'a>>,
}

pub(super) struct Instruction<'a> {
    pub(super) operator: Operator<'a>,
    /// The opcode of an operator that only computes: comparison, arithmetic, conversion. They are one range of bytes,
    /// so none has to be listed and none can be forgotten.
    pub(super) arithmetic: Option<u8>,
}

const FIRST_ARITHMETIC: u8 = 0x45;
const LAST_ARITHMETIC: u8 = 0xc4;

impl Module {
    /// Reads a module and the functions it defines.
    pub(super) fn read(wasm: &[u8]) -> Result<(Self, Vec<Function<'_>>)> {
        let what = || "reading a WebAssembly module".to_owned();
        let mut module = Self::default();
        let mut imported = 0;
        let mut functions = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.context(what)? {
                Payload::TypeSection(groups) => {
                    for group in groups {
                        module.types.extend(group.context(what)?.into_types());
                    }
                }
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        if let TypeRef::Func(kind) | TypeRef::FuncExact(kind) = import.context(what)?.ty {
                            module.functions.push(kind);
                            imported += 1;
                        }
                    }
                }
                Payload::FunctionSection(kinds) => {
                    for kind in kinds {
                        module.functions.push(kind.context(what)?);
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    let index = imported + functions.len();
                    let parameters = module.parameters(index);
                    functions.push(Function::read(wasm, index, parameters, &body).context(what)?);
                }
                _ => {}
            }
        }
        Ok((module, functions))
    }

    fn parameters(&self, function: usize) -> usize {
        let kind = self.functions.get(function).and_then(|kind| self.sub_type_at(*kind));
        kind.and_then(|kind| self.sub_type_arity(kind))
            .map_or(0, |(parameters, _)| parameters as usize)
    }
}

impl<'a> Function<'a> {
    fn read(wasm: &[u8], index: usize, parameters: usize, body: &FunctionBody<'a>) -> wasmparser::Result<Self> {
        let mut locals = parameters;
        for group in body.get_locals_reader()? {
            locals += group?.0 as usize;
        }
        let mut code = Vec::new();
        for item in body.get_operators_reader()?.into_iter_with_offsets() {
            let (operator, at) = item?;
            let opcode = usize::try_from(at).ok().and_then(|at| wasm.get(at)).copied();
            let arithmetic = opcode.filter(|opcode| (FIRST_ARITHMETIC..=LAST_ARITHMETIC).contains(opcode));
            code.push(Instruction { operator, arithmetic });
        }
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        Ok(Self { index, locals, code })
    }
}

/// So that `wasmparser` can say how many values an operator takes and leaves. Labels are followed by `flow` itself.
impl ModuleArity for Module {
    fn sub_type_at(&self, index: u32) -> Option<&SubType> {
        self.types.get(index as usize)
    }

    fn tag_type_arity(&self, _: u32) -> Option<(u32, u32)> {
        None
    }

    fn type_index_of_function(&self, function: u32) -> Option<u32> {
        self.functions.get(function as usize).copied()
    }

    fn func_type_of_cont_type(&self, _: &ContType) -> Option<&FuncType> {
        None
    }

    fn sub_type_of_ref_type(&self, _: &RefType) -> Option<&SubType> {
        None
    }

    fn control_stack_height(&self) -> u32 {
        0
    }

    fn label_block(&self, _: u32) -> Option<(BlockType, FrameKind)> {
        None
    }
}
