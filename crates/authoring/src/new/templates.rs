//! The texts of new files.

use super::rows::{GivenKey, list, note, rows};
use crate::fmt::{format, quoted};
use formcheck_core::rulebook::files::{
    EXERCISE, FileKind, MISTAKE, PACK, QUIZ, SECTION, SIGN, SOURCE, question_schema,
};
use formcheck_core::rulebook::{BLANK, Grid, WrittenKind};

/// The phases of a rep where the coach names none.
pub const PHASES: &[&str] = &["setup", "lower", "lift"];

/// What the coach has answered so far; what is empty stays a blank.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Answers {
    /// The name, or the title of a pack or quiz.
    pub name: Option<String>,
    /// What a quiz is about.
    pub about: Option<String>,
    /// Who wrote the pack.
    pub author: Option<String>,
    /// The phases of a rep, in order.
    pub phases: Vec<String>,
    /// Packs whose signs and mistakes a new pack names.
    pub uses: Vec<String>,
    /// The shared mistakes that count in an exercise.
    pub mistakes: Vec<String>,
    /// The first step of an exercise.
    pub first_step: Option<String>,
    /// How bad a mistake is.
    pub severity: Option<String>,
    /// The sign that shows a mistake.
    pub sign: Option<String>,
    /// The value of the sign at which it is one, as a condition: `"elbows"`, `{ over = 45 }`.
    pub value: Option<String>,
}

/// What the pack has that a new file may name.
#[derive(Clone, Default, Debug)]
pub struct Known {
    pub phases: Vec<String>,
    /// Its signs, and those of packs it uses.
    pub signs: Vec<KnownSign>,
    /// The shared mistakes that an exercise may list.
    pub mistakes: Vec<String>,
    /// How many mistakes its exercises have, each counted in each.
    pub to_spot: usize,
}

/// A sign that a condition may name.
#[derive(Clone, Debug)]
pub struct KnownSign {
    pub id: String,
    /// Its named values; none for a range.
    pub values: Vec<String>,
    /// The smallest and the largest number of a range.
    pub range: Option<(i32, i32)>,
    /// What its numbers are multiples of.
    pub grid: Grid,
}

impl KnownSign {
    /// A condition from what a person types: values, `45`, `over 45`, `under 15`, `30 to 45`. None if that is no value of
    /// the sign.
    pub fn condition(&self, typed: &str) -> Option<String> {
        let words: Vec<&str> = typed.split([' ', ',']).filter(|word| !word.is_empty()).collect();
        let Some((from, to)) = self.range else {
            let known = words.iter().all(|word| self.values.iter().any(|value| value == word));
            return match words.as_slice() {
                [] => None,
                _ if !known => None,
                [one] => Some(quoted(one)),
                several => Some(list(several)),
            };
        };
        let place = |word: &str| self.grid.read(word).filter(|number| (from..=to).contains(number));
        let number = |word: &str| place(word).map(|number| self.grid.write(number));
        match words.as_slice() {
            [one] => number(one),
            [word @ ("over" | "under"), one] => number(one).map(|one| format!("{{ {word} = {one} }}")),
            [one, "to", two] => Some(format!("{{ from = {}, to = {} }}", number(one)?, number(two)?)),
            _ => None,
        }
    }

    /// What may be typed.
    pub fn choices(&self) -> String {
        match self.range {
            Some((from, to)) => {
                let (from, to) = (self.grid.write(from), self.grid.write(to));
                format!("a number from {from} to {to}, `over N`, `under N` or `N to M`")
            }
            None => self.values.join(", "),
        }
    }
}

/// A file to be written: its path in the pack and its text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewFile {
    /// Its path in the pack.
    pub path: String,
    pub text: String,
}

impl NewFile {
    fn new(path: String, text: &str) -> NewFile {
        // A place that is none can't come from here; the text would then stay as it was written.
        let laid_out = FileKind::of(&path).and_then(|kind| format(kind, text).ok());
        NewFile { path, text: laid_out.unwrap_or_else(|| text.to_owned()) }
    }
}

