//! How one lifter's body differs from another's under the same joints: thickness, hair, beard.
//!
//! Must not know colours: those are the palette's.

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

/// The body over a skeleton. Factors are 1 for a middling man.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Looks {
    /// How thick limbs and trunk are: 0.85 to 1.2.
    pub girth: f32,
    /// How broad the rib cage is against the rest: 0.9 to 1.1.
    pub shoulders: f32,
    /// How broad the pelvis is against the rest: 0.95 to 1.15.
    pub hips: f32,
    /// How far the belly stands out: 0 to 1.
    pub belly: f32,
    /// Breasts: 0 to 1.
    pub bust: f32,
    /// How much muscles bulge: 0.6 to 1.4.
    pub muscle: f32,
    /// How hair is worn.
    pub hair: Hair,
    /// Whether there is a beard.
    pub beard: bool,
}

impl Looks {
    /// A middling man.
    pub const MAN: Looks = Looks {
        girth: 1.0,
        shoulders: 1.0,
        hips: 1.0,
        belly: 0.0,
        bust: 0.0,
        muscle: 1.0,
        hair: Hair::Short,
        beard: false,
    };

    /// A middling woman.
    pub const WOMAN: Looks = Looks {
        girth: 0.88,
        shoulders: 0.93,
        hips: 1.08,
        belly: 0.0,
        bust: 1.0,
        muscle: 0.8,
        hair: Hair::Bun,
        beard: false,
    };
}
