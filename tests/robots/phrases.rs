//! A reader who has learned by heart which phrase goes with which mistake, over the whole pack, and can't tell one exercise
//! from another.

use std::collections::HashMap;

use formcheck_core::rulebook::{MistakeIx, Rulebook, SignIx, Value};

use super::Sheet;
use super::wording::{share, stems};

/// What the reader has learned.
pub(crate) struct Phrases<'b> {
    book: &'b Rulebook,
    /// Names of mistakes, with their places.
    names: HashMap<String, MistakeIx>,
}

impl<'b> Phrases<'b> {
    pub(crate) fn new(book: &'b Rulebook) -> Phrases<'b> {
        let mistakes = (0..book.mistakes.len()).map(MistakeIx::at);
        Phrases { book, names: mistakes.map(|ix| (book[ix].name.to_lowercase(), ix)).collect() }
    }

    /// How often, over the exercises that look at this sign, such a value belongs to the mistake.
    fn of(&self, sign: SignIx, value: Value, mistake: MistakeIx) -> f64 {
        let tests = self.book[mistake].when.iter().flat_map(|clause| &clause.tests);
        let names_it = tests.filter(|test| test.sign == sign).any(|test| test.values.contains(value));
        if !names_it {
            return 0.0;
        }
        self.share(sign, |exercise, place| {
            self.book[exercise].counted(mistake).is_some()
                && !self.book[exercise].signs[place].good.contains(value)
        })
    }

    /// How often, over the exercises that look at this sign, such a value is not good.
    fn off(&self, sign: SignIx, value: Value) -> f64 {
        self.share(sign, |exercise, place| !self.book[exercise].signs[place].good.contains(value))
    }

    fn share(
        &self,
        sign: SignIx,
        holds: impl Fn(formcheck_core::rulebook::ExerciseIx, usize) -> bool,
    ) -> f64 {
        let places = self.book.exercise_ixs().filter_map(|ix| Some((ix, self.book[ix].place_of(sign)?)));
        let (mut all, mut some) = (0.0, 0.0);
        for (exercise, place) in places {
            all += 1.0;
            some += if holds(exercise, place) { 1.0 } else { 0.0 };
        }
        if all == 0.0 { 0.0 } else { some / all }
    }

    fn read(&self, sheet: &Sheet<'_>) -> Vec<(SignIx, Value, String)> {
        let read = sheet.shown.iter().filter_map(|shown| {
            let sign = self.book.sign(shown.sign.as_str())?;
            let value = self.book[sign].value(&shown.value)?;
            Some((sign, value, shown.say.clone()))
        });
        read.collect()
    }

    /// How much it likes each option: a mistake by the phrases that go with it, a change by how it goes with the mistake that
    /// is asked about, clean or faulty by whether any phrase is mostly wrong; anything else by the words it shares with the
    /// phrase that is mostly wrong.
    pub(crate) fn likes(&self, sheet: &Sheet<'_>) -> Vec<f64> {
        let read = self.read(sheet);
        let worst = read.iter().map(|&(sign, value, _)| self.off(sign, value)).fold(0.0, f64::max);
        let asked = self.names.iter().find(|(name, _)| sheet.ask.to_lowercase().contains(name.as_str()));
        let one = |(place, say): (usize, &&str)| {
            if let Some(&mistake) = self.names.get(&say.to_lowercase()) {
                return read
                    .iter()
                    .map(|&(sign, value, _)| self.of(sign, value, mistake))
                    .fold(0.0, f64::max);
            }
            match (say.to_lowercase().as_str(), sheet.changes[place], asked) {
                ("clean", ..) => 1.0 - worst,
                ("faulty", ..) => worst,
                (_, Some(sign), Some((_, &mistake))) => self.change(&read, sign, say, mistake),
                _ => self.goes_with_the_odd(&read, say),
            }
        };
        sheet.says.iter().enumerate().map(one).collect()
    }

    /// A change goes with a mistake if its own phrase does, or if it mends the phrase that does.
    fn change(&self, read: &[(SignIx, Value, String)], sign: &str, say: &str, mistake: MistakeIx) -> f64 {
        let Some(ix) = self.book.sign(sign) else { return 0.0 };
        let values = self.book[ix].all();
        let Some(value) = values.values().find(|&value| self.book[ix].say(value) == say) else { return 0.0 };
        let mends = read.iter().filter(|(of, ..)| *of == ix).map(|&(_, old, _)| self.of(ix, old, mistake));
        self.of(ix, value, mistake).max(mends.fold(0.0, f64::max))
    }

    /// How much it likes each option by the one phrase that is wrong most often, whatever it goes with.
    pub(crate) fn likes_odd(&self, sheet: &Sheet<'_>) -> Vec<f64> {
        let read = self.read(sheet);
        sheet.says.iter().map(|say| self.goes_with_the_odd(&read, say)).collect()
    }

    fn goes_with_the_odd(&self, read: &[(SignIx, Value, String)], say: &str) -> f64 {
        let odd = read.iter().max_by(|a, b| self.off(a.0, a.1).total_cmp(&self.off(b.0, b.1)));
        let Some((sign, value, phrase)) = odd else { return 0.0 };
        match say.to_lowercase().as_str() {
            "faulty" => self.off(*sign, *value),
            "clean" => 1.0 - self.off(*sign, *value),
            _ => share(&stems(say), &stems(phrase)),
        }
    }
}
