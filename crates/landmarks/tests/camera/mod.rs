//! A camera that films our own skeleton: from the side, with noise, standing askew, and what it doesn't see well.

use std::fs;
use std::path::Path;

use formcheck_core::figure::Motion;
use formcheck_core::rulebook::measure::Joint;
use formcheck_core::rulebook::source::{built_in, in_memory};
use formcheck_core::rulebook::{Domain, Rulebook, SignIx, Value, load};
use formcheck_landmarks::{Frame, Mark, Part, Recording, Side};

/// How a set is filmed.
#[derive(Clone, Copy)]
pub(crate) struct Camera {
    /// The standard deviation of where a joint is seen, in metres, in each frame and each direction.
    pub(crate) noise: f64,
    /// How far from a right angle it stands, in degrees.
    pub(crate) askew: f64,
    /// How far it is tilted, in degrees.
    pub(crate) tilted: f64,
    /// What chance begins with.
    pub(crate) seed: u64,
}

impl Camera {
    /// One that sees all exactly.
    pub(crate) const STILL: Camera = Camera { noise: 0.0, askew: 0.0, tilted: 0.0, seed: 1 };
}

/// Chance without a library: numbers around 0 with a standard deviation of 1.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Chance {
        Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// From 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "it has 53 bits")]
    pub(crate) fn share(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// The sum of twelve shares, less six.
    pub(crate) fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.share()).sum::<f64>() - 6.0
    }
}

/// A set of so many reps of a motion; the figure's time is 20 frames a second.
pub(crate) fn filmed(motion: &Motion, reps: usize, camera: &Camera) -> Recording {
    let mut chance = Chance::new(camera.seed);
    // How the weight is taken is no rep; a moment at rest comes first and last.
    let rep: Vec<usize> = (motion.start()..motion.frames()).collect();
    let rest = vec![motion.start(); 10];
    let frames: Vec<usize> = rest.iter().chain((0..reps).flat_map(|_| &rep)).chain(&rest).copied().collect();
    let (turn, tilt) = (camera.askew.to_radians(), camera.tilted.to_radians());
    let mut seen = |frame: usize, joint: Joint| {
        let [x, y, z] = motion.joint(frame, joint).map(f64::from);
        let (x, away) = (x * turn.cos() + z * turn.sin(), x * turn.sin() - z * turn.cos());
        let (x, y) = (x * tilt.cos() - y * tilt.sin(), x * tilt.sin() + y * tilt.cos());
        let mut off = || camera.noise * chance.normal();
        Some(Mark { x: x + off(), y: y + off(), z: Some(away), visibility: 0.9 })
    };
    #[expect(clippy::cast_precision_loss, reason = "some hundred frames")]
    let mut frame = |(place, at): (usize, usize)| Frame {
        ms: place as f64 * 50.0,
        marks: Part::ALL.map(|part| [seen(at, joint(part, Side::Left)), seen(at, joint(part, Side::Right))]),
    };
    Recording { frames: frames.into_iter().enumerate().map(&mut frame).collect(), timed: true }
}

/// The working side is the right one.
pub(crate) fn joint(part: Part, side: Side) -> Joint {
    let mine = side == Side::Right;
    match (part, mine) {
        (Part::Nose, _) => Joint::Nose,
        (Part::Ear, true) => Joint::Ear,
        (Part::Shoulder, true) => Joint::Shoulder,
        (Part::Elbow, true) => Joint::Elbow,
        (Part::Wrist, true) => Joint::Wrist,
        (Part::Hip, true) => Joint::Hip,
        (Part::Knee, true) => Joint::Knee,
        (Part::Ankle, true) => Joint::Ankle,
        (Part::Heel, true) => Joint::Heel,
        (Part::Toe, true) => Joint::Toe,
        (Part::Ear, false) => Joint::OtherEar,
        (Part::Shoulder, false) => Joint::OtherShoulder,
        (Part::Elbow, false) => Joint::OtherElbow,
        (Part::Wrist, false) => Joint::OtherWrist,
        (Part::Hip, false) => Joint::OtherHip,
        (Part::Knee, false) => Joint::OtherKnee,
        (Part::Ankle, false) => Joint::OtherAnkle,
        (Part::Heel, false) => Joint::OtherHeel,
        (Part::Toe, false) => Joint::OtherToe,
    }
}

/// The built-in packs, and the gym floor.
pub(crate) fn book() -> Rulebook {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/gym-floor");
    let mut files = Vec::new();
    for folder in ["rules", "rules/mistakes", "rules/exercises"] {
        for entry in fs::read_dir(root.join(folder)).into_iter().flatten() {
            let path = entry.expect("a file").path();
            if path.extension().is_some_and(|ending| ending == "toml") {
                let name = format!("{folder}/{}", path.file_name().expect("a name").to_string_lossy());
                files.push((name, fs::read_to_string(&path).expect("text")));
            }
        }
    }
    let mut packs = built_in();
    packs.push(in_memory(files.iter().map(|(path, text)| (path.as_str(), text.as_str()))));
    let loaded = load(packs);
    loaded.rulebook().unwrap_or_else(|_| panic!("the packs are sound"))
}

/// Values of a sign that are drawn: all names, or some numbers.
pub(crate) fn shown_values(book: &Rulebook, sign: SignIx) -> Vec<Value> {
    match &book[sign].domain {
        Domain::Named(values) => (0..).take(values.len()).map(Value).collect(),
        Domain::Range { from, to, .. } => {
            (0..=4).map(|fourth| Value(from + (to - from) * fourth / 4)).collect()
        }
    }
}
