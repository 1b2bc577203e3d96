//! One exercise after the other, and whether each is sound: what it leans on, and what could be read of it.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic};
use crate::logic::{MOST_CELLS, MOST_CLEAN_BOXES};
use crate::rulebook::decode::Node;
use crate::rulebook::files::{EXERCISE, STEP};
use crate::rulebook::resolve::Resolver;
use crate::rulebook::resolve::names::Defined;
use crate::rulebook::resolve::pairs::GlobalPairs;
use crate::rulebook::source::MANY;
use crate::rulebook::{
    Domain, Exercise, ExerciseIx, cells_needed, too_many_clean_boxes, too_many_differences,
};

impl Resolver<'_, '_> {
    /// All exercises: each leans on the vocabulary and the mistakes and on no other exercise, so that many are shared
    /// out among all cores.
    pub(in crate::rulebook::resolve) fn exercises(&mut self) {
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
        let fine = self.fine_cases(pack, table);
        let leans = mistakes.iter().any(|counted| self.faulty_mistakes.contains(&counted.mistake));
        // What stands below [allow] by mistake has been reported, and is missing here.
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
            differences: Vec::new(),
            over_set: Vec::new(),
            mistakes,
            has_own_order: self.everywhere[pack.place()].is_some(),
            fine,
            impossible: Vec::new(),
            unlikely: Vec::new(),
            figure: None,
            examples: Vec::new(),
            span: defined.place,
            engine: OnceLock::new(),
        };
        exercise.signs = self.observed(&exercise, &good, &tolerated, defined);
        exercise.differences = self.differences_of(&exercise);
        let is_of_set = |place: &usize| self.book[exercise.signs[*place].sign].over_set.is_some();
        exercise.over_set = (0..exercise.signs.len()).filter(is_of_set).collect();
        self.idle_cases(&exercise);
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
        // Own mistakes may be listed too, for the sake of the order.
        let own = table.sub("mistake");
        let is_own = |id: &str| own.is_some_and(|own| own.has(id));
        let twice = table.texts("mistakes").into_iter().filter(|(id, _)| is_own(id)).count();
        let written = written.map(|written| written - twice);
        let is_known = |key: &str| EXERCISE.keys.iter().any(|known| known.name == key);
        let is_step_key = |key: &str| STEP.key(key).is_some();
        let steps = table.subs("step");
        let mut in_steps = steps.iter().flat_map(|step| step.entries());
        in_steps.any(|((key, _), _)| !is_step_key(key))
            || written != Some(found)
            || table.entries().any(|((key, _), _)| !is_known(key))
            || self.has_slips(table)
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
        if self.out.errors() == before && too_many_differences(&self.book, exercise) {
            let message = "the bounds on signs and on their differences make too many combinations to decide";
            self.say(
                Diagnostic::new(Code::TooManyCells, exercise.span, message)
                    .help("use fewer bounds on these signs, or fewer differences"),
            );
        }
        if self.out.errors() == before
            && !exercise.fine.is_empty()
            && too_many_clean_boxes(&self.book, exercise)
        {
            let message = format!("these cases come to more than {MOST_CLEAN_BOXES} kinds of clean rep");
            self.say(
                Diagnostic::new(Code::TooManyCells, exercise.fine[0].span, message)
                    .help("use fewer cases, or conditions that don't hold at the same time"),
            );
        }
        self.out.errors() > before
    }
}
