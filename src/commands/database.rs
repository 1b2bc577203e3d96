//! Records kept in a database: what `report` and `exam grade` share. Which database it is, is the store's matter.

use clap::Args;

use super::Stop;
use formcheck_exam::cohort::{Person, RecordCounts};
use formcheck_exam::record::Record;
use formcheck_exam::store::{Fault, Keep, Kept, Store};
use formcheck_exam::{NotSealed, Sealed};

/// Where records are kept.
#[derive(Args, Debug)]
pub(super) struct DatabaseArgs {
    /// Keep records in this database and read them from it: a file, or postgresql://… (built with that feature)
    #[arg(long, value_name = "PLACE", env = "FORMCHECK_DATABASE", hide_env_values = true)]
    pub(super) database: Option<String>,
    /// Whose records these are [default: the id of the key that sealed them]
    #[arg(long, value_name = "NAME", requires = "database", value_parser = gym_name)]
    pub(super) gym: Option<String>,
}

/// A record with its line and its counts.
pub(super) struct Counting {
    /// Its line.
    pub(super) person: Person,
    /// Its counts.
    pub(super) counted: RecordCounts,
    /// Its file's text, without the name.
    pub(super) sealed: String,
}

impl Counting {
    /// Of a record that verified, or that nobody looked at.
    pub(super) fn of(record: &Sealed<Record>, gym: Option<&str>, verified: Option<bool>) -> Counting {
        let gym = gym.map_or_else(|| record.signer(), str::to_owned);
        let named = record.name.as_ref().filter(|_| record.check_name().is_ok());
        let name = named.map(|name| name.name.as_str());
        Counting {
            person: Person::of(&record.what, name, &record.digest(), verified).at(gym),
            counted: RecordCounts::of(&record.what),
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
pub(super) fn keep(store: &mut Store, records: &[Counting]) -> Result<Kept, Stop> {
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

/// A gym's name: it becomes part of files' names.
fn gym_name(text: &str) -> Result<String, String> {
    let fits = |letter: char| letter.is_alphanumeric() || letter == '-' || letter == '_';
    if text.is_empty() || text.chars().count() > 40 || !text.chars().all(fits) {
        return Err("use up to 40 letters, digits, - and _, such as north-side".to_owned());
    }
    Ok(text.to_owned())
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Stop {
        Stop::told(fault.what, fault.help)
    }
}

impl From<NotSealed> for Stop {
    fn from(not: NotSealed) -> Stop {
        Stop::told(not.what, not.help)
    }
}
