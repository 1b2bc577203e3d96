//! The cohort table as CSV, a row a record: for a spreadsheet, which must not run a cell.

use formcheck_exam::cohort::{PersonResult, Report};
use formcheck_exam::export::csv::escape_formula;

const COLUMNS: [&str; 17] = [
    "gym",
    "reference",
    "name",
    "exam",
    "exam_title",
    "attempt",
    "day",
    "marks",
    "of",
    "percent",
    "passed",
    "minutes",
    "supervised",
    "left_open",
    "verified",
    "described",
    "in_doubt",
];

pub fn page(report: &Report) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing into memory can't fail.
    let _ = writer.write_record(COLUMNS);
    for line in &report.people {
        let _ = writer.write_record(row(report, line).iter().map(|cell| escape_formula(cell)));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

fn row(report: &Report, line: &PersonResult) -> [String; 17] {
    let title = report.exams.iter().find(|exam| exam.id == line.exam).map(|exam| exam.title.clone());
    let yes = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    #[expect(clippy::cast_precision_loss, reason = "an exam lasts hours, not centuries")]
    let minutes = line.used_ms as f64 / 60_000.0;
    [
        line.gym.clone(),
        line.reference.clone(),
        line.name.clone().unwrap_or_default(),
        line.exam.clone(),
        title.unwrap_or_default(),
        line.attempt.to_string(),
        line.day.clone(),
        format!("{:.2}", line.marks),
        line.of.to_string(),
        format!("{:.1}", line.percent),
        yes(line.passed),
        format!("{minutes:.1}"),
        yes(line.supervised),
        yes(line.left_open),
        line.verified.map_or_else(|| "not looked at".to_owned(), yes),
        yes(line.described),
        yes(line.in_doubt),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1"] {
            assert!(escape_formula(cell).starts_with('\''), "{cell:?}");
        }
        assert_eq!(escape_formula("t-07"), "t-07");
        assert_eq!(escape_formula("a\nb"), "a b");
    }
}
