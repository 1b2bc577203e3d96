//! What resolving knows, and how it looks names up.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::rulebook::decode::{Parsed, Table, Text, Type};
use crate::rulebook::files::FileKind;
use crate::rulebook::similar::whole_words;

use super::expected::{Expected, SOURCE, Suggestion};
use super::found::Findings;
use super::look_up::LookUp;
use super::names::Names;
use super::{PackPart, PackParts};
use crate::diagnostic::{Code, Diagnostic, FileIx, Span, take_out};
use crate::rulebook::{Backing, Cite, ExerciseIx, MistakeIx, PackIx, PhaseIx, Rulebook, SignIx};

pub(super) struct Resolver<'p, 't> {
    /// Shared while exercises are resolved on every core, and written only by [`Resolver::book_mut`].
    pub(super) book: Arc<Rulebook>,
    pub(super) names: Arc<Names<'p>>,
    pub(super) packs: &'p [PackParts<'p, 't>],
    /// The text of each file.
    pub(super) texts: Arc<HashMap<FileIx, &'p str>>,
    /// The files in which reading found a fault: in these something may be missing.
    pub(super) torn: Arc<HashMap<FileIx, &'p Parsed<'t>>>,
    /// What was proposed for ids that nothing has: the same one is often missing in many files.
    pub(super) near: HashMap<(PackIx, &'static str, String), Suggestion>,
    pub(super) out: Findings,
    /// Of each pack, which packs it may refer to, itself included.
    pub(super) uses: Vec<Vec<PackIx>>,
    /// Of each pack, the context signs that all its exercises observe; none in format 1, where these are all there are.
    pub(super) everywhere: Vec<Option<Vec<SignIx>>>,
    pub(super) faulty_signs: HashSet<SignIx>,
    pub(super) faulty_mistakes: HashSet<MistakeIx>,
    pub(super) unsound: HashSet<ExerciseIx>,
    /// Whether the exercise at hand may count and observe more than could be resolved: then nothing is said of what it
    /// doesn't.
    pub(super) unsure: bool,
}

impl<'p, 't> Resolver<'p, 't> {
    /// One that knows what this one knows, and whose findings stand behind `before`.
    pub(super) fn fork(&self, before: &Arc<Findings>) -> Resolver<'p, 't> {
        Resolver {
            book: Arc::clone(&self.book),
            names: Arc::clone(&self.names),
            packs: self.packs,
            texts: Arc::clone(&self.texts),
            torn: Arc::clone(&self.torn),
            near: HashMap::new(),
            out: Findings::behind(before),
            uses: self.uses.clone(),
            everywhere: self.everywhere.clone(),
            faulty_signs: self.faulty_signs.clone(),
            faulty_mistakes: self.faulty_mistakes.clone(),
            unsound: HashSet::new(),
            unsure: false,
        }
    }

    pub(super) fn book_mut(&mut self) -> &mut Rulebook {
        Arc::get_mut(&mut self.book).expect("forks are gone before anything is written")
    }

    pub(super) fn names_mut(&mut self) -> &mut Names<'p> {
        Arc::get_mut(&mut self.names).expect("forks are gone before anything is written")
    }

    pub(super) fn say(&mut self, diagnostic: Diagnostic) {
        let distrusted = diagnostic
            .span
            .is_some_and(|span| self.torn.get(&span.file).is_some_and(|parsed| parsed.distrusts(span)));
        if !distrusted {
            self.out.add(diagnostic);
        }
    }

    pub(super) fn parts(
        &self,
        kind: FileKind,
    ) -> impl Iterator<Item = (PackIx, &'p PackPart<'p, 't>)> + use<'p, 't> {
        let packs = self.packs;
        packs.iter().enumerate().flat_map(move |(place, pack)| {
            let parts = pack.parts.iter().filter(move |part| part.kind == kind);
            parts.map(move |part| (PackIx::at(place), part))
        })
    }

