//! The rep of a question that was asked by eye, drawn again: the paper names its lifter and from where it was seen.
//!
//! Must not know where a picture goes.

use formcheck_core::figure::{Lifter, Motion, png, svg, told};
use formcheck_core::page::{Block, CaptionedSvg, RichText};
use formcheck_core::quiz::Question;
use formcheck_core::rulebook::Rulebook;
use formcheck_exam::paper::Paper;
use formcheck_exam::record::Record;

/// A rep that was watched, by the body that showed it, beside the clean one.
pub struct WatchedRep {
    rep: Motion,
    clean: Motion,
    title: String,
}

impl WatchedRep {
    /// The rep of a question of a record; none if it was not asked by eye, or the rules at hand can't draw it.
    pub fn of(book: &Rulebook, record: &Record, n: usize) -> Option<WatchedRep> {
        WatchedRep::asked(book, asked(record)?.items.get(n.checked_sub(1)?)?)
    }

    fn asked(book: &Rulebook, question: &Question) -> Option<WatchedRep> {
        let seed = u64::from_str_radix(&question.by_eye.as_ref()?.lifter, 16).ok()?;
        let (exercise, shown) = (question.exercise_in(book)?, question.observed(book)?);
        let body = Lifter::drawn(seed).body;
        Some(WatchedRep {
            rep: Motion::by(book, exercise, &shown, body)?,
            clean: Motion::by(book, exercise, &[], body)?,
            title: told(book, exercise, &shown),
        })
    }

    fn still(&self, explained: bool) -> svg::Still<'_> {
        svg::Still { frame: self.rep.telling(), clean: &self.clean, explained, title: &self.title }
    }

    /// It as SVG with what is off marked, at the moment that shows it best.
    pub fn svg(&self) -> String {
        svg::still(&self.rep, &self.still(true))
    }

    /// The same as a PNG file.
    pub fn png(&self) -> Vec<u8> {
        png::still(&self.rep, &self.still(true))
    }

    /// It as it was asked, and with what is off marked.
    pub fn block(&self, title: &str) -> Block {
        let picture = |explained: bool, caption: &str| CaptionedSvg {
            svg: svg::still(&self.rep, &self.still(explained)),
            caption: caption.to_owned(),
        };
        Block::Pictures {
            title: RichText::from(title.to_owned()),
            pictures: vec![picture(false, "As it was asked"), picture(true, &self.title)],
        }
    }
}

/// The paper of a record; none if it can't be read.
fn asked(record: &Record) -> Option<Paper> {
    serde_json::from_value(record.paper.clone()).ok()
}

/// How many questions of a record were asked by eye.
pub fn watched(record: &Record) -> usize {
    asked(record).map_or(0, |paper| paper.by_eye())
}
