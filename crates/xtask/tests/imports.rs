//! Imports point one way: the rooms (top-level modules) of the console follow the matrix of `docs/architecture.md`, the
//! layers of the platform are `http`, `service` and `store`, and no files import each other in a circle.
//!
//! An import is a `use` or an inline path, resolved through re-exports to the file that defines the item. `mod`,
//! `pub use` and test code are not imports.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use syn::{Attribute, Item, UseTree, Visibility};

/// Rooms of the console, each with the rooms it may import. `app` may import all.
const MATRIX: [(&str, &str); 13] = [
    ("console_event", ""),
    ("token_reply", ""),
    ("web", ""),
    ("i18n", ""),
    ("routing", "web i18n"),
    ("config", "web i18n"),
    ("session", "console_event token_reply web routing i18n config"),
    ("api", "session console_event web routing i18n config"),
    ("firmware_file", "web"),
    ("components", "web i18n"),
    ("portal", "console_event token_reply web routing i18n config"),
    ("state", "api session console_event web routing i18n config"),
    (
        "pages",
        "state components firmware_file api session web routing i18n config",
    ),
];

type ModulePath = Vec<String>;
/// Maps each file to the files it imports, and each of these to one of the imported paths.
type Edges = BTreeMap<PathBuf, BTreeMap<PathBuf, String>>;

#[derive(Default)]
struct Module {
    file: PathBuf,
    children: BTreeSet<String>,
    /// Names of the items that the module defines.
    items: BTreeSet<String>,
    /// `use`: the name in scope, and its full path.
    imports: Vec<(String, ModulePath)>,
    /// `pub use`: the name in scope (`*` for all), and its full path.
    exports: Vec<(String, ModulePath)>,
    /// Inline paths of at least two segments.
    paths: Vec<ModulePath>,
}

struct Crate(BTreeMap<ModulePath, Module>);

impl Crate {
    fn load(root: &Path) -> Self {
        let mut modules = Self(BTreeMap::new());
        modules.load_module(Vec::new(), root.join("lib.rs"), root.to_owned());
        modules
    }

    fn load_module(&mut self, path: ModulePath, file: PathBuf, folder: PathBuf) {
        let syntax = syn::parse_file(&fs::read_to_string(&file).unwrap()).unwrap();
        let mut module = Module {
            file,
            ..Module::default()
        };
        for item in &syntax.items {
            module.add(item);
        }
        for child in module.children.clone() {
            let folder = folder.join(&child);
            let flat = folder.with_extension("rs");
            let file = if flat.exists() { flat } else { folder.join("mod.rs") };
            self.load_module([path.as_slice(), &[child]].concat(), file, folder);
        }
        self.0.insert(path, module);
    }

    /// Returns the module that defines the item at `path`, as seen from `module`; `None` for another crate.
    fn resolve(&self, module: &ModulePath, path: &[String], depth: usize) -> Option<ModulePath> {
        if depth > 16 {
            return None;
        }
        let (mut at, mut rest) = match path.first()?.as_str() {
            "crate" => (Vec::new(), &path[1..]),
            "self" => (module.clone(), &path[1..]),
            "super" => {
                let ups = path.iter().take_while(|segment| *segment == "super").count();
                (module[..module.len() - ups].to_vec(), &path[ups..])
            }
            first => {
                let current = &self.0[module];
                if current.children.contains(first) {
                    (module.clone(), path)
                } else {
                    let known = current.imports.iter().chain(&current.exports);
                    let (_, full) = known.clone().find(|(name, full)| name == first && full[0] != *first)?;
                    let full = [full.as_slice(), &path[1..]].concat();
                    return self.resolve(module, &full, depth + 1);
                }
            }
        };
        while let Some(name) = rest.first() {
            let current = &self.0[&at];
            if current.children.contains(name) {
                at.push(name.clone());
                rest = &rest[1..];
                continue;
            }
            if current.items.contains(name) {
                break;
            }
            let exported = current
                .exports
                .iter()
                .find_map(|(exported, full)| match exported.as_str() {
                    "*" => self.resolve(&at, &[full.as_slice(), rest].concat(), depth + 1),
                    _ if exported == name => self.resolve(&at, &[full.as_slice(), &rest[1..]].concat(), depth + 1),
                    _ => None,
                });
            return exported.or(Some(at));
        }
        Some(at)
    }

    fn edges(&self) -> Edges {
        let mut edges = Edges::new();
        for (path, module) in &self.0 {
            let imported = module.imports.iter().map(|(_, path)| path);
            for used in imported.chain(&module.paths) {
                let Some(target) = self.resolve(path, used, 0) else {
                    continue;
                };
                let target = &self.0[&target].file;
                if *target != module.file {
                    let targets = edges.entry(module.file.clone()).or_default();
                    targets.entry(target.clone()).or_insert_with(|| used.join("::"));
                }
            }
        }
        edges
    }
}

