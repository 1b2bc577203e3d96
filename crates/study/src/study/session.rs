//! The session itself: what it may ask, what it asked, and the next question.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::scope::{carry_over, confused, eligible, owed, remaining_of};
use crate::{
    Ahead, AskedSkill, EligibleSkill, Goal, Log, Remaining, Seq, SkillState, StudyError, StudyEvent,
    StudyRequest, next,
};
use formcheck_core::day::{Day, Moment};
use formcheck_core::quiz::generate::Workshop;
use formcheck_core::quiz::{
    About, Chance, Introduction, Item, ItemId, Plan, Seed, Session, Skill, practice_item,
};
use formcheck_core::rulebook::{FeedbackAt, MistakeIx, Rulebook};

/// A study session that keeps its log.
pub struct Study<'a> {
    pub(super) book: &'a Rulebook,
    pub(super) shop: Workshop<'a>,
    pub(super) log: Log,
    pub(super) clock: &'a dyn Fn() -> Moment,
    /// What was asked of it, and where it was opened.
    pub(super) asked: StudyRequest,
    pub(super) opened: Option<Seq>,
    /// The day on which it was opened: what is due is asked as of that day, however long the session stays open.
    pub(super) day: Day,
    pub(super) eligible: Vec<EligibleSkill>,
    pub(super) confused: Vec<(MistakeIx, MistakeIx)>,
    /// Of each item of the session, where it was shown and whether it came again.
    pub(super) shown: Vec<(Seq, bool)>,
    /// Items that were answered at some time, and whether the first answer, which counts, was right; none where its skill
    /// has got another id since.
    pub(super) answered: HashMap<Seq, Option<bool>>,
    /// Of these the ones that were answered once more: their first answer is no longer the last.
    pub(super) answered_again: HashSet<Seq>,
    /// The states when it began, unless it goes on with an earlier one.
    pub(super) before: BTreeMap<Skill, SkillState>,
    /// Whether what was taken back last is a filmed set.
    pub(super) took_back_film: bool,
    /// Whether it goes on with a session that was interrupted.
    pub resumed: bool,
}

