//! The check of one observation, whole or partial, with names: what is certain, possible, ruled out, what to fix
//! first, and what to look at next.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::derived::EngineRef;
use super::fix_order::{in_order, phase_rank};
use super::grade::{Graded, grade_in};
use super::{Engine, Exercise, ExerciseIx, MistakeIx, Observation, Rulebook, SignIx, Value, Verdict, derive};
use crate::logic::{
    Budget, Cube, Fired, Found, Point, Split, Standing, fewest_to_settle, find, splits, standing,
};

/// What a check says of one observation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Judgement {
    /// The verdict.
    pub verdict: CheckVerdict,
    /// The mistakes that fire for every completion; what to fix first comes first.
    pub certain: Vec<Certain>,
    /// The mistakes that fire for some completions, in the same order.
    pub possible: Vec<Possible>,
    /// The mistakes that fire for none, in the exercise's order.
    pub ruled_out: Vec<MistakeIx>,
    /// The sign that splits what is still possible best.
    pub ask_next: Option<SignIx>,
}

/// The verdict of a check.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CheckVerdict {
    /// At least one mistake is certain.
    Mistakes,
    /// Everything was seen and everything is good.
    Clean,
    /// Everything was seen, no mistake fires, and every sign is good or tolerated.
    Tolerated,
    /// Everything was seen, no mistake fires, and a sign is neither good nor tolerated.
    Gap,
    /// Not everything was seen; nothing is certain, and what was seen is good.
    NoMistakeSeen,
    /// Not everything was seen; nothing is certain, and not all that was seen is good.
    Undecided,
    /// A body can't do what was seen; the place of the pair in [`Exercise::impossible`], if one alone rules it out.
    Impossible(Option<usize>),
}

impl CheckVerdict {
    /// Its word in JSON.
    pub fn word(&self) -> &'static str {
        match self {
            CheckVerdict::Mistakes => "mistakes",
            CheckVerdict::Clean => "clean",
            CheckVerdict::Tolerated => "tolerated",
            CheckVerdict::Gap => "gap",
            CheckVerdict::NoMistakeSeen => "no-mistake-seen",
            CheckVerdict::Undecided => "undecided",
            CheckVerdict::Impossible(_) => "impossible",
        }
    }
}

/// A mistake that fires for every completion of what was seen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Certain {
    /// The mistake.
    pub mistake: MistakeIx,
    /// How bad it is here.
    pub graded: Graded,
    /// The seen signs that make it fire.
    pub because: Vec<(SignIx, Value)>,
}

/// A mistake that fires for some completions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Possible {
    /// The mistake.
    pub mistake: MistakeIx,
    /// The fewest signs that would settle it, whatever they turn out to be; empty if that was not decided.
    pub needs: Vec<SignIx>,
}

/// The short form of a check: verdict and mistakes, no reasons.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Brief {
    /// The verdict.
    pub verdict: CheckVerdict,
    /// What to fix first comes first.
    pub certain: Vec<Graded>,
    /// In the same order.
    pub possible: Vec<MistakeIx>,
    /// In the exercise's order.
    pub ruled_out: Vec<MistakeIx>,
}

/// What was seen of a rep, with what follows from it, and the engine that knows its numbers.
struct DerivedRep<'b> {
    engine: EngineRef<'b>,
    observation: Cow<'b, Observation>,
}

impl<'b> DerivedRep<'b> {
    /// None where what was seen contradicts itself.
    fn of(
        rulebook: &'b Rulebook,
        exercise: ExerciseIx,
        observation: &'b Observation,
    ) -> Option<DerivedRep<'b>> {
        if !rulebook.has_differences(exercise) {
            let engine = EngineRef::Kept(rulebook.engine(exercise));
            return Some(DerivedRep { engine, observation: Cow::Borrowed(observation) });
        }
        let mut whole = observation.clone();
        derive(rulebook, &rulebook[exercise], &mut whole).ok()?;
        Some(DerivedRep { engine: rulebook.engine_at(exercise, &whole), observation: Cow::Owned(whole) })
    }

    fn brief(&self, rulebook: &Rulebook, exercise: ExerciseIx) -> Brief {
        match self.engine.point(&self.observation) {
            Some(point) => judge_whole(rulebook, exercise, &self.engine, &point),
            None => judge_partly(rulebook, exercise, &self.engine, &self.observation),
        }
    }
}

