//! Whether a window shows the pictures of an exam that is asked by eye large enough to tell by: told before its clock runs.
//!
//! Must not know how the exam is sat.

use super::drawing::RepFigure;
use super::view;
use crate::render::pictures::PictureMode;
use formcheck_core::quiz::Question;
use formcheck_core::rulebook::Rulebook;
use formcheck_exam::paper::Paper;

/// Windows that are tried, in columns and rows, until one is large enough.
const LARGER: [(u16, u16); 8] =
    [(80, 24), (90, 27), (100, 30), (110, 33), (120, 36), (140, 42), (170, 50), (200, 60)];

/// The questions of a paper that are asked by eye, each with its lifter.
#[derive(Clone, Debug, Default)]
pub struct ExamPictures(Vec<(Question, RepFigure)>);

/// A window in which pictures are too small to tell by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SmallWindow {
    /// Its columns and rows.
    pub size: (u16, u16),
    /// How many pictures are too small in it.
    pub small: usize,
    /// Out of so many.
    pub of: usize,
    /// A window in which none is; none if no sensible one is enough for this terminal.
    pub enough: Option<(u16, u16)>,
}

impl ExamPictures {
    /// Those of a paper that these rules can draw.
    pub fn of(book: &Rulebook, paper: &Paper) -> ExamPictures {
        let drawn = |question: &Question| Some((question.clone(), RepFigure::on_paper(book, question)?));
        ExamPictures(paper.items.iter().filter_map(drawn).collect())
    }

    /// What is too small in a window whose terminal shows pictures so; none if nothing is.
    pub fn too_small(&self, mode: PictureMode, size: (u16, u16)) -> Option<SmallWindow> {
        let is_small = |(question, figure): &&(Question, RepFigure), size| {
            let cells = view::by_eye_cells(size, Some(figure), |width| view::asked_height(question, width));
            figure.detail(mode, cells) > formcheck_exam::seen_at()
        };
        let small: Vec<&(Question, RepFigure)> = self.0.iter().filter(|one| is_small(one, size)).collect();
        if small.is_empty() {
            return None;
        }
        let is_enough = |size: &(u16, u16)| {
            // What is too small already fails soonest.
            !small.iter().any(|one| is_small(one, *size)) && !self.0.iter().any(|one| is_small(&one, *size))
        };
        let enough = LARGER.into_iter().find(is_enough);
        Some(SmallWindow { size, small: small.len(), of: self.0.len(), enough })
    }
}

impl SmallWindow {
    /// What is wrong, as a sentence without its stop.
    pub fn what(&self) -> String {
        let (columns, rows) = self.size;
        let SmallWindow { small, of, .. } = self;
        format!(
            "this window is {columns} by {rows}, and {small} of the {of} pictures of this exam are too small in it to tell by"
        )
    }

    /// What to do about it, as a sentence without its stop.
    pub fn help(&self) -> String {
        match self.enough {
            Some((columns, rows)) => format!("make it {columns} by {rows} or larger before you begin"),
            None => "make it larger, or its letters smaller, before you begin".to_owned(),
        }
    }
}
