//! Where chance comes from when nobody names a seed.

use rand::TryRng as _;
use rand::rngs::SysRng;

use crate::app::AppError;

/// A seed that nobody chose, below 2^32.
pub fn seed() -> Result<u64, AppError> {
    let drawn = SysRng.try_next_u32().map_err(|_| {
        AppError::new(
            "the system gives no random numbers",
            "choose the questions yourself with --seed NUMBER",
        )
    })?;
    Ok(u64::from(drawn))
}