/// Checks `observation` of `exercise`.
pub fn judge(rulebook: &Rulebook, exercise: ExerciseIx, observation: &Observation) -> Judgement {
    let Some(rep) = DerivedRep::of(rulebook, exercise, observation) else {
        let Brief { verdict, ruled_out, .. } = contradicts_itself(rulebook, exercise);
        return Judgement { verdict, certain: vec![], possible: vec![], ruled_out, ask_next: None };
    };
    let engine = &*rep.engine;
    let brief = rep.brief(rulebook, exercise);
    let exercise = &rulebook[exercise];
    let seen = engine.seen(&rep.observation);
    let reasons = |graded: Graded| {
        let mistake = graded.mistake;
        Certain { mistake, graded, because: reasons(rulebook, exercise, &rep.observation, mistake) }
    };
    let needs = |mistake: MistakeIx| {
        let rule = engine.rule(mistake).unwrap_or_default();
        let axes = fewest_to_settle(engine.space(), &seen, rule, Budget::default()).unwrap_or_default();
        Possible { mistake, needs: axes.into_iter().map(|axis| exercise.signs[axis].sign).collect() }
    };
    Judgement {
        ask_next: looks_at(rulebook, exercise, engine, &seen, &brief.possible).first().map(|look| look.sign),
        certain: brief.certain.iter().copied().map(reasons).collect(),
        possible: brief.possible.iter().copied().map(needs).collect(),
        ruled_out: brief.ruled_out,
        verdict: brief.verdict,
    }
}

/// The short form of the check. For a whole observation it is one run of the matcher.
pub fn judge_briefly(rulebook: &Rulebook, exercise: ExerciseIx, observation: &Observation) -> Brief {
    match DerivedRep::of(rulebook, exercise, observation) {
        Some(rep) => rep.brief(rulebook, exercise),
        None => contradicts_itself(rulebook, exercise),
    }
}

/// What is said of a rep that can't be: a difference that is not that of its signs.
fn contradicts_itself(rulebook: &Rulebook, exercise: ExerciseIx) -> Brief {
    let ruled_out = rulebook.engine(exercise).mistakes().to_vec();
    Brief { verdict: CheckVerdict::Impossible(None), certain: vec![], possible: vec![], ruled_out }
}

fn judge_whole(rulebook: &Rulebook, exercise: ExerciseIx, engine: &Engine, point: &Point) -> Brief {
    let cells = point.cells();
    let mut fired = Fired::default();
    engine.matcher().match_into(cells, &mut fired);
    let mut brief =
        Brief { verdict: CheckVerdict::Clean, certain: vec![], possible: vec![], ruled_out: vec![] };
    let fires = |rule: usize| fired.has(rule) && !fired.impossible();
    let mistakes = engine.mistakes();
    let first = engine.first_to_fix().iter().copied();
    let firing = first.filter(|&rule| fires(rule));
    if engine.hangs_on_rep() {
        let reps = [point.cube()];
        let graded = firing.map(|rule| grade_in(rulebook, engine, rule, &reps)).collect();
        brief.certain = in_order(rulebook, &rulebook[exercise], graded);
    } else {
        brief.certain.extend(firing.map(|rule| Graded::plain(rulebook, mistakes[rule])));
    }
    brief.ruled_out.extend((0..mistakes.len()).filter(|&rule| !fires(rule)).map(|rule| mistakes[rule]));
    brief.verdict = match engine.verdict(cells, &fired) {
        Verdict::Mistakes => CheckVerdict::Mistakes,
        Verdict::Clean => CheckVerdict::Clean,
        Verdict::Tolerated => CheckVerdict::Tolerated,
        Verdict::Gap => CheckVerdict::Gap,
        Verdict::Impossible => {
            let seen = Cube::from_masks(cells.iter().map(|cell| 1 << cell)).expect("a cell on each axis");
            CheckVerdict::Impossible(engine.blocking_pair(&seen))
        }
    };
    brief
}

