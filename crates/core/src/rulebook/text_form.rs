//! The form of one text, whatever it says: no characters that hide or deceive, no more of it than a screen has room for.
//!
//! Must not know what ids mean, nor which file a text stands in.

use unicode_security::{MixedScript, skeleton};

use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Safety, Span, is_unsafe};

/// How many characters a text of each key may have; keys that aren't named take [`MOST_OTHERWISE`].
const MOST: &[(&str, usize)] =
    &[("name", 60), ("title", 120), ("ask", 240), ("say", 120), ("do", 160), ("load", 40), ("unit", 20)];
pub(super) const MOST_OTHERWISE: usize = 400;

/// How many characters a text of this key may have.
pub(super) fn most(key: &str) -> usize {
    MOST.iter().find(|(name, _)| *name == key).map_or(MOST_OTHERWISE, |(_, most)| *most)
}

/// What is wrong with the form of `text`, which stands at `span` of a file as `raw` (its quotes included), and may have so many
/// characters.
pub(super) fn check(
    text: &str,
    raw: &str,
    span: Span,
    (key, most): (&str, usize),
    out: &mut Vec<Diagnostic>,
) {
    if let Some(found) = stray(text, raw, span) {
        out.push(found);
        return;
    }
    if !text.is_ascii() {
        out.extend(look_alike(text, raw, span));
    }
    let length = text.chars().count();
    if length > most {
        let message = format!("`{key}` has {length} characters; {most} are the most");
        out.push(
            Diagnostic::new(Code::TooLong, span, message)
                .help("say it shorter, or put the rest where there is room for it"),
        );
    }
}

/// Too many words for a text that is called out.
pub(super) fn too_many_words(text: &str, span: Span, key: &str, most: usize) -> Option<Diagnostic> {
    let count = text.split_whitespace().count();
    (count > most).then(|| {
        let message = format!("`{key}` has {count} words; {most} are the most");
        Diagnostic::new(Code::TooLong, span, message)
            .help(format!("leave out all but the {most} that matter"))
    })
}

/// Whether a text may have this character: line breaks and tabs are for the writer's layout.
fn is_stray(letter: char) -> bool {
    let is_unseen = matches!(letter, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{00ad}');
    is_unseen || (is_unsafe(letter) && letter != '\n' && letter != '\t')
}

/// Letters of scripts that are written joined, and are joined or kept apart by a character of no width: Arabic and its kin, the
/// scripts of India, Burmese, Khmer, Mongolian.
const JOINED: &[(char, char)] = &[
    ('\u{0600}', '\u{074f}'),
    ('\u{0750}', '\u{077f}'),
    ('\u{07c0}', '\u{07ff}'),
    ('\u{0840}', '\u{0dff}'),
    ('\u{1000}', '\u{109f}'),
    ('\u{1780}', '\u{18af}'),
    ('\u{fb50}', '\u{fdff}'),
    ('\u{fe70}', '\u{fefc}'),
];
/// Signs of which several can make one picture: a person, a joiner, a weight.
const PICTURES: &[(char, char)] = &[
    ('\u{2190}', '\u{21ff}'),
    ('\u{2300}', '\u{23ff}'),
    ('\u{2600}', '\u{27bf}'),
    ('\u{2b00}', '\u{2bff}'),
    ('\u{1f000}', '\u{1faff}'),
];

/// Whether a character without width is needed where it stands: between two letters of a script that is joined, or between two
/// parts of one picture.
fn is_needed(before: Option<char>, letter: char, after: Option<char>) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return false };
    let is_of = |letter: char, ranges: &[(char, char)]| {
        ranges.iter().any(|&(from, to)| (from..=to).contains(&letter))
    };
    let joins = |ranges| is_of(before, ranges) && is_of(after, ranges);
    match letter {
        '\u{200c}' => joins(JOINED),
        // What asks for the coloured form of a sign may stand before the joiner.
        '\u{200d}' => {
            joins(JOINED) || (before == '\u{fe0f}' || is_of(before, PICTURES)) && is_of(after, PICTURES)
        }
        _ => false,
    }
}

/// The characters of a text that are not to be there, with their places.
fn strays(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().filter(move |&(at, letter)| {
        let behind = &text[at + letter.len_utf8()..];
        is_stray(letter) && !is_needed(text[..at].chars().next_back(), letter, behind.chars().next())
    })
}

