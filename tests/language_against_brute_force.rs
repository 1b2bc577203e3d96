//! What a rule file may say beyond plain conditions (`unless`, cases in which other values are good, variants, degrees,
//! causes), against a second, naive reading: random packs of one exercise, judged rep by rep.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use formcheck_core::diagnostic::Code;
use formcheck_core::lint::lint;
use formcheck_core::quiz::{Chance, Seed};
use formcheck_core::rulebook::source::in_memory;
use formcheck_core::rulebook::{
    CheckVerdict, ExerciseIx, Observation, Rulebook, Severity, SignIx, Value, judge_briefly, load,
};

const ROUNDS: u64 = 600;
/// The signs: a context, a style, two with names, two with numbers and their difference; and how many values each has.
const SIGNS: [(&str, usize); 7] =
    [("ctx", 2), ("style", 2), ("one", 2), ("two", 3), ("far", 5), ("near", 5), ("gap", 9)];
const STYLE: usize = 1;
const FAR: usize = 4;
const NEAR: usize = 5;
/// Far less near, from the fourth value below zero on.
const GAP: usize = 6;
const MISTAKES: usize = 3;

type Set = BTreeSet<usize>;
type Clause = Vec<(usize, Set)>;
type Rep = Vec<usize>;

#[derive(Clone)]
struct Fault {
    severity: usize,
    when: Vec<Clause>,
    unless: Vec<Clause>,
    worse: Vec<(Vec<Clause>, usize)>,
    leads_to: Vec<usize>,
}

struct Case {
    when: Vec<Clause>,
    good: Vec<(usize, Set)>,
}

struct Plain {
    good: Vec<Set>,
    tolerated: Vec<Set>,
    fine: Vec<Case>,
    variant: Option<Case>,
    faults: Vec<Fault>,
    order: Vec<usize>,
}

fn some(sign: usize, chance: &mut Chance) -> Set {
    let size = SIGNS[sign].1;
    let from = chance.below(size);
    let most = size - if from == 0 { 1 } else { from };
    (from..=from + chance.below(most)).filter(|&value| value < size).collect()
}

fn clause(chance: &mut Chance) -> Clause {
    let signs: BTreeSet<usize> = (0..=chance.below(2)).map(|_| chance.below(SIGNS.len())).collect();
    signs.into_iter().map(|sign| (sign, some(sign, chance))).collect()
}

fn clauses(most: usize, chance: &mut Chance) -> Vec<Clause> {
    (0..=chance.below(most)).map(|_| clause(chance)).collect()
}

fn holds(clauses: &[Clause], rep: &[usize]) -> bool {
    clauses.iter().any(|clause| clause.iter().all(|(sign, set)| set.contains(&rep[*sign])))
}

impl Plain {
    fn random(chance: &mut Chance) -> Plain {
        let good: Vec<Set> = (0..SIGNS.len())
            .map(|sign| if sign <= STYLE { (0..SIGNS[sign].1).collect() } else { some(sign, chance) })
            .collect();
        let tolerated = good
            .iter()
            .enumerate()
            .map(|(sign, good)| match chance.below(3) {
                0 if sign > STYLE => some(sign, chance).difference(good).copied().collect(),
                _ => Set::new(),
            })
            .collect();
        let case = |when: Vec<Clause>, chance: &mut Chance| {
            let sign = 2 + chance.below(SIGNS.len() - 2);
            Case { when, good: vec![(sign, some(sign, chance))] }
        };
        let fine = (0..chance.below(3)).map(|_| case(clauses(2, chance), chance)).collect();
        let variant = (chance.below(2) == 0).then(|| {
            let style = [chance.below(2)].into_iter().collect();
            case(vec![vec![(STYLE, style)]], chance)
        });
        let faults = (0..MISTAKES)
            .map(|number| Fault {
                severity: chance.below(2),
                when: clauses(2, chance),
                unless: if chance.below(2) == 0 { Vec::new() } else { clauses(2, chance) },
                worse: (0..chance.below(2)).map(|_| (clauses(2, chance), 2)).collect(),
                leads_to: (number + 1..MISTAKES).filter(|_| chance.below(3) == 0).collect(),
            })
            .collect();
        let mut order: Vec<usize> = (0..MISTAKES).collect();
        chance.shuffle(&mut order);
        let mut plain = Plain { good, tolerated, fine, variant, faults, order };
        if chance.below(3) > 0 {
            plain.keep_clean(chance);
        }
        plain
    }