fn judge_partly(
    rulebook: &Rulebook,
    exercise: ExerciseIx,
    engine: &Engine,
    observation: &Observation,
) -> Brief {
    let budget = Budget::default();
    let seen = engine.seen(observation);
    if find(engine.space(), &seen, &[], budget) == Found::Nothing {
        let verdict = CheckVerdict::Impossible(engine.blocking_pair(&seen));
        return Brief { verdict, certain: vec![], possible: vec![], ruled_out: engine.mistakes().to_vec() };
    }
    let mut brief =
        Brief { verdict: CheckVerdict::Mistakes, certain: vec![], possible: vec![], ruled_out: vec![] };
    let standings: Vec<Standing> =
        engine.rules().iter().map(|rule| standing(engine.space(), &seen, rule, budget)).collect();
    for &rule in engine.first_to_fix() {
        match standings[rule] {
            Standing::Certain => {
                brief.certain.push(grade_in(rulebook, engine, rule, std::slice::from_ref(&seen)));
            }
            Standing::Possible | Standing::NotDecided => brief.possible.push(engine.mistakes()[rule]),
            Standing::RuledOut => {}
        }
    }
    if engine.hangs_on_rep() {
        brief.certain = in_order(rulebook, &rulebook[exercise], brief.certain);
    }
    let ruled_out = standings.iter().zip(engine.mistakes());
    let ruled_out = ruled_out.filter(|(standing, _)| **standing == Standing::RuledOut);
    brief.ruled_out.extend(ruled_out.map(|(_, &mistake)| mistake));
    if brief.certain.is_empty() {
        let told = observation.values().iter().enumerate().filter(|(_, value)| value.is_some());
        let told: Vec<usize> = told.map(|(place, _)| place).collect();
        let all_good = !told.is_empty() && engine.are_good(&seen, &told) == Some(true);
        brief.verdict = if all_good { CheckVerdict::NoMistakeSeen } else { CheckVerdict::Undecided };
    }
    brief
}

/// The seen signs of the first clause that what was seen makes hold. A mistake can be certain through several clauses
/// together; then all seen signs that its clauses name.
fn reasons(
    rulebook: &Rulebook,
    exercise: &Exercise,
    observation: &Observation,
    mistake: MistakeIx,
) -> Vec<(SignIx, Value)> {
    let seen = |sign: SignIx| observation.get(exercise, sign).map(|value| (sign, value));
    let clauses = &rulebook[mistake].when;
    let holding = clauses.iter().find(|clause| {
        clause.tests.iter().all(|test| seen(test.sign).is_some_and(|(_, value)| test.values.contains(value)))
    });
    let tests: Vec<SignIx> = match holding {
        Some(clause) => clause.tests.iter().map(|test| test.sign).collect(),
        None => clauses.iter().flat_map(|clause| &clause.tests).map(|test| test.sign).collect(),
    };
    let mut because: Vec<(SignIx, Value)> = tests.into_iter().filter_map(seen).collect();
    because.sort_by_key(|&(sign, _)| exercise.place_of(sign));
    because.dedup();
    because
}

/// A sign that was not seen, and how well knowing it would split what is still possible.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// The sign.
    pub sign: SignIx,
    split: Split,
    /// How many mistakes are possible.
    possible: usize,
}

impl Look {
    /// Whether knowing this sign leaves fewer mistakes open, on average over its cells.
    pub fn is_better_than(&self, other: &Look) -> bool {
        self.split.compare(&other.split).is_lt()
    }

    /// How many mistakes stay open, on average over its cells.
    pub fn open(&self) -> f64 {
        self.split.average()
    }

    /// Whether knowing it settles nothing, however it turns out.
    pub fn is_idle(&self) -> bool {
        self.split.leaves_open(self.possible)
    }
}

/// The signs that bear on what is still possible, the best to look at next first.
pub fn looks(rulebook: &Rulebook, exercise: ExerciseIx, observation: &Observation) -> Vec<Look> {
    let Some(rep) = DerivedRep::of(rulebook, exercise, observation) else { return Vec::new() };
    let possible = rep.brief(rulebook, exercise).possible;
    looks_at(rulebook, &rulebook[exercise], &rep.engine, &rep.engine.seen(&rep.observation), &possible)
}

/// Of some mistakes that are still possible, those that knowing `sign` could settle.
pub fn borne_on(
    rulebook: &Rulebook,
    exercise: ExerciseIx,
    observation: &Observation,
    possible: &[MistakeIx],
    sign: SignIx,
) -> Vec<MistakeIx> {
    let Some(rep) = DerivedRep::of(rulebook, exercise, observation) else { return Vec::new() };
    let (engine, seen) = (&*rep.engine, rep.engine.seen(&rep.observation));
    let Some(place) = rulebook[exercise].place_of(sign) else { return Vec::new() };
    let is_borne_on = |mistake: &MistakeIx| {
        let rule = engine.rule(*mistake).unwrap_or_default();
        let splits = splits(engine.space(), &seen, &[rule], Budget::default());
        splits.iter().any(|split| split.axis == place && !split.leaves_open(1))
    };
    possible.iter().copied().filter(is_borne_on).collect()
}

