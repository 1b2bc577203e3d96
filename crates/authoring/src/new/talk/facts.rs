//! What the talk may name: the pack that is written, and all that stands beside it.
//!
//! Must not know what is asked.

use std::borrow::Cow;
use std::collections::HashSet;

use super::sign::TalkSign;
use formcheck_core::diagnostic::{Diagnostic, SourceMap, errors};
use formcheck_core::rulebook::source::{PackFile, PackSource};
use formcheck_core::rulebook::{ExerciseIx, Rulebook, load};

/// The packs of a talk: those at hand, and behind them the one that is written.
#[derive(Clone, Debug)]
pub struct TalkPacks {
    /// Those that it may use: the name of each, what it uses itself, its files.
    pub others: Vec<(String, Vec<String>, PackSource)>,
    pub own: PackSource,
    pub name: String,
    /// The packs that it uses.
    pub uses: Vec<String>,
}

impl TalkPacks {
    /// Those that the pack needs if it uses `more` of them too, and itself with these files instead.
    pub(super) fn with(&self, files: &[(String, String)], more: &[String]) -> Vec<PackSource> {
        let mut needed: Vec<&str> = self.uses.iter().chain(more).map(String::as_str).collect();
        for at in 0..MOST_DEEP {
            let Some(name) = needed.get(at) else { break };
            let uses = self.others.iter().find(|(other, ..)| other == name).map(|(_, uses, _)| uses);
            for one in uses.into_iter().flatten() {
                if !needed.contains(&one.as_str()) {
                    needed.push(one);
                }
            }
        }
        let used = self.others.iter().filter(|(name, ..)| needed.contains(&name.as_str()));
        let mut packs: Vec<PackSource> = used.map(|(.., pack)| pack.clone()).collect();
        let mut own = self.own.clone();
        for (path, text) in files {
            let text = Ok(Cow::Owned(text.clone()));
            match own.files.iter_mut().find(|file| file.path == *path) {
                Some(file) => file.text = text,
                None => own.files.push(PackFile::new(path.clone(), path.clone(), text)),
            }
        }
        packs.push(own);
        packs
    }

    /// The text of a file of the pack that is written.
    pub(super) fn text(&self, path: &str) -> Option<&str> {
        let file = self.own.files.iter().find(|file| file.path == path)?;
        file.text.as_deref().ok()
    }
}

/// More packs than lean on each other anywhere.
const MOST_DEEP: usize = 64;

/// Why there can be no talk: the pack that is to be written has errors.
#[derive(Debug)]
pub struct FaultyPack {
    pub diagnostics: Vec<Diagnostic>,
    pub sources: SourceMap,
}

/// What is known when the talk begins.
#[derive(Debug)]
pub(super) struct Facts {
    pub(super) packs: TalkPacks,
    pub(super) book: Rulebook,
    /// Every sign at hand, in the rulebook's order.
    pub(super) signs: Vec<TalkSign>,
    /// The exercises of the pack that is written.
    pub(super) exercises: Vec<ExerciseIx>,
    pub(super) phases: Vec<String>,
    /// Its sources, and behind them those of the packs that it uses: the id and the title.
    pub(super) sources: Vec<(String, String)>,
    /// How many of these are its own.
    pub(super) own_sources: usize,
    pub(super) taken: HashSet<String>,
    /// Whether an exercise may list its own mistakes, to give them their place.
    pub(super) lists_own: bool,
    /// What lint found before, so that only what is new is told.
    pub(super) before: Vec<String>,
}

impl Facts {
    pub(super) fn of(packs: TalkPacks) -> Result<Facts, FaultyPack> {
        let mut all: Vec<PackSource> = packs.others.iter().map(|(.., pack)| pack.clone()).collect();
        all.push(packs.own.clone());
        let loaded = load(all);
        if errors(&loaded.diagnostics) > 0 {
            return Err(FaultyPack { diagnostics: loaded.diagnostics, sources: loaded.sources });
        }
        let book = loaded.draft;
        let own = book.packs.len().saturating_sub(1);
        let reach = |pack: usize| pack == own || packs.uses.contains(&book.packs[pack].name);
        let mut sources: Vec<_> = book.sources.iter().filter(|one| reach(one.pack.place())).collect();
        sources.sort_by_key(|one| one.pack.place() != own);
        let is_own = |ix: &ExerciseIx| book[*ix].pack.place() == own;
        let facts = Facts {
            signs: TalkSign::all(&book),
            exercises: book.exercise_ixs().filter(is_own).collect(),
            phases: book
                .packs
                .last()
                .map(|pack| pack.phases.iter().map(|&phase| book[phase].name.clone()).collect())
                .unwrap_or_default(),
            own_sources: sources.iter().filter(|one| one.pack.place() == own).count(),
            sources: sources.into_iter().map(|one| (one.id.to_string(), one.title.clone())).collect(),
            taken: book.names.keys().map(ToString::to_string).collect(),
            lists_own: packs.text("rules/pack.toml").is_some_and(|text| !text.contains("format = 1")),
            before: Vec::new(),
            book,
            packs,
        };
        let before = super::trial::findings(&facts.packs, &[], &[]);
        Ok(Facts { before: before.into_iter().map(|one| one.message).collect(), ..facts })
    }
}
