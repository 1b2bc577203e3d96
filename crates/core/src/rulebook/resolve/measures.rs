//! What a sign is in numbers that a camera can tell: `[ID.measure]`, checked against the sign's own values.

use super::Resolver;
use super::names::Defined;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::rulebook::decode::{Node, Table, Text};
use crate::rulebook::measure::{Joint, Measure, MeasuredAt, Quantity, RepMoment, Taken};
use crate::rulebook::{Domain, SignIx, SignKind};

/// What can be measured: its key, of how many joints or moments it is, an example.
const FORMS: &[(&str, usize, &str)] = &[
    ("angle", 3, "angle = [\"shoulder\", \"elbow\", \"wrist\"]"),
    ("bend", 3, "bend = [\"hip\", \"knee\", \"ankle\"]"),
    ("from-vertical", 2, "from-vertical = [\"hip\", \"shoulder\"]"),
    ("above-level", 2, "above-level = [\"hip\", \"shoulder\"]"),
    ("distance", 2, "distance = [\"wrist\", \"shoulder\"]"),
    ("height", 2, "height = [\"knee\", \"hip\"]"),
    ("time", 2, "time = [\"end\", \"hold\"]"),
    ("lead", 2, "lead = [\"hip\", \"shoulder\"]"),
];

impl Resolver<'_, '_> {
    /// Gives signs their measures: once all of them have their values.
    pub(super) fn measures(&mut self) {
        for (place, defined) in self.names.signs.clone().into_iter().enumerate() {
            let ix = SignIx::at(place);
            let Some(table) = defined.table.sub("measure") else { continue };
            if self.faulty_signs.contains(&ix) {
                continue;
            }
            match self.measure(&defined, ix, table) {
                Some(measure) => self.book_mut().signs[place].measure = Some(Box::new(measure)),
                None => {
                    self.faulty_signs.insert(ix);
                }
            }
        }
    }

    fn wrong(&mut self, place: Span, message: impl Into<String>, help: impl Into<String>) {
        self.say(Diagnostic::new(Code::BadValue, place, message.into()).help(help.into()));
    }

    fn measure(&mut self, defined: &Defined<'_>, ix: SignIx, table: Table<'_>) -> Option<Measure> {
        self.may_be_measured(defined, ix, table)?;
        let (form, node) = self.form(table)?;
        let of = self.quantity(form, node, table)?;
        self.fits_the_values(defined, ix, &of, table)?;
        let limits = self.limits(ix, &of, table)?;
        Some(Measure { of, limits })
    }

    /// What follows from other signs, or isn't seen, is not measured.
    fn may_be_measured(&mut self, defined: &Defined<'_>, ix: SignIx, table: Table<'_>) -> Option<()> {
        let sign = &self.book[ix];
        let why = if sign.difference.is_some() {
            "follows from its two signs: measure these"
        } else if defined.table.has("over-set") {
            "is made from the reps of a set: measure what it is made from"
        } else if sign.kind == SignKind::Felt {
            "is felt, and no camera sees it"
        } else if sign.kind != SignKind::Seen {
            "is known before the rep, and not seen of it"
        } else {
            return Some(());
        };
        let message = format!("`{}` {why}", defined.id);
        self.wrong(table.head, message, format!("take [{}.measure] out", defined.id));
        None
    }

