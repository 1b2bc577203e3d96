//! `formcheck new` as a talk, for those who don't know TOML: questions as data, one after the other, until a rule is whole,
//! tried on reps near its limits and fit to be written.
//!
//! A state machine, and pure: what was said is a list of answers, and everything follows from it by saying it again. So
//! `back` is to leave out the last one. Hosts show a [`Prompt`] and hand in what was typed. Must not know terminals or disks.

mod about;
mod again;
mod amount;
mod cases;
mod draft;
mod facts;
mod finding;
mod limit;
mod made;
mod making;
mod prompt;
mod rule;
mod search;
mod sign;
mod starter;
mod text;
mod trial;
mod words;

use std::collections::BTreeMap;

pub use draft::Target;
pub use facts::{FaultyPack, TalkPacks};
pub use prompt::{Choice, Prompt};
pub use trial::{TalkFinding, TalkRep};

use crate::new::NewFile;
use draft::{Draft, Place, SignDraft};
use facts::Facts;
use formcheck_core::rulebook::{Rulebook, Severity};
use prompt::{Row, pick};
use trial::Trial;

/// What a host says beside the questions.
pub const HOW: &str = "Type your answer and press Enter. ? explains a question, back goes to the one before, q leaves, and nothing is written.";

/// What the coach said to one question.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Given {
    key: String,
    typed: String,
    /// Whether Enter alone said it: then what is proposed may change with what was said before.
    is_proposed: bool,
}

/// The talk.
#[derive(Debug)]
pub struct Talk {
    target: Target,
    facts: Facts,
    draft: Draft,
    given: Vec<Given>,
    /// What was said before it was gone back on: Enter says it again.
    before: BTreeMap<String, String>,
    /// What was said behind a question that is asked once more; it is said again by itself once that is answered.
    behind: Vec<Given>,
    trial: Option<Trial>,
}

/// The question about a rep near the limit, and the one about what lint says.
const REP: &str = "rep";
const FINDINGS: &str = "findings";

impl Talk {
    /// Begins it.
    ///
    /// # Errors
    /// If the pack has errors: what is there has to be mended first.
    pub fn begin(target: Target, packs: TalkPacks) -> Result<Talk, FaultyPack> {
        let facts = Facts::of(packs)?;
        let draft = begun(target, &facts);
        let mut talk = Talk {
            target,
            facts,
            draft,
            given: Vec::new(),
            before: BTreeMap::new(),
            behind: Vec::new(),
            trial: None,
        };
        talk.try_out();
        Ok(talk)
    }

    /// The question that is open; none once all is said.
    pub fn prompt(&self) -> Option<Prompt> {
        let mut prompt = match open_row(self.target, &self.draft, &self.facts) {
            Some(row) => (row.ask)(&self.draft, &self.facts),
            None => self.last_prompt()?,
        };
        if let Some(said) = self.key().and_then(|key| self.before.get(&key)).filter(|said| !said.is_empty()) {
            prompt.default = Some(said.clone());
            prompt.default_means = None;
        }
        Some(prompt)
    }