fn stray(text: &str, raw: &str, span: Span) -> Option<Diagnostic> {
    let (_, letter) = strays(text).next()?;
    let message = format!("the text has a character that can't be seen: U+{:04X}", u32::from(letter));
    // Written as an escape it stands nowhere by itself.
    let places: Vec<(usize, char)> = strays(raw).collect();
    let Some(&(at, letter)) = places.first() else {
        return Some(Diagnostic::new(Code::StrayCharacter, span, message).help("take the escape out"));
    };
    let here = |at: usize, letter: char| {
        let start = span.start + u32::try_from(at).unwrap_or(0);
        Span { start, end: start + u32::try_from(letter.len_utf8()).unwrap_or(1), ..span }
    };
    let mut found = Diagnostic::new(Code::StrayCharacter, here(at, letter), message)
        .help("take it out: delete the text around it and type it anew");
    let edits = places.iter().map(|&(at, letter)| Edit { span: here(at, letter), text: String::new() });
    found.fix = Some(Fix { safety: Safety::Safe, edits: edits.collect() });
    Some(found)
}

/// The first word with letters of two scripts that reads like a word of one.
fn look_alike(text: &str, raw: &str, span: Span) -> Option<Diagnostic> {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '-' || letter == '\'';
    let words = text.split(|letter| !is_part(letter)).filter(|word| !word.is_ascii());
    for word in words {
        // A word may hide wholly in another script: among Latin words one whose every letter looks Latin.
        let plain: String = skeleton(word).collect();
        let is_mixed = !word.is_single_script();
        let is_hidden = plain.is_ascii() && !word.chars().any(is_latin) && text.chars().any(is_latin);
        if !is_mixed && !is_hidden {
            continue;
        }
        let letter = word.chars().find(|&letter| letter.is_alphabetic() && !is_latin(letter))?;
        let place = raw.find(word).map_or(span, |at| {
            let start = span.start + u32::try_from(at).unwrap_or(0);
            Span { start, end: start + u32::try_from(word.len()).unwrap_or(1), ..span }
        });
        let message = format!(
            "`{word}` has a letter of another script that looks like a Latin one: {letter} (U+{:04X})",
            u32::from(letter)
        );
        let found = Diagnostic::new(Code::LookAlike, place, message);
        let mended = mended(word).filter(|_| place != span);
        return Some(match mended {
            Some(mended) => found.help(format!("write `{mended}`, typed on a Latin keyboard")).guess(mended),
            None => found.help("type the word anew on a Latin keyboard"),
        });
    }
    None
}

/// The word with each deceiving letter as the Latin one that it looks like.
fn mended(word: &str) -> Option<String> {
    let mut out = String::new();
    for letter in word.chars() {
        if letter.is_ascii() || is_latin(letter) {
            out.push(letter);
        } else {
            let mut plain = [0; 4];
            let like: Vec<char> = skeleton(letter.encode_utf8(&mut plain)).collect();
            match like.as_slice() {
                [like] if like.is_ascii_alphabetic() => out.push(*like),
                _ => return None,
            }
        }
    }
    Some(out)
}

fn is_latin(letter: char) -> bool {
    letter.is_ascii_alphabetic() || matches!(letter, '\u{00c0}'..='\u{024f}' | '\u{1e00}'..='\u{1eff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<Code> {
        let mut out = Vec::new();
        let raw = format!("\"{text}\"");
        let end = u32::try_from(raw.len()).expect("a short text");
        check(text, &raw, Span { start: 0, end, ..Span::default() }, ("why", MOST_OTHERWISE), &mut out);
        out.iter().map(|found| found.code).collect()
    }

    #[test]
    fn plain_and_accented_and_foreign_texts_pass() {
        for text in [
            "Blades first",
            "Über die Stange – “ganz” nach oben…",
            "Лопатки первыми",
            "30° to 45°",
            "d′ and café",
        ] {
            assert!(codes(text).is_empty(), "{text}: {:?}", codes(text));
        }
    }

    #[test]
    fn a_joiner_that_a_script_or_a_picture_needs_is_no_fault() {
        for text in [
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "👨\u{200d}👩\u{200d}👧",
            "🏋\u{fe0f}\u{200d}♀\u{fe0f} lifts",
            "🏋🏽\u{200d}♂",
        ] {
            assert!(codes(text).is_empty(), "{text}: {:?}", codes(text));
        }
        for text in
            ["bla\u{200d}des", "می\u{200c}", "\u{200d}👧", "👧\u{200c}👧", "🏋\u{200d} lifts", "a\u{200d}خ"]
        {
            assert_eq!(codes(text), [Code::StrayCharacter], "{text:?}");
        }
    }

    #[test]
    fn what_hides_or_deceives_is_found() {
        assert_eq!(codes("Blades\u{202e} first"), [Code::StrayCharacter]);
        assert_eq!(codes("Blades\u{200b}first"), [Code::StrayCharacter]);
        assert_eq!(codes("bl\u{0430}des first"), [Code::LookAlike]);
        assert_eq!(codes("say \u{0430}\u{0441}e first"), [Code::LookAlike]);
        assert_eq!(codes(&"long ".repeat(100)), [Code::TooLong]);
    }
}
