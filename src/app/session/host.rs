//! The program behind the full screen: it opens sessions, keeps answers before anything is told of them, reads figures.
//!
//! Must not know what is drawn.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::app::kept::QuizKeeper;
use crate::app::session::home;
use crate::app::session::running::RunningSession;
use crate::app::{
    AppError, Outcome, Ran, RunSettings, put, put_page, random, selection, sitting, study_request,
};
use crate::face::full::{
    AnswerFeedback, AskedQuestion, Begin, Effect, EffectHandler, EffectResult, Ending, IntroducedMistake,
    RepFigure, SessionResult, SetupChoice, SetupOptions, Start, Telling, WayOn,
};
use crate::pages::program::call;
use crate::pages::session::ResultOptions;
use crate::pages::stats::Stats;
use crate::pages::{session, study as page};
use crate::render::ansi::Terminal;
use formcheck_core::day::Moment;
use formcheck_core::figure::Lifter;
use formcheck_core::figure::measure::{Detail, Size};
use formcheck_core::page::Page;
use formcheck_core::quiz::{ActError, Certainty, Response, Session, Sight, Viewing};
use formcheck_core::rulebook::words::sentence;
use formcheck_core::rulebook::{FeedbackAt, Rulebook};
use formcheck_study::{Log, ProfileDir, Selection, Study, StudyError, StudyRequest};

/// What was asked for before the full screen began.
#[derive(Default)]
pub(super) struct Preset {
    pub(super) study: StudyRequest,
    /// Whether to ask again what the person does and has.
    pub(super) choose: bool,
    pub(super) quiz: Option<Box<Session>>,
    /// Whether the answers of that quiz go nowhere.
    pub(super) keep_nothing: bool,
}

/// Whoever opens sessions for the full screen, and keeps them.
pub(crate) struct SessionHost<'a> {
    book: &'a Rulebook,
    settings: &'a RunSettings,
    place: &'a ProfileDir,
    has_home: bool,
    now: &'a dyn Fn() -> Moment,
    preset: Preset,
    running: Option<RunningSession<'a>>,
    /// The lifter of the question that is asked.
    figure: Option<RepFigure>,
    /// What an eye can tell.
    sight: Sight<'a>,
    asked: Instant,
    /// Whether its words were seen before.
    seen: bool,
    /// The place in the session of the item whose mistake was shown last.
    introduced: Option<usize>,
    minutes: Option<Duration>,
    /// When it must be over; none before its first question.
    until: Option<Duration>,
    ended: Option<SessionEnd>,
}

/// What the last session came to: how it ends for the shell, and what stays in the window.
struct SessionEnd {
    outcome: Outcome,
    page: Page,
}

impl<'a> EffectHandler<'a> for SessionHost<'a> {
    type Error = AppError;

    fn perform(&mut self, effect: Effect, time: Duration) -> Result<Vec<EffectResult<'a>>, AppError> {
        let (had_session, is_home) = (self.running.is_some(), effect == Effect::Home);
        let done = match effect {
            Effect::Home => home::facts(self.book, self.place, (self.now)().day)
                .map(|facts| vec![EffectResult::Home(facts)]),
            Effect::Begin(begin) => self.begin(&begin),
            Effect::SetUp(picked) => self.picked(picked),
            Effect::Answer { response, certainty, viewing } => {
                self.answer(response, certainty, viewing, time)
            }
            Effect::Next => {
                // The time runs from the first question on.
                self.until = self.until.or_else(|| self.minutes.map(|minutes| time + minutes));
                self.next(None)
            }
            Effect::Meant(meant) => self.settled(meant),
            Effect::Undo => self.moved(RunningSession::undo, true, time),
            Effect::Skip => self.moved(RunningSession::skip, false, time),
            Effect::End => self.end(true),
            Effect::Figures => self.figures(),
            Effect::Look(detail) => Ok(vec![EffectResult::CanTell(self.looked(detail))]),
            Effect::Suspend | Effect::Redraw | Effect::Leave { .. } | Effect::Film | Effect::Exam(_) => {
                Ok(vec![])
            }
        };
        match done {
            // What can't be begun is told, and the person is where they were. What can't be kept ends it, and so does a
            // home that can't be shown: there is nowhere to be.
            Err(AppError::Expected { what, help, .. }) if !had_session && !is_home && self.has_home => {
                Ok(vec![refused(&what, &help)])
            }
            done => done,
        }
    }
}

