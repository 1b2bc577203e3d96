//! Which questions an export holds, and a name for each that no rewording changes.
//!
//! Each question is made by chance of its own, from the seed and the ids of what it asks about. So more items never
//! change the first ones, and a reworded rule changes the questions that hold its words and no others.

use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::fmt;

use sha2::{Digest, Sha256};

use formcheck_core::error::UserError;
use formcheck_core::quiz::generate::Workshop;
use formcheck_core::quiz::{
    About, Chance, Item, ItemId, QuestionKind, Seed, Sitting, is_told_by_words, names, practice_item, skills,
};
use formcheck_core::rulebook::{GeneratedKind, Rulebook};

/// The questions of an export.
#[derive(Clone, Debug)]
pub struct Bank {
    /// What it is called.
    pub title: String,
    /// What it was drawn from.
    pub seed: Seed,
    /// The questions, in an order that spreads skills and kinds.
    pub entries: Vec<BankQuestion>,
}

/// A question with its lasting name.
#[derive(Clone, Debug)]
pub struct BankQuestion {
    /// What it exercises and which of the questions about that it is: `seal-row/arm-rowing:1`. Made of ids alone, and not of
    /// its kind: where another pack's words allow another kind only, the question takes the place of the old one.
    pub id: String,
    /// What it belongs to: an exercise, the muscles, a section of a quiz.
    pub section: String,
    /// The question.
    pub item: Item,
}

/// There are fewer questions than asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TooFew {
    /// How many could be made.
    pub made: usize,
    help: String,
}

impl TooFew {
    fn of(made: usize) -> TooFew {
        TooFew { made, help: format!("ask for fewer: --items {made}") }
    }
}

impl Error for TooFew {}

impl UserError for TooFew {
    fn help(&self) -> Option<&str> {
        Some(&self.help)
    }
}

/// Rounds in which nothing new came, after which nothing will: as many as a mistake has kinds.
const BARREN: usize = GeneratedKind::ALL.len();

/// Draws `items` questions about what `only` names (ids and tags; none: everything): each skill once, then each once
/// more in another kind, and so on; where no number is given, each skill once. The first questions of a longer export
/// are those of a shorter one.
///
/// # Errors
/// If fewer could be made.
pub fn spread(book: &Rulebook, only: &[String], items: Option<usize>, seed: Seed) -> Result<Bank, TooFew> {
    let shop = Workshop::new(book, false);
    let is_meant = |about: &About| only.is_empty() || only.iter().any(|id| about.is_meant_by(book, id));
    let mut lanes: Vec<Lane> =
        skills(book).filter(is_meant).map(|about| Lane::new(book, about, seed)).collect();
    lanes.sort_by_key(|lane| lane.place);
    let mut taken = UsedQuestions::default();
    let mut entries = Vec::new();
    let mut barren = 0;
    while barren < BARREN && items.is_none_or(|items| entries.len() < items) {
        let before = entries.len();
        for lane in &mut lanes {
            if items.is_some_and(|items| entries.len() == items) {
                break;
            }
            entries.extend(lane.next(book, &shop, seed, &mut taken));
        }
        barren = if entries.len() == before { barren + 1 } else { 0 };
        if items.is_none() {
            break;
        }
    }
    match items {
        Some(items) if entries.len() < items => Err(TooFew::of(entries.len())),
        _ => Ok(Bank { title: "formcheck".to_owned(), seed, entries }),
    }
}

/// The questions of a quiz's sitting, section by section.
pub fn of_sitting(book: &Rulebook, sitting: &Sitting) -> Bank {
    let sections =
        sitting.plan.sections.iter().flat_map(|section| (0..section.draw).map(|_| section.title.clone()));
    let mut taken = UsedQuestions::default();
    let entries = sitting.items.iter().zip(sections).map(|(item, section)| {
        let id = taken.name(item);
        let section = if sitting.plan.mixed { section_of(book, item) } else { section };
        BankQuestion { id, section, item: item.clone() }
    });
    Bank { title: sitting.plan.title.clone(), seed: sitting.seed, entries: entries.collect() }
}

/// What an item that no quiz put into a section belongs to.
fn section_of(book: &Rulebook, item: &Item) -> String {
    match (item.exercise_in(book), item.kind) {
        (Some(exercise), _) => book[exercise].name.clone(),
        (None, QuestionKind::Generated(kind)) => names::kind(kind.word()).to_owned(),
        (None, QuestionKind::Written(_)) => "Written questions".to_owned(),
    }
}

/// What has been named and asked already.
#[derive(Default)]
struct UsedQuestions {
    times: HashMap<String, usize>,
    ids: HashSet<ItemId>,
    /// Each question with the rep that it shows: other wrong options don't make it another one.
    asked: HashSet<String>,
}

impl UsedQuestions {
    /// Whether this is a question that wasn't asked yet.
    fn is_new(&self, item: &Item) -> bool {
        !self.ids.contains(&item.id) && !self.asked.contains(&question(item))
    }

    fn name(&mut self, item: &Item) -> String {
        let times = self.times.entry(item.skill.as_str().to_owned()).or_default();
        *times += 1;
        self.ids.insert(item.id.clone());
        self.asked.insert(question(item));
        format!("{}:{times}", item.skill)
    }
}

fn question(item: &Item) -> String {
    [item.skill.as_str(), item.ask.as_str()]
        .into_iter()
        .chain(item.shown_says())
        .collect::<Vec<_>>()
        .join("\n")
}

