//! How signs and exercises pose the figure: words → parameters, each pose under a value that the sign has.

use super::{MISTAKE, Resolver};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::rulebook::decode::{Node, Table, Text};
use crate::rulebook::pose::{Base, Moment, Parameter, Place, Tool, View};
use crate::rulebook::{Domain, Exercise, Figure, MistakeIx, Pose, SignIx, SignPoses};

impl Resolver<'_, '_> {
    /// The poses under a sign's values, in the order of the values.
    pub(super) fn sign_poses(&mut self, sign: SignIx, table: Table<'_>) -> SignPoses {
        let mut poses = SignPoses::new();
        for (key, node) in table.entries() {
            let Some(value) = self.pose_value(sign, key) else { continue };
            let under = match node.table() {
                Some(table) => vec![pose(table)],
                None => node.items().into_iter().flatten().filter_map(Node::table).map(pose).collect(),
            };
            poses.push((value, under));
        }
        poses.sort_by_key(|(value, _)| value.0);
        poses
    }

    fn pose_value(&mut self, sign: SignIx, (word, place): Text<'_>) -> Option<super::super::Value> {
        let known = &self.book[sign];
        let value = known.value(word);
        if value.is_none() {
            let id = known.id.clone();
            match &known.domain {
                Domain::Named(values) => {
                    let names: Vec<String> = values.iter().map(|value| value.name.to_string()).collect();
                    let message = format!("`{id}` has no value `{word}` to pose");
                    let diagnostic = Diagnostic::new(Code::UnknownValue, place, message).about_unknown(word);
                    self.suggest_key(diagnostic, word, names.iter().map(String::as_str));
                }
                Domain::Range { from, to, grid, .. } => {
                    let (from, to) = (grid.write(*from), grid.write(*to));
                    let message = format!("`{id}` goes from {from} to {to}, and `{word}` is outside of it");
                    let help = format!("pose some numbers from {from} to {to}: {from} = {{ … }}");
                    self.say(Diagnostic::new(Code::UnknownValue, place, message).help(help));
                }
            }
        }
        value
    }

    /// An exercise's `[figure]`.
    pub(super) fn figure(&mut self, exercise: &Exercise, table: Table<'_>) -> Option<Figure> {
        let table = table.sub("figure")?;
        let base = Base::find(table.text("base")?.0)?;
        let words = |key: &str| match table.text(key) {
            Some((word, _)) => vec![word],
            None => table.texts(key).into_iter().map(|(word, _)| word).collect(),
        };
        let tools: Vec<Tool> = words("tools").into_iter().filter_map(Tool::find).collect();
        let views: Vec<View> = words("views").into_iter().filter_map(View::find).collect();
        let mut cameras: Vec<Place> = words("cameras").into_iter().filter_map(Place::find).collect();
        for (key, named) in [("cameras", cameras.len()), ("views", views.len())] {
            if named > 2 {
                let place = table.get(key).map_or(table.head, |node| node.span);
                let message = "a figure is seen from two sides at most";
                let help = "keep the two in which its mistakes show best";
                self.say(Diagnostic::new(Code::BadValue, place, message).help(help));
            }
        }
        if cameras.is_empty() {
            cameras = views.iter().map(|view| view.place()).collect();
        }
        if cameras.is_empty() {
            cameras = base.places(tools.contains(&Tool::LandmineBar)).to_vec();
        }
        cameras.truncate(2);
        let mut poses = Vec::new();
        for (key, at) in std::iter::once(("always", Vec::new()))
            .chain(Moment::ALL.iter().map(|moment| (moment.word(), vec![*moment])))
        {
            let sets = table.sub(key).map(sets).unwrap_or_default();
            if !sets.is_empty() {
                poses.push(Pose { at, sets });
            }
        }
        let mut signs = Vec::new();
        for (key, node) in table.sub("pose").into_iter().flat_map(Table::entries) {
            let Some(sign) = self.find_sign_key(exercise.pack, key) else { continue };
            if exercise.place_of(sign).is_none() {
                if !self.faulty_signs.contains(&sign) {
                    self.unobserved(exercise, key.0, key.1);
                }
            } else if let Some(poses) = node.table() {
                signs.push((sign, self.sign_poses(sign, poses)));
            }
        }
        let ignored = ignored(base, table);
        let in_words = self.in_words(exercise, table);
        let takes_weight = table.get(Moment::Ready.word()).is_some();
        Some(Figure { base, cameras, tools, poses, takes_weight, ignored, in_words, signs })
    }

    /// The mistakes of a figure that are told in words.
    fn in_words(&mut self, exercise: &Exercise, figure: Table<'_>) -> Vec<MistakeIx> {
        let mut told = Vec::new();
        for (mistake, place) in self.listed(exercise.pack, figure.texts("in-words"), &MISTAKE) {
            if exercise.counted(mistake).is_some() {
                told.push(mistake);
            } else if !self.unsure {
                let id = &self.book[mistake].id;
                let message = format!("`{id}` does not count in this exercise, so nothing is asked about it");
                let help = format!("add \"{id}\" to `mistakes`, or take it out here");
                self.say(Diagnostic::new(Code::UnlistedMistake, place, message).help(help));
            }
        }
        told
    }
}

/// The parameters of a figure's own poses that its base doesn't obey.
fn ignored(base: Base, figure: Table<'_>) -> Vec<(Parameter, Span)> {
    let own =
        std::iter::once("always").chain(Moment::WORDS.iter().copied()).filter_map(|key| figure.sub(key));
    let of_signs =
        figure.sub("pose").into_iter().flat_map(Table::entries).filter_map(|(_, sign)| sign.table());
    let under = of_signs.flat_map(Table::entries).flat_map(|(_, value)| match value.table() {
        Some(table) => vec![table],
        None => value.items().into_iter().flatten().filter_map(Node::table).collect(),
    });
    let keys = own.chain(under).flat_map(Table::entries).map(|(key, _)| key);
    keys.filter_map(|(word, span)| Some((Parameter::find(word)?, span)))
        .filter(|(parameter, _)| !base.obeys(*parameter))
        .collect()
}

fn pose(table: Table<'_>) -> Pose {
    let words = match table.text("at") {
        Some((word, _)) => vec![word],
        None => table.texts("at").into_iter().map(|(word, _)| word).collect(),
    };
    Pose { at: words.into_iter().filter_map(Moment::find).collect(), sets: sets(table) }
}

/// The parameters of a pose that have an amount within their range, in the order of the format, so that keys in another
/// order mean the same; what else is there was reported with the shape.
fn sets(table: Table<'_>) -> Vec<(Parameter, f32)> {
    let set = |((key, _), node): (Text<'_>, Node<'_>)| {
        let parameter = Parameter::find(key)?;
        let (from, to) = parameter.range();
        let amount = node.number()?;
        #[expect(clippy::cast_possible_truncation, reason = "a picture needs no more than seven digits")]
        (f64::from(from)..=f64::from(to)).contains(&amount).then_some((parameter, amount as f32))
    };
    let mut sets: Vec<(Parameter, f32)> = table.entries().filter_map(set).collect();
    sets.sort_by_key(|&(parameter, _)| parameter);
    sets
}
