//! Headers and keys that are misplaced: a sign's key below its values, values without their header, a header that is
//! misspelt, a mistake without `mistake.` in its header. Each is reported once, where it stands, with where it belongs.
//!
//! Must not know what ids mean beyond how close they are.

mod exercise;
mod file;
mod found;
mod ids;
mod look;
mod quiz;
mod signs;

pub(super) use look::misplaced;
pub(super) use signs::is_sign_key;
