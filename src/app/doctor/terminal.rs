//! The terminal: which face a session gets in it, its letters, colours and pictures.

use std::io::IsTerminal as _;

use crate::app::session::screen::{WhyLines, is_for_full_screen};
use crate::app::settings::{Background, Colour, Draw, Pixels};
use crate::app::{RunSettings, drawing, in_colour, is_interactive};
use crate::face::display::Answers;
use crate::face::full::SMALLEST;
use crate::pages::doctor::CheckedThing;
use crate::render::pictures::{PictureMode, Protocol};
use formcheck_core::figure::paint::cells::Way;
use formcheck_core::figure::paint::palette::Ground;

pub(super) fn checked(settings: &RunSettings) -> Vec<CheckedThing> {
    let face = is_for_full_screen(settings);
    let is_dumb = matches!(face, Err(WhyLines::Asked | WhyLines::NoTerminal | WhyLines::Dumb));
    let may_ask = !is_dumb && settings.draw != Draw::None;
    let (mode, answers) = drawing::found(settings, may_ask);
    let mut things = vec![terminal(face, &answers), letters(), colours(settings)];
    things.push(pictures(settings, face, mode));
    // Without a terminal there is nothing to be asked, without colours nothing to be chosen.
    if !matches!(face, Err(WhyLines::NoTerminal | WhyLines::Dumb))
        && !matches!(mode.way, Way::Ascii | Way::Braille)
    {
        things.push(pixels(settings, may_ask, mode, &answers));
        things.push(background(settings, mode, &answers));
    }
    things.push(motion(settings));
    things
}

fn name(answers: &Answers) -> String {
    let term = std::env::var("TERM").unwrap_or_default();
    match (term.as_str(), answers.name.as_str()) {
        ("", "") => "a terminal without a name".to_owned(),
        (term, "") => term.to_owned(),
        ("", name) => name.to_owned(),
        (term, name) => format!("{name}, as {term}"),
    }
}

fn terminal(face: Result<(), WhyLines>, answers: &Answers) -> CheckedThing {
    let about = "terminal";
    let name = name(answers);
    let (least, low) = SMALLEST;
    match face {
        Ok(()) => {
            let size = terminal_size::terminal_size();
            let size =
                size.map_or_else(String::new, |(columns, rows)| format!(", {} by {}", columns.0, rows.0));
            CheckedThing::fine(about, format!("{name}{size}: sessions fill the screen"))
        }
        Err(WhyLines::Asked) => CheckedThing::note(
            about,
            "line mode, as --plain or FORMCHECK_PLAIN says",
            "leave both out for the full screen",
        ),
        Err(WhyLines::NoTerminal) => CheckedThing::note(
            about,
            "none: input or output is a pipe or a file, and sessions are in lines",
            "run it in a terminal to see what that can do",
        ),
        Err(WhyLines::Dumb) => CheckedThing::note(
            about,
            format!("{name}, which moves no cursor: sessions are in lines"),
            "if it can do more, set TERM, such as TERM=xterm-256color",
        ),
        Err(WhyLines::NoSize) => CheckedThing::note(
            about,
            format!("{name}, which doesn't say how large it is: sessions are in lines"),
            "say it: stty cols 80 rows 24",
        ),
        Err(WhyLines::TooSmall(columns, rows)) => CheckedThing::note(
            about,
            format!("{name}, {columns} by {rows}, which is too small: sessions are in lines"),
            format!("make it at least {least} columns by {low} rows for the full screen"),
        ),
    }
}

fn letters() -> CheckedThing {
    if drawing::has_utf8() {
        return CheckedThing::fine("letters", "UTF-8");
    }
    CheckedThing::note(
        "letters",
        "plain ASCII, as LC_ALL, LC_CTYPE or LANG says: pictures are made of letters",
        "set a UTF-8 locale, such as LC_ALL=C.UTF-8",
    )
}

fn colours(settings: &RunSettings) -> CheckedThing {
    let about = "colours";
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|set| !set.is_empty());
    match settings.color {
        Colour::Always => CheckedThing::fine(about, "on, as --color always says"),
        Colour::Never => CheckedThing::note(about, "off, as --color never says", "leave it out for colours"),
        Colour::Auto if settings.plain => CheckedThing::note(
            about,
            "off, as in all of line mode that was asked for",
            "--color always keeps them",
        ),
        Colour::Auto if no_color => {
            CheckedThing::note(about, "off, as NO_COLOR says", "unset NO_COLOR, or use --color always")
        }
        Colour::Auto if !std::io::stdout().is_terminal() => {
            CheckedThing::note(about, "off in a pipe or a file", "--color always keeps them there")
        }
        Colour::Auto if in_colour() => CheckedThing::fine(about, "on"),
        Colour::Auto => CheckedThing::note(
            about,
            "off, as CLICOLOR or TERM says",
            "use --color always if the terminal has them",
        ),
    }
}

