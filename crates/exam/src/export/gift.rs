//! GIFT: questions as text, for Moodle and others that read it.
//!
//! The grammar is Moodle's own reader's (question/format/gift). Text with format is HTML on one line, with the control
//! characters behind backslashes; what the format can't say in plain fields is left out and told, never changed.

use std::fmt::Write as _;

use data_encoding::BASE64;
use rayon::prelude::*;

use super::bank::{Bank, BankQuestion};
use super::shape::{AnswerShape, fraction, fraction_text, how, refused};
use super::words::{number, plain, tags, title};
use super::{LeftOut, LeftOutPart, Written, html, picture};
use formcheck_core::rulebook::Rulebook;

/// The questions of `bank`.
pub(super) fn write(book: &Rulebook, bank: &Bank) -> Written {
    let mut text = format!(
        "// {}: {} questions, seed {}\n// Tags and ids stand in comments before each question.\n\n",
        plain(&bank.title),
        bank.entries.len(),
        bank.seed.0
    );
    let mut left_out = Vec::new();
    for (section, entries) in super::by_section(bank) {
        let _ = write!(text, "$CATEGORY: {}\n\n", category(bank, section));
        // Pictures take their time: questions are made side by side.
        let made: Vec<_> = entries.par_iter().map(|entry| question(book, entry)).collect();
        for (entry, made) in entries.into_iter().zip(made) {
            let lacks = |part| move |because| LeftOut { id: entry.id.clone(), part, because };
            match made {
                Ok((question, without)) => {
                    text.push_str(&question);
                    left_out.extend(without.into_iter().map(lacks(LeftOutPart::Answer)));
                }
                Err(because) => left_out.push(lacks(LeftOutPart::Question)(because)),
            }
        }
    }
    Written { left_out, ..Written::whole(text) }
}

/// The place of a section in a bank's tree. A slash would begin another level; Moodle reads two as one that is meant, and
/// takes one backslash of two here and nothing else.
fn category(bank: &Bank, section: &str) -> String {
    let step = |name: &str| plain(name).replace('/', "//").replace('\\', "\\\\");
    format!("$course$/top/{}/{}", step(&bank.title), step(section))
}

/// One question, and why some of its typed answers are not among those that are taken.
fn question(book: &Rulebook, entry: &BankQuestion) -> Result<(String, Vec<&'static str>), &'static str> {
    let item = &entry.item;
    let shape = AnswerShape::of(item);
    if let Some(because) = refused(&shape) {
        return Err(because);
    }
    let marks: Vec<String> = tags(book, item).iter().map(|tag| format!("[tag:{tag}]")).collect();
    let mut out = format!("// [id:{}] {}\n", entry.id, marks.join(" "));
    let mut stem = html::stem(item, &how(&shape, item));
    for (svg, words) in picture::asked_as_svg(book, item) {
        // The format has no files: the picture stands in its own address.
        let address = format!("data:image/svg+xml;base64,{}", BASE64.encode(svg.as_bytes()));
        stem.push_str(&html::image(&address, &words));
    }
    let _ = write!(out, "::{}::[html]{}{{", escaped(&title(book, entry)), escaped(&stem));
    let without = answers(&shape, &mut out)?;
    let told = html::told(book, item);
    if !told.is_empty() {
        let _ = write!(out, "\t####{}", rich(&told));
        out.push('\n');
    }
    out.push_str("}\n\n");
    Ok((out, without))
}

/// Writes the answers; gives why some of those that can be typed are left out.
fn answers(shape: &AnswerShape<'_>, out: &mut String) -> Result<Vec<&'static str>, &'static str> {
    let mut without = Vec::new();
    match shape {
        AnswerShape::TrueFalse { is_true, told } => {
            // What is told for the wrong answer comes first.
            let [told_true, told_false] = told.map(|text| rich(&html::text(text)));
            let (wrong, right) = if *is_true { (told_false, told_true) } else { (told_true, told_false) };
            let word = if *is_true { "TRUE" } else { "FALSE" };
            let _ = writeln!(out, "{word}#{wrong}#{right}");
        }
        AnswerShape::Choices { single, choices } => {
            out.push('\n');
            for choice in *choices {
                let earns = fraction(choices, choice, *single);
                let mark = match (choice.right, single) {
                    (true, true) => "=".to_owned(),
                    (false, true) => "~".to_owned(),
                    _ => format!("~%{}%", fraction_text(earns)),
                };
                let (say, because) = (html::text(&choice.say), html::text(&choice.because));
                let _ = writeln!(out, "\t{mark}{}#{}", rich(&say), rich(&because));
            }
        }
        AnswerShape::Pairs { pairs, spare } => {
            out.push('\n');
            for (left, right) in pairs {
                let _ = writeln!(out, "\t={} -> {}", rich(&html::text(left)), bare(right)?);
            }
            if let Some(spare) = spare {
                let _ = writeln!(out, "\t= -> {}", bare(spare)?);
            }
        }
        AnswerShape::Number { answer, within, .. } => {
            let _ = writeln!(out, "#{}:{}", number(*answer), number(*within));
        }
        AnswerShape::Text(accept) => {
            out.push('\n');
            for one in *accept {
                // A star would stand for any letters.
                match bare(&one.replace('*', "\\*")) {
                    Ok(text) => drop(writeln!(out, "\t=%100%{text}#")),
                    Err(because) => without.push(because),
                }
            }
            if let (true, Some(because)) = (without.len() == accept.len(), without.first()) {
                return Err(because);
            }
        }
    }
    Ok(without)
}

/// The control characters of the format behind backslashes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '\\' | ':' | '#' | '=' | '{' | '}' | '~') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// HTML in an answer: a first character that would be read as a weight or a format becomes an entity.
fn rich(html: &str) -> String {
    match html.chars().next() {
        Some(first @ ('%' | '[')) => escaped(&format!("&#{};{}", u32::from(first), &html[1..])),
        _ => escaped(html),
    }
}

/// Plain text, where the format has it: what Moodle would read as something else can't be written.
fn bare(text: &str) -> Result<String, &'static str> {
    let text = plain(text);
    if text.contains("->") {
        return Err("GIFT reads `->` in an answer as a pair");
    }
    if text.contains("&&0") {
        return Err("GIFT readers use `&&0` for themselves");
    }
    if text.starts_with('[') {
        return Err("GIFT reads `[` at the start of an answer as a format");
    }
    Ok(escaped(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_stand_behind_backslashes() {
        assert_eq!(escaped(r"a:b#c=d{e}f~g\h"), r"a\:b\#c\=d\{e\}f\~g\\h");
        assert_eq!(rich("%50%x"), r"&\#37;50%x");
        assert_eq!(rich("[html]x"), r"&\#91;html]x");
    }

    #[test]
    fn what_plain_fields_cannot_say_is_refused() {
        assert!(bare("a -> b").is_err());
        assert!(bare("[plain]x").is_err());
        assert_eq!(bare("a = b"), Ok(r"a \= b".to_owned()));
    }
}