    /// What `?` says of it.
    pub fn help(&self) -> &'static str {
        match open_row(self.target, &self.draft, &self.facts) {
            Some(row) => row.help,
            None if self.rep().is_some_and(|rep| rep.severity.is_some()) => {
                "Say how bad you would call this very rep. If the rule says something else, you are asked again where it gets worse."
            }
            None if self.rep().is_some() => {
                "Say what you would say on the floor: y if this rep has the mistake, n if it hasn't. If the rule says something else, you are asked again where its limit is."
            }
            None => {
                "Lint looks at every rule file as a reader would. Go back to the question that it is about, or write the file as it is where nothing is an error."
            }
        }
    }

    /// The reps that are looked at: the one that is asked about, its neighbours beside it; and which of them it is.
    pub fn reps(&self) -> Option<(Vec<&TalkRep>, usize)> {
        self.rep()?;
        let all = &self.trial.as_ref()?.reps;
        let at = self.draft.judged.len();
        let first = at - at % 2;
        Some((all.iter().skip(first).take(2).collect(), at - first))
    }

    /// The rulebook with the rule in it, once it is whole: what reps are drawn from.
    pub fn book(&self) -> Option<&Rulebook> {
        self.trial.as_ref().map(|trial| &trial.book)
    }

    /// Takes what was typed. Gives what to tell, if there is something.
    ///
    /// # Errors
    /// If that is no answer: what to type instead.
    pub fn take(&mut self, typed: &str) -> Result<Option<String>, String> {
        let Some(prompt) = self.prompt() else { return Ok(None) };
        let typed = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_proposed = typed.is_empty();
        let typed = match (typed.as_str(), &prompt.default) {
            ("", Some(default)) => default.clone(),
            ("", None) => return Err("Type an answer; `?` explains what is wanted.".to_owned()),
            _ => typed,
        };
        let Some(key) = self.key() else { return Ok(None) };
        let told = match open_row(self.target, &self.draft, &self.facts) {
            Some(row) => {
                self.take_row(row, Given { key: key.clone(), typed, is_proposed })?;
                self.say_behind();
                None
            }
            None => self.take_last(&typed)?,
        };
        self.before.remove(&key);
        self.try_out();
        Ok(told)
    }

    fn take_row(&mut self, row: &Row, given: Given) -> Result<(), String> {
        // Nothing half-taken stays.
        let mut next = self.draft.clone();
        (row.take)(&mut next, &self.facts, &given.typed)?;
        finish_signs(&mut next, &self.facts);
        self.draft = next;
        self.given.push(given);
        Ok(())
    }

    /// Goes to the question before.
    ///
    /// # Errors
    /// At the first one.
    pub fn back(&mut self) -> Result<(), String> {
        let Some(last) = self.given.pop() else { return Err("This is the first question.".to_owned()) };
        self.behind.clear();
        if !last.is_proposed {
            self.before.insert(last.key, last.typed);
        }
        self.say_again();
        Ok(())
    }

    /// What is to be written, once nothing is open: paths in the pack and whole texts.
    pub fn files(&self) -> Vec<NewFile> {
        let files = match &self.trial {
            Some(trial) => trial.files.clone(),
            None => text::files(&self.draft, &self.facts, ""),
        };
        files.into_iter().map(|(path, text)| NewFile { path, text }).collect()
    }

    /// What the rule says, in a sentence, for the end.
    pub fn summary(&self) -> String {
        let name = self.draft.name.as_deref().unwrap_or_default();
        format!(
            "{name}, in {}: it is a mistake if {}{}.",
            self.draft.exercise_name(&self.facts),
            rule::told(&self.draft),
            rule::fine_told(&self.draft)
        )
    }

    fn key(&self) -> Option<String> {
        match open_row(self.target, &self.draft, &self.facts) {
            Some(row) => Some(format!("{}@{}", row.key, self.draft.mark())),
            None if self.rep().is_some() => Some(format!("{REP}@{}", self.draft.judged.len())),
            None => (!self.told_findings().is_empty()).then(|| FINDINGS.to_owned()),
        }
    }

    fn rep(&self) -> Option<&TalkRep> {
        self.trial.as_ref()?.reps.get(self.draft.judged.len())
    }

    /// What lint says that was not waved through.
    fn told_findings(&self) -> &[TalkFinding] {
        match &self.trial {
            Some(trial) if !self.draft.is_agreed => &trial.findings,
            _ => &[],
        }
    }

    fn last_prompt(&self) -> Option<Prompt> {
        if let Some(rep) = self.rep() {
            let (at, of) =
                (self.draft.judged.len() + 1, self.trial.as_ref().map_or(0, |trial| trial.reps.len()));
            let head = if at == 1 { "Now reps near the limit. " } else { "" };
            let says = rep.says.join("; ");
            if rep.severity.is_some() {
                let text = format!(
                    "Rep {at} of {of}: you see a rep in which {says}. It has the mistake. How bad is it here?"
                );
                return Some(Prompt::new(text).choices(cases::severities(None)));
            }
            let text = format!(
                "{head}Rep {at} of {of}: you see a rep in which {says}. Everything else is good. Is this one wrong? y or n"
            );
            return Some(Prompt::new(text));
        }
        let findings = self.told_findings();
        let first = findings.first()?;
        let help = first.help.as_deref().map(|help| format!(" ({help})")).unwrap_or_default();
        let mut choices = vec![Choice::new("back", "go back and say it otherwise")];
        if findings.iter().all(|found| !found.is_error) {
            choices.push(Choice::new("write", "write it as it is"));
        }
        let more =
            if findings.len() > 1 { format!(" And {} more.", findings.len() - 1) } else { String::new() };
        Some(Prompt::new(format!("Lint says: {}{help}.{more}", first.message)).choices(choices))
    }

    /// An answer about a rep, or about what lint says.
    fn take_last(&mut self, typed: &str) -> Result<Option<String>, String> {
        let Some(rep) = self.rep() else {
            let Some(prompt) = self.last_prompt() else { return Ok(None) };
            if pick(&prompt.choices, typed)? == 1 {
                self.draft.is_agreed = true;
                self.given.push(Given {
                    key: FINDINGS.to_owned(),
                    typed: "write".to_owned(),
                    is_proposed: false,
                });
                return Ok(None);
            }
            let key = self.told_findings().first().map(|found| found.key.clone()).unwrap_or_default();
            return Ok(Some(self.return_to(&key, None)));
        };
        if let Some(severity) = rep.severity {
            return self.take_how_bad(severity, typed);
        }
        let says_wrong = match typed.to_lowercase().as_str() {
            "y" | "yes" | "wrong" => true,
            "n" | "no" | "fine" => false,
            _ => return Err("Type y if this rep is wrong, n if it isn't.".to_owned()),
        };
        if says_wrong == rep.is_wrong {
            self.agree(typed, says_wrong);
            return Ok(None);
        }
        let (it, you) = if rep.is_wrong { ("wrong", "fine") } else { ("fine", "wrong") };
        let rule = rule::told(&self.draft) + &rule::fine_told(&self.draft);
        let (key, nth) = self.doubtful(rep);
        let told = format!(
            "The rule as you told it calls this rep {it}, and you say it is {you}. The rule: it is a mistake if {rule}."
        );
        let again = self.return_to(key, nth);
        Ok(Some(format!("{told} {again}")))
    }

    /// An answer about how bad a rep is.
    fn take_how_bad(&mut self, severity: Severity, typed: &str) -> Result<Option<String>, String> {
        let choices = cases::severities(None);
        let said = &choices[pick(&choices, typed)?].word;
        if said == severity.word() {
            self.agree(typed, true);
            return Ok(None);
        }
        let told = format!("The rule as you told it calls this rep {}, and you say {said}.", severity.word());
        // Of several limits the one that this pair of reps is about.
        let before = self.trial.as_ref().map_or(0, |trial| {
            trial.reps[..self.draft.judged.len()].iter().filter(|rep| rep.severity.is_some()).count()
        });
        let again = self.return_to("worse-limit", Some(before / 2));
        Ok(Some(format!("{told} {again}")))
    }

    fn agree(&mut self, typed: &str, is_wrong: bool) {
        self.given.push(Given {
            key: format!("{REP}@{}", self.draft.judged.len()),
            typed: typed.to_owned(),
            is_proposed: false,
        });
        self.draft.judged.push(is_wrong);
    }

    /// Tries the rule out as soon as it is whole.
    fn try_out(&mut self) {
        if self.target != Target::Mistake || open_row(self.target, &self.draft, &self.facts).is_some() {
            self.trial = None;
            return;
        }
        let of = text::files(&self.draft, &self.facts, "");
        if self.trial.as_ref().is_none_or(|trial| trial.of != of) {
            self.trial = Some(Trial::of(&self.draft, &self.facts));
        }
    }
}