fn pictures(settings: &RunSettings, face: Result<(), WhyLines>, mode: PictureMode) -> CheckedThing {
    let about = "pictures";
    if settings.draw == Draw::None {
        return CheckedThing::note(
            about,
            "none, as --draw or FORMCHECK_DRAW says: reps are told in words",
            "--draw auto draws them",
        );
    }
    if !is_interactive() && !settings.draws_anywhere {
        return CheckedThing::note(
            about,
            "none where there is no terminal: reps are told in words",
            "show EXERCISE --draw ascii draws in a pipe, --svg FILE in a file",
        );
    }
    if settings.plain || face == Err(WhyLines::Dumb) {
        return CheckedThing::note(
            about,
            "none in line mode: reps are told in words",
            "--draw halves draws them",
        );
    }
    let finer = "if it has more colours, set COLORTERM=truecolor, or use --draw quadrants";
    match mode.way {
        Way::Quadrants => CheckedThing::fine(about, "quarter blocks in 16 million colours"),
        Way::Halves => CheckedThing::fine(about, "half blocks in 16 million colours"),
        Way::Colors256 => CheckedThing::note(about, "quarter blocks in 256 colours", finer),
        Way::Colors16 => CheckedThing::note(about, "quarter blocks in 16 colours", finer),
        Way::Braille => {
            CheckedThing::note(about, "fine dots, without colour", "turn colours on for finer pictures")
        }
        Way::Ascii => CheckedThing::note(about, "letters", "--draw quadrants, if the terminal has blocks"),
    }
}

fn pixels(settings: &RunSettings, may_ask: bool, mode: PictureMode, answers: &Answers) -> CheckedThing {
    let about = "pixels";
    let told = |pixels: Protocol| match pixels {
        Protocol::Kitty => "as kitty takes them",
        Protocol::Iterm2 => "as iTerm2 takes them",
        Protocol::Sixel => "sixels",
    };
    match mode.pixels {
        Some(display) => {
            let (width, height) = display.cell;
            let found = format!("yes, {}; a cell is {width} by {height}", told(display.protocol));
            CheckedThing::fine(about, found)
        }
        None if settings.pixels == Pixels::Never => CheckedThing::note(
            about,
            "none, as --pixels never says",
            "--pixels auto uses them where they are",
        ),
        None if settings.draw != Draw::Auto => {
            CheckedThing::note(about, "none: --draw asks for cells", "leave --draw out")
        }
        None if answers.sixel => CheckedThing::note(
            about,
            "sixels, but the terminal doesn't say how large a cell is: none are used",
            "--pixels sixel uses them all the same",
        ),
        None if answers.complete => {
            CheckedThing::fine(about, "none: the terminal has none, and pictures are made of blocks")
        }
        None if may_ask => CheckedThing::note(
            about,
            "none: the terminal didn't answer when it was asked",
            "if it has them, say how: --pixels kitty, sixel or iterm",
        ),
        None => CheckedThing::fine(about, "not asked for"),
    }
}

fn background(settings: &RunSettings, mode: PictureMode, answers: &Answers) -> CheckedThing {
    let ground = match mode.ground {
        Ground::Dark => "dark",
        Ground::Light => "light",
    };
    let of_environment = std::env::var("COLORFGBG").is_ok_and(|set| set.contains(';'));
    let why = match settings.background {
        Background::Dark | Background::Light => "as --background or FORMCHECK_BACKGROUND says",
        Background::Auto if answers.ground().is_some() => "as the terminal says",
        Background::Auto if of_environment => "as COLORFGBG says",
        Background::Auto => {
            let advice = "if it is light, use --background light, or set FORMCHECK_BACKGROUND=light";
            return CheckedThing::note("background", "taken for dark: nothing says what it is", advice);
        }
    };
    CheckedThing::fine("background", format!("{ground}, {why}"))
}

fn motion(settings: &RunSettings) -> CheckedThing {
    if settings.may_move() {
        return CheckedThing::fine("motion", "pictures move in the full screen");
    }
    let found = "pictures hold still, as FORMCHECK_NO_MOTION, REDUCED_MOTION or --no-motion says";
    CheckedThing::note("motion", found, "leave these out to see reps move")
}
