//! Laws of the skeleton, over every exercise of the packs, every value of every sign, every moment of a rep.
//!
//! `amount`: a fault in part. `anatomy`: lengths, axes, blades, elbows. `contact`: feet, benches, straps, bars; nothing
//! lies in anything else. `bodies`: the same rep whoever does it. `obeyed`: which parameter changes what on which base.

mod amount;
mod anatomy;
mod bodies;
mod contact;
mod obeyed;

use std::fs;
use std::path::Path;

use super::place::{Placed, place};
use super::rep::Keyframes;
use super::setting::Setting;
use super::stage::Stage;
use super::{Proportions, set_up};
use crate::rulebook::pose::{Base, Moment, Parameter};
use crate::rulebook::{Domain, Exercise, Rulebook, SignIx, Value, load, source};

/// The built-in packs, and one of an exercise for each base that they lack.
fn book() -> Rulebook {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut packs = source::built_in();
    let mut texts = Vec::new();
    read_below(&root.join("tests/packs/more-bases"), "rules", &mut texts);
    packs.push(source::in_memory(texts.iter().map(|(path, text)| (path.as_str(), text.as_str()))));
    load(packs).rulebook().unwrap_or_else(|unsound| panic!("{:?}", unsound.diagnostics))
}

/// The files in a pack's folder, each its path in the pack and its text.
fn read_below(pack: &Path, folder: &str, texts: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(pack.join(folder)).expect("a folder") {
        let entry = entry.expect("an entry");
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.file_type().expect("a type").is_dir() {
            read_below(pack, &path, texts);
        } else {
            let text = fs::read_to_string(entry.path()).expect("text");
            texts.push((path, text));
        }
    }
}

/// One rep: a clean one, or with one sign off.
struct Rep<'b> {
    exercise: &'b Exercise,
    stage: Stage,
    /// What differs from clean; nothing in a clean rep.
    shown: String,
    keyframes: Keyframes,
    /// The parameters that the sign poses.
    posed: Vec<Parameter>,
}

impl Rep<'_> {
    fn name(&self) -> String {
        format!("{} {}", self.exercise.id, self.shown)
    }

    fn is_clean(&self) -> bool {
        self.shown.is_empty()
    }

    fn poses_any(&self, parameters: &[Parameter]) -> bool {
        self.posed.iter().any(|parameter| parameters.contains(parameter))
    }

    /// Its settings at every moment and half-way between moments, with how far the rep has come: see `Frame::phase`.
    fn settings(&self) -> Vec<(f32, Setting)> {
        let settled = self.keyframes.settled(&self.stage);
        let at = |moment: Moment| settled[moment as usize];
        let mut way = vec![
            (0.0, at(Moment::Start)),
            (1.0, at(Moment::Begin)),
            (2.0, at(Moment::Middle)),
            (3.0, at(Moment::End)),
            (4.0, at(Moment::Hold)),
            (5.0, at(Moment::Back)),
            (6.0, at(Moment::Start)),
        ];
        if self.exercise.figure.as_ref().is_some_and(|figure| figure.takes_weight) {
            way.insert(0, (-1.0, at(Moment::Ready)));
        }
        let halves: Vec<(f32, Setting)> =
            way.windows(2).map(|pair| (pair[0].0 + 0.5, pair[0].1.between(&pair[1].1, 0.5))).collect();
        way.extend(halves);
        way
    }

    fn moments(&self) -> Vec<(f32, Placed)> {
        self.settings().into_iter().map(|(phase, setting)| (phase, place(&self.stage, &setting))).collect()
    }
}

/// Every clean rep, and every rep with one value of one sign, of a body.
fn reps<'b>(book: &'b Rulebook, body: &Proportions, faults: bool) -> Vec<Rep<'b>> {
    let mut out = Vec::new();
    for exercise in &book.exercises {
        let Some(figure) = &exercise.figure else { continue };
        let clean = Keyframes::clean(figure);
        let (start, end) = (*clean.at(Moment::Start), *clean.at(Moment::End));
        let stage = set_up(figure.base, figure.tools.clone(), *body, start, end);
        let mut push = |shown: String, keyframes: Keyframes, posed: Vec<Parameter>| {
            out.push(Rep { exercise, stage: stage.clone(), shown, keyframes, posed });
        };
        push(String::new(), clean.clone(), Vec::new());
        for observed in exercise.signs.iter().filter(|_| faults) {
            for value in values(book, observed.sign) {
                let poses = super::poses(book, figure, observed.sign, value);
                if !poses.is_empty() {
                    let shown = format!("{}={}", book[observed.sign].id, value.0);
                    let posed = poses.iter().flat_map(|pose| pose.sets.iter().map(|set| set.0)).collect();
                    push(shown, clean.with(book, figure, &[(observed.sign, value)]), posed);
                }
            }
        }
    }
    out
}

fn values(book: &Rulebook, sign: SignIx) -> Vec<Value> {
    match &book[sign].domain {
        Domain::Named(values) => (0..values.len()).map(|at| Value(i32::try_from(at).expect("few"))).collect(),
        Domain::Range { from, to, .. } => vec![Value(*from), Value(i32::midpoint(*from, *to)), Value(*to)],
    }
}

/// Whether feet stand on the floor for all of a rep.
fn stands(base: Base) -> bool {
    !matches!(
        base,
        Base::Prone | Base::PullUp | Base::Straps | Base::Plank | Base::Split | Base::HalfKneeling
    )
}
