//! Every screen of the full screen at three sizes, drawn into memory and held against `tests/screens`.

mod fixed;
mod sat;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use crate::common::cases;
use crate::common::packs::built_in;
use crate::common::snapshots::{held, none_is_left_over};
use fixed::items;
use formcheck::face::full::view::view;
use formcheck::face::full::{
    AnswerFeedback, AnswerInput, AskedQuestion, DisplayOptions, Effect, EffectResult, Event, HomeSummary,
    IntroducedMistake, Playback, Reels, RepFigure, Screen, SessionResult, SetupOptions, Start, State,
    Telling, WayOn, update,
};
use formcheck::render::pictures::PictureMode;
use formcheck_core::day::Day;
use formcheck_core::figure::Lifter;
use formcheck_core::figure::measure::Detail;
use formcheck_core::figure::paint::cells::Way;
use formcheck_core::quiz::{
    About, AnswerForm, Certainty, Introduction, Item, Key, OptionId, Response, Seed, Session, Sight, Skill,
    Viewing, grade,
};
use formcheck_core::rulebook::Rulebook;
use formcheck_study::{Remaining, Summary};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::style::Color;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (60, 18)];

fn cells(way: Way) -> PictureMode {
    PictureMode { way, ..PictureMode::CELLS }
}

fn state(book: &Rulebook, size: (u16, u16)) -> State<'_> {
    State {
        way_on: WayOn { in_lines: "formcheck --plain".to_owned(), keeps: true },
        book,
        // Dots can be read in a file.
        look: DisplayOptions { pictures: cells(Way::Braille), ..DisplayOptions::WHOLE },
        size,
        screen: Screen::Waiting,
        help: false,
        message: None,
        has_home: true,
        by_eye: false,
        pictures: true,
        turned: None,
        rep: 0,
        playback: Playback::new(false),
        clean_alone: false,
        time: Duration::ZERO,
    }
}

fn drawn(state: &State<'_>) -> Buffer {
    let (columns, rows) = state.size;
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a terminal in memory");
    terminal.draw(|frame| view(state, &mut Reels::new(), frame)).expect("drawn");
    terminal.backend().buffer().clone()
}

fn text(buffer: &Buffer) -> String {
    let rows = buffer.content.chunks(usize::from(buffer.area.width));
    let row = |row: &[ratatui::buffer::Cell]| {
        let text: String = row.iter().map(ratatui::buffer::Cell::symbol).collect();
        format!("{}\n", text.trim_end())
    };
    rows.map(row).collect()
}

fn press(state: &mut State<'_>, code: KeyCode) -> Vec<Effect> {
    update(state, Event::Key(KeyEvent::new(code, KeyModifiers::NONE)))
}

fn asked(book: &Rulebook, item: &Item) -> AskedQuestion {
    AskedQuestion {
        title: "Study".to_owned(),
        n: 3,
        of: 20,
        question: Arc::new(item.question()),
        drawing: RepFigure::of(book, &item.question(), Lifter::MIDDLING),
        seen: false,
        until: None,
    }
}

/// An answer of the right form that is not right, where there is one.
fn wrong(item: &Item) -> Response {
    match &item.key {
        Key::One(choices) => {
            Response::One(choices.iter().find(|choice| !choice.right).unwrap_or(&choices[0]).id.clone())
        }
        Key::Many(choices) => Response::Many(vec![choices[0].id.clone()]),
        Key::Order { pieces, .. } => Response::Order(pieces.iter().map(|piece| piece.id.clone()).collect()),
        Key::Pairs { left, right, .. } => {
            let one: OptionId = right[0].id.clone();
            Response::Pairs(left.iter().map(|piece| (piece.id.clone(), one.clone())).collect())
        }
        Key::Number { answer, .. } => Response::Number(answer + 99.0),
        Key::Text { .. } => Response::Text("no idea".to_owned()),
    }
}

fn told(item: &Item) -> EffectResult<'static> {
    let response = wrong(item);
    let mark = grade(item, &response);
    EffectResult::Feedback(Box::new(AnswerFeedback {
        title: "Study".to_owned(),
        n: 3,
        of: 20,
        item: Arc::new(item.clone()),
        response,
        certainty: Some(Certainty::Sure),
        mark,
        viewing: Viewing::InWords,
        meant: None,
        near: None,
        drawing: RepFigure::of(built_in(), &item.question(), Lifter::MIDDLING),
        until: None,
    }))
}

