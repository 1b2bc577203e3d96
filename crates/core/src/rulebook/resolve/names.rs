//! The first walk: every id that the packs define, in order, each once in its pack.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::look_up::LookUp;
use super::{Resolver, is_group, kind_of};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::rulebook::decode::Table;
use crate::rulebook::files::{EXERCISE, FileKind, MISTAKES, QUIZ, TableSchema};
use crate::rulebook::source::BuiltIn;
use crate::rulebook::{
    ExerciseIx, Id, MistakeIx, MuscleIx, Named, PackIx, QuestionIx, QuizIx, SignIx, SourceIx, is_kebab, kebab,
};

/// The ids, with where they are defined and the tables that define them.
#[derive(Default)]
pub(super) struct Names<'p> {
    /// Of each pack, what its plain ids name.
    packs: Vec<HashMap<Id, Owned>>,
    order: Vec<(PackIx, Id, Named)>,
    /// Whether everything is written down by its plain id, as if it were built in.
    pub(super) are_plain: bool,
    /// Ids whose definition is faulty, so that naming them is no fault of its own.
    doubtful: HashSet<String>,
    pub(super) signs: Vec<Defined<'p>>,
    pub(super) shared: Vec<Defined<'p>>,
    pub(super) exercises: Vec<Defined<'p>>,
    /// Mistakes of one exercise alone, with its place in `exercises`; they come behind the shared ones.
    pub(super) own: Vec<(usize, Defined<'p>)>,
    pub(super) muscles: Vec<Defined<'p>>,
    pub(super) sources: Vec<Defined<'p>>,
    pub(super) quizzes: Vec<Defined<'p>>,
    pub(super) questions: Vec<(QuizIx, Defined<'p>)>,
}

/// A name that a pack has taken.
struct Owned {
    named: Named,
    place: Span,
    /// How it is written down, once every pack has taken its names.
    id: Id,
}

/// A thing that a table defines.
#[derive(Clone)]
pub(super) struct Defined<'p> {
    pub(super) id: Id,
    pub(super) pack: PackIx,
    pub(super) table: Table<'p>,
    /// Where its id is written.
    pub(super) place: Span,
    /// From its header to the next thing's.
    pub(super) whole: Span,
}

impl<'p> Names<'p> {
    /// What a pack calls by a plain id.
    pub(super) fn of_pack(&self, pack: PackIx, plain: &str) -> Option<Named> {
        Some(self.packs.get(pack.place())?.get(plain)?.named)
    }

    /// How a thing of a pack is written down.
    pub(super) fn id_of(&self, pack: PackIx, plain: &str) -> Option<Id> {
        Some(self.packs.get(pack.place())?.get(plain)?.id.clone())
    }

    /// The packs that have something of this plain id.
    pub(super) fn packs_with<'n>(&'n self, plain: &'n str) -> impl Iterator<Item = (PackIx, Named)> + 'n {
        let of = move |(place, names): (usize, &HashMap<Id, Owned>)| {
            Some((PackIx::at(place), names.get(plain)?.named))
        };
        self.packs.iter().enumerate().filter_map(of)
    }

    /// Whether a thing of this id was meant to be defined, and could not be.
    pub(super) fn is_doubtful(&self, id: &str) -> bool {
        self.doubtful.contains(id)
    }

    /// The ids of things that go by this name, whatever its case: a name, another one, a title.
    pub(super) fn named(&self, name: &str) -> Vec<String> {
        let lists = [&self.shared, &self.exercises, &self.muscles, &self.sources];
        let all = lists.into_iter().flatten().chain(self.own.iter().map(|(_, own)| own));
        let goes_by = |one: &&Defined<'_>| {
            let own = ["name", "title"].into_iter().filter_map(|key| one.table.text(key));
            let others = ["aka", "aliases"].into_iter().flat_map(|key| one.table.texts(key));
            own.chain(others).any(|(own, _)| own.eq_ignore_ascii_case(name.trim()))
        };
        all.filter(goes_by).map(|one| one.id.plain().to_owned()).collect()
    }

    /// The plain ids in the order they were defined.
    pub(super) fn in_order(&self) -> impl Iterator<Item = (PackIx, &str, Named)> + Clone {
        self.order.iter().map(|(pack, id, named)| (*pack, id.plain(), *named))
    }

    /// Every list of things, for giving them their names.
    fn all_defined(&mut self) -> impl Iterator<Item = &mut Defined<'p>> {
        let lists = [
            &mut self.signs,
            &mut self.shared,
            &mut self.exercises,
            &mut self.muscles,
            &mut self.sources,
            &mut self.quizzes,
        ];
        let own = self.own.iter_mut().map(|(_, defined)| defined);
        let questions = self.questions.iter_mut().map(|(_, defined)| defined);
        lists.into_iter().flatten().chain(own).chain(questions)
    }
}

