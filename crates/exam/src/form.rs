//! Forms of an exam: drawn from a seed, meeting the blueprint's weights, and as hard as each other.
//!
//! A form's predicted difficulty lies within [`BAND`] of the exam's own, which is the mean over pilot forms from fixed
//! seeds; so any two forms differ by twice that at most. Must not know who sits a form, nor where its seed comes from.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::ledger::IssuedNote;
use crate::{ExamError, predicted};
use formcheck_core::figure::measure::{Detail, Size};
use formcheck_core::quiz::generate::Workshop;
use formcheck_core::quiz::{
    Asks, FormItem, FormJudges, Item, MustPass, NoSitting, Plan, Seed, Sight, can_be_seen, draw_form,
};
use formcheck_core::rulebook::{Drawn, ExamRules, QuizIx, Rulebook};

/// How far a form's predicted difficulty may lie from the exam's.
pub const BAND: f64 = 0.015;

/// Pilot forms from which an exam's difficulty follows.
const PILOTS: u32 = 24;

/// How often a form is drawn anew before it counts as impossible.
const TURNS: u32 = 200;

/// What makes forms of one exam.
pub struct Forms<'a> {
    book: &'a Rulebook,
    quiz: QuizIx,
    shop: Workshop<'a>,
    plan: Plan,
    difficulty: f64,
    /// What an eye can tell, where the exam is asked by eye.
    sight: RefCell<Sight<'a>>,
}

/// A form: the items of a paper.
#[derive(Clone, PartialEq, Debug)]
pub struct ExamForm {
    /// What it was drawn from.
    pub seed: Seed,
    /// The items, in order.
    pub items: Vec<FormItem>,
    /// Of each item the share of answers that is expected to be right.
    pub predicted: Vec<f64>,
    /// Of each item whether it is asked by eye.
    pub by_eye: Vec<bool>,
    /// What each item asks, whatever its words.
    pub asks: Vec<Asks>,
}

/// How fine a picture has to be for a question by eye, at least: that of 60 by 24 cells in colours.
pub fn seen_at() -> Detail {
    Size::Small.least()
}

impl<'a> Forms<'a> {
    /// Gets ready to make forms of this quiz.
    ///
    /// # Errors
    /// If it is no exam, or no form meets it.
    pub fn new(book: &'a Rulebook, quiz: QuizIx) -> Result<Forms<'a>, ExamError> {
        let id = &book[quiz].id;
        if book[quiz].exam.is_none() {
            let what = format!("the quiz `{id}` is no exam");
            return Err(ExamError::new(
                what,
                "give its file an [exam] table, or name another: docs/exams.md",
            ));
        }
        let plan = Plan::of_quiz(book, quiz);
        let shop = Workshop::new(book, true);
        let sight = RefCell::new(Sight::new(book));
        let mut forms = Forms { book, quiz, shop, plan, difficulty: 0.0, sight };
        let mut pilots = Vec::new();
        let mut none = None;
        for turn in 0..TURNS {
            // Pilots are drawn by what the rules say can be seen: looking at each picture would take too long.
            let judges = FormJudges { is_seen: &|item| can_be_seen(book, item), is_barred: &|_| false };
            match forms.draw(Seed(0).turn(turn + 1), judges) {
                Ok(form) => pilots.push(form.difficulty()),
                Err(why) => none = Some(why),
            }
            if pilots.len() == PILOTS as usize {
                break;
            }
        }
        if pilots.is_empty() {
            let why = none.map_or_else(String::new, |none| format!("; at last {none}"));
            let help =
                "`formcheck lint` says what can't be drawn; lower a `draw` or change the weights in [exam]";
            return Err(ExamError::new(format!("no form of `{id}` can be made in {TURNS} tries{why}"), help));
        }
        forms.difficulty = mean(&pilots);
        Ok(forms)
    }

    /// The exam's id.
    pub fn id(&self) -> &str {
        self.book[self.quiz].id.as_str()
    }

    /// The plan that forms are drawn from.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// What makes the quiz an exam.
    pub fn exam(&self) -> &'a ExamRules {
        self.book[self.quiz].exam.as_ref().expect("`new` takes nothing but exams")
    }

