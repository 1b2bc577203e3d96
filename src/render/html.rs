//! Pages as HTML: text, tables, and charts as inline SVG, light and dark, readable without colour and on paper.

use std::fmt::Write as _;

use formcheck_core::day::Day;
use formcheck_core::figure::svg::escaped;
use formcheck_core::page::{
    Bar, Block, Calendar, CaptionedSvg, Chart, Matrix, Page, RichText, Role, ScoreDot, Scores, Stacked, Table,
};

/// The style of what is made here, for the head of a page.
pub const STYLE: &str = include_str!("../../templates/page.css");

/// The blocks of a page.
pub fn body(page: &Page) -> String {
    let mut out = String::new();
    let mut is_list = false;
    for block in &page.blocks {
        let is_item = matches!(block, Block::Item(_));
        if is_item != is_list {
            out.push_str(if is_item { "<ul>" } else { "</ul>\n" });
            is_list = is_item;
        }
        // Writing into text can't fail.
        let _ = match block {
            Block::Heading(text) => writeln!(out, "<h2>{}</h2>", escaped(text)),
            Block::Paragraph(of) => {
                let is_aside = of.text.runs().iter().all(|run| run.role == Role::Faint);
                let class = if is_aside { " class=\"soft\"" } else { "" };
                writeln!(out, "<p{class}>{}{}</p>", rich(&of.mark), rich(&of.text))
            }
            Block::Item(text) => writeln!(out, "<li>{}</li>", rich(text)),
            Block::Line(text) => writeln!(out, "<pre>{}</pre>", rich(text)),
            Block::Gap => Ok(()),
            Block::Table(of) => table(&mut out, of),
            Block::Chart(Chart::Bars(bars)) => self::bars(&mut out, bars),
            Block::Chart(Chart::Stacked(of)) => stacked(&mut out, of),
            Block::Chart(Chart::Calendar(of)) => calendar(&mut out, of),
            Block::Chart(Chart::Matrix(of)) => matrix(&mut out, of),
            Block::Chart(Chart::Scores(of)) => scores(&mut out, of),
            Block::Pictures { title, pictures } => self::pictures(&mut out, title, pictures),
        };
    }
    if is_list {
        out.push_str("</ul>\n");
    }
    out
}

fn rich(text: &RichText) -> String {
    let run = |run: &formcheck_core::page::TextRun| {
        let text = escaped(&run.text);
        match run.role {
            Role::Plain => text,
            Role::Faint => format!("<span class=\"soft\">{text}</span>"),
            _ => format!("<b>{text}</b>"),
        }
    };
    text.runs().iter().map(run).collect()
}

