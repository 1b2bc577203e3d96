//! A sign as the talk sees it: what it can be, in the words of its file; one that is at hand or one that was just made.
//!
//! Must not know what is asked, or in which order.

use formcheck_core::rulebook::{Domain, Grid, Rulebook, Sign, SignKind, ValueSet};

/// The numbers of a sign.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Scale {
    pub(super) from: i32,
    pub(super) to: i32,
    pub(super) grid: Grid,
    pub(super) unit: String,
}

impl Scale {
    /// A number with its unit: "100 degrees".
    pub(super) fn with_unit(&self, number: i32) -> String {
        let number = self.grid.write(number);
        let unit = match self.unit.as_str() {
            "seconds" if number == "1" => "second",
            "degrees" if number == "1" => "degree",
            unit => unit,
        };
        format!("{number} {unit}").trim_end().to_owned()
    }

    /// What its numbers are: "a number from 0 to 180 degrees".
    pub(super) fn in_words(&self) -> String {
        let steps = if self.grid.is_whole() { "whole number" } else { "number" };
        let of =
            if self.grid.is_whole() { String::new() } else { format!(" in steps of {}", self.grid.step()) };
        format!("a {steps} from {} to {}{of}", self.grid.write(self.from), self.with_unit(self.to))
    }
}

/// What a sign can be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Values {
    /// Named values, each with its clause.
    Words(Vec<(String, String)>),
    Numbers(Scale),
}

/// A sign that a rule may name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct TalkSign {
    pub(super) id: String,
    pub(super) ask: String,
    /// The clause of a number, with `{value}`.
    pub(super) say: String,
    pub(super) kind: SignKind,
    pub(super) values: Values,
    /// What is good of it unless an exercise says otherwise.
    pub(super) usually: Option<ValueSet>,
    /// The pack that has it; its name.
    pub(super) pack: String,
    /// The signs that it is the difference of, by place.
    pub(super) parts: Option<[usize; 2]>,
    pub(super) is_over_set: bool,
    /// What its table says beside `usually`, if the talk made it.
    pub(super) made: Option<String>,
}

impl TalkSign {
    /// Those of a rulebook, in its order.
    pub(super) fn all(book: &Rulebook) -> Vec<TalkSign> {
        book.signs.iter().map(|sign| TalkSign::known(book, sign)).collect()
    }

    fn known(book: &Rulebook, sign: &Sign) -> TalkSign {
        let (values, say) = match &sign.domain {
            Domain::Named(values) => {
                let words = values.iter().map(|value| (value.name.to_string(), value.say.clone()));
                (Values::Words(words.collect()), String::new())
            }
            Domain::Range { from, to, grid, unit, say, .. } => {
                let scale = Scale { from: *from, to: *to, grid: *grid, unit: unit.clone() };
                (Values::Numbers(scale), say.clone())
            }
        };
        TalkSign {
            id: sign.id.to_string(),
            ask: sign.ask.clone(),
            say,
            kind: sign.kind,
            values,
            usually: sign.usually.clone(),
            pack: book[sign.pack].name.clone(),
            parts: sign.difference.map(|parts| parts.map(formcheck_core::rulebook::SignIx::place)),
            is_over_set: sign.over_set.is_some(),
            made: None,
        }
    }

    pub(super) fn scale(&self) -> Option<&Scale> {
        match &self.values {
            Values::Numbers(scale) => Some(scale),
            Values::Words(_) => None,
        }
    }

    /// Every value it can have.
    pub(super) fn all_values(&self) -> ValueSet {
        match &self.values {
            Values::Words(words) => ValueSet::span(0, i32::try_from(words.len()).unwrap_or(i32::MAX) - 1),
            Values::Numbers(scale) => ValueSet::span(scale.from, scale.to),
        }
    }

    /// Whether it is known before the rep, so that each of its values is good.
    pub(super) fn is_context(&self) -> bool {
        self.kind.is_context()
    }
}
