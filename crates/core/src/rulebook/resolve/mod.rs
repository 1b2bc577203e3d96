//! Names → things: parsed files become a [`Rulebook`]. Goes on after every fault; what a fault leaves out is left out of
//! the rulebook, and what leans on it is marked unsound and not reported a second time.
//!
//! Must not know how text is read, nor what the engine proves.

mod conditions;
mod examples;
mod exams;
mod exercises;
mod figures;
mod found;
mod names;
mod pairs;
mod quizzes;
mod settings;
mod vocabulary;
mod was;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::decode::{Parsed, Table, Text, Type};
use super::files::FileKind;
use super::near::nearest;
use super::{Backing, Cite, ExerciseIx, Id, MistakeIx, Named, PackIx, PhaseIx, Rulebook, Settings, SignIx};
use crate::diagnostic::{Code, Diagnostic, FileIx, Span, take_out};
use found::Findings;
use names::Names;

/// A file of a pack, parsed.
pub(super) struct PackPart<'p, 't> {
    pub(super) kind: FileKind,
    /// Its path in the pack; its stem is an id for exercises and quizzes.
    pub(super) path: &'p str,
    pub(super) parsed: &'p Parsed<'t>,
    /// What is wrong with its shape.
    pub(super) schema: &'p [Diagnostic],
}

impl PackPart<'_, '_> {
    fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(self.path);
        name.strip_suffix(".toml").unwrap_or(name)
    }
}

/// One pack's files, parsed, with the pack's digest.
pub(super) struct PackParts<'p, 't> {
    pub(super) parts: Vec<PackPart<'p, 't>>,
    pub(super) sha256: &'p str,
}

/// What came of resolving.
pub(super) struct Resolved {
    pub(super) book: Rulebook,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Exercises that lean on something faulty: nothing can be proved of them.
    pub(super) unsound: HashSet<ExerciseIx>,
    /// What the packs say about lint itself.
    pub(super) settings: Settings,
}

/// Resolves packs, the first one first.
pub(super) fn resolve(packs: &[PackParts<'_, '_>]) -> Resolved {
    let mut out = Findings::default();
    let mut torn = HashMap::new();
    for part in packs.iter().flat_map(|pack| &pack.parts) {
        part.parsed.faults.iter().chain(part.schema).for_each(|found| out.add(found.clone()));
        if !part.parsed.faults.is_empty() {
            torn.insert(part.parsed.file, part.parsed);
        }
    }
    let mut resolver = Resolver {
        book: Arc::default(),
        names: Arc::default(),
        packs,
        torn: Arc::new(torn),
        near: HashMap::new(),
        out,
        uses: Vec::new(),
        faulty_signs: HashSet::new(),
        faulty_mistakes: HashSet::new(),
        unsound: HashSet::new(),
        unsure: false,
    };
    resolver.packs();
    resolver.collect_names();
    resolver.signs();
    resolver.sources();
    resolver.muscles();
    resolver.mistakes();
    resolver.exercises();
    resolver.quizzes();
    resolver.was();
    let settings = resolver.settings();
    let book = Arc::try_unwrap(resolver.book).expect("nobody else reads it any more");
    Resolved { book, diagnostics: resolver.out.into_vec(), unsound: resolver.unsound, settings }
}

struct Resolver<'p, 't> {
    /// Shared while exercises are resolved on every core, and written only by [`Resolver::book_mut`].
    book: Arc<Rulebook>,
    names: Arc<Names<'p>>,
    packs: &'p [PackParts<'p, 't>],
    /// The files in which reading found a fault: in these something may be missing.
    torn: Arc<HashMap<FileIx, &'p Parsed<'t>>>,
    /// What was proposed for ids that nothing has: the same one is often missing in many files.
    near: HashMap<(&'static str, String), Proposal>,
    out: Findings,
    /// Of each pack, which packs it may refer to, itself included.
    uses: Vec<Vec<PackIx>>,
    faulty_signs: HashSet<SignIx>,
    faulty_mistakes: HashSet<MistakeIx>,
    unsound: HashSet<ExerciseIx>,
    /// Whether the exercise at hand may count and observe more than could be resolved: then nothing is said of what it
    /// doesn't.
    unsure: bool,
}

impl<'p, 't> Resolver<'p, 't> {
    /// One that knows what this one knows, and whose findings stand behind `before`.
    fn fork(&self, before: &Arc<Findings>) -> Resolver<'p, 't> {
        Resolver {
            book: Arc::clone(&self.book),
            names: Arc::clone(&self.names),
            packs: self.packs,
            torn: Arc::clone(&self.torn),
            near: HashMap::new(),
            out: Findings::behind(before),
            uses: self.uses.clone(),
            faulty_signs: self.faulty_signs.clone(),
            faulty_mistakes: self.faulty_mistakes.clone(),
            unsound: HashSet::new(),
            unsure: false,
        }
    }

