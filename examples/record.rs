//! Plays a study session in a real terminal of 120 by 40 and writes what was on the screen as one animated SVG:
//! `cargo run --example record -- docs/full-screen.svg`. Same program, same picture.

use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::num::NonZero;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use data_encoding::BASE64;
use formcheck_core::figure::paint::pixels::{Image, png};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};

const COLUMNS: u16 = 120;
const ROWS: u16 = 40;
/// What one cell takes in the picture.
const CELL: (f32, f32) = (8.4, 18.0);
/// How long each screen stays, in seconds.
const STAYS: f32 = 3.5;

/// What is typed, and what must be on the screen then.
const STEPS: &[(&str, &str)] = &[
    ("", "Which exercises do you do?"),
    ("1\u{1b}[B", "[x] Bent-over"),
    ("\r", "Enter begin"),
    ("\r", "Enter question"),
    ("\r", "Enter answer"),
    ("1\t\t\t", "You say: sure"),
    ("\r", "Enter next"),
    ("\r", "Question 2 of"),
    ("2", "▸ 2."),
    ("\r", "Enter next"),
    ("\r", "Enter question"),
    ("\r", "Enter answer"),
    ("2", "▸ 2."),
    ("\r", "Enter next"),
    ("q", "Result"),
];

type Screen = Arc<Mutex<vt100::Parser>>;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args().nth(1).ok_or("name the file to write: record FILE.svg")?;
    let data = tempfile::tempdir()?;
    let program = std::env::current_exe()?;
    let program =
        program.parent().and_then(|examples| examples.parent()).ok_or("a folder")?.join("formcheck");
    let pair = native_pty_system().openpty(PtySize {
        rows: ROWS,
        cols: COLUMNS,
        pixel_width: 0,
        pixel_height: 0,
    })?;
    let mut command = CommandBuilder::new(program);
    command.env("TERM", "xterm-256color");
    command.env("LC_ALL", "C.UTF-8");
    command.env("TZ", "UTC");
    command.env("FORMCHECK_DATA_DIR", data.path());
    command.env("FORMCHECK_NOW", "2026-11-24T10:00");
    // As most terminals show it, without asking this one.
    command.env("FORMCHECK_DRAW", "quadrants");
    command.env("FORMCHECK_PIXELS", "never");
    command.env("FORMCHECK_BACKGROUND", "dark");
    // Still pictures: the telling moment of each rep, and the same bytes each time.
    command.env("FORMCHECK_NO_MOTION", "1");
    command.env_remove("NO_COLOR");
    command.args(["study", "--seed", "4"]);
    let mut child = pair.slave.spawn_command(command)?;
    drop(pair.slave);
    let of = |number| NonZero::new(number).ok_or("a size");
    let screen: Screen = Arc::new(Mutex::new(vt100::Parser::new(of(ROWS)?, of(COLUMNS)?, 0)));
    let mut output = pair.master.try_clone_reader()?;
    let to_screen = Arc::clone(&screen);
    std::thread::spawn(move || {
        let mut bytes = [0; 4096];
        while let Ok(read @ 1..) = output.read(&mut bytes) {
            if let Ok(mut screen) = to_screen.lock() {
                screen.process(&bytes[..read]);
            }
        }
    });
    let mut keys = pair.master.take_writer()?;
    let mut frames = Vec::new();
    for (typed, shows) in STEPS {
        keys.write_all(typed.as_bytes())?;
        keys.flush()?;
        wait(&screen, shows)?;
        let painted = paint(screen.lock().map_err(|_| "a screen")?.screen())?;
        frames.push(painted);
    }
    keys.write_all(b"q")?;
    let _ = child.wait();
    std::fs::write(&file, svg(&frames))?;
    println!("{file}: {} screens", frames.len());
    Ok(())
}

/// Waits until the screen shows a text and has come to rest.
fn wait(screen: &Screen, shows: &str) -> Result<(), String> {
    let started = Instant::now();
    let mut before = String::new();
    loop {
        std::thread::sleep(Duration::from_millis(150));
        let now = screen.lock().map_err(|_| "a screen")?.screen().contents();
        if now.contains(shows) && now == before {
            return Ok(());
        }
        if started.elapsed() > Duration::from_secs(30) {
            return Err(format!("{shows:?} is not on\n{now}"));
        }
        before = now;
    }
}

/// One screen: the picture in it as an image, and a text for each run of cells that look the same.
fn paint(screen: &vt100::Screen) -> Result<String, std::num::TryFromIntError> {
    let mut out = picture(screen);
    for row in 0..ROWS {
        let mut column = 0;
        while column < COLUMNS {
            if is_picture(screen, row, column) {
                column += 1;
                continue;
            }
            let class = look(screen, row, column);
            let from = column;
            let mut text = String::new();
            // Two blanks end a run: one of them may come out narrower than a cell, and it would shift what follows.
            while column < COLUMNS
                && !is_picture(screen, row, column)
                && look(screen, row, column) == class
                && !text.ends_with("  ")
            {
                let letters = screen.cell(row, column).map(|cell| cell.contents().to_owned());
                let letters = letters.filter(|letters| !letters.is_empty()).unwrap_or_else(|| " ".to_owned());
                text.push_str(&letters);
                column += 1;
            }
            if text.trim().is_empty() {
                continue;
            }
            // Blanks at the ends of a run would be stretched or swallowed.
            let before = u16::try_from(text.chars().take_while(|letter| *letter == ' ').count())?;
            let after = u16::try_from(text.chars().rev().take_while(|letter| *letter == ' ').count())?;
            let text = text.trim();
            let (from, to) = (from + before, column - after);
            let (x, y) = (f32::from(from) * CELL.0 + 12.0, f32::from(row) * CELL.1 + 27.0);
            let long = f32::from(to - from) * CELL.0;
            let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            let _ = write!(
                out,
                "<text x=\"{x:.1}\" y=\"{y:.0}\" textLength=\"{long:.1}\" class=\"{class}\">{text}</text>"
            );
        }
    }
    Ok(out)
}

