//! A pack that is open: its files as they are being edited, and what is asked of them.

use std::borrow::Cow;
use std::ops::Range;

use super::{Completion, Occurrence, complete, hover, index};
use crate::fmt::format_as_checked_out as format;
use formcheck_core::diagnostic::{Code, Diagnostic, FileIx, SourceMap};
use formcheck_core::lint::lint;
use formcheck_core::rulebook::files::FileKind;
use formcheck_core::rulebook::source::{PackFile, PackSource};
use formcheck_core::rulebook::{Loaded, is_kebab, kebab, load};

/// A pack in an editor, with the packs that it may use.
#[derive(Debug)]
pub struct Workspace {
    others: Vec<PackSource>,
    own: PackSource,
    /// The rulebook of the last look at the whole pack.
    loaded: Loaded,
}

/// The findings of one look.
#[derive(Debug)]
pub struct Snapshot {
    /// The findings, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that their places are in.
    pub sources: SourceMap,
    /// The first of the pack's own files.
    pub first: usize,
}

impl Snapshot {
    /// The findings in a file, by its path in the pack.
    pub fn of<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a Diagnostic> + 'a {
        self.diagnostics.iter().filter(move |found| {
            found.span.is_some_and(|span| {
                span.file.0 as usize >= self.first && self.sources.file(span.file).path == path
            })
        })
    }
}

/// Why an id can't be renamed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NoRename {
    /// Nothing with an id stands there.
    NotAnId,
    /// The new one is not kebab-case; what might be meant.
    NotKebab(Option<String>),
    /// The new one is taken.
    Taken,
    /// It is the name of a file.
    IsAFile,
    /// It is of a pack that is only used here.
    OfAnotherPack,
}

impl Workspace {
    /// Opens a pack beside those that it may use.
    pub fn open(others: Vec<PackSource>, own: PackSource) -> Workspace {
        Workspace::with_buffers(others, own, [])
    }

    /// Opens a pack of which some files are open in the editor: their texts, by their paths in the pack, go before its own.
    pub fn with_buffers(
        others: Vec<PackSource>,
        mut own: PackSource,
        buffers: impl IntoIterator<Item = (String, String)>,
    ) -> Workspace {
        for (path, text) in buffers {
            put(&mut own, &path, text);
        }
        let mut packs = others.clone();
        packs.push(own.clone());
        Workspace { others, own, loaded: load(packs) }
    }

    /// Sets the text of a file, by its path in the pack; a new file is added.
    pub fn set(&mut self, path: &str, text: String) {
        put(&mut self.own, path, text);
    }

