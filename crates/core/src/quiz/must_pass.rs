//! Groups of an exam's items without which nobody passes: which item belongs to one, and when it was told rightly.
//!
//! A group is named by ids and words, as papers and records keep it, so that whoever checks a record asks the same functions
//! as whoever draws a form. Must not know how a form is drawn or marked.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::generate::CLEAN;
use super::{Basis, Item, Key, QuestionKind, Response, Viewing, grade};
use crate::rulebook::{GeneratedKind, Id, MistakeIx, MustPassRule, Rulebook};

/// A group of items without which nobody passes. What it names has to hold all at once.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MustPass {
    /// What it is called.
    pub name: String,
    /// Reps with a mistake of this severity: low, medium or high.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<String>,
    /// Reps with one of these mistakes; empty: with any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mistakes: Vec<Id>,
    /// Items of the section with this title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Only items of these kinds; empty: of any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// How many of its items have to be told rightly.
    pub at_least: u32,
    /// How many of its items the form asks.
    pub of: u32,
    /// How often each mistake of the group comes up at least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub each: Option<u32>,
}

/// In a rep with several mistakes so many may be marked in vain and the right one still counts as told: with more, whoever
/// marks everything would see everything.
const MARKED_IN_VAIN: usize = 1;

impl MustPass {
    /// The group that a rule of an exam's file makes.
    pub(super) fn of(book: &Rulebook, rule: &MustPassRule) -> MustPass {
        MustPass {
            name: rule.name.clone(),
            severity: rule.severity.map(|severity| severity.word().to_owned()),
            mistakes: rule.mistakes.iter().map(|&mistake| book[mistake].id.clone()).collect(),
            section: rule.section.clone(),
            kinds: rule.kinds.iter().map(|kind| kind.word().to_owned()).collect(),
            at_least: rule.at_least,
            of: rule.of,
            each: rule.each,
        }
    }

    /// Whether an item of the section with this title, which counts, belongs to it. A rep is one of its mistakes where it was
    /// made for one; what else may be in it is no matter.
    pub fn has(&self, book: &Rulebook, item: &Item, section: &str) -> bool {
        let is_own = || mistake_to_tell(book, item).is_some_and(|mistake| self.is_of(book, mistake));
        self.takes(item.kind, section) && (!self.is_about_mistakes() || is_own())
    }

    /// Whether what the item asked for was told rightly, without words as a hint. Of a group of mistakes: the mistake that the
    /// rep was made for was called, with one other at most that isn't there. Of a section: the answer is wholly right.
    pub fn is_told(&self, book: &Rulebook, item: &Item, response: &Response, viewing: Viewing) -> bool {
        if viewing == Viewing::Hinted {
            return false;
        }
        let (Key::Many(choices), Response::Many(marked), true) =
            (&item.key, response, self.is_about_mistakes())
        else {
            return grade(item, response).is_right();
        };
        let in_vain =
            marked.iter().filter(|id| !choices.iter().any(|choice| choice.right && choice.id == **id));
        let asked = mistake_to_tell(book, item);
        let is_called = choices.iter().any(|choice| {
            choice.right && marked.contains(&choice.id) && asked.is_some() && choice.mistake_in(book) == asked
        });
        is_called && in_vain.count() <= MARKED_IN_VAIN
    }

    /// Whether a mistake is one of its own.
    pub(crate) fn is_of(&self, book: &Rulebook, mistake: MistakeIx) -> bool {
        let of = &book[mistake];
        self.severity.as_deref().is_none_or(|severity| severity == of.severity.word())
            && (self.mistakes.is_empty() || self.mistakes.contains(&of.id))
    }

    /// Whether an item of this kind and section may belong to it.
    pub(crate) fn takes(&self, kind: QuestionKind, section: &str) -> bool {
        self.section.as_deref().is_none_or(|title| title == section)
            && (self.kinds.is_empty() || self.kinds.iter().any(|word| word == kind.word()))
    }

    /// Whether it is about mistakes that are seen, and not a section as a whole.
    pub fn is_about_mistakes(&self) -> bool {
        self.severity.is_some() || !self.mistakes.is_empty()
    }
}

/// Whether an item of this kind shows a rep with one mistake at least, which has to be told. A rep that may be clean is one
/// half of the time.
pub fn has_to_be_told(kind: GeneratedKind) -> bool {
    use GeneratedKind::{Call, Recall, Spot, SpotAll};
    matches!(kind, Spot | SpotAll | Call | Recall)
}

/// The same of a rep that may be clean too.
pub fn may_have_to_be_told(kind: GeneratedKind) -> bool {
    has_to_be_told(kind) || kind == GeneratedKind::CleanOrNot
}