/// A typed answer that comes near to the key.
fn near_miss(item: &Item) -> EffectResult<'static> {
    let Key::Text { accept, .. } = &item.key else { panic!("nothing is typed") };
    let EffectResult::Feedback(told) = told(item) else { panic!("it is told") };
    let response = Response::Text(format!("{} somehow", accept[0]));
    EffectResult::Feedback(Box::new(AnswerFeedback { response, near: Some(accept[0].clone()), ..*told }))
}

/// A mistake, shown before its first question.
fn introduced(book: &Rulebook) -> EffectResult<'static> {
    let about = About::of(book, &Skill("bent-over-row/rounded-lower-back".to_owned())).expect("a mistake");
    let introduction = Introduction::of(book, about).expect("it can be shown");
    let (exercise, signs) = introduction.faulty(book).expect("of these rules");
    let drawing = RepFigure::faulty(book, exercise, &signs, Lifter::MIDDLING);
    EffectResult::Introduction(Box::new(IntroducedMistake {
        title: "Study".to_owned(),
        n: 3,
        of: 20,
        introduction,
        drawing,
    }))
}

/// Every screen by its name.
fn screens(book: &Rulebook, size: (u16, u16)) -> Vec<(String, State<'_>)> {
    let mut all = Vec::new();
    let mut add = |name: &str, does: &dyn Fn(&mut State<'_>)| {
        let mut state = state(book, size);
        does(&mut state);
        all.push((name.to_owned(), state));
    };
    let hear =
        |state: &mut State<'_>, news: EffectResult<'static>| drop(update(state, Event::EffectResult(news)));
    let facts = || HomeSummary {
        profile: "me".to_owned(),
        today: Day(20_781),
        left: Remaining { due: 12, new: 230, next: Some(Day(20_782)) },
        streak: 3,
        answers: 8,
        unfinished: true,
    };
    add("home", &|state| hear(state, EffectResult::Home(facts())));
    add("help", &|state| {
        hear(state, EffectResult::Home(facts()));
        press(state, KeyCode::Char('?'));
    });
    add("choose", &|state| {
        let offered = SetupOptions::of(&formcheck_core::rulebook::load_built_in());
        hear(state, EffectResult::Setup(offered));
        press(state, KeyCode::Char('2'));
        press(state, KeyCode::Down);
    });
    add("start", &|state| {
        let facts = "Due today: 12. Not asked yet: 230. This session: 20 questions.".to_owned();
        hear(
            state,
            EffectResult::Start(Start {
                title: "Study".to_owned(),
                about: String::new(),
                facts,
                way_on: state.way_on.clone(),
            }),
        );
    });
    add("search", &|state| {
        hear(state, EffectResult::Home(facts()));
        for letter in "/row".chars() {
            press(state, KeyCode::Char(letter));
        }
        press(state, KeyCode::Down);
    });
    add("page", &|state| {
        hear(state, EffectResult::Home(facts()));
        press(state, KeyCode::Char('b'));
        press(state, KeyCode::Enter);
    });
    add("more", &|state| {
        hear(state, EffectResult::Home(facts()));
        press(state, KeyCode::Up);
        press(state, KeyCode::Enter);
    });
    add("introduction", &|state| hear(state, introduced(state.book)));
    add("near-miss", &|state| {
        let (_, item) = items(state.book).into_iter().find(|(word, _)| word == "recall").expect("a recall");
        hear(state, near_miss(&item));
    });
    add("no-figures", &|state| hear(state, EffectResult::Figures(None)));
    add("study-over", &|state| {
        let session = answered(state.book, 2);
        let summary = Summary { answers: (2, 0), streak: 4, today: Day(20_781), ..Summary::default() };
        hear(state, EffectResult::Over(Box::new(SessionResult::Study { session, summary })));
    });
    add("quiz-over", &|state| {
        let session = answered(state.book, 3);
        hear(state, EffectResult::Over(Box::new(SessionResult::Quiz { session, keeps: true })));
    });
    add("quiz-over-tables", &|state| {
        let session = answered(state.book, 3);
        hear(state, EffectResult::Over(Box::new(SessionResult::Quiz { session, keeps: true })));
        press(state, KeyCode::Char('t'));
    });
    for (word, item) in items(book) {
        add(&word, &|state| hear(state, EffectResult::Question(asked(book, &item), None)));
        add(&format!("{word}-told"), &|state| hear(state, told(&item)));
    }
    sat::screens(&mut add);
    for (word, item) in items(book) {
        let Some((drawing, coarsest)) = told_by_eye(book).get(&word) else { continue };
        add(&format!("{word}-by-eye"), &|state| {
            state.by_eye = true;
            let asked = AskedQuestion { drawing: Some(drawing.clone()), ..asked(book, &item) };
            let wanted = update(state, Event::EffectResult(EffectResult::Question(asked, None)));
            let [Effect::Look(detail)] = wanted[..] else { panic!("it is looked at: {wanted:?}") };
            let telling = if detail <= *coarsest { Telling::Enough } else { Telling::TooCoarse };
            hear(state, EffectResult::CanTell(telling));
        });
    }
    all
}

