//! The packs that tests share, each read once for all of them. A test that is not about the built-in pack takes the three
//! rows of it in `tests/packs/three-rows`: they lean on the same features and are read, linted and drawn from in a fraction
//! of the time.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use formcheck_core::rulebook::source::PackSource;
use formcheck_core::rulebook::{Rulebook, load, load_mid_back};

/// The folder that the repository is in.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of a pack in `tests/packs`.
pub(crate) fn folder(name: &str) -> PathBuf {
    root().join("tests/packs").join(name)
}

/// The three rows, and the exams of `tests/packs/short-exams`, which ask about them.
pub(crate) fn exams() -> Vec<PackSource> {
    ["three-rows", "short-exams"]
        .map(|name| formcheck::app::disk::folder(&folder(name)).expect("a pack"))
        .into()
}

/// The rulebook of these.
pub(crate) fn exam_book() -> &'static Rulebook {
    static BOOK: LazyLock<Rulebook> = LazyLock::new(|| {
        load(exams()).rulebook().unwrap_or_else(|unsound| panic!("{:?}", unsound.diagnostics))
    });
    &BOOK
}

/// The rulebook of the first built-in pack.
pub(crate) fn built_in() -> &'static Rulebook {
    static BOOK: LazyLock<Rulebook> = LazyLock::new(load_mid_back);
    &BOOK
}