impl Module {
    fn add(&mut self, item: &Item) {
        let (attributes, name) = match item {
            Item::Const(item) => (&item.attrs, Some(&item.ident)),
            Item::Enum(item) => (&item.attrs, Some(&item.ident)),
            Item::Fn(item) => (&item.attrs, Some(&item.sig.ident)),
            Item::Static(item) => (&item.attrs, Some(&item.ident)),
            Item::Struct(item) => (&item.attrs, Some(&item.ident)),
            Item::Trait(item) => (&item.attrs, Some(&item.ident)),
            Item::Type(item) => (&item.attrs, Some(&item.ident)),
            Item::Impl(item) => (&item.attrs, None),
            Item::Macro(item) => (&item.attrs, item.ident.as_ref()),
            Item::Mod(item) => {
                if !is_test(&item.attrs) {
                    assert!(
                        item.content.is_none(),
                        "inline module {} in {:?}",
                        item.ident,
                        self.file
                    );
                    self.children.insert(item.ident.to_string());
                }
                return;
            }
            Item::Use(item) => {
                let names = match item.vis {
                    Visibility::Inherited => &mut self.imports,
                    _ => &mut self.exports,
                };
                leaves(&item.tree, &mut Vec::new(), names);
                return;
            }
            other => panic!("unsupported item: {}", other.to_token_stream()),
        };
        if !is_test(attributes) {
            self.items.extend(name.map(ToString::to_string));
            inline_paths(item.to_token_stream(), &mut self.paths);
        }
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes
        .iter()
        .any(|attribute| attribute.to_token_stream().to_string() == "# [cfg (test)]")
}

/// Collects the names that a `use` brings into scope, with their full paths.
fn leaves(tree: &UseTree, prefix: &mut ModulePath, names: &mut Vec<(String, ModulePath)>) {
    match tree {
        UseTree::Path(path) => {
            prefix.push(path.ident.to_string());
            leaves(&path.tree, prefix, names);
            prefix.pop();
        }
        UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, prefix, names)),
        UseTree::Glob(_) => names.push(("*".to_owned(), prefix.clone())),
        UseTree::Name(name) if name.ident == "self" => names.push((prefix.last().unwrap().clone(), prefix.clone())),
        UseTree::Name(name) => names.push((name.ident.to_string(), with(prefix, &name.ident))),
        UseTree::Rename(rename) => names.push((rename.rename.to_string(), with(prefix, &rename.ident))),
    }
}

fn with(prefix: &[String], name: &impl ToString) -> ModulePath {
    [prefix, &[name.to_string()]].concat()
}

/// Collects paths like `a::b::c` anywhere in the code, including macro calls.
fn inline_paths(code: TokenStream, paths: &mut Vec<ModulePath>) {
    let mut path: ModulePath = Vec::new();
    let mut colons = 0;
    let mut end = |path: &mut ModulePath| {
        let path = std::mem::take(path);
        if path.len() > 1 {
            paths.push(path);
        }
    };
    let mut groups = Vec::new();
    for token in code {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ':' => {
                colons += 1;
                continue;
            }
            TokenTree::Ident(name) => {
                if colons != 2 {
                    end(&mut path);
                }
                path.push(name.to_string());
            }
            TokenTree::Group(group) => {
                end(&mut path);
                groups.push(group.stream());
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => end(&mut path),
        }
        colons = 0;
    }
    end(&mut path);
    for group in groups {
        inline_paths(group, paths);
    }
}

/// Returns the files that are part of a circle, or between two circles: repeatedly removes the files without an
/// import among the remaining files.
fn circular(mut edges: Edges) -> Edges {
    loop {
        let remaining: BTreeSet<PathBuf> = edges.keys().cloned().collect();
        for targets in edges.values_mut() {
            targets.retain(|target, _| remaining.contains(target));
        }
        let before = edges.len();
        edges.retain(|_, targets| !targets.is_empty());
        if edges.len() == before {
            return edges;
        }
    }
}

fn sources(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// Returns the top-level module of a file.
fn room(root: &Path, file: &Path) -> String {
    let first = file.strip_prefix(root).unwrap().iter().next().unwrap();
    first.to_str().unwrap().trim_end_matches(".rs").to_owned()
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    for root in [
        "src",
        "crates/upgrade-api/src",
        "crates/fault-injection/src",
        "crates/platform/src",
    ] {
        let circles = circular(Crate::load(&sources(root)).edges());
        assert!(circles.is_empty(), "circles in {root}: {circles:#?}");
    }
}

#[test]
fn imports_between_rooms_follow_the_matrix() {
    let root = sources("src");
    let mut violations = Vec::new();
    for (file, targets) in Crate::load(&root).edges() {
        let from = room(&root, &file);
        if matches!(from.as_str(), "app" | "lib") {
            continue;
        }
        let (_, allowed) = MATRIX.iter().find(|(name, _)| *name == from).unwrap();
        for (target, path) in targets {
            let to = room(&root, &target);
            if to != from && !allowed.split(' ').any(|room| room == to) {
                violations.push(format!("{} imports {path}", file.display()));
            }
        }
    }
    assert!(violations.is_empty(), "imports outside the matrix: {violations:#?}");
}

#[test]
fn the_layers_of_the_platform_point_one_way() {
    let root = sources("crates/platform/src");
    let mut violations = Vec::new();
    for (file, targets) in Crate::load(&root).edges() {
        for (target, path) in targets {
            let layers = (room(&root, &file), room(&root, &target));
            if let ("store", "service" | "http") | ("service", "http") = (layers.0.as_str(), layers.1.as_str()) {
                violations.push(format!("{} imports {path}", file.display()));
            }
        }
    }
    assert!(violations.is_empty(), "imports against the layers: {violations:#?}");
}