fn table(out: &mut String, table: &Table) -> std::fmt::Result {
    let class = |at: usize| if table.columns[at].is_number { " class=\"n\"" } else { "" };
    write!(out, "<div class=\"wide\"><table>")?;
    if table.has_head {
        write!(out, "<thead><tr>")?;
        for (at, column) in table.columns.iter().enumerate() {
            write!(out, "<th{}>{}</th>", class(at), escaped(&column.name))?;
        }
        write!(out, "</tr></thead>")?;
    }
    writeln!(out, "<tbody>")?;
    for row in &table.rows {
        write!(out, "<tr>")?;
        for (at, cell) in row.iter().enumerate() {
            let (tag, more) = if at == 0 { ("th", " scope=\"row\"") } else { ("td", class(at)) };
            write!(out, "<{tag}{more}>{}</{tag}>", rich(cell))?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody></table></div>")
}

/// A bar in a cell of a table, made of parts: how wide in percent, and in which ink.
fn bar_of(parts: impl Iterator<Item = (f64, usize)>) -> String {
    let mut x = 0.0;
    let rects = parts.map(|(width, ink)| {
        let rect =
            format!("<rect class=\"s{ink} edge\" x=\"{x:.2}\" y=\"0\" width=\"{width:.2}\" height=\"10\"/>");
        x += width;
        rect
    });
    let rects: String = rects.collect();
    format!(
        "<td class=\"bar\" aria-hidden=\"true\"><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\">{rects}</svg></td>"
    )
}

fn bars(out: &mut String, bars: &[Bar]) -> std::fmt::Result {
    writeln!(out, "<table class=\"bars\"><tbody>")?;
    for bar in bars {
        let share = bar.share.unwrap_or_default() * 100.0;
        let drawn = bar_of([(share, 3), (100.0 - share, 0)].into_iter());
        let (name, says) = (escaped(&bar.name), escaped(bar.says.trim()));
        writeln!(out, "<tr><th scope=\"row\">{name}</th>{drawn}<td>{says}</td></tr>")?;
    }
    writeln!(out, "</tbody></table>")
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred of each")]
fn stacked(out: &mut String, stacked: &Stacked) -> std::fmt::Result {
    let words = |(word, _): &(&str, &str)| format!("<th class=\"n\">{word}</th>");
    let head: String = stacked.parts.iter().map(words).collect();
    writeln!(
        out,
        "<div class=\"wide\"><table><thead><tr><th>{}</th>{head}<th aria-hidden=\"true\"></th></tr></thead><tbody>",
        escaped(&stacked.what)
    )?;
    for row in &stacked.rows {
        let all = row.counts.iter().sum::<usize>().max(1) as f64;
        let counts = row
            .counts
            .iter()
            .map(|count| format!("<td class=\"n\">{count}</td>"))
            .collect::<Vec<_>>()
            .concat();
        let some = row.counts.iter().enumerate().filter(|(_, count)| **count > 0);
        let drawn = bar_of(some.map(|(part, count)| (*count as f64 * 100.0 / all, part)));
        writeln!(out, "<tr><th scope=\"row\">{}</th>{counts}{drawn}</tr>", escaped(&row.name))?;
    }
    let means: Vec<String> = stacked.parts.iter().map(|(word, means)| format!("{word}: {means}")).collect();
    writeln!(out, "</tbody></table></div>\n<p class=\"soft\">{}.</p>", means.join("; "))
}

/// A column a week, a row a day of the week; the darker and the larger the dot, the more answers.
fn calendar(out: &mut String, calendar: &Calendar) -> std::fmt::Result {
    let monday = calendar.monday(26);
    writeln!(
        out,
        "<svg viewBox=\"0 0 364 98\" role=\"img\" aria-label=\"A calendar of the last half year, darker for more answers\">"
    )?;
    for day in (monday.0..=calendar.today.0).map(Day) {
        let (answers, since) = (calendar.on(day), day.0 - monday.0);
        let (ink, x, y) = (Calendar::ink(answers), since / 7 * 14, since % 7 * 14);
        write!(
            out,
            "<rect class=\"s{ink}\" x=\"{x}\" y=\"{y}\" width=\"12\" height=\"12\"><title>{day}: {answers}</title></rect>"
        )?;
        if ink > 0 {
            write!(
                out,
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"var(--paper)\"/>",
                x + 6,
                y + 6,
                ink + 1
            )?;
        }
    }
    writeln!(
        out,
        "</svg>\n<p class=\"soft\">One column a week, Monday on top. A larger dot is more answers: up to 9, up to 24, more.</p>"
    )
}

fn matrix(out: &mut String, matrix: &Matrix) -> std::fmt::Result {
    let names: String = matrix
        .columns
        .iter()
        .map(|name| format!("<th scope=\"col\">{}</th>", escaped(name)))
        .collect::<Vec<_>>()
        .concat();
    writeln!(
        out,
        "<div class=\"wide\"><table class=\"heat\"><thead><tr><th></th>{names}</tr></thead><tbody>"
    )?;
    for row in &matrix.rows {
        write!(out, "<tr><th scope=\"row\">{}</th>", escaped(&row.name))?;
        for cell in &row.cells {
            write!(out, "<td class=\"h{}\" title=\"{}\">{}</td>", cell.ink, escaped(&cell.whole), cell.says)?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody></table></div>")
}

/// Dots on a line from 0 to 100, those that would touch one above the other.
fn scores(out: &mut String, scores: &Scores) -> std::fmt::Result {
    const WIDE: f64 = 14.0;
    let at = |percent: f64| 20.0 + percent * 6.0;
    let mut dots: Vec<&ScoreDot> = scores.dots.iter().collect();
    dots.sort_by(|a, b| a.percent.total_cmp(&b.percent));
    let mut ends: Vec<f64> = Vec::new();
    let mut placed = Vec::new();
    for dot in dots {
        let x = at(dot.percent);
        let level = ends.iter().position(|end| *end <= x - WIDE).unwrap_or(ends.len());
        if level == ends.len() {
            ends.push(x);
        } else {
            ends[level] = x;
        }
        placed.push((x, level * 16, dot));
    }
    let height = 40 + ends.len() * 16;
    let (foot, words, cut, cut_x) = (height - 22, height - 6, scores.cut, at(f64::from(scores.cut)));
    writeln!(
        out,
        "<svg class=\"scores\" viewBox=\"0 0 640 {height}\" role=\"img\" aria-label=\"The score of each record from 0 to 100 percent; {cut} percent pass\">"
    )?;
    writeln!(out, "<line x1=\"20\" x2=\"620\" y1=\"{foot}\" y2=\"{foot}\" stroke=\"var(--line)\"/>")?;
    writeln!(
        out,
        "<line x1=\"{cut_x}\" x2=\"{cut_x}\" y1=\"4\" y2=\"{foot}\" stroke=\"var(--ink)\" stroke-dasharray=\"4 3\"/>"
    )?;
    writeln!(out, "<text x=\"{cut_x}\" y=\"{words}\" text-anchor=\"middle\">{cut} % to pass</text>")?;
    writeln!(
        out,
        "<text x=\"20\" y=\"{words}\">0</text><text x=\"620\" y=\"{words}\" text-anchor=\"end\">100</text>"
    )?;
    for (x, above, dot) in placed {
        let (y, says) = (height - 34 - above, escaped(&dot.says));
        if dot.passed {
            writeln!(
                out,
                "<circle class=\"passed\" cx=\"{x}\" cy=\"{y}\" r=\"6\"><title>{says}</title></circle>"
            )?;
        } else {
            let (x, y) = (x - 5.5, y - 5);
            writeln!(
                out,
                "<rect class=\"failed\" x=\"{x}\" y=\"{y}\" width=\"11\" height=\"11\"><title>{says}</title></rect>"
            )?;
        }
    }
    writeln!(out, "</svg>\n<p class=\"soft\">A filled round dot passed, an empty square did not.</p>")
}

fn pictures(out: &mut String, title: &RichText, pictures: &[CaptionedSvg]) -> std::fmt::Result {
    write!(out, "<div class=\"pair\">\n<p>{}</p>", rich(title))?;
    for picture in pictures {
        writeln!(
            out,
            "<figure>{}<figcaption>{}</figcaption></figure>",
            picture.svg,
            escaped(&picture.caption)
        )?;
    }
    writeln!(out, "</div>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_markup() {
        let mut page = Page::new();
        page.heading("<b>").say("a & b").item("1 < 2").item("\"q\"");
        let html = body(&page);
        assert!(html.contains("<h2>&lt;b&gt;</h2>") && html.contains("a &amp; b"), "{html}");
        assert_eq!((html.matches("<ul>").count(), html.matches("</ul>").count()), (1, 1), "{html}");
    }
}