    /// Looks a name up for a thing of `pack`; says so if it names nothing, or something else, or something out of reach.
    pub(super) fn find<T>(&mut self, pack: PackIx, (id, place): Text<'_>, what: &Expected<T>) -> Option<T> {
        let other = match self.look_up(pack, id, what.pick) {
            LookUp::One(_, thing) => return Some(thing),
            LookUp::Several(packs) => {
                self.say_several((id, place), &packs);
                return None;
            }
            LookUp::OutOfReach(packs) => {
                self.say_out_of_reach((id, place), &packs);
                return None;
            }
            LookUp::Other(other) => Some(other),
            LookUp::Nothing => None,
        };
        // An empty entry was told of.
        let is_told = id.trim().is_empty() || self.out.has_error_in(Span { end: place.start + 1, ..place });
        if is_told || self.names.is_doubtful(id) || self.may_be_lost(id) || self.out.is_bad_id(place) {
            return None;
        }
        let message = match other {
            Some(other) => Self::other_kind(id, other, what.article),
            None => format!("there is no {} `{id}`", what.noun),
        };
        let diagnostic = Diagnostic::new(Code::UnknownId, place, message).about_unknown(id);
        let key = (pack, what.noun, id.to_owned());
        if !self.near.contains_key(&key) {
            let proposal = self.proposal(pack, id, what);
            self.near.insert(key.clone(), proposal);
        }
        let diagnostic = self.near[&key].add_to(diagnostic);
        self.say(diagnostic);
        None
    }

    /// What to write instead of an id that names nothing of this kind: several that stand in one text, the id of a thing that
    /// was named by its name, or the closest id. What the pack may name comes before what it may not.
    fn proposal<T>(&self, pack: PackIx, id: &str, what: &Expected<T>) -> Suggestion {
        let is_one =
            |word: &str| !matches!(self.look_up(pack, word, what.pick), LookUp::Nothing | LookUp::Other(_));
        let bare = id
            .trim_end_matches(".toml")
            .rsplit_once(['.', '/'])
            .map_or(id.trim_end_matches(".toml"), |(_, bare)| bare);
        let named = if is_one(bare) && bare != id {
            Some(bare.to_owned())
        } else {
            self.names.named(id).into_iter().find(|found| is_one(found))
        };
        if let Some(found) = named {
            let help = format!("did you mean `{found}`? {} is named by its id here", what.article);
            return Suggestion::to_write(found, help);
        }
        let uses = &self.uses[pack.place()];
        let all = self.names.in_order().filter(|(.., named)| (what.pick)(*named).is_some());
        let written = |(owner, plain, _)| self.name_from(pack, (owner, plain), what.pick);
        let within: Vec<String> =
            all.clone().filter(|(owner, ..)| uses.contains(owner)).map(written).collect();
        let mut proposal = Suggestion::of(id, within.iter().map(String::as_str));
        if proposal.near.is_none() {
            proposal = Suggestion::of(id, all.map(|(_, plain, _)| plain));
        }
        proposal.is_certain &= proposal.near.as_deref().is_some_and(|near| self.is_only_here(id, near));
        proposal
    }

    /// Whether a word stands in one place of all texts, and the one that was probably meant in others beside where it is
    /// defined. Otherwise the slip may be in the definition.
    pub(super) fn is_only_here(&self, word: &str, meant: &str) -> bool {
        let texts = || self.packs.iter().flat_map(|pack| &pack.parts).map(|part| part.parsed.text);
        let count = |word: &str| texts().map(|text| whole_words(text, word).count()).sum::<usize>();
        count(word) == 1 && count(meant) > 1
    }

