//! Packs → a rulebook and everything that is wrong with them, in one go.

use std::borrow::Cow;
use std::collections::HashSet;

use super::built::BuiltRow;
use super::decode::Parsed;
use super::files::FileKind;
use super::meant::SignIds;
use super::misspelt_definition;
use super::recover::{prepared, recover};
use super::resolve::{PackPart, PackParts, resolve};
use super::schema_check::SchemaCheck;
use super::source::{BuiltIn, HIDDEN_END, PackSource, ReadFault, built_in};
use super::syntax::FileShape;

use super::{ExerciseIx, Rulebook, Settings};
use crate::diagnostic::{Code, Diagnostic, FileIx, SourceFile, SourceMap, Span, errors, sort};
use crate::error::UserError;

/// What came of loading packs.
#[derive(Debug)]
pub struct Loaded {
    /// Every file, for showing diagnostics.
    pub sources: SourceMap,
    /// What reading and resolving found wrong, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// The rulebook as far as it could be made. Fit for use only if there is no error among the diagnostics: ask
    /// [`Loaded::rulebook`].
    pub draft: Rulebook,
    /// Exercises of the draft that lean on something faulty: nothing can be proved of them.
    pub unsound: HashSet<ExerciseIx>,
    /// What the packs say about lint itself.
    pub settings: Settings,
}

impl Loaded {
    /// The rulebook, if nothing was an error.
    pub fn rulebook(self) -> Result<Rulebook, UnsoundPack> {
        match errors(&self.diagnostics) {
            0 => Ok(self.draft),
            errors => Err(UnsoundPack { errors, sources: self.sources, diagnostics: self.diagnostics }),
        }
    }
}

/// Why there is no rulebook: what was loaded has errors.
#[derive(Debug, thiserror::Error)]
#[error("the rule files have errors: {errors}")]
pub struct UnsoundPack {
    /// How many of the diagnostics are errors.
    pub errors: usize,
    /// Every file, for showing diagnostics.
    pub sources: SourceMap,
    /// What was found wrong, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
}

impl UserError for UnsoundPack {
    fn help(&self) -> Option<&str> {
        Some("`formcheck lint DIR` shows what is wrong, and what to write instead")
    }
}

/// The built-in packs, which is what the program has if nobody says otherwise.
///
/// # Panics
/// Never in a program that was tested: the packs are part of it, and a test loads them.
pub fn load_built_in() -> Rulebook {
    load(built_in()).rulebook().unwrap_or_else(|_| panic!("the built-in packs are tested to be sound"))
}

/// The first of the built-in packs alone: enough for whatever is not about packs, at two thirds of the work.
///
/// # Panics
/// As [`load_built_in`].
pub fn load_mid_back() -> Rulebook {
    load(vec![BuiltIn::MidBack.source()])
        .rulebook()
        .unwrap_or_else(|_| panic!("the built-in packs are tested to be sound"))
}

/// Loads packs, the first one first; later ones may use earlier ones.
pub fn load(packs: Vec<PackSource>) -> Loaded {
    load_named(packs, false)
}

/// The same with the names that were written down before packs had names of their own: the plain ids. For papers and records
/// of then, which are made again from them; of two things of one plain id only the first is found.
pub fn load_with_plain_names(packs: Vec<PackSource>) -> Loaded {
    load_named(packs, true)
}

