//! The answer while it is being given: what is chosen, in which order, what is typed, how sure the person is; and what a
//! key does to it.
//!
//! Must not know how it is drawn, or what is right.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::field::Field;
use super::keys;
use crate::face::line::answers;
use crate::pages::answer::how_to_answer;
use formcheck_core::quiz::{AnswerForm, Certainty, Offer, OptionId, Question, Response};
use formcheck_core::rulebook::words::sentence;

/// An answer being given. Places count from 0, in the order shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AnswerInput {
    /// One option; none chosen at first, so that a key pressed twice answers nothing.
    One {
        /// The option chosen.
        at: Option<usize>,
        /// How many there are.
        of: usize,
    },
    /// Some options.
    Many {
        /// The option that a key would mark.
        at: usize,
        /// Which are marked.
        marked: Vec<bool>,
    },
    /// Pieces in an order.
    Order {
        /// The place that a key would move.
        at: usize,
        /// Whether the piece there goes along with the cursor.
        held: bool,
        /// The pieces, by their places as shown, in the order they have now.
        order: Vec<usize>,
        /// Whether anything was done to them.
        touched: bool,
        /// Whether it was asked if they are meant to stay as they are.
        asked: bool,
    },
    /// A partner for each piece on the left.
    Pairs {
        /// The piece on the left that a key would match.
        at: usize,
        /// The partner of each.
        to: Vec<Option<usize>>,
        /// How many there are on the right.
        of: usize,
    },
    /// A number or a few words.
    Typed {
        /// What stands there.
        field: Field,
        /// Whether keys go into it.
        focus: bool,
    },
}

/// An answer being given, with how sure the person says they are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AnswerDraft {
    /// The answer so far.
    pub form: AnswerInput,
    /// How sure the person says they are.
    pub certainty: Option<Certainty>,
    /// Rows of the question that were scrolled past.
    pub scroll: usize,
}

impl AnswerDraft {
    /// Nothing answered yet.
    pub fn new(question: &Question) -> AnswerDraft {
        AnswerDraft { form: AnswerInput::new(question), certainty: None, scroll: 0 }
    }

    /// Takes a key.
    pub fn press(&mut self, key: KeyEvent, question: &Question) -> KeyResult {
        if matches!(key.code, KeyCode::Tab | KeyCode::BackTab) {
            self.certainty = match self.certainty {
                None => Some(Certainty::Guess),
                Some(Certainty::Guess) => Some(Certainty::FairlySure),
                Some(Certainty::FairlySure) => Some(Certainty::Sure),
                Some(Certainty::Sure) => None,
            };
            return KeyResult::Sure;
        }
        self.form.press(key, question)
    }
}

/// What came of a key.
#[derive(Clone, PartialEq, Debug)]
pub enum KeyResult {
    /// It is none for the form.
    Passed,
    /// Taken.
    Taken,
    /// It said how sure the person is.
    Sure,
    /// The answer is given.
    Answer(Response),
    /// It can't be given yet: what is missing.
    Missing(String),
}

impl AnswerInput {
    /// Nothing answered yet.
    pub fn new(question: &Question) -> AnswerInput {
        let options = question.options.len();
        match question.answer {
            AnswerForm::One => AnswerInput::One { at: None, of: options },
            AnswerForm::Many => AnswerInput::Many { at: 0, marked: vec![false; options] },
            AnswerForm::Order => AnswerInput::Order {
                at: 0,
                held: false,
                order: (0..options).collect(),
                touched: false,
                asked: false,
            },
            AnswerForm::Pairs => {
                AnswerInput::Pairs { at: 0, to: vec![None; question.left.len()], of: question.right.len() }
            }
            AnswerForm::Number | AnswerForm::Text => {
                AnswerInput::Typed { field: Field::default(), focus: true }
            }
        }
    }

    /// As it was when this was answered.
    pub fn answered(question: &Question, answer: &Response) -> AnswerInput {
        let mut form = AnswerInput::new(question);
        match (&mut form, answer) {
            (AnswerInput::One { at, .. }, Response::One(id)) => *at = place(&question.options, id),
            (AnswerInput::Many { marked, .. }, Response::Many(ids)) => {
                for (mark, choice) in marked.iter_mut().zip(&question.options) {
                    *mark = ids.contains(&choice.id);
                }
            }
            (AnswerInput::Order { order, touched, .. }, Response::Order(ids)) => {
                let given: Vec<usize> = ids.iter().filter_map(|id| place(&question.options, id)).collect();
                if given.len() == order.len() {
                    (*order, *touched) = (given, true);
                }
            }
            (AnswerInput::Pairs { to, .. }, Response::Pairs(pairs)) => {
                for (a, b) in pairs {
                    if let Some(partner) = place(&question.left, a).and_then(|at| to.get_mut(at)) {
                        *partner = place(&question.right, b);
                    }
                }
            }
            (AnswerInput::Typed { field, .. }, Response::Number(number)) => {
                *field = Field::of(&number.to_string());
            }
            (AnswerInput::Typed { field, .. }, Response::Text(text)) => *field = Field::of(text),
            // An answer of another form was never given to this question.
            _ => {}
        }
        form
    }

