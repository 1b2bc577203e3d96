//! One value of a sign, a name or a number of its grid: what is written → its place.

use super::Resolver;
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::decode::Node;
use crate::rulebook::files::ValueType;
use crate::rulebook::similar::{is_slip, nearest};
use crate::rulebook::words::and_list;
use crate::rulebook::{BLANK, Domain, Grid, Sign, SignIx, Value, meant};

impl Resolver<'_, '_> {
    /// The one value that a rep has of a sign.
    pub(super) fn value(&mut self, sign: SignIx, node: Node<'_>) -> Option<Value> {
        self.value_or_several(sign, node, false)
    }

    pub(super) fn value_or_several(
        &mut self,
        sign: SignIx,
        node: Node<'_>,
        takes_several: bool,
    ) -> Option<Value> {
        if self.faulty_signs.contains(&sign) {
            return None;
        }
        let id = self.book[sign].id.clone();
        match &self.book[sign].domain {
            Domain::Range { from, to, grid, .. } => {
                let (from, to, grid) = (*from, *to, *grid);
                let number = node.number();
                let placed = number.and_then(|number| grid.place(number));
                let value = placed.filter(|number| (from..=to).contains(number));
                if value.is_none() {
                    let (first, last) = (grid.write(from), grid.write(to));
                    let (code, message) = match (number, placed) {
                        (Some(_), Some(placed)) => {
                            let number = grid.write(placed);
                            let message =
                                format!("{number} is outside of `{id}`, which goes from {first} to {last}");
                            (Code::UnknownValue, message)
                        }
                        _ => (Code::WrongType, format!("`{id}` is {}", self.book[sign].numbers())),
                    };
                    let quoted = node.text().and_then(|(text, _)| grid.read(text.trim()));
                    let meant = self.as_number(node, grid);
                    let diagnostic = Diagnostic::new(code, node.span, message);
                    self.say(match (quoted.filter(|number| (from..=to).contains(number)), meant, number) {
                        (Some(number), ..) => {
                            let number = grid.write(number);
                            diagnostic
                                .help(format!("write {number}, without quotes"))
                                .by_hand(node.span, number)
                        }
                        (None, Some(meant), _)
                            if grid.read(&meant).is_some_and(|place| (from..=to).contains(&place)) =>
                        {
                            diagnostic.help(format!("write {meant}")).by_hand(node.span, meant)
                        }
                        (None, _, Some(number)) if placed.is_none() => {
                            let (below, above) = grid.around(number);
                            diagnostic.help(format!("choose {} or {}", grid.write(below), grid.write(above)))
                        }
                        _ => diagnostic.help(format!("write a number from {first} to {last}")),
                    });
                }
                value.map(Value)
            }
            Domain::Named(_) => {
                let names = value_names(&self.book[sign]);
                let Some((word, place)) = node.text() else {
                    let message = format!("`{id}` has named values, and this is none of them");
                    self.say(
                        Diagnostic::new(Code::WrongType, node.span, message)
                            .help(format!("its values are {}", names.join(", "))),
                    );
                    return None;
                };
                let value = self.book[sign].value(word);
                if value.is_none() {
                    let has = match names.as_slice() {
                        [one] => format!("its only value is {one}"),
                        _ => format!("its values are {}", and_list(&names)),
                    };
                    let several = self.several_values(sign, word).filter(|_| takes_several);
                    let said = self.value_that_says(sign, word);
                    let is_blank = word.trim() == BLANK;
                    let near = nearest(word, names.iter().map(String::as_str)).filter(|_| !is_blank);
                    let message = if is_blank {
                        format!("the value of `{id}` is still a blank")
                    } else {
                        format!("`{id}` has no value `{word}`")
                    };
                    let diagnostic = Diagnostic::new(Code::UnknownValue, place, message).about_unknown(word);
                    self.say(match (several, said, near) {
                        (Some(all), ..) => diagnostic.help(format!("{has}; write {all}")).by_hand(place, all),
                        (_, Some(meant), _) => diagnostic
                            .help(format!("{has}; did you mean `{meant}`?"))
                            .by_hand(place, format!("\"{meant}\"")),
                        (.., Some(near)) if is_slip(word, near) && self.is_only_here(word, near) => {
                            diagnostic
                                .help(format!("{has}; did you mean `{near}`?"))
                                .guess(format!("\"{near}\""))
                        }
                        (.., Some(near)) => diagnostic
                            .help(format!("{has}; did you mean `{near}`?"))
                            .by_hand(place, format!("\"{near}\"")),
                        _ => diagnostic.help(has),
                    });
                }
                value
            }
        }
    }

    /// A number with its unit, or in words, as it has to be written; none if it lies between two steps.
    pub(super) fn as_number(&self, node: Node<'_>, grid: Grid) -> Option<String> {
        if node.number().is_some() {
            return None;
        }
        let raw = self.text_of(node.span)?.get(node.span.start as usize..node.span.end as usize)?;
        let meant = meant::value(raw, ValueType::Number, &[])?;
        grid.read(&meant).map(|place| grid.write(place))
    }

    /// A list of the values that a text names together: "locked, deep", "locked or deep".
    fn several_values(&self, sign: SignIx, word: &str) -> Option<String> {
        let parts: Vec<&str> = word
            .split([',', ';', '|', '/'])
            .flat_map(|part| part.split(" or "))
            .flat_map(|part| part.split(" and "))
            .map(str::trim)
            .collect();
        let all_known = parts.len() > 1 && parts.iter().all(|part| self.book[sign].value(part).is_some());
        all_known.then(|| format!("[\"{}\"]", parts.join("\", \"")))
    }

    /// The one value whose clause is this text, or ends with it.
    fn value_that_says(&self, sign: SignIx, word: &str) -> Option<String> {
        let Domain::Named(values) = &self.book[sign].domain else { return None };
        let word = word.trim().to_lowercase();
        if word.split_whitespace().count() < 2 {
            return None;
        }
        let mut found = values.iter().filter(|value| value.say.to_lowercase().ends_with(&word));
        let only = found.next()?;
        found.next().is_none().then(|| only.name.to_string())
    }
}

pub(super) fn value_names(sign: &Sign) -> Vec<String> {
    match &sign.domain {
        Domain::Named(values) => values.iter().map(|value| value.name.to_string()).collect(),
        Domain::Range { .. } => Vec::new(),
    }
}