/// Whether a cell is a part of a picture: only those have colours of 16 million.
fn is_picture(screen: &vt100::Screen, row: u16, column: u16) -> bool {
    screen.cell(row, column).is_some_and(|cell| {
        [cell.fgcolor(), cell.bgcolor()].iter().any(|color| matches!(color, vt100::Color::Rgb(..)))
    })
}

/// Quarter blocks, each at the number of its quarters: 1 above left, 2 above right, 4 below left, 8 below right.
const QUARTERS: [char; 16] = [' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█'];

/// The picture on a screen as an image of four pixels a cell; nothing if there is none.
fn picture(screen: &vt100::Screen) -> String {
    let cells: Vec<(u16, u16)> = (0..ROWS)
        .flat_map(|row| (0..COLUMNS).map(move |column| (row, column)))
        .filter(|&(row, column)| is_picture(screen, row, column))
        .collect();
    let bounds = |of: fn(&(u16, u16)) -> u16| {
        let all = || cells.iter().map(of);
        Some((all().min()?, all().max()?))
    };
    let (Some((top, bottom)), Some((left, right))) = (bounds(|cell| cell.0), bounds(|cell| cell.1)) else {
        return String::new();
    };
    let (width, height) = (usize::from(right - left + 1) * 2, usize::from(bottom - top + 1) * 2);
    let mut rgb = vec![0; width * height * 3];
    for (row, column) in cells {
        let Some(cell) = screen.cell(row, column) else { continue };
        let glyph = cell.contents().chars().next().unwrap_or(' ');
        let quarters = QUARTERS.iter().position(|one| *one == glyph).unwrap_or_default();
        for quarter in 0..4 {
            let color = if quarters >> quarter & 1 == 1 { cell.fgcolor() } else { cell.bgcolor() };
            let vt100::Color::Rgb(red, green, blue) = color else { continue };
            let x = usize::from(column - left) * 2 + quarter % 2;
            let y = usize::from(row - top) * 2 + quarter / 2;
            rgb[(y * width + x) * 3..][..3].copy_from_slice(&[red, green, blue]);
        }
    }
    let file = BASE64.encode(&png(&Image { width, height, rgb }));
    let (x, y) = (f32::from(left) * CELL.0 + 12.0, f32::from(top) * CELL.1 + 12.0);
    let (wide, high) = (f32::from(right - left + 1) * CELL.0, f32::from(bottom - top + 1) * CELL.1);
    format!(
        "<image x=\"{x:.1}\" y=\"{y:.0}\" width=\"{wide:.1}\" height=\"{high:.0}\" preserveAspectRatio=\"none\" \
         style=\"image-rendering:pixelated\" href=\"data:image/png;base64,{file}\"/>"
    )
}

/// The classes of a cell.
fn look(screen: &vt100::Screen, row: u16, column: u16) -> String {
    let Some(cell) = screen.cell(row, column) else { return String::new() };
    let mut classes = match cell.fgcolor() {
        vt100::Color::Idx(1 | 9) => vec!["r"],
        vt100::Color::Idx(2 | 10) => vec!["g"],
        vt100::Color::Idx(6 | 14) => vec!["c"],
        _ => vec![],
    };
    for (is, class) in [(cell.bold(), "b"), (cell.dim(), "d"), (cell.inverse(), "i")] {
        if is {
            classes.push(class);
        }
    }
    classes.join(" ")
}

/// All screens, one after the other, for ever; where nothing may move, or nothing knows how to, the question is shown.
fn svg(frames: &[String]) -> String {
    let (width, height) = (f32::from(COLUMNS) * CELL.0 + 24.0, f32::from(ROWS) * CELL.1 + 24.0);
    #[expect(clippy::cast_precision_loss, reason = "a dozen screens")]
    let (whole, share) = (STAYS * frames.len() as f32, 100.0 / frames.len() as f32);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" height=\"{height:.0}\">\
         <title>A study session of formcheck, full screen</title><style>\
         text{{font:14px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace;fill:#d8dee4;white-space:pre}}\
         .r{{fill:#ff7b72}}.g{{fill:#7ee787}}.c{{fill:#79c0ff}}.b{{font-weight:700}}.d{{opacity:.6}}\
         .f{{visibility:hidden}}#f4{{visibility:visible}}\
         @keyframes show{{0%{{visibility:visible}}{share:.3}%{{visibility:hidden}}}}\
         @media (prefers-reduced-motion:no-preference){{.f{{animation:show {whole:.1}s step-end infinite}}}}</style>\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#0d1117\"/>\n"
    );
    for (place, frame) in frames.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a dozen screens")]
        // Each is in the middle of its round from the start: none shows what it is without one.
        let late = STAYS * place as f32 - whole;
        let _ = writeln!(
            out,
            "<g class=\"f\" id=\"f{place}\" style=\"animation-delay:{late:.1}s\" xml:space=\"preserve\">{frame}</g>"
        );
    }
    out.push_str("</svg>\n");
    out
}