fn begun(target: Target, facts: &Facts) -> Draft {
    let mut draft = Draft::new(facts);
    if target == Target::Sign {
        draft.making.push(SignDraft::default());
    }
    draft
}

/// The first question that is open, of the lists in their order.
fn open_row(target: Target, draft: &Draft, facts: &Facts) -> Option<&'static Row> {
    let first = |rows: &'static [Row]| rows.iter().find(|row| (row.is_open)(draft, facts));
    let find = || Some(&finding::FIND).filter(|row| (row.is_open)(draft, facts));
    if !draft.making.is_empty() {
        return find().or_else(|| first(making::SIGN));
    }
    match target {
        Target::Sign => None,
        Target::Exercise => first(about::EXERCISE),
        Target::Mistake => {
            let exercise = || if draft.place == Some(Place::New) { first(about::EXERCISE) } else { None };
            first(about::MISTAKE)
                .or_else(exercise)
                .or_else(find)
                .or_else(|| first(rule::RULE))
                .or_else(|| first(cases::CASES))
                .or_else(|| first(words::WORDS))
        }
    }
}

/// Puts signs that are whole where they were wanted.
fn finish_signs(draft: &mut Draft, facts: &Facts) {
    while let Some(top) = draft.making.last().cloned() {
        let Some(sign) = made::made(draft, facts, &top) else { return };
        draft.making.pop();
        draft.signs.push(sign);
        let place = draft.signs.len() - 1;
        draft.settle(place);
    }
}
