//! How this program is called, packs and all, for the commands that a page tells a person to type.

use std::sync::OnceLock;

static CALLED: OnceLock<String> = OnceLock::new();

/// How the program was called, up to the name of a command; said once, at its start.
pub(crate) fn is_called(how: String) {
    let _ = CALLED.set(how);
}

/// How to call it again with the same packs.
pub fn program() -> &'static str {
    CALLED.get().map_or("formcheck", String::as_str)
}