#[expect(clippy::too_many_lines, reason = "one step behind the other, each with what the one before gave")]
fn load_named(packs: Vec<PackSource>, has_plain_names: bool) -> Loaded {
    let mut sources = SourceMap::default();
    let mut diagnostics = Vec::new();
    let mut placed: Vec<Vec<PlacedFile>> = Vec::new();
    let mut digests = Vec::new();
    for pack in packs {
        digests.push(pack.sha256);
        let mut files = Vec::new();
        for file in pack.files {
            let (text, fault) = match file.text {
                Ok(text) => (text, None),
                Err(ReadFault::NotUtf8 { lossy, at }) => {
                    (Cow::Owned(lossy), Some(ReadFault::NotUtf8 { lossy: String::new(), at }))
                }
                Err(fault) => (Cow::Borrowed(""), Some(fault)),
            };
            let ix = sources.add(SourceFile { path: file.shown, text });
            let kind = FileKind::of(&file.path);
            if let Some(fault) = fault {
                diagnostics.push(unread(ix, &fault));
            } else if kind.is_none() {
                diagnostics.push(stray(ix, &file.path, &sources.file(ix).text));
            }
            if let Some(kind) = kind {
                files.push(PlacedFile { kind, path: file.path, ix, built: file.built });
            }
        }
        placed.push(files);
    }
    let unread: HashSet<FileIx> =
        diagnostics.iter().filter_map(|found| found.span.map(|span| span.file)).collect();
    let vocabularies = placed.iter().flatten().filter(|file| file.kind == FileKind::Signs);
    let signs = SignIds::of(vocabularies.map(|file| sources.file(file.ix).text.as_ref()).collect());
    let recovered = each(&placed, |file| {
        let text = &sources.file(file.ix).text;
        let recovered = file.built.map_or_else(
            || recover(file.ix, text, &FileShape { schema: file.kind.schema(), signs: &signs }),
            |rows| prepared(file.ix, text, rows),
        );
        (file, recovered)
    });
    let parsed = each(&recovered, |(file, recovered)| {
        let parsed = Parsed::parse(recovered);
        // The form of what is built in was looked at by a test.
        let is_known = file.built.is_some();
        let schema =
            if is_known { Vec::new() } else { SchemaCheck::file(&parsed, file.kind.schema(), &signs) };
        (parsed, schema)
    });
    let parts: Vec<PackParts<'_, '_>> = placed
        .iter()
        .zip(&parsed)
        .zip(&digests)
        .map(|((files, parsed), sha256)| PackParts {
            parts: files
                .iter()
                .zip(parsed)
                .map(|(file, (parsed, schema))| PackPart {
                    kind: file.kind,
                    path: &file.path,
                    parsed,
                    schema,
                })
                .collect(),
            sha256,
        })
        .collect();
    let resolved = resolve(&parts, has_plain_names);
    // What is missing because its file could not be read is no fault of its own, wherever it is named.
    let has_pack = |files: &[PlacedFile]| files.iter().any(|file| file.kind == FileKind::Pack);
    let textless = diagnostics.iter().any(|found| matches!(found.code, Code::TooLarge | Code::Unreadable))
        || !placed.iter().all(|files| has_pack(files));
    let strays: Vec<String> = diagnostics
        .iter()
        .filter(|found| found.code == Code::StrayFile)
        .filter_map(|found| Some(stem(&sources.file(found.span?.file).path).to_owned()))
        .collect();
    // Names that only a stray file defines stay unknown; the message is about that file.
    let may_be_unread = |found: &Diagnostic| {
        let names = |span| strays.iter().any(|stray| sources.text(span).trim_matches('"') == stray);
        LEANS_ON_OTHER_FILES.contains(&found.code) && (textless || found.span.is_some_and(names))
    };
    diagnostics.extend(
        resolved.diagnostics.into_iter().filter(|found| {
            found.span.is_none_or(|span| !unread.contains(&span.file)) && !may_be_unread(found)
        }),
    );
    for (files, found) in placed.iter().zip(&parts) {
        if let (false, Some(first)) = (has_pack(files), found.parts.first()) {
            let message = "this pack has no rules/pack.toml";
            let help = "write one with format, name, title, version, licence, authors, lang and phases: `formcheck explain missing-file` shows it";
            diagnostics.push(
                Diagnostic::new(Code::MissingFile, Span::new(first.parsed.file, 0, 0), message).help(help),
            );
        }
    }
    misspelt_definition::fold(&mut diagnostics, &sources);
    sort(&mut diagnostics);
    drop(parts);
    drop(parsed);
    give_back(recovered);
    Loaded {
        sources,
        diagnostics,
        draft: resolved.book,
        unsound: resolved.unsound,
        settings: resolved.settings,
    }
}

