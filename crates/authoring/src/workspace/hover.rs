//! What an editor shows of the thing under the pointer.

use std::fmt::Write as _;
use std::ops::Range;

use super::{index, own_pack};
use formcheck_core::rulebook::words::{fires_when, value, values};
use formcheck_core::rulebook::{Domain, Exercise, Mistake, Named, Rulebook, Sign};

pub(super) fn hover(book: &Rulebook, path: &str, text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let one = index::at(path, text, at)?;
    let named = book.meant_in(own_pack(book), &one.id)?;
    let shown = match named {
        Named::Sign(ix) => sign(&book[ix]),
        Named::Mistake(ix) => mistake(book, &book[ix]),
        Named::Exercise(ix) => exercise(book, &book[ix]),
        Named::Muscle(ix) => {
            let muscle = &book[ix];
            format!("**{}**\n\n{}", muscle.name, muscle.actions.join("; "))
        }
        Named::MuscleGroup(_) => {
            let names: Vec<&str> = book.group(book.id_of(named)).map(|ix| book[ix].name.as_str()).collect();
            format!("**{}**: {}", one.id, names.join(", "))
        }
        Named::Source(ix) => {
            let source = &book[ix];
            let author = source.author.as_ref().map(|author| format!(", {author}")).unwrap_or_default();
            let url = source.url.as_ref().map(|url| format!("\n\n{url}")).unwrap_or_default();
            format!("**{}**{author} ({}){url}", source.title, source.kind)
        }
        Named::Quiz(ix) => format!("**{}**\n\n{}", book[ix].title, book[ix].about),
        Named::Question(ix) => format!("**{}**\n\n{}", book[ix].ask, book[ix].explain),
    };
    Some((one.range, shown))
}

fn sign(sign: &Sign) -> String {
    let mut text = format!("**{}**\n", sign.ask);
    match &sign.domain {
        Domain::Named(all) => {
            for one in all {
                // Writing to a text can't fail.
                let _ = write!(text, "\n- `{}`: {}", one.name, one.say);
            }
        }
        Domain::Range { from, to, unit, say, grid, .. } => {
            let (from, to) = (grid.write(*from), grid.write(*to));
            let _ = write!(text, "\n{from} to {to} {unit}: {say}");
        }
    }
    if let Some(usual) = &sign.usually {
        let _ = write!(text, "\n\nUsually good: {}", values(sign, usual));
    }
    text
}

fn mistake(book: &Rulebook, mistake: &Mistake) -> String {
    format!(
        "**{}** ({})\n\nWhen {}\n\nFix: {}\n\nCue: “{}”",
        mistake.name,
        mistake.severity.word(),
        fires_when(book, mistake),
        mistake.words.fix,
        mistake.words.cue
    )
}

fn exercise(book: &Rulebook, exercise: &Exercise) -> String {
    let mut text = format!("**{}**\n\n{} mistakes count here.", exercise.name, exercise.mistakes.len());
    for observed in exercise.signs.iter().filter(|observed| observed.span.is_some()) {
        let sign = &book[observed.sign];
        let good = observed.good.values().take(2).collect::<Vec<_>>();
        let shown = match good.as_slice() {
            [one] => value(sign, *one),
            _ => values(sign, &observed.good),
        };
        let _ = write!(text, "\n- `{}`: {shown}", sign.id);
    }
    text
}
