//! The page of `stats --html` in a real browser: it opens, says what the terminal says, asks no network for anything, and
//! its charts are there in light, in dark and on paper. Skipped, and said so, where there is no Chromium.

use std::fs;
use std::path::Path;

use crate::common::browser::Browser;
use crate::common::lines::{Talk, command, pick};

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
    let Some(browser) = Browser::find() else { return };
    let seen = browser.dom(&page);
    assert!(seen.contains(answers), "{answers}: {seen}");
    for heading in [
        "How far you are",
        "What comes back",
        "What you keep",
        "Your days",
        "What you see",
        "How well you know what you know",
    ] {
        assert!(seen.contains(heading), "{heading}");
    }
    assert!(seen.matches("<svg").count() >= 12, "the charts are there");
    for (name, more) in [
        ("light", "--blink-settings=preferredColorScheme=1"),
        ("dark", "--blink-settings=preferredColorScheme=0"),
    ] {
        let picture = folder.path().join(format!("{name}.png"));
        let screenshot = format!("--screenshot={}", picture.display());
        browser.browse(&page, &[more, "--virtual-time-budget=2000", "--window-size=900,2400", &screenshot]);
        assert!(fs::metadata(&picture).is_ok_and(|file| file.len() > 20_000), "{name}");
    }
    let paper = folder.path().join("stats.pdf");
    browser.browse(&page, &[&format!("--print-to-pdf={}", paper.display())]);
    assert!(fs::read(&paper).is_ok_and(|bytes| bytes.starts_with(b"%PDF")));
    if let Ok(kept) = std::env::var("FORMCHECK_KEEP") {
        for name in ["light.png", "dark.png", "stats.pdf", "stats.html"] {
            fs::copy(folder.path().join(name), Path::new(&kept).join(name)).expect("kept");
        }
    }
}
