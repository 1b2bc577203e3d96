//! One exercise compiled for the rule engine: its space, its rules as boxes, its clean region, its matcher.
//!
//! Axes stand in the order of [`Exercise::signs`], rules in the order of [`Exercise::mistakes`].

use super::cuts::Cuts;
use super::{
    Clause, Degree, Exercise, FineCase, Mistake, MistakeIx, Observation, Observed, Rulebook, Severity,
    SignIx, Value, ValueSet, When,
};
use crate::logic::{
    Axis, Budget, CleanBox, Cube, Fired, Found, GoodCase, Link, Matcher, Point, Space, blocked_by, cells_of,
    clean_boxes, find, impossible_cells, numbers,
};

/// An exercise's compiled form.
#[derive(Debug)]
pub struct Engine {
    cuts: Vec<Cuts>,
    /// Which signs are differences of which.
    links: Vec<Link>,
    space: Space,
    mistakes: Vec<MistakeIx>,
    rules: Vec<Vec<Cube>>,
    /// Of each rule its degrees: how bad, and where, in the order of the file.
    degrees: Vec<Vec<(Severity, Vec<Cube>)>>,
    /// Whether what to fix first may hang on the rep: on degrees, or on what leads to what.
    hangs_on_rep: bool,
    /// Every sign good as it is in no special case.
    usual: Cube,
    cases: Vec<CleanBox>,
    clean: Vec<Cube>,
    fair: Vec<Cube>,
    /// How many boxes of the space's impossible ones the pairs up to and with each take.
    pairs: Vec<usize>,
    matcher: Matcher,
    /// The rules, what to fix first coming first.
    first_to_fix: Vec<usize>,
}

/// What a whole observation amounts to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// At least one mistake fires.
    Mistakes,
    /// Every sign is good.
    Clean,
    /// No mistake fires, and every sign is good or tolerated.
    Tolerated,
    /// No mistake fires, and some sign is neither good nor tolerated: no rule speaks.
    Gap,
    /// A body can't do this.
    Impossible,
}

impl Engine {
    /// Compiles `exercise`.
    ///
    /// # Panics
    /// If a sign of it needs more than [`crate::logic::MOST_CELLS`] cells ([`cells_needed`]); the loader reports that
    /// and makes no rulebook.
    pub fn compile(rulebook: &Rulebook, exercise: &Exercise) -> Engine {
        Engine::compile_at(rulebook, exercise, &[])
    }

    /// The same, with these values in cells of their own: what follows from exact numbers is then decided exactly where an
    /// exercise observes differences.
    pub(super) fn compile_at(rulebook: &Rulebook, exercise: &Exercise, exact: &[(SignIx, Value)]) -> Engine {
        let cuts: Vec<Cuts> =
            (0..exercise.signs.len()).map(|place| Cuts::of(rulebook, exercise, place, exact)).collect();
        let boxes = |when: &When| -> Vec<Cube> {
            when.iter().map(|clause| clause_cube(exercise, &cuts, clause)).collect()
        };
        let set_cube = |pick: &dyn Fn(usize) -> ValueSet| {
            let masks = cuts.iter().enumerate().map(|(place, cuts)| cuts.mask(&pick(place)));
            Cube::from_masks(masks).expect("every observed sign has a good value")
        };
        let usual = set_cube(&|place| exercise.signs[place].good.clone());
        let axes =
            cuts.iter().zip(usual.masks()).map(|(cuts, &plain)| Axis::new(cuts.weights(), plain)).collect();
        let cases = clean_boxes_of(exercise, &cuts).expect("the loader has counted them");
        let clean = cases.iter().filter_map(CleanBox::clean).collect();
        let fair = cases.iter().filter_map(CleanBox::fair).collect();
        let mut impossible: Vec<Cube> =
            exercise.impossible.iter().flat_map(|pair| boxes(&pair.when)).collect();
        let links = links_of(exercise);
        let apart = cells_apart(&cuts, &links).expect("the loader has counted them");
        impossible.extend(apart.into_iter().filter_map(Cube::from_masks));
        let space = Space::new(axes, impossible);
        let mistakes: Vec<MistakeIx> = exercise.mistakes.iter().map(|counted| counted.mistake).collect();
        let rules: Vec<Vec<Cube>> = mistakes.iter().map(|&mistake| boxes(&rulebook[mistake].when)).collect();
        let degree = |degree: &Degree| (degree.severity, boxes(&degree.when));
        let degrees: Vec<Vec<_>> =
            mistakes.iter().map(|&mistake| rulebook[mistake].worse.iter().map(degree).collect()).collect();
        let hangs_on_rep = mistakes.iter().any(|&mistake| {
            let Mistake { worse, leads_to, .. } = &rulebook[mistake];
            !worse.is_empty() || leads_to.iter().any(|other| mistakes.contains(other))
        });
        let mut boxed = 0;
        let pairs = exercise.impossible.iter().map(|pair| {
            boxed += pair.when.len();
            boxed
        });
        let pairs = pairs.collect();
        let matcher = Matcher::new(&space, &rules);
        let mut first_to_fix: Vec<usize> = (0..mistakes.len()).collect();
        first_to_fix.sort_by_cached_key(|&at| super::fix_order(rulebook, exercise, mistakes[at]));
        Engine {
            cuts,
            links,
            space,
            mistakes,
            rules,
            degrees,
            hangs_on_rep,
            usual,
            cases,
            clean,
            fair,
            pairs,
            matcher,
            first_to_fix,
        }
    }

