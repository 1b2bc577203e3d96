//! All parameters of the figure at one moment, and the way from one moment to the next.
//!
//! Must not know what a parameter does to a body.

use crate::rulebook::pose::Parameter;

/// An amount for every parameter.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Setting([f32; Parameter::COUNT]);

/// What stands for "the floor doesn't hold it": no file can set it.
pub(crate) const OFF_THE_FLOOR: f32 = -1.0;

impl Setting {
    /// What holds where neither the base nor a file says anything: a body that stands at rest.
    pub(crate) fn neutral() -> Setting {
        let mut setting = Setting([0.0; Parameter::COUNT]);
        for (parameter, amount) in NEUTRAL {
            setting.set(*parameter, *amount);
        }
        setting
    }

    /// The amount of a parameter, in its unit.
    pub(crate) fn get(&self, parameter: Parameter) -> f32 {
        self.0[parameter as usize]
    }

    /// The amount of a parameter that is counted in percent, as a share.
    pub(crate) fn share(&self, parameter: Parameter) -> f32 {
        self.get(parameter) / 100.0
    }

    /// The amount of a parameter that is counted in degrees, in radians.
    pub(crate) fn angle(&self, parameter: Parameter) -> f32 {
        self.get(parameter).to_radians()
    }

    /// The amount of a parameter that is counted in cm, in metres.
    pub(crate) fn metres(&self, parameter: Parameter) -> f32 {
        self.get(parameter) / 100.0
    }

    pub(crate) fn set(&mut self, parameter: Parameter, amount: f32) {
        self.0[parameter as usize] = amount;
    }

    /// Between this one and another; 0 is this one.
    pub(crate) fn between(&self, other: &Setting, share: f32) -> Setting {
        if share >= 1.0 {
            return *other;
        }
        let mut out = *self;
        for (mine, theirs) in out.0.iter_mut().zip(other.0) {
            *mine += (theirs - *mine) * share;
        }
        out
    }
}

const NEUTRAL: &[(Parameter, f32)] = &[
    (Parameter::Torso, 90.0),
    (Parameter::Target, 45.0),
    (Parameter::Elbows, 45.0),
    (Parameter::Grip, 27.0),
    (Parameter::Support, 100.0),
    (Parameter::Hover, OFF_THE_FLOOR),
    (Parameter::Bench, 45.0),
    (Parameter::Pulley, 205.0),
    (Parameter::Going, 1.0),
    (Parameter::Pause, 1.0),
    (Parameter::Return, 2.0),
    (Parameter::Rest, 0.5),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_way_is_half_way() {
        let mut bent = Setting::neutral();
        bent.set(Parameter::Torso, 20.0);
        let half = Setting::neutral().between(&bent, 0.5);
        assert!((half.get(Parameter::Torso) - 55.0).abs() < 1e-4);
        assert_eq!(Setting::neutral().between(&bent, 1.0), bent);
    }
}
