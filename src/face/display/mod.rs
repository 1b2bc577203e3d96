//! What the terminal at hand can show of a picture: how it is put into cells, on which background, and whether the terminal
//! shows real pixels. Asked of the terminal and of the environment; what the person says overrules both.
//!
//! Must not know what is drawn.

mod answers;
#[cfg(unix)]
mod ask;
mod late;
#[cfg(unix)]
mod owed;

use crate::render::pictures::{PictureMode, PixelDisplay, Protocol};
use formcheck_core::figure::paint::cells::Way;
use formcheck_core::figure::paint::palette::Ground;

pub use answers::Answers;
pub use late::LateAnswers;
#[cfg(unix)]
pub use owed::settle;

/// Where no terminal is asked, none owes an answer.
#[cfg(not(unix))]
pub fn settle() {}

/// Whether pictures are made of real pixels.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PixelWish {
    /// Where the terminal can.
    Auto,
    Never,
    /// So, whatever the terminal says.
    Always(Protocol),
}

/// What the person wants, and what was settled before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PictureWish {
    /// None is as the terminal can.
    pub way: Option<Way>,
    pub pixels: PixelWish,
    /// None is as the terminal says.
    pub ground: Option<Ground>,
    pub colour: bool,
    pub unicode: bool,
    /// Whether there is a terminal that can be asked.
    pub may_ask: bool,
}

/// How long a terminal has for its answer, in milliseconds.
pub const PATIENCE: u16 = 100;

/// A cell's pixels where nothing says them: what is scaled by the terminal need not be exact.
const USUAL_CELL: (u16, u16) = (10, 20);

/// How pictures are shown here, and what the terminal answered.
pub fn picture_mode(wish: PictureWish) -> (PictureMode, Answers) {
    let known = KnownTerminal::of_environment();
    let answers = answers(wish, &known);
    let ground = wish.ground.or_else(|| answers.ground()).or(known.ground).unwrap_or(Ground::Dark);
    let way = wish.way.unwrap_or_else(|| usual_way(wish, &known, &answers));
    (PictureMode { way, ground, pixels: pixels(wish, &known, &answers) }, answers)
}

fn usual_way(wish: PictureWish, known: &KnownTerminal, answers: &Answers) -> Way {
    match () {
        () if !wish.unicode => Way::Ascii,
        () if !wish.colour => Way::Braille,
        () if known.depth == Depth::True || answers.true_color => Way::Quadrants,
        () if known.depth == Depth::Many => Way::Colors256,
        () => Way::Colors16,
    }
}

fn pixels(wish: PictureWish, known: &KnownTerminal, answers: &Answers) -> Option<PixelDisplay> {
    let protocol = match wish.pixels {
        PixelWish::Never => None,
        PixelWish::Always(protocol) => Some(protocol),
        // Whoever says how cells are drawn wants cells; pixels without colour are none.
        PixelWish::Auto if wish.way.is_some() || !wish.colour => None,
        PixelWish::Auto if answers.kitty => Some(Protocol::Kitty),
        PixelWish::Auto if known.iterm2 || answers.is_iterm2() => Some(Protocol::Iterm2),
        PixelWish::Auto if answers.sixel => Some(Protocol::Sixel),
        PixelWish::Auto => None,
    }?;
    let cell = answers.cell.or(known.cell);
    match (protocol, cell) {
        (_, Some(cell)) => Some(PixelDisplay { protocol, cell }),
        // Sixels are as large as they are: without a cell's size they would cover the words.
        (Protocol::Sixel, None) if wish.pixels == PixelWish::Auto => None,
        (_, None) => Some(PixelDisplay { protocol, cell: USUAL_CELL }),
    }
}

#[cfg(unix)]
fn answers(wish: PictureWish, known: &KnownTerminal) -> Answers {
    let question = ask::TerminalQuestion {
        depth: wish.way.is_none() && wish.colour && wish.unicode && known.depth != Depth::True,
        ground: wish.ground.is_none(),
        pixels: match wish.pixels {
            PixelWish::Auto => wish.way.is_none() && wish.colour,
            PixelWish::Always(_) => true,
            PixelWish::Never => false,
        },
    };
    if wish.may_ask && known.can_be_asked { ask::ask(question) } else { Answers::default() }
}

#[cfg(not(unix))]
fn answers(_: PictureWish, _: &KnownTerminal) -> Answers {
    Answers::default()
}

/// How many colours there are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Depth {
    Few,
    Many,
    True,
}

/// What the environment says of the terminal.
#[derive(Clone, Copy, Debug)]
struct KnownTerminal {
    depth: Depth,
    ground: Option<Ground>,
    iterm2: bool,
    cell: Option<(u16, u16)>,
    /// Whether it takes a question for what it is and doesn't write it on the screen.
    can_be_asked: bool,
}

