//! One sheet of A4 to pin beside the rack: the figure, the steps, the mistakes with their fixes and cues.

use askama::Template;

use crate::pages::atlas::{picture_of, worst_first};
use formcheck_core::figure::{Motion, svg, told};
use formcheck_core::quiz::names;
use formcheck_core::rulebook::{ExerciseIx, Rulebook};

/// The most faults that are drawn: the worst ones.
const DRAWN: usize = 8;

#[derive(Template)]
#[template(path = "sheet.html")]
struct SheetPage<'b> {
    name: &'b str,
    reps: String,
    equipment: String,
    clean: Vec<SheetPicture>,
    faults: Vec<SheetPicture>,
    steps: Vec<&'b str>,
    mistakes: Vec<SheetMistake<'b>>,
    notices: Vec<&'b str>,
}

struct SheetPicture {
    svg: String,
    caption: String,
}

struct SheetMistake<'b> {
    name: &'b str,
    fix: &'b str,
    cue: &'b str,
}

/// The sheet of an exercise, as a page of HTML that needs nothing else. None if the exercise has no figure.
///
/// # Errors
/// If the template can't be filled in, which only a lack of memory brings about.
pub fn sheet(book: &Rulebook, exercise: ExerciseIx) -> Option<Result<String, askama::Error>> {
    let here = &book[exercise];
    let clean = Motion::clean(book, exercise)?;
    let words = told(book, exercise, &[]);
    let still = |frame: usize, caption: &str| SheetPicture {
        svg: svg::still(&clean, &svg::Still { frame, clean: &clean, explained: false, title: &words }),
        caption: caption.to_owned(),
    };
    let all = worst_first(book, here);
    let fault = |&mistake: &formcheck_core::rulebook::MistakeIx| {
        let (rep, motion) = picture_of(book, exercise, mistake, &clean)?;
        let title = told(book, exercise, &rep);
        let look = svg::Still { frame: motion.telling(), clean: &clean, explained: true, title: &title };
        Some(SheetPicture { svg: svg::still(&motion, &look), caption: book[mistake].name.clone() })
    };
    let sheet = SheetPage {
        name: &here.name,
        reps: here.reps.as_ref().map(crate::pages::show::reps_in_words).unwrap_or_default(),
        equipment: here.equipment.join(", "),
        clean: vec![still(clean.start(), "Start"), still(clean.telling(), "End")],
        faults: all.iter().filter_map(fault).take(DRAWN).collect(),
        steps: here.steps.iter().map(|step| step.say.as_str()).collect(),
        mistakes: all
            .iter()
            .map(|&mistake| {
                let words = book.words_in(here, mistake);
                SheetMistake { name: &book[mistake].name, fix: &words.fix, cue: &words.cue }
            })
            .collect(),
        notices: names::notices(book),
    };
    Some(sheet.render())
}
