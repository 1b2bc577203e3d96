//! Drawing a state. Pure: the same state draws the same cells. One file a screen; where things stand is in `layout`.

mod browse;
mod caption;
mod exam;
mod figure;
mod frame;
mod help;
mod home;
mod layout;
mod question;
mod rows;
mod screen;
mod scroll;

pub use screen::view;

pub(in crate::face::full) use exam::{asked_height, height as exam_height};
pub(in crate::face::full) use figure::put_grid;
pub(super) use layout::by_eye_cells;
pub(in crate::face::full) use question::height as question_height;

pub(super) use browse::found;
pub(super) use home::{HomeAction, rows as home_rows};
pub(super) use scroll::{has_picture, question_overflow, rows, scroll_to_choice, text_rows};