    /// The text of a file.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.own.files.iter().find(|file| file.path == path)?.text.as_deref().ok()
    }

    /// The paths of the pack's files.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.own.files.iter().map(|file| file.path.as_str())
    }

    /// Looks at the whole pack.
    pub fn look(&mut self) -> Snapshot {
        let mut packs = self.others.clone();
        packs.push(self.own.clone());
        self.loaded = load(packs);
        self.snapshot(lint(&self.loaded).diagnostics)
    }

    /// Looks at one file as it is being typed, beside the files that exercises lean on: the vocabulary and the shared
    /// mistakes. Other exercises and quizzes are left out, and with them what only the whole pack can tell.
    pub fn glance(&self, path: &str) -> Snapshot {
        let leans_on = |file: &&PackFile| {
            let kind = FileKind::of(&file.path);
            file.path == path || !matches!(kind, Some(FileKind::Exercise | FileKind::Quiz))
        };
        let files: Vec<PackFile> = self.own.files.iter().filter(leans_on).cloned().collect();
        let mut packs: Vec<PackSource> = self.others.iter().map(without_exercises).collect();
        packs.push(PackSource { files, sha256: String::new() });
        let first = packs[..packs.len() - 1].iter().map(|pack| pack.files.len()).sum();
        let loaded = load(packs);
        let mut diagnostics = lint(&loaded).diagnostics;
        diagnostics.retain(|found| !OF_THE_WHOLE.contains(&found.code));
        Snapshot { diagnostics, sources: loaded.sources, first }
    }

    fn snapshot(&self, diagnostics: Vec<Diagnostic>) -> Snapshot {
        Snapshot { diagnostics, sources: self.loaded.sources.clone(), first: self.first() }
    }

    fn first(&self) -> usize {
        self.others.iter().map(|pack| pack.files.len()).sum()
    }

    /// Whether a file can be looked at by itself.
    pub fn stands_alone(path: &str) -> bool {
        FileKind::of(path) == Some(FileKind::Exercise)
    }

    /// What to show of the thing at a byte of a file: its place and a text in Markdown.
    pub fn hover(&self, path: &str, at: usize) -> Option<(Range<usize>, String)> {
        hover::hover(&self.loaded.draft, path, self.text(path)?, at)
    }

    /// What could stand at a byte of a file, and the bytes in whose place it would: the whole word that is there.
    pub fn complete(&self, path: &str, at: usize) -> (Range<usize>, Vec<Completion>) {
        let Some(text) = self.text(path) else { return (at..at, Vec::new()) };
        (complete::word_at(text, at), complete::complete(&self.loaded.draft, path, text, at))
    }

    /// Where the id at a byte of a file is defined: a path and a range of bytes.
    pub fn definition(&self, path: &str, at: usize) -> Option<(String, Range<usize>)> {
        let id = index::at(path, self.text(path)?, at)?.id;
        let named = self.occurrences(&id).into_iter().find(|one| one.defines);
        named.map(|one| (one.path, one.range)).or_else(|| {
            // Exercises and quizzes are named by their files.
            let file = self.own.files.iter().find(|file| stem(&file.path) == Some(&id))?;
            Some((file.path.clone(), 0..0))
        })
    }

    /// Every place where the id at a byte of a file stands.
    pub fn uses(&self, path: &str, at: usize) -> Vec<Occurrence> {
        let id = self.text(path).and_then(|text| index::at(path, text, at)).map(|one| one.id);
        id.map(|id| self.occurrences(&id)).unwrap_or_default()
    }

    /// The pack's own name.
    fn name(&self) -> &str {
        self.loaded.draft.packs.last().map_or("", |pack| pack.name.as_str())
    }

    fn occurrences(&self, id: &str) -> Vec<Occurrence> {
        let files = self.own.files.iter().filter_map(|file| Some((&file.path, file.text.as_deref().ok()?)));
        // Most files don't have the word at all: they need not be read.
        let plain = id.rsplit('/').next().unwrap_or(id);
        let having = files.filter(|(_, text)| text.contains(plain));
        // With its pack before it, it is the same id.
        let own = |one: &str| one.strip_prefix(&*format!("{}/", self.name())).unwrap_or(one).to_owned();
        let id = own(id);
        having.flat_map(|(path, text)| index::all(path, text)).filter(|one| own(&one.id) == id).collect()
    }

    /// The edits that give the id at a byte of a file another name, everywhere.
    pub fn rename(&self, path: &str, at: usize, to: &str) -> Result<Vec<Occurrence>, NoRename> {
        let one = self.text(path).and_then(|text| index::at(path, text, at)).ok_or(NoRename::NotAnId)?;
        if !is_kebab(to) {
            return Err(NoRename::NotKebab(kebab(to)));
        }
        if to != one.id && !self.loaded.draft.all_named(to).is_empty() {
            return Err(NoRename::Taken);
        }
        if self.own.files.iter().any(|file| stem(&file.path) == Some(&one.id)) {
            return Err(NoRename::IsAFile);
        }
        let all = self.occurrences(&one.id);
        if all.iter().any(|one| one.defines) { Ok(all) } else { Err(NoRename::OfAnotherPack) }
    }

    /// The file in the one layout; none where it is no TOML or is laid out already.
    pub fn formatted(&self, path: &str) -> Option<String> {
        let text = self.text(path)?;
        format(FileKind::of(path)?, text).ok().filter(|new| new != text)
    }

    /// The path in the pack of a file of the last whole look.
    pub fn path_of(look: &Snapshot, file: FileIx) -> Option<&str> {
        (file.0 as usize >= look.first).then(|| look.sources.file(file).path.as_str())
    }
}

fn put(own: &mut PackSource, path: &str, text: String) {
    let text = Ok(Cow::Owned(text));
    match own.files.iter_mut().find(|file| file.path == path) {
        Some(file) => *file = PackFile::new(path.to_owned(), file.shown.clone(), text),
        None => {
            own.files.push(PackFile::new(path.to_owned(), path.to_owned(), text));
            own.files.sort_by(|a, b| a.path.cmp(&b.path));
        }
    }
}

/// Codes that need the whole pack: a look at one file can't tell.
pub(super) const OF_THE_WHOLE: &[Code] = &[
    Code::UnusedSign,
    Code::UnusedValue,
    Code::UnusedMistake,
    Code::UnusedMuscle,
    Code::UnusedSource,
    Code::UnusedAllow,
    Code::MissingExample,
    Code::DrawsTooMany,
    Code::WeightsNotMet,
    Code::StrayFile,
];

pub(super) fn without_exercises(pack: &PackSource) -> PackSource {
    let stays =
        |file: &&PackFile| !matches!(FileKind::of(&file.path), Some(FileKind::Exercise | FileKind::Quiz));
    PackSource { files: pack.files.iter().filter(stays).cloned().collect(), sha256: pack.sha256.clone() }
}

/// The id that a file's name gives: of exercises and quizzes.
pub(super) fn stem(path: &str) -> Option<&str> {
    match FileKind::of(path)? {
        FileKind::Exercise | FileKind::Quiz => path.rsplit('/').next()?.strip_suffix(".toml"),
        _ => None,
    }
}
