//! A page in lines of a width, with the role of each word still known: what a terminal's lines and the full screen share.
//!
//! Must not know colours.

use formcheck_core::page::{Block, Page, Paragraph, RichText, Role, Table, faint};
use unicode_width::UnicodeWidthStr as _;

use super::charts::{self, Signs};
use super::columns::wrap_rich;

/// What stands before an entry of a list.
const ENTRY: &str = "  - ";
/// The least columns for the last cell of a table; where fewer are left, a row takes two lines.
const LAST_CELL: usize = 12;

/// The lines of a page.
pub fn lines(page: &Page, width: usize, signs: Signs) -> Vec<RichText> {
    let mut lines: Vec<RichText> = Vec::new();
    for block in &page.blocks {
        match block {
            Block::Heading(text) => {
                gap(&mut lines);
                lines.push(RichText::new(text.as_str(), Role::Strong));
            }
            Block::Paragraph(Paragraph { mark, indent, text }) => {
                lines.extend(wrap_rich(text, width, mark, *indent));
            }
            Block::Item(text) => lines.extend(wrap_rich(text, width, &ENTRY.into(), None)),
            Block::Line(text) => lines.push(text.clone()),
            Block::Gap => gap(&mut lines),
            Block::Table(of) => lines.extend(table(of, width)),
            Block::Chart(chart) => lines.extend(charts::lines(chart, width, signs)),
            // Letters can't show them; what they show is said.
            Block::Pictures { .. } => {}
        }
    }
    lines
}

fn gap(lines: &mut Vec<RichText>) {
    let is_there = lines.len() > 1 && lines.last().is_some_and(RichText::is_empty);
    if !lines.is_empty() && !is_there {
        lines.push(RichText::default());
    }
}

/// The rows of a table, indented by two columns, two between its cells.
fn table(table: &Table, width: usize) -> Vec<RichText> {
    let head: Vec<RichText> = table.columns.iter().map(|column| faint(column.name.to_lowercase())).collect();
    let rows: Vec<&Vec<RichText>> = table.has_head.then_some(&head).into_iter().chain(&table.rows).collect();
    let widest = |at: usize| rows.iter().map(|row| row[at].plain().width()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..table.columns.len()).map(widest).collect();
    let fixed: usize = widths.iter().rev().skip(1).map(|width| width + 2).sum();
    let longest = widths.last().copied().unwrap_or_default();
    let fits = 2 + fixed + longest.min(LAST_CELL) <= width;
    let mut lines = Vec::new();
    for row in rows {
        let mut mark = RichText::from("  ");
        for (at, cell) in row.iter().enumerate() {
            let room = " ".repeat(widths[at] - cell.plain().width());
            let is_last = at + 1 == row.len();
            if table.columns[at].is_number {
                mark = mark.then(if is_last && !fits { "" } else { &*room });
            }
            if is_last {
                lines.extend(wrap_rich(cell, width, &mark, None));
            } else if at == 0 && !fits {
                lines.extend(wrap_rich(cell, width, &mark, None));
                mark = RichText::from("      ");
            } else {
                mark = mark
                    .then(cell.clone())
                    .then(if table.columns[at].is_number { "" } else { &*room })
                    .then("  ");
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_one_gap_and_none_at_the_start() {
        let mut page = Page::new();
        page.gap().heading("A").gap().gap().say("b").heading("C");
        let plain: Vec<String> = lines(&page, 40, Signs::Letters).iter().map(RichText::plain).collect();
        assert_eq!(plain, ["A", "", "b", "", "C"]);
    }

    #[test]
    fn a_table_that_is_too_wide_takes_two_lines_a_row() {
        let mut table = Table::bare(3);
        table.row(["Somebody with a name", "12 of 30", "passed"]);
        table.row(["Al", "9 of 30", "not passed"]);
        let plain = |width| {
            let mut page = Page::new();
            page.table(table.clone());
            lines(&page, width, Signs::Letters).iter().map(RichText::plain).collect::<Vec<_>>()
        };
        assert_eq!(plain(60)[1], "  Al                    9 of 30   not passed");
        assert_eq!(plain(30)[2..], ["  Al", "      9 of 30   not passed"]);
    }
}
