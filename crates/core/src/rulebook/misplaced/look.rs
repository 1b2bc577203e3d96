//! Which slips a table of a shape can have.

use super::exercise::{bare_mistake, bare_rewording, without_example_header};
use super::file::{below_allow, below_the_file};
use super::found::Misplaced;
use super::ids::{below_its_kind, item_of, without_id};
use super::quiz::{bare_question, bare_wrong_option};
use super::signs::{bare_values, below_values, misspelt_header, misspelt_pair, without_header};
use crate::rulebook::decode::Table;
use crate::rulebook::files::{ALLOWED, EXERCISE, NAMED_VALUES, QUIZ, SIGN, SIGNS, TableSchema, ValueType};

/// Looks at a table of this shape.
pub(in crate::rulebook) fn misplaced<'t>(
    table: Table<'t>,
    schema: &TableSchema,
    root: &TableSchema,
    text: &str,
) -> Misplaced<'t> {
    let is = |other: &'static TableSchema| std::ptr::eq(schema, other);
    let mut misplaced = Misplaced::default();
    if let Some(item) = schema.rest.and_then(item_of) {
        without_id(table, schema, &item, text, &mut misplaced);
        if std::ptr::eq(schema, root) {
            below_its_kind(table, &item, text, &mut misplaced);
        }
    }
    if std::ptr::eq(schema, root) && schema.rest.is_none() {
        below_the_file(table, schema, text, &mut misplaced);
    } else if std::ptr::eq(root, &raw const EXERCISE) {
        without_example_header(table, schema, text, &mut misplaced);
    }
    if is(&NAMED_VALUES) {
        below_values(table, text, &mut misplaced);
    } else if is(&SIGN) {
        without_header(table, text, &mut misplaced);
    } else if is(&SIGNS) {
        misspelt_pair(table, text, &mut misplaced);
        misspelt_header(table, &mut misplaced);
        bare_values(table, text, &mut misplaced);
    } else if is(&EXERCISE) {
        bare_mistake(table, &mut misplaced);
        bare_rewording(table, &mut misplaced);
    } else if matches!(schema.rest, Some(ValueType::Question)) {
        bare_wrong_option(table, text, &mut misplaced);
    } else if is(&QUIZ) {
        bare_question(table, &mut misplaced);
        bare_wrong_option(table, text, &mut misplaced);
    } else if is(&ALLOWED) {
        below_allow(table, root, &mut misplaced);
    }
    misplaced
}