/// The questions about one skill, one after the other.
struct Lane {
    about: About,
    /// Its place among the skills: the same for the same seed, whatever else the pack has.
    place: u64,
    /// Its kinds, in an order of its own.
    kinds: Vec<GeneratedKind>,
    /// How many questions were tried.
    tries: usize,
    /// Those that were made.
    made: Vec<ItemId>,
}

impl Lane {
    fn new(book: &Rulebook, about: About, seed: Seed) -> Lane {
        let skill = about.skill(book);
        let of_exercises = [GeneratedKind::Steps, GeneratedKind::Reps];
        // Where a skill has one kind of question, that one is made whatever is asked for.
        let mut kinds = match about {
            About::Mistake(..) => {
                GeneratedKind::mixed().into_iter().filter(|kind| !of_exercises.contains(kind)).collect()
            }
            _ => vec![GeneratedKind::Spot],
        };
        let mut chance = chance(seed, &[skill.as_str(), "kinds"]);
        chance.shuffle(&mut kinds);
        if let About::Mistake(exercise, mistake) = about {
            // Two texts that differ in a line, or a line that changes: nothing is to be known there.
            let in_lines = [GeneratedKind::Pair, GeneratedKind::Breakdown];
            let is_told = |kind: GeneratedKind| is_told_by_words(book, kind, exercise, mistake);
            kinds.retain(|&kind| !in_lines.contains(&kind) || !is_told(kind));
            kinds.sort_by_key(|&kind| is_told_by_words(book, kind, exercise, mistake));
        }
        Lane { about, place: number(seed, &[skill.as_str(), "place"]), kinds, tries: 0, made: Vec::new() }
    }

    /// The next question that can be made and wasn't: of the next kind, or of the one after it. None if there is none
    /// in this round.
    fn next(
        &mut self,
        book: &Rulebook,
        shop: &Workshop<'_>,
        seed: Seed,
        taken: &mut UsedQuestions,
    ) -> Option<BankQuestion> {
        let skill = self.about.skill(book);
        for _ in 0..self.kinds.len() {
            let kind = self.kinds[self.tries % self.kinds.len()];
            let round = (self.tries / self.kinds.len()).to_string();
            self.tries += 1;
            let mut chance = chance(seed, &[skill.as_str(), kind.word(), &round]);
            let made = practice_item(book, shop, self.about, &[kind], &self.made, &mut chance);
            if let Some(item) = made.filter(|item| taken.is_new(item)) {
                self.made.push(item.id.clone());
                let id = taken.name(&item);
                return Some(BankQuestion { id, section: section_of(book, &item), item });
            }
        }
        None
    }
}

/// Chance that hangs on the seed and these names alone.
fn chance(seed: Seed, of: &[&str]) -> Chance {
    Chance::from_seed(Seed(number(seed, of)))
}

fn number(Seed(seed): Seed, of: &[&str]) -> u64 {
    let mut digest = Sha256::new();
    digest.update(seed.to_le_bytes());
    for name in of {
        digest.update((name.len() as u64).to_le_bytes());
        digest.update(name.as_bytes());
    }
    let digest = digest.finalize();
    digest.iter().take(8).fold(0, |number, &byte| number << 8 | u64::from(byte))
}

impl fmt::Display for TooFew {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.made {
            0 => f.write_str("no question could be made"),
            1 => f.write_str("only one question could be made"),
            made => write!(f, "only {made} questions could be made"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use formcheck_core::quiz::prove_item;
    use formcheck_core::rulebook::load_mid_back;

    fn ids(bank: &Bank) -> Vec<&str> {
        bank.entries.iter().map(|entry| entry.id.as_str()).collect()
    }

    #[test]
    fn a_longer_export_begins_with_a_shorter_one() {
        let book = load_mid_back();
        let draw = |items| spread(&book, &[], Some(items), Seed(3)).expect("there are more");
        let (short, long) = (draw(40), draw(90));
        assert_eq!(ids(&short), &ids(&long)[..40]);
        for (a, b) in short.entries.iter().zip(&long.entries) {
            assert_eq!(a.item, b.item);
        }
    }

    #[test]
    fn everything_is_asked_once_and_each_question_is_proved() {
        let book = load_mid_back();
        let bank = spread(&book, &[], None, Seed(1)).expect("no number was asked for");
        let asked: HashSet<&str> = bank.entries.iter().map(|entry| entry.item.skill.as_str()).collect();
        assert_eq!(asked.len(), skills(&book).count());
        assert_eq!(bank.entries.len(), asked.len());
        let unlike: HashSet<&str> = bank.entries.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(unlike.len(), bank.entries.len());
        for entry in &bank.entries {
            prove_item(&book, &entry.item).expect("proved");
        }
    }

    #[test]
    fn only_what_is_meant_is_asked() {
        let book = load_mid_back();
        let bank = spread(&book, &["arm-rowing".to_owned()], Some(30), Seed(1)).expect("there are as many");
        assert!(bank.entries.iter().all(|entry| entry.item.skill.as_str().ends_with("/arm-rowing")));
        let kinds: HashSet<&str> = bank.entries.iter().map(|entry| entry.item.kind.word()).collect();
        assert!(kinds.len() > 4, "{kinds:?}");
        let none = spread(&book, &["seal-row/reps".to_owned()], Some(2), Seed(1));
        assert_eq!(none.map(|bank| bank.entries.len()), Err(TooFew::of(1)));
    }
}
