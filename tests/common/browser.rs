//! Chromium without a window, for pages that formcheck writes.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::skips::not_installed;

/// A browser with a profile of its own, which knows nothing and asks nobody.
pub(crate) struct Browser {
    program: PathBuf,
    profile: tempfile::TempDir,
}

impl Browser {
    /// The one of this machine; where there is none, that is told.
    pub(crate) fn find() -> Option<Browser> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let names = ["chromium", "chromium-browser", "google-chrome"];
        let mut files = std::env::split_paths(&path).flat_map(|dir| names.map(|name| dir.join(name)));
        let Some(program) = files.find(|file| file.is_file()) else {
            not_installed("Chromium", "tests/clients/install.sh");
            return None;
        };
        Some(Browser { program, profile: tempfile::tempdir().expect("a folder") })
    }

    /// What it writes when it is shown a page.
    pub(crate) fn browse(&self, page: &Path, args: &[&str]) -> Output {
        Command::new(&self.program)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
            .arg(format!("--user-data-dir={}", self.profile.path().display()))
            .args(args)
            .arg(format!("file://{}", page.display()))
            .output()
            .expect("the browser starts")
    }

    /// The page as it stands once it was read.
    pub(crate) fn dom(&self, page: &Path) -> String {
        String::from_utf8_lossy(&self.browse(page, &["--dump-dom"]).stdout).into_owned()
    }
}
