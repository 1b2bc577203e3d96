//! The program behind the full screen: it opens sessions, keeps answers before anything is told of them, reads figures.
//!
//! Must not know what is drawn.

use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::super::{Global, Outcome, Ran, Stop, chance, choosing, in_colour, profile, put, quiz, study};
use super::fault::{Unkeepable, refused};
use super::home;
use super::round::Round;
use crate::face::full::{
    Asked, Begin, Drawing, Effect, Ended, Ending, News, Offered, Picked, Stage, Start, Told,
};
use crate::pages::stats::Stats;
use crate::pages::{session, study as page};
use crate::render::ansi::style;
use crate::render::ansi::style::sentence;
use formcheck_core::day::Moment;
use formcheck_core::quiz::names;
use formcheck_core::quiz::{BadResponse, Certainty, Keeper, Response, Session};
use formcheck_core::rulebook::{FeedbackAt, Rulebook};
use formcheck_study::{Chosen, Log, Place, Request, Study};

/// What was asked for on the command line.
#[derive(Default)]
pub(super) struct Plan {
    /// What is asked of study.
    pub(super) study: Request,
    /// Whether to ask again what the person does and has.
    pub(super) choose: bool,
    /// A quiz that was drawn already.
    pub(super) waiting: Option<Box<Session>>,
}

/// What the full screen is played with.
pub(super) struct Backstage<'a> {
    book: &'a Rulebook,
    global: &'a Global,
    place: &'a Place,
    has_home: bool,
    /// Whether the shell gets colours.
    coloured: bool,
    now: &'a dyn Fn() -> Moment,
    plan: Plan,
    round: Option<Round<'a>>,
    /// When the question came up.
    asked: Instant,
    /// Whether its words were seen before.
    seen: bool,
    /// How long the session may take.
    minutes: Option<Duration>,
    /// When it must be over; none before its first question.
    until: Option<Duration>,
    /// What the last session came to.
    last: Option<Last>,
}

/// What the last session came to: how it ends for the shell, and what stays in the window.
struct Last {
    outcome: Outcome,
    text: String,
}

impl<'a> Stage<'a> for Backstage<'a> {
    fn perform(&mut self, effect: Effect, time: Duration) -> io::Result<Vec<News<'a>>> {
        let (had_round, is_home) = (self.round.is_some(), effect == Effect::Home);
        let done = match effect {
            Effect::Home => {
                home::facts(self.book, self.place, (self.now)().day).map(|facts| vec![News::Home(facts)])
            }
            Effect::Begin(begin) => self.begin(&begin),
            Effect::Picked(picked) => self.picked(picked),
            Effect::Answer { response, certainty, by_eye } => self.answer(response, certainty, by_eye, time),
            Effect::Next => {
                // The time runs from the first question on.
                self.until = self.until.or_else(|| self.minutes.map(|minutes| time + minutes));
                self.next(None)
            }
            Effect::Undo => self.moved(|session, keeper| keeper.undo(session), true, time),
            Effect::Skip => self.moved(|session, keeper| keeper.skip(session), false, time),
            Effect::End => self.end(true),
            Effect::Figures => self.figures(),
            Effect::Suspend | Effect::Leave { .. } | Effect::Exam(_) => Ok(vec![]),
        };
        match done {
            Ok(news) => Ok(news),
            // What can't be begun is told, and the person is where they were. What can't be kept ends it, and so does a
            // home that can't be shown: there is nowhere to be.
            Err(Stop::Told { what, help }) if !had_round && !is_home && self.has_home => {
                Ok(vec![refused(&what, &help)])
            }
            Err(Stop::Told { what, help }) => Err(io::Error::other(Unkeepable { what, help })),
            Err(Stop::Io(error)) => Err(error),
            Err(Stop::Silent(_)) => Err(io::Error::other("it could not go on")),
        }
    }
}

impl<'a> Backstage<'a> {
    /// Nothing begun yet.
    pub(super) fn new(
        book: &'a Rulebook,
        global: &'a Global,
        (place, has_home): (&'a Place, bool),
        now: &'a dyn Fn() -> Moment,
        plan: Plan,
    ) -> Backstage<'a> {
        Backstage {
            book,
            global,
            place,
            has_home,
            coloured: in_colour(),
            now,
            plan,
            round: None,
            asked: Instant::now(),
            seen: false,
            minutes: None,
            until: None,
            last: None,
        }
    }

