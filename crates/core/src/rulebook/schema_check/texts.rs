//! Texts, words of a choice, and lists of them: each entry is looked at by itself.

use super::SchemaCheck;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::rulebook::decode::{Node, Type};
use crate::rulebook::files::ValueType;
use crate::rulebook::similar::{is_slip, nearest};
use crate::rulebook::{meant, text_form};

/// What `formcheck new` leaves where a coach has to write.
pub const BLANK: &str = "…";

impl SchemaCheck<'_, '_> {
    pub(super) fn text(&mut self, node: Node<'_>, key: &str) {
        self.text_of(node, key, text_form::most(key));
    }

    /// A text of an id: it may be called as a key is that takes less.
    pub(super) fn text_of_id(&mut self, node: Node<'_>, id: &str) {
        self.text_of(node, id, text_form::MOST_OTHERWISE);
    }

    fn text_of(&mut self, node: Node<'_>, key: &str, most: usize) {
        if node.text().is_some_and(|(text, _)| text.trim().is_empty()) {
            let message = format!("`{key}` is empty");
            self.say(
                Diagnostic::new(Code::BadValue, node.span, message)
                    .help("write the text, or take the key out"),
            );
        } else if let Some((_, span)) = node.text().filter(|(text, _)| text.trim() == BLANK) {
            let message = format!("`{key}` is still a blank");
            self.say(Diagnostic::new(Code::BadValue, span, message).help("write the text"));
        } else if let Some((text, span)) = node.text() {
            let raw = &self.parsed.text[span.start as usize..span.end as usize];
            let mut found = Vec::new();
            text_form::check(text, raw, span, (key, most), &mut found);
            for found in found {
                self.say(found);
            }
        }
    }

    pub(super) fn words(&mut self, node: Node<'_>, most: usize, key: &str) {
        self.text(node, key);
        if let Some((text, span)) = node.text()
            && let Some(found) = text_form::too_many_words(text, span, key, most)
        {
            self.say(found);
        }
    }

    pub(super) fn texts(&mut self, node: Node<'_>, key: &str) {
        let first = || node.items().and_then(|mut items| items.next()).and_then(Node::text);
        let is_nothing = |(word, _): (&str, Span)| ["", "none", "clean", "nothing"].contains(&word.trim());
        if key == "expect" && node.items().map(Iterator::count) == Some(1) && first().is_some_and(is_nothing)
        {
            let span = first().map_or(node.span, |(_, span)| span);
            let found = Diagnostic::new(Code::BadValue, span, "where no mistake fires, the list is empty");
            return self.say(found.help("write expect = []").by_hand(node.span, "[]"));
        }
        let strange = node.items().into_iter().flatten().filter(|item| item.text().is_none()).count();
        if strange > 1 || strange == 1 && node.items().into_iter().flatten().count() == 1 {
            let message = format!("`{key}` is a list of texts, and this is none");
            let first = node.items().into_iter().flatten().find(|item| item.text().is_none());
            let raw = &self.parsed.text[node.span.start as usize..node.span.end as usize];
            let diagnostic =
                Diagnostic::new(Code::WrongType, first.map_or(node.span, |item| item.span), message);
            let better = if matches!(first.map(Node::is), Some(Type::Flag | Type::Table | Type::Date)) {
                None
            } else {
                numbers_as_texts(node).or_else(|| meant::value_of(key, raw, ValueType::Texts, &[]))
            };
            return self.say(match better {
                Some(better) => diagnostic.help(format!("write {key} = {better}")).by_hand(node.span, better),
                None => diagnostic.help("each entry of the list is a text in quotes"),
            });
        }
        for item in node.items().into_iter().flatten() {
            if let Some((text, span)) = item
                .text()
                .filter(|(text, _)| (key == "tags" || key == "phases") && text.contains([',', ';']))
            {
                let parts: Vec<String> =
                    text.split([',', ';']).map(|part| format!("\"{}\"", part.trim())).collect();
                let better = parts.join(", ");
                let message = format!("this text holds {} entries: each has quotes of its own", parts.len());
                let found = Diagnostic::new(Code::BadValue, span, message);
                self.say(found.help(format!("write {better}")).by_hand(span, better));
                continue;
            }
            if item.text().is_none() {
                let message = format!("`{key}` is a list of texts, and this is {}", item.words());
                let mut diagnostic = Diagnostic::new(Code::WrongType, item.span, message)
                    .help("each entry of the list is a text in quotes");
                if let Some(number) = item.whole() {
                    diagnostic =
                        diagnostic.help(format!("write \"{number}\"")).safely(format!("\"{number}\""));
                }
                self.say(diagnostic);
            } else {
                self.text(item, key);
            }
        }
    }

