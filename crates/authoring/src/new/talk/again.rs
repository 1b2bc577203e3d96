//! Going back: a question asked once more, and what was said behind it said again by itself.
//!
//! Must not know what any question is about.

use super::trial::TalkRep;
use super::{FINDINGS, Given, REP, Talk, begun, finish_signs, open_row};

impl Talk {
    /// Says again what was said behind the question that was just answered once more, as far as it still fits.
    pub(super) fn say_behind(&mut self) {
        for mut one in std::mem::take(&mut self.behind) {
            let Some(row) = open_row(self.target, &self.draft, &self.facts) else { return };
            if self.key().as_ref() != Some(&one.key) {
                return;
            }
            if let (true, Some(proposed)) = (one.is_proposed, (row.ask)(&self.draft, &self.facts).default) {
                one.typed = proposed;
            }
            let key = one.key.clone();
            if self.take_row(row, one).is_err() {
                return;
            }
            self.before.remove(&key);
        }
    }

    /// The question that a disagreement about a rep is about.
    pub(super) fn doubtful(&self, rep: &TalkRep) -> (&'static str, Option<usize>) {
        let is_shown = |place: Option<usize>| {
            let id = self.draft.sign(place).map(|sign| sign.id.as_str()).unwrap_or_default();
            rep.shown.iter().any(|(sign, _)| self.book().is_some_and(|book| book[*sign].id == id))
        };
        let limit = ("limit", self.draft.clauses.iter().position(|clause| is_shown(clause.sign)));
        let Some(fine) = self.draft.fine_case() else { return limit };
        let (Some(sign), Some(value)) = (self.draft.sign(fine.sign), &fine.value) else { return limit };
        let is_case = rep.shown.iter().any(|(shown, seen)| {
            self.book().is_some_and(|book| book[*shown].id == sign.id.as_str()) && value.set.contains(*seen)
        });
        match (is_case, &fine.up_to) {
            (true, Some(Some(_))) => ("fine-up-to", None),
            (true, _) => ("fine-value", None),
            (false, _) => limit,
        }
    }

    /// Goes back to this question of the key, counted from 0, or to its last, or to the last but one if there is none; what was said after it is
    /// said again as soon as it is answered. Gives what to tell.
    pub(super) fn return_to(&mut self, key: &str, nth: Option<usize>) -> String {
        let key = match key {
            "when" | "unless" => "limit",
            "sources" => "source",
            "severity" | "name" | "why" | "fix" | "cue" | "assumption" => key,
            "because" => "fine-because",
            "say" => "sign-say",
            "ask" => "sign-ask",
            key => key,
        };
        let is_it = |given: &Given| given.key.split('@').next() == Some(key);
        let places = || self.given.iter().enumerate().filter(|(_, given)| is_it(given)).map(|(at, _)| at);
        let at =
            nth.and_then(|nth| places().nth(nth)).or_else(|| places().next_back()).unwrap_or_else(|| {
                self.given.iter().rposition(|given| !given.key.starts_with(REP)).unwrap_or_default()
            });
        let mut left: Vec<Given> = self.given.drain(at..).collect();
        left.retain(|given| !given.key.starts_with(REP) && given.key != FINDINGS);
        for given in left.iter().filter(|given| !given.is_proposed) {
            self.before.insert(given.key.clone(), given.typed.clone());
        }
        self.behind = left.into_iter().skip(1).collect();
        self.say_again();
        "So this question once more; Enter alone keeps what you said.".to_owned()
    }

    /// Everything from the beginning, as it was said.
    pub(super) fn say_again(&mut self) {
        let given = std::mem::take(&mut self.given);
        self.draft = begun(self.target, &self.facts);
        for one in given {
            if one.key == FINDINGS {
                self.draft.is_agreed = true;
            } else if one.key.starts_with(REP) {
                self.draft.judged.push(matches!(one.typed.to_lowercase().as_str(), "y" | "yes" | "wrong"));
            } else if let Some(row) = open_row(self.target, &self.draft, &self.facts) {
                // It was an answer before, so it is one now.
                if (row.take)(&mut self.draft, &self.facts, &one.typed).is_err() {
                    break;
                }
                finish_signs(&mut self.draft, &self.facts);
            }
            self.given.push(one);
        }
        self.try_out();
    }
}
