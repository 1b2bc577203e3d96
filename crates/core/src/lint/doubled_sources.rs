//! One source under two ids.

use std::collections::HashMap;

use super::CheckedDraft;
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::Source;

pub(super) fn check(draft: &CheckedDraft<'_>, out: &mut Vec<Diagnostic>) {
    let mut known: HashMap<String, Vec<&Source>> = HashMap::new();
    for source in &draft.book.sources {
        let address = source.url.as_ref().map(|url| plain(url.trim_end_matches('/')));
        let title = format!("{}|{}|{:?}", plain(&source.title), author(source), source.year);
        let first = address.iter().chain([&title]).find_map(|key| {
            let all = known.get(key.as_str())?;
            // Packs that don't use each other may cite the same.
            all.iter().copied().find(|first| draft.book.may_name(source.pack, first.pack))
        });
        if let Some(first) = first {
            let message = format!("`{}` is the same source as `{}`", source.id, first.id);
            out.push(
                Diagnostic::new(Code::DoubledSource, source.span, message)
                    .label(first.span, "here it is first")
                    .help("keep one of them, with places in it after a #: sources = [\"id#place\"]"),
            );
        } else {
            for key in address.into_iter().chain([title]) {
                known.entry(key).or_default().push(source);
            }
        }
    }
}

fn author(source: &Source) -> String {
    source.author.as_deref().map(plain).unwrap_or_default()
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
