//! A sitting being answered: prompt → response → feedback, with skip, undo and quit.
//!
//! Knows nothing of terminals or of logs: an answer and its feedback are two calls, so that whoever keeps a log can
//! write it between them.

use std::collections::{BTreeMap, HashSet};
use std::marker::PhantomData;
use std::time::Duration;

use super::grade::score;
use super::{
    BadResponse, Introduction, Item, Key, Marks, Plan, Question, Response, Seed, SessionScore, Sitting, fits,
    grade, typed,
};
use crate::rulebook::FeedbackAt;

/// How sure a person was.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Certainty {
    /// A guess.
    Guess,
    /// Fairly sure.
    FairlySure,
    /// Sure.
    Sure,
}

impl Certainty {
    /// From its number: 1, 2 or 3.
    pub fn from_number(number: u64) -> Option<Certainty> {
        match number {
            1 => Some(Certainty::Guess),
            2 => Some(Certainty::FairlySure),
            3 => Some(Certainty::Sure),
            _ => None,
        }
    }

    /// Its number: 1, 2 or 3.
    pub fn number(self) -> u8 {
        match self {
            Certainty::Guess => 1,
            Certainty::FairlySure => 2,
            Certainty::Sure => 3,
        }
    }
}

/// How the rep of a question was met before it was answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Viewing {
    /// In words, or there was none.
    #[default]
    InWords,
    /// As a moving picture, without a word about it.
    ByEye,
    /// As a moving picture first, then in words that were asked for: that halves the marks.
    Hinted,
}

/// What is asked now.
#[derive(Clone, Copy, Debug)]
pub struct Prompt<'s> {
    /// Its number, from 1.
    pub n: usize,
    /// Out of so many.
    pub of: usize,
    /// The question; its key is nobody's before the answer.
    pub question: &'s Question,
}

/// What is told of an answer.
#[derive(Clone, Copy, Debug)]
pub struct Feedback<'s> {
    /// The prompt's number.
    pub n: usize,
    /// The item.
    pub item: &'s Item,
    /// What was answered.
    pub response: &'s Response,
    /// How sure the person was, if told.
    pub certainty: Option<Certainty>,
    /// What it earned.
    pub mark: Marks,
    /// How its rep was met.
    pub viewing: Viewing,
    /// Of a near miss: whether the person said that they meant the key; none if they were not asked, or said nothing.
    pub meant: Option<bool>,
}

impl<'s> Feedback<'s> {
    /// What a typed answer came near to without meaning it, if the person has not said yet whether they meant it.
    pub fn near_miss(&self) -> Option<&'s str> {
        let (Key::Text { accept, refuse }, Response::Text(text), None) =
            (&self.item.key, self.response, self.meant)
        else {
            return None;
        };
        typed::near_miss(text, accept.iter().map(String::as_str), refuse.iter().map(String::as_str))
    }
}

#[derive(Clone, Debug)]
struct MarkedAnswer {
    meant: Option<bool>,
    response: Response,
    certainty: Option<Certainty>,
    mark: Marks,
    viewing: Viewing,
}

/// A sitting being answered.
#[derive(Clone, Debug)]
pub struct Session {
    sitting: Sitting,
    /// What each of its items asks.
    questions: Vec<Question>,
    /// The items in the order asked, by their place in the sitting; the first `answers.len()` are answered.
    queue: Vec<usize>,
    answers: Vec<MarkedAnswer>,
    skipped: HashSet<usize>,
    /// Of a session whose items come one at a time: how many are planned.
    planned: Option<usize>,
    /// Items that were skipped in such a session, until nothing else comes.
    later: Vec<usize>,
    /// What is shown before an item, by its place in the sitting.
    introductions: BTreeMap<usize, Introduction>,
    /// How the rep of the next answer was met.
    viewing: Viewing,
    quit: bool,
}

/// Why an act in a session or an exam was not done.
#[derive(Debug)]
pub enum ActError<E> {
    /// The person is told why, and goes on.
    Refused(BadResponse),
    /// What has to be kept can't be; nothing goes on.
    Failed(E),
}

impl<E> From<BadResponse> for ActError<E> {
    fn from(bad: BadResponse) -> ActError<E> {
        ActError::Refused(bad)
    }
}

impl<E> ActError<E> {
    /// What the person is told, unless nothing goes on.
    ///
    /// # Errors
    /// What failed.
    pub fn refusal(self) -> Result<BadResponse, E> {
        match self {
            ActError::Refused(bad) => Ok(bad),
            ActError::Failed(error) => Err(error),
        }
    }
}

/// Whoever keeps what happens in a session, and may give it more to ask. A log is written here, and the faces wait for
/// it: an answer is kept before its feedback is shown.
pub trait Keeper {
    /// Why something can't be kept.
    type Error;

