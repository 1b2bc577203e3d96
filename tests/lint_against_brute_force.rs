//! What lint proves, against going through every rep: random packs of one exercise, judged by a second, naive reading of
//! the rules. Each finding has to be true, and each truth has to be found.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use formcheck_authoring::fix::{Which, mend};
use formcheck_core::diagnostic::{Code, Diagnostic};
use formcheck_core::lint::lint;
use formcheck_core::quiz::{Chance, Seed};
use formcheck_core::rulebook::load;
use formcheck_core::rulebook::source::in_memory;

/// How many packs are tried.
const ROUNDS: u64 = 1_500;
/// Named signs, each with [`VALUES`] values; behind them one range of [`NUMBERS`] numbers.
const NAMED: usize = 3;
const VALUES: usize = 3;
const NUMBERS: usize = 8;
const MISTAKES: usize = 4;

/// For a sign, the values for which a test holds.
type Test = (usize, BTreeSet<usize>);
type Clause = Vec<Test>;

struct Plain {
    good: Vec<BTreeSet<usize>>,
    tolerated: Vec<BTreeSet<usize>>,
    mistakes: Vec<Vec<Clause>>,
    impossible: Vec<Clause>,
}

fn size(sign: usize) -> usize {
    if sign < NAMED { VALUES } else { NUMBERS }
}

/// Some values of a sign, not none and not all: neighbours where it is a range, as a coach writes it.
fn some(sign: usize, chance: &mut Chance) -> BTreeSet<usize> {
    let from = chance.below(size(sign));
    let most = size(sign) - if from == 0 { 1 } else { from };
    (from..=from + chance.below(most)).filter(|&value| value < size(sign)).collect()
}

fn clause(chance: &mut Chance) -> Clause {
    let mut signs: BTreeSet<usize> = BTreeSet::new();
    for _ in 0..=chance.below(2) {
        signs.insert(chance.below(NAMED + 1));
    }
    signs.into_iter().map(|sign| (sign, some(sign, chance))).collect()
}

impl Plain {
    fn random(chance: &mut Chance) -> Plain {
        let good: Vec<BTreeSet<usize>> = (0..=NAMED).map(|sign| some(sign, chance)).collect();
        let tolerated = good
            .iter()
            .enumerate()
            .map(|(sign, good)| {
                let wanted = if chance.below(2) == 0 { BTreeSet::new() } else { some(sign, chance) };
                wanted.difference(good).copied().collect()
            })
            .collect();
        let mut mistakes: Vec<Vec<Clause>> =
            (0..MISTAKES).map(|_| (0..=chance.below(2)).map(|_| clause(chance)).collect()).collect();
        if chance.below(3) == 0 {
            // One that says the same in other words, or a part of it.
            mistakes[1] = mistakes[0].iter().rev().cloned().collect();
        }
        let impossible = (0..chance.below(3)).map(|_| clause(chance)).filter(|one| one.len() > 1).collect();
        Plain { good, tolerated, mistakes, impossible }
    }

    fn holds(clause: &Clause, rep: &[usize]) -> bool {
        clause.iter().all(|(sign, values)| values.contains(&rep[*sign]))
    }

    fn fires(&self, mistake: usize, rep: &[usize]) -> bool {
        self.mistakes[mistake].iter().any(|clause| Plain::holds(clause, rep))
    }

    fn is_in(sets: &[BTreeSet<usize>], rep: &[usize]) -> bool {
        sets.iter().zip(rep).all(|(set, value)| set.contains(value))
    }

    /// Every rep that a body can do.
    fn reps(&self) -> Vec<Vec<usize>> {
        let mut reps = vec![Vec::new()];
        for sign in 0..=NAMED {
            reps = reps
                .iter()
                .flat_map(|rep: &Vec<usize>| (0..size(sign)).map(move |value| [&rep[..], &[value]].concat()))
                .collect();
        }
        reps.retain(|rep| !self.impossible.iter().any(|pair| Plain::holds(pair, rep)));
        reps
    }

