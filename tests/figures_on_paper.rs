//! A person who wants the figure on a wall or on a page: the atlas, SVG files, the sheet beside the rack.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use crate::common::browser::Browser;
use crate::common::program::run;
use formcheck::app::disk;
use formcheck::pages::{atlas, sheet};
use formcheck_core::figure::{Motion, svg};
use formcheck_core::rulebook::pose::Base;
use formcheck_core::rulebook::{ExerciseIx, load, load_built_in, load_mid_back};
use tempfile::tempdir;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

/// What stands in `docs/figures.md` before the first exercise.
const READ: &str = "How well they are read is in [seeing.md](seeing.md): two language models that knew nothing of this \
                    program named 14 of 14 exercises, and 174 of the 182 mistakes in a position that are asked by eye. No \
                    coach has been asked yet.";

#[test]
fn the_atlas_checked_in_is_what_the_program_draws() {
    // As `formcheck show --atlas docs/figures.md` does, with a word on what was tried of these.
    let book = load_built_in();
    let (page, pictures) = atlas::atlas(&book, "figures");
    let page = page.replacen("\n\n## ", &format!("\n\n{READ}\n\n## "), 1);
    assert!(page.contains(READ));
    assert!(pictures.len() > 220, "{}", pictures.len());
    let exercises = page.matches("\n## ").count();
    assert_eq!(exercises, book.exercises.len(), "every exercise of every built-in pack");
    assert_eq!(
        page.matches("| Told from a clean rep |").count(),
        exercises,
        "each says what can be told by eye"
    );
    assert!(page.contains(
        "Can't be told by eye without colours in 60 by 24 cells: shoulder tips forward from uneven sides."
    ));
    let docs = root().join("docs");
    if std::env::var_os("FORMCHECK_BLESS").is_some() {
        let _ = fs::remove_dir_all(docs.join("figures"));
        fs::create_dir_all(docs.join("figures")).expect("a folder");
        fs::write(docs.join("figures.md"), &page).expect("the page can be written");
        for (name, text) in &pictures {
            fs::write(docs.join("figures").join(name), text).expect("a picture can be written");
        }
    }
    assert_eq!(read(&docs.join("figures.md")), page, "FORMCHECK_BLESS=1 writes it anew");
    let kept = fs::read_dir(docs.join("figures")).expect("docs/figures").count();
    assert_eq!(kept, pictures.len(), "FORMCHECK_BLESS=1 writes them anew");
    for (name, text) in &pictures {
        assert_eq!(&read(&docs.join("figures").join(name)), text, "{name}: FORMCHECK_BLESS=1 writes it anew");
        assert!(text.len() < 10_240, "{name} is not small: {}", text.len());
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

/// Of each base the picture that `docs/format.md` shows: a clean rep of an exercise on it.
#[test]
fn the_format_page_has_a_picture_of_each_base() {
    let folder = |path: &str| disk::folder(&root().join(path)).expect("a pack");
    let packs = vec![folder(""), folder("packs/big-lifts"), folder("tests/packs/more-bases")];
    let book = load(packs).rulebook().unwrap_or_else(|unsound| panic!("{:?}", unsound.diagnostics));
    let is_blessed = std::env::var_os("FORMCHECK_BLESS").is_some();
    for base in Base::ALL {
        let is_on_it = |ix: &ExerciseIx| book[*ix].figure.as_ref().is_some_and(|figure| figure.base == *base);
        let exercise = book.exercise_ixs().find(is_on_it).expect("an exercise on it");
        let clean = Motion::clean(&book, exercise).expect("a figure");
        let title = format!("{}: {}, a clean rep", base.word(), book[exercise].name);
        let look = svg::Still { frame: clean.telling(), clean: &clean, explained: false, title: &title };
        let text = svg::still(&clean, &look) + "\n";
        let file = root().join("docs/bases").join(format!("{}.svg", base.word()));
        if is_blessed {
            fs::create_dir_all(file.parent().expect("a folder")).expect("it can be made");
            fs::write(&file, &text).expect("a picture can be written");
        }
        assert_eq!(read(&file), text, "{}: FORMCHECK_BLESS=1 writes it anew", file.display());
    }
}

#[test]
fn the_atlas_is_written_where_it_is_asked_for() {
    let folder = tempdir().expect("a folder");
    let page = folder.path().join("all.md");
    let (page_text, pack) = (page.to_str().expect("a path"), root().join("tests/packs/three-rows"));
    let packs = ["--no-built-in", "--pack", pack.to_str().expect("a path")];
    let out = run(&[&["show", "--atlas", page_text][..], &packs].concat());
    assert!(out.status.success(), "{}", text(&out.stderr));
    let text = read(&page);
    let named: Vec<&str> = text.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert!(named.len() > 50, "{}", named.len());
    for name in named {
        assert!(folder.path().join(name).is_file(), "{name}");
    }
}

#[test]
fn an_svg_stands_still_for_who_asks_for_it() {
    let folder = tempdir().expect("a folder");
    let path = folder.path().join("row.svg");
    let file = path.to_str().expect("a path");
    let moving = ["show", "seal-row", "momentum=big", "--svg", file, "--moving"];
    assert!(run(&moving).status.success());
    assert!(read(&path).len() < 80_000, "{}", read(&path).len());
    assert!(read(&path).contains("animation"));
    assert!(run(&[&moving[..], &["--no-motion"]].concat()).status.success());
    assert!(!read(&path).contains("animation"));
    assert!(read(&path).contains("The lifter heaves with hips or back to start the rep"));
}

#[test]
fn a_rep_is_written_as_png_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("row.png");
    let to = path.to_string_lossy();
    let out = run(&["show", "bent-over-row", "lumbar-shape=rounded", "--png", &to]);
    assert!(out.status.success(), "{}", text(&out.stderr));
    let bytes = std::fs::read(&path).expect("a file");
    assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
    // Width and height stand in the first chunk.
    assert_eq!(bytes[16..24], [0, 0, 3, 32, 0, 0, 2, 152]);
    let out = run(&["show", "arm-rowing", "--png", &to]);
    assert!(text(&out.stderr).contains("--png draws an exercise"), "{}", text(&out.stderr));
}

#[test]
fn no_picture_in_a_pipe_unless_it_is_asked_for() {
    let braille =
        |out: &Output| text(&out.stdout).chars().any(|letter| ('\u{2800}'..='\u{28ff}').contains(&letter));
    for command in [["show", "bent-over-row", "head=dropped"], ["check", "bent-over-row", "head=dropped"]] {
        let plain = run(&command);
        assert!(!braille(&plain));
        assert!(text(&plain.stdout).to_lowercase().contains("head out of line"), "{}", text(&plain.stdout));
        let asked = run(&[&command[..], &["--draw", "auto"]].concat());
        assert!(braille(&asked));
        let letters = run(&[&command[..], &["--draw", "ascii"]].concat());
        assert!(text(&letters.stdout).contains("@@") && !braille(&letters));
    }
}

#[test]
fn what_is_no_exercise_is_not_drawn() {
    let out = run(&["show", "arm-rowing", "--print", "x.html"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("draws an exercise"), "{}", text(&out.stderr));
    let out = run(&["show", "seal-row", "head=drooped"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("did you mean `dropped`"), "{}", text(&out.stderr));
}

#[test]
fn the_sheet_prints_on_one_page() {
    let Some(browser) = Browser::find() else { return };
    let book = load_mid_back();
    let folder = tempdir().expect("a folder");
    // The exercise with the most mistakes, and one that is drawn wide.
    let fullest = book.exercise_ixs().max_by_key(|&ix| book[ix].mistakes.len()).expect("an exercise");
    let wide = book.exercise_ixs().find(|&ix| book[ix].id.as_str() == "seal-row").expect("the seal row");
    for exercise in [fullest, wide] {
        let html = sheet::sheet(&book, exercise).expect("a figure").expect("a sheet");
        assert!(html.contains("<svg") && html.contains(&book[exercise].steps[0].say));
        let (page, pdf) = (folder.path().join("sheet.html"), folder.path().join("sheet.pdf"));
        fs::write(&page, html).expect("it can be written");
        let out =
            browser.browse(&page, &["--no-pdf-header-footer", &format!("--print-to-pdf={}", pdf.display())]);
        let bytes = fs::read(&pdf).unwrap_or_else(|_| panic!("nothing is printed: {}", text(&out.stderr)));
        let pages = String::from_utf8_lossy(&bytes).matches("/Type /Page\n").count()
            + String::from_utf8_lossy(&bytes).matches("/Type /Page ").count();
        assert_eq!(pages, 1, "{}", book[exercise].name);
    }
}
