//! Would anyone notice a slip? Each condition is changed a little (a bound moved by one, a value, a sign or a clause left
//! out), and either an example fails, or a proof reports what it didn't before, or the change passes unnoticed.
//!
//! The score is what share of the changes that change anything at all is noticed.

use super::coverage::written;
use super::{CheckedDraft, gaps};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::logic::{Budget, Cube, Found, Point, find, plainest};
use crate::rulebook::{
    Clause, Engine, ExerciseIx, Loaded, MistakeIx, Rulebook, Sign, Value, ValueSet, When, less,
};

/// How the changes fared.
#[derive(Debug, Default)]
pub struct MutationScore {
    /// Changes that mean something.
    pub changes: usize,
    /// Those of them that an example notices.
    pub by_examples: usize,
    /// Those that no example notices, but a proof.
    pub by_proofs: usize,
    /// A finding for each that passes unnoticed.
    pub unnoticed: Vec<Diagnostic>,
}

impl MutationScore {
    /// Changes that an example or a proof notices.
    pub fn noticed(&self) -> usize {
        self.by_examples + self.by_proofs
    }

    /// The share of changes that is noticed, in percent, rounded down; none if nothing could be changed.
    pub fn percent(&self) -> Option<usize> {
        (self.noticed() * 100).checked_div(self.changes)
    }
}

/// One small change to a condition.
struct Mutation {
    when: When,
    span: Span,
    /// What was done, in words.
    what: String,
}

/// Changes every condition of the pack's mistakes in turn. `loaded` is as before when this returns.
pub fn mutants(loaded: &mut Loaded, is_asked: impl Fn(Span) -> bool, done: impl Fn()) -> MutationScore {
    let plans: Vec<(MistakeIx, Vec<ExerciseIx>)> = {
        let draft = CheckedDraft::of(loaded);
        let all = (0..draft.book.mistakes.len()).map(MistakeIx::at);
        let asked = all.filter(|&ix| is_asked(draft.book[ix].span));
        asked.map(|ix| (ix, draft.counting(ix).to_vec())).collect()
    };
    let mut score = MutationScore::default();
    let book = &mut loaded.draft;
    for (mistake, exercises) in plans {
        let old = book[mistake].when.clone();
        for change in changes_of(book, mistake) {
            // Both conditions at once: the engine's cells then tell apart what either of them does.
            let both: When = old.iter().chain(&change.when).cloned().collect();
            book.mistakes[mistake.place()].when = both;
            let engines: Vec<(ExerciseIx, Engine)> =
                exercises.iter().map(|&ix| (ix, Engine::compile(book, &book[ix]))).collect();
            book.mistakes[mistake.place()].when.clone_from(&old);
            let trial = MutationTest { book, mistake, clauses: old.len(), engines };
            let Some((ix, point)) = trial.difference() else { continue };
            score.changes += 1;
            if trial.fails_an_example() {
                score.by_examples += 1;
            } else if trial.fails_a_proof() {
                score.by_proofs += 1;
            } else {
                score.unnoticed.push(trial.told(&change, ix, &point));
            }
        }
        done();
    }
    score
}

/// Every small change to a mistake's condition: to its `when`, and to its `unless`.
fn changes_of(book: &Rulebook, mistake: MistakeIx) -> Vec<Mutation> {
    let mistake = &book[mistake];
    let Some(written) = &mistake.written else { return changes(book, &mistake.when) };
    let all = |sign: crate::rulebook::SignIx| book[sign].all();
    let mut found = Vec::new();
    let mut add = |change: Mutation, when: &When, unless: &When| {
        found.extend(less(when, unless, &all).map(|when| Mutation { when, ..change }));
    };
    for change in changes(book, &written.when) {
        let when = change.when.clone();
        add(change, &when, &written.unless);
    }
    for change in changes(book, &written.unless) {
        let unless = change.when.clone();
        let what = format!("unless {}", change.what);
        add(Mutation { what, ..change }, &written.when, &unless);
    }
    if let [only] = written.unless.as_slice() {
        let change = Mutation { when: When::new(), span: only.span, what: "without its `unless`".into() };
        add(change, &written.when, &When::new());
    }
    found
}