    fn write(&self) -> Vec<(&'static str, String)> {
        let pack = "format = 1\nname = \"random\"\ntitle = \"Random\"\nversion = \"0.1.0\"\nlicence = \"CC0-1.0\"\n\
                    authors = [\"chance\"]\nlang = \"en\"\nphases = [\"pull\"]\n";
        let mut signs = String::new();
        for sign in 0..NAMED {
            write!(signs, "[s-{sign}]\nask = \"What of {sign}?\"\nphase = \"pull\"\n[s-{sign}.values]\n")
                .expect("text");
            for value in 0..VALUES {
                writeln!(signs, "v-{value} = \"thing {sign} is as in case {value}\"").expect("text");
            }
        }
        let last = NUMBERS - 1;
        write!(
            signs,
            "[s-{NAMED}]\nask = \"How far?\"\nphase = \"pull\"\nrange = {{ from = 0, to = {last}, unit = \"steps\" }}\n\
             apart = 1\nsay = \"it goes {{value}} steps\"\n"
        )
        .expect("text");
        let mut row = String::from(
            "name = \"Row\"\nassumption = \"chance\"\nmistakes = []\n[[step]]\ndo = \"Pull\"\nphase = \"pull\"\n",
        );
        if !self.impossible.is_empty() {
            let pairs: Vec<String> = self
                .impossible
                .iter()
                .map(|pair| format!("{{ when = {}, because = \"no body can\" }}", tests(pair)))
                .collect();
            row = row.replace("[[step]]", &format!("impossible = [{}]\n[[step]]", pairs.join(", ")));
        }
        for (table, sets) in [("good", &self.good), ("tolerated", &self.tolerated)] {
            writeln!(row, "[{table}]").expect("text");
            for (sign, set) in sets.iter().enumerate().filter(|(_, set)| !set.is_empty()) {
                writeln!(row, "s-{sign} = {}", values(sign, set)).expect("text");
            }
        }
        for (mistake, when) in self.mistakes.iter().enumerate() {
            let clauses: Vec<String> = when.iter().map(tests).collect();
            write!(
                row,
                "[mistake.m-{mistake}]\nname = \"Fault {mistake}\"\nseverity = \"low\"\nwhen = [{}]\nwhy = \"Chance {mistake}.\"\n\
                 fix = \"Mend {mistake}.\"\ncue = \"Mend {mistake}\"\nassumption = \"chance\"\n",
                clauses.join(", ")
            )
            .expect("text");
        }
        vec![
            ("rules/pack.toml", pack.to_owned()),
            ("rules/signs.toml", signs),
            ("rules/exercises/row.toml", row),
        ]
    }
}

fn values(sign: usize, set: &BTreeSet<usize>) -> String {
    let words: Vec<String> = if sign < NAMED {
        set.iter().map(|value| format!("\"v-{value}\"")).collect()
    } else {
        // Each stretch of neighbours as one condition.
        let mut stretches: Vec<(usize, usize)> = Vec::new();
        for &value in set {
            match stretches.last_mut() {
                Some((_, to)) if *to + 1 == value => *to = value,
                _ => stretches.push((value, value)),
            }
        }
        stretches.iter().map(|(from, to)| format!("{{ from = {from}, to = {to} }}")).collect()
    };
    if words.len() == 1 { words[0].clone() } else { format!("[{}]", words.join(", ")) }
}

fn tests(clause: &Clause) -> String {
    let tests: Vec<String> =
        clause.iter().map(|(sign, set)| format!("s-{sign} = {}", values(*sign, set))).collect();
    format!("{{ {} }}", tests.join(", "))
}

/// The mistakes that findings of a code name first, by number.
fn named(found: &[Diagnostic], code: Code) -> BTreeSet<usize> {
    let of = found.iter().filter(|one| one.code == code);
    of.flat_map(|one| ids(&one.message).into_iter().take(1)).collect()
}

/// The mistakes that a message names, by number.
fn ids(message: &str) -> Vec<usize> {
    let quoted = message.split('`').skip(1).step_by(2);
    quoted.filter_map(|id| id.strip_prefix("m-")?.parse().ok()).collect()
}

