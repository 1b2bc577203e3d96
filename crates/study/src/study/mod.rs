//! A study session: what is due is asked, and each thing that happens is in the log before the person sees what follows.
//!
//! The next question follows from the log, the rulebook, the day and the session's seed alone, so that a session that
//! was killed goes on with the question that would have come.

mod resume;
mod scope;
mod summary;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io;
use std::time::Duration;

use super::choose::{Askable, Turn, Wanted, kinds_for, next};
use super::event::{Answered, Event, Request, Seq};
use super::log::{Fault, Log};
use super::skill::SkillState;
use formcheck_core::day::{Day, Moment};
use formcheck_core::quiz::generate::Workshop;
use formcheck_core::quiz::{
    About, BadResponse, Chance, Item, ItemId, Keeper, Plan, Seed, Session, Skill, practice_item, trials,
};
use formcheck_core::rulebook::{FeedbackAt, MistakeIx, Rulebook};

pub use scope::left;
use scope::{askables, carry_over, confused};
pub use summary::{Summary, streak};

/// A study session that keeps its log.
pub struct Study<'a> {
    book: &'a Rulebook,
    shop: Workshop<'a>,
    log: Log,
    clock: &'a dyn Fn() -> Moment,
    /// What was asked of it, and where it was opened.
    asked: Request,
    opened: Option<Seq>,
    day: Day,
    askables: Vec<Askable>,
    confused: Vec<(MistakeIx, MistakeIx)>,
    /// Of each item of the session, where it was shown and whether it came again.
    shown: Vec<(Seq, bool)>,
    /// Items that were answered at some time, and whether the first answer, which counts, was right; none where its skill
    /// has got another id since.
    answered: HashMap<Seq, Option<bool>>,
    /// Time taken over answers, in milliseconds.
    spent: u64,
    /// The states when it began, unless it goes on with an earlier one.
    before: BTreeMap<Skill, SkillState>,
    /// Whether it goes on with a session that was interrupted.
    pub resumed: bool,
}

/// What is left to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Left {
    /// Skills that are due.
    pub due: usize,
    /// Skills that were never asked.
    pub new: usize,
    /// When the next one is due, if none is.
    pub next: Option<Day>,
}

impl<'a> Study<'a> {
    /// Opens a session, or goes on with the one that was interrupted today and was asked for the same.
    ///
    /// # Errors
    /// If the log can't be read or written.
    pub fn open(
        book: &'a Rulebook,
        mut log: Log,
        asked: Request,
        clock: &'a dyn Fn() -> Moment,
    ) -> Result<(Study<'a>, Session), Fault> {
        carry_over(book, &mut log, clock())?;
        let unfinished = log.unfinished()?;
        let day = clock().day;
        let chosen = log.chosen()?.unwrap_or_default();
        let askables = askables(book, &log, &chosen, &asked.only);
        let confused = confused(book, &log)?;
        let mut shop = Workshop::new(book, false);
        shop.set_confused(confused.clone());
        let before = log.skills().clone();
        let mut study = Study {
            book,
            shop,
            log,
            clock,
            asked,
            opened: None,
            day,
            askables,
            confused,
            shown: Vec::new(),
            answered: HashMap::new(),
            spent: 0,
            before,
            resumed: false,
        };
        if let Some(events) = unfinished {
            if let Some(session) = study.resume(&events)? {
                return Ok((study, session));
            }
            let session = events[0].seq;
            study.log.append((study.clock)(), &Event::Closed { session, quit: true })?;
        }
        let session = study.empty_session();
        Ok((study, session))
    }

    fn empty_session(&self) -> Session {
        let plan = Plan {
            id: "study".to_owned(),
            title: "Study".to_owned(),
            about: String::new(),
            pass: None,
            minutes: None,
            feedback: FeedbackAt::Each,
            sections: Vec::new(),
            mixed: true,
            spread: None,
        };
        Session::open_ended(plan, Seed(self.asked.seed), self.planned())
    }

