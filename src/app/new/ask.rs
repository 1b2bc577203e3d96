//! Asks, in a terminal, for what a new file needs. Enter alone leaves a blank.

use std::io::{self, BufRead, Write};

use crate::app::AppError;
use crate::app::new::NewKind;
use crate::face::line::session::read_line;
use crate::render::ansi::style;
use formcheck_authoring::new::{Answers, Known, PHASES};
use formcheck_core::rulebook::Severity;
use formcheck_core::rulebook::similar::nearest;
use formcheck_core::rulebook::source::BuiltIn;

struct OpenQuestion {
    /// The kinds of files that need it.
    of: &'static [NewKind],
    /// Whether it is still open, and can be answered in this pack.
    is_open: fn(&Answers, &Known) -> bool,
    /// Whether Enter alone takes a default, or leaves a blank that the file's own comments explain.
    has_default: bool,
    ask: fn(&Answers, &Known) -> String,
    /// Takes what was typed, or says what is wanted.
    take: fn(&mut Answers, &Known, &str) -> Result<(), String>,
}

/// What `?` says.
const HELP: &str = "Type your answer and press Enter. Enter alone takes the default, or leaves a blank (…) that the file's comments explain; q leaves without a file.";

/// One row a question, in the order in which they are asked.
const QUESTIONS: &[OpenQuestion] = &[
    OpenQuestion {
        of: &[NewKind::Pack, NewKind::Exercise, NewKind::Mistake, NewKind::Quiz],
        is_open: |answers, _| answers.name.is_none(),
        has_default: false,
        ask: |_, _| "What is its name, as people will read it?".to_owned(),
        take: |answers, _, typed| text(&mut answers.name, typed),
    },
    OpenQuestion {
        of: &[NewKind::Quiz],
        is_open: |answers, _| answers.about.is_none(),
        has_default: false,
        ask: |_, _| "What is it about, in one sentence?".to_owned(),
        take: |answers, _, typed| text(&mut answers.about, typed),
    },
    OpenQuestion {
        of: &[NewKind::Pack],
        is_open: |answers, _| answers.author.is_none(),
        has_default: false,
        ask: |_, _| "Who writes it?".to_owned(),
        take: |answers, _, typed| text(&mut answers.author, typed),
    },
    OpenQuestion {
        of: &[NewKind::Pack],
        is_open: |answers, _| answers.uses.is_empty(),
        has_default: true,
        ask: |_, _| {
            let packs = built_in().join(", ");
            format!("Which built-in packs may it name signs and mistakes of: {packs}? (Enter: none)")
        },
        take: |answers, _, typed| listed(&mut answers.uses, &built_in(), typed, "built-in pack"),
    },
    OpenQuestion {
        of: &[NewKind::Pack],
        is_open: |answers, _| answers.phases.is_empty(),
        has_default: true,
        ask: |_, _| format!("Which phases does a rep have, in order? (Enter: {})", PHASES.join(" ")),
        take: |answers, _, typed| {
            answers.phases = words(typed);
            Ok(())
        },
    },
    OpenQuestion {
        of: &[NewKind::Exercise],
        is_open: |answers, known| answers.phases.is_empty() && !known.phases.is_empty(),
        has_default: true,
        ask: |_, known| {
            format!("Which phases does a rep have here, in order? (Enter: {})", known.phases.join(" "))
        },
        take: |answers, known, typed| listed(&mut answers.phases, &known.phases, typed, "phase"),
    },
    OpenQuestion {
        of: &[NewKind::Exercise],
        is_open: |answers, known| answers.mistakes.is_empty() && !known.mistakes.is_empty(),
        has_default: false,
        ask: |_, known| {
            format!("Which shared mistakes count here? Type ids or numbers.\n{}", numbered(&known.mistakes))
        },
        take: |answers, known, typed| listed(&mut answers.mistakes, &known.mistakes, typed, "shared mistake"),
    },
    OpenQuestion {
        of: &[NewKind::Exercise],
        is_open: |answers, _| answers.first_step.is_none(),
        has_default: true,
        ask: |_, _| "What does the lifter do first?".to_owned(),
        take: |answers, _, typed| text(&mut answers.first_step, typed),
    },
    OpenQuestion {
        of: &[NewKind::Mistake],
        is_open: |answers, _| answers.severity.is_none(),
        has_default: false,
        ask: |_, _| {
            "How bad is it? low: polish; medium: the exercise loses its purpose; high: stop the set"
                .to_owned()
        },
        take: |answers, _, typed| {
            let levels: Vec<String> = Severity::WORDS.iter().map(|&word| word.to_owned()).collect();
            let mut chosen = Vec::new();
            listed(&mut chosen, &levels, typed, "level")?;
            answers.severity = chosen.into_iter().next();
            Ok(())
        },
    },
    OpenQuestion {
        of: &[NewKind::Mistake],
        is_open: |answers, known| answers.sign.is_none() && !known.signs.is_empty(),
        has_default: false,
        ask: |_, known| {
            format!("Which sign shows it? Type an id or a number.\n{}", numbered(&sign_ids(known)))
        },
        take: |answers, known, typed| {
            let mut chosen = Vec::new();
            listed(&mut chosen, &sign_ids(known), typed, "sign")?;
            answers.sign = chosen.into_iter().next();
            Ok(())
        },
    },
    OpenQuestion {
        of: &[NewKind::Mistake],
        is_open: |answers, known| answers.value.is_none() && sign(answers, known).is_some(),
        has_default: false,
        ask: |answers, known| {
            let choices =
                sign(answers, known).map(formcheck_authoring::new::KnownSign::choices).unwrap_or_default();
            format!("At which value is it a mistake? ({choices})")
        },
        take: |answers, known, typed| {
            let sign = sign(answers, known).ok_or("There is no sign to have it.")?;
            let condition = sign.condition(typed);
            answers.value =
                Some(condition.ok_or_else(|| format!("Type {}, or Enter for later.", sign.choices()))?);
            Ok(())
        },
    },
];