/// The files of a new pack. Its folders `mistakes`, `exercises` and `quizzes` start empty.
pub fn pack(id: &str, answers: &Answers) -> Vec<NewFile> {
    let phases = if answers.phases.is_empty() {
        PHASES.iter().map(|&phase| phase.to_owned()).collect()
    } else {
        answers.phases.clone()
    };
    let mut given = vec![
        GivenKey::new("format", "2"),
        GivenKey::new("name", quoted(id)),
        GivenKey::text("title", answers.name.as_deref()),
        GivenKey::new("version", quoted("0.1.0")),
        GivenKey::new("licence", quoted("CC-BY-4.0")),
        GivenKey::new("authors", list(&[answers.author.as_deref().unwrap_or(BLANK)])),
        GivenKey::new("lang", quoted("en")),
        GivenKey::new("phases", list(&phases)),
    ];
    if !answers.uses.is_empty() {
        given.push(GivenKey::new("uses", list(&answers.uses)));
    }
    let head = "# What this pack is. Its rules stand beside this file, its quizzes in ../quizzes.";
    let pack = format!("{head}\n\n{}", rows(&PACK, &given));
    let taught = answers.name.as_ref().map(|name| format!("What we teach: {name}"));
    let sources = format!(
        "# Where claims come from. One table a source; rules name it as \"{id}-notes\".\n\n[{id}-notes]\n{}",
        rows(
            &SOURCE,
            &[GivenKey::text("title", taught.as_deref()), GivenKey::new("kind", quoted("consensus"))]
        )
    );
    vec![
        NewFile::new("rules/pack.toml".to_owned(), &pack),
        NewFile::new(
            "rules/signs.toml".to_owned(),
            &first_sign(id, phases.last().map_or("lift", String::as_str)),
        ),
        NewFile::new("rules/sources.toml".to_owned(), &sources),
    ]
}

/// A sign to be changed into the coach's own: whole, so that a mistake can be written at once.
pub(super) fn first_sign(id: &str, phase: &str) -> String {
    let sign = format!("{id}-bar-path");
    let given = [
        GivenKey::new("ask", quoted("Where does the bar travel?")),
        GivenKey::new("phase", quoted(phase)),
        GivenKey::new("usually", quoted("straight")),
    ];
    let named = |key: &&str| ["range", "apart", "say"].contains(key);
    let keys = rows(&SIGN, &given);
    let keys: Vec<&str> = keys
        .lines()
        .filter(|line| !line.trim_start_matches("# ").split(' ').next().as_ref().is_some_and(named))
        .collect();
    format!(
        "# What can be seen about a rep, or felt by the lifter: one table a sign. This one shows how; make it your own.\n\n\
         [{sign}]\n{}\n[{sign}.values]\n\
         # In their natural order. Each is a clause that fits after \"You see a rep in which …\".\n\
         straight = \"the bar travels straight up and down\"\n\
         forward = \"the bar drifts away from the body\"\n\n\
         # A sign that is measured has a range instead of values:\n\
         # [{id}-torso-angle]\n# ask = \"How far is the torso above horizontal?\"\n# phase = \"{phase}\"\n\
         # range = {{ from = 0, to = 90, unit = \"degrees\" }}\n\
         # apart = 8  # differences smaller than this can't be seen\n\
         # say = \"the torso sits about {{value}} degrees above horizontal\"\n",
        keys.join("\n")
    )
}

pub fn exercise(id: &str, answers: &Answers, known: &Known) -> NewFile {
    let own_phases = !answers.phases.is_empty() && answers.phases != known.phases;
    let phases = if answers.phases.is_empty() { &known.phases } else { &answers.phases };
    let mut given = vec![GivenKey::text("name", answers.name.as_deref())];
    if own_phases {
        given.push(GivenKey::new("phases", list(phases)));
    }
    let mistakes = if !answers.mistakes.is_empty() {
        list(&answers.mistakes)
    } else if known.mistakes.is_empty() {
        "[]".to_owned()
    } else {
        list(&[BLANK])
    };
    given.push(GivenKey::new("mistakes", mistakes).above(
        if answers.mistakes.is_empty() && !known.mistakes.is_empty() {
            note(&format!("There are: {}.", known.mistakes.join(", ")))
        } else {
            String::new()
        },
    ));
    let mut parts = vec![format!(
        "# One exercise: how it is done, its clean rep, the shared mistakes that count here, and those it alone has.\n\n{}",
        rows(&EXERCISE, &given)
    )];
    for (place, phase) in phases.iter().enumerate() {
        let step = answers.first_step.as_deref().filter(|_| place == 0).unwrap_or(BLANK);
        parts.push(format!("\n[[step]]\ndo = {}\nphase = {}\n", quoted(step), quoted(phase)));
    }
    let (sign, value) = any_value(known);
    parts.push(FIRST_TEST.to_owned());
    for key in EXERCISE.keys {
        let line = match key.name {
            "good" | "tolerated" => format!("{sign} = {value}"),
            "because" => format!("{sign} = \"{BLANK}\""),
            "mistake" => format!("name = \"{BLANK}\"  # and so on: `formcheck new mistake` shows the keys"),
            "reword" => format!("cue = \"{BLANK}\""),
            _ => continue,
        };
        let header = match key.name {
            "mistake" => format!("mistake.{id}-{BLANK}"),
            "reword" => format!("reword.{BLANK}"),
            name => name.to_owned(),
        };
        parts.push(format!("# [{header}]  # {}\n# {line}\n", key.doc));
    }
    NewFile::new(format!("rules/exercises/{id}.toml"), &parts.concat())
}

