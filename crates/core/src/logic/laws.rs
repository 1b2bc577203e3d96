//! Every operation of the engine against brute force over all observations of small random spaces.

use proptest::prelude::*;

use super::*;

const ENOUGH: Budget = Budget(1_000_000);

/// A small space with impossible boxes, some boxes, and some rules made of them.
#[derive(Clone, Debug)]
struct World {
    space: Space,
    cubes: Vec<Cube>,
    rules: Vec<Vec<Cube>>,
}

impl World {
    fn points(&self) -> Vec<Point> {
        let mut points: Vec<Vec<u8>> = vec![vec![]];
        for axis in self.space.axes() {
            let cells = u8::try_from(axis.cells()).unwrap();
            points = points
                .into_iter()
                .flat_map(|point| (0..cells).map(move |cell| [point.clone(), vec![cell]].concat()))
                .collect();
        }
        points.into_iter().map(Point::new).collect()
    }

    fn possible(&self) -> Vec<Point> {
        let mut points = self.points();
        points.retain(|point| !self.space.impossible().iter().any(|cube| cube.contains(point)));
        points
    }

    fn off_plain(&self, point: &Point) -> usize {
        let axes = self.space.axes();
        point.cells().iter().zip(axes).filter(|(cell, axis)| axis.plain() >> **cell & 1 == 0).count()
    }

    fn weight(&self, point: &Point) -> u128 {
        point
            .cells()
            .iter()
            .zip(self.space.axes())
            .map(|(&cell, axis)| u128::from(axis.weight(cell)))
            .product()
    }
}

fn cube(sizes: Vec<usize>) -> impl Strategy<Value = Cube> {
    let masks: Vec<_> = sizes
        .into_iter()
        .map(|cells| {
            let full = (1_u64 << cells) - 1;
            prop_oneof![2 => Just(full), 3 => 1..=full]
        })
        .collect();
    masks.prop_map(|masks| Cube::from_masks(masks).unwrap())
}

fn axis(cells: usize) -> impl Strategy<Value = Axis> {
    (prop::collection::vec(1_u64..4, cells), 1_u64..(1 << cells))
        .prop_map(|(weights, plain)| Axis::new(weights, plain))
}

fn world() -> impl Strategy<Value = World> {
    prop::collection::vec(2_usize..5, 2..5).prop_flat_map(|sizes| {
        let axes: Vec<_> = sizes.iter().map(|&cells| axis(cells)).collect();
        let impossible = prop::collection::vec(cube(sizes.clone()), 0..3);
        let cubes = prop::collection::vec(cube(sizes.clone()), 1..5);
        let rules = prop::collection::vec(prop::collection::vec(cube(sizes), 1..4), 1..5);
        (axes, impossible, cubes, rules).prop_map(|(axes, impossible, cubes, rules)| World {
            space: Space::new(axes, impossible),
            cubes,
            rules,
        })
    })
}

fn holds(cubes: &[Cube], point: &Point) -> bool {
    cubes.iter().any(|cube| cube.contains(point))
}

fn is_disjoint_list(region: &Region) -> bool {
    let cubes = region.cubes();
    cubes
        .iter()
        .enumerate()
        .all(|(place, cube)| cubes[place + 1..].iter().all(|other| cube.is_disjoint(other)))
}

fn enough() -> SearchSteps {
    SearchSteps::new(1_000_000)
}

