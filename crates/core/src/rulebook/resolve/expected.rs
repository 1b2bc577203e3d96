//! What an id should name, and what to write instead of one that names nothing.

use crate::diagnostic::Diagnostic;
use crate::rulebook::similar::{is_slip, nearest};
use crate::rulebook::{ExerciseIx, MistakeIx, MuscleIx, Named, QuestionIx, SignIx, SourceIx};

/// What to write instead of a word that is none of some names.
pub(super) struct Suggestion {
    pub(super) near: Option<String>,
    pub(super) help: String,
    /// Whether it is a slip of this one place, and of no other: only then may a run of lint put the name in its place.
    pub(super) is_certain: bool,
}

impl Suggestion {
    pub(super) fn of<'a>(word: &str, names: impl IntoIterator<Item = &'a str> + Clone) -> Suggestion {
        let parts = || {
            let marks = |letter: char| matches!(letter, ',' | ';' | '|');
            word.split(marks)
                .flat_map(|part| part.split(" and "))
                .flat_map(|part| part.split(" or "))
                .map(str::trim)
        };
        if parts().nth(1).is_some() && parts().all(|part| names.clone().into_iter().any(|name| name == part))
        {
            let all = parts().collect::<Vec<_>>().join("\", \"");
            let help = format!("each entry has quotes of its own: write \"{all}\"");
            return Suggestion::to_write(all, help);
        }
        let near = nearest(word, names.clone()).map(str::to_owned);
        let help = match &near {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                let all: Vec<&str> = names.into_iter().collect();
                match all.len() {
                    0 => "nothing of this kind is defined yet".to_owned(),
                    1 => format!("there is only {}", all[0]),
                    2..=12 => format!("there are {}", super::super::words::and_list(&all)),
                    many => format!("there are {many}, such as {}", all[..6].join(", ")),
                }
            }
        };
        let is_certain = near.as_deref().is_some_and(|near| is_slip(word, near));
        Suggestion { near, help, is_certain }
    }

    /// One that says what to write, for whoever reads it.
    pub(super) fn to_write(near: String, help: String) -> Suggestion {
        Suggestion { near: Some(near), help, is_certain: false }
    }

    pub(super) fn add_to(&self, diagnostic: Diagnostic) -> Diagnostic {
        let diagnostic = diagnostic.help(self.help.clone());
        match (&self.near, diagnostic.span) {
            (Some(near), _) if self.is_certain => diagnostic.guess(format!("\"{near}\"")),
            (Some(near), Some(span)) => diagnostic.by_hand(span, format!("\"{near}\"")),
            _ => diagnostic,
        }
    }
}

/// What an id should name: how to take it, and how to speak of it.
pub(super) struct Expected<T> {
    pub(super) noun: &'static str,
    pub(super) article: &'static str,
    pub(super) pick: fn(Named) -> Option<T>,
}

macro_rules! whats {
    ($($name:ident: $type:ty = $variant:ident, $noun:literal, $article:literal;)*) => {$(
        pub(super) const $name: Expected<$type> = Expected {
            noun: $noun,
            article: $article,
            pick: |named| if let Named::$variant(ix) = named { Some(ix) } else { None },
        };
    )*};
}

whats! {
    SIGN: SignIx = Sign, "sign", "a sign";
    MISTAKE: MistakeIx = Mistake, "mistake", "a mistake";
    EXERCISE: ExerciseIx = Exercise, "exercise", "an exercise";
    SOURCE: SourceIx = Source, "source", "a source";
    QUESTION: QuestionIx = Question, "question", "a question";
}

pub(super) fn kind_of(named: Named) -> &'static str {
    match named {
        Named::Sign(_) => "a sign",
        Named::Mistake(_) => "a mistake",
        Named::Exercise(_) => "an exercise",
        Named::Muscle(_) => "a muscle",
        Named::MuscleGroup(_) => "a group of muscles",
        Named::Source(_) => "a source",
        Named::Quiz(_) => "a quiz",
        Named::Question(_) => "a question",
    }
}

/// A group of muscles, by the first muscle that names it.
pub(super) fn is_group(named: Named) -> Option<MuscleIx> {
    if let Named::MuscleGroup(ix) = named { Some(ix) } else { None }
}
