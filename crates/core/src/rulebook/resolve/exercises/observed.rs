//! Which signs an exercise observes, what is good and tolerated there, and why.

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::rulebook::decode::Table;
use crate::rulebook::resolve::Resolver;
use crate::rulebook::resolve::names::Defined;
use crate::rulebook::words::written;
use crate::rulebook::{
    Domain, Exercise, ExerciseIx, Observed, PackIx, SetSource, SignIx, SignKind, ValueSet, phase_rank,
};

/// A set of values that a file gives a sign, and where.
pub(super) type GivenValues = Vec<(SignIx, ValueSet, Span)>;

impl Resolver<'_, '_> {
    /// `[good]` or `[tolerated]`.
    pub(super) fn given(&mut self, pack: PackIx, table: Table<'_>, key: &str) -> GivenValues {
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
    pub(super) fn observed(
        &mut self,
        exercise: &Exercise,
        good: &GivenValues,
        tolerated: &GivenValues,
        defined: &Defined<'_>,
    ) -> Vec<Observed> {
        let mut signs = self.context_signs(exercise.pack);
        let tests = exercise.mistakes.iter().flat_map(|counted| &self.book[counted.mistake].when);
        signs.extend(tests.flat_map(|clause| &clause.tests).map(|test| test.sign));
        let degrees = exercise.mistakes.iter().flat_map(|counted| &self.book[counted.mistake].worse);
        let tests = degrees.flat_map(|degree| &degree.when).flat_map(|clause| &clause.tests);
        signs.extend(tests.map(|test| test.sign));
        signs.extend(good.iter().chain(tolerated).map(|(sign, ..)| *sign));
        let cases = exercise.fine.iter();
        signs.extend(cases.clone().flat_map(|case| &case.good).map(|(sign, _)| *sign));
        signs
            .extend(cases.flat_map(|case| &case.when).flat_map(|clause| &clause.tests).map(|test| test.sign));
        let parts = signs.iter().filter_map(|&sign| self.book[sign].difference);
        let parts: Vec<SignIx> = parts.flatten().collect();
        let over_set = |&sign: &SignIx| match self.book[sign].over_set?.of {
            SetSource::Sign(of) => Some(of),
            SetSource::Mistake(_) | SetSource::AnyMistake => None,
        };
        let of: Vec<SignIx> = signs.iter().filter_map(over_set).collect();
        let of_parts: Vec<SignIx> =
            of.iter().filter_map(|&sign| self.book[sign].difference).flatten().collect();
        signs.extend(parts.into_iter().chain(of).chain(of_parts));
        signs.sort_by_key(|&ix| {
            let sign = &self.book[ix];
            (!sign.kind.is_context(), phase_rank(exercise, sign.phase), ix)
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

    /// The context signs that every exercise of a pack observes: those that its `everywhere` names; in format 1 all that
    /// it may name.
    fn context_signs(&self, pack: PackIx) -> Vec<SignIx> {
        if let Some(named) = &self.everywhere[pack.place()] {
            return named.clone();
        }
        let uses = &self.uses[pack.place()];
        let all = (0..self.book.signs.len()).map(SignIx::at);
        all.filter(|&ix| {
            let sign = &self.book[ix];
            sign.kind == SignKind::Context && sign.over_set.is_none() && uses.contains(&sign.pack)
        })
        .collect()
    }

    fn observe(
        &mut self,
        exercise: &Exercise,
        sign: SignIx,
        good: &GivenValues,
        tolerated: &GivenValues,
        defined: &Defined<'_>,
    ) -> Option<Observed> {
        let of = |given: &GivenValues| {
            given.iter().find(|(other, ..)| *other == sign).map(|(_, values, span)| (values.clone(), *span))
        };
        let (own_good, own_tolerated) = (of(good), of(tolerated));
        let all = self.book[sign].all();
        let range = self.rep_range(exercise, sign);
        let usual = || match self.book[sign].kind {
            kind if kind.is_context() && range.is_none() => {
                Some(self.book[sign].usually.clone().unwrap_or(all.clone()))
            }
            _ => self.book[sign].usually.clone(),
        };
        let Some(values) =
            own_good.as_ref().map(|(values, _)| values.clone()).or(range.clone()).or_else(usual)
        else {
            // What says so may stand where it can't be read: `[god]`.
            if self.unsure {
                return None;
            }
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
            let left = loose.minus(&both);
            self.good_and_tolerated(
                sign,
                (&both, &left),
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
        let reps = exercise.reps.as_ref().filter(|_| self.book[sign].id.plain() == "reps")?;
        let Domain::Range { from, to, .. } = self.book[sign].domain else { return None };
        let range = ValueSet::span(reps.from.max(from), reps.to.unwrap_or(to).min(to));
        (!range.is_empty()).then_some(range)
    }

    fn good_and_tolerated(
        &mut self,
        sign: SignIx,
        (both, left): (&ValueSet, &ValueSet),
        tolerated: Option<Span>,
        good: Option<Span>,
        otherwise: Span,
    ) {
        let sign = &self.book[sign];
        let (first, last) = (both.spans()[0].0, both.spans()[both.spans().len() - 1].1);
        let values = match &sign.domain {
            Domain::Named(_) => both.values().map(|value| sign.word(value)).collect::<Vec<_>>().join(", "),
            Domain::Range { grid, .. } if first == last => grid.write(first),
            Domain::Range { grid, .. } => format!("{} to {}", grid.write(first), grid.write(last)),
        };
        let message = format!("`{}` calls {values} both good and tolerated", sign.id);
        let help = if left.is_empty() || tolerated.is_none() {
            "take it out of one of them: good is taught, tolerated has no verdict".to_owned()
        } else {
            format!(
                "take it out of one of them: good is taught, tolerated has no verdict; {} = {} would be left tolerated",
                sign.id,
                written(sign, left)
            )
        };
        let usual = sign.span;
        let diagnostic =
            Diagnostic::new(Code::GoodAndTolerated, tolerated.unwrap_or(otherwise), message).help(help);
        let diagnostic = match good {
            Some(good) => diagnostic.label(good, "called good here"),
            None => diagnostic.label(usual, "usually good, by the sign"),
        };
        self.say(diagnostic);
    }

    pub(super) fn reasons(&mut self, pack: PackIx, table: Table<'_>, exercise: &mut Exercise) {
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

    pub(in crate::rulebook::resolve) fn unobserved(&mut self, exercise: &Exercise, id: &str, place: Span) {
        if self.unsure {
            return;
        }
        let message = format!("{} doesn't observe `{id}`", exercise.name);
        self.say(Diagnostic::new(Code::UnobservedSign, place, message).help(
            "it observes the context signs and the signs that its mistakes, [good] and [tolerated] name",
        ));
    }
}
