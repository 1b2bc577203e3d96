//! The answer while it is being given: what is chosen, in which order, what is typed, how sure the person is; and what a
//! key does to it.
//!
//! Must not know how it is drawn, or what is right.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::field::Field;
use super::keys;
use crate::face::line::answers;
use formcheck_core::quiz::{Certainty, OptionId, Piece, Response, Task};
use formcheck_core::rulebook::words::sentence;

/// An answer being given. Places count from 0, in the order shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AnswerForm {
    /// One option; none chosen at first, so that a key pressed twice answers nothing.
    One {
        at: Option<usize>,
        of: usize,
    },
    Many {
        at: usize,
        marked: Vec<bool>,
    },
    Order {
        at: usize,
        /// Whether the piece there goes along with the cursor.
        held: bool,
        /// The pieces, by their places as shown, in the order they have now.
        order: Vec<usize>,
        /// Whether anything was done to them, or is meant to stay as it is.
        touched: bool,
    },
    /// A partner for each piece on the left.
    Pairs {
        /// The piece on the left that a key would match.
        at: usize,
        /// The partner of each.
        to: Vec<Option<usize>>,
        of: usize,
    },
    Typed {
        field: Field,
        focus: bool,
    },
}

/// An answer being given, with how sure the person says they are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AnswerDraft {
    pub form: AnswerForm,
    pub certainty: Option<Certainty>,
    /// Rows of the question that were scrolled past.
    pub scroll: usize,
}

impl AnswerDraft {
    pub fn new(task: &Task) -> AnswerDraft {
        AnswerDraft { form: AnswerForm::new(task), certainty: None, scroll: 0 }
    }

    pub fn press(&mut self, key: KeyEvent, task: &Task) -> KeyResult {
        if matches!(key.code, KeyCode::Tab | KeyCode::BackTab) {
            self.certainty = match self.certainty {
                None => Some(Certainty::Guess),
                Some(Certainty::Guess) => Some(Certainty::FairlySure),
                Some(Certainty::FairlySure) => Some(Certainty::Sure),
                Some(Certainty::Sure) => None,
            };
            return KeyResult::Sure;
        }
        self.form.press(key, task)
    }
}

/// What came of a key.
#[derive(Clone, PartialEq, Debug)]
pub enum KeyResult {
    /// It is none for the form.
    Passed,
    Taken,
    Sure,
    Answer(Response),
    /// It can't be given yet: what is missing.
    Missing(String),
}

impl AnswerForm {
    pub fn new(task: &Task) -> AnswerForm {
        match task {
            Task::One(choices) => AnswerForm::One { at: None, of: choices.len() },
            Task::Many(choices) => AnswerForm::Many { at: 0, marked: vec![false; choices.len()] },
            Task::Order { pieces, .. } => {
                AnswerForm::Order { at: 0, held: false, order: (0..pieces.len()).collect(), touched: false }
            }
            Task::Pairs { left, right, .. } => {
                AnswerForm::Pairs { at: 0, to: vec![None; left.len()], of: right.len() }
            }
            Task::Number { .. } | Task::Text { .. } => {
                AnswerForm::Typed { field: Field::default(), focus: true }
            }
        }
    }

    pub fn answered(task: &Task, answer: &Response) -> AnswerForm {
        let mut form = AnswerForm::new(task);
        let choice = |id: &OptionId| task.choices().iter().position(|choice| choice.id == *id);
        match (&mut form, task, answer) {
            (AnswerForm::One { at, .. }, _, Response::One(id)) => *at = choice(id),
            (AnswerForm::Many { marked, .. }, _, Response::Many(ids)) => {
                for (mark, choice) in marked.iter_mut().zip(task.choices()) {
                    *mark = ids.contains(&choice.id);
                }
            }
            (AnswerForm::Order { order, touched, .. }, Task::Order { pieces, .. }, Response::Order(ids)) => {
                let given: Vec<usize> = ids.iter().filter_map(|id| place(pieces, id)).collect();
                if given.len() == order.len() {
                    (*order, *touched) = (given, true);
                }
            }
            (AnswerForm::Pairs { to, .. }, Task::Pairs { left, right, .. }, Response::Pairs(pairs)) => {
                for (a, b) in pairs {
                    if let Some(partner) = place(left, a).and_then(|at| to.get_mut(at)) {
                        *partner = place(right, b);
                    }
                }
            }
            (AnswerForm::Typed { field, .. }, _, Response::Number(number)) => {
                *field = Field::of(&number.to_string());
            }
            (AnswerForm::Typed { field, .. }, _, Response::Text(text)) => *field = Field::of(text),
            // An answer of another form was never given to this task.
            _ => {}
        }
        form
    }