impl KnownTerminal {
    fn of_environment() -> KnownTerminal {
        let get = |name: &str| std::env::var(name).unwrap_or_default();
        let (term, program) = (get("TERM"), get("TERM_PROGRAM"));
        let is_true = matches!(get("COLORTERM").as_str(), "truecolor" | "24bit")
            || term.ends_with("-direct")
            || !get("WT_SESSION").is_empty();
        // What runs within another terminal has its names in the environment, and not its abilities.
        let within = !get("TMUX").is_empty() || !get("STY").is_empty();
        let cell = ratatui::crossterm::terminal::window_size().ok().and_then(|size| {
            let cell = (size.width.checked_div(size.columns)?, size.height.checked_div(size.rows)?);
            (cell.0 > 1 && cell.1 > 1).then_some(cell)
        });
        KnownTerminal {
            depth: match () {
                () if is_true => Depth::True,
                () if term.contains("256color") => Depth::Many,
                () => Depth::Few,
            },
            ground: ground_of(&get("COLORFGBG")),
            iterm2: !within && matches!(program.as_str(), "iTerm.app" | "WezTerm"),
            cell,
            can_be_asked: program != "Apple_Terminal"
                && !matches!(term.as_str(), "" | "dumb" | "linux" | "cons25" | "vt52"),
        }
    }
}

/// What `COLORFGBG` says: the last of its numbers is the background's, of the 16 colours.
fn ground_of(text: &str) -> Option<Ground> {
    let number: u8 = text.rsplit_once(';')?.1.parse().ok()?;
    Some(if matches!(number, 7 | 9..=15) { Ground::Light } else { Ground::Dark })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WISH: PictureWish = PictureWish {
        way: None,
        pixels: PixelWish::Auto,
        ground: None,
        colour: true,
        unicode: true,
        may_ask: false,
    };
    const KNOWN: KnownTerminal = KnownTerminal {
        depth: Depth::Many,
        ground: None,
        iterm2: false,
        cell: Some((9, 18)),
        can_be_asked: true,
    };

    #[test]
    fn cells_are_as_the_terminal_can() {
        let none = Answers::default();
        let direct = Answers { true_color: true, ..Answers::default() };
        assert_eq!(usual_way(WISH, &KNOWN, &none), Way::Colors256);
        assert_eq!(usual_way(WISH, &KNOWN, &direct), Way::Quadrants);
        assert_eq!(usual_way(WISH, &KnownTerminal { depth: Depth::Few, ..KNOWN }, &none), Way::Colors16);
        assert_eq!(usual_way(PictureWish { colour: false, ..WISH }, &KNOWN, &direct), Way::Braille);
        assert_eq!(usual_way(PictureWish { unicode: false, ..WISH }, &KNOWN, &direct), Way::Ascii);
    }

    #[test]
    fn pixels_only_where_they_can_be_placed_and_are_wanted() {
        let sixel = Answers { sixel: true, ..Answers::default() };
        let kitty = Answers { kitty: true, ..sixel.clone() };
        let protocol = |wish: PictureWish, known: &KnownTerminal, answers: &Answers| {
            pixels(wish, known, answers).map(|pixels| pixels.protocol)
        };
        assert_eq!(protocol(WISH, &KNOWN, &sixel), Some(Protocol::Sixel));
        assert_eq!(protocol(WISH, &KnownTerminal { cell: None, ..KNOWN }, &sixel), None);
        assert_eq!(protocol(WISH, &KNOWN, &kitty), Some(Protocol::Kitty));
        assert_eq!(protocol(WISH, &KNOWN, &Answers::default()), None);
        assert_eq!(protocol(PictureWish { colour: false, ..WISH }, &KNOWN, &kitty), None);
        assert_eq!(protocol(PictureWish { way: Some(Way::Halves), ..WISH }, &KNOWN, &kitty), None);
        let forced = PictureWish { pixels: PixelWish::Always(Protocol::Iterm2), ..WISH };
        assert_eq!(protocol(forced, &KnownTerminal { cell: None, ..KNOWN }, &kitty), Some(Protocol::Iterm2));
        assert_eq!(protocol(PictureWish { pixels: PixelWish::Never, ..WISH }, &KNOWN, &kitty), None);
    }

    #[test]
    fn the_background_is_the_last_number() {
        assert_eq!(ground_of("15;0"), Some(Ground::Dark));
        assert_eq!(ground_of("0;default;15"), Some(Ground::Light));
        assert_eq!(ground_of(""), None);
    }
}