impl<'a> Study<'a> {
    /// Opens a session, or goes on with the one that was interrupted today and was asked for the same.
    pub fn open(
        book: &'a Rulebook,
        mut log: Log,
        asked: StudyRequest,
        clock: &'a dyn Fn() -> Moment,
    ) -> Result<(Study<'a>, Session), StudyError> {
        carry_over(book, &mut log, clock())?;
        let unfinished = log.unfinished()?;
        let day = clock().day;
        let selection = log.selection()?.unwrap_or_default();
        let eligible = eligible(book, &log, &selection, &asked.only)?;
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
            eligible,
            confused,
            shown: Vec::new(),
            answered: HashMap::new(),
            answered_again: HashSet::new(),
            before,
            took_back_film: false,
            resumed: false,
        };
        if let Some(events) = unfinished {
            if let Some(mut session) = study.resume(&events)? {
                // What was skipped comes at the end without an event of its own.
                study.has_question(&mut session)?;
                return Ok((study, session));
            }
            let session = events[0].seq;
            study.log.append((study.clock)(), &StudyEvent::Closed { session, quit: true })?;
        }
        study.asked.length = Some(study.planned());
        let session = study.empty_session();
        Ok((study, session))
    }

    /// Marks what was missed before the event at this place, and not answered rightly since.
    pub(super) fn mark_owed(&mut self, before: Seq) -> Result<(), StudyError> {
        let owed = owed(&self.log, before)?;
        self.eligible.iter_mut().for_each(|one| one.owed = owed.get(&one.skill).copied());
        Ok(())
    }

    pub(super) fn empty_session(&self) -> Session {
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
        Session::open_ended(plan, Seed(self.asked.seed), self.length())
    }

    /// How many items there will be.
    fn length(&self) -> usize {
        self.asked.length.unwrap_or_default() as usize
    }

    /// How many items a session that is opened now will have.
    pub(super) fn planned(&self) -> u32 {
        /// Seconds.
        const AN_ITEM: u32 = 30;
        let left = self.remaining();
        let most = match (self.asked.items, self.asked.minutes) {
            (Some(items), _) => items,
            (None, Some(minutes)) => (minutes.saturating_mul(60) / AN_ITEM).max(1),
            (None, None) => u32::MAX,
        };
        u32::try_from(left.due + left.new).unwrap_or(u32::MAX).min(most)
    }

    pub(super) fn goal(&self) -> Goal {
        Goal { today: self.day, by: self.asked.by, cram: self.asked.cram }
    }

    pub fn request(&self) -> &StudyRequest {
        &self.asked
    }

    pub fn remaining(&self) -> Remaining {
        remaining_of(&self.eligible, self.log.model(), self.goal())
    }

    /// The day that it gets ready for, if it was asked to.
    pub fn by(&self) -> Option<Day> {
        self.asked.by
    }

    pub fn today(&self) -> Day {
        self.day
    }

    /// What counts for days that have not come yet.
    pub fn ahead(&self) -> Result<Option<Ahead>, StudyError> {
        self.log.ahead((self.clock)())
    }

    /// Whether there is anything to ask; puts it before the person then.
    pub fn has_question(&mut self, session: &mut Session) -> Result<bool, StudyError> {
        if session.prompt().is_some() {
            return Ok(true);
        }
        self.add(session)
    }

    /// Skills of the history that the rules no longer have.
    pub fn unknown_skills(&self) -> Vec<Skill> {
        let is_gone = |skill: &&Skill| About::of(self.book, skill).is_none();
        self.log.skills().keys().filter(is_gone).cloned().collect()
    }

    pub fn log(&self) -> &Log {
        &self.log
    }

    /// What the session asked so far, in the order asked.
    fn history(&self, session: &Session) -> Vec<AskedSkill> {
        let items = &session.sitting().items;
        let about = |item: &Item| About::of(self.book, &item.skill);
        let answered = (1..=session.answered()).filter_map(|n| {
            let told = session.feedback(n)?;
            Some(AskedSkill { about: about(told.item)?, right: Some(self.counts_as_right(session, &told)) })
        });
        let done: HashSet<usize> = (1..=session.answered()).filter_map(|n| session.place(n)).collect();
        let open = items.iter().enumerate().filter(|(place, _)| !done.contains(place));
        let open = open.filter_map(|(_, item)| Some(AskedSkill { about: about(item)?, right: None }));
        answered.chain(open).collect()
    }

    /// The next item; none if there is nothing left.
    fn next_item(&mut self, session: &Session) -> Result<Option<NextItem>, StudyError> {
        let history = self.history(session);
        let room = self.length().saturating_sub(session.asked());
        if room == 0 {
            return Ok(None);
        }
        let known: Vec<ItemId> = session.sitting().items.iter().map(|item| item.id.clone()).collect();
        let mut failed: HashSet<usize> = HashSet::new();
        loop {
            let with = (self.log.model(), self.goal());
            let found =
                next(&self.eligible, (&history, room), &self.confused, with, |at| !failed.contains(&at));
            let Some((at, again)) = found else { return Ok(None) };
            let margin = self.log.margin(&self.eligible[at].skill)?;
            self.shop.set_margin(self.eligible[at].about.mistake().zip(margin));
            let standing = &self.eligible[at];
            let seed = self.asked.seed.wrapping_mul(1_000_003).wrapping_add(self.shown.len() as u64);
            let mut chance = Chance::from_seed(Seed(seed));
            let item = standing.rung().and_above().find_map(|rung| {
                practice_item(self.book, &self.shop, standing.about, rung.kinds(), &known, &mut chance)
            });
            if let Some(item) = item {
                let wants = standing.wants_introduction();
                let introduction = if wants { Introduction::of(self.book, standing.about) } else { None };
                return Ok(Some(NextItem { item, again, introduction }));
            }
            failed.insert(at);
        }
    }

    /// Where the session was opened; opens it with the first thing that happens, so that nothing is said of a session
    /// that asked nothing.
    pub(super) fn session(&mut self) -> Result<Seq, StudyError> {
        if let Some(opened) = self.opened {
            return Ok(opened);
        }
        let opened = self.log.append((self.clock)(), &StudyEvent::Opened(self.asked.clone()))?;
        self.opened = Some(opened);
        Ok(opened)
    }

    pub(super) fn append(&mut self, event: &StudyEvent) -> Result<Seq, StudyError> {
        let seq = self.log.append((self.clock)(), event)?;
        if let Some(skill) = event.skill() {
            let state = self.log.skills().get(skill).copied();
            if let Some(standing) = self.eligible.iter_mut().find(|one| one.skill == *skill) {
                standing.state = state;
            }
            // What is asked next follows from the log as it is, whether or not the program was started again since.
            self.confused = confused(self.book, &self.log)?;
            self.shop.set_confused(self.confused.clone());
        }
        Ok(seq)
    }

    /// Asks the next item, if there is one; whether there is.
    pub(super) fn add(&mut self, session: &mut Session) -> Result<bool, StudyError> {
        let Some(NextItem { item, again, introduction }) = self.next_item(session)? else {
            return Ok(session.ask_skipped());
        };
        let (stored, introduced) = (Box::new(item.clone()), introduction.is_some());
        let shown = |session: Seq| StudyEvent::Shown { session, again, introduced, item: stored };
        let seq = match self.opened {
            Some(opened) => self.append(&shown(opened))?,
            None => {
                let opening = StudyEvent::Opened(self.asked.clone());
                let (opened, seq) = self.log.append_opened((self.clock)(), &opening, shown)?;
                self.opened = Some(opened);
                seq
            }
        };
        self.shown.push((seq, again));
        if introduced && let Some(standing) = self.eligible.iter_mut().find(|one| one.skill == item.skill) {
            standing.introduced = true;
        }
        match introduction {
            Some(introduction) => session.ask_introduced(item, introduction),
            None => session.ask(item),
        }
        Ok(true)
    }
}

/// What is asked next.
struct NextItem {
    item: Item,
    /// Whether it comes again because it was missed.
    again: bool,
    /// What is shown before it.
    introduction: Option<Introduction>,
}
