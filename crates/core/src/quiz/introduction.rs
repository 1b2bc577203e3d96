//! A mistake as it is shown before it is first asked: the clean rep and the faulty one, what tells them apart, one sentence.
//!
//! Must not know when it is shown, nor to whom.

use serde::Serialize;

use super::generate::contrast;
use super::{About, Skill, ToldBy};
use crate::rulebook::{ExerciseIx, Id, Named, Rulebook, SignIx, Value};

/// A mistake, shown.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Introduction {
    /// The skill it begins.
    pub skill: Skill,
    /// The exercise's id.
    pub exercise: Id,
    /// The mistake's id.
    pub mistake: Id,
    /// The mistake's name.
    pub name: String,
    /// What tells the faulty rep from the clean one, in the exercise's order; all else is the same in both.
    pub signs: Vec<Contrast>,
    /// What it costs the lifter, in one sentence.
    pub why: String,
}

/// One sign, in both reps.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Contrast {
    /// The sign's id.
    pub sign: Id,
    /// The word of its value in the faulty rep.
    pub value: String,
    /// The clause for the clean rep; the same as for the faulty one where it only says when the mistake is one.
    pub clean: String,
    /// The clause for the faulty one.
    pub faulty: String,
    /// Who can tell it, where it isn't seen.
    #[serde(skip_serializing_if = "ToldBy::is_seen")]
    pub by: ToldBy,
}

impl Introduction {
    /// The mistake that a skill is about, shown. None for a skill about something else, and where no rep shows it alone.
    pub fn of(book: &Rulebook, about: About) -> Option<Introduction> {
        let About::Mistake(exercise, mistake) = about else { return None };
        let signs = contrast(book, exercise, mistake)?.into_iter().map(|(ix, clean, faulty)| {
            let sign = &book[ix];
            Contrast {
                sign: sign.id.clone(),
                value: sign.word(faulty),
                clean: sign.say(clean),
                faulty: sign.say(faulty),
                by: sign.kind.into(),
            }
        });
        Some(Introduction {
            skill: about.skill(book),
            exercise: book[exercise].id.clone(),
            mistake: book[mistake].id.clone(),
            name: book[mistake].name.clone(),
            signs: signs.collect(),
            why: first_sentence(&book.words_in(&book[exercise], mistake).why).to_owned(),
        })
    }

    /// The faulty rep, for whoever draws it: its exercise, and the signs that are off. None if the rulebook has changed.
    pub fn faulty(&self, book: &Rulebook) -> Option<(ExerciseIx, Vec<(SignIx, Value)>)> {
        let exercise = book.exercise(self.exercise.as_str())?;
        let value = |contrast: &Contrast| {
            let Named::Sign(ix) = book.find(contrast.sign.as_str())? else { return None };
            Some((ix, book[ix].value(&contrast.value)?))
        };
        Some((exercise, self.signs.iter().map(value).collect::<Option<_>>()?))
    }
}

fn first_sentence(text: &str) -> &str {
    text.find(". ").map_or(text, |at| &text[..=at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quiz::skills;
    use crate::rulebook::{Proved, load_built_in, prove};

    /// What is shown as faulty is that mistake and no other; what stands beside it as clean is good.
    #[test]
    fn each_mistake_is_shown_as_what_it_is() {
        let book = load_built_in();
        let (mut shown, mut of) = (0, 0);
        for about in skills(&book) {
            let About::Mistake(exercise, mistake) = about else { continue };
            of += 1;
            let Some(introduction) = Introduction::of(&book, about) else { continue };
            shown += 1;
            assert_eq!(Some(&introduction), Introduction::of(&book, about).as_ref(), "the same each time");
            let (ix, faulty) = introduction.faulty(&book).expect("the rules are the same");
            assert_eq!(ix, exercise);
            for counted in &book[ix].mistakes {
                let proved = prove(&book, ix, &faulty, counted.mistake);
                let wanted = if counted.mistake == mistake { Proved::Fires } else { Proved::Never };
                assert_eq!(proved, wanted, "{}: {}", introduction.skill, book[counted.mistake].id);
            }
            assert!(introduction.signs.iter().any(|one| one.clean != one.faulty), "{}", introduction.skill);
            assert_eq!(introduction.why.matches(". ").count(), 0);
        }
        assert!(shown * 10 >= of * 9, "{shown} of {of}");
    }
}
