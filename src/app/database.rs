//! Records kept in a database: what `report` and `exam grade` share. Which database it is, is the store's matter.

use crate::app::outcome::AppError;
use formcheck_exam::cohort::{Counted, Person};
use formcheck_exam::record::Record;
use formcheck_exam::store::{Fault, Keep, Kept, Store};
use formcheck_exam::{NotSealed, Sealed};

/// Where records are kept, if they are.
#[derive(Clone, Debug, Default)]
pub struct Database {
    pub address: Option<String>,
    /// Whose records these are; none: the id of the key that sealed them.
    pub gym: Option<String>,
}

/// A record with its line and its counts.
pub struct Counting {
    /// Its line.
    pub person: Person,
    /// Its counts.
    pub counted: Counted,
    /// Its file's text, without the name.
    pub sealed: String,
}

impl Counting {
    /// Of a record that verified, or that nobody looked at.
    pub fn of(record: &Sealed<Record>, gym: Option<&str>, verified: Option<bool>) -> Counting {
        let gym = gym.map_or_else(|| record.signer(), str::to_owned);
        let named = record.name.as_ref().filter(|_| record.check_name().is_ok());
        let name = named.map(|name| name.name.as_str());
        Counting {
            person: Person::of(&record.what, name, &record.digest(), verified).at(gym),
            counted: Counted::of(&record.what),
            sealed: Sealed { name: None, ..record.clone() }.text(),
        }
    }
}

impl Counting {
    fn row(&self) -> Keep<'_> {
        Keep { person: &self.person, counted: &self.counted, sealed: &self.sealed }
    }
}

/// So many records are kept at a time: all of them or none.
const AT_A_TIME: usize = 500;

/// Keeps records.
pub fn keep(store: &mut Store, records: &[Counting]) -> Result<Kept, AppError> {
    let mut all = Kept::default();
    for of_gym in records.chunk_by(|a, b| a.person.gym == b.person.gym) {
        for some in of_gym.chunks(AT_A_TIME) {
            let rows: Vec<Keep<'_>> = some.iter().map(Counting::row).collect();
            let kept = store.keep(&some[0].person.gym, &rows)?;
            all = Kept { new: all.new + kept.new, known: all.known + kept.known };
        }
    }
    Ok(all)
}

impl From<Fault> for AppError {
    fn from(fault: Fault) -> AppError {
        AppError::new(fault.what, fault.help)
    }
}

impl From<NotSealed> for AppError {
    fn from(not: NotSealed) -> AppError {
        AppError::new(not.what, not.help)
    }
}