pub(super) const FIRST_TEST: &str = "
# A test: a rep, and exactly the mistakes that fire in it. Signs left out are good ones.
[[example]]
rep = {}
expect = []

# What else may stand here, without its `#`:
#
";

/// A condition that shows how one is written.
pub(super) fn any_value(known: &Known) -> (String, String) {
    let Some(sign) = known.signs.first() else { return (BLANK.to_owned(), quoted(BLANK)) };
    let value = sign.values.first().map_or_else(|| "{ over = 45 }".to_owned(), |value| quoted(value));
    (sign.id.clone(), value)
}

/// The file of shared mistakes with a new one at its end; what is there stays as it is.
pub fn mistake(id: &str, file: &str, before: Option<&str>, answers: &Answers, known: &Known) -> NewFile {
    let path = format!("rules/mistakes/{file}.toml");
    let sign = match &answers.sign {
        Some(id) => known.signs.iter().find(|sign| sign.id == *id),
        None => known.signs.first(),
    };
    let key = sign.map_or_else(|| quoted(BLANK), |sign| sign.id.clone());
    let value = answers.value.clone().unwrap_or_else(|| quoted(BLANK));
    let choices = match (sign, &answers.value) {
        (Some(sign), None) => note(&format!("{}: {}.", sign.id, sign.choices())),
        _ => String::new(),
    };
    let given = [
        GivenKey::text("name", answers.name.as_deref()),
        GivenKey::new("severity", quoted(answers.severity.as_deref().unwrap_or("medium"))),
        GivenKey::new("when", format!("{{ {key} = {value} }}")).above(choices),
    ];
    let table = format!("[{id}]\n{}", rows(&MISTAKE, &given));
    let Some(before) = before.filter(|text| !text.trim().is_empty()) else {
        let head =
            "# Mistakes that more than one exercise can have. An exercise lists those that count in it.";
        return NewFile::new(path, &format!("{head}\n\n{table}"));
    };
    let table = NewFile::new(path.clone(), &table).text;
    let text = format!("{}\n\n{table}", before.trim_end());
    // The line ends of the file, whichever they are.
    let text = if before.contains("\r\n") { text.replace("\r\n", "\n").replace('\n', "\r\n") } else { text };
    NewFile { path, text }
}

/// How many items a section asks in a pack that has enough to ask.
pub(super) const DRAW: usize = 6;

pub fn quiz(id: &str, answers: &Answers, known: &Known) -> NewFile {
    let given = [
        GivenKey::text("title", answers.name.as_deref()),
        GivenKey::text("about", answers.about.as_deref()),
        GivenKey::new("pass", "80"),
        GivenKey::new("feedback", quoted("each")),
    ];
    let mut parts = vec![format!(
        "# One quiz: its sections in order, and questions in your own words.\n\n{}",
        rows(&QUIZ, &given)
    )];
    if known.to_spot >= DRAW * 4 {
        let given = [
            GivenKey::new("title", quoted("Spot the mistake")),
            GivenKey::new("draw", DRAW.to_string()),
            GivenKey::new("kinds", list(&["spot", "clean-or-not"])),
        ];
        parts.push(format!("\n# Made from the rules.\n[[section]]\n{}", rows(&SECTION, &given)));
    }
    parts.push(format!(
        "\n# Written below.\n[[section]]\ntitle = \"In our own words\"\ndraw = 1\nquestions = \"all\"\n\n\
         # Its id is for ever: what a learner has answered hangs on it.\n[question.{id}-first]\n"
    ));
    let kind = WrittenKind::Choice;
    parts.push(rows(question_schema(kind), &[GivenKey::new("kind", quoted(kind.word()))]));
    for comment in ["  # what the one who picked it got wrong", ""] {
        parts.push(format!(
            "\n[[question.{id}-first.wrong]]\nsay = \"{BLANK}\"\nbecause = \"{BLANK}\"{comment}\n"
        ));
    }
    NewFile::new(format!("quizzes/{id}.toml"), &parts.concat())
}

/// A blank of a text: its line, from 1, and its key.
pub fn blanks(text: &str) -> Vec<(usize, String)> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with('#'));
    lines
        .filter_map(|(place, line)| {
            let (key, rest) = line.split_once(" = ")?;
            let value = rest.split("  #").next().unwrap_or_default();
            value.contains(&format!("\"{BLANK}\"")).then(|| (place + 1, key.to_owned()))
        })
        .collect()
}

/// The first line that names a file's schema for editors; `up` leads from the file to the pack's folder.
pub fn with_schema(text: &str, up: &str, schema: &str) -> String {
    format!("#:schema {up}schemas/v1/{schema}.json\n{text}")
}
