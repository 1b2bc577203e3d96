//! Records kept in a database: what `report` and `exam grade` share. Which database it is, is the store's matter.

use crate::app::AppError;
use formcheck_exam::Sealed;
use formcheck_exam::cohort::{Person, RecordCounts};
use formcheck_exam::record::Record;
use formcheck_exam::store::{KeepCount, NewRecord, Store};

/// Where records are kept, if they are.
#[derive(Clone, Debug, Default)]
pub struct Database {
    pub address: Option<String>,
    /// Whose records these are; none: the id of the key that sealed them.
    pub gym: Option<String>,
}

/// A record with its line and its counts.
pub struct CountedRecord {
    pub person: Person,
    pub counted: RecordCounts,
    /// Its file's text, without the name.
    pub sealed: String,
    /// The digest of the record of the same sitting that it replaces.
    pub replaces: Option<String>,
}

impl CountedRecord {
    /// Of a record that verified, or that nobody looked at.
    pub fn of(record: &Sealed<Record>, gym: Option<&str>, verified: Option<bool>) -> CountedRecord {
        let gym = gym.map_or_else(|| record.signer(), str::to_owned);
        let named = record.name.as_ref().filter(|_| record.check_name().is_ok());
        let name = named.map(|name| name.name.as_str());
        CountedRecord {
            person: Person::of(&record.what, name, &record.digest(), verified).at(gym),
            counted: RecordCounts::of(&record.what),
            sealed: Sealed { name: None, ..record.clone() }.text(),
            replaces: record.what.replaces.clone(),
        }
    }
}

impl CountedRecord {
    fn row(&self) -> NewRecord<'_> {
        NewRecord {
            person: &self.person,
            counted: &self.counted,
            sealed: &self.sealed,
            replaces: self.replaces.as_deref(),
        }
    }
}

/// So many records are kept at a time: all of them or none.
const AT_A_TIME: usize = 500;

pub fn keep(store: &mut Store, records: &[CountedRecord]) -> Result<KeepCount, AppError> {
    let mut all = KeepCount::default();
    for of_gym in records.chunk_by(|a, b| a.person.gym == b.person.gym) {
        for some in of_gym.chunks(AT_A_TIME) {
            let rows: Vec<NewRecord<'_>> = some.iter().map(CountedRecord::row).collect();
            all = all.plus(store.keep(&some[0].person.gym, &rows)?);
        }
    }
    Ok(all)
}