    /// The rulebook.
    pub fn book(&self) -> &'a Rulebook {
        self.book
    }

    /// The exam's predicted difficulty: the share of marks that is expected.
    pub fn difficulty(&self) -> f64 {
        self.difficulty
    }

    /// The groups without which nobody passes.
    pub fn must_pass(&self) -> &[MustPass] {
        self.plan.spread.as_ref().map_or(&[], |spread| &spread.must_pass)
    }

    /// The form of a seed for a candidate to whom anything may be asked.
    ///
    /// # Errors
    /// As [`Forms::form_without`].
    pub fn form(&self, seed: Seed) -> Result<ExamForm, ExamError> {
        self.form_without(&BTreeSet::new(), seed)
    }

    /// The form of a seed, in which nothing that is `barred` is asked. The same rulebook, exam, generator, seed and what is
    /// barred give the same form, on every machine.
    ///
    /// # Errors
    /// If none of many tries is as hard as the exam, and asks enough of it by eye.
    pub fn form_without(&self, barred: &BTreeSet<Asks>, seed: Seed) -> Result<ExamForm, ExamError> {
        let is_seen = |item: &Item| self.sight.borrow_mut().can_be_told(item, seen_at());
        let is_barred = |item: &Item| !barred.is_empty() && barred.contains(&item.asks(self.book));
        let judges = FormJudges { is_seen: &is_seen, is_barred: &is_barred };
        self.has_questions(barred)?;
        let mut none = None;
        for turn in 0..TURNS {
            let form = match self.draw(seed.turn(turn), judges) {
                Ok(form) => form,
                Err(why) => {
                    none = Some(why);
                    continue;
                }
            };
            if (form.difficulty() - self.difficulty).abs() <= BAND
                && self.exam().by_eye.is_none_or(|least| form.share_by_eye() >= least)
            {
                return Ok(ExamForm { seed, ..form });
            }
        }
        let why = none.map_or_else(String::new, |none| format!("; at last {none}"));
        let what = format!("no form of `{}` is as hard as the others, in many tries{why}", self.id());
        Err(ExamError::new(what, "draw more items, or let sections draw from fewer kinds"))
    }

    /// Written questions are few: whether enough of them are left can be counted.
    fn has_questions(&self, barred: &BTreeSet<Asks>) -> Result<(), ExamError> {
        for section in self.plan.sections.iter().filter(|_| !barred.is_empty()) {
            let Drawn::Written(questions) = &section.from else { continue };
            let left = questions.iter().filter(|&&ix| {
                let is_settled = self.book[ix].backing.is_settled();
                is_settled && !barred.contains(&Asks::of_question(self.book, ix))
            });
            let none = NoSitting {
                section: section.title.clone(),
                draws: section.draw as usize,
                made: left.count(),
            };
            if none.made < none.draws {
                let help = "write more questions for the section, or let it draw fewer";
                return Err(ExamError::new(none.to_string(), help));
            }
        }
        Ok(())
    }

    fn draw(&self, seed: Seed, judges: FormJudges<'_>) -> Result<ExamForm, NoSitting> {
        let items = draw_form(&self.shop, &self.plan, seed, judges)?;
        let predicted = items.iter().map(|placed| predicted(self.book, &placed.item)).collect();
        let is_by_eye = self.exam().by_eye.is_some();
        let has_rep = |item: &Item| item.exercise.is_some() && item.shows_a_rep();
        let by_eye = items.iter().map(|placed| is_by_eye && has_rep(&placed.item)).collect();
        let asks = items.iter().map(|placed| placed.item.asks(self.book)).collect();
        Ok(ExamForm { seed, items, predicted, by_eye, asks })
    }
}

impl ExamForm {
    /// The share of marks that is expected over the items that count.
    pub fn difficulty(&self) -> f64 {
        let counts: Vec<f64> = self
            .items
            .iter()
            .zip(&self.predicted)
            .filter(|(placed, _)| !placed.is_trial)
            .map(|(_, predicted)| *predicted)
            .collect();
        mean(&counts)
    }

    /// The share of its items that is asked by eye, in percent, rounded down.
    pub fn share_by_eye(&self) -> u8 {
        let seen = self.by_eye.iter().filter(|seen| **seen).count();
        u8::try_from(seen * 100 / self.by_eye.len().max(1)).unwrap_or(100)
    }

    /// How many of its items ask the same as some of an earlier paper, in percent of its own, rounded up. Of a paper that was
    /// noted before what it asks was, only its items' names are known.
    pub fn overlap(&self, earlier: &IssuedNote) -> u8 {
        let shared = if earlier.asks.is_empty() {
            let is_named = |placed: &&FormItem| earlier.items.iter().any(|id| *id == placed.item.id.as_str());
            self.items.iter().filter(is_named).count()
        } else {
            self.asks.iter().filter(|asks| earlier.asks.contains(asks)).count()
        };
        let percent = (shared * 100).div_ceil(self.items.len().max(1));
        u8::try_from(percent).unwrap_or(u8::MAX)
    }

    /// The ids of its items.
    pub fn ids(&self) -> Vec<String> {
        self.items.iter().map(|placed| placed.item.id.to_string()).collect()
    }
}

/// The exam of this id.
///
/// # Errors
/// If there is no such quiz.
pub fn exam_named(book: &Rulebook, id: &str) -> Option<QuizIx> {
    book.quiz(id)
}

#[expect(clippy::cast_precision_loss, reason = "a form has a few hundred items at most")]
fn mean(shares: &[f64]) -> f64 {
    shares.iter().sum::<f64>() / shares.len().max(1) as f64
}