    fn book_mut(&mut self) -> &mut Rulebook {
        Arc::get_mut(&mut self.book).expect("forks are gone before anything is written")
    }

    fn names_mut(&mut self) -> &mut Names<'p> {
        Arc::get_mut(&mut self.names).expect("forks are gone before anything is written")
    }

    fn say(&mut self, diagnostic: Diagnostic) {
        let distrusted = diagnostic
            .span
            .is_some_and(|span| self.torn.get(&span.file).is_some_and(|parsed| parsed.distrusts(span)));
        if !distrusted {
            self.out.add(diagnostic);
        }
    }

    fn parts(&self, kind: FileKind) -> impl Iterator<Item = (PackIx, &'p PackPart<'p, 't>)> + use<'p, 't> {
        let packs = self.packs;
        packs.iter().enumerate().flat_map(move |(place, pack)| {
            let parts = pack.parts.iter().filter(move |part| part.kind == kind);
            parts.map(move |part| (PackIx::at(place), part))
        })
    }

    /// Looks an id up for a thing of `pack`; says so if it names nothing, or something else, or something out of reach.
    fn find<T>(&mut self, pack: PackIx, (id, place): Text<'_>, what: &What<T>) -> Option<T> {
        let named = self.book.names.get(id).copied();
        if let Some(thing) = named.and_then(what.pick) {
            return self.is_in_reach(pack, (id, place)).then_some(thing);
        }
        if self.names.is_doubtful(id) || self.may_be_lost(id) || self.out.is_bad_id(place) {
            return None;
        }
        let message = match named {
            Some(other) => format!("`{id}` is {}, and {} belongs here", kind_of(other), what.article),
            None => format!("there is no {} `{id}`", what.noun),
        };
        let diagnostic = Diagnostic::new(Code::UnknownId, place, message);
        let key = (what.noun, id.to_owned());
        if !self.near.contains_key(&key) {
            let candidates = self.names.in_order().filter(|(_, named)| (what.pick)(*named).is_some());
            let proposal = Proposal::of(id, candidates.map(|(id, _)| id));
            self.near.insert(key.clone(), proposal);
        }
        let diagnostic = self.near[&key].add_to(diagnostic);
        self.say(diagnostic);
        None
    }

    /// Whether a thing of `pack` may name this id: its own, or of a pack that it uses. Says so if not.
    fn is_in_reach(&mut self, pack: PackIx, (id, place): Text<'_>) -> bool {
        let owner = self.names.pack_of(id);
        if owner.is_none_or(|owner| self.uses[pack.place()].contains(&owner)) {
            return true;
        }
        let owner = owner.map(|owner| self.book[owner].name.clone()).unwrap_or_default();
        let message = format!("`{id}` is of the pack `{owner}`, which this pack doesn't use");
        self.say(
            Diagnostic::new(Code::UnknownId, place, message)
                .help(format!("add uses = [\"{owner}\"] to pack.toml")),
        );
        false
    }