/// It could not be done, and the person is where they were.
fn refused<'a>(what: &str, help: &str) -> EffectResult<'a> {
    EffectResult::Refused(sentence(&format!("{what}: {help}.")))
}

impl<'a> SessionHost<'a> {
    pub(crate) fn new(
        book: &'a Rulebook,
        settings: &'a RunSettings,
        (place, has_home): (&'a ProfileDir, bool),
        now: &'a dyn Fn() -> Moment,
        preset: Preset,
    ) -> SessionHost<'a> {
        SessionHost {
            book,
            settings,
            place,
            has_home,
            now,
            preset,
            running: None,
            figure: None,
            sight: Sight::new(book),
            asked: Instant::now(),
            seen: false,
            introduced: None,
            minutes: None,
            until: None,
            ended: None,
        }
    }

    fn begin(&mut self, begin: &Begin) -> Result<Vec<EffectResult<'a>>, AppError> {
        (self.minutes, self.until) = (None, None);
        match begin {
            Begin::Study => self.study(),
            Begin::Quiz(id) => {
                let (session, keeps) = match self.preset.quiz.take() {
                    Some(session) => (session, !self.preset.keep_nothing),
                    None => (Box::new(Session::new(sitting::chosen(self.book, id.as_deref())?)), true),
                };
                let keeper = QuizKeeper::of(self.book, &session, Ok(self.place.clone()), keeps, self.now);
                let sitting = session.sitting();
                self.minutes =
                    sitting.plan.minutes.map(|minutes| Duration::from_secs(u64::from(minutes) * 60));
                let start = Start {
                    title: sitting.plan.title.clone(),
                    about: sitting.plan.about.clone(),
                    facts: session::facts(sitting, &keeper.promise()),
                    way_on: WayOn {
                        in_lines: format!("{} --plain", session::same(self.book, sitting, keeper.keeps())),
                        keeps: keeper.keeps(),
                    },
                };
                self.running = Some(RunningSession::Quiz(keeper, session));
                Ok(vec![EffectResult::Start(start)])
            }
        }
    }

    fn study(&mut self) -> Result<Vec<EffectResult<'a>>, AppError> {
        let log = Log::open(self.place)?;
        let asks = self.preset.study.only.is_empty() && selection::is_first(&log)?;
        if self.preset.choose || asks {
            return Ok(vec![EffectResult::Setup(SetupOptions::of(self.book))]);
        }
        let asked = self.preset.study.clone();
        if self.has_home {
            // The next session asks other questions.
            self.preset.study.seed = random::seed()?;
        }
        let (mut study, mut session) = Study::open(self.book, log, asked, self.now)?;
        if !study.has_question(&mut session)? {
            let (left, today) = (study.remaining(), study.today());
            let asked = study.request().only.clone();
            let page = page::nothing(self.book, &left, today, &asked);
            self.ended = Some(SessionEnd { outcome: Outcome::Done, page });
            return Ok(vec![EffectResult::Over(Box::new(SessionResult::Nothing { left, today, asked }))]);
        }
        let gone = study.unknown_skills();
        let gone = if gone.is_empty() { None } else { Some(page::gone(&gone)) };
        let ahead = study.ahead()?.map(|ahead| page::ahead(&ahead));
        let start = Start {
            title: "Study".to_owned(),
            about: ahead.into_iter().chain(gone).collect::<Vec<_>>().join(" "),
            facts: page::facts(&study, &session),
            way_on: WayOn {
                in_lines: call(&format!("study{} --plain", study_request::named(study.request()))),
                keeps: true,
            },
        };
        self.running = Some(RunningSession::Study(Box::new(study), Box::new(session)));
        Ok(vec![EffectResult::Start(start)])
    }

    fn picked(&mut self, picked: SetupChoice) -> Result<Vec<EffectResult<'a>>, AppError> {
        let mut log = Log::open(self.place)?;
        let chosen = Selection { exercises: picked.exercises, equipment: Vec::new() };
        match selection::keep(self.book, &mut log, (self.now)(), chosen) {
            // Nothing fits: the lists stay where they are.
            Err(AppError::Expected { what, help, .. }) => return Ok(vec![refused(&what, &help)]),
            kept => kept?,
        }
        self.preset.choose = false;
        drop(log);
        self.study()
    }

    fn answer(
        &mut self,
        response: Response,
        certainty: Option<Certainty>,
        viewing: Viewing,
        time: Duration,
    ) -> Result<Vec<EffectResult<'a>>, AppError> {
        if self.is_time_up(time) {
            return self.end_in_time("Time is up: this answer does not count.");
        }
        let taken = self.asked.elapsed();
        let viewing = if self.seen { Viewing::InWords } else { viewing };
        let Some(running) = &mut self.running else { return Ok(vec![]) };
        let session = running.session_mut();
        session.view(viewing);
        let n = match session.answer(response, certainty) {
            Ok(n) => n,
            Err(bad) => return Ok(vec![EffectResult::Refused(sentence(&format!("{}.", bad.0)))]),
        };
        // It is kept before anything is told of it.
        running.keep(n, taken)?;
        let session = running.session();
        if session.sitting().plan.feedback == FeedbackAt::End {
            return self.next(Some("Noted.".to_owned()));
        }
        Ok(self.told(n))
    }

    /// The person said whether they meant the key that their last answer came near to.
    fn settled(&mut self, meant: bool) -> Result<Vec<EffectResult<'a>>, AppError> {
        let Some(running) = &mut self.running else { return Ok(vec![]) };
        let Ok(n) = running.session_mut().settle(meant) else { return Ok(vec![]) };
        running.settled(n, meant)?;
        Ok(self.told(n))
    }

    /// What is told of the answer to prompt `n`.
    fn told(&self, n: usize) -> Vec<EffectResult<'a>> {
        let Some(session) = self.running.as_ref().map(RunningSession::session) else { return vec![] };
        let Some(told) = session.feedback(n) else { return vec![] };
        let told = AnswerFeedback {
            title: session.sitting().plan.title.clone(),
            n,
            of: session.length().max(n),
            item: Arc::new(told.item.clone()),
            response: told.response.clone(),
            certainty: told.certainty,
            mark: told.mark,
            viewing: told.viewing,
            meant: told.meant,
            near: session.near_miss().map(str::to_owned),
            drawing: self.figure.clone().map(|figure| figure.about(told.item.telling_rep())),
            until: self.until,
        };
        vec![EffectResult::Feedback(Box::new(told))]
    }

    fn moved(
        &mut self,
        moves: impl FnOnce(&mut RunningSession<'a>) -> Result<(), ActError<StudyError>>,
        seen: bool,
        time: Duration,
    ) -> Result<Vec<EffectResult<'a>>, AppError> {
        if self.is_time_up(time) {
            return self.end_in_time("Time is up: what you answered counts.");
        }
        let Some(running) = &mut self.running else { return Ok(vec![]) };
        match moves(running) {
            Ok(()) => {
                let remark = if seen { running.took_back().map(str::to_owned) } else { None };
                let results = self.next(remark)?;
                self.seen = seen;
                Ok(results
                    .into_iter()
                    .map(|result| match result {
                        EffectResult::Question(asked, remark) => {
                            EffectResult::Question(AskedQuestion { seen, ..asked }, remark)
                        }
                        other => other,
                    })
                    .collect())
            }
            Err(error) => Ok(vec![EffectResult::Refused(format!("{}.", sentence(&error.refusal()?.0)))]),
        }
    }

    /// The prompt, or what comes after the last one.
    fn next(&mut self, remark: Option<String>) -> Result<Vec<EffectResult<'a>>, AppError> {
        let until = self.until;
        let Some(running) = &mut self.running else { return Ok(vec![]) };
        if !running.has_more()? {
            return self.end(false);
        }
        running.asked()?;
        let session = running.session();
        let Some(prompt) = session.prompt() else { return self.end(false) };
        // The same seed asks the same questions of the same lifters.
        let number = u64::try_from(prompt.n).unwrap_or_default();
        let lifter = Lifter::drawn(session.sitting().seed.0 ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let place = session.place(prompt.n);
        if let Some(introduction) = session.introduction().filter(|_| self.introduced != place) {
            self.introduced = place;
            let faulty = introduction.faulty(self.book);
            let drawing = faulty.and_then(|(ix, signs)| RepFigure::faulty(self.book, ix, &signs, lifter));
            let shown = IntroducedMistake {
                title: session.sitting().plan.title.clone(),
                n: prompt.n,
                of: prompt.of,
                introduction: introduction.clone(),
                // A rep that looks like the clean one shows nothing.
                drawing: drawing.filter(RepFigure::differs),
            };
            return Ok(vec![EffectResult::Introduction(Box::new(shown))]);
        }
        self.figure = RepFigure::of(self.book, prompt.question, lifter);
        let asked = AskedQuestion {
            title: session.sitting().plan.title.clone(),
            n: prompt.n,
            of: prompt.of,
            question: Arc::new(prompt.question.clone()),
            drawing: self.figure.clone(),
            seen: false,
            until,
        };
        (self.asked, self.seen) = (Instant::now(), false);
        Ok(vec![EffectResult::Question(asked, remark)])
    }

    /// Whether the question at hand can be answered in a picture of this detail.
    fn looked(&mut self, detail: Detail) -> Telling {
        let session = self.running.as_ref().map(RunningSession::session);
        let item = session.and_then(|session| session.item(session.prompt()?.n));
        let Some(item) = item else { return Telling::Never };
        if self.sight.can_be_told(item, detail) {
            return Telling::Enough;
        }
        let finest = Size::Pixels.least();
        if finest < detail && self.sight.can_be_told(item, finest) {
            Telling::TooCoarse
        } else {
            Telling::Never
        }
    }

    fn is_time_up(&self, time: Duration) -> bool {
        self.until.is_some_and(|until| time > until)
    }

    /// Ends the session because its time is up, and says what that means.
    fn end_in_time(&mut self, remark: &str) -> Result<Vec<EffectResult<'a>>, AppError> {
        let mut results = self.end(true)?;
        results.push(EffectResult::Refused(remark.to_owned()));
        Ok(results)
    }

    /// Ends the session; whether before it was over.
    fn end(&mut self, quit: bool) -> Result<Vec<EffectResult<'a>>, AppError> {
        let mut hint = Page::new();
        let (ended, outcome) = match self.running.take() {
            Some(RunningSession::Study(mut study, mut session)) => {
                if quit {
                    session.quit();
                }
                let summary = study.close(&session)?;
                if !self.settings.quiet && study_request::is_worth_fitting(study.log())? {
                    hint = page::may_tune();
                }
                let outcome = if summary.answers.0 == 0 { Outcome::Failed } else { Outcome::Done };
                (SessionResult::Study { session: *session, summary }, outcome)
            }
            Some(RunningSession::Quiz(mut keeper, mut session)) => {
                if quit {
                    session.quit();
                }
                keeper.close(&session)?;
                let keeps = keeper.keeps();
                let outcome = sitting::outcome(&session.score());
                (SessionResult::Quiz { session: *session, keeps }, outcome)
            }
            None => return Ok(vec![]),
        };
        let mut page = ended.page(self.book, false);
        page.append(hint);
        self.ended = Some(SessionEnd { outcome, page });
        Ok(vec![EffectResult::Over(Box::new(ended))])
    }

    fn figures(&mut self) -> Result<Vec<EffectResult<'a>>, AppError> {
        let Some(log) = Log::view(self.place)? else { return Ok(vec![EffectResult::Figures(None)]) };
        let answers = log.counted_answers()?;
        let state = log.state()?;
        if answers.is_empty() && state.films.is_empty() {
            return Ok(vec![EffectResult::Figures(None)]);
        }
        let now = (self.now)();
        let profile = self.place.profile();
        let stats = Stats::new(self.book, profile, now.day, &answers, state).with(log.ahead(now)?);
        Ok(vec![EffectResult::Figures(Some(Box::new(stats)))])
    }

    /// What the shell gets to see, and how it ends.
    pub(crate) fn leave(mut self, ending: Ending) -> Ran {
        if ending == Ending::Stopped {
            match &self.running {
                Some(RunningSession::Study(study, _)) => {
                    put_last(&page::stopped(&study_request::named(study.request())));
                }
                Some(RunningSession::Quiz(keeper, session)) => {
                    let options = ResultOptions { tables: false, keeps: keeper.keeps() };
                    let result = session::result(self.book, session.sitting(), &session.score(), options);
                    put_last(&format!("Stopped.\n{}", Terminal::stdout().text(&result)));
                }
                None => {
                    if let Some(end) = self.ended.take().filter(|_| !self.has_home) {
                        put_last(&Terminal::stdout().text(&end.page));
                    }
                }
            }
            return Ok(Outcome::Interrupted);
        }
        match self.ended.take() {
            // A session that was asked for by name leaves its result in the window.
            Some(end) if !self.has_home => {
                put_page(&end.page)?;
                Ok(end.outcome)
            }
            _ => Ok(Outcome::Done),
        }
    }
}

/// Says the last word to a terminal that may be gone.
fn put_last(text: &str) {
    let _ = put(text);
}
