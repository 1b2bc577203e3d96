//! Items as a paper shows them: what is asked, and nothing that tells the key.

use super::paper::{PaperChange, PaperItem, PaperOption, PaperShown, Wanted};
use formcheck_core::quiz::{Choice, Item, OptionId, Piece, Shown, Task};
use formcheck_core::rulebook::Rulebook;

impl PaperItem {
    /// An item without its key, in a section of this title.
    pub fn of(book: &Rulebook, item: &Item, section: &str) -> PaperItem {
        let mut paper = PaperItem {
            id: item.id.to_string(),
            kind: item.kind.word().to_owned(),
            section: section.to_owned(),
            exercise: item.exercise.map(|ix| book[ix].id.to_string()),
            ask: item.ask.clone(),
            shown: item.shown.iter().map(|one| shown(book, one)).collect(),
            answer: Wanted::One,
            options: Vec::new(),
            left: Vec::new(),
            right: Vec::new(),
            unit: None,
        };
        let option = |choice: &Choice| PaperOption {
            id: choice.id.to_string(),
            say: choice.say.clone(),
            change: choice.change.map(|(sign, value)| PaperChange {
                sign: book[sign].id.to_string(),
                value: book[sign].word(value),
            }),
        };
        match &item.task {
            Task::One(choices) => paper.options = choices.iter().map(option).collect(),
            Task::Many(choices) => {
                paper.answer = Wanted::Many;
                paper.options = choices.iter().map(option).collect();
            }
            Task::Order { pieces: shown, .. } => {
                paper.answer = Wanted::Order;
                paper.options = pieces(shown);
            }
            Task::Pairs { left, right, .. } => {
                paper.answer = Wanted::Pairs;
                (paper.left, paper.right) = (pieces(left), pieces(right));
            }
            Task::Number { unit, .. } => {
                paper.answer = Wanted::Number;
                paper.unit = Some(unit.clone());
            }
            Task::Text { .. } => paper.answer = Wanted::Text,
        }
        paper
    }

    /// What is asked for, with no key in it: for reading answers and for showing options, never for marks.
    pub fn task(&self) -> Task {
        let choices = || self.options.iter().map(blind).collect();
        let pieces = |options: &[PaperOption]| options.iter().map(piece).collect();
        match self.answer {
            Wanted::One => Task::One(choices()),
            Wanted::Many => Task::Many(choices()),
            Wanted::Order => {
                Task::Order { pieces: pieces(&self.options), key: Vec::new(), groups: Vec::new() }
            }
            Wanted::Pairs => {
                Task::Pairs { left: pieces(&self.left), right: pieces(&self.right), key: Vec::new() }
            }
            Wanted::Number => {
                Task::Number { answer: 0.0, within: 0.0, unit: self.unit.clone().unwrap_or_default() }
            }
            Wanted::Text => Task::Text { accept: Vec::new(), refuse: Vec::new() },
        }
    }
}

fn shown(book: &Rulebook, shown: &Shown) -> PaperShown {
    let sign = &book[shown.sign];
    PaperShown { sign: sign.id.to_string(), value: sign.word(shown.value), say: shown.say.clone() }
}

fn pieces(pieces: &[Piece]) -> Vec<PaperOption> {
    let one = |piece: &Piece| PaperOption { id: piece.id.to_string(), say: piece.say.clone(), change: None };
    pieces.iter().map(one).collect()
}

fn blind(option: &PaperOption) -> Choice {
    Choice {
        id: OptionId::new(&option.id),
        say: option.say.clone(),
        right: false,
        because: String::new(),
        change: None,
        of: None,
    }
}

fn piece(option: &PaperOption) -> Piece {
    Piece { id: OptionId::new(&option.id), say: option.say.clone() }
}
