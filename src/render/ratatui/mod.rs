//! Pages as lines of the full screen.

use formcheck_core::page::{Page, RichText, Role};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span};

use super::charts::Signs;
use super::columns::wrap;

/// The lines of a page, without empty ones at its end.
pub fn lines(page: &Page, width: u16) -> Vec<Line<'static>> {
    let mut lines = super::lines::lines(page, usize::from(width), Signs::Blocks);
    while lines.last().is_some_and(|line| line.plain().trim().is_empty()) {
        lines.pop();
    }
    lines.iter().map(line).collect()
}

fn line(text: &RichText) -> Line<'static> {
    text.runs().iter().map(|run| Span::styled(run.text.clone(), style(run.role))).collect()
}

/// The ink of a role.
pub const fn style(role: Role) -> Style {
    match role {
        Role::Plain => Style::new(),
        Role::Strong => Style::new().add_modifier(Modifier::BOLD),
        Role::Key => Style::new().fg(Color::Cyan),
        Role::Good => Style::new().fg(Color::Green).add_modifier(Modifier::BOLD),
        Role::Bad => Style::new().fg(Color::Red).add_modifier(Modifier::BOLD),
        Role::Added => Style::new().fg(Color::Green),
        Role::Removed => Style::new().fg(Color::Red),
        Role::Faint => Style::new().add_modifier(Modifier::DIM),
    }
}

/// A paragraph in one style, `first` before its first line and as many spaces before the others.
pub fn paragraph(text: &str, width: u16, first: &str, style: Style) -> Vec<Line<'static>> {
    let wrapped = wrap(text, usize::from(width), first);
    wrapped.lines().map(|line| Line::styled(line.to_owned(), style)).collect()
}
