//! What `formcheck doctor` found on a machine, as a page and as JSON: each thing with how it stands, and what to do about it.
//!
//! Must not know how anything is found.

use serde_json::{Value, json};

use formcheck_core::page::{Page, bad, good, key, strong};
use formcheck_core::rulebook::words::count;

/// How a thing stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Standing {
    Fine,
    /// It works; something else would be better, or somebody should know.
    Note,
    /// Something can't be done like this.
    Fault,
}

/// What was found of one thing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CheckedThing {
    pub about: &'static str,
    pub standing: Standing,
    pub found: String,
    /// What to do; empty where there is nothing.
    pub advice: String,
}

impl CheckedThing {
    pub fn fine(about: &'static str, found: impl Into<String>) -> CheckedThing {
        CheckedThing { about, standing: Standing::Fine, found: found.into(), advice: String::new() }
    }

    pub fn note(about: &'static str, found: impl Into<String>, advice: impl Into<String>) -> CheckedThing {
        CheckedThing { standing: Standing::Note, advice: advice.into(), ..CheckedThing::fine(about, found) }
    }

    pub fn fault(about: &'static str, found: impl Into<String>, advice: impl Into<String>) -> CheckedThing {
        CheckedThing { standing: Standing::Fault, ..CheckedThing::note(about, found, advice) }
    }
}

/// Each standing's word in JSON and its mark on a page.
const STANDINGS: [(Standing, &str, &str); 3] = [
    (Standing::Fine, "fine", "ok   "),
    (Standing::Note, "note", "note "),
    (Standing::Fault, "fault", "fault"),
];

fn words(standing: Standing) -> (&'static str, &'static str) {
    let found = STANDINGS.iter().find(|(one, ..)| *one == standing);
    found.map_or(("", ""), |(_, word, mark)| (word, mark))
}

pub fn page(things: &[CheckedThing]) -> Page {
    let mut page = Page::new();
    let widest = things.iter().map(|thing| thing.about.len()).max().unwrap_or_default();
    for thing in things {
        let (_, mark) = words(thing.standing);
        let mark = match thing.standing {
            Standing::Fine => good(mark),
            Standing::Note => key(mark),
            Standing::Fault => bad(mark),
        };
        page.hang_rich(mark.then(format!("  {:widest$}  ", thing.about)), thing.found.as_str());
        if !thing.advice.is_empty() {
            page.hang_rich(format!("{:1$}", "", widest + 9), key("try: ").then(thing.advice.as_str()));
        }
    }
    let of = |standing| things.iter().filter(|thing| thing.standing == standing).count();
    let (faults, notes) = (of(Standing::Fault), of(Standing::Note));
    let sum = match (faults, notes) {
        (0, 0) => "Everything is as it should be.".to_owned(),
        (0, _) => format!("Everything works; {} above.", count(notes, "note", "notes")),
        _ => format!("{} to mend, see above.", count(faults, "fault", "faults")),
    };
    page.gap().line(strong(&sum));
    page
}

pub fn as_json(things: &[CheckedThing]) -> Value {
    let row = |thing: &CheckedThing| json!({"about": thing.about, "standing": words(thing.standing).0, "found": thing.found, "try": thing.advice});
    json!({"checks": things.iter().map(row).collect::<Value>()})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_to_be_done_stands_below_what_was_found() {
        let things = [
            CheckedThing::fine("clock", "Friday"),
            CheckedThing::note("terminal", "small", "make it larger"),
            CheckedThing::fault("packs", "1 error", "mend it"),
        ];
        let text = crate::render::ansi::Terminal { width: 60, colour: false }.text(&page(&things));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines,
            [
                "ok     clock     Friday",
                "note   terminal  small",
                "                 try: make it larger",
                "fault  packs     1 error",
                "                 try: mend it",
                "",
                "1 fault to mend, see above."
            ]
        );
        let sum = |things: &[CheckedThing]| {
            let text = crate::render::ansi::Terminal { width: 60, colour: false }.text(&page(things));
            text.lines().last().map(str::to_owned)
        };
        assert_eq!(sum(&things[..1]).as_deref(), Some("Everything is as it should be."));
        assert_eq!(sum(&things[..2]).as_deref(), Some("Everything works; 1 note above."));
        assert_eq!(as_json(&things)["checks"][2]["standing"], "fault");
    }
}