/// The lifters of the items that an eye can answer, by the word of their kind, and the coarsest detail at which it can.
fn told_by_eye(book: &Rulebook) -> &'static BTreeMap<String, (RepFigure, Detail)> {
    static TOLD: OnceLock<BTreeMap<String, (RepFigure, Detail)>> = OnceLock::new();
    TOLD.get_or_init(|| {
        let mut sight = Sight::new(book);
        let drawn = items(book).into_iter().filter_map(|(word, item)| {
            let figure = RepFigure::of(book, &item.question(), Lifter::MIDDLING)?;
            Some((word, (figure, sight.coarsest(&item)?)))
        });
        drawn.collect()
    })
}

fn answered(book: &Rulebook, answers: usize) -> Session {
    let mut session = Session::new(fixed::three(book));
    for _ in 0..answers {
        let response = wrong(session.item(session.answered() + 1).expect("a prompt"));
        session.answer(response, None).expect("of its form");
    }
    session
}

#[test]
fn every_screen_looks_as_it_should_at_every_size() {
    let book = built_in();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screens");
    let mut names = BTreeSet::new();
    for (columns, rows) in SIZES {
        for (name, state) in screens(book, (columns, rows)) {
            let name = format!("{name}-{columns}x{rows}");
            held(&folder, &name, &text(&drawn(&state)));
            assert!(names.insert(name.clone()), "{name} is there twice");
        }
    }
    assert!(names.len() > 200, "{} screens", names.len());
    none_is_left_over(&folder, &names);
}

#[test]
fn without_colour_there_is_none_and_without_utf_8_only_ascii() {
    let book = built_in();
    for (name, mut state) in screens(book, (80, 24)) {
        let asked = text(&drawn(&state)).matches('?').count();
        state.look = DisplayOptions { colour: false, unicode: false, pictures: cells(Way::Ascii) };
        let buffer = drawn(&state);
        for cell in &buffer.content {
            assert!(cell.fg == Color::Reset && cell.bg == Color::Reset, "{name}");
            assert!(cell.symbol().is_ascii(), "{name}: {:?}", cell.symbol());
        }
        // What has no plainer letter would be a question mark.
        assert_eq!(text(&buffer).matches('?').count(), asked, "{name}:\n{}", text(&buffer));
    }
}

#[test]
fn right_and_wrong_are_told_in_words() {
    let book = built_in();
    for (word, item) in items(book) {
        let mut state = state(book, (80, 24));
        update(&mut state, Event::EffectResult(told(&item)));
        let text = text(&drawn(&state));
        assert!(text.contains("Not right.") || text.contains("Partly right"), "{word}:\n{text}");
    }
}

/// Of an exam a question comes up again as it was answered.
#[test]
fn an_answer_that_was_given_stands_there_again() {
    use AnswerForm::{Many, Number, One, Order, Pairs, Text};
    let book = built_in();
    let mut forms = Vec::new();
    for (word, item) in items(book) {
        let response = wrong(&item);
        let question = item.question();
        let form = AnswerInput::answered(&question, &response);
        assert_eq!(form.draft(&question), Some(response), "{word}");
        assert_eq!(AnswerInput::new(&question).draft(&question), None, "{word}: nothing is chosen at first");
        forms.push(question.answer);
    }
    for form in [One, Many, Order, Pairs, Number, Text] {
        assert!(forms.contains(&form), "{form:?} among {forms:?}");
    }
}

#[test]
fn no_key_upsets_any_screen() {
    let book = built_in();
    let mut codes: Vec<KeyCode> = (' '..='~').map(KeyCode::Char).collect();
    codes.extend([
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::F(1),
    ]);
    let mut chance = formcheck_core::quiz::Chance::from_seed(Seed(9));
    for (name, mut state) in screens(book, (60, 18)) {
        for _ in 0..cases(20, 60) {
            let code = *chance.pick(&codes).expect("a key");
            let effects = press(&mut state, code);
            assert!(effects.len() <= 1, "{name}: {code:?}");
            if chance.one_in(8) {
                let size =
                    *chance.pick(&[(60, 18), (300, 90), (61, 200), (20, 5), (80, 24)]).expect("a size");
                update(&mut state, Event::Size(size.0, size.1));
            }
            drawn(&state);
        }
    }
}