    fn begin(&mut self, begin: &Begin) -> Result<Vec<News<'a>>, Stop> {
        (self.minutes, self.until) = (None, None);
        match begin {
            Begin::Study => self.study(),
            Begin::Quiz(id) => {
                let session = match self.plan.waiting.take() {
                    Some(session) => session,
                    None => Box::new(Session::new(quiz::chosen(self.book, id.as_deref())?)),
                };
                let sitting = session.sitting();
                self.minutes =
                    sitting.plan.minutes.map(|minutes| Duration::from_secs(u64::from(minutes) * 60));
                let start = Start {
                    title: sitting.plan.title.clone(),
                    about: sitting.plan.about.clone(),
                    facts: session::facts(sitting),
                };
                self.round = Some(Round::Quiz(session));
                Ok(vec![News::Start(start)])
            }
        }
    }

    fn study(&mut self) -> Result<Vec<News<'a>>, Stop> {
        let log = Log::open(self.place)?;
        let asks = self.plan.study.only.is_empty() && choosing::is_first(&log)?;
        if self.plan.choose || asks {
            let (exercises, equipment) = choosing::offered(self.book);
            let name = |id: String| (id.clone(), names::name_of(self.book, &id).unwrap_or(id));
            return Ok(vec![News::Choose(Offered {
                exercises: exercises.into_iter().map(name).collect(),
                needs: self.book.exercises.iter().map(|one| one.equipment.clone()).collect(),
                equipment: equipment.into_iter().map(|word| (word.clone(), word)).collect(),
            })]);
        }
        let asked = self.plan.study.clone();
        if self.has_home {
            // The next session asks other questions.
            self.plan.study.seed = chance::fresh_seed()?;
        }
        let (mut study, mut session) = Study::open(self.book, log, asked, self.now)?;
        if !study.is_something(&mut session)? {
            let (left, today) = (study.left(), study.today());
            self.last =
                Some(Last { outcome: Outcome::Done, text: page::nothing(&left, today, style::width()) });
            return Ok(vec![News::Over(Box::new(Ended::Nothing { left, today }))]);
        }
        let gone = study.gone();
        let start = Start {
            title: "Study".to_owned(),
            about: if gone.is_empty() {
                String::new()
            } else {
                page::gone(&gone, usize::MAX).trim().to_owned()
            },
            facts: page::facts(&study, &session),
        };
        self.round = Some(Round::Study(Box::new(study), Box::new(session)));
        Ok(vec![News::Start(start)])
    }

    fn picked(&mut self, picked: Picked) -> Result<Vec<News<'a>>, Stop> {
        let mut log = Log::open(self.place)?;
        let chosen = Chosen { exercises: picked.exercises, equipment: picked.equipment };
        match choosing::keep(self.book, &mut log, (self.now)(), chosen) {
            // Nothing fits: the lists stay where they are.
            Err(Stop::Told { what, help }) => return Ok(vec![refused(&what, &help)]),
            kept => kept?,
        }
        self.plan.choose = false;
        drop(log);
        self.study()
    }

    fn answer(
        &mut self,
        response: Response,
        certainty: Option<Certainty>,
        by_eye: bool,
        time: Duration,
    ) -> Result<Vec<News<'a>>, Stop> {
        if self.is_time_up(time) {
            return self.end_in_time("Time is up: this answer does not count.");
        }
        let taken = self.asked.elapsed();
        let by_eye = by_eye && !self.seen;
        let until = self.until;
        let Some(round) = &mut self.round else { return Ok(vec![]) };
        let (of, open) = round.session().prompt().map_or((0, true), |prompt| (prompt.of, prompt.open));
        let answered = round.with(|session, keeper| -> io::Result<_> {
            session.see(by_eye);
            match session.answer(response, certainty) {
                // It is kept before anything is told of it.
                Ok(n) => keeper.answered(session, n, taken).map(|()| Ok(n)),
                Err(bad) => Ok(Err(bad)),
            }
        });
        let n = match answered.map_err(profile::told)? {
            Ok(n) => n,
            Err(bad) => return Ok(vec![News::Refused(sentence(&format!("{}.", bad.0)))]),
        };
        let session = round.session();
        let Some(told) = session.feedback(n) else { return Ok(vec![]) };
        if session.sitting().plan.feedback == FeedbackAt::End {
            return self.next(Some("Noted.".to_owned()));
        }
        let told = Told {
            title: session.sitting().plan.title.clone(),
            n,
            of: of.max(n),
            open,
            item: Arc::new(told.item.clone()),
            response: told.response.clone(),
            certainty: told.certainty,
            mark: told.mark,
            by_eye: told.by_eye,
            drawing: None,
            until,
        };
        round.with(|session, keeper| keeper.told(session));
        Ok(vec![News::Told(Box::new(told))])
    }

    fn moved(
        &mut self,
        moves: impl FnOnce(&mut Session, &mut dyn Keeper) -> io::Result<Result<(), BadResponse>>,
        seen: bool,
        time: Duration,
    ) -> Result<Vec<News<'a>>, Stop> {
        if self.is_time_up(time) {
            return self.end_in_time("Time is up: what was answered stands.");
        }
        let Some(round) = &mut self.round else { return Ok(vec![]) };
        match round.with(moves).map_err(profile::told)? {
            Ok(()) => {
                let news = self.next(None)?;
                self.seen = seen;
                Ok(news
                    .into_iter()
                    .map(|news| match news {
                        News::Asked(asked, remark) => News::Asked(Asked { seen, ..asked }, remark),
                        other => other,
                    })
                    .collect())
            }
            Err(bad) => Ok(vec![News::Refused(format!("{}.", sentence(&bad.0)))]),
        }
    }

    /// The prompt, or what comes after the last one.
    fn next(&mut self, remark: Option<String>) -> Result<Vec<News<'a>>, Stop> {
        let until = self.until;
        let Some(round) = &mut self.round else { return Ok(vec![]) };
        let more = round.with(|session, keeper| -> io::Result<bool> {
            Ok(session.prompt().is_some() || !session.was_quit() && keeper.more(session)?)
        });
        if !more.map_err(profile::told)? {
            return self.end(false);
        }
        let session = round.session();
        let Some(prompt) = session.prompt() else { return self.end(false) };
        let asked = Asked {
            title: session.sitting().plan.title.clone(),
            n: prompt.n,
            of: prompt.of,
            open: prompt.open,
            question: Arc::new(prompt.question.clone()),
            drawing: session.item(prompt.n).and_then(|item| Drawing::of(self.book, item)),
            seen: false,
            until,
        };
        (self.asked, self.seen) = (Instant::now(), false);
        Ok(vec![News::Asked(asked, remark)])
    }

    fn is_time_up(&self, time: Duration) -> bool {
        self.until.is_some_and(|until| time > until)
    }

    /// Ends the session because its time is up, and says what that means.
    fn end_in_time(&mut self, remark: &str) -> Result<Vec<News<'a>>, Stop> {
        let mut news = self.end(true)?;
        news.push(News::Refused(remark.to_owned()));
        Ok(news)
    }

    /// Ends the session; whether before it was over.
    fn end(&mut self, quit: bool) -> Result<Vec<News<'a>>, Stop> {
        let width = style::width();
        let mut hint = String::new();
        let (ended, outcome) = match self.round.take() {
            Some(Round::Study(mut study, mut session)) => {
                if quit {
                    session.quit();
                }
                let summary = study.close(&session)?;
                if !self.global.quiet && study::may_tune(study.log())? {
                    hint = page::may_tune(width);
                }
                let outcome = if summary.answers.0 == 0 { Outcome::FellShort } else { Outcome::Done };
                (Ended::Study { session: *session, summary }, outcome)
            }
            Some(Round::Quiz(mut session)) => {
                if quit {
                    session.quit();
                }
                let outcome = quiz::outcome(&session.score());
                (Ended::Quiz { session: *session }, outcome)
            }
            None => return Ok(vec![]),
        };
        self.last = Some(Last { outcome, text: self.for_shell(|| ended.text(self.book, width)) + &hint });
        Ok(vec![News::Over(Box::new(ended))])
    }

    /// Makes a page with the colours of the shell.
    fn for_shell(&self, page: impl FnOnce() -> String) -> String {
        colored::control::set_override(self.coloured);
        let text = page();
        colored::control::set_override(true);
        text
    }

    fn figures(&mut self) -> Result<Vec<News<'a>>, Stop> {
        let Some(log) = Log::view(self.place)? else { return Ok(vec![News::Figures(None)]) };
        let answers = log.standing()?;
        if answers.is_empty() {
            return Ok(vec![News::Figures(None)]);
        }
        let state = log.state()?;
        let model = state.model();
        let today = (self.now)().day;
        let profile = self.place.profile();
        let stats = Stats::new(self.book, profile, today, &answers, &state.skills, state.days, &model);
        Ok(vec![News::Figures(Some(Box::new(stats)))])
    }

    /// What the shell gets to see, and how it ends.
    pub(super) fn leave(mut self, ending: Ending) -> Ran {
        if ending == Ending::Stopped {
            match &self.round {
                Some(Round::Study(study, _)) => told_last(&page::stopped(&study::named(study.request()))),
                Some(Round::Quiz(session)) => {
                    let width = style::width();
                    told_last(&format!(
                        "Stopped.\n{}",
                        session::result(self.book, session.sitting(), &session.score(), width)
                    ));
                }
                None => {
                    if let Some(last) = self.last.take().filter(|_| !self.has_home) {
                        told_last(&last.text);
                    }
                }
            }
            return Ok(Outcome::Interrupted);
        }
        match self.last.take() {
            // A session that was asked for by name leaves its result in the window.
            Some(last) if !self.has_home => {
                put(&last.text)?;
                Ok(last.outcome)
            }
            _ => Ok(Outcome::Done),
        }
    }
}

/// Says the last word to a terminal that may be gone.
fn told_last(text: &str) {
    let _ = put(text);
}