    /// How many items there will be, about.
    fn planned(&self) -> usize {
        /// Seconds that an item takes, about.
        const AN_ITEM: u32 = 30;
        let left = self.left();
        let most = match (self.asked.items, self.asked.minutes) {
            (Some(items), _) => items as usize,
            (None, Some(minutes)) => (minutes * 60 / AN_ITEM).max(1) as usize,
            (None, None) => usize::MAX,
        };
        (left.due + left.new).min(most)
    }

    fn wanted(&self) -> Wanted {
        Wanted { today: self.day, by: self.asked.by, cram: self.asked.cram }
    }

    /// What was asked of this session.
    pub fn request(&self) -> &Request {
        &self.asked
    }

    /// What is left to do today.
    pub fn left(&self) -> Left {
        scope::left_of(&self.askables, self.log.model(), self.wanted())
    }

    /// The day that it gets ready for, if it was asked to.
    pub fn by(&self) -> Option<Day> {
        self.asked.by
    }

    /// The person's day.
    pub fn today(&self) -> Day {
        self.day
    }

    /// Whether there is anything to ask; puts it before the person then.
    ///
    /// # Errors
    /// If the log can't be written.
    pub fn is_something(&mut self, session: &mut Session) -> Result<bool, Fault> {
        if session.prompt().is_some() {
            return Ok(true);
        }
        self.add(session)
    }

    /// Skills of the history that the rules no longer have.
    pub fn gone(&self) -> Vec<Skill> {
        let is_gone = |skill: &&Skill| About::of(self.book, skill).is_none();
        self.log.skills().keys().filter(is_gone).cloned().collect()
    }

    /// The log.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// What the session asked so far, in the order asked.
    fn history(&self, session: &Session) -> Vec<Turn> {
        let items = &session.sitting().items;
        let about = |item: &Item| About::of(self.book, &item.skill);
        let answered = (1..=session.answered()).filter_map(|n| {
            let told = session.feedback(n)?;
            Some(Turn { about: about(told.item)?, right: Some(self.counts_as_right(session, &told)) })
        });
        let done: HashSet<usize> = (1..=session.answered()).filter_map(|n| session.place(n)).collect();
        let open = items.iter().enumerate().filter(|(place, _)| !done.contains(place));
        let open = open.filter_map(|(_, item)| Some(Turn { about: about(item)?, right: None }));
        answered.chain(open).collect()
    }

    /// Whether the minutes or the items that were asked for are over.
    fn is_over(&self) -> bool {
        let late = self.asked.minutes.is_some_and(|minutes| self.spent >= u64::from(minutes) * 60_000);
        late || self.asked.items.is_some_and(|items| self.shown.len() >= items as usize)
    }

    /// The next item, and whether it comes again; none if there is nothing left.
    fn next_item(&self, session: &Session) -> Option<(Item, bool)> {
        let history = self.history(session);
        let known: Vec<ItemId> = session.sitting().items.iter().map(|item| item.id.clone()).collect();
        let mut failed: HashSet<usize> = HashSet::new();
        loop {
            let with = (self.log.model(), self.wanted());
            let (at, again) =
                next(&self.askables, &history, &self.confused, with, |at| !failed.contains(&at))?;
            let standing = &self.askables[at];
            let seed = self.asked.seed.wrapping_mul(1_000_003).wrapping_add(self.shown.len() as u64);
            let mut chance = Chance::from_seed(Seed(seed));
            let kinds = kinds_for(standing.step());
            let item = practice_item(self.book, &self.shop, standing.about, kinds, &known, &mut chance);
            match item {
                Some(item) => return Some((item, again)),
                None => failed.insert(at),
            };
        }
    }

    /// Where the session was opened; opens it with the first thing that happens, so that nothing is said of a session
    /// that asked nothing.
    fn session(&mut self) -> Result<Seq, Fault> {
        if let Some(opened) = self.opened {
            return Ok(opened);
        }
        let opened = self.log.append((self.clock)(), &Event::Opened(self.asked.clone()))?;
        self.opened = Some(opened);
        Ok(opened)
    }

