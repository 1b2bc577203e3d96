//! What values a sign has: names with their clauses, or the numbers of a range on its grid.

use super::Resolver;
use super::names::Defined;
use crate::diagnostic::{Code, Diagnostic};
use crate::logic::MOST_CELLS;
use crate::rulebook::decode::{Node, Table};
use crate::rulebook::grid::MOST_DECIMALS;
use crate::rulebook::misplaced::is_sign_key;
use crate::rulebook::similar::nearest;
use crate::rulebook::{Domain, Grid, Id, NamedValue};

/// No number of a range is larger.
const MOST: f64 = 1_000_000.0;

impl Resolver<'_, '_> {
    pub(super) fn domain(&mut self, defined: &Defined<'_>) -> Option<Domain> {
        let table = defined.table;
        if let Some(node) = table.get("difference") {
            return self.unknown_difference(defined, "a difference", node);
        }
        if let Some(node) = table.get("over-set").or_else(|| table.get("of")) {
            return self.unknown_difference(defined, "made from the reps of a set", node);
        }
        match (table.get("values"), table.get("range")) {
            (Some(values), None) => self.named_values(values.table()?, defined),
            (None, Some(range)) => self.range(range.table()?, defined),
            (Some(_), Some(range)) => {
                let message = format!("`{}` has named values and a range", defined.id);
                self.say(Diagnostic::new(Code::BadValue, range.span, message).help("keep one of them"));
                None
            }
            (None, None) => {
                // A misspelt `values` or `range` was reported as an unknown key, a misspelt header at its place.
                if !self.out.has_error_in(defined.whole)
                    && !self.has_lost_values(defined)
                    && !self.names.is_doubtful(defined.id.plain())
                {
                    let message = format!("`{}` has no values", defined.id);
                    self.say(Diagnostic::new(Code::MissingKey, defined.place, message).help(format!(
                        "add [{}.values] with its named values below, or range = {{ from = 0, to = 90 }}",
                        defined.id
                    )));
                }
                None
            }
        }
    }

    /// How far numbers of a sign have to be apart to be told from each other.
    pub(super) fn apart(&mut self, defined: &Defined<'_>, grid: Grid) -> Option<i32> {
        match defined.table.get("apart") {
            None => Some(1),
            Some(node) => self.on_grid(grid, node),
        }
    }

    /// The clause of a sign with numbers.
    pub(super) fn say_of_number(&mut self, defined: &Defined<'_>) -> Option<String> {
        match defined.table.text("say") {
            Some((say, place)) if !say.contains("{value}") => {
                let message = "the clause of a number has no place for it";
                let diagnostic = Diagnostic::new(Code::BadValue, place, message);
                self.say(match with_a_place(say) {
                    Some(better) => {
                        let better = format!("\"{better}\"");
                        diagnostic.help(format!("write say = {better}")).by_hand(place, better)
                    }
                    None => diagnostic.help("put {value} where the number goes"),
                });
                None
            }
            Some((say, _)) => Some(say.to_owned()),
            None => {
                if !self.out.has_error_in(defined.whole) {
                    let message = format!("`{}` needs `say`: the clause for a number", defined.id);
                    self.say(
                        Diagnostic::new(Code::MissingKey, defined.place, message)
                            .help("add say = \"… {value} …\""),
                    );
                }
                None
            }
        }
    }

    /// Whether the header of a sign's values was misspelt, so that they stand for a sign of their own.
    fn has_lost_values(&self, defined: &Defined<'_>) -> bool {
        self.names.signs.iter().any(|other| {
            other.place.file == defined.place.file
                && other.table.get("ask").is_none()
                && nearest(other.id.plain(), [defined.id.plain()]).is_some()
        })
    }

