//! `formcheck explain CODE`: what a message of lint means.

use crate::app::{Outcome, Ran, RunSettings, put, unknown};
use crate::render::ansi::{Terminal, style};
use formcheck_core::diagnostic::Code;
use formcheck_core::page::Page;

pub fn run(code: Option<&str>, settings: &RunSettings) -> Ran {
    let Some(word) = code else {
        put(&if settings.json { as_json(Code::ALL) } else { Terminal::stdout().text(&all()) })?;
        return Ok(Outcome::Done);
    };
    let words = Code::ALL.iter().map(|code| code.word());
    let code = Code::find(word).ok_or_else(|| unknown("code", word, words, "formcheck explain"))?;
    put(&if settings.json { as_json(&[code]) } else { Terminal::stdout().text(&one(code)) })?;
    Ok(Outcome::Done)
}

fn all() -> Page {
    let mut page = Page::new();
    let widest = Code::ALL.iter().map(|code| code.word().len()).max().unwrap_or(0);
    for code in Code::ALL {
        page.hang(&style::pad(code.word(), widest + 2), code.text().summary);
    }
    page
}

fn one(code: Code) -> Page {
    let text = code.text();
    let mut page = Page::new();
    page.heading(&format!("{}: {}", code.word(), text.summary));
    page.say(&format!("Severity: {}", code.severity().word()));
    page.gap().say(text.what).gap().say(text.why);
    for (label, snippet) in [("Not like this:", text.bad), ("Like this:", text.good)] {
        if !snippet.is_empty() {
            page.gap().line(label);
            for line in snippet.lines() {
                page.line(format!("    {line}"));
            }
        }
    }
    page
}

fn as_json(codes: &[Code]) -> String {
    let list: Vec<serde_json::Value> = codes
        .iter()
        .map(|code| {
            let text = code.text();
            serde_json::json!({
                "code": code.word(), "severity": code.severity().word(), "summary": text.summary,
                "what": text.what, "why": text.why, "bad": text.bad, "good": text.good,
            })
        })
        .collect();
    format!("{}\n", serde_json::Value::from(list))
}