    /// Whether keys are letters of a text now, and no commands.
    pub fn is_typing(&self) -> bool {
        matches!(self, AnswerInput::Typed { focus: true, .. })
    }

    /// Takes a key.
    pub fn press(&mut self, key: KeyEvent, question: &Question) -> KeyResult {
        if key.code == KeyCode::Enter && !matches!(self, AnswerInput::Typed { focus: false, .. }) {
            if let AnswerInput::Order { touched: false, asked: asked @ false, .. } = self {
                *asked = true;
                return KeyResult::Missing(
                    "Nothing was moved yet. If this order is right, press Enter again.".to_owned(),
                );
            }
            return match self.response(question) {
                Ok(response) => KeyResult::Answer(response),
                Err(missing) => KeyResult::Missing(missing),
            };
        }
        if let (Some(number), Some((of, what))) = (keys::number(key), self.numbered())
            && number >= of
        {
            return KeyResult::Missing(format!("There are {of} {what}."));
        }
        let taken = match self {
            AnswerInput::One { at, of } => choose_one(at, *of, key),
            AnswerInput::Many { at, marked } => mark(at, marked, key),
            AnswerInput::Order { at, held, order, touched, .. } => {
                let before = order.clone();
                let taken = arrange(at, held, order, key);
                *touched |= *order != before;
                taken
            }
            AnswerInput::Pairs { at, to, of } => pair(at, to, *of, key),
            AnswerInput::Typed { field, focus } => type_in(field, focus, key),
        };
        if taken { KeyResult::Taken } else { KeyResult::Passed }
    }

    /// How many rows have a number to be typed, and what they are; none where a number is text.
    fn numbered(&self) -> Option<(usize, &'static str)> {
        match self {
            AnswerInput::One { of, .. } => Some((*of, "options")),
            AnswerInput::Many { marked, .. } => Some((marked.len(), "options")),
            AnswerInput::Order { order, .. } => Some((order.len(), "rows")),
            AnswerInput::Pairs { to, .. } => Some((to.len(), "rows")),
            AnswerInput::Typed { .. } => None,
        }
    }

    /// What Enter would answer; none if nothing, or not enough, was done yet.
    pub fn draft(&self, question: &Question) -> Option<Response> {
        if matches!(self, AnswerInput::Order { touched: false, .. }) {
            return None;
        }
        self.response(question).ok()
    }

    fn response(&self, question: &Question) -> Result<Response, String> {
        let choice = |at: usize| id(&question.options, at);
        match self {
            AnswerInput::One { at, .. } => at
                .and_then(choice)
                .map(Response::One)
                .ok_or_else(|| "Choose with a number or the arrows, then press Enter.".to_owned()),
            AnswerInput::Many { marked, .. } => {
                let ids: Vec<OptionId> =
                    (0..marked.len()).filter(|at| marked[*at]).filter_map(choice).collect();
                if ids.is_empty() {
                    return Err("Mark all that are right with their numbers, then press Enter.".to_owned());
                }
                Ok(Response::Many(ids))
            }
            AnswerInput::Order { order, .. } => {
                Ok(Response::Order(order.iter().filter_map(|&at| choice(at)).collect()))
            }
            AnswerInput::Pairs { to, .. } => {
                let (left, right) = (&question.left, &question.right);
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
            AnswerInput::Typed { field, .. } => {
                let text = field.text();
                let wanted = || format!("{}, then press Enter.", sentence(&how_to_answer(question)));
                if text.trim().is_empty() {
                    return Err(wanted());
                }
                answers::response(text.trim(), question).ok_or_else(wanted)
            }
        }
    }
}

fn place(pieces: &[Offer], id: &OptionId) -> Option<usize> {
    pieces.iter().position(|piece| piece.id == *id)
}

fn id(pieces: &[Offer], at: usize) -> Option<OptionId> {
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
