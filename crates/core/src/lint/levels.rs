//! What becomes of findings by what the packs say: `formcheck.toml` and the `[allow]` tables.

use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Safety};
use crate::rulebook::{Level, Loaded};

/// Drops what is allowed, sets what has another level, and adds what allows nothing.
pub(super) fn settle(loaded: &Loaded, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let settings = &loaded.settings;
    let mut used = vec![false; settings.allows.len()];
    let mut kept = Vec::with_capacity(found.len());
    for found in found {
        let Some(span) = found.span.filter(|_| found.code.is_settable()) else {
            kept.push(found);
            continue;
        };
        let mut allows = settings.allows.iter();
        let allowed = allows.position(|allow| allow.code == found.code && allow.span.file == span.file);
        match allowed {
            Some(place) => used[place] = true,
            None => kept.extend(levelled(loaded, found)),
        }
    }
    // With an error in the pack some checks did not run: then nobody knows what is allowed in vain.
    if crate::diagnostic::errors(&kept) == 0 {
        let unused = settings.allows.iter().zip(used).filter(|(allow, used)| !used && !allow.may_be_idle);
        for (allow, _) in unused {
            let message = format!("nothing in this file is `{}`", allow.code);
            let mut finding = Diagnostic::new(Code::UnusedAllow, allow.span, message)
                .help("take it out: it would hide the next finding of its kind");
            let edits = vec![Edit { span: allow.line, text: String::new() }];
            finding.fix = Some(Fix { safety: Safety::Safe, edits });
            kept.extend(levelled(loaded, finding));
        }
    }
    kept
}

fn levelled(loaded: &Loaded, mut found: Diagnostic) -> Option<Diagnostic> {
    let level = found.span.and_then(|span| loaded.settings.level(span.file, found.code));
    match level {
        Some(Level::Allowed) => return None,
        Some(Level::Told(severity)) => found.severity = severity,
        None => {}
    }
    Some(found)
}
