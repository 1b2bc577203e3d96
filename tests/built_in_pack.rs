//! The built-in pack loads without a fault and passes every check.

use formcheck::diagnostic::human;
use formcheck::rulebook::{load, source};

#[test]
fn the_built_in_pack_is_sound() {
    let loaded = load(vec![source::built_in()]);
    let report = formcheck::lint::lint(&loaded);
    assert!(report.diagnostics.is_empty(), "{}", human(&report.diagnostics, &loaded.sources, false, 100));
}