    fn append(&mut self, event: &Event) -> Result<Seq, Fault> {
        let seq = self.log.append((self.clock)(), event)?;
        if let Some(skill) = event.skill() {
            let state = self.log.skills().get(skill).copied();
            if let Some(standing) = self.askables.iter_mut().find(|one| one.skill == *skill) {
                standing.state = state;
            }
            // What is asked next follows from the log as it is, whether or not the program was started again since.
            self.confused = confused(self.book, &self.log)?;
            self.shop.set_confused(self.confused.clone());
        }
        Ok(seq)
    }

    /// Asks the next item, if there is one; whether there is.
    fn add(&mut self, session: &mut Session) -> Result<bool, Fault> {
        let next = if self.is_over() { None } else { self.next_item(session) };
        let Some((item, again)) = next else { return Ok(session.ask_skipped()) };
        let stored = Box::new(item.clone());
        let shown = |session: Seq| Event::Shown { session, again, item: stored };
        let seq = match self.opened {
            Some(opened) => self.append(&shown(opened))?,
            None => {
                let opening = Event::Opened(self.asked.clone());
                let (opened, seq) = self.log.append_opened((self.clock)(), &opening, shown)?;
                self.opened = Some(opened);
                seq
            }
        };
        self.shown.push((seq, again));
        session.ask(item);
        Ok(true)
    }
}

impl Keeper for Study<'_> {
    fn more(&mut self, session: &mut Session) -> io::Result<bool> {
        Ok(self.add(session)?)
    }

    fn answered(&mut self, session: &Session, n: usize, taken: Duration) -> io::Result<()> {
        let (Some(told), Some(place)) = (session.feedback(n), session.place(n)) else { return Ok(()) };
        let shown = self.shown[place].0;
        let opened = self.session()?;
        let answered = Answered {
            session: opened,
            shown,
            skill: told.item.skill.clone(),
            kind: told.item.kind.word().to_owned(),
            answer: told.response.clone(),
            certainty: told.certainty.map(formcheck_core::quiz::Certainty::number),
            ms: u64::try_from(taken.as_millis()).unwrap_or(u64::MAX).min(LONGEST_LOOK),
            marks: told.mark.0,
            right: told.mark.is_right(),
            schedules: !self.asked.cram,
            again: self.answered.contains_key(&shown),
            by_eye: told.by_eye,
            trials: trials(told.item, told.response),
        };
        self.answered.entry(shown).or_insert(Some(answered.right));
        self.spent += answered.ms;
        self.append(&Event::Answered(Box::new(answered)))?;
        Ok(())
    }

    fn undo(&mut self, session: &mut Session) -> io::Result<Result<(), BadResponse>> {
        if let Some(told) = session.feedback(session.answered()) {
            let skill = told.item.skill.clone();
            let place = session.place(session.answered()).unwrap_or_default();
            let shown = self.shown[place].0;
            let opened = self.session()?;
            self.append(&Event::Undone { session: opened, shown, skill })?;
            return Ok(session.undo());
        }
        let Some((answered, item)) = self.log.last_standing()? else {
            return Ok(Err(BadResponse("there is no answer to take back".to_owned())));
        };
        if !item.is_known_to(self.book) {
            let what = "the last answer was to a question of rules that are gone, so it stays".to_owned();
            return Ok(Err(BadResponse(what)));
        }
        let (shown, skill) = (answered.shown, answered.skill);
        // The session is opened first: what is undone in it belongs to its events.
        self.session()?;
        self.append(&Event::Undone { session: answered.session, shown, skill })?;
        self.ask_earlier(session, item, shown, Some(answered.right));
        Ok(Ok(()))
    }

    fn taken_back(&self) -> &'static str {
        "Taken back. If you answer it again your first answer is the one that counts: you have seen the key."
    }

    fn skip(&mut self, session: &mut Session) -> io::Result<Result<(), BadResponse>> {
        let shown = self.prompted(session);
        let skipped = session.skip();
        if let (Ok(()), Some(shown)) = (&skipped, shown) {
            let opened = self.session()?;
            self.append(&Event::Skipped { session: opened, shown })?;
        }
        Ok(skipped)
    }
}

/// Who takes longer over one question has gone for a coffee, in milliseconds.
const LONGEST_LOOK: u64 = 5 * 60_000;
