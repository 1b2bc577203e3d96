//! Whom the onboarding exam lets pass: trainers who see, trainers who are blind to one group of mistakes, readers who see
//! nothing. Each sits papers of his own to the end, by the same session, log and grading as a real candidate.
//!
//! `FORMCHECK_SITTINGS=120` sits so many of each, as for the figures in docs/exams.md.

use std::cell::Cell;
use std::io;

use crate::common::cases;
use crate::common::papers::ISSUED;
use formcheck::app::disk;
use formcheck_core::quiz::{Basis, Chance, Choice, Item, Key, OptionId, Response, Seed, mistakes_to_tell};
use formcheck_core::rulebook::{MistakeIx, Rulebook, load};
use formcheck_exam::paper::{Accommodations, Attempt, Given, Stamp};
use formcheck_exam::record::{FORMAT, Record};
use formcheck_exam::seal::{Nonce, signed_bytes};
use formcheck_exam::{
    Clock, ClockKind, Exam, ExamForm, ExamSession, Forms, Issue, Reading, Sealed, Terms, exam_named,
    grade_form, paper,
};

/// What people do, in percent.
struct Habits {
    /// Sees a mistake that is in the rep, unless blind to it.
    sees: usize,
    /// Sees one that isn't.
    imagines: usize,
    /// Knows what isn't seen: fixes, steps, what to call, what is worse.
    knows: usize,
}

const GOOD: Habits = Habits { sees: 95, imagines: 2, knows: 90 };
/// Somebody who should just pass: not each time.
const FAIR: Habits = Habits { sees: 90, imagines: 4, knows: 85 };
const READER: Habits = Habits { sees: 0, imagines: 0, knows: 95 };

/// A candidate. What they are blind to they know to be there where nothing else can be: a question that has one mistake at
/// least is then answered by what is left over.
struct Trainer {
    name: &'static str,
    habits: Habits,
    blind_to: &'static [&'static str],
    /// Asks for the words each time, and then is right.
    takes_hints: bool,
    /// How many of 100 of them are to pass at least; none where they are to fail.
    fewest: Option<u64>,
}

const LOWER_BACK: &[&str] = &["rounded-lower-back", "over-arched-lower-back", "rounded-pick-up"];
const BACK_AND_TRUNK: &[&str] = &[
    "rounded-lower-back",
    "rounded-pick-up",
    "over-arched-lower-back",
    "rib-flare",
    "torso-creeps-up",
    "sunken-chest",
];
const BLADES_AND_ARMS: &[&str] =
    &["arm-rowing", "shoulder-tips-forward", "shrugged-shoulders", "curled-wrists", "elbows-drift-wide"];
const HELP: &[&str] = &[
    "torso-leads",
    "big-swing",
    "any-cheat",
    "twisting-open",
    "torso-rises",
    "chest-leaves-pad",
    "weight-on-toes",
    "bar-gets-away",
];
const RANGE: &[&str] = &[
    "dropped-weight",
    "stops-short-at-end",
    "fast-lowering",
    "cut-bottom-range",
    "skipped-top-pause",
    "half-range-barbell",
];

const fn blind(name: &'static str, blind_to: &'static [&'static str]) -> Trainer {
    Trainer { name, habits: GOOD, blind_to, takes_hints: false, fewest: None }
}

const TRAINERS: &[Trainer] = &[
    Trainer { name: "sees", habits: GOOD, blind_to: &[], takes_hints: false, fewest: Some(90) },
    Trainer { name: "sees fairly", habits: FAIR, blind_to: &[], takes_hints: false, fewest: Some(75) },
    blind("blind to lower backs", LOWER_BACK),
    blind("blind to back and trunk", BACK_AND_TRUNK),
    blind("blind to blades and arms", BLADES_AND_ARMS),
    blind("blind to help from the body", HELP),
    blind("blind to range and tempo", RANGE),
    Trainer { name: "reads and guesses", habits: READER, blind_to: &[], takes_hints: false, fewest: None },
    Trainer { name: "reads the hints", habits: READER, blind_to: &[], takes_hints: true, fewest: None },
];

/// A candidate before a question.
struct Sitter<'t> {
    book: &'t Rulebook,
    trainer: &'t Trainer,
    chance: Chance,
}

