//! What a person means by a name that they typed: a whole name, or a plain id that one thing alone has. Where two could be
//! meant both are told.

use crate::app::AppError;
use crate::render::ansi::style::or_list;
use formcheck_core::rulebook::{Id, Named, Rulebook};

/// What was meant, of the things that `pick` takes; none if there is nothing of the name.
pub(crate) fn meant<T>(
    book: &Rulebook,
    typed: &str,
    pick: impl Fn(Named) -> Option<T>,
) -> Result<Option<T>, AppError> {
    let all = book.all_named(typed).into_iter().filter(|&named| pick(named).is_some());
    Ok(one_of(book, typed, all)?.and_then(pick))
}

/// The one of these that a person can mean by what they typed; none if there are none.
pub(crate) fn one_of(
    book: &Rulebook,
    typed: &str,
    all: impl Iterator<Item = Named>,
) -> Result<Option<Named>, AppError> {
    let all: Vec<Named> = all.collect();
    if all.len() < 2 {
        return Ok(all.first().copied());
    }
    let names: Vec<String> = all.iter().map(|&named| format!("`{}`", book.id_of(named).said())).collect();
    let what = format!("`{typed}` could mean {}", or_list(&names));
    Err(AppError::new(what, "write the one you mean as it stands here"))
}

/// The names of things as a person types them.
pub(crate) fn typed<'b>(ids: impl Iterator<Item = &'b Id>) -> impl Iterator<Item = &'b str> {
    ids.map(Id::said)
}
