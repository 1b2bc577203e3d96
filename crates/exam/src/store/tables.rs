//! The tables, the same in every database: one row a record, the sealed text apart from it, and counts that are summed up
//! by gym, exam and month as records come in, so that a report reads these and not the records.
//!
//! Must not know how they are filled or read.

use crate::record::By;

pub(super) const VERSION: i64 = 4;

/// The first version that keeps the records of a sitting that don't count.
pub(super) const HAS_ASIDE: i64 = 4;

/// The table that says that the database is ours, and which version it has.
pub(super) const MARK: &str = "exam_store";

pub(super) const RECORD: &[&str] = &[
    "gym",
    "sitting",
    "record",
    "reference",
    "exam",
    "title",
    "attempt",
    "day",
    "month",
    "marks",
    "items",
    "right_items",
    "cut",
    "passed",
    "used_ms",
    "supervised",
    "left_open",
    "verified",
    "near",
    "latest",
    "form",
    "rights",
    "described",
    "in_doubt",
];

/// Everything but the counts. A row of `exam_record` is one sitting with the record of it that counts.
const BASE: &str = "
CREATE TABLE exam_store (version BIGINT NOT NULL);
CREATE TABLE exam_record (
    gym TEXT NOT NULL,
    sitting TEXT NOT NULL,
    record TEXT NOT NULL,
    reference TEXT NOT NULL,
    exam TEXT NOT NULL,
    title TEXT NOT NULL,
    attempt BIGINT NOT NULL,
    day TEXT NOT NULL,
    month TEXT NOT NULL,
    marks DOUBLE PRECISION NOT NULL,
    items BIGINT NOT NULL,
    right_items BIGINT NOT NULL,
    cut BIGINT NOT NULL,
    passed BIGINT NOT NULL,
    used_ms BIGINT NOT NULL,
    supervised BIGINT NOT NULL,
    left_open BIGINT NOT NULL,
    verified BIGINT,
    near BIGINT NOT NULL,
    latest BIGINT NOT NULL,
    form TEXT NOT NULL,
    rights TEXT NOT NULL,
    described BIGINT NOT NULL DEFAULT 0,
    in_doubt BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (gym, sitting)
);
CREATE INDEX exam_record_of_person ON exam_record (gym, exam, reference, attempt);
CREATE INDEX exam_record_by_day ON exam_record (exam, day);
CREATE INDEX exam_record_by_form ON exam_record (exam, form);
CREATE TABLE exam_sealed (
    gym TEXT NOT NULL,
    sitting TEXT NOT NULL,
    sealed TEXT NOT NULL,
    PRIMARY KEY (gym, sitting)
);
";

/// Other records of a sitting: those that were replaced, and those that have not been shown to replace another.
const ASIDE: &str = "
CREATE TABLE exam_aside (
    gym TEXT NOT NULL,
    sitting TEXT NOT NULL,
    record TEXT NOT NULL,
    replaces TEXT NOT NULL,
    verified BIGINT,
    sealed TEXT NOT NULL,
    PRIMARY KEY (gym, sitting, record)
);
";

/// Something that is counted: what it is counted by, beside gym, exam and month, and the sums.
pub(super) struct CountTable {
    pub(super) table: &'static str,
    /// What it is counted by: texts.
    pub(super) by: &'static [&'static str],
    /// Sums of whole numbers.
    pub(super) counts: &'static [&'static str],
    /// Sums of any numbers.
    pub(super) sums: &'static [&'static str],
}

pub(super) const SEEN: CountTable = CountTable {
    table: "exam_seen",
    by: &["mistake"],
    counts: &["hits", "misses", "false_alarms", "rejections"],
    sums: &[],
};
pub(super) const PAIR: CountTable =
    CountTable { table: "exam_pair", by: &["was", "called"], counts: &["times", "offered"], sums: &[] };
pub(super) const FAMILY: CountTable = CountTable {
    table: "exam_family",
    by: &["skill", "kind"],
    counts: &["answers", "right_answers", "ms", "tried_out"],
    sums: &["x", "y", "xx", "yy", "xy"],
};
pub(super) const OPTION: CountTable = CountTable {
    table: "exam_option",
    by: &["skill", "kind", "say"],
    counts: &["offered", "taken", "keys"],
    sums: &[],
};
pub(super) const PART: CountTable =
    CountTable { table: "exam_part", by: &["part_by", "part_of"], counts: &["items"], sums: &["marks"] };

pub(super) const TALLIES: [&CountTable; 5] = [&SEEN, &PAIR, &FAMILY, &OPTION, &PART];

/// What chooses a cohort, everywhere: `$1` the gym, `$2` the exam, both empty for all; `$3` the first month.
pub(super) const COHORT: &str = "($1 = '' OR gym = $1) AND ($2 = '' OR exam = $2) AND month >= $3";