impl Sitter<'_> {
    fn in_percent(&mut self, percent: usize) -> bool {
        self.chance.below(100) < percent
    }

    fn is_blind(&self, mistake: MistakeIx) -> bool {
        let id = self.book[mistake].id.as_str();
        self.trainer.habits.sees == 0 || self.trainer.blind_to.contains(&id)
    }

    fn sees(&mut self, mistake: MistakeIx, is_there: bool) -> bool {
        let habits = &self.trainer.habits;
        let percent = if is_there { habits.sees } else { habits.imagines };
        !self.is_blind(mistake) && self.in_percent(percent)
    }

    fn answer(&mut self, item: &Item) -> Response {
        let is_told = !mistakes_to_tell(self.book, item).is_empty() || item.basis == Basis::CleanOrNot;
        if !is_told || self.trainer.takes_hints {
            let knows = self.trainer.takes_hints && is_told || self.in_percent(self.trainer.habits.knows);
            return if knows { right(item) } else { self.any(item) };
        }
        match &item.key {
            Key::Many(choices) => self.mark(choices),
            Key::One(_) if item.basis == Basis::CleanOrNot => self.clean_or_not(item),
            Key::One(choices) => self.one(choices),
            _ => right(item),
        }
    }

    /// Marks what is seen; where that is nothing, one that would not be seen, since one is there.
    fn mark(&mut self, choices: &[Choice]) -> Response {
        let mut marked = Vec::new();
        for choice in choices {
            let mistake = choice.mistake_in(self.book).expect("a mistake");
            if self.sees(mistake, choice.right) {
                marked.push(choice.id.clone());
            }
        }
        if marked.is_empty() {
            marked.push(self.left_over(choices));
        }
        Response::Many(marked)
    }

    fn one(&mut self, choices: &[Choice]) -> Response {
        let mut seen = Vec::new();
        for choice in choices {
            let mistake = choice.mistake_in(self.book).expect("a mistake");
            if self.sees(mistake, choice.right) {
                seen.push(choice.id.clone());
            }
        }
        let seen = self.chance.pick(&seen).cloned();
        Response::One(seen.unwrap_or_else(|| self.left_over(choices)))
    }

    fn left_over(&mut self, choices: &[Choice]) -> OptionId {
        let unseen: Vec<&Choice> = choices
            .iter()
            .filter(|choice| choice.mistake_in(self.book).is_some_and(|mistake| self.is_blind(mistake)))
            .collect();
        let all: Vec<&Choice> = choices.iter().collect();
        let among = if unseen.is_empty() { &all } else { &unseen };
        self.chance.pick(among).expect("there are options").id.clone()
    }

    fn clean_or_not(&mut self, item: &Item) -> Response {
        let there = mistakes_to_tell(self.book, item);
        let is_faulty = match there.first() {
            _ if self.trainer.habits.sees == 0 => self.chance.one_in(2),
            Some(&mistake) => self.sees(mistake, true),
            // Among all that could be off something may be imagined.
            None => self.in_percent(2 * self.trainer.habits.imagines),
        };
        Response::One(OptionId::new(if is_faulty { "faulty" } else { "clean" }))
    }

    /// A guess.
    fn any(&mut self, item: &Item) -> Response {
        match (&item.key, right(item)) {
            (Key::One(choices), _) => {
                Response::One(self.chance.pick(choices).expect("there are options").id.clone())
            }
            (Key::Many(choices), _) => {
                Response::Many(vec![self.chance.pick(choices).expect("there are options").id.clone()])
            }
            (_, Response::Order(mut ids)) => {
                self.chance.shuffle(&mut ids);
                Response::Order(ids)
            }
            (_, Response::Number(number)) => Response::Number(number * 3.0 + 1.0),
            (_, Response::Text(_)) => Response::Text("no idea".to_owned()),
            (_, pairs) => pairs,
        }
    }
}

fn right(item: &Item) -> Response {
    let keys = || item.key.choices().iter().filter(|one| one.right).map(|one| one.id.clone());
    match &item.key {
        Key::One(_) => Response::One(keys().next().expect("a key")),
        Key::Many(_) => Response::Many(keys().collect()),
        Key::Order { key, .. } => Response::Order(key.clone()),
        Key::Pairs { key, .. } => Response::Pairs(key.clone()),
        Key::Number { answer, .. } => Response::Number(*answer),
        Key::Text { accept, .. } => Response::Text(accept[0].clone()),
    }
}

