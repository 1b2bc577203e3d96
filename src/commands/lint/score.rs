//! `lint --mutants`: what share of small changes to the conditions would be noticed, and which would not.

use std::io::Write as _;

use super::super::progress::Steps;
use super::super::{Global, Outcome, Ran, in_colour, put};
use super::asked::asked;
use super::tell::tell;
use super::{Format, LintArgs};
use crate::render::ansi::style;
use formcheck_core::diagnostic::{errors, human, json};
use formcheck_core::lint::{lint, mutants};
use formcheck_core::rulebook::load;

pub(super) fn run(args: &LintArgs, global: &Global) -> Ran {
    let mut asked = asked(args, global)?;
    let mut loaded = load(std::mem::take(&mut asked.packs));
    let report = lint(&loaded);
    let shown: Vec<_> =
        report.diagnostics.iter().filter(|found| asked.shows(&loaded.sources, found.span)).cloned().collect();
    // A pack with an error has examples that fail already: the score would mean nothing.
    if errors(&shown) > 0 {
        return tell(args, global, &asked, shown, &loaded.sources, report.checked);
    }
    let paths: Vec<String> = loaded.sources.files().iter().map(|file| file.path.clone()).collect();
    let is_asked = |span: formcheck_core::diagnostic::Span| {
        let file = span.file.0 as usize;
        file >= asked.shown_from && (asked.only.is_empty() || asked.only.contains(&paths[file]))
    };
    let asked_for = loaded.draft.mistakes.iter().filter(|mistake| is_asked(mistake.span)).count();
    let progress = Steps::new("Changing", asked_for, global);
    let score = mutants(&mut loaded, is_asked, || progress.step());
    drop(progress);
    let Some(percent) = score.percent() else {
        super::super::complain(
            "there is no condition whose change would mean anything",
            "lint it without --mutants; nothing was tried, so this is no pass",
        );
        return Ok(Outcome::FellShort);
    };
    if global.json || args.format == Format::Json {
        put(&format!("{}\n", json(&score.unnoticed, &loaded.sources, report.checked)))?;
    } else {
        put(&human(&score.unnoticed, &loaded.sources, in_colour(), style::width()))?;
    }
    if !global.quiet {
        let changes = style::count(score.changes, "small change", "small changes");
        let by = match (report.checked.examples, score.by_examples, score.by_proofs) {
            (0, _, _) => "by proofs alone: there are no examples yet".to_owned(),
            (_, examples, proofs) => format!("{examples} by examples, {proofs} by proofs alone"),
        };
        let noticed = score.noticed();
        writeln!(std::io::stderr(), "{noticed} of {changes} would be noticed: {percent} % ({by})")?;
    }
    Ok(if score.unnoticed.is_empty() { Outcome::Done } else { Outcome::FellShort })
}
