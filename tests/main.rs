//! All tests that play the program from outside, as one program: it is linked once, and its tests share two cores instead
//! of waiting for each other file by file. `cargo test --test suite NAME` runs the tests of the file NAME.
//!
//! So a test must not change what belongs to the whole process: no environment variable, no current folder. A program that
//! it starts gets its own.

mod common;

mod attacks_on_exams;
mod attacks_that_cannot_be_prevented;
mod big_lifts;
mod built_in_pack;
mod built_in_quizzes;
mod clocks;
mod coach_compares_versions;
mod coach_formats;
mod coach_in_an_editor;
mod coach_mends;
mod coach_starts_a_pack;
mod coach_talks;
mod codes_page;
mod command_line;
mod diff_against_brute_force;
mod doctor;
mod exam_by_eye;
mod exam_files_are_checked;
mod exam_in_full_screen;
mod exam_laws;
mod examiner_keeps_a_roster;
mod examples_of_the_pack;
mod export_bytes;
mod exports_are_read_by_others;
mod feedback_says_things_once;
mod figures_can_be_told;
mod figures_in_files;
mod figures_on_paper;
mod filmed_sets;
mod forms_are_equivalent;
#[cfg(unix)]
mod full_disks;
mod full_screen;
mod full_screen_views;
mod gym_floor;
mod handbook;
mod in_a_terminal;
mod item_statistics;
mod json_lines;
mod language_against_brute_force;
mod learner_laws;
mod learners_simulated;
mod ledger_and_badges;
mod lint_against_brute_force;
mod lint_corpus;
mod lint_fixtures;
mod many_broken_files;
mod many_gyms;
mod names_against_brute_force;
mod nothing_comes_again;
mod one_history;
mod output_formats;
mod pack_decides_as_the_domain;
mod person_on_a_page;
#[cfg(unix)]
mod pictures_in_terminals;
mod qti_packages;
mod readme;
mod records_are_checked;
mod records_are_read_by_others;
mod replaced_in_a_database;
mod reps_from_elsewhere;
mod results_are_read_by_others;
mod robots;
mod schemas;
mod session_laws;
mod shell_completes;
#[cfg(target_os = "linux")]
mod slowed_clock;
mod statistics_agree;
mod stats_page;
mod study_day_by_day;
mod study_survives;
mod ten_thousand_items;
#[cfg(unix)]
mod terminal_in_a_mess;
mod three_gyms;
mod trainer_sits_an_exam;
mod trainers_simulated;
mod twelve_trainers;
mod two_strangers;
mod witness_in_a_terminal;
mod witness_of_an_exam;

/// A file that nobody names here would never run.
#[test]
fn every_file_of_tests_is_in_this_program() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let named = include_str!("main.rs");
    let mut files = 0;
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        if path.extension().is_none_or(|end| end != "rs") || name == "main" {
            continue;
        }
        files += 1;
        assert!(named.contains(&format!("\nmod {name};\n")), "mod {name}; is missing in tests/main.rs");
    }
    assert!(files > 40, "{files} files");
}
