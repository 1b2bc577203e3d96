//! Where chance comes from when nobody names a seed.

use rand::TryRng as _;
use rand::rngs::SysRng;

use super::Stop;

/// A seed that nobody chose, below 2^32.
///
/// # Errors
/// If the system gives no random numbers.
pub(super) fn fresh_seed() -> Result<u64, Stop> {
    let drawn = SysRng.try_next_u32().map_err(|_| {
        Stop::told("the system gives no random numbers", "choose the questions yourself with --seed NUMBER")
    })?;
    Ok(u64::from(drawn))
}
