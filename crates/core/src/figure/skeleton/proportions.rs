//! How long and how wide the parts of a body are.
//!
//! Lengths of segments are shares of stature after Drillis R, Contini R: Body segment parameters, New York 1966, as printed
//! in Winter DA: Biomechanics and Motor Control of Human Movement, 4th ed. 2009, fig. 4.1. Where that table has no such
//! number (the way from the hips to the neck, the grip within the hand, all widths and depths of flesh) it is set by eye: an
//! assumption, and said where it stands. Must not know poses, clothes and cameras.

/// The bones of the spine that are drawn, from the hips to the base of the neck (C7).
pub(crate) const SPINE: usize = 8;

/// The stature for which amounts in cm are meant, in metres.
pub(crate) const STATURE: f32 = 1.75;

/// The lengths and widths of one body, in metres where nothing else is said.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Proportions {
    /// From the soles to the crown; 1.49 to 1.90.
    pub stature: f32,
    /// From the shoulder joint to the elbow: .186 of stature.
    pub upper_arm: f32,
    /// From the elbow to the wrist: .146 of stature.
    pub forearm: f32,
    /// From the wrist to the middle of what the hand grips: .040 of stature, by eye; the whole hand is .108.
    pub hand: f32,
    /// From the hip joint to the knee: .245 of stature.
    pub thigh: f32,
    /// From the knee to the ankle: .246 of stature.
    pub shank: f32,
    /// The ankle above the sole: .039 of stature.
    pub ankle: f32,
    /// From the ankle to the tip of the toes, along the sole: .111 of stature. With the heel it is the foot's .152.
    pub toe: f32,
    /// From the ankle back to the heel: .041 of stature, by eye.
    pub heel: f32,
    /// From the middle of the hips to C7, the sum of the spine's bones: .320 of stature, by eye; to the shoulders it is .288.
    pub trunk: f32,
    /// From C7 to the middle of the head: .0875 of stature, by eye.
    pub neck: f32,
    /// Half the height of the head: .065 of stature.
    pub head: f32,
    /// Half the way between the shoulder joints: .105 of stature, by eye; over the deltoids it is .259 / 2.
    pub shoulders: f32,
    /// Half the way between the hip joints: .050 of stature, by eye; over the hips it is .191 / 2.
    pub hips: f32,
    /// How thick flesh is: 1 is average, 0.88 lean, 1.16 heavy.
    pub girth: f32,
    /// How far a belly comes out: 0 not at all, 1 some 6 cm.
    pub belly: f32,
}

/// A cross-section of the trunk: an ellipse.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Station {
    /// Half its width.
    pub(crate) wide: f32,
    /// Half its depth.
    pub(crate) deep: f32,
    /// How far its middle is ahead of the spine.
    pub(crate) ahead: f32,
}

impl Station {
    /// From the spine to the skin in front, on the middle line.
    pub(crate) fn front(self) -> f32 {
        self.ahead + self.deep
    }

    /// How far the skin of the back is ahead of the spine, so far from the middle line: below 0 behind it.
    pub(crate) fn back(self, aside: f32) -> f32 {
        let share = (aside / self.wide).clamp(-0.98, 0.98);
        self.ahead - self.deep * (1.0 - share * share).sqrt()
    }
}

/// Half widths, half depths and how far ahead of the spine, at each of its joints, for 1.75 m: by eye.
const STATIONS: [(f32, f32, f32); SPINE + 1] = [
    (0.158, 0.112, 0.020),
    (0.150, 0.106, 0.030),
    (0.138, 0.098, 0.036),
    (0.136, 0.098, 0.038),
    (0.146, 0.108, 0.042),
    (0.156, 0.116, 0.044),
    (0.158, 0.114, 0.042),
    (0.128, 0.084, 0.030),
    (0.062, 0.056, 0.020),
];

impl Proportions {
    /// The body for which the tables are: 1.75 m, average in all.
    pub const AVERAGE: Proportions = Proportions {
        stature: STATURE,
        upper_arm: 0.186 * STATURE,
        forearm: 0.146 * STATURE,
        hand: 0.040 * STATURE,
        thigh: 0.245 * STATURE,
        shank: 0.246 * STATURE,
        ankle: 0.039 * STATURE,
        toe: 0.111 * STATURE,
        heel: 0.041 * STATURE,
        trunk: 0.320 * STATURE,
        neck: 0.0875 * STATURE,
        head: 0.065 * STATURE,
        shoulders: 0.105 * STATURE,
        hips: 0.050 * STATURE,
        girth: 1.0,
        belly: 0.0,
    };

    /// By how much this body is taller than the average one: 1 is as tall.
    pub(crate) fn scale(&self) -> f32 {
        self.stature / STATURE
    }

    /// By how much flesh is wider than in the tables.
    pub(crate) fn flesh(&self) -> f32 {
        self.scale() * self.girth
    }

    /// One bone of the spine.
    pub(crate) fn vertebra(&self) -> f32 {
        self.trunk / 8.0
    }

    /// From the shoulder joint to the grip of an arm that is all but straight.
    pub(crate) fn reach(&self) -> f32 {
        self.upper_arm + self.forearm + self.hand - 0.004
    }

    /// From the hip joint to the ankle of a leg that is all but straight.
    pub(crate) fn leg(&self) -> f32 {
        self.thigh + self.shank - 1e-3
    }

    /// The cross-section at a place of the spine: 0 at the hips, 8 at C7.
    pub(crate) fn station(&self, place: f32) -> Station {
        let place = place.clamp(0.0, 7.999);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 7")]
        let below = place as usize;
        let share = place.fract();
        let mix = |of: fn(&(f32, f32, f32)) -> f32| {
            of(&STATIONS[below]) + (of(&STATIONS[below + 1]) - of(&STATIONS[below])) * share
        };
        let flesh = self.flesh();
        // Shoulders are as wide as their bones, and so are hips.
        let shoulders = self.shoulders / (Proportions::AVERAGE.shoulders * self.scale());
        let hips = self.hips / (Proportions::AVERAGE.hips * self.scale());
        let broad = hips + (shoulders - hips) * (place / 5.0).min(1.0);
        let belly = self.belly * 0.03 * self.scale() * (1.0 - ((place - 2.5) / 2.5).powi(2)).max(0.0);
        Station {
            wide: mix(|station| station.0) * flesh * broad,
            deep: mix(|station| station.1) * flesh + belly,
            ahead: mix(|station| station.2) * flesh + belly,
        }
    }
}