/// A file at its place in a pack.
#[derive(Debug)]
struct PlacedFile {
    kind: FileKind,
    /// Its path in the pack.
    path: String,
    ix: FileIx,
    /// Its tables, if the build script has read them.
    built: Option<&'static [BuiltRow]>,
}

/// Below this many files, threads cost more than they save.
const A_FEW: usize = 8;

/// Does the same with every file of every pack, on every core if there are more than a few to be read.
fn each<'t, T: Sync + IsBuilt, R: Send>(
    packs: &'t [Vec<T>],
    work: impl Fn(&'t T) -> R + Sync,
) -> Vec<Vec<R>> {
    let pack = |files: &'t Vec<T>| {
        if files.iter().filter(|file| !file.is_built()).take(A_FEW).count() < A_FEW {
            files.iter().map(&work).collect()
        } else {
            use rayon::prelude::*;
            files.par_iter().map(&work).collect()
        }
    };
    packs.iter().map(pack).collect()
}

/// Whether the build script has read a file, so that there is next to nothing to do with it.
trait IsBuilt {
    fn is_built(&self) -> bool;
}

impl IsBuilt for PlacedFile {
    fn is_built(&self) -> bool {
        self.built.is_some()
    }
}

impl<T> IsBuilt for (&PlacedFile, T) {
    fn is_built(&self) -> bool {
        self.0.is_built()
    }
}

/// Drops the tables of every file, on every core if there are more than a few: they are made of many small pieces.
fn give_back<T: Send + IsBuilt>(packs: Vec<Vec<T>>) {
    use rayon::prelude::*;
    for files in packs {
        if files.len() < A_FEW || files.iter().all(T::is_built) {
            drop(files);
        } else {
            files.into_par_iter().for_each(drop);
        }
    }
}

/// A file's name without folders and without its end.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(HIDDEN_END).or_else(|| name.strip_suffix(".toml")).unwrap_or(name)
}

/// Faults that may only mean that a file is missing.
const LEANS_ON_OTHER_FILES: &[Code] =
    &[Code::UnknownId, Code::UnknownValue, Code::UnobservedSign, Code::UnlistedMistake, Code::NoGoodValue];

fn unread(file: FileIx, fault: &ReadFault) -> Diagnostic {
    match fault {
        ReadFault::NotUtf8 { at, .. } => Diagnostic::new(
            Code::NotUtf8,
            Span::new(file, *at, *at + '\u{fffd}'.len_utf8()),
            "this is not UTF-8 text from here on",
        )
        .help("save the file as UTF-8"),
        ReadFault::TooLarge => {
            Diagnostic::new(Code::TooLarge, Span::new(file, 0, 0), "this file is over 4 MB and was not read")
                .help("a rule file is a few kilobytes: is this the right file?")
        }
        ReadFault::Unreadable(why) => {
            Diagnostic::new(Code::Unreadable, Span::new(file, 0, 0), format!("this can't be read: {why}"))
                .help("mend that, or take it out of the pack's folder")
        }
    }
}

/// The places where a pack keeps files.
const PLACES: &str = "a pack keeps rules/pack.toml, rules/signs.toml, rules/sources.toml, rules/muscles.toml, rules/mistakes/*.toml, rules/exercises/*.toml and quizzes/*.toml";

fn stray(file: FileIx, path: &str, text: &str) -> Diagnostic {
    let place = Span::new(file, 0, 0);
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, end) = match name.strip_suffix(".toml") {
        Some(stem) => (stem, "toml"),
        None => name.split_once('.').unwrap_or((name, "")),
    };
    if end != "toml" {
        let folder = &path[..path.len() - name.len()];
        let message = format!("`{path}` ends in .{end}, so nothing in it counts");
        return Diagnostic::new(Code::StrayFile, place, message)
            .help(format!("rename it to {folder}{stem}.toml"));
    }
    let message = format!("`{path}` is no place for a file of a pack, so nothing in it counts");
    let help = match FileKind::by_content(text) {
        Some(kind) => format!("move it to {}", kind.path_of(stem)),
        None => format!("move it: {PLACES}"),
    };
    Diagnostic::new(Code::StrayFile, place, message).help(help)
}
