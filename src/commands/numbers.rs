//! Numbers on a command line.

use std::fmt::{self, Display};
use std::str::FromStr;

/// Why a word is not the number that is wanted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotInRange(String);

impl Display for NotInRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NotInRange {}

/// A parser of whole numbers within bounds, both included.
pub fn number<N>(from: N, to: N) -> impl Fn(&str) -> Result<N, NotInRange> + Clone + Send + Sync + 'static
where
    N: FromStr + PartialOrd + Display + Copy + Send + Sync + 'static,
{
    move |text| match text.trim().parse::<N>() {
        Ok(number) if from <= number && number <= to => Ok(number),
        _ => Err(NotInRange(format!("takes a whole number from {from} to {to}"))),
    }
}

/// A parser of whole numbers without an upper bound, such as seeds.
pub fn whole<N: FromStr>(text: &str) -> Result<N, NotInRange> {
    text.trim().parse().map_err(|_| NotInRange("takes a whole number, 0 or more".to_owned()))
}
