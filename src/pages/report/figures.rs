//! The mistakes of a lesson drawn: each faulty rep, with a ring around what is off, beside the clean rep at the same moment.
//!
//! Pure. Must not know how a lesson is found.

use crate::pages::atlas::picture_of;
use formcheck_core::figure::{Motion, svg, told};
use formcheck_core::page::{Block, CaptionedSvg, strong};
use formcheck_core::rulebook::words::{and_list, sentence};
use formcheck_core::rulebook::{ExerciseIx, MistakeIx, Named, Rulebook, SignIx, Value};
use formcheck_exam::cohort::Lesson;

/// What of a lesson can be drawn.
#[derive(Default)]
pub(super) struct LessonDrawings {
    /// Two pictures for each mistake that an eye can see: clean and faulty, at one scale.
    pub(super) pairs: Vec<Block>,
    /// Why the others have no picture, in sentences.
    pub(super) lacking: Vec<String>,
}

/// A mistake as an exercise shows it.
struct ShownMistake {
    exercise: ExerciseIx,
    mistake: MistakeIx,
    rep: Vec<(SignIx, Value)>,
    motion: Motion,
    clean: Motion,
}

/// The mistakes that a lesson names, drawn. A weak exercise names none.
pub(super) fn of(book: &Rulebook, lesson: &Lesson) -> LessonDrawings {
    let ids = match lesson {
        Lesson::Confused(one) => vec![one.was.as_str(), one.called.as_str()],
        Lesson::Missed(one) => vec![one.mistake.as_str()],
        Lesson::Weak(_) => Vec::new(),
    };
    let mut drawn = LessonDrawings::default();
    let mut known = Vec::new();
    for id in ids {
        match book.find(id) {
            Some(Named::Mistake(ix)) => known.push(ix),
            _ => drawn.lacking.push(format!(
                "No picture of \"{id}\": the rules at hand don't know it. Add its pack with --pack."
            )),
        }
    }
    let shown = best(book, &known);
    for &mistake in known.iter().filter(|mistake| shown.iter().all(|one| one.mistake != **mistake)) {
        let name = &book[mistake].name;
        drawn.lacking.push(format!("No picture of \"{name}\": no figure can show it."));
    }
    drawn.pairs = shown.iter().map(|one| pair(book, one)).collect();
    drawn
}

/// The mistakes in the exercise that shows best what tells them apart; where none has them all, each in its own.
fn best(book: &Rulebook, mistakes: &[MistakeIx]) -> Vec<ShownMistake> {
    let together = book.exercise_ixs().filter_map(|exercise| {
        let shown: Vec<ShownMistake> =
            mistakes.iter().filter_map(|&mistake| in_exercise(book, exercise, mistake)).collect();
        (shown.len() == mistakes.len()).then(|| (least_apart(&shown), shown))
    });
    let found = together.max_by(|(a, _), (b, _)| a.total_cmp(b));
    match found {
        Some((_, shown)) => shown,
        None if mistakes.len() > 1 => mistakes.iter().flat_map(|&mistake| best(book, &[mistake])).collect(),
        None => Vec::new(),
    }
}

fn in_exercise(book: &Rulebook, exercise: ExerciseIx, mistake: MistakeIx) -> Option<ShownMistake> {
    book[exercise].mistakes.iter().find(|counted| counted.mistake == mistake)?;
    let clean = Motion::clean(book, exercise)?;
    let (rep, motion) = picture_of(book, exercise, mistake, &clean)?;
    Some(ShownMistake { exercise, mistake, rep, motion, clean })
}

/// The coarsest detail at which those two stills can be told apart that are most alike, the clean rep among them, in metres.
fn least_apart(shown: &[ShownMistake]) -> f32 {
    let others = |place: usize| shown[place + 1..].iter().map(|other| &other.motion);
    let pairs = shown.iter().enumerate().flat_map(|(place, one)| {
        others(place)
            .chain([&one.clean])
            .map(|other| svg::apart(&one.motion, other).map_or(0.0, |detail| detail.0))
    });
    pairs.fold(f32::INFINITY, f32::min)
}

fn pair(book: &Rulebook, shown: &ShownMistake) -> Block {
    let ShownMistake { exercise, mistake, rep, motion, clean } = shown;
    let (of_clean, of_fault) = (told(book, *exercise, &[]), told(book, *exercise, rep));
    let [beside, faulty] = svg::pair(motion, clean, [&of_clean, &of_fault]);
    let says: Vec<String> = rep.iter().map(|&(sign, value)| book[sign].say(value)).collect();
    let says: Vec<&str> = says.iter().map(String::as_str).collect();
    let exercise = format!(", in the exercise {}", book[*exercise].name);
    let picture = |svg: String, caption: String| CaptionedSvg { svg, caption };
    Block::Pictures {
        title: strong(&*book[*mistake].name).then(exercise),
        pictures: vec![picture(beside, "Clean".to_owned()), picture(faulty, sentence(&and_list(&says)))],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use formcheck_core::detection::Confusion;
    use formcheck_core::detection::Estimate;
    use formcheck_core::rulebook::load_mid_back;

    fn confused(was: &str, called: &str) -> LessonDrawings {
        let share = Estimate::new(20, 10, || 0.5);
        let one = Confusion { was: was.to_owned(), called: called.to_owned(), times: 10, share };
        of(&load_mid_back(), &Lesson::Confused(one))
    }

    /// Of each pair the mistake and the exercise.
    fn titles(drawn: &LessonDrawings) -> Vec<(String, String)> {
        let title = |block: &Block| {
            let Block::Pictures { title, pictures } = block else { panic!("pictures") };
            assert_eq!(pictures.len(), 2);
            let plain = title.plain();
            let (mistake, exercise) = plain.split_once(", in the exercise ").expect("both are named");
            (mistake.to_owned(), exercise.to_owned())
        };
        drawn.pairs.iter().map(title).collect()
    }

    #[test]
    fn what_is_taken_for_each_other_is_drawn_in_one_exercise() {
        let drawn = confused("arm-rowing", "torso-leads");
        let titles = titles(&drawn);
        let [was, called] = &titles[..] else { panic!("two pairs") };
        assert_eq!(was.1, called.1);
        assert_eq!((was.0.as_str(), called.0.as_str()), ("Arm rowing", "Torso starts the rep"));
        assert!(drawn.lacking.is_empty());
    }

    #[test]
    fn mistakes_of_no_common_exercise_are_each_drawn_in_their_own() {
        let drawn = confused("seal-bench-too-low", "trx-hips-sag");
        let exercises: Vec<String> = titles(&drawn).into_iter().map(|title| title.1).collect();
        assert_eq!(exercises, ["Seal row", "TRX inverted row"]);
    }

    #[test]
    fn a_mistake_without_a_picture_is_named() {
        let drawn = confused("felt-in-neck", "arm-rowing");
        assert_eq!(drawn.pairs.len(), 1, "the other one is drawn all the same");
        assert_eq!(drawn.lacking.len(), 1);
        let drawn = confused("a-mistake-of-theirs", "arm-rowing");
        assert_eq!(drawn.pairs.len(), 1);
        assert!(drawn.lacking[0].contains("Add its pack with --pack"), "{:?}", drawn.lacking);
    }
}