fn changes(book: &Rulebook, old: &When) -> Vec<Mutation> {
    let mut changes = Vec::new();
    for (number, clause) in old.iter().enumerate() {
        if old.len() > 1 {
            let mut when = old.clone();
            when.remove(number);
            changes.push(Mutation { when, span: clause.span, what: "without this clause".into() });
        }
        for (place, test) in clause.tests.iter().enumerate() {
            let sign = &book[test.sign];
            let mut with = |values: ValueSet, what: String| {
                let mut when = old.clone();
                when[number].tests[place].values = values;
                changes.push(Mutation { when, span: test.span, what });
            };
            for (values, what) in moved(sign, &test.values, test.bounded) {
                with(values, format!("with {} {what}", sign.id));
            }
            let is_listed = !test.bounded && test.values.len() > 1 && test.values.len() <= MOST_LISTED;
            if is_listed && test.values != sign.all() {
                for value in test.values.values() {
                    with(test.values.minus(&ValueSet::one(value)), format!("without `{}`", sign.word(value)));
                }
            }
            if clause.tests.len() > 1 {
                let mut when = old.clone();
                let tests =
                    when[number].tests.iter().filter(|other| other.sign != test.sign).cloned().collect();
                when[number] = Clause { tests, span: clause.span };
                changes.push(Mutation { when, span: test.span, what: format!("whatever `{}` is", sign.id) });
            }
        }
    }
    changes
}

/// Longer lists of numbers are ranges in all but name.
const MOST_LISTED: u64 = 64;

/// A bounded set with one of its bounds moved by one, each way.
fn moved(sign: &Sign, values: &ValueSet, bounded: bool) -> Vec<(ValueSet, String)> {
    let all = sign.all();
    let mut moved = Vec::new();
    if !bounded {
        return moved;
    }
    for &(from, to) in values.spans() {
        let rest = values.minus(&ValueSet::span(from, to));
        for (low, high) in [(from - 1, to), (from + 1, to), (from, to - 1), (from, to + 1)] {
            let (is_low, old) = (low != from, if low == from { to } else { from });
            let outside = |bound: i32| !all.contains(Value(bound));
            // The end of the sign's own range is no bound of the condition.
            let at_end = if is_low { outside(from - 1) } else { outside(to + 1) };
            let set = rest.union(&ValueSet::span(low, high));
            if !at_end && !set.is_empty() {
                let (end, new) = if is_low { ("from", low) } else { ("to", high) };
                let (new, old) = (sign.word(Value(new)), sign.word(Value(old)));
                moved.push((set, format!("{end} {new} instead of {old}")));
            }
        }
    }
    moved
}

/// A change, in engines that know the old condition (the first `clauses` boxes of the rule) and the new one (the rest).
struct MutationTest<'b> {
    book: &'b Rulebook,
    mistake: MistakeIx,
    clauses: usize,
    engines: Vec<(ExerciseIx, Engine)>,
}

