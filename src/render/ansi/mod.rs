//! Pages and figures as lines of text for a terminal or a pipe.

pub mod figure;
pub mod style;

use std::io::IsTerminal as _;

use colored::Colorize as _;
use formcheck_core::page::{Page, RichText, Role};

use super::charts::Signs;
use super::columns::NARROWEST;
use super::lines::lines;

/// Columns where none can be asked for, as in a pipe.
const IN_A_PIPE: usize = 80;
/// Lines longer than this are hard to read.
const WIDEST: usize = 100;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Terminal {
    pub width: usize,
    pub colour: bool,
}

impl Terminal {
    /// Standard output, in colours if the program was started so.
    pub fn stdout() -> Terminal {
        let columns = if std::io::stdout().is_terminal() { terminal_size::terminal_size() } else { None };
        let width = columns.map_or(IN_A_PIPE, |(columns, _)| usize::from(columns.0)).clamp(NARROWEST, WIDEST);
        Terminal { width, colour: colored::control::SHOULD_COLORIZE.should_colorize() }
    }

    pub fn text(self, page: &Page) -> String {
        let line = |line: &RichText| if self.colour { coloured(line) } else { line.plain() } + "\n";
        lines(page, self.width, Signs::Letters).iter().map(line).collect()
    }

    pub fn wrap(self, text: &str) -> String {
        super::columns::wrap(text, self.width, "")
    }
}

fn coloured(text: &RichText) -> String {
    text.runs().iter().map(|run| paint(&run.text, run.role)).collect()
}

/// Text in the colour of its role.
pub fn paint(text: &str, role: Role) -> String {
    match role {
        Role::Plain => return text.to_owned(),
        Role::Strong => text.bold(),
        Role::Key => text.cyan(),
        Role::Good => text.green().bold(),
        Role::Bad => text.red().bold(),
        Role::Added => text.green(),
        Role::Removed => text.red(),
        Role::Faint => text.dimmed(),
    }
    .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use formcheck_core::page::{bad, key};

    #[test]
    fn what_a_page_says_does_not_hang_on_colour() {
        let mut page = Page::new();
        page.heading("A").line(bad("Not right.").then(" 1 of 2")).labelled("Fix", "slower").line(key("x"));
        let plain = Terminal { width: 40, colour: false }.text(&page);
        assert_eq!(plain, "A\nNot right. 1 of 2\nFix: slower\nx\n");
        colored::control::set_override(true);
        let coloured = Terminal { width: 40, colour: true }.text(&page);
        colored::control::unset_override();
        assert!(coloured.contains("\u{1b}[1;31mNot right.\u{1b}[0m 1 of 2\n"), "{coloured:?}");
        assert_eq!(Terminal { width: 40, colour: false }.text(&page), plain);
    }
}
