//! Signs that are the difference of two others.

use super::names::Defined;
use super::{Resolver, SIGN};
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::decode::Node;
use crate::rulebook::{Domain, Exercise, Grid, Observed, SignIx};

impl Resolver<'_, '_> {
    /// The numbers of a difference, which aren't known before those of all other signs are.
    pub(super) fn unknown_difference(
        &mut self,
        defined: &Defined<'_>,
        what: &str,
        node: Node<'_>,
    ) -> Option<Domain> {
        for key in ["values", "range"] {
            if let Some(other) = defined.table.get(key) {
                let message = format!("`{}` is {what}: its numbers follow from that", defined.id);
                self.say(
                    Diagnostic::new(Code::BadValue, other.span, message)
                        .label(node.span, "from this")
                        .help(format!("take `{key}` out")),
                );
                return None;
            }
        }
        let say = self.say_of_number(defined)?;
        Some(Domain::Range { from: 0, to: 1, grid: Grid::WHOLE, unit: String::new(), apart: 1, say })
    }

    /// Gives the differences their numbers.
    pub(super) fn differences(&mut self) {
        for (place, defined) in self.names.signs.clone().into_iter().enumerate() {
            let ix = SignIx::at(place);
            let Some(node) = defined.table.get("difference") else { continue };
            if self.faulty_signs.contains(&ix) {
                continue;
            }
            let before = self.out.errors();
            match self.difference(&defined, node) {
                Some((parts, domain)) => {
                    let sign = &mut self.book_mut().signs[place];
                    (sign.difference, sign.domain) = (Some(parts), domain);
                    self.good_and_poses(ix, &defined);
                }
                None => {
                    debug_assert!(self.out.errors() > before || !self.faulty_signs.is_empty());
                    self.faulty_signs.insert(ix);
                }
            }
        }
    }

    fn difference(&mut self, defined: &Defined<'_>, node: Node<'_>) -> Option<([SignIx; 2], Domain)> {
        let texts = defined.table.texts("difference");
        let [first, second] = texts[..] else {
            let message = "a difference is of two signs: the first less the second";
            let help = "write difference = [\"knee-bend\", \"hip-bend\"]";
            self.say(Diagnostic::new(Code::BadValue, node.span, message).help(help));
            return None;
        };
        let parts = [self.find(defined.pack, first, &SIGN)?, self.find(defined.pack, second, &SIGN)?];
        if parts.iter().any(|part| self.faulty_signs.contains(part)) {
            return None;
        }
        for (part, (id, place)) in parts.iter().zip([first, second]) {
            let what = match &self.book[*part] {
                sign if sign.difference.is_some() || self.is_difference(*part) => "is a difference itself",
                sign if matches!(sign.domain, Domain::Named(_)) => "has named values, and no numbers",
                _ if self.names.signs[part.place()].table.has("over-set") => {
                    "is made from the reps of a set, and a difference is of one rep"
                }
                _ => continue,
            };
            self.say(
                Diagnostic::new(Code::BadValue, place, format!("`{id}` {what}"))
                    .help("name two signs that have a range of their own"),
            );
            return None;
        }
        let [a, b] = parts.map(|part| self.book[part].domain.clone());
        let (
            Domain::Range { from, to, grid, unit, .. },
            Domain::Range { from: low, to: high, grid: other, .. },
        ) = (a, b)
        else {
            return None;
        };
        if grid != other || parts[0] == parts[1] {
            let message = if parts[0] == parts[1] {
                "a sign less itself is always 0".to_owned()
            } else {
                format!(
                    "`{}` goes in steps of {} and `{}` in steps of {}",
                    first.0,
                    grid.step(),
                    second.0,
                    other.step()
                )
            };
            let help = "name two signs that are counted alike";
            self.say(Diagnostic::new(Code::BadValue, second.1, message).help(help));
            return None;
        }
        let Some(Domain::Range { say, .. }) = self
            .names
            .signs
            .iter()
            .position(|one| one.id == defined.id)
            .map(|place| self.book.signs[place].domain.clone())
        else {
            return None;
        };
        let apart = self.apart(defined, grid)?;
        Some((parts, Domain::Range { from: from - high, to: to - low, grid, unit, apart, say }))
    }

    /// The differences that an exercise observes.
    pub(super) fn differences_of(&self, exercise: &Exercise) -> Vec<(usize, [usize; 2])> {
        let of = |(place, observed): (usize, &Observed)| {
            let [from, less] = self.book[observed.sign].difference?;
            Some((place, [exercise.place_of(from)?, exercise.place_of(less)?]))
        };
        exercise.signs.iter().enumerate().filter_map(of).collect()
    }

    fn is_difference(&self, sign: SignIx) -> bool {
        self.names.signs[sign.place()].table.has("difference")
    }
}