impl<'p> Resolver<'p, '_> {
    pub(super) fn collect_names(&mut self) {
        let packs = self.packs.iter().map(|_| HashMap::new()).collect();
        self.names_mut().packs = packs;
        self.doubt_headers();
        self.collect(FileKind::Signs, |names| &mut names.signs, |place| Named::Sign(SignIx::at(place)));
        self.collect(
            FileKind::Mistakes,
            |names| &mut names.shared,
            |place| Named::Mistake(MistakeIx::at(place)),
        );
        self.collect(
            FileKind::Muscles,
            |names| &mut names.muscles,
            |place| Named::Muscle(MuscleIx::at(place)),
        );
        self.collect(
            FileKind::Sources,
            |names| &mut names.sources,
            |place| Named::Source(SourceIx::at(place)),
        );
        self.collect_exercises();
        self.collect_quizzes();
        self.collect_groups();
        self.give_names();
    }

    fn collect(
        &mut self,
        kind: FileKind,
        list: for<'n> fn(&'n mut Names<'p>) -> &'n mut Vec<Defined<'p>>,
        named: fn(usize) -> Named,
    ) {
        for (pack, part) in self.parts(kind) {
            self.doubt_misspelt(part.parsed.root());
            for defined in tables_of(pack, part.parsed.root(), part.parsed.text.len(), kind.schema()) {
                let place = list(self.names_mut()).len();
                if self.register(&defined, named(place)) {
                    list(self.names_mut()).push(defined);
                }
            }
        }
    }

    fn collect_exercises(&mut self) {
        for (pack, part) in self.parts(FileKind::Exercise) {
            let root = part.parsed.root();
            let place = root.text("name").map_or(root.head, |(_, place)| place);
            self.check_stem(part.stem(), "exercise", root.head);
            let defined = whole_file(pack, part.stem(), root, place, part.parsed.text.len());
            let number = self.names.exercises.len();
            if !self.register(&defined, Named::Exercise(ExerciseIx::at(number))) {
                continue;
            }
            self.names_mut().exercises.push(defined);
            self.doubt_lost(root, &EXERCISE);
            if let Some(own) = root.sub("mistake") {
                self.doubt_misspelt(own);
                for defined in tables_of(pack, own, part.parsed.text.len(), &MISTAKES) {
                    let place = self.names.shared.len() + self.names.own.len();
                    if self.register(&defined, Named::Mistake(MistakeIx::at(place))) {
                        self.names_mut().own.push((number, defined));
                    }
                }
            }
        }
    }

    fn collect_quizzes(&mut self) {
        for (pack, part) in self.parts(FileKind::Quiz) {
            let root = part.parsed.root();
            let place = root.text("title").map_or(root.head, |(_, place)| place);
            self.check_stem(part.stem(), "quiz", root.head);
            let defined = whole_file(pack, part.stem(), root, place, part.parsed.text.len());
            let quiz = QuizIx::at(self.names.quizzes.len());
            if !self.register(&defined, Named::Quiz(quiz)) {
                continue;
            }
            self.names_mut().quizzes.push(defined);
            self.doubt_lost(root, &QUIZ);
            if let Some(questions) = root.sub("question") {
                self.doubt_misspelt(questions);
                for defined in tables_of(pack, questions, part.parsed.text.len(), &MISTAKES) {
                    let place = self.names.questions.len();
                    if self.register(&defined, Named::Question(QuestionIx::at(place))) {
                        self.names_mut().questions.push((quiz, defined));
                    }
                }
            }
        }
    }

    /// The name of a file that is an id.
    fn check_stem(&mut self, stem: &str, what: &str, place: Span) {
        if is_kebab(stem) {
            return;
        }
        let message = format!(
            "the file is called `{stem}.toml`, and its name is the id of the {what}: a to z, 0 to 9 and single hyphens"
        );
        let found = Diagnostic::new(Code::BadId, Span { end: place.start, ..place }, message);
        let better = kebab(stem);
        self.names_mut().doubtful.extend(better.clone());
        self.say(match better {
            Some(better) => found.help(format!("rename the file to {better}.toml; an id is for ever")),
            None => found.help("rename the file, as in arm-rowing.toml; an id is for ever"),
        });
    }

    /// The ids of headers of which was said how they have to be written.
    fn doubt_headers(&mut self) {
        let parts = self.packs.iter().flat_map(|pack| &pack.parts);
        let edits = parts
            .flat_map(|part| part.schema)
            .filter_map(|found| found.fix.as_ref())
            .flat_map(|fix| &fix.edits);
        let headers = edits.filter_map(|edit| edit.text.strip_prefix('[')?.split(']').next());
        let ids: Vec<String> = headers
            .flat_map(|header| header.trim_matches('[').split('.'))
            .map(|id| id.trim_matches('"').to_owned())
            .collect();
        self.names_mut().doubtful.extend(ids);
    }

    /// Keys that would be ids if they were written as such.
    fn doubt_misspelt(&mut self, table: Table<'_>) {
        let misspelt = table.entries().map(|((key, _), _)| key).filter(|key| !is_kebab(key));
        self.names_mut().doubtful.extend(misspelt.filter_map(kebab));
    }

    /// What stands under a header that is no key of the file: `[mistke.arm-rowing]`.
    fn doubt_lost(&mut self, root: Table<'_>, schema: &TableSchema) {
        let is_known = |key: &str| schema.key(key).is_some();
        let lost = root.entries().filter(|((key, _), _)| !is_known(key)).filter_map(|(_, node)| node.table());
        let ids = lost.flat_map(Table::entries).map(|((id, _), _)| id.to_owned());
        self.names_mut().doubtful.extend(ids);
    }

    /// A group is an id too; several muscles share it, also those of packs that use the one that has it.
    fn collect_groups(&mut self) {
        for place in 0..self.names.muscles.len() {
            let muscle = self.names.muscles[place].clone();
            let Some((group, span)) = muscle.table.text("group") else { continue };
            if matches!(self.look_up(muscle.pack, group, is_group), LookUp::One(..) | LookUp::Several(_)) {
                continue;
            }
            let (owner, group) = group.split_once('/').map_or((None, group), |(pack, id)| (Some(pack), id));
            if owner.is_some_and(|owner| self.book[muscle.pack].name != owner) {
                continue;
            }
            let defined = Defined { id: Id::new(group), place: span, ..muscle };
            self.register(&defined, Named::MuscleGroup(MuscleIx::at(place)));
        }
    }

    /// Takes an id for a pack; says so and gives false if the pack has it already.
    fn register(&mut self, defined: &Defined<'p>, named: Named) -> bool {
        let Defined { id, pack, place, .. } = defined;
        if let Some(first) = self.names.packs[pack.place()].get(id) {
            let (other, first) = (kind_of(first.named), first.place);
            let what = format!("`{id}` is {other} already; here it would be {} too", kind_of(named));
            self.say(
                Diagnostic::new(Code::DuplicateId, *place, what)
                    .label(first, "defined here first")
                    .help("give one of them another id: in a pack an id means one thing"),
            );
            self.names_mut().doubtful.insert(id.to_string());
            return false;
        }
        let owned = Owned { named, place: *place, id: id.clone() };
        self.names_mut().packs[pack.place()].insert(id.clone(), owned);
        self.names_mut().order.push((*pack, id.clone(), named));
        true
    }

    /// Gives each thing the name by which it is written down and read, once it is known which plain ids several packs have.
    fn give_names(&mut self) {
        let book = Arc::clone(&self.book);
        let names = self.names_mut();
        let mut packs_with: HashMap<Id, u32> = HashMap::new();
        if names.packs.len() > 1 && !names.are_plain {
            for plain in names.packs.iter().flat_map(HashMap::keys) {
                *packs_with.entry(plain.clone()).or_default() += 1;
            }
        }
        let are_plain = names.are_plain;
        let name = |pack: PackIx, plain: &Id| {
            let pack = &book[pack];
            let is_plain = are_plain || BuiltIn::find(&pack.name).is_some();
            let is_shared = packs_with.get(plain).is_some_and(|&packs| packs > 1);
            Id::in_pack(&pack.name, plain.as_str(), is_plain, is_shared)
        };
        for (place, owned) in names.packs.iter_mut().enumerate() {
            for (plain, owned) in owned {
                owned.id = name(PackIx::at(place), plain);
            }
        }
        for defined in names.all_defined() {
            defined.id = name(defined.pack, &defined.id);
        }
        let order: Vec<(Id, Id, Named)> = names
            .order
            .iter()
            .map(|(pack, plain, named)| (plain.clone(), name(*pack, plain), *named))
            .collect();
        drop(book);
        let book = self.book_mut();
        for (plain, id, named) in order {
            if id != plain {
                book.plain.entry(plain).or_default().push(named);
            }
            book.names.entry(id).or_insert(named);
        }
    }
}

/// The entries of a table that are not keys of its shape: each defines a thing.
fn tables_of<'p>(pack: PackIx, table: Table<'p>, end: usize, schema: &TableSchema) -> Vec<Defined<'p>> {
    let end = u32::try_from(end).unwrap_or(u32::MAX);
    let mut defined: Vec<Defined<'p>> = table
        .entries()
        .filter(|((key, _), _)| schema.key(key).is_none() && is_kebab(key))
        .filter_map(|((key, place), node)| {
            let table = node.table()?;
            let whole = Span { end, ..place };
            Some(Defined { id: Id::new(key), pack, table, place, whole })
        })
        .collect();
    let mut starts: Vec<u32> = defined.iter().map(|one| one.place.start).collect();
    starts.sort_unstable();
    for one in &mut defined {
        one.whole.end = starts.iter().copied().find(|&start| start > one.place.start).unwrap_or(end);
    }
    defined
}

fn whole_file<'p>(pack: PackIx, stem: &str, table: Table<'p>, place: Span, end: usize) -> Defined<'p> {
    let whole = Span { file: place.file, start: 0, end: u32::try_from(end).unwrap_or(u32::MAX) };
    Defined { id: Id::new(stem), pack, table, place, whole }
}
