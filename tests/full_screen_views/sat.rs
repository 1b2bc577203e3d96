//! An exam on the screen of the full screen, as it stands after something was done at its desk.

use std::cell::Cell;

use formcheck::face::full::exam_state::{ClockReading, ExamState, ExamUpdate};
use formcheck::face::full::exam_window::ExamPictures;
use formcheck::face::full::{EffectResult, Event, State, update};
use formcheck::pages::exam::sitting::SittingInfo;
use formcheck_core::quiz::{AnswerForm, Offer, OptionId, Response};
use formcheck_exam::paper::Stamp;
use formcheck_exam::{Clock, ClockKind, Exam, ExamSession, Reading};

use crate::common::papers::{ISSUED, with_breaks};

/// Eight words of the length that such words have at most.
const CODE: &str = "above quantum lizard ivory cattle mangoose soup vacuum";

/// Does something in a session whose clock goes on by half a minute with each look at it; gives how the exam stands then.
fn sat(break_minutes: u32, does: impl FnOnce(&mut ExamSession<'_>)) -> (Exam, ClockReading) {
    let up = Cell::new(0_u32);
    let now = || {
        up.set(up.get() + 5_000);
        let clock = Clock { clock: ClockKind::Machine, boot: Some("one".to_owned()) };
        Reading { at: Stamp(ISSUED + i64::from(up.get())), up: u64::from(up.get()), clock }
    };
    let mut keep = |_: &str| Ok(());
    let (paper, bytes) = with_breaks(super::fixed::paper(), break_minutes);
    let mut session =
        ExamSession::open(Exam::new(paper, &bytes), "full-screen", &now, &mut keep).expect("it opens");
    does(&mut session);
    let left = ClockReading { left_ms: session.left_ms(), free_ms: session.free_ms() };
    (session.exam().clone(), left)
}

fn begin(state: &mut State<'_>, exam: Exam, left: ClockReading, goes_on: bool) {
    let seat = SittingInfo {
        goes_on,
        name: Some("Anna Berg".to_owned()),
        watched: "h-02 watches the whole exam.".to_owned(),
        log: "t-01-short-1.log".to_owned(),
        again: "formcheck exam sit t-01-short-1.paper.json".to_owned(),
        then: None,
        signs: false,
    };
    let start = ExamUpdate::Start(Box::new(ExamState::new(exam, ExamPictures::default(), seat, left)));
    update(state, Event::EffectResult(EffectResult::Exam(start)));
}

/// Puts an exam on the screen as it stands after this.
fn shows(state: &mut State<'_>, break_minutes: u32, does: impl FnOnce(&mut ExamSession<'_>)) {
    let (exam, left) = sat(break_minutes, does);
    begin(state, exam.clone(), left, false);
    let code = exam.ended().map(|_| CODE.to_owned());
    let stands = ExamUpdate::Stands { exam: Box::new(exam), left, figure: None, code, remark: None };
    update(state, Event::EffectResult(EffectResult::Exam(stands)));
}

/// An answer of the right form to the question at hand: the first of everything.
fn first(desk: &ExamSession<'_>) -> Response {
    let n = desk.exam().current().expect("a question");
    let item = &desk.exam().paper().items[n - 1];
    let id = |option: &Offer| -> OptionId { option.id.clone() };
    match item.answer {
        AnswerForm::One => Response::One(id(&item.options[0])),
        AnswerForm::Many => Response::Many(vec![id(&item.options[0])]),
        AnswerForm::Order => Response::Order(item.options.iter().rev().map(id).collect()),
        AnswerForm::Pairs => {
            Response::Pairs(item.left.iter().map(id).zip(item.right.iter().map(id)).collect())
        }
        AnswerForm::Number => Response::Number(24.5),
        AnswerForm::Text => Response::Text("pull the elbows back".to_owned()),
    }
}

/// Flags the third question and answers the first five but that.
fn half(desk: &mut ExamSession<'_>) {
    for n in [1, 2, 4, 5] {
        desk.go(n).expect("it is there");
        let answer = first(desk);
        desk.answer(answer, None).expect("of its form");
    }
    desk.go(3).expect("it is there");
    desk.flag(3, true).expect("it is there");
}

/// Goes to the first question of this form, if there is one, and answers it, if so.
fn at(desk: &mut ExamSession<'_>, wanted: AnswerForm, answered: bool) {
    let place = desk.exam().paper().items.iter().position(|item| item.answer == wanted).expect("one of it");
    desk.go(place + 1).expect("it is there");
    if answered {
        let answer = first(desk);
        desk.answer(answer, None).expect("of its form");
        desk.go(place + 1).expect("it is there");
    }
}

/// Brings a screen about.
type Does<'d> = &'d dyn Fn(&mut State<'_>);

/// Every screen of an exam by its name.
pub(crate) fn screens(add: &mut dyn FnMut(&str, Does<'_>)) {
    add("exam-start", &|state| {
        let (paper, bytes) = with_breaks(super::fixed::paper(), 5);
        let left = ClockReading { left_ms: Some(600_000), free_ms: 300_000 };
        begin(state, Exam::new(paper, &bytes), left, false);
    });
    add("exam-again", &|state| {
        let (exam, left) = sat(0, half);
        begin(state, exam, left, true);
    });
    add("exam-flagged", &|state| shows(state, 0, half));
    for (word, wanted) in [
        ("one", AnswerForm::One),
        ("many", AnswerForm::Many),
        ("order", AnswerForm::Order),
        ("pairs", AnswerForm::Pairs),
        ("number", AnswerForm::Number),
        ("text", AnswerForm::Text),
    ] {
        let paper = super::fixed::paper();
        assert!(paper.items.iter().any(|item| item.answer == wanted), "the paper asks for {word}");
        add(&format!("exam-{word}"), &|state| shows(state, 0, |desk| at(desk, wanted, false)));
        add(&format!("exam-{word}-answered"), &|state| shows(state, 0, |desk| at(desk, wanted, true)));
    }
    add("exam-review", &|state| {
        shows(state, 0, |desk| {
            half(desk);
            desk.review().expect("it can be shown");
        });
    });
    add("exam-break", &|state| shows(state, 5, |desk| desk.pause().expect("a break")));
    add("exam-sure", &|state| {
        shows(state, 0, half);
        super::press(state, super::KeyCode::Char('d'));
    });
    add("exam-over", &|state| {
        shows(state, 0, |desk| {
            half(desk);
            desk.hand_in().expect("it can be handed in");
        });
    });
    add("exam-time-up", &|state| shows(state, 0, |desk| while !desk.is_time_up().expect("kept") {}));
}