fn union(cubes: &[Cube]) -> Region {
    Region::of_union(cubes, &mut enough()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn union_intersect_and_minus_are_set_operations(world in world()) {
        let (left, right) = world.cubes.split_at(world.cubes.len() / 2);
        let (a, b, all) = (union(left), union(right), union(&world.cubes));
        let both = a.intersect(&b, &mut enough()).unwrap();
        let rest = a.clone().minus(right, &mut enough()).unwrap();
        let mut added = rest.clone();
        added.add(b.clone());
        for region in [&a, &b, &all, &both, &rest, &added] {
            prop_assert!(is_disjoint_list(region));
        }
        for point in world.points() {
            let (in_a, in_b) = (holds(left, &point), holds(right, &point));
            prop_assert_eq!(a.contains(&point), in_a);
            prop_assert_eq!(all.contains(&point), in_a || in_b);
            prop_assert_eq!(added.contains(&point), in_a || in_b);
            prop_assert_eq!(both.contains(&point), in_a && in_b);
            prop_assert_eq!(rest.contains(&point), in_a && !in_b);
        }
    }

    #[test]
    fn counts_and_plainest_points_are_exact(world in world()) {
        let axes = world.space.axes();
        let possible = union(&world.cubes).minus(world.space.impossible(), &mut enough()).unwrap();
        let points: Vec<Point> =
            world.possible().into_iter().filter(|point| holds(&world.cubes, point)).collect();
        prop_assert_eq!(possible.count(axes), Some(points.iter().map(|point| world.weight(point)).sum()));
        let plainest = possible.plainest(axes);
        prop_assert_eq!(
            plainest.as_ref().map(|point| world.off_plain(point)),
            points.iter().map(|point| world.off_plain(point)).min()
        );
        prop_assert!(plainest.is_none_or(|point| points.contains(&point)));
    }

    #[test]
    fn a_difference_is_what_one_set_has_and_the_other_has_not(world in world(), other in prop::bool::ANY) {
        let (left, right) = world.cubes.split_at(world.cubes.len() / 2);
        let own = PossibleSet { boxes: left, impossible: world.space.impossible() };
        // The other set calls the same impossible, or something else.
        let impossible = if other { &world.rules[0][..] } else { own.impossible };
        let less = PossibleSet { boxes: right, impossible };
        let is_in = |set: PossibleSet<'_>, point: &Point| holds(set.boxes, point) && !holds(set.impossible, point);
        let points: Vec<Point> =
            world.points().into_iter().filter(|point| is_in(own, point) && !is_in(less, point)).collect();
        let outside = own.outside(less, &mut enough()).unwrap();
        for point in world.points() {
            prop_assert_eq!(outside.contains(&point), points.contains(&point));
        }
        let fewest = points.iter().map(|point| world.off_plain(point)).min();
        let found = own.plainest_outside(less, world.space.axes());
        prop_assert_ne!(&found, &Found::NotDecided);
        let found = found.point();
        prop_assert_eq!(found.as_ref().map(|point| world.off_plain(point)), fewest);
        prop_assert!(found.is_none_or(|point| points.contains(&point)));
    }

    #[test]
    fn a_search_finds_a_point_if_there_is_one(world in world()) {
        let (within, avoid) = world.cubes.split_first().unwrap();
        let avoid: Vec<&Cube> = avoid.iter().collect();
        let fits = |point: &Point| within.contains(point) && !avoid.iter().any(|cube| cube.contains(point));
        let fitting: Vec<Point> = world.possible().into_iter().filter(fits).collect();
        let fewest = fitting.iter().map(|point| world.off_plain(point)).min();
        match find(&world.space, within, &avoid, ENOUGH) {
            Found::Point(point) => prop_assert!(fitting.contains(&point)),
            Found::Nothing => prop_assert!(fitting.is_empty()),
            Found::NotDecided => prop_assert!(false, "the budget is ample"),
        }
        match plainest(&world.space, within, &avoid, ENOUGH) {
            Found::Point(point) => {
                prop_assert!(fitting.contains(&point));
                prop_assert_eq!(Some(world.off_plain(&point)), fewest);
            }
            Found::Nothing => prop_assert!(fitting.is_empty()),
            Found::NotDecided => prop_assert!(false, "the budget is ample"),
        }
    }

    #[test]
    fn a_matcher_fires_what_the_boxes_say(world in world()) {
        let matcher = Matcher::new(&world.space, &world.rules);
        for point in world.points() {
            let fired = matcher.fired(&point);
            let expected: Vec<usize> =
                (0..world.rules.len()).filter(|&rule| holds(&world.rules[rule], &point)).collect();
            prop_assert_eq!(fired.rules().collect::<Vec<_>>(), expected);
            prop_assert_eq!(fired.impossible(), holds(world.space.impossible(), &point));
        }
    }

    #[test]
    fn a_wide_matcher_agrees_with_a_narrow_one(world in world(), copies in 20_usize..120) {
        let many: Vec<Vec<Cube>> =
            (0..copies).flat_map(|_| world.rules.iter().cloned()).collect();
        let matcher = Matcher::new(&world.space, &many);
        for point in world.points() {
            let expected: Vec<usize> =
                (0..many.len()).filter(|&rule| holds(&many[rule], &point)).collect();
            prop_assert_eq!(matcher.fired(&point).rules().collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn standing_is_what_all_completions_say(world in world()) {
        let seen = &world.cubes[0];
        let completions: Vec<Point> = world.possible().into_iter().filter(|point| seen.contains(point)).collect();
        prop_assert_eq!(blocked_by(&world.space, seen, ENOUGH).is_some(), completions.is_empty());
        for rule in &world.rules {
            let fires = completions.iter().filter(|point| holds(rule, point)).count();
            let expected = match fires {
                0 => Standing::RuledOut,
                all if all == completions.len() => Standing::Certain,
                _ => Standing::Possible,
            };
            prop_assert_eq!(standing(&world.space, seen, rule, ENOUGH), expected);
        }
    }

    #[test]
    fn the_fewest_axes_settle_and_no_fewer_do(world in world()) {
        let seen = &world.cubes[0];
        for rule in &world.rules {
            let found = fewest_to_settle(&world.space, seen, rule, ENOUGH).unwrap();
            let axes = world.space.axes().len();
            let sets = (0_u32..1 << axes).map(|bits| (0..axes).filter(|axis| bits >> axis & 1 == 1).collect::<Vec<_>>());
            let fewest = sets.filter(|set| settled_by(&world, seen, rule, set)).map(|set| set.len()).min();
            prop_assert_eq!(Some(found.len()), fewest);
            prop_assert!(settled_by(&world, seen, rule, &found));
        }
    }

    #[test]
    fn splits_average_what_stays_open(world in world()) {
        let seen = &world.cubes[0];
        let open: Vec<&[Cube]> = world
            .rules
            .iter()
            .filter(|rule| standing(&world.space, seen, rule, ENOUGH) == Standing::Possible)
            .map(Vec::as_slice)
            .collect();
        let found = splits(&world.space, seen, &open, ENOUGH);
        let brute: Vec<(usize, f64)> = found.iter().map(|split| (split.axis, average_open(&world, seen, &open, split.axis))).collect();
        for (a, (_, left)) in found.iter().zip(&brute) {
            for (b, (_, right)) in found.iter().zip(&brute) {
                prop_assert_eq!(a.compare(b), left.partial_cmp(right).unwrap());
            }
        }
        // An axis that is left out can't change how any of the rules stands.
        for axis in (0..world.space.axes().len()).filter(|axis| found.iter().all(|split| split.axis != *axis)) {
            prop_assert!((average_open(&world, seen, &open, axis) - count_as_float(open.len())).abs() < 1e-9 || open.is_empty());
        }
    }
}

fn settled_by(world: &World, seen: &Cube, rule: &[Cube], axes: &[usize]) -> bool {
    let completions: Vec<Point> = world.possible().into_iter().filter(|point| seen.contains(point)).collect();
    completions.iter().all(|one| {
        let same = completions
            .iter()
            .filter(|other| axes.iter().all(|&axis| one.cells()[axis] == other.cells()[axis]));
        let verdicts: Vec<bool> = same.map(|other| holds(rule, other)).collect();
        verdicts.iter().all(|verdict| *verdict == verdicts[0])
    })
}

fn average_open(world: &World, seen: &Cube, open: &[&[Cube]], axis: usize) -> f64 {
    let (mut total, mut cells) = (0, 0);
    for cell in cells_of(seen.masks()[axis]) {
        let narrowed = seen.narrowed(axis, 1 << cell).unwrap();
        if find(&world.space, &narrowed, &[], ENOUGH) == Found::Nothing {
            continue;
        }
        cells += 1;
        total += open
            .iter()
            .filter(|rule| standing(&world.space, &narrowed, rule, ENOUGH) == Standing::Possible)
            .count();
    }
    if cells == 0 { count_as_float(open.len()) } else { count_as_float(total) / count_as_float(cells) }
}

fn count_as_float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap())
}

#[test]
fn past_the_budget_nothing_is_guessed() {
    let axes: Vec<Axis> = (0..12).map(|_| Axis::new(vec![1; 8], 1)).collect();
    let space = Space::new(axes, vec![]);
    let cubes: Vec<Cube> = (0..40_u64)
        .map(|number| {
            Cube::from_masks((0..12).map(|axis| {
                let bits = (number * 37 + axis * 11) % 256;
                if bits == 0 { 255 } else { bits | 1 << (number % 8) }
            }))
            .unwrap()
        })
        .collect();
    let region = Region::of(space.full());
    assert_eq!(region.minus(&cubes, &mut SearchSteps::new(50)).unwrap_err(), OverBudget);
    let all: Vec<&Cube> = cubes.iter().collect();
    assert_eq!(find(&space, &space.full(), &all, Budget(1)), Found::NotDecided);
    assert_eq!(standing(&space, &space.full(), &cubes, Budget(1)), Standing::NotDecided);
}
