//! What a table of keys is, and what a key takes.

/// A table's keys.
#[derive(Debug)]
pub struct Shape {
    /// What the table is, in a message: "a mistake".
    pub what: &'static str,
    /// Its keys, in the order in which they are written.
    pub keys: &'static [Key],
    /// What every other key takes, where other keys are ids; none if there are no other keys.
    pub rest: Option<Takes>,
}

/// One key.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// Whether it has to be there.
    pub need: bool,
    /// What it is for.
    pub doc: &'static str,
}

/// What a key takes.
#[derive(Clone, Copy, Debug)]
pub enum Takes {
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
    /// A number.
    Number,
    /// One of these words.
    Word(&'static [&'static str]),
    /// One of these words, or several of them in a list.
    WordOrWords(&'static [&'static str]),
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
    /// A table.
    Table(&'static Shape),
    /// A list of tables.
    Tables(&'static Shape),
    /// A table, or several of them in a list.
    OneOrMore(&'static Shape),
    /// A written question: its keys hang on its `kind`.
    Question,
}

impl Takes {
    /// What it takes, in a message.
    pub fn words(self) -> String {
        match self {
            Takes::Text | Takes::Words(_) => "text".into(),
            Takes::Texts => "a list of texts".into(),
            Takes::Flag => "true or false".into(),
            Takes::Whole(..) => "a whole number".into(),
            Takes::Number => "a number".into(),
            Takes::Word(words) => format!("one of {}", words.join(", ")),
            Takes::WordOrWords(words) => format!("one of {}, or a list of them", words.join(", ")),
            Takes::Amount(..) => "a number".into(),
            Takes::Value => "a value of the sign".into(),
            Takes::Condition => "a condition".into(),
            Takes::When => "a table of conditions, or a list of them".into(),
            Takes::TextPairs => "a list of pairs of texts".into(),
            Takes::Table(shape) => format!("a table ({})", shape.what),
            Takes::Tables(shape) => format!("a list of tables (each {})", shape.what),
            Takes::OneOrMore(shape) => format!("a table ({}), or a list of them", shape.what),
            Takes::Question => "a table (a question)".into(),
        }
    }

    /// An example of what to write, where one helps.
    pub fn example(self, key: &str) -> Option<String> {
        let value = match self {
            Takes::Text | Takes::Words(_) => "\"…\"",
            Takes::Texts => "[\"…\"]",
            Takes::Flag => "true",
            Takes::Whole(from, to) => return Some(format!("{key} = {}", 6.clamp(from, to))),
            Takes::Number => "45",
            Takes::Word(words) | Takes::WordOrWords(words) => {
                return Some(format!("{key} = \"{}\"", words.first()?));
            }
            Takes::Amount(..) => "45",
            Takes::When => "{ first-to-move = \"elbows\" }",
            Takes::TextPairs => "[[\"left\", \"right\"]]",
            Takes::Table(_) | Takes::OneOrMore(_) => "{ … }",
            Takes::Tables(_) => return Some(format!("[[{key}]] with its keys below")),
            Takes::Value | Takes::Condition | Takes::Question => return None,
        };
        Some(format!("{key} = {value}"))
    }
}

pub(crate) const fn need(name: &'static str, takes: Takes, doc: &'static str) -> Key {
    Key { name, takes, need: true, doc }
}

pub(crate) const fn may(name: &'static str, takes: Takes, doc: &'static str) -> Key {
    Key { name, takes, need: false, doc }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_proposed_may_stand_there() {
        let whole = |from, to| Takes::Whole(from, to).example("key");
        assert_eq!(whole(1, 1).as_deref(), Some("key = 1"));
        assert_eq!(whole(1000, 3000).as_deref(), Some("key = 1000"));
        assert_eq!(whole(0, 100).as_deref(), Some("key = 6"));
    }
}
