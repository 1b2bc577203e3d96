//! What `diff` counts, against counting rep by rep: random packs, random edits, every rep of the joint space judged by
//! a second, naive reading of the rules.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use formcheck::pages::diff::human;
use formcheck::render::ansi::Terminal;
use formcheck_authoring::diff::{
    Among, Amounts, Change, ExerciseChange, Judged, PackDifference, ShownValue, Witness, diff, json, markdown,
};
use formcheck_core::rulebook::source::in_memory;
use formcheck_core::rulebook::{Rulebook, UnsoundPack, Verdict, load};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};

/// How many random edits are tried.
const ROUNDS: u64 = 400;

/// The values of a sign, by number; a named value's name is made from it.
type Values = BTreeSet<i32>;
/// A clause: for some signs, the values for which it holds.
type Clause = BTreeMap<String, Values>;
/// A rep: a value for each sign of the joint space.
type Rep = BTreeMap<String, i32>;

#[derive(Clone, Debug, PartialEq)]
struct Sign {
    ranged: bool,
    values: Values,
    good: Values,
    tolerated: Values,
}

/// A pack of one exercise, as plain as can be.
#[derive(Clone, Debug, Default, PartialEq)]
struct Plain {
    signs: BTreeMap<String, Sign>,
    mistakes: BTreeMap<String, Vec<Clause>>,
    impossible: Vec<Clause>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Says {
    verdict: Verdict,
    mistakes: BTreeSet<String>,
}

impl Plain {
    /// A condition that holds for every value of its own version asks nothing.
    fn holds(&self, sign: &str, set: &Values, rep: &Rep) -> bool {
        self.signs.get(sign).is_none_or(|here| *set == here.values || set.contains(&rep[sign]))
    }

    fn any(&self, clauses: &[Clause], rep: &Rep) -> bool {
        clauses.iter().any(|clause| clause.iter().all(|(sign, set)| self.holds(sign, set, rep)))
    }

    fn judge(&self, rep: &Rep) -> Says {
        let fires = |(id, clauses): (&String, &Vec<Clause>)| self.any(clauses, rep).then(|| id.clone());
        let mistakes: BTreeSet<String> = self.mistakes.iter().filter_map(fires).collect();
        let all = |pick: &dyn Fn(&Sign) -> Values| {
            self.signs.iter().all(|(id, sign)| self.holds(id, &pick(sign), rep))
        };
        let verdict = if self.any(&self.impossible, rep) {
            return Says { verdict: Verdict::Impossible, mistakes: BTreeSet::new() };
        } else if !mistakes.is_empty() {
            Verdict::Mistakes
        } else if all(&|sign| sign.good.clone()) {
            Verdict::Clean
        } else if all(&|sign| sign.good.union(&sign.tolerated).copied().collect()) {
            Verdict::Tolerated
        } else {
            Verdict::Gap
        };
        Says { verdict, mistakes }
    }