#[test]
fn each_finding_is_true_and_each_truth_is_found() {
    let mut seen = [0_usize; 7];
    for seed in 0..ROUNDS {
        let mut chance = Chance::from_seed(Seed(seed));
        let plain = Plain::random(&mut chance);
        let files = plain.write();
        let loaded = load(vec![in_memory(files.iter().map(|(path, text)| (*path, text.as_str())))]);
        let shown = || format!("seed {seed}:\n{}\n{:#?}", files[2].1, loaded.diagnostics.first());
        assert!(loaded.diagnostics.is_empty(), "{}", shown());
        let found = lint(&loaded).diagnostics;
        assert!(found.iter().all(|one| one.code != Code::NotDecided), "{}", shown());
        let told = |code: Code| found.iter().filter(|one| one.code == code).count();
        let reps = plain.reps();
        let clean: Vec<&Vec<usize>> = reps.iter().filter(|rep| Plain::is_in(&plain.good, rep)).collect();

        let fires_clean: BTreeSet<usize> =
            (0..MISTAKES).filter(|&one| clean.iter().any(|rep| plain.fires(one, rep))).collect();
        assert_eq!(named(&found, Code::CleanRepFires), fires_clean, "{}", shown());
        assert_eq!(told(Code::NoCleanRep) > 0, clean.is_empty(), "{}", shown());
        let dead = |clause: &&Clause| !reps.iter().any(|rep| Plain::holds(clause, rep));
        let never = plain.mistakes.iter().flatten().filter(dead).count();
        assert_eq!(told(Code::NeverHolds), never, "{}", shown());
        seen[0] += fires_clean.len();
        seen[1] += usize::from(clean.is_empty());
        seen[2] += never;
        if !fires_clean.is_empty() || clean.is_empty() || never > 0 {
            // What leans on a fault is not told as well.
            for code in [Code::AlwaysTogether, Code::Covered, Code::ToleratedFires, Code::Gap] {
                assert_eq!(told(code), 0, "{code}: {}", shown());
            }
            continue;
        }

        let firing =
            |rep: &[usize]| (0..MISTAKES).filter(|&one| plain.fires(one, rep)).collect::<BTreeSet<_>>();
        let of: Vec<BTreeSet<usize>> = (0..MISTAKES)
            .map(|one| (0..reps.len()).filter(|&rep| plain.fires(one, &reps[rep])).collect())
            .collect();
        let covers = |one: usize, others: &[usize]| {
            of[one].iter().all(|rep| others.iter().any(|&other| of[other].contains(rep)))
        };
        let is_twin = |one: usize| (0..MISTAKES).any(|other| other != one && of[one] == of[other]);
        let others = |one: usize| (0..MISTAKES).filter(|&other| other != one).collect::<Vec<_>>();
        for finding in found.iter().filter(|one| one.code == Code::AlwaysTogether) {
            let pair = ids(&finding.message);
            assert_eq!(of[pair[0]], of[pair[1]], "{}", shown());
            seen[3] += 1;
        }
        let twins: BTreeSet<usize> = (0..MISTAKES).filter(|&one| is_twin(one)).collect();
        let told_twins: BTreeSet<usize> = found
            .iter()
            .filter(|one| one.code == Code::AlwaysTogether)
            .flat_map(|one| ids(&one.message))
            .collect();
        assert_eq!(told_twins, twins, "{}", shown());
        for finding in found.iter().filter(|one| one.code == Code::Covered) {
            let all = ids(&finding
                .message
                .split("; for example")
                .next()
                .unwrap_or_default()
                .replace("where it", ""));
            let (one, by) = (all[0], &all[1..]);
            assert!(covers(one, by), "{by:?} cover {one}: {}", shown());
            for left_out in by {
                let fewer: Vec<usize> = by.iter().copied().filter(|other| other != left_out).collect();
                assert!(!covers(one, &fewer), "{left_out} is not needed: {}", shown());
            }
            seen[4] += 1;
        }
        let covered: BTreeSet<usize> =
            (0..MISTAKES).filter(|&one| !is_twin(one) && covers(one, &others(one))).collect();
        assert_eq!(named(&found, Code::Covered), covered, "{}", shown());

        let mut tolerated_fires = BTreeSet::new();
        for (sign, set) in plain.tolerated.iter().enumerate() {
            for &value in set {
                let having: Vec<&Vec<usize>> = reps.iter().filter(|rep| rep[sign] == value).collect();
                let looks =
                    |one: usize| plain.mistakes[one].iter().flatten().any(|(other, _)| *other == sign);
                let always = |one: &usize| {
                    !having.is_empty() && looks(*one) && having.iter().all(|rep| plain.fires(*one, rep))
                };
                tolerated_fires.extend((0..MISTAKES).filter(always));
            }
        }
        let named_tolerated: BTreeSet<usize> = found
            .iter()
            .filter(|one| one.code == Code::ToleratedFires)
            .flat_map(|one| ids(&one.message))
            .collect();
        assert_eq!(named_tolerated, tolerated_fires, "{}", shown());
        seen[5] += tolerated_fires.len();

        let fair: Vec<BTreeSet<usize>> =
            plain.good.iter().zip(&plain.tolerated).map(|(good, more)| good | more).collect();
        let gap = reps.iter().find(|rep| firing(rep).is_empty() && !Plain::is_in(&fair, rep));
        // A value that nothing names at all is told of the sign, not of each exercise.
        let idle = told(Code::UnusedValue) > 0;
        if !idle {
            assert_eq!(told(Code::Gap) > 0, gap.is_some(), "{gap:?} {}", shown());
        }
        seen[6] += told(Code::Gap);
    }
    assert!(seen.iter().all(|&times| times >= 20), "each finding came up often: {seen:?}");
}

