//! How mistakes hang together: which bring others about, without circles, and which are too like to be told apart.

use std::collections::HashSet;

use super::{MISTAKE, Resolver};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::rulebook::MistakeIx;

/// That one mistake brings another about, and where that is written.
type Cause = (MistakeIx, MistakeIx, Span);

impl Resolver<'_, '_> {
    /// What `leads-to` and `often-from` of all mistakes say.
    pub(super) fn causes(&mut self) {
        let shared = self.names.shared.iter();
        let own = self.names.own.iter().map(|(_, defined)| defined);
        let defined: Vec<_> = shared.chain(own).cloned().collect();
        let mut causes: Vec<Cause> = Vec::new();
        for (place, defined) in defined.iter().enumerate() {
            let mistake = MistakeIx::at(place);
            for (key, leads) in [("leads-to", true), ("often-from", false)] {
                let Some(node) = defined.table.get(key) else { continue };
                let backing = &self.book[mistake].backing;
                if backing.sources.is_empty()
                    && backing.assumption.is_none()
                    && !self.has_slips(defined.table)
                {
                    let message = format!("`{key}` is a claim: nothing says where it is from");
                    self.say(
                        Diagnostic::new(Code::MissingKey, node.span, message)
                            .help("add sources = [\"…\"] to the mistake, or assumption = \"…\""),
                    );
                }
                for (other, span) in self.listed(defined.pack, defined.table.texts(key), &MISTAKE) {
                    let (from, to) = if leads { (mistake, other) } else { (other, mistake) };
                    if self.is_new_cause(&causes, (from, to, span)) {
                        causes.push((from, to, span));
                        self.book_mut().mistakes[from.place()].leads_to.push(to);
                    }
                }
            }
        }
    }

    /// What `not-beside` of all mistakes says: it holds both ways, whichever of the two says it.
    pub(super) fn not_beside(&mut self) {
        let shared = self.names.shared.iter();
        let own = self.names.own.iter().map(|(_, defined)| defined);
        let defined: Vec<_> = shared.chain(own).cloned().collect();
        let mut said: Vec<Cause> = Vec::new();
        for (place, defined) in defined.iter().enumerate() {
            let mistake = MistakeIx::at(place);
            for (other, span) in self.listed(defined.pack, defined.table.texts("not-beside"), &MISTAKE) {
                let is_pair = |&&(a, b, _): &&Cause| (a, b) == (mistake, other) || (b, a) == (mistake, other);
                if mistake == other {
                    let message = format!("`{}` can't be like itself", self.book[mistake].id);
                    self.say(
                        Diagnostic::new(Code::BadValue, span, message).help("take it out of `not-beside`"),
                    );
                } else if let Some((.., first)) = said.iter().find(is_pair) {
                    let message = format!(
                        "`not-beside` holds both ways: it is said of `{}` already",
                        self.book[other].id
                    );
                    self.say(
                        Diagnostic::new(Code::ListedTwice, span, message)
                            .label(*first, "here it is first")
                            .help("take one of them out"),
                    );
                } else {
                    said.push((mistake, other, span));
                    let mistakes = &mut self.book_mut().mistakes;
                    mistakes[mistake.place()].not_beside.push(other);
                    mistakes[other.place()].not_beside.push(mistake);
                }
            }
        }
    }

    /// Whether a cause may be added; says so of one that is there already, or closes a circle.
    fn is_new_cause(&mut self, causes: &[Cause], (from, to, span): Cause) -> bool {
        if let Some((.., first)) = causes.iter().find(|(a, b, _)| (*a, *b) == (from, to)) {
            let (cause, effect) = (&self.book[from].id, &self.book[to].id);
            let message = format!("that `{cause}` leads to `{effect}` is said already");
            self.say(
                Diagnostic::new(Code::ListedTwice, span, message)
                    .label(*first, "here it is first")
                    .help("take one of them out"),
            );
            return false;
        }
        let Some(way) = self.way(to, from, &mut HashSet::new()) else { return true };
        let ids: Vec<String> =
            std::iter::once(from).chain(way).map(|one| format!("`{}`", self.book[one].id)).collect();
        let message = format!("this closes a circle: {}", ids.join(" leads to "));
        self.say(
            Diagnostic::new(Code::BadValue, span, message)
                .help("of two things that come together, say which one comes first, and take the other out"),
        );
        false
    }

    /// The mistakes on a way from one to another, both included. From those in `tried` there is none.
    fn way(&self, from: MistakeIx, to: MistakeIx, tried: &mut HashSet<MistakeIx>) -> Option<Vec<MistakeIx>> {
        if from == to {
            return Some(vec![from]);
        }
        if !tried.insert(from) {
            return None;
        }
        let next = self.book[from].leads_to.iter();
        let rest = next.copied().find_map(|one| self.way(one, to, tried))?;
        Some(std::iter::once(from).chain(rest).collect())
    }
}