    /// Whether keys are letters of a text now, and no commands.
    pub fn is_typing(&self) -> bool {
        matches!(self, AnswerForm::Typed { focus: true, .. })
    }

    pub fn press(&mut self, key: KeyEvent, task: &Task) -> KeyResult {
        if key.code == KeyCode::Enter && !matches!(self, AnswerForm::Typed { focus: false, .. }) {
            if let AnswerForm::Order { touched: touched @ false, .. } = self {
                *touched = true;
                return KeyResult::Missing(
                    "Nothing was moved yet. If it is right as it stands, press Enter again.".to_owned(),
                );
            }
            return match self.response(task) {
                Ok(response) => KeyResult::Answer(response),
                Err(missing) => KeyResult::Missing(missing),
            };
        }
        let taken = match self {
            AnswerForm::One { at, of } => choose_one(at, *of, key),
            AnswerForm::Many { at, marked } => mark(at, marked, key),
            AnswerForm::Order { at, held, order, touched } => {
                let before = order.clone();
                let taken = arrange(at, held, order, key);
                *touched |= *order != before;
                taken
            }
            AnswerForm::Pairs { at, to, of } => pair(at, to, *of, key),
            AnswerForm::Typed { field, focus } => type_in(field, focus, key),
        };
        if taken { KeyResult::Taken } else { KeyResult::Passed }
    }

    /// What Enter would answer; none if nothing, or not enough, was done yet.
    pub fn draft(&self, task: &Task) -> Option<Response> {
        if matches!(self, AnswerForm::Order { touched: false, .. }) {
            return None;
        }
        self.response(task).ok()
    }

    fn response(&self, task: &Task) -> Result<Response, String> {
        let choice = |at: usize| task.choices().get(at).map(|choice| choice.id.clone());
        match (self, task) {
            (AnswerForm::One { at, .. }, _) => at
                .and_then(choice)
                .map(Response::One)
                .ok_or_else(|| "Choose with a number or the arrows, then press Enter.".to_owned()),
            (AnswerForm::Many { marked, .. }, _) => {
                let ids: Vec<OptionId> =
                    (0..marked.len()).filter(|at| marked[*at]).filter_map(choice).collect();
                if ids.is_empty() {
                    return Err("Mark all that are right with their numbers, then press Enter.".to_owned());
                }
                Ok(Response::Many(ids))
            }
            (AnswerForm::Order { order, .. }, Task::Order { pieces, .. }) => {
                Ok(Response::Order(order.iter().filter_map(|&at| id(pieces, at)).collect()))
            }
            (AnswerForm::Pairs { to, .. }, Task::Pairs { left, right, .. }) => {
                let pairs: Vec<(OptionId, OptionId)> = to
                    .iter()
                    .enumerate()
                    .filter_map(|(at, to)| Some((id(left, at)?, id(right, (*to)?)?)))
                    .collect();
                if pairs.len() < left.len() {
                    return Err(format!(
                        "{} of {} have a partner yet: press a letter.",
                        pairs.len(),
                        left.len()
                    ));
                }
                Ok(Response::Pairs(pairs))
            }
            (AnswerForm::Typed { field, .. }, task) => {
                let text = field.text();
                let wanted = || format!("{}, then press Enter.", sentence(&answers::how(task)));
                if text.trim().is_empty() {
                    return Err(wanted());
                }
                answers::response(text.trim(), task).ok_or_else(wanted)
            }
            _ => Err(format!("{}.", sentence(&answers::how(task)))),
        }
    }
}