    /// The text of the file that a place is in.
    fn text_of(&self, place: Span) -> Option<&'p str> {
        let mut parts = self.packs.iter().flat_map(|pack| &pack.parts).map(|part| part.parsed);
        parts.find(|parsed| parsed.file == place.file).map(|parsed| parsed.text)
    }

    /// Whether an id may be defined where a syntax fault is.
    fn may_be_lost(&self, id: &str) -> bool {
        self.torn.values().any(|parsed| parsed.may_have_defined(id))
    }

    /// Whether a word may have been said where a syntax fault is.
    fn may_be_unread(&self, word: &str) -> bool {
        self.torn.values().any(|parsed| parsed.may_have_swallowed(word))
    }

    /// Whether the file of a table has a syntax fault, so that something may be missing from it.
    fn has_slips(&self, table: Table<'_>) -> bool {
        self.torn.get(&table.file).is_some_and(|parsed| parsed.has_slips())
    }

    /// Adds the closest of some names, or what there is, and says it.
    fn suggest<'a>(
        &mut self,
        diagnostic: Diagnostic,
        word: &str,
        names: impl IntoIterator<Item = &'a str> + Clone,
    ) {
        let diagnostic = Proposal::of(word, names).add_to(diagnostic);
        self.say(diagnostic);
    }

    /// The same for a key, which is written without quotes.
    fn suggest_key<'a>(
        &mut self,
        diagnostic: Diagnostic,
        word: &str,
        names: impl IntoIterator<Item = &'a str> + Clone,
    ) {
        let proposal = Proposal::of(word, names);
        let mut diagnostic = proposal.add_to(diagnostic);
        if let Some(near) = proposal.near {
            diagnostic = diagnostic.guess(near);
        }
        self.say(diagnostic);
    }

    fn phase(&mut self, pack: PackIx, allowed: &[PhaseIx], (name, place): Text<'_>) -> Option<PhaseIx> {
        let found = allowed.iter().copied().find(|&phase| self.book[phase].name == name);
        if found.is_none() && self.knows_phases(pack, name) {
            let names: Vec<String> = allowed.iter().map(|&phase| self.book[phase].name.clone()).collect();
            let diagnostic = Diagnostic::new(Code::UnknownId, place, format!("there is no phase `{name}`"));
            self.suggest(diagnostic, name, names.iter().map(String::as_str));
        }
        found
    }

    /// Whether a pack says which phases it has, so that one of this name is really none of them. Otherwise that has
    /// been said of its pack.toml.
    fn knows_phases(&self, pack: PackIx, name: &str) -> bool {
        let mut parts = self.packs[pack.place()].parts.iter();
        let file = parts.find(|part| part.kind == FileKind::Pack).map(|part| part.parsed);
        file.is_some_and(|file| {
            let says = file.root().get("phases").is_some_and(|node| node.is() == Type::List);
            says && !file.may_have_swallowed(name)
        })
    }

    fn backing(&mut self, pack: PackIx, table: Table<'_>) -> Backing {
        Backing {
            sources: self.cites(pack, table).into(),
            assumption: table.owned("assumption"),
            contested: table.owned("contested"),
        }
    }

    fn cites(&mut self, pack: PackIx, table: Table<'_>) -> Vec<Cite> {
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
    fn listed<T: Copy + PartialEq>(
        &mut self,
        pack: PackIx,
        texts: Vec<Text<'_>>,
        what: &What<T>,
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

/// What to write instead of a word that is none of some names.
struct Proposal {
    near: Option<String>,
    help: String,
}

impl Proposal {
    fn of<'a>(word: &str, names: impl IntoIterator<Item = &'a str> + Clone) -> Proposal {
        let near = nearest(word, names.clone()).map(str::to_owned);
        let help = match &near {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                let all: Vec<&str> = names.into_iter().collect();
                match all.len() {
                    0 => "nothing of this kind is defined yet".to_owned(),
                    1 => format!("there is only {}", all[0]),
                    2..=12 => format!("there are {}", super::words::and_list(&all)),
                    many => format!("there are {many}, such as {}", all[..6].join(", ")),
                }
            }
        };
        Proposal { near, help }
    }

    fn add_to(&self, diagnostic: Diagnostic) -> Diagnostic {
        let diagnostic = diagnostic.help(self.help.clone());
        match &self.near {
            Some(near) => diagnostic.guess(format!("\"{near}\"")),
            None => diagnostic,
        }
    }
}

/// What an id should name: how to take it, and how to speak of it.
struct What<T> {
    noun: &'static str,
    article: &'static str,
    pick: fn(Named) -> Option<T>,
}

macro_rules! whats {
    ($($name:ident: $type:ty = $variant:ident, $noun:literal, $article:literal;)*) => {$(
        const $name: What<$type> = What {
            noun: $noun,
            article: $article,
            pick: |named| if let Named::$variant(ix) = named { Some(ix) } else { None },
        };
    )*};
}

whats! {
    SIGN: SignIx = Sign, "sign", "a sign";
    MISTAKE: MistakeIx = Mistake, "mistake", "a mistake";
    EXERCISE: ExerciseIx = Exercise, "exercise", "an exercise";
    SOURCE: super::SourceIx = Source, "source", "a source";
    QUESTION: super::QuestionIx = Question, "question", "a question";
}

fn kind_of(named: Named) -> &'static str {
    match named {
        Named::Sign(_) => "a sign",
        Named::Mistake(_) => "a mistake",
        Named::Exercise(_) => "an exercise",
        Named::Muscle(_) => "a muscle",
        Named::MuscleGroup(_) => "a group of muscles",
        Named::Source(_) => "a source",
        Named::Quiz(_) => "a quiz",
        Named::Question(_) => "a question",
    }
}

fn id_of(text: &str) -> Id {
    Id::new(text)
}
