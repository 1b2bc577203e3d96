//! docs/codes.md is what the program says of its codes.

use std::fmt::Write as _;
use std::path::Path;

use formcheck_core::diagnostic::Code;

fn page() -> String {
    let mut page = String::from(
        "# The codes of lint\n\nMade from what `formcheck explain CODE` prints. Errors make a pack unusable and are \
         always errors; the level of\nwarnings is the pack's own to set, in `formcheck.toml`.\n\n| code | level | what it says |\n|---|---|---|\n",
    );
    for code in Code::ALL {
        writeln!(page, "| [`{code}`](#{code}) | {} | {} |", code.severity().word(), code.text().summary)
            .expect("writing to text");
    }
    for code in Code::ALL {
        let (_, body) = code.markdown().split_once('\n').expect("a heading");
        write!(page, "\n## {code}\n{body}").expect("writing to text");
    }
    page
}

#[test]
fn the_page_of_codes_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/codes.md");
    if std::env::var_os("FORMCHECK_BLESS").is_some() {
        std::fs::write(&path, page()).expect("docs/codes.md can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == page(), "docs/codes.md is not up to date: FORMCHECK_BLESS=1 writes it anew");
}

#[test]
fn every_code_has_all_of_its_parts() {
    for code in Code::ALL {
        let text = code.text();
        for part in [text.summary, text.what, text.why] {
            assert!(!part.is_empty() && !part.contains('\n'), "{code}: {part}");
        }
        let mut whole = format!("# {}\n\n{}\n\n{}\n", text.summary, text.what, text.why);
        for (label, piece) in [("Not like this", text.bad), ("Like this", text.good)] {
            if !piece.is_empty() {
                write!(whole, "\n{label}:\n\n```toml\n{piece}\n```\n").expect("writing to text");
            }
        }
        assert_eq!(whole, code.markdown(), "nothing is left over");
    }
}
