//! Charts in letters or in blocks, each number said beside its drawing.

use formcheck_core::day::Day;
use formcheck_core::page::{Bar, Calendar, Chart, RichText, Role, Stacked, faint};
use formcheck_core::rulebook::words::clean;
use unicode_width::UnicodeWidthStr as _;

use super::columns::{pad, shortened, wrap_rich};

/// What charts are drawn with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Signs {
    /// Plain letters in plain ink: for lines that may be read aloud or end up in a pipe.
    Letters,
    /// Blocks in ink: for the full screen.
    Blocks,
}

/// What stands for the parts of a stacked bar, the least first.
const PARTS: [&str; 5] = ["·", "░", "▒", "▓", "█"];
/// The longest bar of letters.
const LONGEST: usize = 30;

/// The rows of a chart.
pub(super) fn lines(chart: &Chart, width: usize, signs: Signs) -> Vec<RichText> {
    match (chart, signs) {
        (Chart::Bars(bars), _) => self::bars(bars, width, signs),
        (Chart::Stacked(stacked), Signs::Letters) => counts(stacked, width),
        (Chart::Stacked(stacked), Signs::Blocks) => self::stacked(stacked, width),
        (Chart::Calendar(calendar), _) => self::calendar(calendar, width, signs),
        // Whoever shows these says in a list what stands in them.
        (Chart::Matrix(_) | Chart::Scores(_), _) => Vec::new(),
    }
}

/// A name, its number, a bar of what is left of the width.
fn bars(bars: &[Bar], width: usize, signs: Signs) -> Vec<RichText> {
    let widest = |of: fn(&Bar) -> &str| bars.iter().map(|bar| of(bar).width()).max().unwrap_or_default() + 2;
    let (name, says) = (widest(|bar| &bar.name), widest(|bar| &bar.says));
    let row = |bar: &Bar| {
        let start = format!("  {}", pad(&clean(&bar.name), name));
        let (sign, room, role) = match signs {
            Signs::Letters => ("#", LONGEST.min(width.saturating_sub(2 + name + says)), Role::Plain),
            Signs::Blocks => ("█", width.saturating_sub(2 + name + says), Role::Key),
        };
        let long = part_of(bar.share.unwrap_or_default(), room);
        if long == 0 {
            return wrap_rich(&bar.says.as_str().into(), width, &start.into(), None);
        }
        let (says, drawn) = (pad(&bar.says, says), RichText::new(sign.repeat(long), role));
        vec![RichText::from(start).then(says).then(drawn)]
    };
    bars.iter().flat_map(row).collect()
}

/// A share of so many columns; where it is any at all, one at least.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a share between 0 and 1 of the columns of a screen"
)]
fn part_of(share: f64, columns: usize) -> usize {
    ((share * columns as f64).ceil() as usize).min(columns)
}

/// The bars as a table of counts.
fn counts(stacked: &Stacked, width: usize) -> Vec<RichText> {
    let name = stacked.rows.iter().map(|row| row.name.width()).max().unwrap_or_default().min(30) + 2;
    let words = stacked.parts.iter().map(|(word, _)| format!("{word:>9}")).collect::<Vec<_>>().concat();
    let mut lines = vec![RichText::from(format!("  {}{words}", pad("", name)))];
    for row in &stacked.rows {
        let counts = row.counts.iter().map(|count| format!("{count:>9}")).collect::<Vec<_>>().concat();
        lines.push(format!("  {}{counts}", pad(&clean(&row.name), name)).into());
    }
    for (word, means) in &stacked.parts[1..] {
        lines.extend(wrap_rich(&(*means).into(), width, &format!("  {word}: ").into(), None));
    }
    lines
}

/// The bars with the most first, each as long as the others, and what stands for what.
fn stacked(stacked: &Stacked, width: usize) -> Vec<RichText> {
    let name = stacked.rows.iter().map(|row| row.name.width()).max().unwrap_or_default().min(28) + 1;
    let room = width.saturating_sub(name + 24).max(10);
    let mut lines = Vec::new();
    for row in &stacked.rows {
        let all: usize = row.counts.iter().sum();
        let mut line = RichText::from(pad(&shortened(&clean(&row.name), name - 1), name));
        // Shares are rounded so that the bar is full.
        let (mut before, mut filled) = (0, 0);
        for (part, many) in row.counts.iter().enumerate().rev() {
            before += many;
            let to = if all == 0 { room } else { (before * room).div_ceil(all) };
            let role = match part {
                0 => Role::Faint,
                1 | 2 => Role::Key,
                _ => Role::Good,
            };
            line.push(&PARTS[part.min(4)].repeat(to - filled), role);
            filled = to;
        }
        let asked = all - row.counts.first().copied().unwrap_or_default();
        let known: usize = row.counts.iter().skip(3).sum();
        lines.push(line.then(format!(" {asked} asked, {known} solid")));
    }
    lines.push(RichText::default());
    let legend = stacked.parts.iter().zip(PARTS).rev().map(|((word, _), sign)| format!("{sign} {word}"));
    lines.extend(wrap_rich(&legend.collect::<Vec<_>>().join("   ").into(), width, &"".into(), None));
    lines
}

/// A column a week, a row a day of the week: more ink for more answers.
fn calendar(calendar: &Calendar, width: usize, signs: Signs) -> Vec<RichText> {
    let (inks, role, most) = match signs {
        Signs::Letters => ([".", "o", "O", "@"], Role::Plain, 20),
        Signs::Blocks => (["·", "░", "▓", "█"], Role::Key, 40),
    };
    let weeks = i32::try_from((width.saturating_sub(6) / 2).min(most)).unwrap_or(20);
    let monday = calendar.monday(weeks);
    let mut lines = Vec::new();
    for (row, name) in (0..).zip(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]) {
        let days =
            (0..weeks).map(|week| Day(monday.0 + week * 7 + row)).take_while(|day| *day <= calendar.today);
        let mut line =
            if signs == Signs::Letters { format!("  {name}").into() } else { faint(format!("{name} ")) };
        for day in days {
            let ink = Calendar::ink(calendar.on(day));
            line.push(" ", Role::Plain);
            line.push(inks[ink], if ink == 0 && signs == Signs::Blocks { Role::Faint } else { role });
        }
        lines.push(line);
    }
    let [none, few, some, many] = inks;
    let legend = format!(
        "One column a week, this one last. Answers: {none} none, {few} up to 9, {some} up to 24, {many} more."
    );
    lines.extend(wrap_rich(&legend.into(), width, &"".into(), None));
    lines
}