    pub(super) fn word(&mut self, node: Node<'_>, words: &[&str], key: &str) {
        let Some((word, place)) = node.text() else { return };
        if words.contains(&word) {
            return;
        }
        let diagnostic =
            Diagnostic::new(Code::BadValue, place, format!("`{key}` is one of {}", words.join(", ")));
        self.say(match nearest(word, words.iter().copied()) {
            Some(near) if is_slip(word, near) => {
                diagnostic.help(format!("did you mean \"{near}\"?")).guess(format!("\"{near}\""))
            }
            Some(near) => {
                diagnostic.help(format!("did you mean \"{near}\"?")).by_hand(place, format!("\"{near}\""))
            }
            None => diagnostic.help(format!("choose one of {}", words.join(", "))),
        });
    }

    pub(super) fn word_or_words(&mut self, node: Node<'_>, words: &[&str], key: &str) {
        let Some(items) = node.items() else { return self.word(node, words, key) };
        for item in items {
            if item.text().is_some() {
                self.word(item, words, key);
            } else {
                let message = format!("`{key}` is a list of words, and this is {}", item.words());
                self.say(
                    Diagnostic::new(Code::WrongType, item.span, message)
                        .help(format!("write some of {}", words.join(", "))),
                );
            }
        }
    }

    pub(super) fn numbers(&mut self, node: Node<'_>, key: &str) {
        if let Some(other) = node.items().into_iter().flatten().find(|item| item.number().is_none()) {
            let message = format!("`{key}` is a list of numbers, and this is {}", other.words());
            let help = format!("write {key} = [0.3, 1.5], or other numbers");
            self.say(Diagnostic::new(Code::WrongType, other.span, message).help(help));
        }
    }

    pub(super) fn pairs(&mut self, node: Node<'_>, key: &str) {
        let is_pair = |item: Node<'_>| {
            let texts = item.items().map(|pair| pair.filter_map(Node::text).count());
            texts == Some(2) && item.items().is_some_and(|pair| pair.count() == 2)
        };
        let strange: Vec<Node<'_>> =
            node.items().into_iter().flatten().filter(|item| !is_pair(*item)).collect();
        if let [first, ..] = strange.as_slice() {
            let better = self.better(node, ValueType::TextPairs, key);
            if let Some(better) = better {
                let message = format!("`{key}` is a list of pairs of texts, and this is none");
                let found = Diagnostic::new(Code::WrongType, first.span, message);
                return self.say(found.help(format!("write {key} = {better}")).by_hand(node.span, better));
            }
        }
        for item in node.items().into_iter().flatten() {
            let texts = item.items().map(|pair| pair.filter_map(Node::text).count());
            let is_pair = texts == Some(2) && item.items().is_some_and(|pair| pair.count() == 2);
            if !is_pair {
                let message = format!("`{key}` is a list of pairs of texts, and this is none");
                self.say(
                    Diagnostic::new(Code::WrongType, item.span, message)
                        .help("each pair is a list of two texts, as in [\"left\", \"right\"]"),
                );
            }
        }
    }
}

/// A list of numbers as texts.
fn numbers_as_texts(node: Node<'_>) -> Option<String> {
    let one = |item: Node<'_>| {
        let number = item.whole().map(|number| format!("\"{number}\""));
        number.or_else(|| item.text().map(|(text, _)| format!("\"{text}\"")))
    };
    let all: Option<Vec<String>> = node.items()?.map(one).collect();
    all.map(|all| format!("[{}]", all.join(", ")))
}