    /// The text of the file that a place is in.
    pub(super) fn text_of(&self, place: Span) -> Option<&'p str> {
        self.texts.get(&place.file).copied()
    }

    /// Whether an id may be defined where a syntax fault is.
    pub(super) fn may_be_lost(&self, id: &str) -> bool {
        self.torn.values().any(|parsed| parsed.may_have_defined(id))
    }

    /// Whether a word may have been said where a syntax fault is.
    pub(super) fn may_be_unread(&self, word: &str) -> bool {
        self.torn.values().any(|parsed| parsed.may_have_swallowed(word))
    }

    /// Whether the file of a table has a syntax fault, so that something may be missing from it.
    pub(super) fn has_slips(&self, table: Table<'_>) -> bool {
        self.torn.get(&table.file).is_some_and(|parsed| parsed.has_slips())
    }

    /// Adds the closest of some names, or what there is, and says it.
    pub(super) fn suggest<'a>(
        &mut self,
        diagnostic: Diagnostic,
        word: &str,
        names: impl IntoIterator<Item = &'a str> + Clone,
    ) {
        let mut proposal = Suggestion::of(word, names);
        proposal.is_certain &= proposal.near.as_deref().is_some_and(|near| self.is_only_here(word, near));
        let diagnostic = proposal.add_to(diagnostic);
        self.say(diagnostic);
    }

    /// The same for a key, which is written without quotes.
    pub(super) fn suggest_key<'a>(
        &mut self,
        diagnostic: Diagnostic,
        word: &str,
        names: impl IntoIterator<Item = &'a str> + Clone,
    ) {
        let proposal = Suggestion::of(word, names);
        let mut diagnostic = proposal.add_to(diagnostic);
        if let Some(edit) = diagnostic.fix.as_mut().and_then(|fix| fix.edits.first_mut()) {
            edit.text = edit.text.trim_matches('"').to_owned();
        }
        self.say(diagnostic);
    }

    pub(super) fn phase(
        &mut self,
        pack: PackIx,
        allowed: &[PhaseIx],
        (name, place): Text<'_>,
    ) -> Option<PhaseIx> {
        let found = allowed.iter().copied().find(|&phase| self.book[phase].name == name);
        if found.is_none() && self.knows_phases(pack, name) {
            let names: Vec<String> = allowed.iter().map(|&phase| self.book[phase].name.clone()).collect();
            let message = format!("there is no phase `{name}`");
            let diagnostic = Diagnostic::new(Code::UnknownId, place, message).about_unknown(name);
            self.suggest(diagnostic, name, names.iter().map(String::as_str));
        }
        found
    }

    /// Whether a pack says which phases it has, so that one of this name is really none of them. Otherwise that has
    /// been said of its pack.toml.
    pub(super) fn knows_phases(&self, pack: PackIx, name: &str) -> bool {
        let mut parts = self.packs[pack.place()].parts.iter();
        let file = parts.find(|part| part.kind == FileKind::Pack).map(|part| part.parsed);
        file.is_some_and(|file| {
            let says = file.root().get("phases").is_some_and(|node| node.is() == Type::List);
            // Several that stand in one text were told of.
            let are_apart = file.root().texts("phases").iter().all(|(phase, _)| !phase.contains([',', ';']));
            says && are_apart && !file.may_have_swallowed(name)
        })
    }

    pub(super) fn backing(&mut self, pack: PackIx, table: Table<'_>) -> Backing {
        Backing {
            sources: self.cites(pack, table).into(),
            assumption: table.owned("assumption"),
            contested: table.owned("contested"),
        }
    }

    pub(super) fn cites(&mut self, pack: PackIx, table: Table<'_>) -> Vec<Cite> {
        let mut cites: Vec<Cite> = Vec::new();
        let texts = table.texts("sources");
        for (at, &(text, place)) in texts.iter().enumerate() {
            if let Some((_, first)) = texts[..at].iter().find(|(other, _)| *other == text) {
                self.say(
                    Diagnostic::new(Code::ListedTwice, place, format!("`{text}` is listed twice"))
                        .label(*first, "here it is first")
                        .help("take one of them out")
                        .safe_edit(self.text_of(place).and_then(|text| take_out::element(text, place))),
                );
                continue;
            }
            let (id, part) = text.split_once('#').map_or((text, None), |(id, part)| (id, Some(part)));
            if let Some(source) = self.find(pack, (id, place), &SOURCE) {
                cites.push(Cite { source, place: part.map(str::to_owned), span: place });
            }
        }
        cites
    }

    /// A list of ids, each once; says so of each that is unknown or there twice.
    pub(super) fn listed<T: Copy + PartialEq>(
        &mut self,
        pack: PackIx,
        texts: Vec<Text<'_>>,
        what: &Expected<T>,
    ) -> Vec<(T, Span)> {
        let mut found: Vec<(T, Span)> = Vec::new();
        for (id, place) in texts {
            let Some(thing) = self.find(pack, (id, place), what) else { continue };
            if let Some((_, first)) = found.iter().find(|(other, _)| *other == thing) {
                let first = *first;
                self.say(
                    Diagnostic::new(Code::ListedTwice, place, format!("`{id}` is listed twice"))
                        .label(first, "here it is first")
                        .help("take one of them out")
                        .safe_edit(self.text_of(place).and_then(|text| take_out::element(text, place))),
                );
            } else {
                found.push((thing, place));
            }
        }
        found
    }
}