/// The mistakes in the rep of an item that have to be told from it; none where its answer can be known without the rep.
pub fn mistakes_to_tell(book: &Rulebook, item: &Item) -> Vec<MistakeIx> {
    if !item.shows_a_rep() {
        return Vec::new();
    }
    match &item.basis {
        Basis::Fires(id) | Basis::Call(id) => book.mistake(id.as_str()).into_iter().collect(),
        Basis::AllThatFire => {
            let right = item.key.choices().iter().filter(|choice| choice.right);
            right.filter_map(|choice| choice.mistake_in(book)).collect()
        }
        Basis::CleanOrNot if !is_clean(item) => asked_about(book, item).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The mistake that an item's rep was made for and that has to be told from it.
pub fn mistake_to_tell(book: &Rulebook, item: &Item) -> Option<MistakeIx> {
    let asked = asked_about(book, item)?;
    mistakes_to_tell(book, item).contains(&asked).then_some(asked)
}

/// Whether the key of a `clean-or-not` is that the rep is clean.
pub(super) fn is_clean(item: &Item) -> bool {
    item.key.choices().iter().any(|choice| choice.right && choice.id.as_str() == CLEAN)
}

fn asked_about(book: &Rulebook, item: &Item) -> Option<MistakeIx> {
    let (_, of) = item.skill.names();
    book.mistake(&of)
}

#[cfg(test)]
mod tests {
    use super::super::{OptionId, Plan, Seed, sitting};
    use super::*;
    use crate::rulebook::load_mid_back;

    fn group(mistakes: &[Id]) -> MustPass {
        let name = "Back".to_owned();
        let kinds = vec!["spot-all".to_owned(), "clean-or-not".to_owned()];
        let mistakes = mistakes.to_vec();
        MustPass { name, severity: None, mistakes, section: None, kinds, at_least: 1, of: 1, each: None }
    }

    #[test]
    fn a_mistake_is_told_where_it_is_called_and_not_by_marking_everything() {
        let book = load_mid_back();
        let (mut several, mut faulty, mut clean) = (0, 0, 0);
        for seed in 0..6 {
            let items = sitting(&book, Plan::mixed(&book, 80), Seed(seed)).expect("it can be drawn").items;
            for item in &items {
                let told = mistake_to_tell(&book, item);
                let ids: Vec<Id> = told.iter().map(|&one| book[one].id.clone()).collect();
                let group = group(&ids);
                match (&item.key, item.kind) {
                    (Key::Many(choices), QuestionKind::Generated(GeneratedKind::SpotAll)) => {
                        let ids = |of: &dyn Fn(bool) -> bool| -> Vec<OptionId> {
                            choices.iter().filter(|one| of(one.right)).map(|one| one.id.clone()).collect()
                        };
                        let is_told = |marked: Vec<OptionId>, viewing| {
                            group.is_told(&book, item, &Response::Many(marked), viewing)
                        };
                        assert!(group.has(&book, item, "any"));
                        let (right, wrong) = (ids(&|right| right), ids(&|right| !right));
                        let of = |id: &OptionId| choices.iter().find(|one| one.id == *id)?.mistake_in(&book);
                        let (own, others): (Vec<_>, Vec<_>) =
                            right.iter().cloned().partition(|id| of(id) == told);
                        assert!(is_told(own, Viewing::ByEye), "it is enough");
                        assert!(!is_told(others, Viewing::ByEye), "the others aren't");
                        assert!(!is_told(right.clone(), Viewing::Hinted), "in words it isn't seen");
                        assert!(!is_told(wrong[..1].to_vec(), Viewing::ByEye));
                        let all = ids(&|_| true);
                        assert_eq!(is_told(all, Viewing::ByEye), wrong.len() <= 1);
                        several += 1;
                    }
                    (Key::One(_), QuestionKind::Generated(GeneratedKind::CleanOrNot)) => {
                        let faulty_key = OptionId::new(super::super::generate::FAULTY);
                        let said = Response::One(faulty_key);
                        let is_member = !group.mistakes.is_empty() && group.has(&book, item, "any");
                        assert_eq!(is_member, !is_clean(item));
                        assert_eq!(group.is_told(&book, item, &said, Viewing::ByEye), !is_clean(item));
                        faulty += usize::from(is_member);
                        clean += usize::from(!is_member);
                    }
                    _ => assert!(group.mistakes.is_empty() || !group.has(&book, item, "any")),
                }
            }
        }
        assert!(several > 5 && faulty > 2 && clean > 2, "{several} {faulty} {clean}");
    }
}