/// A form sat to the end and graded.
fn sat(forms: &Forms<'_>, form: &ExamForm, sitter: &mut Sitter<'_>) -> Record {
    let nonce = Nonce([7; 32]);
    let issue = Issue {
        reference: "t-01".to_owned(),
        name: None,
        attempt: Attempt { number: 1, withdrawn: 0 },
        accommodations: Accommodations::default(),
        described: false,
        given: Given::OpenBook,
        ledger: None,
        barred: Vec::new(),
        issued: Stamp(ISSUED),
        made_up_clock: false,
        nonce,
    };
    let what = paper(forms, form, &issue);
    let value = serde_json::to_value(&what).expect("JSON");
    let bytes = signed_bytes(&value);
    let (up, mut lines) = (Cell::new(1_000_u64), Vec::<String>::new());
    let now = || {
        up.set(up.get() + 1_000);
        let at = Stamp(ISSUED + i64::try_from(up.get()).expect("small"));
        Reading { at, up: up.get(), clock: Clock { clock: ClockKind::Machine, boot: None } }
    };
    let mut keep = |line: &str| -> io::Result<()> {
        lines.push(line.to_owned());
        Ok(())
    };
    let exam = Exam::new(what.clone(), &bytes);
    let mut session = ExamSession::open(exam, "line", &now, &mut keep).expect("kept");
    while let Some(n) = session.exam().current() {
        let item = &form.items[n - 1].item;
        if sitter.trainer.takes_hints
            && session.exam().question(n).is_some_and(|asked| asked.by_eye.is_some())
        {
            session.hint().expect("it is watched");
        }
        session.answer(sitter.answer(item), None).expect("an answer of the right form");
    }
    session.hand_in().expect("kept");
    let exam = session.exam().clone();
    let terms = Terms {
        format: FORMAT,
        graded: Stamp(ISSUED + i64::try_from(up.get()).expect("small")),
        made_up_clock: false,
        graded_by: None,
        replaces: None,
        witness: None,
        witness_key: None,
        code_told: false,
        struck: Vec::new(),
    };
    let paper = Sealed { what, value, signature: String::new(), name: None };
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    grade_form(forms, form, &paper, nonce, &exam, &lines, &terms).expect("it can be graded")
}

#[test]
fn those_who_see_pass_and_those_who_do_not_fail() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let loaded = load(vec![disk::folder(root).expect("the pack")]);
    let book = &loaded.rulebook().unwrap_or_else(|unsound| panic!("{:?}", unsound.diagnostics));
    let forms = Forms::new(book, exam_named(book, "trainer-onboarding").expect("an exam")).expect("forms");
    let said = std::env::var("FORMCHECK_SITTINGS").ok().and_then(|number| number.parse().ok());
    let sittings = said.unwrap_or(u64::from(cases(4, 100)));
    let mut passed = vec![0_u64; TRAINERS.len()];
    let mut enough = vec![0_u64; TRAINERS.len()];
    for seed in 0..sittings {
        let form = forms.form(Seed(seed * 104_729 + 11)).expect("a form");
        for (place, trainer) in TRAINERS.iter().enumerate() {
            let chance = Chance::from_seed(Seed(seed * 31 + place as u64));
            let record = sat(&forms, &form, &mut Sitter { book, trainer, chance });
            passed[place] += u64::from(record.passed);
            enough[place] += u64::from(record.cut.is_reached(&record.score));
        }
        println!("{} sat: passed {passed:?}, by marks alone {enough:?}", seed + 1);
    }
    for (place, trainer) in TRAINERS.iter().enumerate() {
        println!(
            "{:28} {sittings} sittings: {} passed, {} by marks alone",
            trainer.name, passed[place], enough[place]
        );
    }
    for (place, trainer) in TRAINERS.iter().enumerate() {
        let few = sittings / 20 + u64::from(sittings < 100);
        if let Some(fewest) = trainer.fewest {
            assert!(
                passed[place] * 100 >= sittings * fewest,
                "{}: {} of {sittings} pass",
                trainer.name,
                passed[place]
            );
        } else {
            assert!(passed[place] <= few, "{}: {} of {sittings} pass", trainer.name, passed[place]);
        }
    }
}
