//! Text whose words have roles.

/// What a run of text is on its page. Nothing is told by a role alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Role {
    /// Nothing special.
    #[default]
    Plain,
    /// A heading, or a name that stands out.
    Strong,
    /// A word to type, or a label.
    Key,
    /// Something that is right.
    Good,
    /// Something that is wrong.
    Bad,
    /// A line that a change adds.
    Added,
    /// A line that a change takes away.
    Removed,
    /// Something beside the point.
    Faint,
}

/// Letters in a row that have one role.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextRun {
    /// The letters.
    pub text: String,
    /// What they are.
    pub role: Role,
}

/// Text whose words have roles. Two neighbours never have the same one.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RichText {
    runs: Vec<TextRun>,
}

impl RichText {
    /// Text of one role.
    pub fn new(text: impl Into<String>, role: Role) -> RichText {
        let mut rich = RichText::default();
        rich.push(&text.into(), role);
        rich
    }

    /// The same with more behind it.
    #[must_use]
    pub fn then(mut self, more: impl Into<RichText>) -> RichText {
        for run in more.into().runs {
            self.push(&run.text, run.role);
        }
        self
    }

    /// Adds text of one role.
    pub fn push(&mut self, text: &str, role: Role) {
        match self.runs.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.role == role => last.text.push_str(text),
            _ => self.runs.push(TextRun { text: text.to_owned(), role }),
        }
    }

    /// The runs, in order.
    pub fn runs(&self) -> &[TextRun] {
        &self.runs
    }

    /// The letters with the role of each.
    pub fn letters(&self) -> impl Iterator<Item = (char, Role)> {
        self.runs.iter().flat_map(|run| run.text.chars().map(|letter| (letter, run.role)))
    }

    /// The words without their roles.
    pub fn plain(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }
}

impl FromIterator<(char, Role)> for RichText {
    fn from_iter<I: IntoIterator<Item = (char, Role)>>(letters: I) -> RichText {
        let mut rich = RichText::default();
        let mut buffer = [0; 4];
        for (letter, role) in letters {
            rich.push(letter.encode_utf8(&mut buffer), role);
        }
        rich
    }
}

impl From<&str> for RichText {
    fn from(text: &str) -> RichText {
        RichText::new(text, Role::Plain)
    }
}

impl From<&String> for RichText {
    fn from(text: &String) -> RichText {
        RichText::from(text.as_str())
    }
}

impl From<String> for RichText {
    fn from(text: String) -> RichText {
        RichText::new(text, Role::Plain)
    }
}

/// A name that stands out.
pub fn strong(text: impl Into<String>) -> RichText {
    RichText::new(text, Role::Strong)
}

/// A word to type, or a label.
pub fn key(text: impl Into<String>) -> RichText {
    RichText::new(text, Role::Key)
}

/// Something that is right.
pub fn good(text: impl Into<String>) -> RichText {
    RichText::new(text, Role::Good)
}

/// Something that is wrong.
pub fn bad(text: impl Into<String>) -> RichText {
    RichText::new(text, Role::Bad)
}

/// Something beside the point.
pub fn faint(text: impl Into<String>) -> RichText {
    RichText::new(text, Role::Faint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_of_one_role_are_one_run() {
        let text = RichText::from("a").then("b").then(good("c")).then(good("")).then(good("d"));
        assert_eq!(text.runs().len(), 2);
        assert_eq!(text.plain(), "abcd");
        assert_eq!(text.letters().collect::<RichText>(), text);
    }
}
