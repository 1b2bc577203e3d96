//! Exercises: what each observes, what is good there, which mistakes count, and its tests.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::super::compile::cells_needed;
use super::super::decode::{Node, Table};
use super::super::files::EXERCISE;
use super::super::judge::phase_rank;
use super::super::source::MANY;
use super::super::{
    Counted, Domain, Exercise, ExerciseIx, Id, MistakeIx, MuscleRef, Named, Observed, OwnWords, PackIx,
    PhaseIx, Reps, SignIx, SignKind, Step, ValueSet, Words,
};
use super::names::Defined;
use super::pairs::GlobalPairs;
use super::{MISTAKE, Resolver};
use crate::diagnostic::{Code, Diagnostic, Span, take_out};
use crate::logic::MOST_CELLS;

/// A set of values that a file gives a sign, and where.
type Given = Vec<(SignIx, ValueSet, Span)>;

impl Resolver<'_, '_> {
    /// All exercises: each leans on the vocabulary and the mistakes and on no other exercise, so that many are shared
    /// out among all cores.
    pub(super) fn exercises(&mut self) {
        let global = self.global_pairs();
        let names = Arc::clone(&self.names);
        let all: Vec<(ExerciseIx, &Defined<'_>)> = names
            .exercises
            .iter()
            .enumerate()
            .map(|(place, defined)| (ExerciseIx::at(place), defined))
            .collect();
        let before = Arc::new(std::mem::take(&mut self.out));
        let some = |some: &[(ExerciseIx, &Defined<'_>)]| {
            let mut fork = self.fork(&before);
            let exercises: Vec<Exercise> =
                some.iter().map(|&(ix, defined)| fork.sound_exercise(ix, defined, &global)).collect();
            (exercises, fork.out, fork.unsound)
        };
        let parts: Vec<_> =
            if all.len() < MANY { vec![some(&all)] } else { all.par_chunks(MANY / 2).map(some).collect() };
        let mut exercises = Vec::new();
        let mut found = Vec::new();
        for (part, out, unsound) in parts {
            exercises.extend(part);
            found.extend(out.into_vec());
            self.unsound.extend(unsound);
        }
        self.out = Arc::try_unwrap(before).unwrap_or_else(|_| unreachable!("the forks are gone"));
        for found in found {
            self.out.add(found);
        }
        self.book_mut().exercises = exercises;
    }

    /// One exercise; says whether it is sound.
    fn sound_exercise(&mut self, ix: ExerciseIx, defined: &Defined<'_>, global: &GlobalPairs) -> Exercise {
        let before = self.out.errors();
        let exercise = self.exercise(ix, defined, global);
        let leans = exercise.mistakes.iter().any(|counted| self.faulty_mistakes.contains(&counted.mistake))
            || exercise.signs.iter().any(|observed| self.faulty_signs.contains(&observed.sign));
        let is_faulty =
            leans || self.unsure || self.out.errors() > before || self.out.has_error_in(defined.whole);
        if is_faulty || self.has_too_many_cells(&exercise) {
            self.unsound.insert(ix);
        }
        exercise
    }

    fn exercise(&mut self, ix: ExerciseIx, defined: &Defined<'_>, global: &GlobalPairs) -> Exercise {
        let (pack, table) = (defined.pack, defined.table);
        let phases = self.phase_order(pack, table);
        let mut mistakes = self.counted(ix, pack, table);
        let good = self.given(pack, table, "good");
        let tolerated = self.given(pack, table, "tolerated");
        let leans = mistakes.iter().any(|counted| self.faulty_mistakes.contains(&counted.mistake));
        // What slipped below [allow] was told as such, and is missing here.
        let swallowed = table.sub("allow").is_some_and(|allow| allow.has("name") || allow.has("mistakes"));
        self.unsure =
            leans || swallowed || self.is_cut_short(defined, mistakes.len() + good.len() + tolerated.len());
        self.reword(pack, table, &mut mistakes);
        let mut exercise = Exercise {
            id: defined.id.clone(),
            pack,
            name: table.owned("name").unwrap_or_default(),
            aliases: table.all_owned("aliases"),
            tags: table.all_owned("tags"),
            equipment: table.all_owned("equipment"),
            primary: self.muscle_refs(pack, table, "primary"),
            secondary: self.muscle_refs(pack, table, "secondary"),
            reps: table.sub("reps").map(|reps| self.reps(reps)),
            backing: self.backing(pack, table),
            steps: self.steps(pack, &phases, table),
            phases,
            signs: Vec::new(),
            mistakes,
            impossible: Vec::new(),
            unlikely: Vec::new(),
            figure: None,
            examples: Vec::new(),
            span: defined.place,
            engine: OnceLock::new(),
        };
        exercise.signs = self.observed(&exercise, &good, &tolerated, defined);
        self.reasons(pack, table, &mut exercise);
        for (key, pairs) in [("impossible", &global.impossible), ("unlikely", &global.unlikely)] {
            let mut all = self.seen_pairs(&exercise, pairs);
            all.extend(self.own_pairs(&exercise, table, key).into_iter().map(Arc::new));
            match key {
                "impossible" => exercise.impossible = all,
                _ => exercise.unlikely = all,
            }
        }
        exercise.figure = self.figure(&exercise, table);
        exercise.examples = self.examples(&exercise, table);
        exercise
    }

    /// The exercise's own order, then the other phases that its pack knows.
    fn phase_order(&mut self, pack: PackIx, table: Table<'_>) -> Vec<PhaseIx> {
        let known = self.phases_for(pack);
        let mut order = Vec::new();
        for text in table.texts("phases") {
            if let Some(phase) = self.phase(pack, &known, text)
                && !order.contains(&phase)
            {
                order.push(phase);
            }
        }
        let rest: Vec<PhaseIx> = known.into_iter().filter(|phase| !order.contains(phase)).collect();
        order.extend(rest);
        order
    }

    fn reps(&mut self, table: Table<'_>) -> Reps {
        let reps =
            Reps { from: table.whole("from").unwrap_or(1), to: table.whole("to"), load: table.owned("load") };
        if reps.to.is_some_and(|to| to < reps.from) {
            let message = format!("the rep range is empty: {} to {}", reps.from, reps.to.unwrap_or_default());
            self.say(
                Diagnostic::new(Code::BadValue, table.head, message).help("write the smaller number as from"),
            );
        }
        reps
    }

    fn steps(&mut self, pack: PackIx, phases: &[PhaseIx], table: Table<'_>) -> Vec<Step> {
        let mut steps = Vec::new();
        for (place, step) in table.subs("step").into_iter().enumerate() {
            let phase = step.text("phase").and_then(|text| self.phase(pack, phases, text));
            let swaps = step.flag("swaps").unwrap_or(false);
            if swaps && place == 0 && !self.has_slips(table) {
                let span = step.get("swaps").map_or(step.head, |node| node.span);
                let message = "the first step has no step above to change places with";
                self.say(
                    Diagnostic::new(Code::BadValue, span, message)
                        .help("take `swaps` out here, and put it on the second of the two"),
                );
            }
            let (Some(phase), Some(say)) = (phase, step.owned("do")) else { continue };
            steps.push(Step { say, phase, swaps });
        }
        steps
    }

    fn muscle_refs(&mut self, pack: PackIx, table: Table<'_>, key: &str) -> Vec<MuscleRef> {
        let Some(muscles) = table.sub("muscles") else { return Vec::new() };
        let mut refs: Vec<MuscleRef> = Vec::new();
        for (id, place) in muscles.texts(key) {
            let found = match self.book.names.get(id) {
                Some(Named::Muscle(muscle)) => Some(MuscleRef::Muscle(*muscle)),
                Some(Named::MuscleGroup(_)) => Some(MuscleRef::Group(Id::new(id))),
                _ => None,
            };
            let Some(found) = found else {
                self.unknown_muscle(pack, id, place);
                continue;
            };
            if refs.contains(&found) {
                let message = format!("`{id}` is listed twice");
                self.say(
                    Diagnostic::new(Code::ListedTwice, place, message)
                        .help("take one of them out")
                        .safe_edit(self.text_of(place).and_then(|text| take_out::element(text, place))),
                );
            } else if self.is_in_reach(pack, (id, place)) {
                refs.push(found);
            }
        }
        refs
    }

    fn unknown_muscle(&mut self, _pack: PackIx, id: &str, place: Span) {
        if self.names.is_doubtful(id) || self.may_be_lost(id) {
            return;
        }
        let muscles = self
            .names
            .in_order()
            .filter(|(_, named)| matches!(named, Named::Muscle(_) | Named::MuscleGroup(_)));
        let names: Vec<String> = muscles.map(|(id, _)| id.to_owned()).collect();
        let diagnostic =
            Diagnostic::new(Code::UnknownId, place, format!("there is no muscle or group `{id}`"));
        self.suggest(diagnostic, id, names.iter().map(String::as_str));
    }

    /// The mistakes that count: the listed ones, then the exercise's own; each in the words that hold here.
    fn counted(&mut self, ix: ExerciseIx, pack: PackIx, table: Table<'_>) -> Vec<Counted> {
        let mut listed = self.listed(pack, table.texts("mistakes"), &MISTAKE);
        listed.retain(|&(mistake, place)| self.may_count(ix, mistake, place));
        // Mistakes of one exercise alone come behind the shared ones, in the order of their exercises.
        let own = &self.book.mistakes[self.names.shared.len()..];
        let from = own.partition_point(|mistake| mistake.only_in < Some(ix));
        let own = own[from..].iter().take_while(|mistake| mistake.only_in == Some(ix));
        let first = self.names.shared.len() + from;
        listed.extend(own.enumerate().map(|(place, mistake)| (MistakeIx::at(first + place), mistake.span)));
        listed.into_iter().map(|(mistake, span)| Counted { mistake, own: None, span }).collect()
    }

    /// Whether more is written of what the exercise counts and observes than the `found` things that were resolved.
    fn is_cut_short(&self, defined: &Defined<'_>, found: usize) -> bool {
        let table = defined.table;
        let count = |node: Node<'_>| {
            node.items().map(Iterator::count).or_else(|| node.table().map(|table| table.entries().count()))
        };
        let written: Option<usize> = ["mistakes", "mistake", "good", "tolerated"]
            .iter()
            .map(|key| table.get(key).map_or(Some(0), count))
            .sum();
        let is_known = |key: &str| EXERCISE.keys.iter().any(|known| known.name == key);
        written != Some(found) || table.entries().any(|((key, _), _)| !is_known(key)) || self.has_slips(table)
    }

    fn may_count(&mut self, ix: ExerciseIx, mistake: MistakeIx, place: Span) -> bool {
        let Some(owner) = self.book[mistake].only_in else { return true };
        let id = self.book[mistake].id.clone();
        if owner == ix {
            let message = format!("`{id}` is this exercise's own mistake and counts without being listed");
            self.say(
                Diagnostic::new(Code::ListedTwice, place, message)
                    .help("take it out of the list")
                    .safe_edit(self.text_of(place).and_then(|text| take_out::element(text, place))),
            );
        } else {
            let message = format!("`{id}` is a mistake of another exercise alone");
            let first = self.book[mistake].span;
            self.say(
                Diagnostic::new(Code::UnlistedMistake, place, message)
                    .label(first, "defined here")
                    .help("move it to a file in rules/mistakes, so that exercises can share it"),
            );
        }
        false
    }

    fn reword(&mut self, pack: PackIx, table: Table<'_>, counted: &mut [Counted]) {
        let Some(rewords) = table.sub("reword") else { return };
        for ((id, place), node) in rewords.entries() {
            let Some(mistake) = self.find(pack, (id, place), &MISTAKE) else { continue };
            let Some(words) = node.table() else { continue };
            let sources = self.cites(pack, words);
            let Some(found) = counted.iter_mut().find(|counted| counted.mistake == mistake) else {
                if self.unsure {
                    continue;
                }
                let message = format!("`{id}` does not count in this exercise, so its words are never shown");
                self.say(
                    Diagnostic::new(Code::UnlistedMistake, place, message)
                        .help(format!("add \"{id}\" to `mistakes`")),
                );
                continue;
            };
            let shared = &self.book[mistake];
            let own = found.own.insert(Box::new(OwnWords {
                words: shared.words.clone(),
                sources: shared.backing.sources.clone(),
            }));
            let Words { why, fix, cue } = &mut own.words;
            let mut same = Vec::new();
            for (key, text) in [("why", why), ("fix", fix), ("cue", cue)] {
                let Some((own, place)) = words.text(key) else { continue };
                if own == text {
                    same.push((key, place));
                } else {
                    own.clone_into(text);
                }
            }
            let has_others = words.entries().count() > same.len();
            for (key, place) in same {
                self.rewords_nothing((id, mistake), key, place, has_others);
            }
            if !sources.is_empty() {
                own.sources = own.sources.iter().cloned().chain(sources).collect();
            }
        }
    }

    fn rewords_nothing(
        &mut self,
        (id, mistake): (&str, MistakeIx),
        key: &str,
        place: Span,
        has_others: bool,
    ) {
        let message = format!("this is the {key} that `{id}` has anyway");
        let first = self.book[mistake].span;
        // An empty table would be the next thing to mend.
        let line =
            self.text_of(place).filter(|_| has_others).and_then(|text| take_out::line(text, key, place));
        self.say(
            Diagnostic::new(Code::RewordsNothing, place, message)
                .label(first, "the mistake and its words")
                .help(format!("write this exercise's own {key}, or take the line out"))
                .safe_edit(line),
        );
    }

    /// `[good]` or `[tolerated]`.
    fn given(&mut self, pack: PackIx, table: Table<'_>, key: &str) -> Given {
        let Some(given) = table.sub(key) else { return Vec::new() };
        let mut found = Vec::new();
        for (text, node) in given.entries() {
            let Some(sign) = self.find_sign_key(pack, text) else { continue };
            if let Some(condition) = self.condition(sign, node) {
                found.push((sign, condition.values, node.span));
            }
        }
        found
    }

    /// The signs that the exercise observes, with what is good and tolerated here.
    fn observed(
        &mut self,
        exercise: &Exercise,
        good: &Given,
        tolerated: &Given,
        defined: &Defined<'_>,
    ) -> Vec<Observed> {
        let mut signs: Vec<SignIx> = (0..self.book.signs.len())
            .map(SignIx::at)
            .filter(|&sign| {
                let sign = &self.book[sign];
                sign.kind == SignKind::Context && self.uses[exercise.pack.place()].contains(&sign.pack)
            })
            .collect();
        let tests = exercise.mistakes.iter().flat_map(|counted| &self.book[counted.mistake].when);
        signs.extend(tests.flat_map(|clause| &clause.tests).map(|test| test.sign));
        signs.extend(good.iter().chain(tolerated).map(|(sign, ..)| *sign));
        signs.sort_by_key(|&ix| {
            let sign = &self.book[ix];
            (sign.kind != SignKind::Context, phase_rank(exercise, sign.phase), ix)
        });
        signs.dedup();
        let mut observed = Vec::with_capacity(signs.len());
        for sign in signs {
            if self.faulty_signs.contains(&sign) {
                self.unsound.insert(ExerciseIx::at(self.book.exercises.len()));
                self.unsure = true;
                continue;
            }
            let one = self.observe(exercise, sign, good, tolerated, defined);
            self.unsure |= one.is_none();
            observed.extend(one);
        }
        observed
    }

    fn observe(
        &mut self,
        exercise: &Exercise,
        sign: SignIx,
        good: &Given,
        tolerated: &Given,
        defined: &Defined<'_>,
    ) -> Option<Observed> {
        let of = |given: &Given| {
            given.iter().find(|(other, ..)| *other == sign).map(|(_, values, span)| (values.clone(), *span))
        };
        let (own_good, own_tolerated) = (of(good), of(tolerated));
        let all = self.book[sign].all();
        let range = self.rep_range(exercise, sign);
        let usual = || match self.book[sign].kind {
            SignKind::Context if range.is_none() => {
                Some(self.book[sign].usually.clone().unwrap_or(all.clone()))
            }
            _ => self.book[sign].usually.clone(),
        };
        let Some(values) =
            own_good.as_ref().map(|(values, _)| values.clone()).or(range.clone()).or_else(usual)
        else {
            let id = self.book[sign].id.clone();
            let place = own_tolerated.map_or(defined.place, |(_, span)| span);
            let asker = exercise.mistakes.iter().find(|counted| {
                self.book[counted.mistake]
                    .when
                    .iter()
                    .flat_map(|clause| &clause.tests)
                    .any(|test| test.sign == sign)
            });
            let looks = match asker {
                Some(asker) => format!("`{}` looks at `{id}`", self.book[asker.mistake].id),
                None => format!("{} names `{id}`", exercise.name),
            };
            let message = format!("{looks}, and nothing says what of it is good in {}", exercise.name);
            let mut diagnostic = Diagnostic::new(Code::NoGoodValue, place, message)
                .help(format!("add {id} = … under [good] here, or usually = … to the sign"));
            if let Some(asker) = asker {
                diagnostic = diagnostic.label(asker.span, "this mistake looks at it");
            }
            self.say(diagnostic);
            return None;
        };
        let rest = || if range.is_some() { all.minus(&values) } else { ValueSet::empty() };
        let loose = own_tolerated.as_ref().map_or_else(rest, |(values, _)| values.clone());
        let both = values.intersect(&loose);
        // With a part of [good] unread, what is usual may be what was to be replaced.
        if !both.is_empty() && !self.unsure {
            self.good_and_tolerated(
                sign,
                &both,
                own_tolerated.as_ref().map(|(_, span)| *span),
                own_good.as_ref().map(|(_, span)| *span),
                defined.place,
            );
        }
        let tolerated_span = own_tolerated.map(|(_, span)| span);
        let span = own_good.map(|(_, span)| span).or(tolerated_span);
        Some(Observed { sign, good: values, tolerated: loose, because: None, span, tolerated_span })
    }

    /// The good values of the sign `reps`: the exercise's rep range, as far as the sign goes.
    fn rep_range(&self, exercise: &Exercise, sign: SignIx) -> Option<ValueSet> {
        let reps = exercise.reps.as_ref().filter(|_| self.book[sign].id == "reps")?;
        let Domain::Range { from, to, .. } = self.book[sign].domain else { return None };
        let range = ValueSet::span(reps.from.max(from), reps.to.unwrap_or(to).min(to));
        (!range.is_empty()).then_some(range)
    }

    fn good_and_tolerated(
        &mut self,
        sign: SignIx,
        both: &ValueSet,
        tolerated: Option<Span>,
        good: Option<Span>,
        otherwise: Span,
    ) {
        let sign = &self.book[sign];
        let (first, last) = (both.spans()[0].0, both.spans()[both.spans().len() - 1].1);
        let values = match &sign.domain {
            Domain::Named(_) => both.values().map(|value| sign.word(value)).collect::<Vec<_>>().join(", "),
            Domain::Range { .. } if first == last => first.to_string(),
            Domain::Range { .. } => format!("{first} to {last}"),
        };
        let message = format!("`{}` calls {values} both good and tolerated", sign.id);
        let usual = sign.span;
        let diagnostic = Diagnostic::new(Code::GoodAndTolerated, tolerated.unwrap_or(otherwise), message)
            .help("take it out of one of them: good is taught, tolerated has no verdict");
        let diagnostic = match good {
            Some(good) => diagnostic.label(good, "called good here"),
            None => diagnostic.label(usual, "usually good, by the sign"),
        };
        self.say(diagnostic);
    }

    fn reasons(&mut self, pack: PackIx, table: Table<'_>, exercise: &mut Exercise) {
        let Some(reasons) = table.sub("because") else { return };
        for ((id, place), node) in reasons.entries() {
            let Some(sign) = self.find_sign_key(pack, (id, place)) else { continue };
            let reason = node.text().map(|(text, _)| text.to_owned());
            match exercise.signs.iter_mut().find(|observed| observed.sign == sign) {
                Some(observed) => observed.because = reason,
                None if self.faulty_signs.contains(&sign) => {}
                None => self.unobserved(exercise, id, place),
            }
        }
    }

    pub(super) fn unobserved(&mut self, exercise: &Exercise, id: &str, place: Span) {
        if self.unsure {
            return;
        }
        let message = format!("{} doesn't observe `{id}`", exercise.name);
        self.say(Diagnostic::new(Code::UnobservedSign, place, message).help(
            "it observes the context signs and the signs that its mistakes, [good] and [tolerated] name",
        ));
    }

    /// Whether conditions cut a range into more pieces than the engine has cells; says so.
    fn has_too_many_cells(&mut self, exercise: &Exercise) -> bool {
        let before = self.out.errors();
        for (place, observed) in exercise.signs.iter().enumerate() {
            let sign = &self.book[observed.sign];
            if matches!(sign.domain, Domain::Named(_)) {
                continue;
            }
            let cells = cells_needed(&self.book, exercise, place);
            if cells <= MOST_CELLS {
                continue;
            }
            let message = format!(
                "the conditions of this exercise cut `{}` into {cells} pieces; {MOST_CELLS} are the most",
                sign.id
            );
            let place = observed.span.unwrap_or(exercise.span);
            self.say(
                Diagnostic::new(Code::TooManyCells, place, message)
                    .help("use fewer bounds, or the same bounds in more places"),
            );
        }
        self.out.errors() > before
    }
}
