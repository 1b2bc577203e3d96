//! The built-in pack loads without a fault and passes every check.

use formcheck::diagnostic::human;
use formcheck::rulebook::{load, source};

#[test]
fn the_built_in_pack_is_sound() {
    let report = formcheck::lint::lint(load(vec![source::built_in()]));
    assert!(report.diagnostics.is_empty(), "{}", human(&report.diagnostics, &report.sources, false, 100));
}
