//! The joints of one lifter in space: what every painter starts from.
//!
//! Metres; x is ahead of the lifter, y up, z to the working side. Must not know how a body got there, and what it wears.

use glam::Vec3;

use super::axes::Axes;
pub(crate) use super::proportions::SPINE;

/// The working side and the other one.
pub(crate) const SIDES: [f32; 2] = [1.0, -1.0];

/// Where every joint is.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    /// From the middle of the hips to the base of the neck (C7).
    pub(crate) spine: [Vec3; SPINE + 1],
    /// How the pelvis is turned.
    pub(crate) pelvis: Axes,
    /// How the rib cage is turned.
    pub(crate) chest: Axes,
    /// The skin of the front of the trunk on its middle line, from the hips to the collarbones.
    pub(crate) front: [Vec3; 5],
    /// The middle of the head.
    pub(crate) head: Vec3,
    /// How the head is turned: `front` is where it looks.
    pub(crate) face: Axes,
    /// For each side: outer, upper inner and lower corner of the shoulder blade, on the ribs.
    pub(crate) blades: [[Vec3; 3]; 2],
    pub(crate) arms: [Arm; 2],
    pub(crate) legs: [Leg; 2],
}

/// An arm.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arm {
    pub(crate) shoulder: Vec3,
    pub(crate) elbow: Vec3,
    pub(crate) wrist: Vec3,
    /// The middle of what it grips, or of an open palm.
    pub(crate) grip: Vec3,
    /// The unit vector out of the palm.
    pub(crate) palm: Vec3,
    /// The unit vector along what the fist closes around; none for an open hand.
    pub(crate) closes: Option<Vec3>,
}

/// A leg.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Leg {
    pub(crate) hip: Vec3,
    pub(crate) knee: Vec3,
    pub(crate) ankle: Vec3,
    /// On the sole.
    pub(crate) heel: Vec3,
    /// On the sole.
    pub(crate) toe: Vec3,
}

impl Body {
    /// The way out of the front of the trunk at a place of the spine, 0 at the hips and 8 at C7: from the pelvis' front to
    /// the chest's, at a right angle to the spine.
    pub(crate) fn ahead(&self, place: f32) -> Vec3 {
        ahead(&self.spine, self.pelvis, self.chest, place)
    }
}

/// The same for a spine by itself.
pub(crate) fn ahead(spine: &[Vec3; SPINE + 1], pelvis: Axes, chest: Axes, place: f32) -> Vec3 {
    let share = (place / 6.0).clamp(0.0, 1.0);
    let wanted = pelvis.front.lerp(chest.front, share);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 8")]
    let at = place.round().clamp(0.0, 8.0) as usize;
    let along = (spine[(at + 1).min(SPINE)] - spine[at.max(1) - 1]).normalize_or_zero();
    (wanted - along * wanted.dot(along)).try_normalize().unwrap_or(chest.front)
}