    /// Makes every fault ask for a value that is good in no case.
    fn keep_clean(&mut self, chance: &mut Chance) {
        let cases = || self.fine.iter().chain(&self.variant);
        let off: Vec<Set> = (0..SIGNS.len())
            .map(|sign| {
                let own = cases().flat_map(|case| &case.good).filter(|(other, _)| *other == sign);
                let good: Set = own.flat_map(|(_, set)| set).chain(&self.good[sign]).copied().collect();
                (0..SIGNS[sign].1).filter(|value| !good.contains(value)).collect()
            })
            .collect();
        let open: Vec<usize> = (0..SIGNS.len()).filter(|&sign| !off[sign].is_empty()).collect();
        if open.is_empty() {
            return;
        }
        for clause in self.faults.iter_mut().flat_map(|fault| &mut fault.when) {
            let sign = open[chance.below(open.len())];
            clause.retain(|(other, _)| *other != sign);
            clause.push((sign, off[sign].clone()));
        }
    }

    fn fires(&self, fault: usize, rep: &[usize]) -> bool {
        holds(&self.faults[fault].when, rep) && !holds(&self.faults[fault].unless, rep)
    }

    fn severity(&self, fault: usize, rep: &[usize]) -> usize {
        let own = &self.faults[fault];
        let worse = own.worse.iter().filter(|(when, _)| holds(when, rep)).map(|(_, severity)| *severity);
        worse.fold(own.severity, usize::max)
    }

    fn good_of(&self, sign: usize, rep: &[usize]) -> Set {
        let mut good = self.good[sign].clone();
        let own =
            |case: &Case| case.good.iter().find(|(other, _)| *other == sign).map(|(_, set)| set.clone());
        if let Some(set) = self.variant.as_ref().filter(|case| holds(&case.when, rep)).and_then(own) {
            good = set;
        }
        for set in self.fine.iter().filter(|case| holds(&case.when, rep)).filter_map(own) {
            good.extend(set);
        }
        good
    }

    fn is_clean(&self, rep: &[usize]) -> bool {
        (0..SIGNS.len()).all(|sign| self.good_of(sign, rep).contains(&rep[sign]))
    }

    fn is_fair(&self, rep: &[usize]) -> bool {
        (0..SIGNS.len()).all(|sign| {
            self.good_of(sign, rep).contains(&rep[sign]) || self.tolerated[sign].contains(&rep[sign])
        })
    }

    /// What fires, what to fix first coming first.
    fn in_order(&self, rep: &[usize]) -> Vec<usize> {
        let firing: Vec<usize> = (0..MISTAKES).filter(|&one| self.fires(one, rep)).collect();
        let reach = |from: usize| {
            let mut found: Set = [from].into_iter().collect();
            for _ in 0..MISTAKES {
                let next: Vec<usize> =
                    found.iter().flat_map(|&one| self.faults[one].leads_to.clone()).collect();
                found.extend(next.into_iter().filter(|one| firing.contains(one)));
            }
            found
        };
        let worst = |one: usize| reach(one).iter().map(|&other| self.severity(other, rep)).max();
        let mut left: Vec<usize> = self.order.iter().copied().filter(|one| firing.contains(one)).collect();
        left.sort_by_key(|&one| (std::cmp::Reverse(worst(one)), std::cmp::Reverse(self.steps(one, &firing))));
        left
    }

    fn steps(&self, from: usize, firing: &[usize]) -> usize {
        let next = self.faults[from].leads_to.iter().filter(|one| firing.contains(one));
        next.map(|&one| 1 + self.steps(one, firing)).max().unwrap_or(0)
    }

