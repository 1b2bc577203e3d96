//! `[[fine]]` and `[[variant]]`: where other values are good.

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::rulebook::decode::Table;
use crate::rulebook::files::FINE;
use crate::rulebook::resolve::Resolver;
use crate::rulebook::words::values;
use crate::rulebook::{Exercise, FineCase, PackIx, SignIx, SignKind};

impl Resolver<'_, '_> {
    /// The cases of an exercise's file, in order.
    pub(super) fn fine_cases(&mut self, pack: PackIx, table: Table<'_>) -> Vec<FineCase> {
        let mut cases = Vec::new();
        for (key, is_variant) in [("fine", false), ("variant", true)] {
            for case in table.subs(key) {
                cases.extend(self.fine_case(pack, case, key, is_variant));
            }
        }
        cases
    }

    fn fine_case(&mut self, pack: PackIx, table: Table<'_>, key: &str, is_variant: bool) -> Option<FineCase> {
        let before = self.out.errors();
        let mut good = Vec::new();
        for (text, node) in table.entries().filter(|((word, _), _)| FINE.key(word).is_none()) {
            let Some(sign) = self.find_sign_key(pack, text) else { continue };
            if let Some(condition) = self.condition(sign, node) {
                good.push((sign, condition.values));
            }
        }
        let node = table.get("when")?;
        let when = self.when(pack, node)?;
        // A sign whose values can't be read is told where they are.
        let names_none = table.entries().all(|((word, _), _)| FINE.key(word).is_some());
        if names_none && self.out.errors() == before && !self.has_slips(table) {
            let message = format!("this [[{key}]] says of no sign what is good there");
            let help = "add a sign with its good values: lean = { to = 20 }";
            self.say(Diagnostic::new(Code::MissingKey, table.head, message).help(help));
        }
        if is_variant {
            self.is_told_by_style(&when, node.span);
        }
        let case = FineCase {
            when,
            good,
            is_variant,
            because: table.owned("because").unwrap_or_default(),
            backing: self.backing(pack, table),
            span: node.span,
        };
        (self.out.errors() == before).then_some(case)
    }

    /// A variant is a style of doing the exercise, and nothing else.
    fn is_told_by_style(&mut self, when: &crate::rulebook::When, place: Span) {
        let of_style = |sign: SignIx| self.book[sign].kind == SignKind::Style;
        let is_style = match when.as_slice() {
            [clause] => matches!(clause.tests.as_slice(), [test] if of_style(test.sign)),
            _ => false,
        };
        if !is_style {
            let message = "a variant is told by one sign of the kind `style`";
            self.say(Diagnostic::new(Code::BadValue, place, message).help(
                "give the sign kind = \"style\"; what is good as well in some case goes under [[fine]]",
            ));
        }
    }

    /// Says so of a case that makes no difference.
    pub(super) fn idle_cases(&mut self, exercise: &Exercise) {
        if self.unsure {
            return;
        }
        let has_variant = exercise.fine.iter().any(|case| case.is_variant);
        for case in &exercise.fine {
            for (sign, set) in &case.good {
                let Some(place) = exercise.place_of(*sign) else { continue };
                let good = &exercise.signs[place].good;
                let is_idle = if case.is_variant { set == good } else { !has_variant && good.holds(set) };
                if is_idle {
                    let id = &self.book[*sign].id;
                    let usual = values(&self.book[*sign], good);
                    let message = format!("`{id}` is good like that anyway in {}: {usual}", exercise.name);
                    self.say(
                        Diagnostic::new(Code::BadValue, case.span, message)
                            .help(format!("write what else is good of `{id}` there, or take it out")),
                    );
                }
            }
        }
    }
}