    /// Nothing is left to ask. May add an item; whether it did.
    fn more(&mut self, _: &mut Session) -> Result<bool, Self::Error> {
        Ok(false)
    }

    /// The prompt is put before the person.
    fn asked(&mut self, _: &Session) -> Result<(), Self::Error> {
        Ok(())
    }

    /// Prompt `n` was answered, after the person had it before them for so long.
    fn answered(&mut self, _: &Session, _n: usize, _taken: Duration) -> Result<(), Self::Error> {
        Ok(())
    }

    /// The person said of prompt `n`, a near miss, whether they meant the key.
    fn settled(&mut self, _: &Session, _n: usize, _meant: bool) -> Result<(), Self::Error> {
        Ok(())
    }

    /// What is told of an answer was shown.
    fn told(&mut self, _: &Session) {}

    /// The last answer is to be taken back.
    ///
    /// # Errors
    /// If that can't be done, or not be kept.
    fn undo(&mut self, session: &mut Session) -> Result<(), ActError<Self::Error>> {
        Ok(session.undo()?)
    }

    /// What a person is told when an answer was taken back.
    fn taken_back(&self) -> &'static str {
        "Taken back."
    }

    /// The prompt is to be asked later.
    ///
    /// # Errors
    /// If that can't be done, or not be kept.
    fn skip(&mut self, session: &mut Session) -> Result<(), ActError<Self::Error>> {
        Ok(session.skip()?)
    }
}

/// Keeps nothing: a quiz that leaves no trace. `E`: why whoever might stand in its place can't keep something.
pub struct Unkept<E>(PhantomData<E>);

impl<E> Default for Unkept<E> {
    fn default() -> Unkept<E> {
        Unkept(PhantomData)
    }
}

impl<E> Keeper for Unkept<E> {
    type Error = E;
}

impl Session {
    /// Nothing answered yet.
    pub fn new(sitting: Sitting) -> Session {
        let queue = (0..sitting.items.len()).collect();
        let questions = sitting.items.iter().map(Item::question).collect();
        Session {
            sitting,
            questions,
            queue,
            answers: Vec::new(),
            skipped: HashSet::new(),
            planned: None,
            later: Vec::new(),
            introductions: BTreeMap::new(),
            viewing: Viewing::InWords,
            quit: false,
        }
    }

    /// One whose items come one at a time, so many at most.
    pub fn open_ended(plan: Plan, seed: Seed, planned: usize) -> Session {
        let sitting = Sitting { plan, seed, items: Vec::new() };
        Session { planned: Some(planned), ..Session::new(sitting) }
    }

    /// Asks this item when everything before it is answered.
    pub fn ask(&mut self, item: Item) {
        self.queue.push(self.sitting.items.len());
        self.add(item);
    }

    /// Asks this item when everything before it is answered, and shows before it what it is about.
    pub fn ask_introduced(&mut self, item: Item, introduction: Introduction) {
        self.introductions.insert(self.sitting.items.len(), introduction);
        self.ask(item);
    }

    /// What is shown before the prompt; none if its mistake was shown before, or it is about none.
    pub fn introduction(&self) -> Option<&Introduction> {
        self.prompt()?;
        self.introductions.get(&self.place(self.answered() + 1)?)
    }

    /// Asks this item now.
    pub fn ask_now(&mut self, item: Item) {
        let at = self.answers.len();
        self.queue.insert(at, self.sitting.items.len());
        self.add(item);
        // The length stays what it was: what was to come last gives way.
        let is_full = self.planned.is_some_and(|planned| self.asked() > planned);
        if is_full && self.later.pop().is_none() && self.queue.len() > at + 1 {
            self.queue.pop();
        }
    }

    fn add(&mut self, item: Item) {
        self.questions.push(item.question());
        self.sitting.items.push(item);
    }

    /// Nothing more will come: what was skipped is asked now. Whether there is anything.
    pub fn ask_skipped(&mut self) -> bool {
        self.queue.append(&mut self.later);
        self.prompt().is_some()
    }

    /// The place among the sitting's items of what is asked as prompt `n`, from 1.
    pub fn place(&self, n: usize) -> Option<usize> {
        self.queue.get(n.checked_sub(1)?).copied()
    }

    /// The item that is asked as prompt `n`, from 1, with its key: for whoever keeps, marks or draws it.
    pub fn item(&self, n: usize) -> Option<&Item> {
        self.sitting.items.get(self.place(n)?)
    }

    /// How many of its items were asked or are to be.
    pub fn asked(&self) -> usize {
        self.queue.len() + self.later.len()
    }

    /// How many items it will have come to, if it is played to its end.
    pub fn length(&self) -> usize {
        self.asked().max(self.planned.unwrap_or_default())
    }

