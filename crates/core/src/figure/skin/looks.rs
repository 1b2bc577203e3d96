//! How one lifter's body differs from another's over the same joints: muscle, hair, beard.
//!
//! Must not know colours: those are the palette's.

use crate::figure::skeleton::Proportions;
use crate::figure::skeleton::proportions::Station;

/// How hair is worn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hair {
    /// None.
    Bald,
    /// Shorn: painted on the skull.
    Shorn,
    /// Short.
    Short,
    /// Curls that stand off.
    Curls,
    /// A bun at the back of the head.
    Bun,
    /// A tail from the back of the head.
    Tail,
}

/// The body over a skeleton, beyond its proportions.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Looks {
    /// Breasts: 0 to 1.
    pub bust: f32,
    /// How much muscles bulge: 0.6 to 1.4; 1 is middling.
    pub muscle: f32,
    /// How hair is worn.
    pub hair: Hair,
    /// Whether there is a beard.
    pub beard: bool,
}

impl Looks {
    /// A middling man.
    pub const MAN: Looks = Looks { bust: 0.0, muscle: 1.0, hair: Hair::Short, beard: false };

    /// A middling woman.
    pub const WOMAN: Looks = Looks { bust: 1.0, muscle: 0.8, hair: Hair::Bun, beard: false };
}

/// What flesh is put on with: proportions and looks of a body brought to the stature of the tables.
#[derive(Clone, Copy, Debug)]
pub(super) struct Flesh {
    pub(super) body: Proportions,
    pub(super) looks: Looks,
    /// How thick flesh is.
    pub(super) girth: f32,
    /// How broad the pelvis is; 1 is average.
    pub(super) hips: f32,
    /// By how much the body is taller than the tables'.
    pub(super) scale: f32,
}

impl Flesh {
    pub(super) fn new(body: &Proportions, looks: &Looks) -> Flesh {
        let scale = body.scale();
        let hips = body.hips / (Proportions::AVERAGE.hips * scale);
        Flesh { body: *body, looks: *looks, girth: body.girth, hips: hips.sqrt(), scale }
    }

    /// The cross-section at a joint of the spine.
    pub(super) fn station(&self, joint: usize) -> Station {
        let station = self.body.station(u8::try_from(joint).map_or(0.0, f32::from));
        Station {
            wide: station.wide / self.scale,
            deep: station.deep / self.scale,
            ahead: station.ahead / self.scale,
        }
    }
}
