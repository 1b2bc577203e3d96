//! What a table of keys is, and what a key takes.

#![expect(missing_docs, reason = "fields that are what they are called")]

/// A table's keys.
#[derive(Debug)]
pub struct TableSchema {
    /// What the table is, in a message: "a mistake".
    pub what: &'static str,
    /// Its keys, in the order in which they are written.
    pub keys: &'static [TableKey],
    /// What every other key takes, where other keys are ids; none if there are no other keys.
    pub rest: Option<ValueType>,
}

#[derive(Clone, Copy, Debug)]
pub struct TableKey {
    pub name: &'static str,
    pub takes: ValueType,
    /// Whether it has to be there.
    pub need: bool,
    /// What it is for.
    pub doc: &'static str,
}

/// What a key takes.
#[derive(Clone, Copy, Debug)]
pub enum ValueType {
    /// Text that is not empty.
    Text,
    /// Text that is not empty, of so many words at most.
    Words(usize),
    /// A list of texts.
    Texts,
    /// true or false.
    Flag,
    /// A whole number from the first to the second.
    Whole(i64, i64),
    Number,
    /// A number above 0.
    Distance,
    /// One of these words.
    Word(&'static [&'static str]),
    /// One of these words, or several of them in a list.
    WordOrWords(&'static [&'static str]),
    /// A list of numbers.
    Numbers,
    /// A number from the first to the second; it may have a decimal point.
    Amount(i16, i16),
    /// A value of a sign: its name, or a whole number.
    Value,
    /// A condition on one sign.
    Condition,
    /// One table of conditions by sign, or several in a list.
    When,
    /// A list of pairs of texts.
    TextPairs,
    Table(&'static TableSchema),
    /// A list of tables.
    Tables(&'static TableSchema),
    /// A table, or several of them in a list.
    OneOrMore(&'static TableSchema),
    /// A written question: its keys hang on its `kind`.
    Question,
}

impl TableSchema {
    /// A table whose keys are all known.
    pub(crate) const fn named(what: &'static str) -> TableSchema {
        TableSchema { what, keys: &[], rest: None }
    }

    /// A table whose keys are ids.
    pub(crate) const fn of_ids(what: &'static str, takes: ValueType) -> TableSchema {
        TableSchema { what, keys: &[], rest: Some(takes) }
    }

    /// The same with these keys of its own.
    pub(crate) const fn with(self, keys: &'static [TableKey]) -> TableSchema {
        TableSchema { keys, ..self }
    }

    /// The key of this name, if it is one of the table's own.
    pub fn key(&self, name: &str) -> Option<&TableKey> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// What stands under this name: under one of the table's own keys, or under an id.
    pub fn value_type(&self, name: &str) -> Option<ValueType> {
        self.key(name).map(|key| key.takes).or(self.rest)
    }
}

impl ValueType {
    /// What it takes, in a message.
    pub fn words(self) -> String {
        match self {
            ValueType::Text | ValueType::Words(_) => "text".into(),
            ValueType::Texts => "a list of texts".into(),
            ValueType::Flag => "true or false".into(),
            ValueType::Whole(..) => "a whole number".into(),
            ValueType::Number => "a number".into(),
            ValueType::Distance => "a number above 0".into(),
            ValueType::Word(words) => format!("one of {}", words.join(", ")),
            ValueType::WordOrWords(words) => format!("one of {}, or a list of them", words.join(", ")),
            ValueType::Numbers => "a list of numbers".into(),
            ValueType::Amount(..) => "a number".into(),
            ValueType::Value => "a value of the sign".into(),
            ValueType::Condition => "a condition".into(),
            ValueType::When => "a table of conditions, or a list of them".into(),
            ValueType::TextPairs => "a list of pairs of texts".into(),
            ValueType::Table(schema) => format!("a table ({})", schema.what),
            ValueType::Tables(schema) => format!("a list of tables (each {})", schema.what),
            ValueType::OneOrMore(schema) => format!("a table ({}), or a list of them", schema.what),
            ValueType::Question => "a table (a question)".into(),
        }
    }

    /// An example of what to write, where one helps.
    pub fn example(self, key: &str) -> Option<String> {
        let value = match self {
            ValueType::Text | ValueType::Words(_) => "\"…\"",
            ValueType::Texts => "[\"…\"]",
            ValueType::Flag => "true",
            ValueType::Whole(from, to) => return Some(format!("{key} = {}", 6.clamp(from, to))),
            ValueType::Number => "45",
            ValueType::Distance => "1",
            ValueType::Word(words) | ValueType::WordOrWords(words) => {
                return Some(format!("{key} = \"{}\"", words.first()?));
            }
            ValueType::Numbers => "[0.3, 1.5]",
            ValueType::Amount(..) => "45",
            ValueType::When => "{ first-to-move = \"elbows\" }",
            ValueType::TextPairs => "[[\"left\", \"right\"]]",
            ValueType::Table(_) | ValueType::OneOrMore(_) => "{ … }",
            ValueType::Tables(_) => return Some(format!("[[{key}]] with its keys below")),
            ValueType::Value | ValueType::Condition | ValueType::Question => return None,
        };
        Some(format!("{key} = {value}"))
    }
}

pub(crate) const fn need(name: &'static str, takes: ValueType, doc: &'static str) -> TableKey {
    TableKey { name, takes, need: true, doc }
}

pub(crate) const fn may(name: &'static str, takes: ValueType, doc: &'static str) -> TableKey {
    TableKey { name, takes, need: false, doc }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_proposed_may_stand_there() {
        let whole = |from, to| ValueType::Whole(from, to).example("key");
        assert_eq!(whole(1, 1).as_deref(), Some("key = 1"));
        assert_eq!(whole(1000, 3000).as_deref(), Some("key = 1000"));
        assert_eq!(whole(0, 100).as_deref(), Some("key = 6"));
    }
}