    /// All observations of the exercise.
    pub fn space(&self) -> &Space {
        &self.space
    }

    /// The boxes of each mistake, in the exercise's order.
    pub fn rules(&self) -> &[Vec<Cube>] {
        &self.rules
    }

    /// The boxes of one mistake; none if it does not count here.
    pub fn rule(&self, mistake: MistakeIx) -> Option<&[Cube]> {
        let place = self.mistakes.iter().position(|&counted| counted == mistake)?;
        Some(&self.rules[place])
    }

    /// The mistakes, in the exercise's order: what the numbers of [`Fired`] mean.
    pub fn mistakes(&self) -> &[MistakeIx] {
        &self.mistakes
    }

    /// The degrees of the mistake at a place: how bad, and in which boxes, in the order of the file.
    pub fn degrees(&self, rule: usize) -> &[(Severity, Vec<Cube>)] {
        &self.degrees[rule]
    }

    /// Whether what to fix first may hang on the rep: on degrees, or on what leads to what.
    pub(super) fn hangs_on_rep(&self) -> bool {
        self.hangs_on_rep
    }

    /// The places of the mistakes, what to fix first coming first.
    pub fn first_to_fix(&self) -> &[usize] {
        &self.first_to_fix
    }

    /// Every sign good as it is where no special case holds.
    pub fn usual(&self) -> &Cube {
        &self.usual
    }

    /// The clean reps, every sign good for a rep like that: boxes that may overlap.
    pub fn clean(&self) -> &[Cube] {
        &self.clean
    }

    /// The reps of which every sign is good or tolerated for a rep like that: boxes that may overlap.
    pub fn fair(&self) -> &[Cube] {
        &self.fair
    }

    /// The cases in which signs have good values of their own; one that always holds where there is none.
    pub fn cases(&self) -> &[CleanBox] {
        &self.cases
    }

    /// Whether the signs at these places are good in every possible one of `reps`; none if that was not decided.
    pub fn are_good(&self, reps: &Cube, places: &[usize]) -> Option<bool> {
        let good: Vec<Cube> = self.cases.iter().filter_map(|case| case.good_on(places)).collect();
        let good: Vec<&Cube> = good.iter().collect();
        match find(&self.space, reps, &good, Budget::default()) {
            Found::Nothing => Some(true),
            Found::Point(_) => Some(false),
            Found::NotDecided => None,
        }
    }

