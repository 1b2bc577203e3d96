//! Examples: the tests in a coach's own file.

use super::{MISTAKE, Resolver};
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::decode::{Node, Table};
use crate::rulebook::{Example, Exercise, SignIx, Value};

impl Resolver<'_, '_> {
    pub(super) fn examples(&mut self, exercise: &Exercise, table: Table<'_>) -> Vec<Example> {
        let mut examples = Vec::new();
        for example in table.subs("example") {
            let before = self.out.errors();
            let rep =
                example.get("rep").and_then(|node| Some((self.rep(exercise, node.table()?), node.span)));
            let mut expect = Vec::new();
            for (mistake, place) in self.listed(exercise.pack, example.texts("expect"), &MISTAKE) {
                if exercise.counted(mistake).is_some() {
                    expect.push(mistake);
                } else if !self.unsure {
                    let id = &self.book[mistake].id;
                    let message = format!("`{id}` does not count in this exercise, so it can't fire");
                    let help = format!("add \"{id}\" to `mistakes`, or take it out here");
                    self.say(Diagnostic::new(Code::UnlistedMistake, place, message).help(help));
                }
            }
            let (Some((rep, span)), Some(expected)) = (rep, example.get("expect")) else { continue };
            // What is not there because of another fault is not there for a test, either.
            let whole = expected.items().map(Iterator::count) == Some(expect.len());
            if whole && self.out.errors() == before {
                examples.push(Example { rep, expect, span, expect_span: expected.span });
            }
        }
        examples
    }

    fn rep(&mut self, exercise: &Exercise, table: Table<'_>) -> Vec<(SignIx, Value)> {
        let mut rep = Vec::new();
        for (text, node) in table.entries() {
            let Some(sign) = self.find_sign_key(exercise.pack, text) else { continue };
            if exercise.place_of(sign).is_none() {
                if !self.faulty_signs.contains(&sign) {
                    self.unobserved(exercise, text.0, text.1);
                }
                continue;
            }
            if let Some(value) = self.rep_value(sign, node) {
                rep.push((sign, value));
            }
        }
        rep
    }

    fn rep_value(&mut self, sign: SignIx, node: Node<'_>) -> Option<Value> {
        self.value(sign, node)
    }
}