    fn write(&self) -> Vec<(&'static str, String)> {
        let pack = "format = 2\nname = \"random\"\ntitle = \"Random\"\nversion = \"0.1.0\"\nlicence = \"CC0-1.0\"\n\
                    authors = [\"chance\"]\nlang = \"en\"\nphases = [\"pull\"]\neverywhere = [\"ctx\", \"style\"]\n";
        let mut signs = String::new();
        for (sign, (id, size)) in SIGNS.iter().enumerate() {
            let kind = ["kind = \"context\"", "kind = \"style\"", "", "", "", "", ""][sign];
            write!(signs, "[{id}]\nask = \"What of {id}?\"\nphase = \"pull\"\n{kind}\n").expect("text");
            if sign == GAP {
                writeln!(signs, "difference = [\"far\", \"near\"]\nsay = \"it is {{value}} farther\"")
                    .expect("text");
            } else if sign >= FAR {
                let last = number(sign, size - 1);
                writeln!(
                    signs,
                    "range = {{ from = 0, to = {last}, step = 0.5 }}\nsay = \"{id} goes {{value}} steps\""
                )
                .expect("text");
            } else {
                writeln!(signs, "[{id}.values]").expect("text");
                for value in 0..*size {
                    writeln!(signs, "v-{value} = \"{id} is as in case {value}\"").expect("text");
                }
            }
        }
        let ids: Vec<String> = self.order.iter().map(|one| format!("\"m-{one}\"")).collect();
        let mut row = format!(
            "name = \"Row\"\nassumption = \"chance\"\nmistakes = [{}]\n[[step]]\ndo = \"Pull\"\nphase = \"pull\"\n",
            ids.join(", ")
        );
        for (table, sets) in [("good", &self.good), ("tolerated", &self.tolerated)] {
            writeln!(row, "[{table}]").expect("text");
            for (sign, set) in sets.iter().enumerate().filter(|(sign, set)| *sign > STYLE && !set.is_empty())
            {
                writeln!(row, "{} = {}", SIGNS[sign].0, values(sign, set)).expect("text");
            }
        }
        let cases = self.fine.iter().map(|case| ("fine", case));
        for (key, case) in cases.chain(self.variant.iter().map(|case| ("variant", case))) {
            let good: Vec<String> = case
                .good
                .iter()
                .map(|(sign, set)| format!("{} = {}", SIGNS[*sign].0, values(*sign, set)))
                .collect();
            writeln!(
                row,
                "[[{key}]]\nwhen = {}\n{}\nbecause = \"chance\"",
                when(&case.when),
                good.join("\n")
            )
            .expect("text");
        }
        for (number, fault) in self.faults.iter().enumerate() {
            let severity = Severity::ALL[fault.severity].word();
            writeln!(row, "[mistake.m-{number}]\nname = \"Fault {number}\"\nseverity = \"{severity}\"")
                .expect("text");
            writeln!(row, "when = {}", when(&fault.when)).expect("text");
            if !fault.unless.is_empty() {
                writeln!(row, "unless = {}", when(&fault.unless)).expect("text");
            }
            let worse: Vec<String> = fault
                .worse
                .iter()
                .map(|(clauses, at)| {
                    format!("{{ when = {}, severity = \"{}\" }}", when(clauses), Severity::ALL[*at].word())
                })
                .collect();
            if !worse.is_empty() {
                writeln!(row, "worse = [{}]", worse.join(", ")).expect("text");
            }
            let leads: Vec<String> = fault.leads_to.iter().map(|other| format!("\"m-{other}\"")).collect();
            if !leads.is_empty() {
                writeln!(row, "leads-to = [{}]", leads.join(", ")).expect("text");
            }
            writeln!(
                row,
                "why = \"Chance {number}.\"\nfix = \"Mend {number}.\"\ncue = \"Mend {number}\"\nassumption = \"chance\""
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

/// A number of halves as people write it.
fn number(sign: usize, value: usize) -> String {
    let least = if sign == GAP { SIGNS[FAR].1 - 1 } else { 0 };
    let (minus, halves) = if value < least { ("-", least - value) } else { ("", value - least) };
    format!("{minus}{}.{}", halves / 2, 5 * (halves % 2))
}

fn values(sign: usize, set: &Set) -> String {
    let words: Vec<String> = set
        .iter()
        .map(|value| if sign >= FAR { number(sign, *value) } else { format!("\"v-{value}\"") })
        .collect();
    if words.len() == 1 { words[0].clone() } else { format!("[{}]", words.join(", ")) }
}

fn when(clauses: &[Clause]) -> String {
    let one = |clause: &Clause| {
        let tests: Vec<String> =
            clause.iter().map(|(sign, set)| format!("{} = {}", SIGNS[*sign].0, values(*sign, set))).collect();
        format!("{{ {} }}", tests.join(", "))
    };
    format!("[{}]", clauses.iter().map(one).collect::<Vec<_>>().join(", "))
}

fn reps() -> Vec<Rep> {
    let mut reps: Vec<Rep> = vec![Vec::new()];
    for (_, size) in &SIGNS[..GAP] {
        reps =
            reps.iter().flat_map(|rep| (0..*size).map(move |value| [&rep[..], &[value]].concat())).collect();
    }
    for rep in &mut reps {
        rep.push(rep[FAR] + SIGNS[FAR].1 - 1 - rep[NEAR]);
    }
    reps
}

/// The sign of the exercise at each place, by its number here.
fn places(book: &Rulebook) -> Vec<usize> {
    let number =
        |sign: SignIx| SIGNS.iter().position(|(id, _)| book[sign].id.plain() == *id).expect("one of ours");
    book[ExerciseIx::at(0)].signs.iter().map(|observed| number(observed.sign)).collect()
}

fn observation(
    book: &Rulebook,
    places: &[usize],
    rep: &[usize],
    seen: impl Fn(usize) -> bool,
) -> Observation {
    let mut observation = Observation::unknown(&book[ExerciseIx::at(0)]);
    for (place, &sign) in places.iter().enumerate().filter(|(_, sign)| seen(**sign)) {
        let least = if sign == GAP { SIGNS[FAR].1 - 1 } else { 0 };
        let value = i32::try_from(rep[sign]).expect("few values") - i32::try_from(least).expect("few values");
        observation.set(place, Some(Value(value)));
    }
    observation
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table: one law after the other, on the same reps")]
fn every_rep_is_judged_as_the_file_says() {
    let all = reps();
    let (mut loaded_packs, mut faulty, mut gaps, mut fires_clean, mut worse, mut fine) = (0, 0, 0, 0, 0, 0);
    for seed in 0..ROUNDS {
        let mut chance = Chance::from_seed(Seed(seed));
        let plain = Plain::random(&mut chance);
        let files = plain.write();
        let loaded = load(vec![in_memory(files.iter().map(|(path, text)| (*path, text.as_str())))]);
        let shown = || format!("seed {seed}:\n{}\n{:#?}", files[2].1, loaded.diagnostics.first());
        let is_known = |code: Code| matches!(code, Code::NeverHolds | Code::BadValue);
        if !loaded.diagnostics.is_empty() {
            // An `unless` or a degree that makes no difference, or a case that says what is good anyway.
            assert!(loaded.diagnostics.iter().all(|found| is_known(found.code)), "{}", shown());
            faulty += 1;
            continue;
        }
        loaded_packs += 1;
        let found = lint(&loaded).diagnostics;
        let told = |code: Code| found.iter().any(|one| one.code == code);
        assert!(!told(Code::NotDecided), "{}", shown());
        let clean: Vec<&Rep> = all.iter().filter(|rep| plain.is_clean(rep)).collect();
        let some_fires = (0..MISTAKES).any(|one| clean.iter().any(|rep| plain.fires(one, rep)));
        assert_eq!(told(Code::CleanRepFires), some_fires, "{}", shown());
        assert_eq!(told(Code::NoCleanRep), clean.is_empty(), "{}", shown());
        fires_clean += usize::from(some_fires);
        let is_gap = |rep: &&Rep| plain.in_order(rep).is_empty() && !plain.is_fair(rep);
        // What leans on a fault is not told as well.
        let is_sound = !some_fires && !clean.is_empty() && !told(Code::NeverHolds);
        if is_sound && !told(Code::UnusedValue) {
            assert_eq!(told(Code::Gap), all.iter().any(|rep| is_gap(&rep)), "{}", shown());
            gaps += usize::from(told(Code::Gap));
        }

        let book = &loaded.draft;
        let places = places(book);
        let (ix, word) = (ExerciseIx::at(0), |one: usize| format!("m-{one}"));
        for rep in &all {
            let brief = judge_briefly(book, ix, &observation(book, &places, rep, |_| true));
            let order: Vec<String> =
                brief.certain.iter().map(|one| book[one.mistake].id.to_string()).collect();
            let expected = plain.in_order(rep);
            assert_eq!(
                order,
                expected.iter().map(|&one| word(one)).collect::<Vec<_>>(),
                "{rep:?} {}",
                shown()
            );
            for (graded, &one) in brief.certain.iter().zip(&expected) {
                assert_eq!(graded.severity, Severity::ALL[plain.severity(one, rep)], "{rep:?} {}", shown());
                assert!(graded.is_settled());
                worse += usize::from(graded.degree.is_some());
            }
            let verdict = match () {
                () if !expected.is_empty() => CheckVerdict::Mistakes,
                () if plain.is_clean(rep) => CheckVerdict::Clean,
                () if plain.is_fair(rep) => CheckVerdict::Tolerated,
                () => CheckVerdict::Gap,
            };
            let usual = (0..SIGNS.len()).all(|sign| plain.good[sign].contains(&rep[sign]));
            fine += usize::from(verdict == CheckVerdict::Clean && !usual);
            assert_eq!(brief.verdict, verdict, "{rep:?} {}", shown());
        }
        // What is seen in part.
        for _ in 0..20 {
            let rep = &all[chance.below(all.len())];
            let seen: Vec<bool> = (0..SIGNS.len()).map(|_| chance.below(2) == 0).collect();
            let fits = |other: &&Rep| (0..SIGNS.len()).all(|sign| !seen[sign] || other[sign] == rep[sign]);
            let completions: Vec<&Rep> = all.iter().filter(fits).collect();
            let brief = judge_briefly(book, ix, &observation(book, &places, rep, |sign| seen[sign]));
            for one in 0..MISTAKES {
                let fires = completions.iter().filter(|rep| plain.fires(one, rep)).count();
                let id = word(one);
                let graded = brief.certain.iter().find(|graded| book[graded.mistake].id.plain() == id);
                assert_eq!(graded.is_some(), fires == completions.len(), "{rep:?} {seen:?} {}", shown());
                if let Some(graded) = graded {
                    let severities = || completions.iter().map(|rep| plain.severity(one, rep));
                    assert_eq!(
                        graded.at_most,
                        Severity::ALL[severities().max().expect("some")],
                        "{}",
                        shown()
                    );
                    // One degree alone may be certain; several together are a matter of the search for each.
                    assert!(
                        graded.severity <= Severity::ALL[severities().min().expect("some")],
                        "{}",
                        shown()
                    );
                }
                let possible = brief.possible.iter().any(|other| book[*other].id.plain() == id);
                assert_eq!(possible, fires > 0 && fires < completions.len(), "{rep:?} {seen:?} {}", shown());
            }
            // Of far, near and their difference any two give the third.
            let mut seen = seen;
            if [FAR, NEAR, GAP].iter().filter(|sign| seen[**sign]).count() == 2 {
                for sign in [FAR, NEAR, GAP] {
                    seen[sign] = true;
                }
            }
            let is_good = |rep: &&Rep| {
                (0..SIGNS.len()).all(|sign| !seen[sign] || plain.good_of(sign, rep).contains(&rep[sign]))
            };
            if brief.certain.is_empty() && seen.iter().any(|seen| !seen) {
                let all_good = seen.iter().any(|seen| *seen) && completions.iter().all(is_good);
                let expected = if all_good { CheckVerdict::NoMistakeSeen } else { CheckVerdict::Undecided };
                assert_eq!(brief.verdict, expected, "{rep:?} {seen:?} {}", shown());
            }
        }
    }
    let seen = [loaded_packs, faulty, gaps, fires_clean, worse, fine];
    assert!(seen.iter().all(|&times| times >= 20), "each came up often: {seen:?}");
}