    /// The pair that makes all of some reps impossible, by its place in [`Exercise::impossible`]; none if none of them
    /// does alone, or that was not decided.
    pub(crate) fn blocking_pair(&self, reps: &Cube) -> Option<usize> {
        let blocked = blocked_by(&self.space, reps, Budget::default())?;
        self.pairs.iter().position(|&boxed| blocked < boxed)
    }

    /// The matcher over the mistakes.
    pub fn matcher(&self) -> &Matcher {
        &self.matcher
    }

    /// The cell that a value of the sign at `place` falls into; the value must be one of the sign's.
    pub fn cell(&self, place: usize, value: Value) -> u8 {
        self.cuts[place].cell(value)
    }

    /// The values that a cell of the sign at `place` stands for.
    pub fn values(&self, place: usize, cell: u8) -> ValueSet {
        self.cuts[place].values(cell)
    }

    /// The cells of the sign at `place` that hold a value of `set`.
    pub fn mask(&self, place: usize, set: &ValueSet) -> u64 {
        self.cuts[place].mask(set)
    }

    /// The box of what was seen: one cell for each sign with a value, all cells for the others.
    pub fn seen(&self, observation: &Observation) -> Cube {
        let masks = observation.values().iter().enumerate().map(|(place, value)| match value {
            Some(value) => 1 << self.cell(place, *value),
            None => self.space.axes()[place].full(),
        });
        Cube::from_masks(masks).expect("every mask has a cell")
    }

    /// The reps that show these signs and are good in every other, as boxes that may overlap; none if a sign of `shown` is
    /// not observed here.
    pub fn shown(&self, exercise: &Exercise, shown: &[(SignIx, Value)]) -> Vec<Cube> {
        let cell = |&(sign, value): &(SignIx, Value)| {
            let place = exercise.place_of(sign)?;
            Some((place, 1 << self.cell(place, value)))
        };
        let Some(cells) = shown.iter().map(cell).collect::<Option<Vec<(usize, u64)>>>() else {
            return Vec::new();
        };
        self.cases.iter().filter_map(|case| case.shown(&cells)).collect()
    }

    /// The point of a whole observation; none if a sign has no value.
    pub fn point(&self, observation: &Observation) -> Option<Point> {
        let cells: Option<Vec<u8>> = observation
            .values()
            .iter()
            .enumerate()
            .map(|(place, value)| value.map(|value| self.cell(place, value)))
            .collect();
        cells.map(Point::new)
    }

    /// An observation at this point: of each cell the smallest value that goes with the others.
    pub fn observation(&self, point: &Point) -> Observation {
        let spans: Vec<(i32, i32)> =
            self.cuts.iter().zip(point.cells()).map(|(cuts, &cell)| cuts.span(cell)).collect();
        let smallest = || spans.iter().map(|&(from, _)| from).collect();
        let numbers = numbers(&spans, &self.links).unwrap_or_else(smallest);
        Observation::whole(numbers.into_iter().map(Value).collect())
    }

    /// What a whole observation amounts to; `fired` must be the matcher's answer for the same cells.
    pub fn verdict(&self, cells: &[u8], fired: &Fired) -> Verdict {
        if fired.impossible() {
            return Verdict::Impossible;
        }
        if !fired.is_empty() {
            return Verdict::Mistakes;
        }
        let within = |cube: &Cube| cube.masks().iter().zip(cells).all(|(mask, cell)| mask >> cell & 1 == 1);
        if self.clean.iter().any(within) {
            Verdict::Clean
        } else if self.fair.iter().any(within) {
            Verdict::Tolerated
        } else {
            Verdict::Gap
        }
    }

    /// The mistakes that fire for a point, in the exercise's order.
    pub fn fires(&self, point: &Point) -> Vec<MistakeIx> {
        self.matcher.fired(point).rules().map(|rule| self.mistakes[rule]).collect()
    }
}

/// Which signs of an exercise are differences of which.
fn links_of(exercise: &Exercise) -> Vec<Link> {
    let link = |&(axis, [from, less]): &(usize, [usize; 2])| Link { axis, from, less };
    exercise.differences.iter().map(link).collect()
}