/// Asks everything that is open, of a file for this place, such as " in the pack mid-back"; where something was `said` with
/// flags, only what has no default. False if the person left.
pub(crate) fn all(
    kind: NewKind,
    place: &str,
    answers: &mut Answers,
    known: &Known,
    said: bool,
) -> Result<bool, AppError> {
    // Whoever said something with flags is not asked for what has a default.
    let open = |answers: &Answers, question: &OpenQuestion| {
        question.of.contains(&kind) && (question.is_open)(answers, known) && !(said && question.has_default)
    };
    if !QUESTIONS.iter().any(|question| open(answers, question)) {
        return Ok(true);
    }
    let (mut input, mut out) = (io::stdin().lock(), io::stdout().lock());
    let first = format!(
        "A new {}{place}. Enter takes the default, or leaves a blank to fill later; q leaves without a file.",
        kind.word()
    );
    writeln!(out, "{}", style::wrap(&first, style::width(), ""))?;
    for question in QUESTIONS {
        if open(answers, question) && !one(question, answers, known, &mut input, &mut out)? {
            writeln!(out, "Nothing was written.")?;
            return Ok(false);
        }
    }
    Ok(true)
}

fn one(
    question: &OpenQuestion,
    answers: &mut Answers,
    known: &Known,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> Result<bool, AppError> {
    writeln!(out)?;
    for line in (question.ask)(answers, known).lines() {
        writeln!(out, "{}", style::wrap(line, style::width(), ""))?;
    }
    loop {
        write!(out, "> ")?;
        out.flush()?;
        let Some(line) = read_line(input)? else { return Ok(false) };
        match line.trim() {
            "q" => return Ok(false),
            "" => return Ok(true),
            "?" => writeln!(out, "{}", style::wrap(HELP, style::width(), ""))?,
            typed => match (question.take)(answers, known, typed) {
                Ok(()) => return Ok(true),
                Err(wanted) => writeln!(out, "{}", style::wrap(&wanted, style::width(), ""))?,
            },
        }
    }
}

fn built_in() -> Vec<String> {
    BuiltIn::ALL.map(|pack| pack.name().to_owned()).into()
}

#[expect(clippy::unnecessary_wraps, reason = "the answer of a row: this one takes any text")]
fn text(place: &mut Option<String>, typed: &str) -> Result<(), String> {
    *place = Some(style::clean(typed).into_owned());
    Ok(())
}

fn words(typed: &str) -> Vec<String> {
    typed
        .split([' ', ','])
        .filter(|word| !word.is_empty())
        .map(|word| style::clean(word).into_owned())
        .collect()
}

/// Takes names, or their numbers in the list.
fn listed(place: &mut Vec<String>, names: &[String], typed: &str, what: &str) -> Result<(), String> {
    let mut chosen: Vec<String> = Vec::new();
    for word in words(typed) {
        let by_number = word.parse::<usize>().ok().and_then(|number| names.get(number.checked_sub(1)?));
        let Some(name) = names.iter().find(|name| **name == word).or(by_number) else {
            let near = nearest(&word, names.iter().map(String::as_str));
            let near = near.map(|near| format!(" Did you mean `{near}`?")).unwrap_or_default();
            let all =
                if names.len() <= 12 { format!("; there are {}", names.join(", ")) } else { String::new() };
            return Err(format!("There is no {what} `{word}`{all}.{near}"));
        };
        if !chosen.contains(name) {
            chosen.push(name.clone());
        }
    }
    *place = chosen;
    Ok(())
}

fn numbered(names: &[String]) -> String {
    // A number stays with its name.
    let mut rows: Vec<String> = Vec::new();
    for (place, name) in names.iter().enumerate() {
        let one = format!("{}. {name}", place + 1);
        match rows.last_mut() {
            Some(row) if row.len() + 2 + one.len() <= style::width() => row.extend(["  ", &one]),
            _ => rows.push(one),
        }
    }
    rows.join("\n")
}

fn sign_ids(known: &Known) -> Vec<String> {
    known.signs.iter().map(|sign| sign.id.clone()).collect()
}

fn sign<'k>(answers: &Answers, known: &'k Known) -> Option<&'k formcheck_authoring::new::KnownSign> {
    known.signs.iter().find(|sign| answers.sign.as_ref() == Some(&sign.id))
}