    fn knows(&self, rep: &Rep) -> bool {
        self.signs.iter().all(|(id, sign)| sign.values.contains(&rep[id]))
    }
}

/// Every rep over the signs and values of both.
fn reps(old: &Plain, new: &Plain) -> Vec<Rep> {
    let mut values: BTreeMap<&String, Values> = BTreeMap::new();
    for (id, sign) in old.signs.iter().chain(&new.signs) {
        values.entry(id).or_default().extend(&sign.values);
    }
    let mut reps = vec![Rep::new()];
    for (id, values) in values {
        let with = |rep: &Rep, value: i32| rep.clone().into_iter().chain([(id.clone(), value)]).collect();
        reps = reps.iter().flat_map(|rep| values.iter().map(move |&value| with(rep, value))).collect();
    }
    reps
}

#[test]
fn counts_equal_brute_force_and_witnesses_replay() {
    let (mut widened, mut narrowed, mut moved, mut silent) = (0, 0, 0, 0);
    for seed in 0..ROUNDS {
        let mut dice = Dice(ChaCha8Rng::seed_from_u64(seed));
        let old = dice.pack();
        let mut new = old.clone();
        for _ in 0..=dice.below(2) {
            dice.edit(&mut new);
        }
        let found = diff(&book(&old), &book(&new));
        check(seed, &old, &new, &found);
        for mistake in found.exercises.iter().flat_map(|one| &one.mistakes) {
            match mistake.change {
                Change::Widened => widened += 1,
                Change::Narrowed => narrowed += 1,
                Change::Moved => moved += 1,
                _ => {}
            }
        }
        silent += u32::from(!found.changes_meaning());
    }
    assert!(
        widened > 20 && narrowed > 20 && moved > 20 && silent > 20,
        "{widened} {narrowed} {moved} {silent}"
    );
}

#[test]
fn what_takes_too_long_to_count_is_said_to_be_uncounted() {
    let mut dice = Dice(ChaCha8Rng::seed_from_u64(1));
    let mut old = Plain::default();
    for number in 0..24 {
        let values: Values = (0..=3).collect();
        let (good, tolerated) = (Values::from([0]), Values::new());
        old.signs.insert(format!("s{number}"), Sign { ranged: false, values, good, tolerated });
    }
    let clauses = |dice: &mut Dice| (0..80).map(|_| dice.clause(&old)).filter(|one| one.len() > 1).collect();
    let (before, now) = (clauses(&mut dice), clauses(&mut dice));
    let mut new = old.clone();
    old.mistakes.insert("m0".to_owned(), before);
    new.mistakes.insert("m0".to_owned(), now);
    let found = diff(&book(&old), &book(&new));
    let mistake = &found.exercises[0].mistakes[0];
    assert_eq!((mistake.change, mistake.now_fires, mistake.no_longer_fires), (Change::Moved, None, None));
    assert_eq!(found.exercises[0].space, Some(4_u128.pow(24)));
    assert_eq!(found.exercises[0].judged_differently, None);
    let witness = mistake.gained.as_ref().expect("it moved, so a search finds a rep");
    let (was, now) = replay(&old, &new, witness, "uncounted");
    assert!(!was.mistakes.contains("m0") && now.mistakes.contains("m0"));
    assert!(json(&found).contains(r#""now_fires":null"#));
    let told = Terminal { width: 80, colour: false }.text(&human(&found, Amounts::Shares));
    assert!(told.contains("was not counted"), "{told}");
    assert!(markdown(&found, Amounts::Counts).contains("| some reps (not counted) |"));
}

#[test]
fn a_sign_cut_too_finely_by_both_is_left_open() {
    let pack = |from: i32| {
        let values: Values = (0..=300).collect();
        let sign = Sign { ranged: true, values, good: (0..=10).collect(), tolerated: Values::new() };
        let above = |at: i32| vec![Clause::from([("s0".to_owned(), (at..=300).collect())])];
        let mistakes = (from..from + 50).map(|at| (format!("m{at}"), above(at))).collect();
        Plain { signs: BTreeMap::from([("s0".to_owned(), sign)]), mistakes, impossible: Vec::new() }
    };
    let found = diff(&book(&pack(100)), &book(&pack(200)));
    assert!(found.changes_meaning());
    assert_eq!(found.exercises[0].judged_differently, None);
    assert!(found.exercises[0].mistakes.iter().all(|one| one.change == Change::NotDecided));
    let told = Terminal { width: 80, colour: false }.text(&human(&found, Amounts::Shares));
    assert!(told.contains("m100: not decided"), "{told}");
}

fn check(seed: u64, old: &Plain, new: &Plain, found: &PackDifference) {
    let context = format!("seed {seed}\nold {}\nnew {}\n{}", toml(old), toml(new), json(found));
    let reps = reps(old, new);
    let says: Vec<(Says, Says)> = reps.iter().map(|rep| (old.judge(rep), new.judge(rep))).collect();
    let count = |test: &dyn Fn(&Says, &Says) -> bool| {
        Some(says.iter().filter(|(was, now)| test(was, now)).count() as u128)
    };
    let impossible = |says: &Says| says.verdict == Verdict::Impossible;
    let differ = count(&|was, now| was != now);
    let Some(exercise) = found.exercises.first() else {
        assert_eq!(differ, Some(0), "{context}");
        return;
    };
    assert_eq!(exercise.space, count(&|was, now| !(impossible(was) && impossible(now))), "{context}");
    assert_eq!(exercise.judged_differently, differ, "{context}");
    let now_impossible = count(&|was, now| !impossible(was) && impossible(now));
    let no_longer = count(&|was, now| impossible(was) && !impossible(now));
    assert_eq!(exercise.impossible, (now_impossible, no_longer), "{context}");
    let some_possible = |(was, now): &(Says, Says)| !(impossible(was) && impossible(now));
    lies_among(
        exercise.differs_among.as_ref(),
        (&reps, &says),
        &|one| one.0 != one.1,
        &some_possible,
        &context,
    );
    if let Some(witness) = &exercise.witness {
        let (was, now) = replay(old, new, witness, &context);
        assert_ne!(was, now, "{context}");
    }
    let ids: BTreeSet<&String> = old.mistakes.keys().chain(new.mistakes.keys()).collect();
    for id in ids {
        mistake(id, old, new, exercise, (&reps, &says), &context);
    }
}

fn mistake(
    id: &str,
    old: &Plain,
    new: &Plain,
    exercise: &ExerciseChange,
    (reps, says): (&[Rep], &[(Says, Says)]),
    context: &str,
) {
    let context = format!("{id}\n{context}");
    let gains = |(was, now): &(Says, Says)| !was.mistakes.contains(id) && now.mistakes.contains(id);
    let loses = |(was, now): &(Says, Says)| was.mistakes.contains(id) && !now.mistakes.contains(id);
    let gained = says.iter().filter(|says| gains(says)).count() as u128;
    let lost = says.iter().filter(|says| loses(says)).count() as u128;
    let expected = match (old.mistakes.contains_key(id), new.mistakes.contains_key(id), gained, lost) {
        (false, true, ..) => Some(Change::Added),
        (true, false, ..) => Some(Change::Removed),
        (_, _, 0, 0) => None,
        (_, _, _, 0) => Some(Change::Widened),
        (_, _, 0, _) => Some(Change::Narrowed),
        _ => Some(Change::Moved),
    };
    let found = exercise.mistakes.iter().find(|one| one.id.plain() == id);
    assert_eq!(found.map(|one| one.change), expected, "{context}");
    let Some(found) = found else { return };
    assert_eq!((found.now_fires, found.no_longer_fires), (Some(gained), Some(lost)), "{context}");
    let possible = |says: &Says| says.verdict != Verdict::Impossible;
    lies_among(found.gained_among.as_ref(), (reps, says), &gains, &|one| possible(&one.1), &context);
    lies_among(found.lost_among.as_ref(), (reps, says), &loses, &|one| possible(&one.0), &context);
    assert_eq!((found.gained.is_some(), found.lost.is_some()), (gained > 0, lost > 0), "{context}");
    let off = |rep: &Rep| {
        let plain = |(sign, value): (&String, &i32)| {
            let (side, here) = match new.signs.get(sign) {
                Some(here) => (new, here),
                None => (old, &old.signs[sign]),
            };
            side.holds(sign, &here.good, &Rep::from([(sign.clone(), *value)]))
        };
        rep.iter().filter(|pair| !plain(*pair)).count()
    };
    let fewest = |test: &dyn Fn(&(Says, Says)) -> bool| {
        reps.iter().zip(says).filter(|(_, says)| test(says)).map(|(rep, _)| off(rep)).min()
    };
    if let Some(witness) = &found.gained {
        assert!(gains(&replay(old, new, witness, &context)), "{context}");
        assert_eq!(Some(off(&rep(witness))), fewest(&gains), "the plainest\n{context}");
    }
    if let Some(witness) = &found.lost {
        assert!(loses(&replay(old, new, witness, &context)), "{context}");
        assert_eq!(Some(off(&rep(witness))), fewest(&loses), "the plainest\n{context}");
    }
}

/// All reps of a change meet the conditions that are told of them, and as many possible reps meet these as is told.
fn lies_among(
    told: Option<&Among>,
    (reps, says): (&[Rep], &[(Says, Says)]),
    is_of_it: &dyn Fn(&(Says, Says)) -> bool,
    is_possible: &dyn Fn(&(Says, Says)) -> bool,
    context: &str,
) {
    let some = says.iter().any(is_of_it);
    assert_eq!(told.is_some(), some, "{context}");
    let Some(told) = told else { return };
    let number = |word: &str| word.trim_start_matches('v').parse::<i32>().expect("a number");
    let meets = |rep: &Rep| {
        told.conditions.iter().all(|condition| {
            let value = rep[condition.sign.said()];
            condition.values.iter().any(|word| match word.split_once(" to ") {
                Some((from, to)) => (number(from)..=number(to)).contains(&value),
                None => number(word) == value,
            })
        })
    };
    let all = || reps.iter().zip(says);
    assert!(all().all(|(rep, says)| !is_of_it(says) || meets(rep)), "{told:?}\n{context}");
    let meeting = all().filter(|(rep, says)| meets(rep) && is_possible(says)).count() as u128;
    assert_eq!(told.reps, meeting, "{told:?}\n{context}");
}

/// What both versions say of a witness, by brute force; what the engines said must be the same.
fn replay(old: &Plain, new: &Plain, witness: &Witness, context: &str) -> (Says, Says) {
    let rep = rep(witness);
    let both = (old.judge(&rep), new.judge(&rep));
    let same = |pack: &Plain, told: &Option<Judged>, says: &Says| match told {
        None => assert!(!pack.knows(&rep), "{context}"),
        Some(told) => {
            let mistakes = told.mistakes.iter().map(ToString::to_string).collect();
            assert_eq!(Says { verdict: told.verdict, mistakes }, *says, "{context}");
        }
    };
    same(old, &witness.was, &both.0);
    same(new, &witness.now, &both.1);
    both
}

fn rep(witness: &Witness) -> Rep {
    let value = |value: &ShownValue| match value {
        ShownValue::Named(name) => name.as_str()[1..].parse().expect("v and a number"),
        ShownValue::Number(number) => *number,
    };
    witness.rep.iter().map(|shown| (shown.sign.to_string(), value(&shown.value))).collect()
}

/// Random packs and edits.
struct Dice(ChaCha8Rng);

impl Dice {
    fn below(&mut self, bound: u32) -> u32 {
        self.0.next_u32() % bound
    }

    fn some(&mut self, of: &Values) -> Values {
        let all: Vec<i32> = of.iter().copied().collect();
        let mut some: Values = all.iter().copied().filter(|_| self.below(2) == 0).collect();
        if some.is_empty() {
            some.insert(self.one(&all));
        }
        some
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        let place = self.below(u32::try_from(of.len()).expect("a short list"));
        of[place as usize].clone()
    }

    fn sign(&mut self) -> Sign {
        let ranged = self.below(2) == 0;
        let last = if ranged { 5 } else { 2 };
        let values: Values = (0..=last).collect();
        let good = self.some(&values);
        let rest: Values = values.difference(&good).copied().collect();
        let tolerated = if rest.is_empty() || self.below(2) == 0 { Values::new() } else { self.some(&rest) };
        Sign { ranged, values, good, tolerated }
    }

    fn clause(&mut self, pack: &Plain) -> Clause {
        let ids: Vec<String> = pack.signs.keys().cloned().collect();
        let mut clause = Clause::new();
        for _ in 0..=self.below(2) {
            let id = self.one(&ids);
            let set = self.some(&pack.signs[&id].values);
            clause.insert(id, set);
        }
        clause
    }

    fn pack(&mut self) -> Plain {
        let mut pack = Plain::default();
        for id in ["s0", "s1", "s2"] {
            let sign = self.sign();
            pack.signs.insert(id.to_owned(), sign);
        }
        for id in ["m0", "m1", "m2"] {
            let clauses = (0..=self.below(2)).map(|_| self.clause(&pack)).collect();
            pack.mistakes.insert(id.to_owned(), clauses);
        }
        if self.below(3) == 0 {
            let pair = self.clause(&pack);
            pack.impossible.push(pair);
        }
        pack
    }

    /// One edit as a coach would make it; some change nothing.
    fn edit(&mut self, pack: &mut Plain) {
        let ids: Vec<String> = pack.signs.keys().cloned().collect();
        let id = self.one(&ids);
        let mistakes: Vec<String> = pack.mistakes.keys().cloned().collect();
        let mistake = self.one(&mistakes);
        let more = self.clause(pack);
        let Some(clauses) = pack.mistakes.get_mut(&mistake) else { return };
        match self.below(12) {
            0 => clauses.push(more),
            1 if clauses.len() > 1 => drop(clauses.remove(0)),
            2 => clauses[0] = more,
            3 => clauses.reverse(),
            4 => {
                // A clause written as two, one for each half of a set.
                let first = clauses[0].clone();
                let (sign, set) = first.first_key_value().expect("a clause tests something");
                for value in set {
                    let mut part = first.clone();
                    part.insert(sign.clone(), Values::from([*value]));
                    clauses.push(part);
                }
                // A part that is every value of its sign asks nothing; with one value only the sign would be such.
                clauses.remove(0);
            }
            5 => drop(pack.impossible.pop()),
            6 => pack.impossible.push(more),
            7 => {
                let other = self.sign();
                let sign = pack.signs.get_mut(&id).expect("one of them");
                let values = sign.values.clone();
                sign.good = other.good.intersection(&values).copied().collect();
                sign.good.insert(0);
                sign.tolerated = sign.tolerated.difference(&sign.good).copied().collect();
            }
            8 => {
                let sign = pack.signs.get_mut(&id).expect("one of them");
                let next = sign.values.last().map_or(0, |last| last + 1);
                sign.values.insert(next);
            }
            9 => {
                let sign = self.sign();
                pack.signs.insert("s3".to_owned(), sign);
            }
            10 => drop(pack.mistakes.remove(&mistake).filter(|_| mistakes.len() > 1)),
            _ => drop(pack.mistakes.insert("m9".to_owned(), vec![more])),
        }
        if pack.mistakes.is_empty() {
            let more = self.clause(pack);
            pack.mistakes.insert("m9".to_owned(), vec![more]);
        }
    }
}

fn book(pack: &Plain) -> Rulebook {
    let files = files(pack);
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    match load(vec![in_memory(files)]).rulebook() {
        Ok(book) => book,
        Err(UnsoundPack { sources, diagnostics, .. }) => {
            let found = formcheck_core::diagnostic::human(&diagnostics, &sources, false, 100);
            panic!("{found}\n{}", toml(pack))
        }
    }
}

fn toml(pack: &Plain) -> String {
    let texts: Vec<String> =
        files(pack).into_iter().skip(1).map(|(path, text)| format!("# {path}\n{text}")).collect();
    texts.join("\n")
}

fn condition(sign: &Sign, set: &Values) -> String {
    let word = |value: &i32| if sign.ranged { value.to_string() } else { format!("\"v{value}\"") };
    format!("[{}]", set.iter().map(word).collect::<Vec<_>>().join(", "))
}

fn table(pack: &Plain, clause: &Clause) -> String {
    let tests = clause.iter().map(|(id, set)| format!("{id} = {}", condition(&pack.signs[id], set)));
    format!("{{ {} }}", tests.collect::<Vec<_>>().join(", "))
}

fn files(pack: &Plain) -> Vec<(&'static str, String)> {
    let about = "format = 1\nname = \"small\"\ntitle = \"Small\"\nversion = \"1.0.0\"\nlicence = \"MIT\"\nauthors = [\"a\"]\nlang = \"en\"\nphases = [\"pull\"]\n";
    let mut signs = String::new();
    for (id, sign) in &pack.signs {
        let _ = writeln!(signs, "[{id}]\nask = \"What of {id}?\"\nphase = \"pull\"");
        if sign.ranged {
            let (first, last) = (sign.values.first().expect("a value"), sign.values.last().expect("a value"));
            let _ = writeln!(
                signs,
                "range = {{ from = {first}, to = {last}, unit = \"cm\" }}\napart = 1\nsay = \"it is {{value}} cm\""
            );
        } else {
            let _ = writeln!(signs, "[{id}.values]");
            for value in &sign.values {
                let _ = writeln!(signs, "v{value} = \"{id} is {value}\"");
            }
        }
    }
    let mut row = String::from(
        "name = \"Row\"\nequipment = []\nmuscles = { primary = [\"lats\"], secondary = [] }\nsources = [\"own-notes\"]\nmistakes = []\n[[step]]\ndo = \"Pull\"\nphase = \"pull\"\n[good]\n",
    );
    for (id, sign) in &pack.signs {
        let _ = writeln!(row, "{id} = {}", condition(sign, &sign.good));
    }
    row.push_str("[tolerated]\n");
    for (id, sign) in pack.signs.iter().filter(|(_, sign)| !sign.tolerated.is_empty()) {
        let _ = writeln!(row, "{id} = {}", condition(sign, &sign.tolerated));
    }
    for (id, clauses) in &pack.mistakes {
        let clauses: Vec<String> = clauses.iter().map(|clause| table(pack, clause)).collect();
        let _ = writeln!(
            row,
            "[mistake.{id}]\nname = \"Mistake {id}\"\nseverity = \"low\"\nwhen = [{}]\nwhy = \"It costs.\"\nfix = \"Mend it.\"\ncue = \"Mend {id}\"\nsources = [\"own-notes\"]",
            clauses.join(", ")
        );
    }
    for clause in &pack.impossible {
        let _ = writeln!(row, "[[impossible]]\nwhen = {}\nbecause = \"A body can't.\"", table(pack, clause));
    }
    let sources = "[own-notes]\ntitle = \"Notes\"\nkind = \"consensus\"\n".to_owned();
    let muscles = "[lats]\nname = \"Lats\"\nsources = [\"own-notes\"]\n".to_owned();
    vec![
        ("rules/pack.toml", about.to_owned()),
        ("rules/signs.toml", signs),
        ("rules/exercises/row.toml", row),
        ("rules/sources.toml", sources),
        ("rules/muscles.toml", muscles),
    ]
}