    /// Whether it has ended because the person quit.
    pub fn was_quit(&self) -> bool {
        self.quit
    }

    /// The sitting.
    pub fn sitting(&self) -> &Sitting {
        &self.sitting
    }

    /// What is asked now; none once it is over.
    pub fn prompt(&self) -> Option<Prompt<'_>> {
        if self.quit {
            return None;
        }
        let at = self.answers.len();
        let question = &self.questions[*self.queue.get(at)?];
        Some(Prompt { n: at + 1, of: self.length(), question })
    }

    /// Says how the rep of the next answer was met; in words, unless something else is said.
    pub fn view(&mut self, viewing: Viewing) {
        self.viewing = viewing;
    }

    /// Takes the answer to the prompt; gives the prompt's number, for [`Session::feedback`].
    ///
    /// # Errors
    /// If the response is not of the form that the item asks for, or there is no prompt; nothing is taken then.
    pub fn answer(&mut self, response: Response, certainty: Option<Certainty>) -> Result<usize, BadResponse> {
        let Some(prompt) = self.prompt() else { return Err(BadResponse("the quiz is over".to_owned())) };
        fits(prompt.question, &response)?;
        let n = prompt.n;
        let Some(item) = self.item(n) else { return Err(BadResponse("the quiz is over".to_owned())) };
        let viewing = self.viewing;
        let mark = grade(item, &response).met(viewing);
        self.viewing = Viewing::InWords;
        self.answers.push(MarkedAnswer { meant: None, response, certainty, mark, viewing });
        Ok(n)
    }

    /// What is to be told of the answer to prompt `n`; none if that was not answered.
    pub fn feedback(&self, n: usize) -> Option<Feedback<'_>> {
        let place = n.checked_sub(1)?;
        let answer = self.answers.get(place)?;
        Some(Feedback {
            n,
            item: &self.sitting.items[self.queue[place]],
            response: &answer.response,
            certainty: answer.certainty,
            mark: answer.mark,
            viewing: answer.viewing,
            meant: answer.meant,
        })
    }

    /// What the last answer came near to, where the person may say now whether they meant it: the key has been told.
    pub fn near_miss(&self) -> Option<&str> {
        let is_told = self.sitting.plan.feedback == FeedbackAt::Each;
        self.feedback(self.answered()).filter(|_| is_told)?.near_miss()
    }

    /// Takes the word of the person on whether they meant the key with the last answer; gives its prompt's number. What was
    /// meant is right.
    ///
    /// # Errors
    /// If it was no near miss, or they have said so before.
    pub fn settle(&mut self, meant: bool) -> Result<usize, BadResponse> {
        let is_near = self.near_miss().is_some();
        match self.answers.last_mut().filter(|_| is_near) {
            Some(answer) => {
                answer.meant = Some(meant);
                if meant {
                    answer.mark = Marks(1.0).met(answer.viewing);
                }
                Ok(self.answers.len())
            }
            None => Err(BadResponse("the last answer was no near miss".to_owned())),
        }
    }

    /// Moves the item of the prompt to the end.
    ///
    /// # Errors
    /// If it was skipped before, or nothing else is left.
    pub fn skip(&mut self) -> Result<(), BadResponse> {
        let at = self.answers.len();
        if self.prompt().is_none() {
            return Err(BadResponse("the quiz is over".to_owned()));
        }
        if self.planned.is_none() && at + 1 == self.queue.len() {
            return Err(BadResponse("this is the last one left: answer it, or quit".to_owned()));
        }
        if !self.skipped.insert(self.queue[at]) {
            return Err(BadResponse("this one was skipped before: answer it, or quit".to_owned()));
        }
        let item = self.queue.remove(at);
        if self.planned.is_some() {
            self.later.push(item);
        } else {
            self.queue.push(item);
        }
        Ok(())
    }

    /// Takes the last answer back, so that its prompt is asked again.
    ///
    /// # Errors
    /// If nothing was answered.
    pub fn undo(&mut self) -> Result<(), BadResponse> {
        match self.answers.pop() {
            Some(_) => Ok(()),
            None => Err(BadResponse("there is no answer to take back".to_owned())),
        }
    }

    /// Ends it.
    pub fn quit(&mut self) {
        self.quit = true;
    }

    /// Whether there is nothing more to ask.
    pub fn is_over(&self) -> bool {
        self.prompt().is_none()
    }

    /// How many prompts were answered.
    pub fn answered(&self) -> usize {
        self.answers.len()
    }

    /// The score of what was answered.
    pub fn score(&self) -> SessionScore {
        let answers = self
            .answers
            .iter()
            .zip(&self.queue)
            .map(|(answer, &place)| (&self.sitting.items[place], &answer.response, answer.mark));
        score(answers, self.queue.len(), self.sitting.plan.pass)
    }
}
