//! From where a lifter is looked at: named places, each with its angles on each base.
//!
//! It is chosen by exercise and never by what is wrong: it would tell the answer. The angles of a base are those
//! between which most values of its signs change what is seen. Must not know pictures.

use super::setting::Setting;
use crate::rulebook::Figure;
use crate::rulebook::pose::{Base, Parameter as P, Place, Tool};

/// A place to look from at the middle of a rep.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Viewpoint {
    /// Its name.
    pub place: Place,
    /// In degrees: 0 from the working side, 90 from in front, -90 from behind.
    pub azimuth: f32,
    /// How far it looks down, in degrees: 0 level, 90 from straight above.
    pub elevation: f32,
}

/// The viewpoints of a figure, the better one first. `start` is the clean start: a back that lies lower is looked at from
/// higher up.
pub(crate) fn viewpoints(figure: &Figure, start: &Setting) -> Vec<Viewpoint> {
    let landmine = figure.tools.contains(&Tool::LandmineBar);
    let camera = |&place: &Place| {
        let (azimuth, elevation) = angles(figure.base, landmine, place, start.get(P::Torso));
        Viewpoint { place, azimuth, elevation }
    };
    figure.cameras.iter().map(camera).collect()
}

/// All places that a figure can be looked at from, once around it and last from above.
pub(crate) fn around(figure: &Figure, start: &Setting) -> Vec<Viewpoint> {
    let landmine = figure.tools.contains(&Tool::LandmineBar);
    let from = |place: Place| {
        let (azimuth, elevation) = angles(figure.base, landmine, place, start.get(P::Torso));
        Viewpoint { place, azimuth, elevation }
    };
    [Place::Behind, Place::QuarterBack, Place::Side, Place::QuarterFront, Place::Front, Place::Above]
        .map(from)
        .into()
}

/// Azimuth and elevation of a place, in degrees.
fn angles(base: Base, landmine: bool, place: Place, torso: f32) -> (f32, f32) {
    match (place, base) {
        (Place::Side, Base::Hinged | Base::Standing) => (-8.0, 7.0),
        (Place::Side, Base::Prone) => (20.0, 14.0),
        (Place::Side, Base::Pad) => (12.0, 9.0),
        (Place::Side, Base::HalfKneeling) => (22.0, 6.0),
        (Place::Side, Base::Straps) => (4.0, 4.0),
        (Place::Side, Base::UnderCable) => (25.0, 8.0),
        (Place::Side, Base::PullUp) => (20.0, 2.0),
        // From above the near plate: level with it, its rim is before the face.
        (Place::Side, Base::Lying) => (12.0, 27.0),
        // Past the plate: seen along the bar, it covers the wrists.
        (Place::Side, Base::Overhead) => (30.0, 8.0),
        (Place::Side, _) => (10.0, 7.0),
        (Place::QuarterFront, Base::OneHandBraced) if landmine => (48.0, 12.0),
        (Place::QuarterFront, Base::OneHandBraced) => (40.0, 10.0),
        (Place::QuarterFront, Base::Lying | Base::Thrust) => (56.0, 34.0),
        (Place::QuarterFront, Base::Prone | Base::Plank) => (50.0, 26.0),
        (Place::QuarterFront, _) => (60.0, 9.0),
        (Place::Front, Base::OneHandBraced) => (72.0, 8.0),
        (Place::Front, _) => (82.0, 9.0),
        (Place::QuarterBack, Base::Hinged) => (-46.0, onto(torso) - 10.0),
        (Place::QuarterBack, Base::OneHandBraced) => (-50.0, if landmine { 28.0 } else { 34.0 }),
        (Place::QuarterBack, Base::Prone) => (-55.0, 47.0),
        (Place::QuarterBack, Base::Pad) => (-42.0, 14.0),
        (Place::QuarterBack, Base::HalfKneeling) => (-48.0, 10.0),
        (Place::QuarterBack, Base::Straps) => (-60.0, 14.0),
        (Place::QuarterBack, Base::Plank) => (-48.0, 36.0),
        (Place::QuarterBack, Base::PullUp) => (-55.0, 4.0),
        (Place::QuarterBack, _) => (-55.0, 16.0),
        (Place::Behind, Base::Hinged | Base::OneHandBraced) => (-84.0, onto(torso) + 6.0),
        (Place::Behind, Base::Prone | Base::Plank) => (-84.0, 50.0),
        (Place::Behind, _) => (-84.0, 14.0),
        (Place::Above, Base::Prone | Base::Plank | Base::Hinged) => (-60.0, 72.0),
        (Place::Above, _) => (40.0, 72.0),
    }
}

/// How far down one has to look onto a back that leans so far above level: a torso at 30 degrees from 38, at 55 from 24.
fn onto(torso: f32) -> f32 {
    (54.8 - 0.56 * torso).clamp(12.0, 50.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_camera_looks_exactly_along_an_axis_and_each_base_has_two_that_differ() {
        for &base in Base::ALL {
            for landmine in [false, true] {
                let [first, second] = base.places(landmine).map(|place| angles(base, landmine, place, 30.0));
                assert!((first.0 - second.0).abs() > 25.0, "{base:?}: {first:?} {second:?}");
                for (azimuth, _) in [first, second] {
                    let off = azimuth.rem_euclid(90.0);
                    assert!((3.0..87.0).contains(&off), "{base:?}: limbs cover each other at {azimuth}");
                }
            }
        }
    }

    #[test]
    fn one_can_walk_once_around_every_figure() {
        let book = crate::rulebook::load_mid_back();
        for figure in book.exercises.iter().filter_map(|exercise| exercise.figure.as_ref()) {
            let all = around(figure, &Setting::neutral());
            let (above, level) = all.split_last().expect("places");
            assert_eq!(above.place, Place::Above);
            assert!(level.is_sorted_by(|one, next| one.azimuth < next.azimuth), "{level:?}");
            assert!(viewpoints(figure, &Setting::neutral()).iter().all(|own| all.contains(own)));
        }
    }

    #[test]
    fn an_upright_back_is_looked_at_from_lower() {
        let book = crate::rulebook::load_mid_back();
        let Some(crate::rulebook::Named::Exercise(row)) = book.find("yates-row") else { panic!("no row") };
        let figure = book[row].figure.as_ref().expect("a figure");
        let mut start = Setting::neutral();
        start.set(P::Torso, 55.0);
        let seen = viewpoints(figure, &start);
        assert_eq!(seen.len(), 2);
        assert!((seen[0].elevation - 14.0).abs() < 0.1, "{seen:?}");
    }
}