    fn named_values(&mut self, table: Table<'_>, defined: &Defined<'_>) -> Option<Domain> {
        let mut values = Vec::new();
        for ((name, place), node) in table.entries().filter(|((name, _), node)| !is_sign_key(name, *node)) {
            if name == "any" {
                self.say(
                    Diagnostic::new(
                        Code::BadId,
                        place,
                        "no value may be called `any`: in conditions it means every value",
                    )
                    .help("give it another name"),
                );
                continue;
            }
            let say = node.text().map(|(say, _)| say.to_owned()).unwrap_or_default();
            values.push(NamedValue { name: Id::new(name), say, span: place });
        }
        if values.len() < 2 && self.out.has_error_in(defined.whole) {
            return None;
        }
        if values.len() < 2 {
            let message = format!("`{}` needs at least two values to tell apart", defined.id);
            self.say(
                Diagnostic::new(Code::BadValue, table.head, message)
                    .help("add another value with its clause"),
            );
            return None;
        }
        if values.len() > MOST_CELLS {
            let message = format!("`{}` has {} values; {MOST_CELLS} are the most", defined.id, values.len());
            self.say(
                Diagnostic::new(Code::TooManyCells, defined.place, message)
                    .help("split it into two signs, or make it a range"),
            );
            return None;
        }
        Some(Domain::Named(values))
    }

    fn range(&mut self, table: Table<'_>, defined: &Defined<'_>) -> Option<Domain> {
        let grid = self.grid(table)?;
        let (from, to) = (self.on_grid(grid, table.get("from")?), self.on_grid(grid, table.get("to")?));
        let (from, to) = (from?, to?);
        if from >= to {
            let (from, to) = (grid.write(from), grid.write(to));
            let message = format!("the range of `{}` is empty: {from} to {to}", defined.id);
            self.say(
                Diagnostic::new(Code::BadValue, table.head, message).help("write the smaller number as from"),
            );
            return None;
        }
        let say = self.say_of_number(defined)?;
        let unit = table.owned("unit").unwrap_or_default();
        let apart = self.apart(defined, grid)?;
        Some(Domain::Range { from, to, grid, unit, apart, say })
    }

    /// How far the numbers of a range are apart.
    fn grid(&mut self, range: Table<'_>) -> Option<Grid> {
        let Some(node) = range.get("step") else { return Some(Grid::WHOLE) };
        let grid = Grid::of(node.number()?);
        if grid.is_none() {
            let message = format!("a step is a number above 0 with {MOST_DECIMALS} decimals at most");
            self.say(
                Diagnostic::new(Code::BadValue, node.span, message).help("write step = 0.1, or another"),
            );
        }
        grid
    }

    /// A number of the range itself, in steps of its grid. Says so of one that lies between two.
    fn on_grid(&mut self, grid: Grid, node: Node<'_>) -> Option<i32> {
        let number = node.number()?;
        let place = grid.place(number);
        if number.abs() > MOST || place.is_some_and(|place| f64::from(place).abs() > MOST) {
            let help = format!("write a number from -{MOST} to {MOST}");
            self.say(Diagnostic::new(Code::BadValue, node.span, "this number is too large").help(help));
            return None;
        }
        if place.is_none() {
            let (below, above) = grid.around(number);
            let (message, hint) = if grid.is_whole() {
                (format!("{number} is no whole number"), ", or give the range a step = 0.1")
            } else {
                (format!("{number} is no multiple of the step {}", grid.step()), "")
            };
            let help = format!("write {} or {}{hint}", grid.write(below), grid.write(above));
            self.say(Diagnostic::new(Code::BadValue, node.span, message).help(help));
        }
        place
    }
}

/// A clause in which another word in brackets stands for the number, with the right one.
fn with_a_place(say: &str) -> Option<String> {
    let from = say.find(['{', '('])?;
    let to = from + say[from..].find(['}', ')'])?;
    let word = say[from + 1..to].trim();
    let is_word = !word.is_empty() && word.chars().all(char::is_alphabetic) && !say.contains(['"', '\\']);
    is_word.then(|| format!("{}{{value}}{}", &say[..from], &say[to + 1..]))
}