fn place(pieces: &[Piece], id: &OptionId) -> Option<usize> {
    pieces.iter().position(|piece| piece.id == *id)
}

fn id(pieces: &[Piece], at: usize) -> Option<OptionId> {
    pieces.get(at).map(|piece| piece.id.clone())
}

fn choose_one(at: &mut Option<usize>, of: usize, key: KeyEvent) -> bool {
    if of == 0 {
        return false;
    }
    if let Some(number) = keys::number(key) {
        if number < of {
            *at = Some(number);
        }
        return true;
    }
    match keys::step(key) {
        Some(step) => {
            *at = Some(
                at.map_or(if step > 0 { 0 } else { of.saturating_sub(1) }, |at| keys::moved(at, step, of)),
            );
            true
        }
        None => false,
    }
}

fn mark(at: &mut usize, marked: &mut [bool], key: KeyEvent) -> bool {
    if marked.is_empty() {
        return false;
    }
    if let Some(number) = keys::number(key) {
        if let Some(mark) = marked.get_mut(number) {
            *mark = !*mark;
            *at = number;
        }
        return true;
    }
    if key.code == KeyCode::Char(' ') {
        marked[*at] = !marked[*at];
        return true;
    }
    match keys::step(key) {
        Some(step) => {
            *at = keys::moved(*at, step, marked.len());
            true
        }
        None => false,
    }
}

fn arrange(at: &mut usize, held: &mut bool, order: &mut Vec<usize>, key: KeyEvent) -> bool {
    if order.is_empty() {
        return false;
    }
    if let Some(number) = keys::number(key) {
        if number < order.len() {
            let piece = order.remove(*at);
            order.insert(number, piece);
            *at = number;
        }
        return true;
    }
    if key.code == KeyCode::Char(' ') {
        *held = !*held;
        return true;
    }
    let carries =
        *held || key.modifiers.contains(KeyModifiers::SHIFT) || matches!(key.code, KeyCode::Char('J' | 'K'));
    match keys::step(key) {
        Some(step) => {
            let to = at.saturating_add_signed(step).min(order.len() - 1);
            if carries {
                order.swap(*at, to);
            }
            *at = to;
            true
        }
        None => false,
    }
}

fn pair(at: &mut usize, to: &mut [Option<usize>], of: usize, key: KeyEvent) -> bool {
    if to.is_empty() || of == 0 {
        return false;
    }
    if let Some(letter) = keys::letter(key).filter(|letter| *letter < of) {
        to[*at] = Some(letter);
        // The next one without a partner comes up by itself.
        let next = (1..to.len()).map(|step| (*at + step) % to.len()).find(|place| to[*place].is_none());
        *at = next.unwrap_or(*at);
        return true;
    }
    if let Some(number) = keys::number(key) {
        *at = if number < to.len() { number } else { *at };
        return true;
    }
    match key.code {
        KeyCode::Backspace | KeyCode::Delete => to[*at] = None,
        KeyCode::Left | KeyCode::Right | KeyCode::Char('l' | 'h') => {
            let forward = matches!(key.code, KeyCode::Right | KeyCode::Char('l'));
            let first = if forward { 0 } else { of.saturating_sub(1) };
            let step = if forward { 1 } else { -1 };
            to[*at] = Some(to[*at].map_or(first, |now| keys::moved(now, step, of)));
        }
        _ => match keys::step(key) {
            Some(step) => *at = keys::moved(*at, step, to.len()),
            None => return false,
        },
    }
    true
}

fn type_in(field: &mut Field, focus: &mut bool, key: KeyEvent) -> bool {
    match (key.code, *focus) {
        (KeyCode::Esc, true) => *focus = false,
        (KeyCode::Enter | KeyCode::Char('i'), false) => *focus = true,
        (_, true) => return field.take(key),
        _ => return false,
    }
    true
}
