//! Findings as a JUnit report: one case a file that was checked, so that a passed file is seen to have been checked.

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::human::clean;
use super::{Diagnostic, FileIx, FindingSeverity, RepositoryPaths, SourceMap};

/// Renders a report over `files`. A file fails by its errors and warnings; `least` is what fails the run.
pub fn junit(
    diagnostics: &[Diagnostic],
    sources: &SourceMap,
    paths: &RepositoryPaths,
    files: &[FileIx],
    least: FindingSeverity,
) -> String {
    let mut suite = TestSuite::new("formcheck lint");
    for &file in files {
        let own: Vec<&Diagnostic> =
            diagnostics.iter().filter(|found| found.span.is_some_and(|span| span.file == file)).collect();
        suite.add_test_case(case(paths.of(file), &own, sources, least));
    }
    let nowhere: Vec<&Diagnostic> = diagnostics.iter().filter(|found| found.span.is_none()).collect();
    if !nowhere.is_empty() {
        suite.add_test_case(case("the pack", &nowhere, sources, least));
    }
    let mut report = Report::new("formcheck");
    report.add_test_suite(suite);
    report.to_string().unwrap_or_default()
}

fn case(path: &str, own: &[&Diagnostic], sources: &SourceMap, least: FindingSeverity) -> TestCase {
    let told: Vec<String> = own.iter().map(|found| line(found, sources)).collect();
    let failing: Vec<&&Diagnostic> = own.iter().filter(|found| found.severity >= least).collect();
    let mut case = match failing.first() {
        Some(first) => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_type(first.code.word());
            status.set_message(clean(&first.message));
            status.set_description(told.join("\n"));
            TestCase::new(clean(path), status)
        }
        None => TestCase::new(clean(path), TestCaseStatus::success()),
    };
    if failing.is_empty() && !told.is_empty() {
        case.set_system_out(told.join("\n"));
    }
    case.set_classname("formcheck");
    case
}

fn line(found: &Diagnostic, sources: &SourceMap) -> String {
    let place = found.span.map(|span| sources.start(span));
    let place = place.map(|place| format!("{}:{}: ", place.line, place.column)).unwrap_or_default();
    let help = found.help.as_ref().map(|help| format!("\n  {}", clean(help))).unwrap_or_default();
    format!("{place}{}[{}]: {}{help}", found.severity.word(), found.code, clean(&found.message))
}