    /// The one form that the measure has.
    fn form<'t>(&mut self, table: Table<'t>) -> Option<(usize, Node<'t>)> {
        let of = |(at, (key, ..)): (usize, &(&str, usize, &str))| Some((at, table.get(key)?));
        let mut there: Vec<(usize, Node<'t>)> = FORMS.iter().enumerate().filter_map(of).collect();
        there.sort_by_key(|(_, node)| node.span.start);
        match there[..] {
            [] => {
                // A form that was misspelt has been told as an unknown key.
                if !self.out.has_error_in(table.head) && table.entries().all(|(key, _)| is_key(key)) {
                    let message = "this measure doesn't say what is measured";
                    let help = format!("add {}, or another", FORMS[0].2);
                    self.say(Diagnostic::new(Code::MissingKey, table.head, message).help(help));
                }
                None
            }
            [one] => Some(one),
            [first, second, ..] => {
                let [first_key, key] = [first, second].map(|(at, _)| FORMS[at].0);
                let message = format!("this measures `{first_key}` already, and one thing is measured");
                self.wrong(second.1.span, message, format!("take `{key}` out, or `{first_key}`"));
                None
            }
        }
    }

    fn quantity(&mut self, form: usize, node: Node<'_>, table: Table<'_>) -> Option<Quantity> {
        let (key, count, example) = FORMS[form];
        let words = words_of(node);
        if words.len() != count {
            let (count, things) =
                (["", "", "two", "three"][count], if key == "time" { "moments" } else { "joints" });
            self.wrong(node.span, format!("`{key}` is of {count} {things}"), format!("write {example}"));
            return None;
        }
        if key == "time" {
            self.no_key(key, "share-of", table)?;
            self.no_key(key, "at", table)?;
            return Some(Quantity::Time(self.moments(&words, true)?));
        }
        let joints = self.joints(&words)?;
        if key == "lead" {
            self.no_key(key, "share-of", table)?;
            self.no_key(key, "at", table)?;
            return Some(Quantity::Lead([joints[0], joints[1]]));
        }
        let at = self.at(node, table)?;
        match (key, joints.as_slice()) {
            ("distance" | "height", &[from, to]) => {
                let share = self.share_of(key, node, table)?;
                Some(match key {
                    "distance" => Quantity::Distance([from, to], share, at),
                    _ => Quantity::Height([from, to], share, at),
                })
            }
            (_, &[from, to]) => {
                self.no_key(key, "share-of", table)?;
                Some(match key {
                    "from-vertical" => Quantity::FromVertical([from, to], at),
                    _ => Quantity::AboveLevel([from, to], at),
                })
            }
            (_, &[from, middle, to]) => {
                self.no_key(key, "share-of", table)?;
                Some(match key {
                    "angle" => Quantity::Angle([from, middle, to], at),
                    _ => Quantity::Bend([from, middle, to], at),
                })
            }
            _ => None,
        }
    }

    /// That a key is not there with which the form has nothing to do.
    fn no_key(&mut self, form: &str, key: &str, table: Table<'_>) -> Option<()> {
        let Some(node) = table.get(key) else { return Some(()) };
        let message = match key {
            "share-of" => format!("`{form}` is no length, so it is no share of one"),
            _ => format!("`{form}` has its moments in itself"),
        };
        self.wrong(node.span, message, format!("take `{key}` out"));
        None
    }

    /// The joints of a list in which no two neighbours are the same.
    fn joints(&mut self, words: &[Text<'_>]) -> Option<Vec<Joint>> {
        let joints: Option<Vec<Joint>> = words.iter().map(|(word, _)| Joint::find(word)).collect();
        let joints = joints?;
        if let Some(at) = (1..joints.len()).find(|&at| joints[..at].contains(&joints[at])) {
            let message = format!("\"{}\" is named twice", joints[at].word());
            self.wrong(words[at].1, message, "name another joint");
            return None;
        }
        Some(joints)
    }

    /// Two moments of a rep; those of a time in the order in which they come.
    fn moments(&mut self, words: &[Text<'_>], in_order: bool) -> Option<[RepMoment; 2]> {
        let [from, to] = [words[0], words[1]].map(|(word, _)| RepMoment::find(word));
        let (from, to) = (from?, to?);
        if from == to || in_order && from > to {
            let order = RepMoment::WORDS.join(", ");
            let message = if from == to {
                format!("\"{}\" is named twice", to.word())
            } else {
                format!("\"{}\" comes before \"{}\"", to.word(), from.word())
            };
            self.wrong(words[1].1, message, format!("the moments come in this order: {order}"));
            return None;
        }
        Some([from, to])
    }

    fn at(&mut self, form: Node<'_>, table: Table<'_>) -> Option<Taken> {
        let Some(node) = table.get("at") else {
            let message = "this measure doesn't say when it is taken";
            let help = format!("add at = \"end\", or another of {}", MeasuredAt::WORDS.join(", "));
            self.say(Diagnostic::new(Code::MissingKey, form.span, message).help(help));
            return None;
        };
        let words = words_of(node);
        match words[..] {
            [(word, _)] => match MeasuredAt::find(word)? {
                MeasuredAt::Least => Some(Taken::Least),
                MeasuredAt::Most => Some(Taken::Most),
                at => at.moment().map(Taken::At),
            },
            [_, _] => {
                let other = words.iter().find(|(word, _)| RepMoment::find(word).is_none());
                if let Some((word, place)) = other {
                    MeasuredAt::find(word)?;
                    let help = format!("name two of {}", RepMoment::WORDS.join(", "));
                    self.wrong(*place, format!("\"{word}\" is no moment, so no change goes to it"), help);
                    return None;
                }
                let [from, to] = self.moments(&words, false)?;
                Some(Taken::Change(from, to))
            }
            _ => {
                let help = "write at = \"end\", or at = [\"start\", \"end\"] for the change between them";
                self.wrong(node.span, "a measure is taken at one moment, or from one to another", help);
                None
            }
        }
    }

    fn share_of(&mut self, form: &str, node: Node<'_>, table: Table<'_>) -> Option<Vec<Joint>> {
        let example = "share-of = [\"hip\", \"knee\"]";
        let Some(share) = table.get("share-of") else {
            let message =
                format!("`{form}` doesn't say of what it is a share: a camera knows no centimetres");
            self.say(
                Diagnostic::new(Code::MissingKey, node.span, message)
                    .help(format!("add {example}, or other joints")),
            );
            return None;
        };
        let words = words_of(share);
        if words.len() < 2 {
            self.wrong(
                share.span,
                "a segment goes from one joint to another",
                format!("write {example}, or other joints"),
            );
            return None;
        }
        self.joints(&words)
    }

    /// A range has to be counted as its measure is.
    fn fits_the_values(
        &mut self,
        defined: &Defined<'_>,
        ix: SignIx,
        of: &Quantity,
        table: Table<'_>,
    ) -> Option<()> {
        let Domain::Range { unit, .. } = &self.book[ix].domain else { return Some(()) };
        if unit == of.unit() {
            return Some(());
        }
        let range = defined.table.sub("range");
        let place = range.and_then(|range| range.get("unit")).map(|unit| unit.span);
        let place = place.or(range.map(|range| range.head)).unwrap_or(table.head);
        let counted = if unit.is_empty() { "no unit".to_owned() } else { format!("\"{unit}\"") };
        let message = format!("this is counted in {counted}, and its measure in {}", of.unit());
        let help = format!(
            "count it in {0} (unit = \"{0}\"), or take [{1}.measure] out: a camera sees nothing else of it",
            of.unit(),
            defined.id
        );
        self.say(Diagnostic::new(Code::BadValue, place, message).label(table.head, "the measure").help(help));
        None
    }

    /// Where one named value ends and the next begins.
    fn limits(&mut self, ix: SignIx, of: &Quantity, table: Table<'_>) -> Option<Vec<f64>> {
        let wanted = match &self.book[ix].domain {
            Domain::Range { .. } => 0,
            Domain::Named(values) => values.len() - 1,
        };
        let Some(node) = table.get("limits") else {
            if wanted == 0 {
                return Some(Vec::new());
            }
            let message = format!("this measure doesn't say which {} are which value", of.unit());
            let help = format!("add limits = […]: {wanted} of them, from value to value in their order");
            self.say(Diagnostic::new(Code::MissingKey, table.head, message).help(help));
            return None;
        };
        let items: Vec<Node<'_>> = node.items().into_iter().flatten().collect();
        let numbers: Vec<f64> = items.iter().filter_map(|item| item.number()).collect();
        if numbers.len() != items.len() {
            return None;
        }
        if wanted == 0 {
            let help = "take `limits` out";
            self.wrong(node.span, "limits are between named values, and this sign has numbers", help);
            return None;
        }
        if numbers.len() != wanted {
            let (values, there) = (wanted + 1, numbers.len());
            let message = format!("between {values} values there are {wanted} limits, and here are {there}");
            self.wrong(node.span, message, "write one limit between each value and the next");
            return None;
        }
        let (low, high) = of.bounds();
        if let Some(at) = numbers.iter().position(|number| !(low < *number && *number <= high)) {
            let place = items[at].span;
            let message = format!("no such measure is on both sides of {}", numbers[at]);
            let range =
                if high.is_finite() { format!("from {low} to {high}") } else { format!("above {low}") };
            self.wrong(place, message, format!("write a number {range}"));
            return None;
        }
        let rises = numbers.windows(2).all(|pair| pair[0] < pair[1]);
        let falls = numbers.windows(2).all(|pair| pair[0] > pair[1]);
        if !rises && !falls {
            let help =
                "write them from the smallest to the largest, or the other way round, as the values go";
            self.wrong(node.span, "these limits neither rise nor fall", help);
            return None;
        }
        Some(numbers)
    }
}

fn words_of(node: Node<'_>) -> Vec<Text<'_>> {
    match node.text() {
        Some(word) => vec![word],
        None => node.items().into_iter().flatten().filter_map(Node::text).collect(),
    }
}

/// Whether a key is one of a measure's own.
fn is_key((key, _): Text<'_>) -> bool {
    crate::rulebook::files::MEASURE.key(key).is_some()
}