impl MutationTest<'_> {
    fn parts<'e>(&self, engine: &'e Engine) -> (&'e [Cube], &'e [Cube]) {
        engine.rule(self.mistake).unwrap_or(&[]).split_at(self.clauses)
    }

    /// A rep that the change judges differently; none if it changes nothing.
    fn difference(&self) -> Option<(ExerciseIx, Point)> {
        self.engines.iter().find_map(|(ix, engine)| {
            let (old, new) = self.parts(engine);
            let point = only_in(engine, old, new).or_else(|| only_in(engine, new, old))?;
            Some((*ix, point))
        })
    }

    fn fails_an_example(&self) -> bool {
        self.engines.iter().any(|(ix, engine)| self.fails_example(*ix, engine))
    }

    fn fails_a_proof(&self) -> bool {
        self.never_holds() || self.engines.iter().any(|(ix, engine)| self.proof_speaks_up(*ix, engine))
    }

    fn fails_example(&self, ix: ExerciseIx, engine: &Engine) -> bool {
        let (_, new) = self.parts(engine);
        let exercise = &self.book[ix];
        exercise.examples.iter().any(|example| {
            engine.shown(exercise, &example.rep).iter().any(|reps| {
                if example.expect.contains(&self.mistake) {
                    let new: Vec<&Cube> = new.iter().collect();
                    find(engine.space(), reps, &new, Budget::default()).point().is_some()
                } else {
                    holds_somewhere(engine, new, reps)
                }
            })
        })
    }

    /// Whether a clause of the new condition can't hold in any of the exercises, or the whole of it in one.
    fn never_holds(&self) -> bool {
        let is_dead = |engine: &Engine, clause: &Cube| {
            find(engine.space(), clause, &[], Budget::default()) == Found::Nothing
        };
        let count = self.engines.first().map_or(0, |(_, engine)| self.parts(engine).1.len());
        let everywhere = |number: usize| {
            self.engines.iter().all(|(_, engine)| is_dead(engine, &self.parts(engine).1[number]))
        };
        // Of the boxes that an `unless` leaves, some may be empty and nobody wrote them.
        let has_unless = self.book[self.mistake].written.is_some();
        !has_unless && (0..count).any(everywhere)
            || self
                .engines
                .iter()
                .any(|(_, engine)| self.parts(engine).1.iter().all(|clause| is_dead(engine, clause)))
    }

    /// Whether a clean rep fires it now, or a rep that it fired for is now a gap.
    fn proof_speaks_up(&self, ix: ExerciseIx, engine: &Engine) -> bool {
        let (old, new) = self.parts(engine);
        if engine.clean().iter().any(|clean| holds_somewhere(engine, new, clean)) {
            return true;
        }
        let rules = engine.mistakes().iter().zip(engine.rules());
        let others: Vec<&Cube> =
            rules.filter(|(mistake, _)| **mistake != self.mistake).flat_map(|(_, rule)| rule).collect();
        let gaps = |own: &[Cube]| {
            let rules: Vec<&Cube> = others.iter().copied().chain(own).collect();
            let gaps = gaps::outside(&self.book[ix], engine, &rules);
            let cells: Vec<(usize, u64)> =
                gaps.by_sign.iter().map(|(place, cells, _)| (*place, *cells)).collect();
            (cells, gaps.joint.is_some())
        };
        let (before, after) = (gaps(old), gaps(new));
        before != after
    }

    fn told(&self, change: &Mutation, ix: ExerciseIx, point: &Point) -> Diagnostic {
        let (book, exercise) = (self.book, &self.book[ix]);
        let Some((_, engine)) = self.engines.iter().find(|(own, _)| *own == ix) else {
            unreachable!("the point is of one of the engines")
        };
        let observation = engine.observation(point);
        let tests = || book[self.mistake].when.iter().flat_map(|clause| &clause.tests);
        let rep: Vec<_> = exercise
            .signs
            .iter()
            .zip(observation.values())
            .filter(|(observed, value)| {
                let is_good = value.is_some_and(|value| observed.good.contains(value));
                !is_good || tests().any(|test| test.sign == observed.sign)
            })
            .filter_map(|(observed, value)| Some((observed.sign, (*value)?)))
            .collect();
        let (old, _) = self.parts(engine);
        let mut expect = engine.fires(point);
        expect.retain(|&fired| fired != self.mistake || old.iter().any(|cube| cube.contains(point)));
        let id = &book[self.mistake].id;
        let message = format!("`{id}` {}: no example and no proof would notice", change.what);
        let text = written(book, exercise.pack, &rep, &expect);
        Diagnostic::new(Code::UntestedChange, change.span, message)
            .help(format!("add this example to {}:\n{text}", exercise.id))
    }
}

fn only_in(engine: &Engine, rule: &[Cube], other: &[Cube]) -> Option<Point> {
    let other: Vec<&Cube> = other.iter().collect();
    rule.iter().find_map(|clause| plainest(engine.space(), clause, &other, Budget::default()).point())
}

fn holds_somewhere(engine: &Engine, rule: &[Cube], reps: &Cube) -> bool {
    let both = rule.iter().filter_map(|clause| clause.intersect(reps));
    both.into_iter().any(|cube| find(engine.space(), &cube, &[], Budget::default()).point().is_some())
}