/// Those that split what is possible best come first; of equally good ones the one that could show the worst mistake, then
/// the one that could show what brings others about, then the earliest phase, then the exercise's order.
fn looks_at(
    rulebook: &Rulebook,
    exercise: &Exercise,
    engine: &Engine,
    seen: &Cube,
    possible: &[MistakeIx],
) -> Vec<Look> {
    let open: Vec<&[Cube]> = possible.iter().filter_map(|&mistake| engine.rule(mistake)).collect();
    if open.is_empty() {
        return Vec::new();
    }
    let worst = |sign: SignIx| {
        let names = |mistake: &&MistakeIx| {
            rulebook[**mistake].when.iter().flat_map(|clause| &clause.tests).any(|test| test.sign == sign)
        };
        possible.iter().filter(names).map(|&mistake| rulebook[mistake].severity).max()
    };
    // Of the mistakes that a sign could show, how many others they may have brought about.
    let leads = |sign: SignIx| {
        let causes = possible.iter().filter(|&&mistake| {
            rulebook[mistake].when.iter().flat_map(|clause| &clause.tests).any(|test| test.sign == sign)
        });
        let counts = |other: &&MistakeIx| exercise.counted(**other).is_some();
        causes.map(|&mistake| rulebook[mistake].leads_to.iter().filter(counts).count()).max()
    };
    let key = |axis: usize| {
        let sign = exercise.signs[axis].sign;
        (Reverse(worst(sign)), Reverse(leads(sign)), phase_rank(exercise, rulebook[sign].phase), axis)
    };
    let mut splits = splits(engine.space(), seen, &open, Budget::default());
    splits.sort_by(|a, b| a.compare(b).then_with(|| key(a.axis).cmp(&key(b.axis))));
    let look = |split: Split| Look { sign: exercise.signs[split.axis].sign, split, possible: open.len() };
    splits.into_iter().map(look).collect()
}

/// What can be proved of one mistake from some signs, with every other sign good.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Proved {
    /// It fires for every possible completion by good values.
    Fires,
    /// It fires for none.
    Never,
    /// It fires for some and not for others, or that was not decided.
    Depends,
    /// There is no possible completion by good values.
    NoCompletion,
}

/// How `mistake` stands for every possible completion of `shown` by good values.
pub fn prove(
    rulebook: &Rulebook,
    exercise: ExerciseIx,
    shown: &[(SignIx, Value)],
    mistake: MistakeIx,
) -> Proved {
    let (engine, reps) = rulebook.reps_that_show(exercise, shown);
    prove_in(&engine, &reps, mistake)
}

/// The same for boxes of reps already made with [`Engine::shown`].
pub(crate) fn prove_in(engine: &Engine, reps: &[Cube], mistake: MistakeIx) -> Proved {
    match engine.rule(mistake) {
        Some(rule) => prove_boxes(engine, reps, rule),
        None => prove_boxes(engine, reps, &[]),
    }
}

/// How a union of boxes stands for every possible one of `reps`.
fn prove_boxes(engine: &Engine, reps: &[Cube], rule: &[Cube]) -> Proved {
    let budget = Budget::default();
    let mut proved = Proved::NoCompletion;
    for reps in reps.iter().filter(|reps| find(engine.space(), reps, &[], budget) != Found::Nothing) {
        let one = match standing(engine.space(), reps, rule, budget) {
            Standing::Certain => Proved::Fires,
            Standing::RuledOut => Proved::Never,
            Standing::Possible | Standing::NotDecided => return Proved::Depends,
        };
        if proved != Proved::NoCompletion && proved != one {
            return Proved::Depends;
        }
        proved = one;
    }
    proved
}

/// For a mistake that does not fire: of each of its clauses the first sign, with the value that was shown or `None`
/// for "good", that keeps the clause from holding. Signs shown come before signs that are merely good.
pub(crate) fn refuted_by(
    rulebook: &Rulebook,
    exercise: &Exercise,
    shown: &[(SignIx, Value)],
    mistake: MistakeIx,
) -> Vec<(SignIx, Option<Value>)> {
    let mut refuting: Vec<(SignIx, Option<Value>)> = Vec::new();
    for clause in &rulebook[mistake].when {
        let seen = |sign: SignIx| shown.iter().find(|(other, _)| *other == sign).map(|&(_, value)| value);
        let by_shown = clause.tests.iter().find_map(|test| {
            seen(test.sign)
                .filter(|value| !test.values.contains(*value))
                .map(|value| (test.sign, Some(value)))
        });
        let by_good = || {
            let unseen = clause.tests.iter().filter(|test| seen(test.sign).is_none());
            unseen
                .filter(|test| {
                    let place = exercise.place_of(test.sign);
                    place.is_some_and(|place| {
                        exercise.good_where(place, seen).intersect(&test.values).is_empty()
                    })
                })
                .map(|test| (test.sign, None))
                .next()
        };
        if let Some(found) = by_shown.or_else(by_good)
            && !refuting.contains(&found)
        {
            refuting.push(found);
        }
    }
    refuting
}