/// A fact of a row's record that older databases have no column for, from its sealed text, where its names are written just so.
macro_rules! by_text {
    ($pattern:literal) => {
        concat!(
            "CAST(coalesce((SELECT CASE WHEN sealed LIKE '",
            $pattern,
            "' THEN 1 ELSE 0 END FROM exam_sealed WHERE exam_sealed.gym = exam_record.gym \
             AND exam_sealed.sitting = exam_record.sitting), 0) AS BIGINT)"
        )
    };
}

/// A column that came later: its name, the first version that has it, and what it holds for records from before.
pub(super) const LATER: [(&str, i64, &str); 2] = [
    // Whether the paper was in words.
    ("described", 2, by_text!("%\"described\": true%")),
    // Whether anything is in doubt: the list of doubts begins on its own line.
    ("in_doubt", 3, by_text!("%\"doubts\": [\n%")),
];

/// Makes a database of an earlier version one of this version.
pub(super) fn from_version(version: i64) -> String {
    let later = LATER.iter().filter(|(_, since, _)| version < *since);
    let columns = later.map(|(name, _, by_text)| {
        format!(
            "ALTER TABLE exam_record ADD COLUMN {name} BIGINT NOT NULL DEFAULT 0;\n\
             UPDATE exam_record SET {name} = {by_text};\n"
        )
    });
    let aside = if version < HAS_ASIDE { ASIDE } else { "" };
    format!("{}{aside}UPDATE {MARK} SET version = {VERSION};", columns.collect::<String>())
}

pub(super) fn create() -> String {
    let tallies = TALLIES.map(CountTable::create).concat();
    format!("{BASE}{ASIDE}{tallies}INSERT INTO {MARK} (version) VALUES ({VERSION});")
}

impl CountTable {
    fn create(&self) -> String {
        let texts = self.keys().map(|key| format!("{key} TEXT NOT NULL"));
        let counts = self.counts.iter().map(|name| format!("{name} BIGINT NOT NULL"));
        let sums = self.sums.iter().map(|name| format!("{name} DOUBLE PRECISION NOT NULL"));
        let columns: Vec<String> = texts.chain(counts).chain(sums).collect();
        let keys: Vec<&str> = self.keys().collect();
        let (table, columns, keys) = (self.table, columns.join(", "), keys.join(", "));
        format!("CREATE TABLE {table} ({columns}, PRIMARY KEY ({keys}));\n")
    }

    /// Adds a row's numbers to what is there: values in the order of gym, exam, month, `by`, `counts`, `sums`.
    pub(super) fn add(&self) -> String {
        let table = self.table;
        let numbers = || self.counts.iter().chain(self.sums);
        let columns: Vec<&str> = self.keys().chain(numbers().copied()).collect();
        let places: Vec<String> = (1..=columns.len()).map(|at| format!("${at}")).collect();
        let sums: Vec<String> =
            numbers().map(|name| format!("{name} = {table}.{name} + excluded.{name}")).collect();
        format!(
            "INSERT INTO {table} ({}) VALUES ({}) ON CONFLICT ({}) DO UPDATE SET {}",
            columns.join(", "),
            places.join(", "),
            self.keys().collect::<Vec<_>>().join(", "),
            sums.join(", ")
        )
    }

    /// Takes away what was added for a gym, an exam and a month.
    pub(super) fn clear(&self) -> String {
        format!("DELETE FROM {} WHERE gym = $1 AND exam = $2 AND month = $3", self.table)
    }

    /// The sums over a cohort: `by`, `counts`, `sums`.
    pub(super) fn sums(&self) -> String {
        let by = self.by.join(", ");
        let keys = self.by.iter().map(|key| (*key).to_owned());
        let counts = self.counts.iter().map(|name| format!("CAST(sum({name}) AS BIGINT)"));
        let sums = self.sums.iter().map(|name| format!("CAST(sum({name}) AS DOUBLE PRECISION)"));
        let columns: Vec<String> = keys.chain(counts).chain(sums).collect();
        format!("SELECT {} FROM {} WHERE {COHORT} GROUP BY {by}", columns.join(", "), self.table)
    }

    fn keys(&self) -> impl Iterator<Item = &'static str> {
        ["gym", "exam", "month"].into_iter().chain(self.by.iter().copied())
    }
}

/// The word of a part's kind in the tables.
pub(super) fn word(by: By) -> &'static str {
    match by {
        By::Section => "section",
        By::Exercise => "exercise",
        By::Kind => "kind",
        By::Severity => "severity",
    }
}

pub(super) fn by(text: &str) -> Option<By> {
    [By::Section, By::Exercise, By::Kind, By::Severity].into_iter().find(|by| word(*by) == text)
}
