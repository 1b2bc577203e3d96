//! Moodle XML: the question bank's own format, which says everything that GIFT can't.
//!
//! Element by element as Moodle's reader has it (question/format/xml). HTML is escaped by templates; what holds marks of
//! XML stands in a CDATA section, as Moodle writes it: its reader loses spaces between two characters that are escaped.

use askama::Template;
use data_encoding::BASE64;
use rayon::prelude::*;

use super::bank::{Bank, BankQuestion};
use super::shape::{AnswerShape, fraction, fraction_text, how, refused};
use super::words::{number, plain, tags, title};
use super::{LeftOut, LeftOutPart, Written, html, picture};
use formcheck_core::rulebook::Rulebook;

#[derive(Template)]
#[template(path = "export/moodle.xml")]
struct MoodleQuiz {
    sections: Vec<MoodleSection>,
}

struct MoodleSection {
    category: String,
    questions: Vec<MoodleQuestion>,
}

struct MoodleQuestion {
    kind: &'static str,
    name: String,
    stem: String,
    /// Files in base64 with their names, which the stem shows.
    pictures: Vec<(String, String)>,
    told: String,
    penalty: &'static str,
    id: String,
    answers: MoodleAnswers,
    tags: Vec<String>,
}

enum MoodleAnswers {
    Choices { single: bool, answers: Vec<MoodleAnswer> },
    Plain { answers: Vec<MoodleAnswer> },
    Pairs { pairs: Vec<(String, String)> },
}

struct MoodleAnswer {
    fraction: String,
    text: String,
    told: String,
    within: Option<String>,
}

/// The name of a question's picture, among its own files.
const PICTURE: &str = "rep.png";

/// The longest id that Moodle keeps.
const LONGEST_ID: usize = 100;

/// The questions of `bank`.
pub(super) fn write(book: &Rulebook, bank: &Bank) -> Written {
    let step = |name: &str| plain(name).replace('/', "//");
    let mut left_out = Vec::new();
    let mut sections = Vec::new();
    for (section, entries) in super::by_section(bank) {
        let mut questions = Vec::new();
        // Pictures take their time: questions are made side by side.
        let made: Vec<_> = entries
            .par_iter()
            .map(|entry| match refused(&AnswerShape::of(&entry.item)) {
                Some(because) => Err(LeftOut { id: entry.id.clone(), part: LeftOutPart::Question, because }),
                None => Ok(question(book, entry)),
            })
            .collect();
        for one in made {
            match one {
                Ok(question) => questions.push(question),
                Err(without) => left_out.push(without),
            }
        }
        let category = cdata(&format!("$course$/top/{}/{}", step(&bank.title), step(section)));
        sections.push(MoodleSection { category, questions });
    }
    Written { left_out, ..Written::whole(html::drawn(&MoodleQuiz { sections })) }
}

fn question(book: &Rulebook, entry: &BankQuestion) -> MoodleQuestion {
    let item = &entry.item;
    let shape = AnswerShape::of(item);
    let mut stem = html::stem(item, &how(&shape, item));
    let mut attach = |(place, (file, words)): (usize, (Vec<u8>, String))| {
        let name = if place == 0 { PICTURE.to_owned() } else { format!("rep-{}.png", place + 1) };
        stem.push_str(&html::image(&format!("@@PLUGINFILE@@/{name}"), &words));
        (name, BASE64.encode(&file))
    };
    let pictures = picture::asked_as_png(book, item).into_iter().enumerate().map(&mut attach).collect();
    let (kind, answers) = answers(&shape);
    MoodleQuestion {
        kind,
        name: cdata(&title(book, entry)),
        stem: cdata(&stem),
        pictures,
        told: cdata(&html::told(book, item)),
        // Whoever has two options has nothing left to try.
        penalty: if kind == "truefalse" { "1" } else { "0.3333333" },
        id: short_id(&entry.id),
        answers,
        tags: tags(book, item).iter().map(|tag| cdata(tag)).collect(),
    }
}

fn answers(shape: &AnswerShape<'_>) -> (&'static str, MoodleAnswers) {
    let told = |text: &str| cdata(&html::text(text));
    match shape {
        AnswerShape::TrueFalse { is_true, told: [told_true, told_false] } => {
            let answer = |word: &str, right: bool, because: &str| MoodleAnswer {
                fraction: if right { "100" } else { "0" }.to_owned(),
                text: word.to_owned(),
                told: told(because),
                within: None,
            };
            let answers = vec![answer("true", *is_true, told_true), answer("false", !is_true, told_false)];
            ("truefalse", MoodleAnswers::Plain { answers })
        }
        AnswerShape::Choices { single, choices } => {
            let answer = |choice: &formcheck_core::quiz::Choice| MoodleAnswer {
                fraction: fraction_text(fraction(choices, choice, *single)),
                text: told(&choice.say),
                told: told(&choice.because),
                within: None,
            };
            let answers = choices.iter().map(answer).collect();
            ("multichoice", MoodleAnswers::Choices { single: *single, answers })
        }
        AnswerShape::Pairs { pairs, spare } => {
            let pairs = pairs.iter().map(|(left, right)| (told(left), cdata(right)));
            let spare = spare.iter().map(|spare| (String::new(), cdata(spare)));
            ("matching", MoodleAnswers::Pairs { pairs: pairs.chain(spare).collect() })
        }
        AnswerShape::Number { answer, within, .. } => {
            let answer = MoodleAnswer {
                fraction: "100".to_owned(),
                text: number(*answer),
                told: String::new(),
                within: Some(number(*within)),
            };
            ("numerical", MoodleAnswers::Plain { answers: vec![answer] })
        }
        AnswerShape::Text(accept) => {
            let answer = |one: &String| MoodleAnswer {
                fraction: "100".to_owned(),
                // A star would stand for any letters.
                text: cdata(&plain(&one.replace('*', "\\*"))),
                told: String::new(),
                within: None,
            };
            ("shortanswer", MoodleAnswers::Plain { answers: accept.iter().map(answer).collect() })
        }
    }
}

/// Text of an element: as it is, or in CDATA sections where marks of XML are in it. The end of a section that is meant as
/// text stands in two of them.
fn cdata(text: &str) -> String {
    if text.contains(['<', '>', '&']) {
        format!("<![CDATA[{}]]>", text.replace("]]>", "]]]]><![CDATA[>"))
    } else {
        text.to_owned()
    }
}

/// An id that Moodle keeps whole: a longer one ends in a digest of itself.
fn short_id(id: &str) -> String {
    if id.len() <= LONGEST_ID {
        return id.to_owned();
    }
    let digest = super::digest(id);
    let kept: String = id.chars().take(LONGEST_ID - digest.len() - 1).collect();
    format!("{kept}~{digest}")
}
