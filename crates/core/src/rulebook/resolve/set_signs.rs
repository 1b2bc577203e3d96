//! Signs that are made from the reps of a set.

use super::look_up::LookUp;
use super::names::Defined;
use super::{MISTAKE, Resolver, SIGN};
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::{Domain, Grid, Named, OverSet, SetMeasure, SetSource, SignIx, SignKind, is_of_the_set};

/// The word for whichever mistake.
const ANY: &str = "any-mistake";
/// The most reps that are counted.
const MOST_REPS: i32 = 100;

impl Resolver<'_, '_> {
    /// Gives the signs of a set their numbers: once those of all other signs are known.
    pub(super) fn set_signs(&mut self) {
        for (place, defined) in self.names.signs.clone().into_iter().enumerate() {
            let ix = SignIx::at(place);
            let is_one = defined.table.has("over-set") || defined.table.has("of");
            if !is_one || self.faulty_signs.contains(&ix) {
                continue;
            }
            match self.set_sign(&defined, ix) {
                Some((over_set, domain)) => {
                    let sign = &mut self.book_mut().signs[place];
                    (sign.over_set, sign.domain, sign.kind) = (Some(over_set), domain, SignKind::Context);
                    self.good_and_poses(ix, &defined);
                }
                None => {
                    self.faulty_signs.insert(ix);
                }
            }
        }
    }

    fn set_sign(&mut self, defined: &Defined<'_>, ix: SignIx) -> Option<(OverSet, Domain)> {
        let table = defined.table;
        let (Some((word, how_place)), Some((of, place))) = (table.text("over-set"), table.text("of")) else {
            let (there, missing) = if table.has("of") { ("of", "over-set") } else { ("over-set", "of") };
            let span = table.get(there).map_or(defined.place, |node| node.span);
            let example = if missing == "of" { "of = \"torso-angle\"" } else { "over-set = \"change\"" };
            let message =
                format!("`{there}` goes with `{missing}`: how a sign is made from the reps of a set");
            self.say(
                Diagnostic::new(Code::MissingKey, span, message).help(format!("add {example}, or another")),
            );
            return None;
        };
        let how = SetMeasure::find(word)?;
        if let Some(kind) = table.get("kind") {
            let message = "a sign over a set describes the set, whatever it is made from";
            self.say(Diagnostic::new(Code::BadValue, kind.span, message).help("take `kind` out"));
            return None;
        }
        let Domain::Range { say, .. } = self.book[ix].domain.clone() else { return None };
        if how.counts() {
            let of = if of == ANY {
                SetSource::AnyMistake
            } else if matches!(self.look_up(defined.pack, of, MISTAKE.pick), LookUp::Other(Named::Sign(_))) {
                let message = format!("\"{word}\" counts reps with a mistake, and `{of}` is a sign");
                self.say(Diagnostic::new(Code::BadValue, place, message).help(format!(
                    "name a mistake, or \"{ANY}\"; of a sign there are first, last, worst and change"
                )));
                return None;
            } else {
                SetSource::Mistake(self.find(defined.pack, (of, place), &MISTAKE)?)
            };
            let apart = self.apart(defined, Grid::WHOLE)?;
            let unit = "reps".to_owned();
            let domain = Domain::Range { from: 0, to: MOST_REPS, grid: Grid::WHOLE, unit, apart, say };
            return Some((OverSet { how, of }, domain));
        }
        let named = self.look_up(defined.pack, of, SIGN.pick);
        let is_mistake = of == ANY || matches!(named, LookUp::Other(Named::Mistake(_)));
        if is_mistake {
            let message = format!("\"{word}\" is a number of a sign, and `{of}` is a mistake");
            self.say(
                Diagnostic::new(Code::BadValue, how_place, message)
                    .help("write \"how-many\" or \"longest-run\", or name a sign"),
            );
            return None;
        }
        let sign = self.find(defined.pack, (of, place), &SIGN)?;
        if self.faulty_signs.contains(&sign) {
            return None;
        }
        let what = match &self.book[sign] {
            one if matches!(one.domain, Domain::Named(_)) => "has named values, and no numbers",
            _ if self.names.signs[sign.place()].table.has("over-set") => "is of the set itself",
            one if one.kind.is_context() => "is the same in every rep of a set",
            _ => "",
        };
        if !what.is_empty() {
            let message = format!("`{of}` {what}");
            let help = "name a sign that each rep has a number of";
            self.say(Diagnostic::new(Code::BadValue, place, message).help(help));
            return None;
        }
        let Domain::Range { from, to, grid, unit, .. } = self.book[sign].domain.clone() else { return None };
        let (from, to) = if how == SetMeasure::Change { (from - to, to - from) } else { (from, to) };
        let apart = self.apart(defined, grid)?;
        Some((OverSet { how, of: SetSource::Sign(sign) }, Domain::Range { from, to, grid, unit, apart, say }))
    }

    /// Says so of a sign that counts a mistake which is one of the set itself.
    pub(super) fn sets_of_sets(&mut self) {
        for (place, defined) in self.names.signs.clone().into_iter().enumerate() {
            let Some(OverSet { of: SetSource::Mistake(mistake), .. }) = self.book.signs[place].over_set
            else {
                continue;
            };
            if is_of_the_set(&self.book, mistake) {
                let span = defined.table.get("of").map_or(defined.place, |node| node.span);
                let message = format!("`{}` is a mistake of the set itself", self.book[mistake].id);
                self.say(
                    Diagnostic::new(Code::BadValue, span, message)
                        .help("name a mistake that a single rep has"),
                );
                self.faulty_signs.insert(SignIx::at(place));
            }
        }
    }
}
