//! A page as data: what is said, in which order, and what each word is (a key, good, bad, faint), not how it looks.
//!
//! Must not know widths, colours, escape codes or markup: whoever shows a page decides those.

mod blocks;
mod chart;
mod text;

pub use blocks::{Block, CaptionedSvg, Column, Page, Paragraph, Table};
pub use chart::{Bar, Calendar, Chart, Matrix, MatrixCell, MatrixRow, ScoreDot, Scores, Stacked, StackedRow};
pub use text::{RichText, Role, TextRun, bad, faint, good, key, strong};