#[test]
fn the_examples_that_are_written_are_all_that_were_missing_and_hold() {
    let mut written = 0;
    for seed in 0..ROUNDS / 5 {
        let plain = Plain::random(&mut Chance::from_seed(Seed(seed)));
        let files = plain.write();
        let pack = in_memory(files.iter().map(|(path, text)| (*path, text.as_str())));
        let missing =
            |found: &[Diagnostic]| found.iter().filter(|one| one.code == Code::MissingExample).count();
        if missing(&lint(&load(vec![pack.clone()])).diagnostics) == 0 {
            continue;
        }
        let (mended, _) = mend(vec![pack], Which::Examples, |_| true);
        let row = &mended[0].after;
        let after = files
            .iter()
            .map(|(path, text)| (*path, if *path == mended[0].path { row.as_str() } else { text.as_str() }));
        let found = lint(&load(vec![in_memory(after)])).diagnostics;
        assert_eq!(missing(&found), 0, "seed {seed}: {row}");
        let fails = [Code::ExampleFails, Code::ExampleImpossible];
        assert!(found.iter().all(|one| !fails.contains(&one.code)), "seed {seed}: {row}");
        // By the naive reading too.
        for example in row.split("[[example]]").skip(1) {
            let (rep, expect) = example.split_once("expect").expect("an example expects something");
            let mut values: Vec<Option<usize>> = vec![None; NAMED + 1];
            for part in rep.trim().trim_start_matches("rep = {").trim_end_matches('}').split(',') {
                let (sign, value) = part.trim().split_once(" = ").expect("a sign and its value");
                let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
                let sign: usize = digits(sign).parse().expect("a sign");
                values[sign] = digits(value).parse().ok();
            }
            let expected: BTreeSet<usize> =
                (0..MISTAKES).filter(|one| expect.contains(&format!("\"m-{one}\""))).collect();
            let fits = |rep: &&Vec<usize>| {
                rep.iter().enumerate().all(|(sign, value)| {
                    values[sign].map_or(plain.good[sign].contains(value), |wanted| wanted == *value)
                })
            };
            let reps = plain.reps();
            let fitting: Vec<&Vec<usize>> = reps.iter().filter(fits).collect();
            assert!(!fitting.is_empty(), "seed {seed}: {example}");
            for rep in fitting {
                let fired: BTreeSet<usize> = (0..MISTAKES).filter(|&one| plain.fires(one, rep)).collect();
                assert_eq!(fired, expected, "seed {seed}: {example} {rep:?}");
            }
            written += 1;
        }
    }
    assert!(written >= 50, "only {written} examples");
}
