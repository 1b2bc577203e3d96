//! The page of `stats --html` in a real browser: it opens, says what the terminal says, asks no network for anything, and
//! its charts are there in light, in dark and on paper. Skipped, and said so, where there is no Chromium.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::lines::{Talk, command, pick};

fn chromium() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let mut found = std::env::split_paths(&path).flat_map(|folder| names.map(|name| folder.join(name)));
    found.find(|file| file.is_file())
}

fn browse(browser: &Path, folder: &Path, args: &[&str]) -> String {
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"])
        .args(["--disable-background-networking", "--disable-component-update", "--virtual-time-budget=2000"])
        .arg(format!("--user-data-dir={}", folder.join("browser").display()))
        .args(args)
        .arg(format!("file://{}", folder.join("stats.html").display()))
        .output()
        .expect("the browser starts");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn the_page_is_whole_in_a_browser() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    for day in 1..=6 {
        let args = ["study", "--jsonl", "--items", "12", "--seed", "5"];
        Talk::start(&args, &data, &format!("2026-11-{day:02}T18:00")).play(|item| pick(item, 1));
    }
    let page = folder.path().join("stats.html");
    let html = ["stats", "--html", &page.to_string_lossy()].map(str::to_owned);
    let args: Vec<&str> = html.iter().map(String::as_str).collect();
    assert!(command(&args, &data, "2026-11-07T18:00").status().expect("it starts").success());
    let text = fs::read_to_string(&page).expect("a page");
    for outside in ["http:", "https:", "src=", "@import", "<script", "<link"] {
        assert!(!text.contains(outside), "{outside} in a page that needs nothing else");
    }
    let told = command(&["stats"], &data, "2026-11-07T18:00").output().expect("it starts");
    let told = String::from_utf8(told.stdout).expect("text");
    let answers = told.lines().nth(1).and_then(|line| line.split(',').next()).expect("how many answers");
    let Some(browser) = chromium() else {
        eprintln!("skipped: there is no Chromium on this machine");
        return;
    };
    let seen = browse(&browser, folder.path(), &["--dump-dom"]);
    assert!(seen.contains(answers), "{answers}: {seen}");
    for heading in [
        "How far you are",
        "What comes back",
        "What you keep",
        "Your days",
        "What you see",
        "How sure you can be",
    ] {
        assert!(seen.contains(heading), "{heading}");
    }
    assert!(seen.matches("<svg").count() >= 12, "the charts are there");
    for (name, more) in [
        ("light", "--blink-settings=preferredColorScheme=1"),
        ("dark", "--blink-settings=preferredColorScheme=0"),
    ] {
        let picture = folder.path().join(format!("{name}.png"));
        browse(
            &browser,
            folder.path(),
            &[more, "--window-size=900,2400", &format!("--screenshot={}", picture.display())],
        );
        assert!(fs::metadata(&picture).is_ok_and(|file| file.len() > 20_000), "{name}");
    }
    let paper = folder.path().join("stats.pdf");
    browse(&browser, folder.path(), &[&format!("--print-to-pdf={}", paper.display())]);
    assert!(fs::read(&paper).is_ok_and(|bytes| bytes.starts_with(b"%PDF")));
    if let Ok(kept) = std::env::var("FORMCHECK_KEEP") {
        for name in ["light.png", "dark.png", "stats.pdf", "stats.html"] {
            fs::copy(folder.path().join(name), Path::new(&kept).join(name)).expect("kept");
        }
    }
}