/// The cells that don't go together, as boxes; none if there are too many combinations to look at.
fn cells_apart(cuts: &[Cuts], links: &[Link]) -> Option<Vec<Vec<u64>>> {
    if links.is_empty() {
        return Some(Vec::new());
    }
    let spans: Vec<Vec<(i32, i32)>> =
        cuts.iter().map(|cuts| cells_of(cuts.full()).map(|cell| cuts.span(cell)).collect()).collect();
    impossible_cells(&spans, links)
}

/// Whether the differences of an exercise make more combinations of cells than are looked at.
pub(crate) fn too_many_differences(rulebook: &Rulebook, exercise: &Exercise) -> bool {
    if exercise.differences.is_empty() {
        return false;
    }
    let cuts: Vec<Cuts> =
        (0..exercise.signs.len()).map(|place| Cuts::of(rulebook, exercise, place, &[])).collect();
    cells_apart(&cuts, &links_of(exercise)).is_none()
}

/// How many cells the sign at `place` of `exercise` needs: its named values, or the intervals that conditions tell
/// apart.
pub(crate) fn cells_needed(rulebook: &Rulebook, exercise: &Exercise, place: usize) -> usize {
    Cuts::of(rulebook, exercise, place, &[]).count()
}

/// Whether the cases of an exercise in which other values are good come to more clean boxes than are taken.
pub(crate) fn too_many_clean_boxes(rulebook: &Rulebook, exercise: &Exercise) -> bool {
    let cuts: Vec<Cuts> =
        (0..exercise.signs.len()).map(|place| Cuts::of(rulebook, exercise, place, &[])).collect();
    clean_boxes_of(exercise, &cuts).is_none()
}

fn clean_boxes_of(exercise: &Exercise, cuts: &[Cuts]) -> Option<Vec<CleanBox>> {
    let masks = |set: &dyn Fn(&Observed) -> ValueSet| -> Vec<u64> {
        exercise.signs.iter().zip(cuts).map(|(observed, cuts)| cuts.mask(&set(observed))).collect()
    };
    let base = CleanBox {
        given: cuts.iter().map(Cuts::full).collect(),
        good: masks(&|observed| observed.good.clone()),
        tolerated: masks(&|observed| observed.tolerated.clone()),
    };
    let cells = |sign: SignIx, set: &ValueSet| {
        let place = exercise.place_of(sign)?;
        Some((place, cuts[place].mask(set)))
    };
    clean_boxes(base, &good_cases(exercise, cells, |clause| Some(clause_cube(exercise, cuts, clause))))
}

/// The cases of an exercise in which other values are good, in a space in which `cells` are those of a sign's values, with
/// the place of their axis, and `cube` is the box of a clause; either is none where the space has none.
pub fn good_cases(
    exercise: &Exercise,
    cells: impl Fn(SignIx, &ValueSet) -> Option<(usize, u64)>,
    cube: impl Fn(&Clause) -> Option<Cube>,
) -> Vec<GoodCase> {
    let of_case = |case: &FineCase| -> Vec<GoodCase> {
        let good: Vec<(usize, u64)> = case.good.iter().filter_map(|(sign, set)| cells(*sign, set)).collect();
        let given = case.when.iter().filter_map(&cube);
        let one = |given: Cube| GoodCase {
            given: given.masks().to_vec(),
            good: good.clone(),
            instead: case.is_variant,
        };
        given.map(one).collect()
    };
    exercise.fine.iter().flat_map(of_case).collect()
}

fn clause_cube(exercise: &Exercise, cuts: &[Cuts], clause: &Clause) -> Cube {
    let masks = exercise.signs.iter().zip(cuts).map(|(observed, cuts)| {
        let test = clause.tests.iter().find(|test| test.sign == observed.sign);
        test.map_or(cuts.full(), |test| cuts.mask(&test.values))
    });
    Cube::from_masks(masks).expect("a test of a resolved clause holds for some value of its sign")
}
